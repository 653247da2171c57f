"""Pilots of an organisation: what became of them, and what was forecast at the time.

An outcome is derived from the record, or it stays unknown; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from assess.model.evidence import OutcomeId


class Stage(StrEnum):
    """How far a pilot has come."""

    IDEA = "idea"
    PILOT = "pilot"
    PRODUCTION = "production"
    STOPPED = "stopped"


class Known(StrEnum):
    """Yes, no, or not known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StatedRisk:
    """The probability of one outcome as it was stated, beside the base rate stated with it."""

    outcome: OutcomeId
    probability: float
    """strictly between 0 and 1"""
    base_rate: float | None = None
    """median of the base rate then; None when it was not kept"""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was forecast for a pilot, before its outcome could be known."""

    stated_on: date
    risks: tuple[StatedRisk, ...]
    chain: str = ""
    """digest chain of the result it came from; empty when it came from elsewhere"""

    def risk(self, outcome: str) -> StatedRisk | None:
        """Return what was stated of one outcome."""
        return next((risk for risk in self.risks if risk.outcome == outcome), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotRecord:
    """What people record of a pilot."""

    title: str
    team: str = ""
    """id; empty for a pilot of the whole organisation"""
    stage: Stage = Stage.PILOT
    started_on: date | None = None
    """None for an idea only, which may carry the day it is planned for"""
    ended_on: date | None = None
    """the day it was stopped; set exactly when it was"""
    in_production: Known = Known.UNKNOWN
    """in production use 12 months after the start, as stated; `reached_production` derives more"""
    target: str = ""
    """what was agreed beforehand, in words; empty when nothing was"""
    target_met: Known = Known.UNKNOWN
    forecast: Forecast | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """A record with its identity and the day it was last confirmed."""

    id: str
    revision: int
    recorded_on: date
    record: PilotRecord


@dataclass(frozen=True, slots=True)
class KnownOutcome:
    """One known outcome, with the probabilities stated beforehand if there were any."""

    failed: bool
    forecast: float | None = None
    base_rate: float | None = None


def twelve_months_after(start: date) -> date:
    """Return the same day a year later; 28 February for 29 February."""
    try:
        return start.replace(year=start.year + 1)
    except ValueError:
        return start.replace(year=start.year + 1, day=28)


def reached_production(pilot: Pilot) -> Known:
    """Whether it was in production use 12 months after its start.

    As stated; else no when it was stopped before that day, or when it was recorded as a pilot
    still on that day or later.  That it is in production now does not say since when.
    """
    record = pilot.record
    if record.in_production is not Known.UNKNOWN or record.started_on is None:
        return record.in_production
    anniversary = twelve_months_after(record.started_on)
    stopped_before = record.ended_on is not None and record.ended_on < anniversary
    still_a_pilot = record.stage is Stage.PILOT and pilot.recorded_on >= anniversary
    return Known.NO if stopped_before or still_a_pilot else Known.UNKNOWN


def outcome_of(pilot: Pilot, outcome: str) -> bool | None:
    """Return whether a pilot met a failure definition; None when that is not known.

    O1: not in production use 12 months after the pilot started.  O2: in use, below its pre-agreed
    target; without use or without a target there is nothing to know.
    """
    if outcome == "O1":
        known = reached_production(pilot)
        return None if known is Known.UNKNOWN else known is Known.NO
    record = pilot.record
    used = record.stage is Stage.PRODUCTION or record.in_production is Known.YES
    if not used or not record.target or record.target_met is Known.UNKNOWN:
        return None
    return record.target_met is Known.NO


def is_due(pilot: Pilot, today: date) -> bool:
    """Whether 12 months have passed and what became of it is not recorded."""
    start = pilot.record.started_on
    if start is None or pilot.record.stage is Stage.IDEA:
        return False
    return today >= twelve_months_after(start) and reached_production(pilot) is Known.UNKNOWN


def last_forecast_day(record: PilotRecord) -> date | None:
    """Return the last day on which the outcome was still open; None when it has not started."""
    if record.started_on is None:
        return None
    last = twelve_months_after(record.started_on)
    return last if record.ended_on is None else min(last, record.ended_on - timedelta(days=1))
