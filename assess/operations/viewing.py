"""What a signed-in person may see: assessments, who has answered so far, published results."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assess.model.errors import ConflictError, NotFoundError
from assess.model.instrument import Confidentiality
from assess.model.moments import iso_date
from assess.operations.campaigns import assessment_for
from assess.operations.pinned import pinned_instruments
from assess.risk import rounding
from assess.store import assessments, counts, results

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.model.result import Result, TeamSummary
    from assess.operations.sign_in import Actor
    from assess.store.assessments import Assessment
    from assess.store.people import Team

ORGANISATION = results.ORGANISATION
PARTS = (Confidentiality.PSEUDONYMOUS, Confidentiality.ANONYMOUS)


@dataclass(frozen=True, slots=True)
class PartCount:
    """How many people of a team answered one part."""

    part: Confidentiality
    people: int | None
    """None when it is fewer than the assessment's minimum group"""


@dataclass(frozen=True, slots=True)
class TeamCount:
    """How many people of a team have answered so far."""

    id: str
    name: str
    unit: str
    headcount: int
    """0 when never stated"""
    parts: tuple[PartCount, ...]
    """the parts that this assessment puts to people"""

    @property
    def responses(self) -> int | None:
        """People in the smaller of the parts; None when one of them is withheld."""
        people = [part.people for part in self.parts]
        return None if None in people or not people else min(p for p in people if p is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """An assessment in one line.  Dates are ISO, empty when there is none."""

    id: str
    title: str
    state: str
    wave: int
    minimum_group: int
    opened_on: str
    closes_on: str
    closed_on: str
    teams: tuple[TeamCount, ...]

    @property
    def headcount(self) -> int:
        """Of the teams whose numbers can be shown."""
        return sum(team.headcount for team in self.shown)

    @property
    def responses(self) -> int:
        """Of the teams whose numbers can be shown: a total would give the others away."""
        return sum(team.responses or 0 for team in self.shown)

    @property
    def shown(self) -> tuple[TeamCount, ...]:
        """The teams with enough answers to be named."""
        return tuple(team for team in self.teams if team.responses is not None)


@dataclass(frozen=True, slots=True)
class TeamView:
    """One team's result, beside what the organisation's result says of it."""

    result: Result
    organisation: Result
    summary: TeamSummary


def risk_words(probability: float) -> str:
    """Return a probability as people should read it: to 5 points, never as a certainty."""
    return rounding.in_words(probability)


def overviews(session: Session, actor: Actor) -> tuple[Overview, ...]:
    """Return the assessments of the actor's organisation, newest first."""
    return _overviews(session, assessments.assessments_of(session, actor.organisation.id))


def overview(session: Session, actor: Actor, assessment_id: str) -> Overview:
    """Return one assessment of the actor's organisation; NotFoundError for any other."""
    own = assessment_for(session, actor.organisation.id, assessment_id)
    (found,) = _overviews(session, [own])
    return found


def organisation_result(session: Session, actor: Actor, assessment_id: str) -> Result:
    """Return the organisation's result of a published assessment.

    Raises NotFoundError for another organisation's, ConflictError when it is not published.
    """
    return _result(session, actor, assessment_id, ORGANISATION)


def team_view(session: Session, actor: Actor, assessment_id: str, team_id: str) -> TeamView:
    """Return a team's result of a published assessment.

    Raises NotFoundError for another organisation's or a team that took no part, ConflictError
    when the assessment is not published.
    """
    whole = _result(session, actor, assessment_id, ORGANISATION)
    teams = () if whole.organisation is None else whole.organisation.teams
    summary = next((team for team in teams if team.team.id == team_id), None)
    if summary is None:
        raise NotFoundError("This team took no part in the assessment.")
    return TeamView(_result(session, actor, assessment_id, team_id), whole, summary)


def _result(session: Session, actor: Actor, assessment_id: str, scope: str) -> Result:
    own = assessment_for(session, actor.organisation.id, assessment_id)
    if own.state != "published":
        raise ConflictError("There are no results before the assessment is published.")
    found = results.result_of(session, assessment_id, scope)
    if found is None:
        raise NotFoundError("There is no result for this team.")
    return found


def _overviews(session: Session, own: Sequence[Assessment]) -> tuple[Overview, ...]:
    """Three queries, besides the pinned instruments."""
    ids = [assessment.id for assessment in own]
    answered = {part: counts.answered(session, part, ids) for part in PARTS}
    teams: dict[str, list[Team]] = {assessment_id: [] for assessment_id in ids}
    for assessment_id, team in counts.participating(session, ids):
        teams[assessment_id].append(team)
    made = []
    for assessment in own:
        parts = _parts(session, assessment.id)
        counted = [_count(team, assessment, answered, parts) for team in teams[assessment.id]]
        made.append(_overview(assessment, counted))
    return tuple(made)


def _parts(session: Session, assessment_id: str) -> tuple[Confidentiality, ...]:
    asked = {i.confidentiality for i in pinned_instruments(session, assessment_id)}
    return tuple(part for part in PARTS if part in asked)


def _count(
    team: Team,
    assessment: Assessment,
    answered: dict[Confidentiality, counts.Counts],
    parts: Sequence[Confidentiality],
) -> TeamCount:
    numbers = tuple(
        PartCount(part, answered[part].get((assessment.id, team.id), 0)) for part in parts
    )
    return TeamCount(
        id=team.id,
        name=team.name,
        unit=team.unit,
        headcount=team.headcount,
        parts=tuple(_withhold(number, assessment.minimum_group) for number in numbers),
    )


def _withhold(number: PartCount, minimum: int) -> PartCount:
    small = number.people is not None and number.people < minimum
    return replace(number, people=None) if small else number


def _overview(assessment: Assessment, teams: list[TeamCount]) -> Overview:
    return Overview(
        id=assessment.id,
        title=assessment.title,
        state=assessment.state,
        wave=assessment.wave,
        minimum_group=assessment.minimum_group,
        opened_on=_date(assessment.opened_at),
        closes_on=_date(assessment.closes_at),
        closed_on=_date(assessment.closed_at),
        teams=tuple(teams),
    )


def _date(moment: datetime | None) -> str:
    return "" if moment is None else iso_date(moment)
