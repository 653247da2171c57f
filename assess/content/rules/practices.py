"""Practices: five anchors that can be told apart by looking, never by opinion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assess.model.instrument import PracticeItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.content.subject import Remark, Subject

VAGUE = (
    "somewhat",
    "adequate",
    "adequately",
    "appropriate",
    "appropriately",
    "often",
    "sometimes",
    "usually",
    "generally",
    "mostly",
    "frequently",
    "regularly",
    "occasionally",
    "rarely",
    "sufficient",
    "sufficiently",
    "reasonable",
    "reasonably",
    "properly",
    "as needed",
    "where possible",
    "best practice",
    "best practices",
)
_VAGUE = re.compile(r"\b(" + "|".join(VAGUE) + r")\b", re.IGNORECASE)


def anchors(subject: Subject) -> Iterator[Remark]:
    """The five levels are distinct, not blank, and name something observable."""
    for practice in subject.practices():
        key = ("item", practice.id)
        seen: dict[str, int] = {}
        for level, text in enumerate(practice.levels):
            inner = ("levels", level)
            folded = " ".join(text.lower().split()).rstrip(".")
            if not folded:
                yield subject.error(key, inner, f"level {level} is blank; describe it", "anchor")
            elif folded in seen:
                message = f"level {level} reads like level {seen[folded]}; describe the difference"
                yield subject.error(key, inner, message, "anchor")
            seen.setdefault(folded, level)
            if found := _VAGUE.search(text):
                message = (
                    f"level {level} says '{found.group()}', which two people read differently;"
                    " name an artefact, a date, a number or a person"
                )
                yield subject.error(key, inner, message, "vague-anchor")


def titles(subject: Subject) -> Iterator[Remark]:
    """Titles of practices fit tables and charts."""
    for practice in subject.practices():
        words = len(practice.title.split())
        if words > 6 or len(practice.title) > 48:
            message = f"the title has {words} words; three to five fit tables and charts"
            yield subject.warning(("item", practice.id), ("title",), message, "title")


def duties(subject: Subject) -> Iterator[Remark]:
    """A regulatory item names its article and the date, and the module the day it was checked."""
    for instrument, practice in subject.placed_items():
        if not isinstance(practice, PracticeItem) or not practice.basis:
            continue
        key = ("item", practice.id)
        if not re.search(r"\b\d{4}-\d{2}-\d{2}\b", practice.basis):
            message = (
                "'basis' needs the date it was read: 'Art. 4, as of YYYY-MM-DD, not legal advice'"
            )
            yield subject.error(key, ("basis",), message, "basis")
        if "legal advice" not in practice.basis.lower():
            message = "'basis' must say 'not legal advice'"
            yield subject.error(key, ("basis",), message, "basis")
        if not instrument.checked:
            message = (
                "an instrument with regulatory items needs 'checked': the ISO date of the check"
            )
            yield subject.error(("instrument", instrument.id), (), message, "basis")
