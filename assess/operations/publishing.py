"""Publishing: the answers of a closed assessment become immutable results."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assess.content.documents import digest
from assess.evaluate import AssessmentHeader, Evaluation, evaluate
from assess.model.answers import TeamAnswers
from assess.model.errors import ConflictError, NotFoundError
from assess.model.instrument import Confidentiality
from assess.model.moments import iso_date
from assess.model.parameters import Parameters
from assess.operations.pilots import known_outcomes
from assess.operations.pinned import pinned_instruments
from assess.operations.tokens import new_id
from assess.store import assessments, people, responses, results

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.content.load import Library
    from assess.store.assessments import Assessment


def publish(session: Session, assessment_id: str, made: Evaluation, now: datetime) -> None:
    """Store all results of a closed assessment and mark it published.

    Raises ConflictError when it is not closed.  The caller commits: either all results are there
    and the state is published, or none are.
    """
    assessment = _assessment(session, assessment_id)
    if not assessments.move_state(
        session,
        assessment_id,
        old="closed",
        new="published",
        closed_at=assessment.closed_at,
    ):
        raise ConflictError("Only a closed assessment can be published. Close it first.")
    results.remove_results(session, assessment_id)
    for result in made.results:
        results.add_result(session, new_id(), result, now)


def recompute(
    session: Session,
    library: Library,
    assessment_id: str,
    progress: Callable[[int, int], None],
) -> Evaluation:
    """Return the results of an assessment as its stored answers give them now.

    What it learns of the organisation's pilots is what was recorded when it closed.  Reads only, so
    that the long computation holds no lock.
    """
    assessment = _assessment(session, assessment_id)
    organisation = people.organisation_by_id(session, assessment.organisation)
    if organisation is None or assessment.closed_at is None:
        raise ConflictError("Results are made after an assessment has closed.")
    header = AssessmentHeader(
        id=assessment.id,
        title=assessment.title,
        wave=assessment.wave,
        made_on=iso_date(assessment.closed_at),
        demonstration=organisation.demonstration,
        organisation=organisation.name,
    )
    instruments = pinned_instruments(session, assessment_id)
    teams = [
        team_answers(session, assessment_id, team_id)
        for team_id in assessments.participating_team_ids(session, assessment_id)
    ]
    return evaluate(
        library.content(instruments),
        header,
        teams,
        replace(
            parameters_of(assessment),
            outcomes=known_outcomes(session, organisation.id, assessment.closed_at),
        ),
        progress,
        [(i.id, i.version, digest(i)) for i in instruments],
    )


def parameters_of(assessment: Assessment) -> Parameters:
    """Return the parameters that an assessment's own settings ask for."""
    return Parameters(
        seed=assessment.seed,
        minimum_group=assessment.minimum_group,
        budget_days=assessment.budget_days,
    )


def team_answers(session: Session, assessment_id: str, team_id: str) -> TeamAnswers:
    """Return all answers of one team; two queries, one per part."""
    team = people.team_by_id(session, team_id)
    if team is None:
        raise NotFoundError("This team is no longer there.")
    return TeamAnswers(
        id=team.id,
        name=team.name,
        headcount=team.headcount,
        unit=team.unit,
        pseudonymous=responses.team_responses(
            session, Confidentiality.PSEUDONYMOUS, assessment_id, team_id
        ),
        anonymous=responses.team_responses(
            session, Confidentiality.ANONYMOUS, assessment_id, team_id
        ),
    )


def _assessment(session: Session, assessment_id: str) -> Assessment:
    assessment = assessments.assessment_by_id(session, assessment_id)
    if assessment is None:
        raise NotFoundError("There is no such assessment.")
    return assessment
