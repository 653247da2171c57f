"""Heat tables: teams against measures, with the letters of the groups that share a standing."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Final

from assess.reports import numbers
from assess.reports.blocks import Heat, HeatCell, HeatRow
from assess.reports.chapters.columns import even_parts, known, team_names
from assess.reports.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assess.model.result import Comparison, OrganisationResult

MOST_ROWS: Final = 30
"""teams in one heat table: more would not stay on one page"""
MOST_COLUMNS: Final = 10
_STEPS: Final = 7
_GROUPS: Final = (
    ("Judgement, self-image and risk", ("fluency", "scale", "risk")),
    ("Governance", ("governance",)),
    ("Delivery", ("delivery",)),
    ("Modules", ("module",)),
)
_SCALES_ONLY: Final = "Rating scales"


def heats(whole: OrganisationResult) -> Iterator[Heat]:
    """Yield the heat tables, split where a page or a line would not hold them."""
    names = team_names(whole)
    for title, groups in _GROUPS:
        comparisons = [c for c in whole.comparisons if c.column.group in groups and known(c)]
        if all(c.column.group == "scale" for c in comparisons):
            title = _SCALES_ONLY  # noqa: PLW2901 - a narrower name for a narrower table
        for columns in even_parts(comparisons, MOST_COLUMNS):
            rows = [
                HeatRow(names[cell.team], tuple(_cell(c, place) for c in columns))
                for place, cell in enumerate(columns[0].cells)
                if any(c.cells[place].estimate.value is not None for c in columns)
            ]
            yield from _parts(title, columns, rows)


def _parts(title: str, columns: Sequence[Comparison], rows: Sequence[HeatRow]) -> Iterator[Heat]:
    parts = even_parts(rows, MOST_ROWS)
    for number, part in enumerate(parts):
        count = f" ({number + 1} of {len(parts)})" if len(parts) > 1 else ""
        yield Heat(
            caption=f"{title}{count}",
            head=tuple(c.column.short for c in columns),
            rows=tuple(part),
            note=_note(columns) if part is parts[-1] else "",
        )


def _note(columns: Sequence[Comparison]) -> str:
    low = [c.column.short for c in columns if c.column.better == "low"]
    words = "Darker is better. Teams that share a letter cannot be told apart; a is the best group."
    if low:
        words += f" Lower is better for {listed([name.lower() for name in low], 6)}."
    return words


def _cell(comparison: Comparison, place: int) -> HeatCell:
    column, cell = comparison.column, comparison.cells[place]
    value = cell.estimate.value
    if value is None:
        return HeatCell(numbers.NOTHING)
    position = (value - column.low) / (column.high - column.low)
    position = min(1.0, max(0.0, 1.0 - position if column.better == "low" else position))
    step = min(_STEPS - 1, floor(position * _STEPS))
    return HeatCell(numbers.on_column(column, value), step, _letters(comparison, cell.team))


def _letters(comparison: Comparison, team: str) -> str:
    """Return the letters of a team's groups: "b", "bc", "b–e"; none when all teams share one."""
    if len(comparison.groups) < 2:
        return ""
    inside = [place for place, group in enumerate(comparison.groups) if team in group]
    if len(inside) > 2 and inside[-1] - inside[0] == len(inside) - 1:
        return f"{_letter(inside[0])}–{_letter(inside[-1])}"
    return "".join(_letter(place) for place in inside)


def _letter(place: int) -> str:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return alphabet[place] if place < len(alphabet) else f"z{place - len(alphabet) + 1}"
