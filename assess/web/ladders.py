"""Ladders of intervals: one measure for all teams, and the risk beside its base rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from assess.model.result import Estimate
from assess.web.dashboard_view import natural, team_label
from assess.web.heat_table import section_of, unit_of
from assess.web.wording import listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.result import (
        Column,
        Comparison,
        OrganisationResult,
        RiskBand,
        RiskResult,
        TeamSummary,
    )
    from assess.web.dashboard_view import View
    from assess.web.figures import Unit


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One team on a measure."""

    name: str
    href: str
    estimate: Estimate
    rank: str
    """rank interval in words, when asked for"""


@dataclass(frozen=True, slots=True)
class Ladder:
    """One measure for all teams."""

    title: str
    name: str
    note: str
    unit: Unit
    low: float
    high: float
    rows: tuple[LadderRow, ...]
    groups: tuple[str, ...]
    """teams that cannot be told apart, best first; empty where there is one group only"""


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One team's risk of one outcome."""

    name: str
    href: str
    band: RiskBand | None
    missing: str
    gates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RiskLadder:
    """The risk of one outcome for all teams, beside its base rate."""

    title: str
    outcome: str
    definition: str
    base: RiskResult
    rows: tuple[RiskRow, ...]


def ladder(view: View, comparison: Comparison, teams: Sequence[TeamSummary]) -> Ladder:
    """Return the ladder of one measure, teams in the order given."""
    column = comparison.column
    cells = {cell.team: cell for cell in comparison.cells}
    of = sum(cell.rank_low is not None for cell in comparison.cells)
    rows = []
    for team in teams:
        cell = cells.get(team.team.id)
        if cell is not None:
            rank = rank_words(cell.rank_low, cell.rank_high, of) if view.ranks else ""
            href = _address(view, team, section_of(column))
            held = Estimate.missing(team.withheld) if team.withheld else cell.estimate
            rows.append(LadderRow(team.team.name, href, held, rank))
    groups = _groups(comparison, {team.team.id: team.team.name for team in teams})
    return Ladder(
        title=f"{column.title}: {_told_apart(groups, column)}",
        name=column.title,
        note=_note(column),
        unit=unit_of(column),
        low=column.low,
        high=column.high,
        rows=tuple(rows),
        groups=tuple(listing(sorted(g, key=natural)) for g in groups) if len(groups) > 1 else (),
    )


def _note(column: Column) -> str:
    if column.group == "scale":
        return ""  # a scale may measure what nobody wants much of
    better = "Higher is better." if column.better == "high" else "Lower is better."
    if column.group != "risk":
        return better
    return (
        f"{better} The base rate is uncertain for all teams alike, so their order is known better "
        "than the level of each."
    )


def rank_words(low: int | None, high: int | None, of: int) -> str:
    """Write an interval of ranks, such as "3 to 7 of 11"; empty where there is none."""
    if low is None or high is None:
        return ""
    return f"{low} of {of}" if low == high else f"{low} to {high} of {of}"


def risk_ladders(
    view: View, organisation: OrganisationResult, teams: Sequence[TeamSummary]
) -> tuple[RiskLadder, ...]:
    """Return one ladder per outcome that was scored."""
    return tuple(_risk_ladder(view, base, teams) for base in organisation.total.risk)


def _risk_ladder(view: View, base: RiskResult, teams: Sequence[TeamSummary]) -> RiskLadder:
    rows = []
    for team in teams:
        band = next((b for b in team.risk if b.outcome == base.outcome), None)
        href = _address(view, team, "risk")
        missing = team.withheld or ("" if band else "No practice behind this risk was answered.")
        rows.append(RiskRow(team.team.name, href, band, missing, team.gates))
    title = f"{base.title}: {_beside_base(rows, base)}"
    return RiskLadder(title, base.title, base.definition, base, tuple(rows))


def _beside_base(rows: Sequence[RiskRow], base: RiskResult) -> str:
    """Say which intervals leave out the middle of the base rate."""
    bands = [(row.name, row.band) for row in rows if row.band is not None]
    above = [name for name, band in bands if band.low > base.base_median]
    below = [name for name, band in bands if band.high < base.base_median]
    if not bands:
        return "no team's risk can be shown"
    if not above and not below:
        return "every interval holds the base rate"
    if not above:
        return f"{_few(below)} {_stand(below)} below the base rate"
    rest = f", {_few(below)} below it" if below else ""
    return f"{_few(above)} {_stand(above)} above the base rate{rest}"


def _few(names: Sequence[str]) -> str:
    ordered = [team_label(name) for name in sorted(names, key=natural)]
    return listing(ordered) if len(ordered) <= 4 else f"{len(ordered)} teams"


def _stand(names: Sequence[str]) -> str:
    return "stands" if len(names) == 1 else "stand"


def _groups(comparison: Comparison, names: dict[str, str]) -> list[frozenset[str]]:
    """Return the groups of the teams shown, best first, without those inside another one."""
    cut = [frozenset(names[team] for team in g if team in names) for g in comparison.groups]
    distinct = [group for place, group in enumerate(cut) if group and group not in cut[:place]]
    return [group for group in distinct if not any(group < other for other in distinct)]


def _told_apart(groups: Sequence[frozenset[str]], column: Column) -> str:
    """Name the teams that are in the best group only, and those in the worst only.

    Groups may overlap, so only these share no group with one another.
    """
    if not groups:
        return "team by team"
    if len(groups) == 1:
        return "no team can be told apart from the others"
    best = tuple(groups[0].difference(*groups[1:]))
    worst = tuple(groups[-1].difference(*groups[:-1]))
    if not best or not worst:
        return f"{len(groups)} groups of teams, which overlap"
    way = "above" if column.group == "scale" else "ahead of"
    return f"{_few(best)} {_stand(best)} {way} {_few(worst)}"


def _address(view: View, team: TeamSummary, section: str) -> str:
    return url_for(
        "assessments.team",
        assessment_id=view.assessment,
        team_id=team.team.id,
        _anchor=section,
    )
