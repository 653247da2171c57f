"""An assessment on its way: drafted, open, closed; once published, its comparison and teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request, url_for

from assess.model.errors import NotFoundError
from assess.operations import campaigns, ordering, viewing
from assess.web.current import now, runtime
from assess.web.dashboard import dashboard_page
from assess.web.follow_up import close_page, follow_up_page
from assess.web.pages import Link, render
from assess.web.papers import paper_links
from assess.web.permissions import actor
from assess.web.team_page import team_page
from assess.web.waiting import Task, go_on, hand_on, waiting_page

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("assessments", __name__, url_prefix="/assessments/<assessment_id>")


@blueprint.get("")
def show(assessment_id: str) -> str:
    """Show the comparison when published, else how far the assessment is."""
    person = actor()
    with runtime().reading() as session:
        line = viewing.overview(session, person, assessment_id)
        if line.state != "published":
            return render("results/follow_up.html", follow_up_page(line, person))
        result = viewing.organisation_result(session, person, assessment_id)
    if result.organisation is None:
        raise NotFoundError("The result of this assessment holds no comparison.")
    papers = paper_links(assessment_id, viewing.ORGANISATION)
    page = dashboard_page(result, result.organisation, request.args, person, papers)
    return render("results/dashboard.html", page)


@blueprint.get("/teams/<team_id>")
def team(assessment_id: str, team_id: str) -> str:
    """Show one team's result."""
    person = actor()
    with runtime().reading() as session:
        view = viewing.team_view(session, person, assessment_id, team_id)
    return render("results/team.html", team_page(view, person, paper_links(assessment_id, team_id)))


@blueprint.post("/open")
def open_it(assessment_id: str) -> Response:
    """Open a draft for answers."""
    with runtime().sessions() as session:
        campaigns.assessment_for(session, actor().organisation.id, assessment_id)
        campaigns.open_assessment(session, assessment_id)
        session.commit()
    return redirect(url_for("assessments.show", assessment_id=assessment_id), 303)


@blueprint.get("/close")
def confirm_close(assessment_id: str) -> str:
    """Ask before answering ends."""
    person = actor()
    with runtime().reading() as session:
        line = viewing.overview(session, person, assessment_id)
    return render("results/close.html", close_page(line, person))


@blueprint.post("/close")
def close(assessment_id: str) -> Response:
    """End answering."""
    with runtime().sessions() as session:
        campaigns.assessment_for(session, actor().organisation.id, assessment_id)
        campaigns.close_assessment(session, assessment_id, now())
        session.commit()
    return redirect(url_for("assessments.show", assessment_id=assessment_id), 303)


@blueprint.post("/publish")
def publish(assessment_id: str) -> Response:
    """Order the results of a closed assessment."""
    with runtime().sessions() as session:
        work = ordering.order_publishing(session, actor(), assessment_id, now())
        session.commit()
    hand_on(work.job)
    return redirect(url_for("assessments.publishing", assessment_id=assessment_id), 303)


@blueprint.get("/publishing")
def publishing(assessment_id: str) -> str | Response:
    """Show how far publishing is, then the results."""
    person = actor()
    there = url_for("assessments.show", assessment_id=assessment_id)
    with runtime().reading() as session:
        line = viewing.overview(session, person, assessment_id)
        work = ordering.publishing(session, person, assessment_id)
    if line.state == "published" or work is None:
        return go_on(there)
    task = Task(
        title=f"Publishing {line.title}",
        text="Every team is scored, compared and planned for. This takes up to a few minutes.",
        back=Link(line.title, there),
        poll=url_for("assessments.publishing", assessment_id=assessment_id),
        retry=url_for("assessments.publish", assessment_id=assessment_id),
    )
    return render("results/waiting.html", waiting_page(work, person, task))
