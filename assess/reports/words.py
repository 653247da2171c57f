"""Turns of phrase the reports share: lists, plurals, dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_NAMED = 4


def listed(names: Sequence[str], most: int = _MOST_NAMED) -> str:
    """Join names: "A, B and C"; a long list is cut and counted: "A, B, C and 4 more"."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def counted(number: int, one: str, several: str = "") -> str:
    """Write a number with its noun: "1 team", "12 teams"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def verb(number: int, one: str, several: str) -> str:
    """Return the form of a verb that agrees with a number."""
    return one if number == 1 else several


def day(iso: str) -> str:
    """Write an ISO date as "13 December 2026"."""
    when = date.fromisoformat(iso[:10])
    return f"{when.day} {when:%B} {when.year}"


def sentence(text: str) -> str:
    """Return a text that begins with a capital and ends with a full stop."""
    text = text.strip()
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".?!" else f"{text}."


def lower_first(text: str) -> str:
    """Return a title as it stands inside a sentence; names in capitals keep them."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
