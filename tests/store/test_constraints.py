"""What the database itself refuses, whoever writes."""

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError, StatementError
from store_cases import add_assessment, add_organisation, add_team

from assess.store.link_tables import TeamLinkRow
from assess.store.tables import (
    AccountRow,
    AnonymousAnswerRow,
    AssessmentRow,
    JobRow,
    OrganisationRow,
    TeamRow,
)


def refused(session, table, values):
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(table).values(**values))


@pytest.mark.parametrize(
    ("state", "closed"), [("open", True), ("draft", True), ("closed", False), ("published", False)]
)
def test_closed_exactly_when_it_has_a_closing_time(session, acme, now, state, closed):
    with pytest.raises(IntegrityError):
        add_assessment(
            session, acme.organisation, "x", state=state, closed_at=now if closed else None
        )


@pytest.mark.parametrize(
    "changes", [{"state": "half"}, {"minimum_group": 4}, {"budget_days": -0.5}]
)
def test_an_assessment_keeps_its_bounds(session, acme, changes):
    with pytest.raises(IntegrityError):
        add_assessment(session, acme.organisation, "x", **changes)


def test_a_job_has_ended_exactly_when_it_has_an_end(session, acme, now):
    job = {
        "id": "j",
        "organisation_id": acme.organisation.id,
        "kind": "publish",
        "subject": "s",
        "queued_at": now,
    }
    refused(session, JobRow, {**job, "state": "done"})
    refused(session, JobRow, {**job, "state": "running", "ended_at": now})
    refused(session, JobRow, {**job, "state": "asleep"})


def test_an_account_has_a_known_role(session, acme, now):
    account = {
        "id": "a",
        "organisation_id": acme.organisation.id,
        "email": "a@acme.example",
        "name": "A",
        "password_hash": "x",
        "created_at": now,
    }
    refused(session, AccountRow, {**account, "role": "root"})


def test_a_headcount_is_not_negative(session, acme):
    team = {"id": "t", "organisation_id": acme.organisation.id, "name": "T", "slug": "t"}
    refused(session, TeamRow, {**team, "unit": "", "headcount": -1})


def test_slugs_are_unique_within_an_organisation_only(session, acme, now):
    with pytest.raises(IntegrityError), session.begin_nested():
        add_team(session, acme.organisation, "Data 2", acme.team.slug)
    with pytest.raises(IntegrityError), session.begin_nested():
        add_assessment(session, acme.organisation, acme.assessment.slug)
    other = add_organisation(session, now, "Bystander")
    add_team(session, other, "Data", acme.team.slug)
    add_assessment(session, other, acme.assessment.slug)


def test_one_link_in_force_per_team_and_audience(session, acme):
    link = {
        "assessment_id": acme.assessment.id,
        "team_id": acme.team.id,
        "audience": "lead",
        "expires_at": None,
    }
    session.execute(insert(TeamLinkRow).values(token_digest="1", withdrawn=False, **link))
    refused(session, TeamLinkRow, {"token_digest": "2", "withdrawn": False, **link})
    session.execute(insert(TeamLinkRow).values(token_digest="3", withdrawn=True, **link))
    session.execute(insert(TeamLinkRow).values(token_digest="4", withdrawn=True, **link))


def test_an_answer_needs_its_response(session, acme):
    orphan = {"response_key": "nobody", "item_id": "x", "value": 1, "revision": 1}
    refused(session, AnonymousAnswerRow, orphan)


def test_a_naive_time_is_refused(session, now):
    row = OrganisationRow(
        id="o", name="O", slug="o", demonstration=False, created_at=now.replace(tzinfo=None)
    )
    session.add(row)
    with pytest.raises(StatementError, match="time zone"):
        session.flush()


def test_times_come_back_as_they_went_in(session, acme, now):
    made = add_assessment(session, acme.organisation, "x", opened_at=now, closes_at=now)
    session.commit()
    session.expire_all()
    row = session.get(AssessmentRow, made.id)
    assert row.opened_at == now
    assert row.opened_at.utcoffset().total_seconds() == 0
