"""Before the results: who has answered so far, and the steps that end in publishing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from assess.model.instrument import Confidentiality
from assess.web.figures import figure
from assess.web.home import TAGS, answers, dates
from assess.web.permissions import Rule, may
from assess.web.signed_in import SignedInPage, frame

if TYPE_CHECKING:
    from assess.operations.sign_in import Actor
    from assess.operations.viewing import Overview, PartCount, TeamCount

PART_TITLES = {
    Confidentiality.PSEUDONYMOUS: "AI fluency part",
    Confidentiality.ANONYMOUS: "Practices part",
}


@dataclass(frozen=True, slots=True)
class CountLine:
    """A team and who has answered."""

    name: str
    unit: str
    headcount: str
    parts: tuple[str, ...]
    rate: str
    width: str
    """of the bar, as per cent; empty where it is withheld"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpPage(SignedInPage):
    """How far an assessment is, with the next step for those who may take it."""

    state: str
    tag: str
    dates: str
    lead: str
    caption: str
    minimum: int
    columns: tuple[str, ...]
    teams: tuple[CountLine, ...]
    has_headcounts: bool
    may_run: bool
    open_it: str
    close: str
    publish: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePage(SignedInPage):
    """The question before answering ends."""

    consequence: str
    action: str
    back: str


def follow_up_page(line: Overview, actor: Actor) -> FollowUpPage:
    """Return the page of an assessment that is not published."""
    parts = line.teams[0].parts if line.teams else ()
    return FollowUpPage(
        **frame(actor),
        title=line.title,
        state=line.state,
        tag=TAGS[line.state],
        dates=dates(line),
        lead=_lead(line),
        caption=answers(line)[:1].upper() + answers(line)[1:],
        minimum=line.minimum_group,
        columns=tuple(PART_TITLES[part.part] for part in parts),
        teams=tuple(_line(team, line.minimum_group) for team in line.teams),
        has_headcounts=any(team.headcount for team in line.teams),
        may_run=may(actor, Rule.RUN),
        open_it=url_for("assessments.open_it", assessment_id=line.id),
        close=url_for("assessments.confirm_close", assessment_id=line.id),
        publish=url_for("assessments.publish", assessment_id=line.id),
    )


def close_page(line: Overview, actor: Actor) -> ClosePage:
    """Return the question whether to close."""
    teams = "1 team" if len(line.teams) == 1 else f"all {len(line.teams)} teams"
    return ClosePage(
        **frame(actor),
        title=f"Close {line.title}?",
        consequence=f"Closing ends answering for {teams} and shows respondents the explanations "
        f"of what they judged. So far: {answers(line)}. It cannot be undone.",
        action=url_for("assessments.close", assessment_id=line.id),
        back=url_for("assessments.show", assessment_id=line.id),
    )


def _lead(line: Overview) -> str:
    match line.state:
        case "draft":
            return "Nobody can answer yet. Opening it lets the links in."
        case "open":
            return "Answers are coming in. Results are made once it is closed."
        case _:
            return "Answering has ended. Publishing computes the results, once and for all."


def _line(team: TeamCount, minimum: int) -> CountLine:
    share = (
        None
        if team.responses is None or not team.headcount
        else min(1.0, team.responses / team.headcount)
    )
    return CountLine(
        name=team.name,
        unit=team.unit,
        headcount=str(team.headcount) if team.headcount else "",
        parts=tuple(_people(part, minimum) for part in team.parts),
        rate="" if share is None else figure(share, "share"),
        width="" if share is None else f"{100 * share:.1f}%",
    )


def _people(part: PartCount, minimum: int) -> str:
    return f"fewer than {minimum}" if part.people is None else str(part.people)
