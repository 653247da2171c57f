"""The worker: takes job ids from the queue, does them, and looks after those that fell silent."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from assess.jobs.queue import Queue, open_queue
from assess.operations import working
from assess.runtime import Runtime, start

if TYPE_CHECKING:
    from assess.settings import Settings

_LOG = logging.getLogger("assess.worker")
_REAP_EVERY = 15.0
"""seconds"""
SILENT_AFTER = timedelta(minutes=2)
"""a running job whose heart has not beaten for so long is handed out again"""


class _Work:
    """Does one job; opens the database on first use, so that every process has its own."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.runtime: Runtime | None = None

    def __call__(self, job_id: str) -> None:
        """Do the job with this id, unless another worker has it."""
        if self.runtime is None:
            self.runtime = start(self.settings)
        _LOG.info("job %s taken", job_id)
        state = working.run(self.runtime, job_id, lambda: datetime.now(UTC))
        _LOG.info("job %s %s", job_id, state)


def run_worker(settings: Settings, processes: int) -> None:
    """Work until told to stop (SIGINT finishes running jobs first)."""
    start(settings, migrate=not settings.production).close()  # fail here, not in a child
    queue = open_queue(settings, _Work(settings))
    stop = threading.Event()
    reaper = threading.Thread(target=_reap_forever, args=(settings, queue, stop), daemon=True)
    reaper.start()
    consumer = queue.huey.create_consumer(
        workers=processes, worker_type="process", periodic=False, max_delay=1.0
    )
    try:
        consumer.run()
    finally:
        stop.set()


def _reap_forever(settings: Settings, queue: Queue, stop: threading.Event) -> None:
    runtime = start(settings)
    try:
        for job_id in working.waiting_jobs(runtime):
            queue.send(job_id)
        while not stop.is_set():
            _reap(runtime, queue)
            stop.wait(_REAP_EVERY)
    finally:
        runtime.close()


def _reap(runtime: Runtime, queue: Queue) -> None:
    now = datetime.now(UTC)
    try:
        for job_id in working.lost_jobs(runtime, now - SILENT_AFTER, now):
            _LOG.warning("job %s handed out again", job_id)
            queue.send(job_id)
    except Exception:
        _LOG.exception("lost jobs could not be looked for")  # the next round may succeed
