"""The queue that carries job ids to workers: huey on a SQLite file of its own.

The queue may lose a message when a worker dies; the job row does not, and the worker's reaper
hands out again what fell silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from huey import SqliteHuey

if TYPE_CHECKING:
    from collections.abc import Callable

    from huey.api import Huey

    from assess.settings import Settings

_NAME = "assess"


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue and the function that puts a job's id on it."""

    huey: Huey
    send: Callable[[str], Any]


def open_queue(settings: Settings, work: Callable[[str], None] | None = None) -> Queue:
    """Return the queue of an installation; workers pass the function that does a job."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    huey = SqliteHuey(_NAME, filename=str(settings.data_dir / "queue.db"), results=False)

    def run_job(job_id: str) -> None:
        if work is not None:
            work(job_id)

    return Queue(huey, huey.task(name="run_job")(run_job))
