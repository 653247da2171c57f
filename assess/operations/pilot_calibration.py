"""How an organisation's forecasts did so far, outcome by outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.evaluate.outcomes import calibration_of
from assess.model.pilots import outcome_of
from assess.model.result import Estimate
from assess.operations.pilots import outcomes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.evidence import Outcome
    from assess.model.pilots import Pilot
    from assess.risk.probability import Interval

_SEED = 20260101
"""of the bands around the reliability curve: the same register gives the same bands"""


@dataclass(frozen=True, slots=True)
class Reliability:
    """One forecast value of the reliability diagram."""

    forecast: float
    happened: Estimate
    """isotonic failure rate, with the 80 % band in which a calibrated forecaster would lie"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """One outcome over all pilots of the register.  All shares run from 0 to 1."""

    outcome: Outcome
    known: int
    """pilots of which this outcome is known"""
    failed: int
    unknown: int
    compared: int
    """known ones with a forecast; the figures below are None while there is none"""
    sentence: str
    forecast: float | None
    """mean"""
    happened: Estimate | None
    difference: Estimate | None
    """happened minus forecast: calibration in the large"""
    brier: float | None
    brier_base: float | None
    skill: float | None
    reliability: tuple[Reliability, ...]
    """empty under 50 outcomes"""


def track_records(
    outcomes: Sequence[Outcome], register: Sequence[Pilot]
) -> tuple[TrackRecord, ...]:
    """Return one record per outcome of the evidence; `register` is what is recorded now."""
    return tuple(_record(outcome, register) for outcome in outcomes)


def _record(outcome: Outcome, register: Sequence[Pilot]) -> TrackRecord:
    known = [outcome_of(pilot, outcome.id) for pilot in register]
    found = calibration_of(outcome, outcomes_of(register, outcome.id), _SEED)
    return TrackRecord(
        outcome=outcome,
        known=len(known) - known.count(None),
        failed=known.count(True),
        unknown=known.count(None),
        compared=found.outcomes,
        sentence=found.sentence,
        forecast=found.forecast,
        happened=_estimate(found.observed, found.outcomes),
        difference=_estimate(found.difference, found.outcomes),
        brier=found.brier,
        brier_base=found.brier_base,
        skill=found.skill,
        reliability=tuple(
            Reliability(p.forecast, Estimate(p.observed, p.band_low, p.band_high))
            for p in found.reliability
        ),
    )


def _estimate(interval: Interval | None, n: int) -> Estimate | None:
    return None if interval is None else Estimate(interval.median, interval.low, interval.high, n)
