"""Stored results: one immutable document per (assessment, team or organisation)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from sqlalchemy import delete, select

from assess.model.result import Result
from assess.store.tables import ResultRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

ORGANISATION = "organisation"

_RESULT = TypeAdapter(Result)


def result_to_json(result: Result) -> str:
    """Return the JSON text of a result; equal results give equal text."""
    return _RESULT.dump_json(result).decode()


def result_from_json(text: str | bytes) -> Result:
    """Return the result of a JSON text; pydantic's ValidationError when it is none."""
    return _RESULT.validate_json(text)


def add_result(session: Session, row_id: str, result: Result, now: datetime) -> None:
    """Insert a snapshot; a second one for the same scope breaks the unique constraint."""
    session.add(
        ResultRow(
            id=row_id,
            assessment_id=result.assessment,
            scope=result.scope,
            chain=result.provenance.chain,
            document=result_to_json(result),
            made_at=now,
        )
    )


def remove_results(session: Session, assessment: str) -> None:
    """Delete an assessment's snapshots, before they are made again from fewer answers."""
    session.execute(delete(ResultRow).where(ResultRow.assessment_id == assessment))


def result_of(session: Session, assessment: str, scope: str) -> Result | None:
    """Return the snapshot of one scope."""
    text = session.scalar(
        select(ResultRow.document).where(
            ResultRow.assessment_id == assessment, ResultRow.scope == scope
        )
    )
    return None if text is None else result_from_json(text)


def result_scopes(session: Session, assessment: str) -> list[str]:
    """Return the scopes that have a snapshot."""
    return list(
        session.scalars(
            select(ResultRow.scope)
            .where(ResultRow.assessment_id == assessment)
            .order_by(ResultRow.scope)
        )
    )
