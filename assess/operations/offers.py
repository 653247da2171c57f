"""What questionnaires an assessment may put to people, and when each is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.model.instrument import Audience, ChoiceItem
from assess.operations.campaigns import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assess.model.instrument import Condition, Instrument


@dataclass(frozen=True, slots=True)
class Offer:
    """One questionnaire that can be part of an assessment."""

    id: str
    title: str
    purpose: str
    version: str
    questions: int
    """that one person may be asked"""
    audiences: tuple[Audience, ...]
    asked_if: str
    """the facts of a team that switch it on, in words; empty when it is always asked"""

    @property
    def always(self) -> bool:
        """Whether it is part of every assessment."""
        return not self.asked_if


def offers_of(instruments: Iterable[Instrument]) -> tuple[Offer, ...]:
    """Return what instruments offer, in the order they are put to people."""
    ordered = in_order(tuple(instruments))
    return tuple(_offer(instrument, ordered) for instrument in ordered)


def audiences_of(instruments: Iterable[Instrument]) -> tuple[Audience, ...]:
    """Return who any of the instruments asks, in the order of the roles."""
    asked = {role for one in instruments for item in one.items for role in item.audience}
    return tuple(role for role in Audience if role in asked)


def _offer(instrument: Instrument, library: Sequence[Instrument]) -> Offer:
    condition = instrument.shown_if
    return Offer(
        id=instrument.id,
        title=instrument.title,
        purpose=instrument.purpose,
        version=instrument.version,
        questions=_questions(instrument),
        audiences=audiences_of([instrument]),
        asked_if="" if condition is None else in_words(condition, library),
    )


def _questions(instrument: Instrument) -> int:
    judged = sum(item.kind == "judgement" for item in instrument.items)
    drawn = min(judged, instrument.sitting) if instrument.sitting else judged
    return len(instrument.items) - judged + drawn


def in_words(condition: Condition, library: Sequence[Instrument]) -> str:
    """Return a condition as a sentence part: each fact's question with the answers that fit."""
    if condition.fact is not None:
        return _fact_in_words(condition.fact, condition.is_one_of, library)
    if condition.none_of:
        return "not (" + " or ".join(in_words(part, library) for part in condition.none_of) + ")"
    joined = ", and " if condition.all_of else ", or "
    return joined.join(in_words(part, library) for part in condition.all_of or condition.any_of)


def _fact_in_words(fact: str, values: Sequence[str], library: Sequence[Instrument]) -> str:
    item = next((i for one in library for i in one.items if i.id == fact), None)
    if not isinstance(item, ChoiceItem):
        return f"{fact} is {' or '.join(values)}"
    labels = [f"“{option.label}”" for option in item.options if option.value in values]
    return f"“{item.text}” is answered {' or '.join(labels)}"
