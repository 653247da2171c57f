"""The organisation's result: everybody pooled, teams compared, findings, frameworks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.evaluate.columns import columns_of
from assess.evaluate.compared import compare_teams
from assess.evaluate.findings import findings_of, headline
from assess.evaluate.frameworks import framework_coverage
from assess.evaluate.practices import by_id
from assess.model.answers import TeamAnswers
from assess.model.result import OrganisationResult, RiskBand, TeamSummary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.evaluate.team import TeamFigures, Workshop
    from assess.model.result import TeamResult

FIRST_ACTIONS = 3


def pooled(name: str, teams: Sequence[TeamAnswers]) -> TeamAnswers:
    """Return everybody as one group."""
    return TeamAnswers(
        id="total",
        name=name,
        headcount=sum(team.headcount for team in teams),
        pseudonymous=tuple(r for team in teams for r in team.pseudonymous),
        anonymous=tuple(r for team in teams for r in team.anonymous),
    )


def organisation_result(
    shop: Workshop, name: str, figures: Sequence[TeamFigures], total: TeamResult
) -> OrganisationResult:
    """Return the organisation's result from its teams' figures and everybody's as one group."""
    teams = [one.result for one in figures]
    comparisons = tuple(
        compare_teams(shop, column, figures) for column in columns_of(shop.instruments, teams)
    )
    levels = {practice.id: practice.level.value for practice in by_id(total.domains)}
    return OrganisationResult(
        name=name,
        teams=tuple(_summary(team, total) for team in teams),
        comparisons=comparisons,
        findings=findings_of(total, teams, comparisons),
        total=total,
        frameworks=framework_coverage(shop.model.evidence.frameworks, shop.instruments, levels),
    )


def _summary(team: TeamResult, total: TeamResult) -> TeamSummary:
    chosen = [a.title for a in team.plan.actions if a.chosen] if team.plan else []
    return TeamSummary(
        team=team.team,
        withheld=team.withheld,
        responses=team.quality.responses if team.quality else 0,
        sentence=headline(team, total),
        risk=tuple(RiskBand(r.outcome, r.low, r.median, r.high) for r in team.risk),
        gates=tuple(gate.title for gate in team.risk[0].gates) if team.risk else (),
        first_actions=tuple(chosen[:FIRST_ACTIONS]),
    )
