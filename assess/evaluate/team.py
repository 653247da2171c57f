"""One team's result: fluency, practices, risk and plan, or why they are withheld."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assess.evaluate.fluency import Bank, fluency_result, judged
from assess.evaluate.plans import plan_result
from assess.evaluate.practices import PracticeFigures, by_id, facts_of, practice_figures
from assess.evaluate.risks import RiskModel, risk_results, states_of
from assess.evaluate.words import percent
from assess.model.result import QualityResult, TeamHeader, TeamResult

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.answers import Response, TeamAnswers
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
    careless: frozenset[str] = frozenset()
    """ids of responses with two or more signs of careless answering"""


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


def withheld_team(team: TeamAnswers, reason: str) -> TeamFigures:
    """Return a team's result with nothing in it but the reason."""
    quality = QualityResult(team.headcount, responses=0, complete=0, careless=0)
    return TeamFigures(TeamResult(header_of(team), reason, quality), None)


def team_figures(shop: Workshop, team: TeamAnswers, scales: Sequence[ScaleResult]) -> TeamFigures:
    """Return the figures of a team that may be shown; `scales` were scored over all teams."""
    facts = facts_of(shop.instruments, team.anonymous)
    figures = practice_figures(shop.instruments, team.anonymous, facts, shop.parameters.levels)
    result = TeamResult(
        team=header_of(team),
        withheld="",
        quality=_quality(shop, team),
        fluency=fluency_result(shop.bank, team.pseudonymous, shop.parameters.seed),
        scales=tuple(scales),
        facts=tuple(sorted(facts.items())),
    )
    return with_risk(shop, result, figures)


def with_risk(shop: Workshop, result: TeamResult, figures: PracticeFigures) -> TeamFigures:
    """Put a team's practices, risk and plan into its result; no risk where nothing is known."""
    result = replace(result, domains=figures.domains, risk=(), plan=None)
    practices = figures.practices
    if not any(level.level is not None for level in practices.levels.values()):
        return TeamFigures(result, None)
    states = states_of(shop.model, practices)
    titles = {practice.id: practice.title for practice in by_id(figures.domains)}
    plan = plan_result(shop.model, shop.catalogue, practices, states, titles, shop.parameters)
    risk = risk_results(shop.model, practices, states)
    return TeamFigures(replace(result, risk=risk, plan=plan), states)


def header_of(team: TeamAnswers) -> TeamHeader:
    """Return what may always be shown of a team."""
    return TeamHeader(team.id, team.name, team.headcount, team.unit)


def _quality(shop: Workshop, team: TeamAnswers) -> QualityResult:
    """Say how many answered, and how many did so with signs of carelessness.

    Fewer than a minimum group of careless people are counted, never left out of a shown figure:
    the two figures together would tell what those few said.
    """
    people = (*team.pseudonymous, *team.anonymous)
    flagged = sum(person.id in shop.careless for person in people)
    return QualityResult(
        invited=team.headcount,
        responses=people_in(shop, team),
        complete=sum(_is_complete(shop, person) for person in team.pseudonymous)
        if shop.bank.items
        else people_in(shop, team),
        careless=flagged,
        notes=_without_careless(shop, team) if flagged >= shop.parameters.minimum_group else (),
    )


def _is_complete(shop: Workshop, person: Response) -> bool:
    """Whether a person judged as many outputs as a sitting holds."""
    sitting = max((i.sitting for i in shop.instruments), default=0)
    return sum(item in shop.bank.items for item in person.answers) >= sitting


def _without_careless(shop: Workshop, team: TeamAnswers) -> tuple[str, ...]:
    kept = [person for person in team.pseudonymous if person.id not in shop.careless]
    every = fluency_result(shop.bank, team.pseudonymous, shop.parameters.seed)
    fewer = fluency_result(shop.bank, kept, shop.parameters.seed)
    if every is None or fewer is None or len(kept) < shop.parameters.minimum_group:
        return ()
    return (
        (
            f"Accuracy is {percent(every.accuracy.value)} with everybody and "
            f"{percent(fewer.accuracy.value)} without the answers that look careless."
        ),
    )
