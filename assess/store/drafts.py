"""Queries on assessments while they are drafts: changed, opened, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from assess.store import assessments
from assess.store.tables import AssessmentInstrumentRow, AssessmentRow, AssessmentTeamRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.store.assessments import Assessment, Release


def change_draft(session: Session, draft: Assessment) -> bool:
    """Write what a draft is planned as; False when it is no draft any more."""
    changed = session.execute(
        update(AssessmentRow)
        .where(AssessmentRow.id == draft.id, AssessmentRow.state == "draft")
        .values(
            title=draft.title,
            minimum_group=draft.minimum_group,
            budget_days=draft.budget_days,
            closes_at=draft.closes_at,
        )
        .returning(AssessmentRow.id)
    )
    return changed.first() is not None


def set_opened(session: Session, assessment_id: str, opened_at: datetime) -> None:
    """Note when an assessment was opened."""
    session.execute(
        update(AssessmentRow).where(AssessmentRow.id == assessment_id).values(opened_at=opened_at)
    )


def replace_pins(session: Session, assessment_id: str, releases: Sequence[Release]) -> None:
    """Pin these instruments instead of those there were."""
    session.execute(
        delete(AssessmentInstrumentRow).where(
            AssessmentInstrumentRow.assessment_id == assessment_id
        )
    )
    assessments.pin_instruments(session, assessment_id, releases)
    session.flush()  # they are read again in the same transaction


def replace_teams(session: Session, assessment_id: str, team_ids: Sequence[str]) -> None:
    """Let these teams take part instead of those that did."""
    session.execute(
        delete(AssessmentTeamRow).where(AssessmentTeamRow.assessment_id == assessment_id)
    )
    assessments.add_participating_teams(session, assessment_id, team_ids)


def remove_draft(session: Session, assessment_id: str) -> bool:
    """Delete an assessment if it is a draft; False when it is none."""
    gone = session.execute(
        delete(AssessmentRow)
        .where(AssessmentRow.id == assessment_id, AssessmentRow.state == "draft")
        .returning(AssessmentRow.id)
    )
    return gone.first() is not None
