"""Vignettes one by one: form, key, length, sources, validity."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from assess.content.rules.formats import is_date
from assess.model.instrument import Carrier, JudgementItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.content.subject import Remark, Subject

NOTHING = "nothing"
"""value of the reason that says the output is sound"""
REASONS = 5
LONGEST_LINES = 25
LONGEST_WORDS = 120
WIDEST_LINE = 90
"""characters; a longer line counts as the lines it wraps into"""
PROSE = frozenset({Carrier.SUMMARY, Carrier.ARCHITECTURE, Carrier.DATA})
"""carriers whose key is settled by a passage of a source instead of by running code"""
LONGEST_TASK = 220
"""characters: two lines on a desktop screen"""


def lines_of(text: str) -> int:
    """Lines of a text as shown, long ones wrapped."""
    return sum(max(1, math.ceil(len(line) / WIDEST_LINE)) for line in text.strip().splitlines())


def words_of(text: str) -> int:
    """Words of a text; figures and signs on their own do not count."""
    return sum(any(letter.isalpha() for letter in word) for word in text.split())


def lengths(subject: Subject) -> Iterator[Remark]:
    """At most 25 lines, or 120 words of prose; a task of two lines."""
    for item in subject.judgements():
        key = ("item", item.id)
        lines, words = lines_of(item.output), words_of(item.output)
        if item.carrier in PROSE and words > LONGEST_WORDS:
            message = f"the output has {words} words; at most {LONGEST_WORDS}"
            yield subject.error(key, ("output",), message, "length")
        elif lines > LONGEST_LINES and words > LONGEST_WORDS:
            message = (
                f"the output has {lines} lines of {WIDEST_LINE} characters and {words} words;"
                f" at most {LONGEST_LINES} lines or {LONGEST_WORDS} words"
            )
            yield subject.error(key, ("output",), message, "length")
        if len(item.task.strip().splitlines()) > 2 or len(item.task.strip()) > LONGEST_TASK:
            message = f"the task must fit two lines ({LONGEST_TASK} characters); shorten it"
            yield subject.error(key, ("task",), message, "length")


def keys(subject: Subject) -> Iterator[Remark]:
    """Five reasons, one of them 'nothing'; the key is one of them and agrees with 'flawed'."""
    for item in subject.judgements():
        key = ("item", item.id)
        values = [reason.value for reason in item.reasons]
        if len(values) != REASONS:
            message = f"{len(values)} reasons; write exactly {REASONS}"
            yield subject.error(key, ("reasons",), message, "reasons")
        if values.count(NOTHING) != 1:
            message = f"exactly one reason must have the value '{NOTHING}'"
            yield subject.error(key, ("reasons",), message, "reasons")
        if item.key not in values:
            message = f"the key '{item.key}' is no reason; the reasons are {', '.join(values)}"
            yield subject.error(key, ("key",), message, "key")
        if item.flawed == (item.key == NOTHING):
            right = "a reason other than 'nothing'" if item.flawed else "'nothing'"
            message = f"flawed is {str(item.flawed).lower()}, so the key must be {right}"
            yield subject.error(key, ("key",), message, "key")


def backing(subject: Subject) -> Iterator[Remark]:
    """Severity, explanation, sources, the settling passage, validity."""
    for item in subject.judgements():
        key = ("item", item.id)
        if not 1 <= item.severity <= 4:
            message = f"severity must be 1 (annoying) to 4 (harmful), but is {item.severity}"
            yield subject.error(key, ("severity",), message, "severity")
        if not item.sources:
            message = (
                "'sources' is empty; name where the claim that the defect is common comes from"
            )
            yield subject.error(key, ("sources",), message, "sources")
        if item.carrier in PROSE and not item.settles.strip():
            message = "a prose item needs 'settles': the passage of the source that settles the key"
            yield subject.error(key, (), message, "settles")
        yield from _validity(subject, item)


def _validity(subject: Subject, item: JudgementItem) -> Iterator[Remark]:
    key = ("item", item.id)
    if not is_date(item.valid_until):
        message = f"'valid_until' must be a date written YYYY-MM-DD, but is '{item.valid_until}'"
        yield subject.error(key, ("valid_until",), message, "valid-until")
    elif subject.today is not None and item.valid_until < subject.today.isoformat():
        message = f"valid until {item.valid_until}, which has passed; look at it again and move it"
        yield subject.warning(key, ("valid_until",), message, "valid-until")


def twins(subject: Subject) -> Iterator[Remark]:
    """Twins come in pairs, one flawed and one sound, alike in all that is stated beforehand."""
    groups: dict[tuple[str, str], list[JudgementItem]] = {}
    for instrument, item in subject.placed_items():
        if isinstance(item, JudgementItem) and item.twin:
            groups.setdefault((instrument.id, item.twin), []).append(item)
    for (_, name), members in groups.items():
        first = ("item", members[0].id)
        if len(members) != 2 or members[0].flawed == members[1].flawed:
            if "item" in subject.places.incomplete and len(members) == 1:
                continue
            message = (
                f"twin '{name}' has {len(members)} members, {sum(one.flawed for one in members)}"
                " of them flawed; a pair is one flawed and one sound"
            )
            yield subject.error(first, ("twin",), message, "twin")
            continue
        for field in ("task", "constraint", "carrier", "domain", "section"):
            if getattr(members[0], field) != getattr(members[1], field):
                other = members[0].id
                message = f"'{field}' differs from that of its twin '{other}'; make it equal"
                yield subject.error(("item", members[1].id), (field,), message, "twin")
