"""Forecasts for pilots: taken from published results, with the chain that proves where from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, cast

from assess.model.errors import DataError, Problem
from assess.model.pilots import Forecast, StatedRisk
from assess.operations.pilots import list_teams
from assess.operations.viewing import ORGANISATION
from assess.store import assessments, results

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.orm import Session

    from assess.model.evidence import OutcomeId
    from assess.model.pilots import Pilot, PilotRecord
    from assess.model.result import Result, RiskBand, RiskResult
    from assess.operations.sign_in import Actor


@dataclass(frozen=True, slots=True)
class ForecastChoice:
    """A published result that could be a pilot's forecast."""

    id: str
    """assessment/scope"""
    team: str
    """id; empty for the whole organisation"""
    name: str
    """of the team or the organisation"""
    assessment: str
    """title"""
    stated_on: date
    medians: tuple[tuple[str, float], ...]
    """(outcome id, probability)"""


@dataclass(frozen=True, slots=True)
class FormChoices:
    """What the form of a pilot offers."""

    teams: tuple[tuple[str, str], ...]
    """(id, name) each"""
    forecasts: tuple[ForecastChoice, ...]
    kept: Forecast | None
    """the forecast that is recorded already"""


def form_choices(session: Session, actor: Actor, seen: Pilot | None = None) -> FormChoices:
    """Return what the form of a new pilot, or of the one that was looked at, offers."""
    return FormChoices(
        teams=tuple((team.id, team.name) for team in list_teams(session, actor)),
        forecasts=forecast_choices(session, actor),
        kept=None if seen is None else seen.record.forecast,
    )


def forecast_choices(session: Session, actor: Actor) -> tuple[ForecastChoice, ...]:
    """Return the published forecasts of the actor's organisation, newest first, teams by name.

    Reads one result per published assessment.
    """
    found: list[ForecastChoice] = []
    for assessment in assessments.assessments_of(session, actor.organisation.id):
        if assessment.state == "published":
            result = results.result_of(session, assessment.id, ORGANISATION)
            found += [] if result is None else _choices(result)
    return tuple(sorted(found, key=lambda choice: choice.stated_on, reverse=True))


def chosen_forecast(session: Session, actor: Actor, choice_id: str, team: str) -> Forecast:
    """Return the forecast of a choice for a pilot of this team (empty: the organisation).

    Raises DataError, with the field in `Problem.file`, for a choice that is none or another team's.
    """
    choice = next((c for c in forecast_choices(session, actor) if c.id == choice_id), None)
    if choice is None:
        raise _refused("is none of the published ones: choose from the list")
    if choice.team != team:
        raise _refused(f"is one of {choice.name}: choose one of the pilot's own team")
    assessment, scope = choice_id.split("/")
    result = results.result_of(session, assessment, scope)
    risks = () if result is None else _risks(result)
    if result is None or not risks:
        raise _refused("holds no risk: choose another one")
    stated = tuple(
        StatedRisk(cast("OutcomeId", risk.outcome), risk.median, risk.base_median) for risk in risks
    )
    return Forecast(choice.stated_on, stated, result.provenance.chain)


def with_chosen(session: Session, actor: Actor, record: PilotRecord, choice: str) -> PilotRecord:
    """Return a record with the forecast of a choice; without a choice, as it is.

    Raises DataError as `chosen_forecast` does.
    """
    if not choice:
        return record
    return replace(record, forecast=chosen_forecast(session, actor, choice, record.team))


def _refused(message: str) -> DataError:
    return DataError((Problem("forecast", 1, message, "pilot"),))


def _risks(result: Result) -> tuple[RiskResult, ...]:
    if result.team is not None:
        return result.team.risk
    return () if result.organisation is None else result.organisation.total.risk


def _choices(result: Result) -> Iterator[ForecastChoice]:
    whole = result.organisation
    if whole is None:
        return
    if whole.total.risk:
        yield _choice(result, "", result.organisation_name, whole.total.risk)
    for summary in whole.teams:
        if summary.risk and not summary.withheld:
            yield _choice(result, summary.team.id, summary.team.name, summary.risk)


def _choice(
    result: Result, team: str, name: str, risks: Iterable[RiskBand | RiskResult]
) -> ForecastChoice:
    return ForecastChoice(
        id=f"{result.assessment}/{team or ORGANISATION}",
        team=team,
        name=name,
        assessment=result.title,
        stated_on=date.fromisoformat(result.made_on),
        medians=tuple((risk.outcome, risk.median) for risk in risks),
    )
