"""Conditions: well formed, about facts and values that exist; every item can be reached."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from assess.content.subject import INTAKE
from assess.content.wording import closest
from assess.model.conditions import conditions_of, facts_of, is_shown
from assess.model.instrument import ChoiceItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assess.content.reader import Address
    from assess.content.subject import Key, Remark, Subject
    from assess.model.instrument import Condition, Instrument, Item

MOST_PATHS = 200_000
"""paths of one item that are enumerated; beyond, the item is taken as reachable"""

_Placed = tuple["Key", "Address", "Condition", str]


def _all(subject: Subject) -> Iterator[_Placed]:
    """Every condition with its place and the instrument it is in ('' in the evidence)."""
    for one in subject.library.instruments:
        yield from _in_entries([("instrument", one)], "shown_if", one.id)
        yield from _in_entries([("section", part) for part in one.sections], "shown_if", one.id)
        yield from _in_entries([("item", item) for item in one.items], "shown_if", one.id)
    evidence = subject.library.evidence
    yield from _in_entries([("factor", entry) for entry in evidence.factors], "applies_if", "")
    yield from _in_entries([("gate", entry) for entry in evidence.gates], "applies_if", "")
    yield from _in_entries([("action", entry) for entry in evidence.actions], "applies_if", "")


def _in_entries(entries: Sequence[tuple[str, Any]], field: str, home: str) -> Iterator[_Placed]:
    for noun, entry in entries:
        condition = getattr(entry, field)
        if condition is not None:
            yield (noun, entry.id), (field,), condition, home


def forms(subject: Subject) -> Iterator[Remark]:
    """A condition has exactly one of its four forms."""
    for key, inner, condition, _ in _all(subject):
        for place, part in _parts(inner, condition):
            said = [
                name
                for name in ("fact", "all_of", "any_of", "none_of")
                if getattr(part, name) not in (None, ())
            ]
            if len(said) != 1:
                message = (
                    f"a condition has exactly one of fact, all_of, any_of, none_of, but this has"
                    f" {' and '.join(said) or 'none'}"
                )
                yield subject.error(key, place, message, "condition")
            elif ("fact" in said) != bool(part.is_one_of):
                message = "'fact' and 'is_one_of' go together: {fact: id, is_one_of: [value]}"
                yield subject.error(key, place, message, "condition")


def _parts(inner: Address, condition: Condition) -> Iterator[tuple[Address, Condition]]:
    yield inner, condition
    for name in ("all_of", "any_of", "none_of"):
        for index, part in enumerate(getattr(condition, name)):
            yield from _parts((*inner, name, index), part)


def facts(subject: Subject) -> Iterator[Remark]:
    """Facts are choice items of the intake or of the same instrument; values are options."""
    for key, inner, condition, home in _all(subject):
        known = fact_values(subject, home)
        for place, part in _parts(inner, condition):
            if part.fact is None:
                continue
            if part.fact not in known:
                message = f"there is no fact '{part.fact}'{closest(part.fact, known)}"
                yield subject.missing("fact", key, place, message)
                continue
            for value in part.is_one_of:
                if value not in known[part.fact]:
                    hint = closest(value, known[part.fact])
                    message = f"'{value}' is no answer to '{part.fact}'{hint}"
                    yield subject.error(key, place, message, "condition")


def fact_values(subject: Subject, home: str = "") -> dict[str, tuple[str, ...]]:
    """Fact → its values, in the order they are asked: the intake's, then the home instrument's."""
    return {
        item.id: tuple(option.value for option in item.options)
        for _, item in _questions(subject, home)
    }


def _questions(subject: Subject, home: str) -> list[tuple[Instrument, ChoiceItem]]:
    chosen = [one for one in subject.library.instruments if one.id == INTAKE]
    chosen += [one for one in subject.library.instruments if one.id == home != INTAKE]
    return [(one, item) for one in chosen for item in one.items if isinstance(item, ChoiceItem)]


def reachable(subject: Subject) -> Iterator[Remark]:
    """Every item is shown on at least one path through the facts: all paths are tried."""
    for instrument in subject.library.instruments:
        questions = _questions(subject, instrument.id)
        known = {item.id for _, item in questions}
        for item in instrument.items:
            named = _named(instrument, item)
            if not named or not named <= known or _reached(questions, instrument, item):
                continue
            message = "no set of answers ever shows this item; change 'shown_if'"
            yield subject.error(("item", item.id), ("shown_if",), message, "unreachable")


def _named(instrument: Instrument, item: Item) -> set[str]:
    conditions = conditions_of(instrument, item)
    return {fact for condition in conditions for fact, _ in facts_of(condition)}


def _reached(
    questions: list[tuple[Instrument, ChoiceItem]], instrument: Instrument, item: Item
) -> bool:
    relevant = _relevant(questions, instrument, item)
    choices = [[option.value for option in question.options] for _, question in relevant]
    if prod(map(len, choices)) > MOST_PATHS:
        return True
    for values in product(*choices):
        answered: dict[str, str] = {}
        for (home, question), value in zip(relevant, values, strict=True):
            if is_shown(home, question, answered):
                answered[question.id] = value
        if is_shown(instrument, item, answered):
            return True
    return False


def _relevant(
    questions: list[tuple[Instrument, ChoiceItem]], instrument: Instrument, item: Item
) -> list[tuple[Instrument, ChoiceItem]]:
    """The questions that decide about an item, and about one another, in the order asked."""
    by_id = {question.id: (home, question) for home, question in questions}
    found: set[str] = set()
    pending = _named(instrument, item)
    while pending:
        fact = pending.pop()
        if fact not in found and fact in by_id:
            found.add(fact)
            pending |= _named(*by_id[fact])
    return [by_id[question.id] for _, question in questions if question.id in found]
