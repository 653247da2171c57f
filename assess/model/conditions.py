"""Whether a condition holds, and which items a team's facts let through.

Facts are the answers to the intake: item id → value of the chosen option.  Logic has three
values inside (holds, does not hold, unanswered) and two outside: what rests on an unanswered
fact does not hold, whether or not it is negated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.model.instrument import ChoiceItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from assess.model.instrument import Condition, Instrument, Item


def holds(condition: Condition | None, facts: Mapping[str, str]) -> bool:
    """True when the condition is met; always for None, never on an unanswered fact."""
    return condition is None or _truth(condition, facts) is True


def _truth(condition: Condition, facts: Mapping[str, str]) -> bool | None:
    """Kleene's strong logic; None: cannot be told from the facts answered so far."""
    if condition.fact is not None:
        value = facts.get(condition.fact)
        return None if value is None else value in condition.is_one_of
    if condition.all_of:
        truths = {_truth(part, facts) for part in condition.all_of}
        return False if False in truths else (None if None in truths else True)
    truths = {_truth(part, facts) for part in condition.any_of or condition.none_of}
    some = True if True in truths else (None if None in truths else False)
    if condition.none_of:
        return None if some is None else not some
    return some


def facts_of(condition: Condition | None) -> Iterator[tuple[str, str]]:
    """Every (fact, value) a condition compares."""
    if condition is None:
        return
    if condition.fact is not None:
        yield from ((condition.fact, value) for value in condition.is_one_of)
    for part in (*condition.all_of, *condition.any_of, *condition.none_of):
        yield from facts_of(part)


def conditions_of(instrument: Instrument, item: Item) -> tuple[Condition, ...]:
    """All that must hold for an item to be shown: its own, its section's, its instrument's."""
    section = next((part for part in instrument.sections if part.id == item.section), None)
    parts = (instrument.shown_if, section.shown_if if section else None, item.shown_if)
    return tuple(part for part in parts if part is not None)


def is_shown(instrument: Instrument, item: Item, facts: Mapping[str, str]) -> bool:
    """True when the item is put to a team with these facts."""
    return all(holds(part, facts) for part in conditions_of(instrument, item))


def asked_facts(instruments: Iterable[Instrument], facts: Mapping[str, str]) -> dict[str, str]:
    """The facts that count: answers to choice items that are shown, given the others that count.

    An answer left behind under a parent that was changed later is dropped, with whatever it
    showed in turn.  The order of the instruments does not matter: more facts never undo a
    condition that could already be told.
    """
    asked = [
        (instrument, item)
        for instrument in instruments
        for item in instrument.items
        if isinstance(item, ChoiceItem) and item.id in facts
    ]
    kept: dict[str, str] = {}
    while True:
        shown = {item.id: facts[item.id] for one, item in asked if is_shown(one, item, kept)}
        if shown == kept:
            return kept
        kept = shown
