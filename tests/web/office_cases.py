"""Two organisations with accounts and published results, and people who sign in and answer."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from page_check import PageClient
from result_cases import organisation, rating_organisation, result, scale, team_result
from web_cases import FACTS, FLUENCY, NOON, library

from assess.model.answers import Act, Judgement
from assess.model.instrument import Audience
from assess.model.result import TeamHeader, TeamResult
from assess.operations import answering, campaigns, sign_in
from assess.operations.tokens import new_id
from assess.runtime import Runtime
from assess.settings import Settings
from assess.store import assessments, results, schema
from assess.store.assessments import Assessment
from assess.store.engine import make_engine, make_sessions

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "correct horse battery"
DATABASE = "office.db"
TEAMS = (
    campaigns.NewTeam("Billing", 9, "Commerce"),
    campaigns.NewTeam("Fleet", 8, "Operations"),
    campaigns.NewTeam("Yard", 7, "Operations"),
)


@dataclass(frozen=True, slots=True)
class Office:
    """A house with a published assessment, an open one, and another organisation's."""

    folder: Path
    runtime: Runtime
    published: str
    open: str
    draft: str
    elsewhere: str
    teams: dict[str, str]
    """name → id"""


def runtime_in(folder) -> Runtime:
    settings = Settings.from_environ({}, data_dir=folder)
    engine = make_engine(f"sqlite:///{folder / DATABASE}")
    schema.upgrade(engine)
    sessions, reading = make_sessions(engine), make_sessions(engine, reading=True)
    return Runtime(settings, engine, sessions, reading, library(FLUENCY, FACTS))


def open_office(built: Office, folder) -> Office:
    """Return a copy of an office, to be changed at will."""
    folder.mkdir(exist_ok=True)
    with sqlite3.connect(built.folder / DATABASE) as old, sqlite3.connect(folder / DATABASE) as new:
        old.backup(new)
    old.close()
    new.close()
    return replace(built, folder=folder, runtime=runtime_in(folder))


def build_office(folder) -> Office:
    """Build the house in a folder."""
    runtime = runtime_in(folder)
    with runtime.sessions() as session:
        here = campaigns.add_organisation(session, "Tidewater & Sons", NOON)
        there = campaigns.add_organisation(session, "Elsewhere", NOON)
        accounts(session, here, there)
        teams = campaigns.add_teams(session, here, TEAMS)
        numbers = [campaigns.NewTeam(str(n), 20) for n in range(2, 51)]
        numbered = campaigns.add_teams(session, there, numbers)
        published = publish(session, here, teams, organisation)
        elsewhere = publish(session, there, numbered, rating_organisation)
        opened = draft(session, here, teams, "Winter 2026")
        campaigns.open_assessment(session, opened)
        planned = draft(session, here, teams, "Spring 2027")
        session.commit()
    runtime.close()
    names = {team.name: team.id for team in (*teams, *numbered)}
    return Office(folder, runtime, published, opened, planned, elsewhere, names)


def signed_in(app, role="viewer", password=PASSWORD, **fields) -> PageClient:
    """Return a client of somebody who has signed in, or tried to."""
    person = PageClient(app.test_client())
    person.visit("/sign-in")
    values = {"email": f"{role}@tidewater.example", "password": password, **fields}
    person.send("/sign-in", values, status=200 if password == PASSWORD else 403)
    return person


def answer(office, team, people):
    """Let people of a team judge an output and name a fact in the open assessment."""
    with office.runtime.sessions() as session:
        opened = assessments.assessment_by_id(session, office.open)
        link = campaigns.invite_team(session, opened, office.teams[team], Audience.ENGINEER)
        for _ in range(people):
            token = answering.begin(session, office.runtime.library, link.token, NOON)
            judged = Judgement(flagged=True, confidence=80, act=Act.VERIFY, reason="a")
            for item, value in (("sort-flawed", judged), ("uses_agents", "no")):
                answer_item(session, office.runtime.library, token, item, value)
        session.commit()


def answer_item(session, content, token, item, value):
    sitting = answering.load_sitting(session, content, token, NOON)
    step = next(s for s in sitting.steps if any(i.id == item for i in s.items))
    answering.save_step(session, content, token, step.id, {item: value}, NOON)


def accounts(session, here, there):
    for role, home in (("owner", here), ("manager", here), ("viewer", here), ("outsider", there)):
        kind = "owner" if role == "outsider" else role
        new = sign_in.NewAccount(home.id, f"{role}@tidewater.example", role.capitalize(), kind)
        sign_in.add_account(session, new, PASSWORD, NOON)


def draft(session, home, teams, title):
    plan_ = Assessment(
        id="", organisation=home.id, title=title, slug="", state="draft", seed=5, opened_at=NOON
    )
    return campaigns.draft_assessment(session, plan_, (FLUENCY, FACTS), [t.id for t in teams]).id


def publish(session, home, teams, whole):
    """Publish results made by hand: `whole` makes the organisation's."""
    assessment = draft(session, home, teams, "Autumn 2026")
    headers = [TeamHeader(t.id, t.name, t.headcount, t.unit) for t in teams]
    made = whole(headers)
    store(session, result(assessment, "organisation", organisation=made))
    for summary in made.teams:
        own = team_result(summary.team, summary.withheld)
        if whole is rating_organisation:
            own = TeamResult(summary.team, "", scales=(scale(3.0),))
        store(session, result(assessment, summary.team.id, team=own))
    for old, new, when in (
        ("draft", "open", None),
        ("open", "closed", NOON),
        ("closed", "published", NOON),
    ):
        assessments.move_state(session, assessment, old=old, new=new, closed_at=when)
    return assessment


def store(session, made):
    results.add_result(session, new_id(), made, NOON)
