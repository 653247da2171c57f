"""Figures in words, for the sentences a result carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_NAMED = 4


def percent(share: float | None) -> str:
    """0.613 → '61 %'."""
    return "–" if share is None else f"{round(100 * share)} %"


def points(share: float | None) -> str:
    """0.12 → '12 points'."""
    if share is None:
        return "–"
    whole = round(100 * share)
    return f"{whole} point" if abs(whole) == 1 else f"{whole} points"


def levels(value: float | None, *, of: bool = True) -> str:
    """1.24 → 'level 1.2 of 4', or '1.2 levels' without the scale."""
    if value is None:
        return "–"
    return f"level {value:.1f} of 4" if of else f"{value:.1f} levels"


def listed(names: Sequence[str]) -> str:
    """['A', 'B', 'C'] → 'A, B and C'; long lists are cut and counted."""
    if len(names) > _MOST_NAMED:
        return f"{', '.join(names[: _MOST_NAMED - 1])} and {len(names) - _MOST_NAMED + 1} more"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
