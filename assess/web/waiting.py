"""Waiting for long work: what is being done, how far it is, what to do when it failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Response, current_app, redirect, request

from assess.jobs.queue import open_queue
from assess.web.current import runtime
from assess.web.signed_in import SignedInPage, frame

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as BaseResponse

    from assess.operations.ordering import Ordered
    from assess.operations.sign_in import Actor
    from assess.web.pages import Link

KEY = "job_queue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is said of a piece of work, and where it is looked at and ordered again."""

    title: str
    text: str
    back: Link
    poll: str
    """address that shows the page anew"""
    retry: str
    """address to order it again by POST"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPage(SignedInPage):
    """Looks again every two seconds, with or without JavaScript, until the work has ended."""

    text: str
    back: Link
    poll: str
    pending: bool
    progress: str
    failed: str
    """why it failed; empty otherwise"""
    retry: str
    ready: Link | None


def hand_on(job: str) -> None:
    """Give a committed job's id to the workers."""
    queue = current_app.extensions.get(KEY)
    if queue is None:
        queue = current_app.extensions[KEY] = open_queue(runtime().settings)
    queue.send(job)


def waiting_page(
    work: Ordered | None, actor: Actor, task: Task, ready: Link | None = None
) -> WaitingPage:
    """Return the page of a piece of work; `ready` leads to what it made."""
    pending = ready is None and work is not None and work.pending
    failed = "" if ready is not None or pending else _failure(work)
    return WaitingPage(
        **frame(actor),
        title=task.title,
        text=task.text,
        back=task.back,
        poll=task.poll,
        pending=pending,
        progress="" if work is None or not pending else progress_words(work),
        failed=failed,
        retry=task.retry,
        ready=ready,
        scripts=("vendor/htmx/htmx.min.js",),
    )


def progress_words(work: Ordered) -> str:
    """Say how far the work is, in whole steps."""
    if work.state == "queued":
        return "Waiting for a worker."
    if work.total < 2:
        return "Under way."
    return f"Step {min(work.done + 1, work.total)} of {work.total}."


def go_on(address: str) -> BaseResponse:
    """Lead the whole page to an address, also from a request that replaces a part of it."""
    if request.headers.get("HX-Request"):
        return Response(status=204, headers={"HX-Redirect": address})
    return redirect(address, 303)


def _failure(work: Ordered | None) -> str:
    if work is None:
        return "It was never ordered."
    return work.message or "It ended without a result."
