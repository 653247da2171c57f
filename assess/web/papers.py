"""Papers as PDF: served when they are there, else written by a worker while one waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request, send_file, url_for

from assess.model.errors import NotFoundError
from assess.operations import ordering, viewing
from assess.operations.names import slug_of
from assess.operations.papers import Order
from assess.reports.paper import PaperKind, PaperSize
from assess.web.current import now, runtime
from assess.web.pages import Link, render
from assess.web.permissions import actor
from assess.web.waiting import Task, hand_on, waiting_page

if TYPE_CHECKING:
    from pathlib import Path

    from werkzeug.wrappers import Response

    from assess.operations.ordering import Ordered
    from assess.operations.sign_in import Actor

blueprint = Blueprint(
    "papers", __name__, url_prefix="/assessments/<assessment_id>/papers/<scope>/<kind>-<size>.pdf"
)

KINDS = {PaperKind.REPORT: "Report", PaperKind.BRIEF: "Two-page brief"}
SIZES = {PaperSize.A4: "A4", PaperSize.LETTER: "Letter"}


@blueprint.get("")
def paper(assessment_id: str, scope: str, kind: str, size: str) -> str | Response:
    """Send the paper, or order it and show how far it is.

    With `watch` in the address the page says that the paper is there instead of sending it: a
    page that is replaced in place cannot begin a download.
    """
    person, order = actor(), _order(assessment_id, scope, kind, size)
    house = runtime()
    name = _subject(person, order)
    with house.sessions() as session:
        path = ordering.paper_file(session, house.settings, person, order)
        if path is not None and not request.args.get("watch"):
            return _send(path, name, order)
        work = ordering.paper(session, person, order)
        fresh = path is None and (work is None or work.state == "done")
        if fresh:
            work = ordering.order_paper(session, person, order, now())
        session.commit()
    if fresh and work is not None:
        hand_on(work.job)
    return _waiting(work, person, order, name, there=path is not None)


@blueprint.post("")
def again(assessment_id: str, scope: str, kind: str, size: str) -> Response:
    """Order a paper anew after it failed."""
    person, order = actor(), _order(assessment_id, scope, kind, size)
    house = runtime()
    with house.sessions() as session:
        ordering.paper_file(session, house.settings, person, order)
        work = ordering.order_paper(session, person, order, now())
        session.commit()
    hand_on(work.job)
    return redirect(address_of(order), 303)


def paper_links(assessment: str, scope: str) -> tuple[Link, ...]:
    """Return the papers offered beside a result; each in the size most people print on."""
    return tuple(
        Link(f"{words} (PDF)", address_of(Order(assessment, scope, kind, PaperSize.A4)))
        for kind, words in KINDS.items()
    )


def address_of(order: Order, *, watch: bool = False) -> str:
    """Return the address of a paper, or of the page that watches it being written."""
    return url_for(
        "papers.paper",
        assessment_id=order.assessment,
        scope=order.scope,
        kind=order.kind.value,
        size=order.size.value,
        watch="1" if watch else None,
    )


def _order(assessment_id: str, scope: str, kind: str, size: str) -> Order:
    try:
        return Order(assessment_id, scope, PaperKind(kind), PaperSize(size))
    except ValueError as error:
        raise NotFoundError("There is no such paper.") from error


def _subject(person: Actor, order: Order) -> str:
    """Return whose paper it is; NotFoundError when it is nobody's of this organisation."""
    if order.scope == viewing.ORGANISATION:
        return person.organisation.name
    with runtime().reading() as session:
        view = viewing.team_view(session, person, order.assessment, order.scope)
    return view.summary.team.name


def _send(path: Path, name: str, order: Order) -> Response:
    file_name = f"{slug_of(name, set())}-{order.kind}-{order.size}.pdf"
    response = send_file(path, "application/pdf", as_attachment=True, download_name=file_name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _waiting(work: Ordered | None, person: Actor, order: Order, name: str, *, there: bool) -> str:
    if order.scope == viewing.ORGANISATION:
        back = url_for("assessments.show", assessment_id=order.assessment)
    else:
        back = url_for("assessments.team", assessment_id=order.assessment, team_id=order.scope)
    task = Task(
        title=f"{KINDS[order.kind]}: {name}",
        text="It is written once and then kept. This takes some seconds, longer when others wait.",
        back=Link("Back to the results", back),
        poll=address_of(order, watch=True),
        retry=address_of(order),
    )
    ready = Link("Download the PDF", address_of(order)) if there else None
    return render("results/waiting.html", waiting_page(work, person, task, ready))
