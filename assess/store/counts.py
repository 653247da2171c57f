"""How many people have answered: numbers only, by assessment and team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select

from assess.model.instrument import Confidentiality
from assess.store.people import Team
from assess.store.tables import (
    AnonymousAnswerRow,
    AnonymousResponseRow,
    AssessmentRow,
    AssessmentTeamRow,
    PseudonymousAnswerRow,
    PseudonymousResponseRow,
    TeamRow,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

Counts = dict[tuple[str, str], int]
"""(assessment, team) → people"""


def answered(session: Session, part: Confidentiality, assessments: Sequence[str]) -> Counts:
    """Return how many people of each team gave at least one answer of a part; one query."""
    responses, answers = (
        (PseudonymousResponseRow, PseudonymousAnswerRow)
        if part is Confidentiality.PSEUDONYMOUS
        else (AnonymousResponseRow, AnonymousAnswerRow)
    )
    rows = session.execute(
        select(responses.assessment_id, responses.team_id, func.count())
        .where(
            responses.assessment_id.in_(assessments),
            exists().where(answers.response_key == responses.key),
        )
        .group_by(responses.assessment_id, responses.team_id)
    )
    return {(assessment, team): count for assessment, team, count in rows}


def participating(session: Session, assessments: Sequence[str]) -> list[tuple[str, Team]]:
    """Return (assessment, team) for every team that takes part in any of them; one query."""
    rows = session.execute(
        select(AssessmentTeamRow.assessment_id, TeamRow)
        .join(TeamRow, TeamRow.id == AssessmentTeamRow.team_id)
        .where(AssessmentTeamRow.assessment_id.in_(assessments))
        .order_by(TeamRow.name)
    )
    return [
        (
            assessment,
            Team(row.id, row.organisation_id, row.name, row.slug, row.unit, row.headcount),
        )
        for assessment, row in rows
    ]


def teams_with_responses(session: Session, organisation_id: str) -> set[str]:
    """Return the ids of an organisation's teams of which anybody ever began to answer."""
    found: set[str] = set()
    for responses in (PseudonymousResponseRow, AnonymousResponseRow):
        found.update(
            session.scalars(
                select(responses.team_id)
                .join(TeamRow, TeamRow.id == responses.team_id)
                .where(TeamRow.organisation_id == organisation_id)
                .distinct()
            )
        )
    return found


def campaigns_of(session: Session, team_id: str) -> list[tuple[str, str]]:
    """Return (title, state) of the assessments a team takes part in, by title."""
    rows = session.execute(
        select(AssessmentRow.title, AssessmentRow.state)
        .join(AssessmentTeamRow, AssessmentTeamRow.assessment_id == AssessmentRow.id)
        .where(AssessmentTeamRow.team_id == team_id)
        .order_by(AssessmentRow.title)
    )
    return [(title, state) for title, state in rows]
