"""Queries on jobs: claimed once, beating while they run, ended once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from assess.store.tables import JobRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of long work."""

    id: str
    organisation: str
    kind: str
    subject: str
    state: str = "queued"
    done: int = 0
    total: int = 0
    message: str = ""
    attempts: int = 0


def add_job(session: Session, job: Job, now: datetime) -> None:
    """Insert a queued job."""
    session.add(
        JobRow(
            id=job.id,
            organisation_id=job.organisation,
            kind=job.kind,
            subject=job.subject,
            state="queued",
            queued_at=now,
        )
    )


def job_by_id(session: Session, job_id: str) -> Job | None:
    """Return the job with this id."""
    row = session.get(JobRow, job_id)
    return None if row is None else _job(row)


def newest_job(session: Session, organisation: str, kind: str, subject: str) -> Job | None:
    """Return the last job queued about a subject."""
    row = session.scalar(
        select(JobRow)
        .where(
            JobRow.organisation_id == organisation,
            JobRow.kind == kind,
            JobRow.subject == subject,
        )
        .order_by(JobRow.queued_at.desc())
        .limit(1)
    )
    return None if row is None else _job(row)


def claim_job(session: Session, job_id: str, now: datetime) -> bool:
    """Take a queued job; False when another worker has it or it has ended."""
    claimed = session.execute(
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.state == "queued")
        .values(state="running", attempts=JobRow.attempts + 1, heartbeat_at=now)
        .returning(JobRow.id)
    )
    return claimed.first() is not None


def beat(session: Session, job_id: str, done: int, total: int, now: datetime) -> None:
    """Say how far a running job is."""
    session.execute(
        update(JobRow).where(JobRow.id == job_id).values(done=done, total=total, heartbeat_at=now)
    )


def end_job(session: Session, job_id: str, state: str, message: str, now: datetime) -> None:
    """End a job as done or failed."""
    session.execute(
        update(JobRow).where(JobRow.id == job_id).values(state=state, message=message, ended_at=now)
    )


def requeue_silent(session: Session, silent_since: datetime, most_attempts: int) -> list[str]:
    """Queue again the running jobs whose worker fell silent; return the ids to hand out."""
    return list(
        session.scalars(
            update(JobRow)
            .where(
                JobRow.state == "running",
                JobRow.heartbeat_at < silent_since,
                JobRow.attempts < most_attempts,
            )
            .values(state="queued")
            .returning(JobRow.id)
        )
    )


def queued_job_ids(session: Session) -> list[str]:
    """Return the ids of all queued jobs, oldest first."""
    return list(
        session.scalars(
            select(JobRow.id).where(JobRow.state == "queued").order_by(JobRow.queued_at)
        )
    )


def _job(row: JobRow) -> Job:
    return Job(
        id=row.id,
        organisation=row.organisation_id,
        kind=row.kind,
        subject=row.subject,
        state=row.state,
        done=row.done,
        total=row.total,
        message=row.message,
        attempts=row.attempts,
    )
