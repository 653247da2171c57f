"""What a team's figures would be if a practice stood elsewhere or its plan had other limits."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assess.evaluate.accepted import check_level
from assess.evaluate.practices import PracticeFigures, facts_of, moved, practice_figures
from assess.evaluate.team import Workshop, with_risk
from assess.model.errors import ForbiddenError, ScoringError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assess.model.answers import TeamAnswers
    from assess.model.result import TeamResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is supposed.  What is not given stays as the parameters of the evaluation have it."""

    levels: Mapping[str, int] = field(default_factory=dict)
    """practice id → level, 0 to 4"""
    added: tuple[str, ...] = ()
    """actions forced into the plan"""
    dropped: tuple[str, ...] = ()
    """actions kept out of the plan"""
    budget_days: float | None = None
    capacity_days: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PreparedTeam:
    """A team laid out once, so that every change redoes only what it touches."""

    shop: Workshop
    shown: TeamResult
    figures: PracticeFigures


def prepare(shop: Workshop, team: TeamAnswers, shown: TeamResult) -> PreparedTeam:
    """Lay a team out for changes.  `shown`: its result as it was evaluated with this workshop.

    Raises ForbiddenError for a withheld team, and when result and answers are of different teams.
    """
    if shown.withheld:
        raise ForbiddenError(shown.withheld)
    if shown.team.id != team.id:
        raise ForbiddenError("This result belongs to another team.")
    facts = facts_of(shop.instruments, team.anonymous)
    figures = practice_figures(shop.instruments, team.anonymous, facts, shop.parameters.levels)
    return PreparedTeam(shop, shown, figures)


def what_if(prepared: PreparedTeam, change: Change) -> TeamResult:
    """Return the team's result with domains, risk and plan as they would be; the rest as it was.

    The same as evaluating with these parameters, digit for digit.  A moved practice keeps its
    error, so that raising one never raises the risk.

    Raises ScoringError for a practice that was not put to this team or does not apply to it, and
    for a level outside 0 to 4; PlanError for unknown actions, contradictions and limits that are
    not 0 or more.
    """
    figures, shop = prepared.figures, prepared.shop
    _check(prepared, change.levels)
    if change.levels:
        figures = moved(shop.instruments, figures, change.levels)
    before = shop.parameters
    parameters = replace(
        before,
        levels={**before.levels, **change.levels},
        added=(*before.added, *change.added),
        dropped=(*before.dropped, *change.dropped),
        budget_days=before.budget_days if change.budget_days is None else change.budget_days,
        capacity_days=(
            before.capacity_days if change.capacity_days is None else change.capacity_days
        ),
    )
    return with_risk(replace(shop, parameters=parameters), prepared.shown, figures).result


def _check(prepared: PreparedTeam, levels: Mapping[str, int]) -> None:
    known = prepared.figures.practices.levels
    for practice, level in levels.items():
        if practice not in known:
            raise ScoringError(f"Practice {practice!r} was not put to this team.")
        check_level(practice, level)
