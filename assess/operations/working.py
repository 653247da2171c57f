"""Jobs: queued by a page or a command, done by a worker, their state in the job table."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from sqlalchemy.exc import SQLAlchemyError

from assess.model.errors import AssessError
from assess.operations import papers, publishing
from assess.operations.tokens import new_id
from assess.store import jobs
from assess.store.jobs import Claim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session, sessionmaker

    from assess.content.load import Library
    from assess.settings import Settings
    from assess.store.jobs import Job

_LOG = logging.getLogger("assess.jobs")
MOST_ATTEMPTS = 3
_GIVEN_UP = f"The worker stopped {MOST_ATTEMPTS} times while doing this; the log has the details."
_BEAT_EVERY = 10.0
"""seconds"""


class Workplace(Protocol):
    """What a job needs; `assess.runtime.Runtime` is one."""

    @property
    def settings(self) -> Settings:
        """How the process runs."""

    @property
    def sessions(self) -> sessionmaker[Session]:
        """Sessions for writing."""

    @property
    def reading(self) -> sessionmaker[Session]:
        """Sessions for reading only."""

    @property
    def library(self) -> Library:
        """The content."""


def enqueue(session: Session, job: Job, now: datetime) -> Job:
    """Insert a job, or return the one about the same subject that has not ended yet."""
    newest = jobs.newest_job(session, job.organisation, job.kind, job.subject)
    if newest is not None and newest.state in ("queued", "running"):
        return newest
    made = replace(job, id=new_id())
    jobs.add_job(session, made, now)
    return made


def run(place: Workplace, job_id: str, clock: Callable[[], datetime]) -> str:
    """Do a job unless another worker has it; return how it ended: done, failed, lost or skipped.

    Lost: this worker was silent for so long that the job was handed to another one.
    """
    with place.sessions() as session:
        job = jobs.job_by_id(session, job_id)
        attempt = None if job is None else jobs.claim_job(session, job_id, clock())
        session.commit()
    if job is None or attempt is None:
        return "skipped"
    claim = Claim(job_id, attempt)
    try:
        with _heartbeat(place, claim, clock) as progress:
            message = _DOES[job.kind](place, job, clock(), progress)
    except AssessError as error:
        return _end(place, claim, "failed", str(error), clock)
    except Exception:
        _end(place, claim, "failed", "An unexpected fault; the log has the details.", clock)
        raise
    return _end(place, claim, "done", message, clock)


def lost_jobs(place: Workplace, silent_since: datetime, now: datetime) -> list[str]:
    """Queue again what a dead worker left behind; return the ids to hand out.

    A job whose worker died `MOST_ATTEMPTS` times is likely to be the cause, and ends as failed.
    """
    with place.sessions() as session:
        ids = jobs.requeue_silent(session, silent_since, MOST_ATTEMPTS)
        jobs.fail_silent(session, silent_since, _GIVEN_UP, now)
        session.commit()
    return ids


def waiting_jobs(place: Workplace) -> list[str]:
    """Return the ids of queued jobs: handed out again when a worker starts."""
    with place.sessions() as session:
        return jobs.queued_job_ids(session)


def _publish(
    place: Workplace, job: Job, now: datetime, progress: Callable[[int, int], None]
) -> str:
    with place.reading() as session:
        made = publishing.recompute(session, place.library, job.subject, progress)
    with place.sessions() as session:
        publishing.publish(session, job.subject, made, now)
        session.commit()
    return f"{len(made.results)} results published"


def _paper(place: Workplace, job: Job, _now: datetime, progress: Callable[[int, int], None]) -> str:
    progress(0, 1)
    with place.reading() as session:
        path = papers.write(session, place.library, place.settings, papers.Order.read(job.subject))
    progress(1, 1)
    return path.name


_DOES: dict[str, Callable[[Workplace, Job, datetime, Callable[[int, int], None]], str]] = {
    "publish": _publish,
    "paper": _paper,
}


@contextmanager
def _heartbeat(
    place: Workplace, claim: Claim, clock: Callable[[], datetime]
) -> Iterator[Callable[[int, int], None]]:
    """Beat from a thread of its own while the work runs; yields the progress function."""
    at = [0, 0]
    stop = threading.Event()

    def beat_forever() -> None:
        while not stop.wait(_BEAT_EVERY):
            _beat(place, claim, at, clock)

    thread = threading.Thread(target=beat_forever, daemon=True)
    thread.start()

    def progress(done: int, total: int) -> None:
        at[:] = [done, total]

    try:
        yield progress
    finally:
        stop.set()
        thread.join()


def _beat(place: Workplace, claim: Claim, at: list[int], clock: Callable[[], datetime]) -> None:
    try:
        with place.sessions() as session:
            jobs.beat(session, claim, at[0], at[1], clock())
            session.commit()
    except SQLAlchemyError:
        _LOG.exception("job %s: a heartbeat was missed", claim.job)  # the next one may succeed


def _end(
    place: Workplace, claim: Claim, state: str, message: str, clock: Callable[[], datetime]
) -> str:
    with place.sessions() as session:
        held = jobs.end_job(session, claim, state, message, clock())
        session.commit()
    return state if held else "lost"
