"""Pilots in the database: what it refuses, revisions, and what was known when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from store_cases import add_organisation

from assess.model.pilots import Forecast, Known, Pilot, PilotRecord, Stage, StatedRisk
from assess.store import pilots
from assess.store.pilot_tables import PilotRow
from assess.store.tables import OrganisationRow, TeamRow

START = date(2025, 3, 1)
RISKS = (StatedRisk("O1", 0.42, 0.56), StatedRisk("O2", 0.6))
WHOLE = PilotRecord(
    title="Letters",
    stage=Stage.STOPPED,
    started_on=START,
    ended_on=date(2026, 5, 1),
    in_production=Known.YES,
    target="20 % fewer calls",
    target_met=Known.NO,
    forecast=Forecast(date(2025, 2, 1), RISKS, "c" * 64),
)


def add(session, organisation, record, at, pilot_id="p1", revision=1):
    pilot = Pilot(id=pilot_id, revision=revision, recorded_on=at.date(), record=record)
    pilots.add_revision(session, organisation.id, pilot, at)
    return pilot


@pytest.mark.parametrize(
    "record",
    [
        WHOLE,
        PilotRecord(title="x", stage=Stage.IDEA),
        replace(WHOLE, forecast=Forecast(START, (StatedRisk("O2", 0.5, 0.5),))),
    ],
)
def test_a_record_comes_back_as_it_went_in(session, acme, now, record):
    wanted = add(session, acme.organisation, replace(record, team=acme.team.id), now)
    session.commit()
    session.expire_all()
    assert pilots.pilot_by_id(session, acme.organisation.id, "p1") == wanted
    assert pilots.current_pilots(session, acme.organisation.id) == [wanted]


def test_what_was_known_at_a_moment_stays_known(session, acme, now):
    owner = acme.organisation.id
    later, last = now + timedelta(days=1), now + timedelta(days=2)
    first = add(session, acme.organisation, replace(WHOLE, title="Before"), now)
    assert pilots.supersede(session, owner, "p1", 1, later)
    second = add(session, acme.organisation, WHOLE, later, revision=2)
    assert pilots.pilots_known_at(session, owner, now - timedelta(seconds=1)) == []
    assert pilots.pilots_known_at(session, owner, now) == [first]
    assert pilots.pilots_known_at(session, owner, later) == [second]
    assert pilots.supersede(session, owner, "p1", 2, last)
    assert pilots.current_pilots(session, owner) == []
    assert pilots.pilots_known_at(session, owner, later) == [second]
    assert pilots.pilots_known_at(session, owner, last) == []


def test_only_the_first_of_two_who_change_a_revision_does(session, acme, now):
    add(session, acme.organisation, WHOLE, now)
    assert pilots.supersede(session, acme.organisation.id, "p1", 1, now)
    assert not pilots.supersede(session, acme.organisation.id, "p1", 1, now)


def test_another_organisation_finds_and_ends_nothing(session, acme, now):
    other = add_organisation(session, now, "Bystander")
    add(session, acme.organisation, WHOLE, now)
    assert pilots.pilot_by_id(session, other.id, "p1") is None
    assert pilots.current_pilots(session, other.id) == []
    assert pilots.pilots_known_at(session, other.id, now) == []
    assert not pilots.supersede(session, other.id, "p1", 1, now)


def test_pilots_come_oldest_start_first(session, acme, now):
    for name, start in (("b", date(2026, 1, 1)), ("a", START), ("c", START)):
        record = PilotRecord(title=name, started_on=start)
        add(session, acme.organisation, record, now, pilot_id=name)
    found = pilots.current_pilots(session, acme.organisation.id)
    assert [pilot.id for pilot in found] == ["a", "c", "b"]


def test_a_pilot_outlives_its_team_and_not_its_organisation(session, acme, now):
    add(session, acme.organisation, replace(WHOLE, team=acme.team.id), now)
    session.commit()
    session.execute(delete(TeamRow).where(TeamRow.id == acme.team.id))
    assert session.scalar(select(PilotRow.team_id)) is None
    session.execute(delete(OrganisationRow))
    assert session.scalars(select(PilotRow)).all() == []


# -- what the database refuses, whoever writes --------------------------------------------------

PLAIN = {
    "id": "p",
    "revision": 1,
    "title": "Letters",
    "stage": "pilot",
    "started_on": START,
    "in_production": "unknown",
    "target": "",
    "target_met": "unknown",
    "forecast_chain": "",
}


@pytest.mark.parametrize(
    "changes",
    [
        {"revision": 0},
        {"title": ""},
        {"stage": "sleeping"},
        {"started_on": None},
        {"stage": "stopped"},
        {"ended_on": START},
        {"stage": "stopped", "ended_on": date(2025, 2, 1)},
        {"in_production": "perhaps"},
        {"in_production": "yes"},
        {"stage": "idea", "in_production": "no"},
        {"target_met": "yes"},
        {"target": "x", "target_met": "perhaps"},
        {"forecast_on": START},
        {"o1_forecast": 0.5},
        {"forecast_chain": "c"},
        {"forecast_on": START, "o1_forecast": 1.0},
        {"forecast_on": START, "o2_forecast": 0.0},
        {"forecast_on": START, "o1_forecast": 0.5, "o2_base_rate": 0.5},
        {"forecast_on": START, "o1_forecast": 0.5, "o1_base_rate": 1.0},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(session, acme, now, changes):
    values = {**PLAIN, "organisation_id": acme.organisation.id, "recorded_at": now}
    with session.begin_nested() as kept:
        session.execute(insert(PilotRow).values(**values))
        kept.rollback()
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(PilotRow).values(**{**values, **changes}))


def test_a_revision_does_not_end_before_it_began(session, acme, now):
    values = {**PLAIN, "organisation_id": acme.organisation.id, "recorded_at": now}
    ended = {**values, "superseded_at": now - timedelta(seconds=1)}
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(PilotRow).values(**ended))


def test_a_pilot_has_one_current_revision(session, acme, now):
    add(session, acme.organisation, WHOLE, now)
    with pytest.raises(IntegrityError), session.begin_nested():
        add(session, acme.organisation, WHOLE, now, revision=2)
