"""Outcomes derived from a record, and records that cannot be."""

from dataclasses import replace
from datetime import date

import pytest

from assess.model.pilot_rules import LONGEST_TITLE, faults_of
from assess.model.pilots import (
    Forecast,
    Known,
    Pilot,
    PilotRecord,
    Stage,
    StatedRisk,
    is_due,
    last_forecast_day,
    outcome_of,
    reached_production,
    twelve_months_after,
)

START = date(2025, 3, 1)
YEAR = date(2026, 3, 1)
LATER = date(2026, 11, 23)
RECORD = PilotRecord(title="Letters", started_on=START)


def pilot(recorded_on=LATER, **changes):
    return Pilot(id="p", revision=1, recorded_on=recorded_on, record=replace(RECORD, **changes))


# -- in production use 12 months after the start ------------------------------------------------


@pytest.mark.parametrize(
    ("start", "later"),
    [(date(2025, 3, 1), date(2026, 3, 1)), (date(2024, 2, 29), date(2025, 2, 28))],
)
def test_twelve_months_after(start, later):
    assert twelve_months_after(start) == later


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({"stage": Stage.STOPPED, "ended_on": date(2026, 2, 28)}, Known.NO),
        ({"stage": Stage.STOPPED, "ended_on": YEAR}, Known.UNKNOWN),
        ({"stage": Stage.PRODUCTION}, Known.UNKNOWN),
        ({"stage": Stage.PRODUCTION, "in_production": Known.YES}, Known.YES),
        ({"stage": Stage.PRODUCTION, "in_production": Known.NO}, Known.NO),
        ({"stage": Stage.IDEA, "started_on": None}, Known.UNKNOWN),
        ({"stage": Stage.IDEA}, Known.UNKNOWN),
        ({"stage": Stage.PILOT}, Known.NO),
        ({"stage": Stage.PILOT, "recorded_on": YEAR}, Known.NO),
        ({"stage": Stage.PILOT, "recorded_on": date(2026, 2, 28)}, Known.UNKNOWN),
    ],
)
def test_production_is_derived_where_the_record_says_it_and_only_there(changes, known):
    assert reached_production(pilot(**changes)) is known


def test_the_first_outcome_is_failing_to_reach_production():
    assert outcome_of(pilot(stage=Stage.STOPPED, ended_on=date(2025, 6, 1)), "O1") is True
    assert outcome_of(pilot(stage=Stage.PRODUCTION, in_production=Known.YES), "O1") is False
    assert outcome_of(pilot(stage=Stage.PRODUCTION), "O1") is None


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"stage": Stage.PRODUCTION, "target": "20 %", "target_met": Known.NO}, True),
        ({"stage": Stage.PRODUCTION, "target": "20 %", "target_met": Known.YES}, False),
        ({"stage": Stage.PRODUCTION, "target": "20 %"}, None),
        ({"stage": Stage.PRODUCTION}, None),
        ({"stage": Stage.PILOT, "target": "20 %", "target_met": Known.NO}, None),
        (
            {
                "stage": Stage.STOPPED,
                "ended_on": LATER,
                "in_production": Known.YES,
                "target": "20 %",
                "target_met": Known.NO,
            },
            True,
        ),
    ],
)
def test_the_second_outcome_needs_use_and_a_target(changes, failed):
    assert outcome_of(pilot(**changes), "O2") is failed


def test_a_pilot_is_due_once_a_year_has_passed_in_silence():
    before = pilot(recorded_on=date(2025, 4, 1))
    assert not is_due(before, date(2026, 2, 28))
    assert is_due(before, YEAR)
    assert not is_due(pilot(recorded_on=YEAR), LATER)
    assert not is_due(pilot(stage=Stage.IDEA, recorded_on=date(2025, 4, 1)), LATER)


# -- what cannot be -----------------------------------------------------------------------------


def test_a_plain_record_is_sound():
    assert faults_of(RECORD, LATER) == ()
    assert faults_of(PilotRecord(title="x", stage=Stage.IDEA), LATER) == ()
    assert (
        faults_of(PilotRecord(title="x", stage=Stage.IDEA, started_on=date(2027, 1, 1)), LATER)
        == ()
    )


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": "  "}, "title", "is missing"),
        ({"title": "x" * (LONGEST_TITLE + 1)}, "title", "shorten it to 200"),
        ({"title": "a\nb"}, "title", "write it on one line"),
        ({"target": "a\0"}, "target", "write it on one line"),
        ({"started_on": None}, "started_on", "only an idea has no start"),
        ({"started_on": date(2026, 11, 24)}, "started_on", "still to come"),
        ({"stage": Stage.STOPPED}, "ended_on", "give the day"),
        ({"ended_on": LATER}, "ended_on", "set the stage: stopped"),
        ({"stage": Stage.STOPPED, "ended_on": date(2027, 1, 1)}, "ended_on", "still to come"),
        ({"stage": Stage.STOPPED, "ended_on": date(2025, 2, 1)}, "ended_on", "before the start"),
        ({"stage": Stage.IDEA, "in_production": Known.NO}, "in_production", "has not started"),
        ({"in_production": Known.YES}, "in_production", "set the stage: production"),
        (
            {
                "stage": Stage.STOPPED,
                "ended_on": date(2025, 6, 1),
                "in_production": Known.YES,
            },
            "in_production",
            "stopped on 2025-06-01, before 2026-03-01",
        ),
        (
            {"started_on": date(2026, 1, 1), "in_production": Known.NO},
            "in_production",
            "cannot be known before 2027-01-01",
        ),
        ({"target_met": Known.YES}, "target_met", "no target is given"),
    ],
)
def test_what_cannot_be_is_named_with_its_field(changes, field, words):
    ((found, message),) = faults_of(replace(RECORD, **changes), LATER)
    assert found == field
    assert words in message


def test_no_use_may_be_stated_early_when_it_was_stopped_early():
    changes = {"stage": Stage.STOPPED, "ended_on": date(2026, 2, 1), "in_production": Known.NO}
    assert faults_of(replace(RECORD, started_on=date(2026, 1, 1), **changes), LATER) == ()


@pytest.mark.parametrize("value", [0.0, 1.0, -0.1, float("nan")])
def test_a_forecast_is_never_a_certainty(value):
    stated = Forecast(date(2025, 2, 1), (StatedRisk("O1", value),))
    ((field, message),) = faults_of(replace(RECORD, forecast=stated), LATER)
    assert field == "forecast"
    assert "strictly between 0 and 1" in message


def test_a_forecast_comes_before_its_outcome_is_known():
    late = Forecast(date(2026, 3, 2), (StatedRisk("O1", 0.4),))
    assert last_forecast_day(RECORD) == YEAR
    ((field, message),) = faults_of(replace(RECORD, forecast=late), LATER)
    assert field == "forecast"
    assert "the last day is 2026-03-01" in message
    stopped = replace(RECORD, stage=Stage.STOPPED, ended_on=date(2025, 6, 1), forecast=late)
    assert last_forecast_day(stopped) == date(2025, 5, 31)
    future = replace(late, stated_on=date(2027, 1, 1))
    assert "still to come" in faults_of(replace(RECORD, forecast=future), LATER)[0][1]
    assert "no probability" in faults_of(replace(RECORD, forecast=Forecast(START, ())), LATER)[0][1]
