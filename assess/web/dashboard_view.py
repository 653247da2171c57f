"""Which view of the comparison is asked for: read from the address, written back into it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from flask import url_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assess.model.result import Column, Comparison, OrganisationResult, TeamSummary

GROUPS = {
    "fluency": "AI fluency",
    "governance": "Governance",
    "delivery": "Delivery",
    "module": "Modules",
    "scale": "Rating scales",
    "risk": "Risk",
}
MAIN = "main"
"""every group but the modules: what fits on one screen"""
EVERY = "all"
TEAM = "team"

Direction = Literal["up", "down"]
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view; an unknown choice in the address falls back to the default."""

    assessment: str
    sort: str = TEAM
    """'team' or a column's id"""
    direction: Direction = "up"
    unit: str = ""
    group: str = MAIN
    measure: str = ""
    """the column drawn as a ladder of intervals"""
    ranks: bool = False

    def arguments(self) -> dict[str, str]:
        """Return the choices that differ from the default, as an address carries them."""
        default = View(assessment=self.assessment)
        names = ("sort", "direction", "unit", "group", "measure")
        chosen = {n: getattr(self, n) for n in names if getattr(self, n) != getattr(default, n)}
        return {**chosen, "ranks": "1"} if self.ranks else chosen

    def href(self, anchor: str = "") -> str:
        """Return the address that reproduces this view."""
        chosen: dict[str, Any] = {**self.arguments(), "_anchor": anchor or None}
        return url_for("assessments.show", assessment_id=self.assessment, **chosen)


def read_view(
    assessment: str, arguments: Mapping[str, str], organisation: OrganisationResult
) -> View:
    """Return the view that an address asks for."""
    columns = [comparison.column for comparison in organisation.comparisons]
    ids = {column.id for column in columns}
    groups = set(group_choices(columns))
    group = _one_of(arguments.get("group"), groups, MAIN)
    shown = columns_of(columns, group)
    return View(
        assessment=assessment,
        sort=_one_of(arguments.get("sort"), {*ids, TEAM}, TEAM),
        direction="down" if arguments.get("direction") == "down" else "up",
        unit=_one_of(arguments.get("unit"), set(units_of(organisation)), ""),
        group=group,
        measure=_one_of(arguments.get("measure"), ids, shown[0].id if shown else ""),
        ranks=arguments.get("ranks") == "1",
    )


def group_choices(columns: Sequence[Column]) -> dict[str, str]:
    """Return the column groups one may choose, id → words; empty when there is one only."""
    there = [group for group in GROUPS if any(c.group == group for c in columns)]
    if len(there) < 2:
        return {}
    choices = {group: GROUPS[group] for group in there}
    if "module" not in there:
        return {MAIN: "All", **choices}
    return {MAIN: "Main", **choices, EVERY: "All"}


def columns_of(columns: Sequence[Column], group: str) -> tuple[Column, ...]:
    """Return the columns of a choice, in the order of the groups."""
    order = list(GROUPS)
    wanted = [c for c in columns if group in (EVERY, c.group)]
    if group == MAIN:
        wanted = [c for c in columns if c.group != "module"] or list(columns)
    return tuple(sorted(wanted, key=lambda column: order.index(column.group)))


def units_of(organisation: OrganisationResult) -> tuple[str, ...]:
    """Return the units that teams belong to, in natural order."""
    units = {team.team.unit for team in organisation.teams if team.team.unit}
    return tuple(sorted(units, key=natural))


def teams_in(view: View, organisation: OrganisationResult) -> tuple[TeamSummary, ...]:
    """Return the teams of a view in its order: those without the figure last, by name."""
    teams = [t for t in organisation.teams if view.unit in ("", t.team.unit)]
    teams.sort(key=lambda team: natural(team.team.name), reverse=_backwards(view, TEAM))
    if view.sort == TEAM:
        return tuple(teams)
    values = _values(organisation.comparisons, view.sort)
    down = view.direction == "down"
    known = [team for team in teams if values.get(team.team.id) is not None]
    known.sort(key=lambda team: values[team.team.id] or 0.0, reverse=down)
    return (*known, *(team for team in teams if values.get(team.team.id) is None))


def sorted_by(view: View, column: str) -> View:
    """Return the view after a click on a column's head: names up first, figures down first."""
    first: Direction = "up" if column == TEAM else "down"
    if view.sort != column:
        return replace(view, sort=column, direction=first)
    other: Direction = "down" if view.direction == "up" else "up"
    return replace(view, direction=other)


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that puts "9" before "10" and ignores case."""
    parts = _DIGITS.split(name.casefold())
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts if p)


def team_label(name: str) -> str:
    """Return a team's name as it can stand in a sentence: "Team 7" where it is a number."""
    return f"Team {name}" if name.isdecimal() else name


def _values(comparisons: Sequence[Comparison], column: str) -> dict[str, float | None]:
    found = next(c for c in comparisons if c.column.id == column)
    return {cell.team: cell.estimate.value for cell in found.cells}


def _backwards(view: View, column: str) -> bool:
    return view.sort == column and view.direction == "down"


def _one_of(asked: str | None, known: set[str], default: str) -> str:
    return asked if asked is not None and asked in known else default
