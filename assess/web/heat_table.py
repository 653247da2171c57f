"""The heat table: teams by columns, each cell with its value, its colour and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from flask import url_for

from assess.web.dashboard_view import GROUPS, TEAM, columns_of, sorted_by
from assess.web.figures import GAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.result import Column, Estimate, OrganisationResult, TeamSummary
    from assess.web.dashboard_view import View
    from assess.web.figures import Unit

Sorted = Literal["ascending", "descending", "none"]

FEW = 10
"""columns up to which heads stand upright"""
SHORT = 25
"""rows up to which cells print their interval as well"""


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """A column and its head."""

    title: str
    short: str
    unit: Unit
    low: float
    high: float
    better: Literal["high", "low"]
    sort: str
    sorted: Sorted


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A team's cells, or why there are none."""

    name: str
    href: str
    withheld: str
    cells: tuple[tuple[HeatColumn, Estimate, str], ...]
    """(column, figure, where it leads)"""


@dataclass(frozen=True, slots=True)
class HeatTable:
    """Everything the heat table shows."""

    groups: tuple[tuple[str, int], ...]
    """(words, columns) of the row above the heads"""
    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]
    team_sort: str
    team_sorted: Sorted
    key: tuple[str, str]
    """words at the ends of the colour key"""

    @property
    def few(self) -> bool:
        """Whether there is room for upright heads."""
        return len(self.columns) <= FEW

    @property
    def intervals(self) -> bool:
        """Whether there is room for intervals in the cells."""
        return self.few and len(self.rows) <= SHORT

    @property
    def notes(self) -> str:
        """How to read the figures in it."""
        units = {column.unit for column in self.columns}
        missing = any(
            figure.value is None
            for row in self.rows
            if not row.withheld
            for _, figure, _ in row.cells
        )
        parts = (
            ("Levels run from 0 to 4.", "level" in units),
            ("Figures with a sign are percentage points.", "signed" in units),
            (f"Small figures are 80{GAP}% intervals.", self.intervals),
            ("A dot: not asked, or nobody could say.", missing),
        )
        return " ".join(text for text, holds in parts if holds)


def heat_table(
    view: View, organisation: OrganisationResult, teams: Sequence[TeamSummary]
) -> HeatTable:
    """Return the heat table of a view."""
    by_id = {c.column.id: c for c in organisation.comparisons}
    columns = columns_of([c.column for c in organisation.comparisons], view.group)
    heads = {column.id: _head(view, column) for column in columns}
    figures = {
        column.id: {cell.team: cell.estimate for cell in by_id[column.id].cells}
        for column in columns
    }
    rows = []
    for team in teams:
        cells = tuple(
            (heads[c.id], figures[c.id][team.team.id], _address(view, team, section_of(c)))
            for c in columns
            if team.team.id in figures[c.id]
        )
        rows.append(HeatRow(team.team.name, _address(view, team), team.withheld, cells))
    spans = [(GROUPS[g], len(list(found))) for g, found in groupby(columns, lambda c: c.group)]
    return HeatTable(
        groups=tuple(spans),
        columns=tuple(heads.values()),
        rows=tuple(rows),
        team_sort=sorted_by(view, TEAM).href("comparison"),
        team_sorted=_sorted(view, TEAM),
        key=("low", "high") if all(c.group == "scale" for c in columns) else ("worse", "better"),
    )


def unit_of(column: Column) -> Unit:
    """Return how a column's figures are written."""
    if column.group == "risk":
        return "risk"
    if column.group == "scale":
        return "index"  # points of the scale itself
    return "points" if column.unit == "share" and column.low < 0 else column.unit


def section_of(column: Column) -> str:
    """Return the section of a team's page that a column's figures come from."""
    match column.group:
        case "fluency":
            return "fluency"
        case "risk":
            return "risk"
        case "scale":
            return "scales"
        case _:
            return f"domain-{column.id}"


def _address(view: View, team: TeamSummary, section: str = "") -> str:
    return url_for(
        "assessments.team",
        assessment_id=view.assessment,
        team_id=team.team.id,
        _anchor=section or None,
    )


def _head(view: View, column: Column) -> HeatColumn:
    return HeatColumn(
        title=column.title,
        short=column.short or column.title,
        unit="signed" if unit_of(column) == "points" else unit_of(column),
        low=column.low,
        high=column.high,
        better=column.better,
        sort=sorted_by(view, column.id).href("comparison"),
        sorted=_sorted(view, column.id),
    )


def _sorted(view: View, column: str) -> Sorted:
    if view.sort != column:
        return "none"
    return "ascending" if view.direction == "up" else "descending"
