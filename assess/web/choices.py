"""The choices each kind of item offers, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from assess.model.answer_rules import CONFIDENCES
from assess.model.answers import Act, Special
from assess.model.instrument import ChoiceItem, PracticeItem, RatingItem
from assess.web.language import gettext, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.instrument import JudgementItem, Option, Scale

GAP = "\N{NO-BREAK SPACE}"
Part = Literal["flagged", "confidence", "act", "reason"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer on offer, with the value the browser sends."""

    value: str
    label: str
    help: str = ""
    apart: bool = False


SOUND, FLAWED = "sound", "flawed"

VERDICTS = (
    Choice(SOUND, marked("Sound"), marked("Does what was asked, within the constraint")),
    Choice(FLAWED, marked("Flawed"), marked("Has a defect that matters")),
)

ENDS = {50: marked("a guess"), 100: marked("certain")}
SURENESS = tuple(Choice(str(c), f"{c}{GAP}%", ENDS.get(c, "")) for c in CONFIDENCES)

ACTS = (
    Choice(Act.ACCEPT.value, marked("Accept it as it is")),
    Choice(Act.CHANGE.value, marked("Accept it with changes")),
    Choice(Act.VERIFY.value, marked("Verify it first")),
    Choice(Act.REJECT.value, marked("Reject it")),
)

SPECIALS = {
    Special.DONT_KNOW: Choice(Special.DONT_KNOW.value, marked("I don't know"), apart=True),
    Special.NOT_APPLICABLE: Choice(
        Special.NOT_APPLICABLE.value, marked("Does not apply to this team"), apart=True
    ),
}


def choices_of(
    item: RatingItem | PracticeItem | ChoiceItem, scales: Sequence[Scale]
) -> tuple[Choice, ...]:
    """Return the answers to an item with one list of choices.

    A rating's labels begin to count at its scale's minimum.
    """
    match item:
        case RatingItem():
            return _rating_choices(item, scales)
        case PracticeItem():
            levels = tuple(Choice(str(level), text) for level, text in enumerate(item.levels))
            unknown = (SPECIALS[Special.DONT_KNOW],)
            outside = (SPECIALS[Special.NOT_APPLICABLE],) if item.allow_not_applicable else ()
            return levels + in_words(unknown + outside)
        case ChoiceItem():
            return from_options(item.options)


def judgement_choices(item: JudgementItem) -> dict[Part, tuple[Choice, ...]]:
    """Return the answers to the four questions about a vignette, in the order they are asked."""
    return {
        "flagged": in_words(VERDICTS),
        "confidence": in_words(SURENESS),
        "act": in_words(ACTS),
        "reason": from_options(item.reasons),
    }


def in_words(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return our own choices in the language of the page; an instrument's are in theirs."""
    return tuple(
        replace(choice, label=gettext(choice.label), help=choice.help and gettext(choice.help))
        for choice in choices
    )


def from_options(options: Sequence[Option]) -> tuple[Choice, ...]:
    """Return an instrument's own options."""
    return tuple(Choice(option.value, option.label, option.help) for option in options)


def _rating_choices(item: RatingItem, scales: Sequence[Scale]) -> tuple[Choice, ...]:
    scale = next(scale for scale in scales if scale.id == item.scale)
    low, high = scale.minimum or 0, scale.maximum or 0
    labels = item.labels or tuple(str(point) for point in range(low, high + 1))
    return tuple(Choice(str(low + place), label) for place, label in enumerate(labels))
