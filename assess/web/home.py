"""The first page: what this is; for the signed-in, their organisation's assessments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, url_for

from assess.operations import viewing
from assess.web.current import runtime
from assess.web.figures import GAP, figure
from assess.web.pages import Link, Page, render
from assess.web.permissions import Rule, actor_if_any, may
from assess.web.signed_in import SignedInPage, frame
from assess.web.wording import day

if TYPE_CHECKING:
    from assess.operations.sign_in import Actor
    from assess.operations.viewing import Overview

blueprint = Blueprint("home", __name__)

TAGS = {"draft": "warning", "open": "accent", "closed": "plain", "published": "good"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomePage(Page):
    """What a stranger sees."""

    sign_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentCard:
    """One assessment with its next step."""

    title: str
    href: str
    state: str
    tag: str
    dates: str
    teams: str
    answers: str
    next_step: Link | None
    waiting: str
    """what happens next when it is not this person's turn"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(SignedInPage):
    """The organisation's assessments."""

    cards: tuple[AssessmentCard, ...]


@blueprint.get("/")
def home() -> str:
    """Show the assessments, or what this is."""
    actor = actor_if_any()
    if actor is None:
        title = "Know where your teams stand with AI"
        page = WelcomePage(title=title, sign_in=url_for("account.sign_in_page"), private=False)
        return render("account/welcome.html", page)
    with runtime().reading() as session:
        lines = viewing.overviews(session, actor)
    cards = tuple(card(line, actor) for line in lines)
    return render(
        "results/home.html",
        HomePage(title="Assessments", cards=cards, **frame(actor)),
    )


def card(line: Overview, actor: Actor) -> AssessmentCard:
    """Say of an assessment what one needs to choose it."""
    href = url_for("assessments.show", assessment_id=line.id)
    step, waiting = _next(line, href, may_run=may(actor, Rule.RUN))
    return AssessmentCard(
        title=line.title,
        href=href,
        state=line.state,
        tag=TAGS[line.state],
        dates=dates(line),
        teams=f"{len(line.teams)} teams" if len(line.teams) != 1 else "1 team",
        answers=answers(line),
        next_step=step,
        waiting=waiting,
    )


def dates(line: Overview) -> str:
    """Say when it runs or ran."""
    opened = day(line.opened_on)
    if line.state == "draft":
        return f"planned for {opened}" if opened else "no date yet"
    if line.closed_on:
        return f"{opened} to {day(line.closed_on)}" if opened else f"closed {day(line.closed_on)}"
    return f"since {opened}, closes {day(line.closes_on)}" if line.closes_on else f"since {opened}"


def answers(line: Overview) -> str:
    """Say how many have answered, as far as the minimum group lets it be said."""
    if line.state == "draft":
        return "not open yet"
    if not line.shown:
        return f"fewer than {line.minimum_group} answers in every team"
    words = f"{line.responses} people"
    if line.headcount:
        rate = figure(line.responses / line.headcount, "share")
        words = f"{line.responses} of {line.headcount} people, {rate}"
    hidden = len(line.teams) - len(line.shown)
    if hidden == 1:
        words += f"; one team has fewer than{GAP}{line.minimum_group}"
    elif hidden:
        words += f"; {hidden} teams have fewer than{GAP}{line.minimum_group}"
    return words


def _next(line: Overview, href: str, *, may_run: bool) -> tuple[Link | None, str]:
    match line.state:
        case "draft":
            return (Link("Open it", href), "") if may_run else (None, "A manager opens it.")
        case "open":
            return Link("See who has answered", href), ""
        case "closed" if may_run:
            return Link("Publish the results", href), ""
        case "closed":
            return None, "A manager publishes the results."
        case _:
            return Link("Compare the teams", href), ""
