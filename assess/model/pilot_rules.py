"""What a record of a pilot must satisfy: one rule set for the form, the file and the operations."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from assess.model.pilots import Known, PilotRecord, Stage, last_forecast_day, twelve_months_after

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

LONGEST_TITLE = 200
LONGEST_TARGET = 300

Fault = tuple[str, str]
"""(field of the record, what would be right)"""


def faults_of(record: PilotRecord, today: date) -> tuple[Fault, ...]:
    """Return everything that cannot be about a record, field by field; empty when it is sound."""
    return (
        *_words(record),
        *_dates(record, today),
        *_production(record, today),
        *_target(record),
        *_forecast(record, today),
    )


def _words(record: PilotRecord) -> Iterator[Fault]:
    if not record.title.strip():
        yield "title", "is missing: give the pilot a title"
    for field, text, longest in (
        ("title", record.title, LONGEST_TITLE),
        ("target", record.target, LONGEST_TARGET),
    ):
        if len(text) > longest:
            yield field, f"has {len(text)} characters: shorten it to {longest}"
        if any(unicodedata.category(letter) == "Cc" for letter in text):
            yield field, "holds a line break or another control character: write it on one line"


def _dates(record: PilotRecord, today: date) -> Iterator[Fault]:
    start, end, stage = record.started_on, record.ended_on, record.stage
    if start is None and stage is not Stage.IDEA:
        yield "started_on", f"is missing: only an idea has no start, and the stage is {stage}"
    if start is not None and start > today and stage is not Stage.IDEA:
        yield "started_on", f"is {start}, which is still to come: only an idea may start later"
    if stage is Stage.STOPPED and end is None:
        yield "ended_on", "is missing: give the day on which the pilot was stopped"
    if stage is not Stage.STOPPED and end is not None:
        yield "ended_on", f"is given, but the stage is {stage}: clear it, or set the stage: stopped"
    if end is not None and end > today:
        yield "ended_on", f"is {end}, which is still to come"
    if start is not None and end is not None and end < start:
        yield "ended_on", f"is {end}, before the start on {start}"


def _production(record: PilotRecord, today: date) -> Iterator[Fault]:
    stated, start, end = record.in_production, record.started_on, record.ended_on
    if stated is Known.UNKNOWN:
        return
    if start is None or record.stage is Stage.IDEA:
        yield "in_production", "cannot be known of something that has not started"
        return
    due = twelve_months_after(start)
    stopped_before = end is not None and end < due
    if stated is Known.YES and stopped_before:
        yield "in_production", f"is yes, but the pilot was stopped on {end}, before {due}"
    elif stated is Known.YES and record.stage is Stage.PILOT:
        yield "in_production", f"is yes, but the stage is {record.stage}: set the stage: production"
    elif today < due and not stopped_before:
        yield "in_production", f"cannot be known before {due}, 12 months after the start"


def _target(record: PilotRecord) -> Iterator[Fault]:
    if record.target_met is not Known.UNKNOWN and not record.target.strip():
        yield "target_met", f"is {record.target_met}, but no target is given: say what was agreed"


def _forecast(record: PilotRecord, today: date) -> Iterator[Fault]:
    forecast = record.forecast
    if forecast is None:
        return
    if not forecast.risks:
        yield "forecast", "holds no probability"
    for risk in forecast.risks:
        for value in (risk.probability, risk.base_rate):
            if value is not None and not 0.0 < value < 1.0:  # also false for NaN
                yield (
                    "forecast",
                    f"of {risk.outcome} is {value:g}: it lies strictly between 0 and 1",
                )
    last = last_forecast_day(record)
    if forecast.stated_on > today:
        yield "forecast", f"is dated {forecast.stated_on}, which is still to come"
    elif last is not None and forecast.stated_on > last:
        yield (
            "forecast",
            f"is dated {forecast.stated_on}, when the outcome was known: the last day is {last}",
        )
