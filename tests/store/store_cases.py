"""Rows that other rows need."""

from uuid import uuid4

from assess.model.answers import Response
from assess.model.instrument import Audience
from assess.store import assessments, people
from assess.store.assessments import Assessment
from assess.store.people import Organisation, Team


def add_organisation(session, now, name="Acme"):
    organisation = Organisation(uuid4().hex, name, name.lower(), demonstration=False)
    people.add_organisation(session, organisation, now)
    return organisation


def add_team(session, organisation, name="Data", slug=""):
    team = Team(uuid4().hex, organisation.id, name, slug or name.lower(), "Unit", 8)
    people.add_team(session, team)
    session.flush()
    return team


def add_assessment(session, organisation, slug="first", **changes):
    values = {
        "id": uuid4().hex,
        "organisation": organisation.id,
        "title": "First",
        "slug": slug,
        "state": "open",
        "seed": 1,
    }
    assessment = Assessment(**{**values, **changes})
    assessments.add_assessment(session, assessment)
    return assessment


def a_response(team, key, audience=Audience.ENGINEER, answers=None):
    return Response(key, team.id, audience, answers or {})
