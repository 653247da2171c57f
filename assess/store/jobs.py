"""Queries on jobs: claimed once, beating while they run, ended once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, select, update

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


@dataclass(frozen=True, slots=True)
class Claim:
    """A worker's hold on a job: lost when the job is handed out again."""

    job: str
    attempt: int


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


def claim_job(session: Session, job_id: str, now: datetime) -> int | None:
    """Take a queued job and return the number of this attempt.

    None when another worker has it or it has ended.
    """
    return session.scalar(
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.state == "queued")
        .values(state="running", attempts=JobRow.attempts + 1, heartbeat_at=now)
        .returning(JobRow.attempts)
    )


def beat(session: Session, claim: Claim, done: int, total: int, now: datetime) -> None:
    """Say how far a running job is; nothing happens when the claim was lost."""
    session.execute(
        update(JobRow).where(*_held(claim)).values(done=done, total=total, heartbeat_at=now)
    )


def end_job(session: Session, claim: Claim, state: str, message: str, now: datetime) -> bool:
    """End a job as done or failed; False when the claim was lost to another worker meanwhile."""
    ended = session.execute(
        update(JobRow)
        .where(*_held(claim))
        .values(state=state, message=message, ended_at=now)
        .returning(JobRow.id)
    )
    return ended.first() is not None


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


def fail_silent(session: Session, silent_since: datetime, message: str, now: datetime) -> None:
    """End as failed the running jobs whose worker fell silent: those that are not to be retried."""
    session.execute(
        update(JobRow)
        .where(JobRow.state == "running", JobRow.heartbeat_at < silent_since)
        .values(state="failed", message=message, ended_at=now)
    )


def queued_job_ids(session: Session) -> list[str]:
    """Return the ids of all queued jobs, oldest first."""
    return list(
        session.scalars(
            select(JobRow.id).where(JobRow.state == "queued").order_by(JobRow.queued_at)
        )
    )


def _held(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    return (
        JobRow.id == claim.job,
        JobRow.state == "running",
        JobRow.attempts == claim.attempt,
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
