"""Assessments that tests of operations begin with, made through the operations themselves."""

from dataclasses import dataclass
from datetime import timedelta

from assess.model.answer_rules import CONFIDENCES
from assess.model.answers import Act, Judgement
from assess.model.instrument import (
    Audience,
    ChoiceItem,
    JudgementItem,
    NumberItem,
    PracticeItem,
    RatingItem,
)
from assess.operations import answering, campaigns
from assess.operations.campaigns import NewTeam
from assess.store.assessments import Assessment


@dataclass
class Campaign:
    """An open assessment of two teams with the whole library, and a link per team and audience."""

    organisation: object
    assessment: Assessment
    teams: tuple
    links: dict

    def link(self, audience=Audience.ENGINEER, team=0):
        """The token of one team's link."""
        return self.links[(team, audience)]


def make_campaign(session, library, now, state="open", **changes):
    """Insert a campaign and commit."""
    organisation = campaigns.add_organisation(session, "Acme", now)
    teams = campaigns.add_teams(session, organisation, [NewTeam("Data", 8), NewTeam("Web", 6)])
    values = {
        "id": "",
        "organisation": organisation.id,
        "title": "First wave",
        "slug": "",
        "state": "draft",
        "seed": 7,
        "opened_at": now,
        "closes_at": now + timedelta(days=14),
    }
    plan = Assessment(**{**values, **changes})
    instruments = campaigns.in_order(library.instruments)
    made = campaigns.draft_assessment(session, plan, instruments, [team.id for team in teams])
    if state != "draft":
        campaigns.open_assessment(session, made.id)
    links = {
        (number, audience): campaigns.invite_team(session, made, team.id, audience).token
        for number, team in enumerate(teams)
        for audience in Audience
    }
    session.commit()
    return Campaign(organisation, made, teams, links)


def an_answer(item, turn=0):
    """A valid answer to any item; another turn gives another one."""
    match item:
        case RatingItem():
            return 1 + turn % 2
        case PracticeItem():
            return turn % 5
        case NumberItem():
            return item.minimum + turn % 2
        case ChoiceItem():
            return item.options[turn % len(item.options)].value
        case JudgementItem():
            option = item.reasons[turn % len(item.reasons)]
            confidence = CONFIDENCES[turn % len(CONFIDENCES)]
            return Judgement(option.value != "nothing", confidence, Act.VERIFY, option.value)
        case _:
            return f"words {turn}"


def answers_to(step, turn=0):
    """A valid answer to every item of a screen."""
    return {item.id: an_answer(item, turn) for item in step.items}


def answer_everything(session, library, token, now, turn=0):
    """Answer screen by screen until nothing is left; return the sitting."""
    sitting = answering.load_sitting(session, library, token, now)
    done = set()
    while step := next((s for s in sitting.steps if s.id not in done), None):
        given = answers_to(step, turn)
        sitting = answering.save_step(session, library, token, step.id, given, now)
        done.add(step.id)
    return sitting
