"""How an organisation's forecasts did so far, outcome by outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.evaluate.outcomes import calibration_of
from assess.model.pilots import outcome_of
from assess.operations.pilots import outcomes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.evidence import Outcome
    from assess.model.pilots import Pilot
    from assess.risk.calibration import Calibration

_SEED = 20260101
"""of the bands around the reliability curve: the same register gives the same bands"""


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """One outcome over all pilots of the register."""

    outcome: Outcome
    known: int
    """pilots of which this outcome is known"""
    failed: int
    unknown: int
    figures: Calibration
    """forecasts against outcomes, among the known ones with a forecast"""


def track_records(
    outcomes: Sequence[Outcome], register: Sequence[Pilot]
) -> tuple[TrackRecord, ...]:
    """Return one record per outcome of the evidence; `register` is what is recorded now."""
    return tuple(_record(outcome, register) for outcome in outcomes)


def _record(outcome: Outcome, register: Sequence[Pilot]) -> TrackRecord:
    found = [outcome_of(pilot, outcome.id) for pilot in register]
    figures = calibration_of(outcome, outcomes_of(register, outcome.id), _SEED)
    return TrackRecord(
        outcome=outcome,
        known=len(found) - found.count(None),
        failed=found.count(True),
        unknown=found.count(None),
        figures=figures,
    )
