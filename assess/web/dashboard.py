"""The comparison dashboard of a published assessment: all teams on one page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import url_for

from assess.web.dashboard_view import columns_of, group_choices, read_view, teams_in, units_of
from assess.web.heat_table import heat_table
from assess.web.ladders import ladder, risk_ladders
from assess.web.questions import FieldView, OptionView
from assess.web.signed_in import SignedInPage, frame
from assess.web.wording import day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assess.model.result import (
        Column,
        FrameworkCoverage,
        OrganisationResult,
        PlannedAction,
        Result,
        ScaleResult,
        TeamSummary,
    )
    from assess.operations.sign_in import Actor
    from assess.web.dashboard_view import View
    from assess.web.heat_table import HeatTable
    from assess.web.ladders import Ladder, RiskLadder
    from assess.web.pages import Link

FINDINGS = 3
FIRST_ACTIONS = 3


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice of a row of choices."""

    text: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding, and the team it is about."""

    sentence: str
    detail: str
    team: str
    href: str


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in one line: what stands out, and what it would do first."""

    name: str
    href: str
    about: str
    sentence: str
    gates: tuple[str, ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HiddenField:
    """A part of the view that a form carries along."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardPage(SignedInPage):
    """All teams of an assessment."""

    assessment: str
    meta: tuple[str, ...]
    papers: tuple[Link, ...]
    findings: tuple[FindingLine, ...]
    groups: tuple[Facet, ...]
    units: tuple[Facet, ...]
    heat: HeatTable
    ladder: Ladder | None
    measure: FieldView
    carried: tuple[HiddenField, ...]
    action: str
    ranks: Facet
    risks: tuple[RiskLadder, ...]
    teams: tuple[TeamLine, ...]
    first_actions: tuple[PlannedAction, ...]
    frameworks: tuple[FrameworkCoverage, ...]
    scales: tuple[ScaleResult, ...]
    has_lines: bool
    """whether teams have anything to be said in a line"""
    comparison_title: str
    status: str
    """the view in words, read out when it changes"""


def dashboard_page(
    result: Result,
    organisation: OrganisationResult,
    arguments: Mapping[str, str],
    actor: Actor,
    papers: tuple[Link, ...],
) -> DashboardPage:
    """Return the page of a view."""
    view = read_view(result.assessment, arguments, organisation)
    teams = teams_in(view, organisation)
    columns = [comparison.column for comparison in organisation.comparisons]
    chosen = next((c for c in organisation.comparisons if c.column.id == view.measure), None)
    return DashboardPage(
        **frame(actor),
        title=result.title,
        scripts=("vendor/htmx/htmx.min.js",),
        assessment=result.assessment,
        meta=_meta(result, organisation),
        papers=papers,
        findings=_findings(result, organisation),
        groups=tuple(_group_facets(view, columns)),
        units=tuple(_unit_facets(view, organisation)),
        heat=heat_table(view, organisation, teams),
        ladder=None if chosen is None else ladder(view, chosen, teams),
        measure=_measure_field(view, columns),
        carried=_carried(view),
        action=url_for("assessments.show", assessment_id=view.assessment, _anchor="measure"),
        ranks=_ranks_facet(view),
        risks=risk_ladders(view, organisation, teams),
        teams=tuple(_team_line(view, team) for team in teams),
        first_actions=_first_actions(organisation),
        frameworks=organisation.frameworks,
        scales=organisation.total.scales,
        has_lines=any(team.sentence or team.first_actions for team in organisation.teams),
        comparison_title=_comparison_title(view, organisation),
        status=_status(view, columns),
    )


def _comparison_title(view: View, organisation: OrganisationResult) -> str:
    there = [team for team in organisation.teams if view.unit in ("", team.team.unit)]
    shown = sum(not team.withheld for team in there)
    where = f" of {view.unit}" if view.unit else ""
    teams = f"{shown} teams{where}" if shown != 1 else f"One team{where}"
    hidden = len(there) - shown
    if not hidden:
        return f"{teams} side by side"
    return f"{teams} side by side; {hidden} {'is' if hidden == 1 else 'are'} withheld"


def _status(view: View, columns: Sequence[Column]) -> str:
    name = next((c.title for c in columns if c.id == view.sort), "team name")
    way = "ascending" if view.direction == "up" else "descending"
    return f"Sorted by {name}, {way}."


def _meta(result: Result, organisation: OrganisationResult) -> tuple[str, ...]:
    quality = organisation.total.quality
    people = "" if quality is None else f"{quality.responses} people"
    if quality is not None and quality.invited:
        people = f"{quality.responses} of {quality.invited} people answered"
    wave = f"wave {result.wave}" if result.wave > 1 else ""
    made = f"closed {day(result.made_on)}" if result.made_on else ""
    return tuple(p for p in (f"{len(organisation.teams)} teams", people, wave, made) if p)


def _findings(result: Result, organisation: OrganisationResult) -> tuple[FindingLine, ...]:
    names = {team.team.id: team.team.name for team in organisation.teams}
    return tuple(
        FindingLine(
            finding.sentence,
            finding.detail,
            names.get(finding.team, ""),
            url_for("assessments.team", assessment_id=result.assessment, team_id=finding.team)
            if finding.team in names
            else "",
        )
        for finding in organisation.findings[:FINDINGS]
    )


def _group_facets(view: View, columns: Sequence[Column]) -> list[Facet]:
    return [
        Facet(words, replace(view, group=group).href("comparison"), group == view.group)
        for group, words in group_choices(columns).items()
    ]


def _unit_facets(view: View, organisation: OrganisationResult) -> list[Facet]:
    units = units_of(organisation)
    if len(units) < 2:
        return []
    return [
        Facet(unit or "All units", replace(view, unit=unit).href("comparison"), unit == view.unit)
        for unit in ("", *units)
    ]


def _ranks_facet(view: View) -> Facet:
    words = "Hide rank intervals" if view.ranks else "Show rank intervals"
    return Facet(words, replace(view, ranks=not view.ranks).href("measure"), view.ranks)


def _first_actions(organisation: OrganisationResult) -> tuple[PlannedAction, ...]:
    plan = organisation.total.plan
    actions = () if plan is None else plan.actions
    return tuple(action for action in actions if action.chosen)[:FIRST_ACTIONS]


def _measure_field(view: View, columns: Sequence[Column]) -> FieldView:
    options = tuple(
        OptionView(f"f-measure-{c.id}", c.id, c.title, checked=c.id == view.measure)
        for c in columns_of(columns, "all")
    )
    return FieldView(
        widget="radios", id="f-measure", name="measure", legend="Measure", options=options
    )


def _carried(view: View) -> tuple[HiddenField, ...]:
    """Return what the measure's form must keep of the view."""
    kept = view.arguments().items()
    return tuple(HiddenField(name, value) for name, value in kept if name != "measure")


def _team_line(view: View, team: TeamSummary) -> TeamLine:
    people = f"{team.responses} of {team.team.headcount}" if team.team.headcount else ""
    answered = "" if team.withheld else f"{people or team.responses} people answered"
    return TeamLine(
        name=team.team.name,
        href=url_for("assessments.team", assessment_id=view.assessment, team_id=team.team.id),
        about=" · ".join(part for part in (team.team.unit, answered) if part),
        sentence=team.withheld or team.sentence,
        gates=tuple(g for g in team.gates if g.lower() not in team.sentence.lower()),
        actions=team.first_actions,
    )
