"""One team's result: fluency, practices, risk and plan, or why they are withheld."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assess.evaluate.fluency import Bank, fluency_result, judged
from assess.evaluate.plans import plan_result
from assess.evaluate.practices import by_id, facts_of, practice_figures
from assess.evaluate.risks import RiskModel, risk_results, states_of
from assess.model.result import QualityResult, TeamHeader, TeamResult

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.answers import TeamAnswers
    from assess.model.instrument import Instrument
    from assess.model.parameters import Parameters
    from assess.model.result import ScaleResult
    from assess.planning.actions import Catalogue
    from assess.risk.states import FactorStates


@dataclass(frozen=True, slots=True, eq=False)
class Workshop:
    """What is the same for every team of an evaluation, made once."""

    instruments: tuple[Instrument, ...]
    bank: Bank
    model: RiskModel
    catalogue: Catalogue
    parameters: Parameters


def people_in(shop: Workshop, team: TeamAnswers) -> int:
    """Return how many people answered, in the smaller of the parts that ran.

    The parts cannot be joined, so the smaller one is what a reader could single people out by.
    """
    counts = [len(team.anonymous)] if team.anonymous or not shop.bank.items else []
    if shop.bank.items:
        counts.append(judged(shop.bank, team.pseudonymous))
    elif team.pseudonymous:
        counts.append(len(team.pseudonymous))
    return min(counts, default=0)


@dataclass(frozen=True, slots=True, eq=False)
class TeamFigures:
    """A team's result, and the factor states by which its risk is compared with others'."""

    result: TeamResult
    states: FactorStates | None


def withheld_team(shop: Workshop, team: TeamAnswers, reason: str) -> TeamFigures:
    """Return a team's result with nothing in it but the reason."""
    quality = QualityResult(team.headcount, people_in(shop, team), 0, 0)
    return TeamFigures(TeamResult(header_of(team), reason, replace(quality, responses=0)), None)


def team_figures(shop: Workshop, team: TeamAnswers, scales: Sequence[ScaleResult]) -> TeamFigures:
    """Return the figures of a team that may be shown; `scales` were scored over all teams."""
    facts = facts_of(shop.instruments, team.anonymous)
    figures = practice_figures(shop.instruments, team.anonymous, facts, shop.parameters.levels)
    result = TeamResult(
        team=header_of(team),
        withheld="",
        quality=_quality(shop, team),
        fluency=fluency_result(shop.bank, team.pseudonymous, shop.parameters.seed),
        domains=figures.domains,
        scales=tuple(scales),
        facts=tuple(sorted(facts.items())),
    )
    if not any(level.level is not None for level in figures.practices.levels.values()):
        return TeamFigures(result, None)
    states = states_of(shop.model, figures.practices)
    titles = {practice.id: practice.title for practice in by_id(figures.domains)}
    whole = replace(
        result,
        risk=risk_results(shop.model, figures.practices, states),
        plan=plan_result(
            shop.model, shop.catalogue, figures.practices, states, titles, shop.parameters
        ),
    )
    return TeamFigures(whole, states)


def header_of(team: TeamAnswers) -> TeamHeader:
    """Return what may always be shown of a team."""
    return TeamHeader(team.id, team.name, team.headcount, team.unit)


def _quality(shop: Workshop, team: TeamAnswers) -> QualityResult:
    responses = people_in(shop, team)
    return QualityResult(team.headcount, responses, responses, 0)
