"""Ordering long work and following it: publishing an assessment, writing its papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.model.errors import ConflictError
from assess.operations import papers, working
from assess.operations.campaigns import assessment_for
from assess.store import jobs
from assess.store.jobs import Job

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.orm import Session

    from assess.operations.papers import Order
    from assess.operations.sign_in import Actor
    from assess.settings import Settings

PUBLISH = "publish"
PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Ordered:
    """How far a piece of ordered work is."""

    job: str
    state: str
    """queued, running, done or failed"""
    done: int
    total: int
    """0 when not known yet"""
    message: str
    """how it ended"""

    @property
    def pending(self) -> bool:
        """Whether it is still worth waiting."""
        return self.state in ("queued", "running")


def order_publishing(session: Session, actor: Actor, assessment: str, now: datetime) -> Ordered:
    """Queue the publishing of a closed assessment, unless that is under way.

    Raises ConflictError when it is not closed, NotFoundError for another organisation's.  The
    caller commits and then hands the job's id to the queue.
    """
    if assessment_for(session, actor.organisation.id, assessment).state != "closed":
        raise ConflictError("Only a closed assessment can be published. Close it first.")
    return _enqueue(session, actor, PUBLISH, assessment, now)


def publishing(session: Session, actor: Actor, assessment: str) -> Ordered | None:
    """Return how far the publishing of an assessment is; None when it was never ordered."""
    assessment_for(session, actor.organisation.id, assessment)
    return _newest(session, actor, PUBLISH, assessment)


def paper_file(session: Session, settings: Settings, actor: Actor, order: Order) -> Path | None:
    """Return the file of a paper; None when it has still to be written.

    Raises ConflictError before publishing, NotFoundError for another organisation's assessment
    or a team without a result.
    """
    assessment_for(session, actor.organisation.id, order.assessment)
    path = papers.path_of(session, settings, order)
    return path if path.exists() else None


def order_paper(session: Session, actor: Actor, order: Order, now: datetime) -> Ordered:
    """Queue a paper, unless it is being written.  The caller commits, then hands on the id."""
    assessment_for(session, actor.organisation.id, order.assessment)
    return _enqueue(session, actor, PAPER, order.subject, now)


def paper(session: Session, actor: Actor, order: Order) -> Ordered | None:
    """Return how far a paper is; None when it was never ordered."""
    return _newest(session, actor, PAPER, order.subject)


def _enqueue(session: Session, actor: Actor, kind: str, subject: str, now: datetime) -> Ordered:
    wanted = Job(id="", organisation=actor.organisation.id, kind=kind, subject=subject)
    return _ordered(working.enqueue(session, wanted, now))


def _newest(session: Session, actor: Actor, kind: str, subject: str) -> Ordered | None:
    job = jobs.newest_job(session, actor.organisation.id, kind, subject)
    return None if job is None else _ordered(job)


def _ordered(job: Job) -> Ordered:
    return Ordered(job.id, job.state, job.done, job.total, job.message)
