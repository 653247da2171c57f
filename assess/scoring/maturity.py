"""Practice levels: what raters say, how sure that makes us, and what a domain amounts to.

Two errors blur a practice's level.  Raters differ, which more raters average out.  And all raters
may share a rosy view, which only evidence cures; its size is an assumption, stated here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.model.answers import EvidenceGrade
from assess.model.errors import ScoringError
from assess.model.result import Estimate
from assess.scoring.arrays import divide, matrix
from assess.scoring.intervals import Z, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from assess.scoring.arrays import Bools, Floats, Ints

HIGHEST = 4
"""levels run from 0 to this"""

ROUNDING = 1 / 12
"""variance, in squared levels, of naming one whole level for what lies between two"""

SHARED_ERROR = {
    EvidenceGrade.CLAIMED: 0.50,
    EvidenceGrade.ATTACHED: 0.40,
    EvidenceGrade.VERIFIED: 0.32,
    EvidenceGrade.OBSERVED: 0.30,
}
"""standard deviation, in levels, of the error that all raters of a practice share (assumed);
their rounding to whole levels, 0.29, is part of it"""

RATER_ERROR = {
    EvidenceGrade.CLAIMED: 0.80,
    EvidenceGrade.ATTACHED: 0.60,
    EvidenceGrade.VERIFIED: 0.35,
    EvidenceGrade.OBSERVED: 0.25,
}
"""standard deviation, in levels, between raters before they have been seen to differ (assumed)"""

BORROWED = 4
"""raters' worth of weight that the assumed spread has against the observed one"""

LIKENESS = 0.2
"""correlation of the errors of two practices in one domain: the same people rate both (assumed)"""

UNKNOWN_LIMIT = 1 / 3
"""a domain with a larger share of "don't know" has no score"""

MINIMUM_RATERS = 3
"""a domain rated by fewer people has no score"""


@dataclass(frozen=True, slots=True, eq=False)
class PracticeLevels:
    """One entry a practice; NaN where nobody gave a level."""

    level: Floats
    """median of the raters, 0 to 4"""
    spread: Floats
    """mean absolute deviation from the median, in levels"""
    low: Floats
    high: Floats
    error: Floats
    """half width of the 80 % interval before it is cut at 0 and 4"""
    raters: Ints
    """people who gave a level"""

    def estimate(self, practice: int) -> Estimate:
        """Return the level of one practice as an Estimate."""
        raters = int(self.raters[practice])
        if raters == 0:
            return Estimate.missing("Nobody gave a level for this practice.")
        low, high = float(self.low[practice]), float(self.high[practice])
        return Estimate(float(self.level[practice]), low, high, raters)

    def at(self, places: Sequence[int]) -> PracticeLevels:
        """Return these practices alone."""
        kept = np.array(places, dtype=np.int64)
        return PracticeLevels(
            self.level[kept],
            self.spread[kept],
            self.low[kept],
            self.high[kept],
            self.error[kept],
            self.raters[kept],
        )


def practice_levels(levels: npt.ArrayLike, grades: Sequence[EvidenceGrade]) -> PracticeLevels:
    """Return the level of every practice with its 80 % interval.

    `levels` are raters x practices, 0 to 4, NaN for "don't know", "not applicable" and unanswered;
    `grades` the best evidence of each practice.  Half width = z sqrt(shared^2 + e s^2 / n) with s
    the spread between raters, drawn towards the assumed one, and e = pi/2 from three raters on,
    what a median loses against a mean.  Raises ScoringError for a level outside 0 to 4.
    """
    rows = matrix(levels, "levels")
    if len(grades) != rows.shape[1]:
        raise ScoringError(f"{rows.shape[1]} practices but {len(grades)} evidence grades")
    if ((rows < 0) | (rows > HIGHEST)).any():
        raise ScoringError(f"a level must lie between 0 and {HIGHEST}")
    known: Bools = np.logical_not(np.isnan(rows))
    raters = known.sum(axis=0)
    n = raters.astype(np.float64)
    median = _medians(rows, raters)
    spread = divide(np.where(known, np.abs(rows - median), 0.0).sum(axis=0), n)
    error = _errors(rows, known, grades)
    low, high = np.clip(median - error, 0, HIGHEST), np.clip(median + error, 0, HIGHEST)
    return PracticeLevels(median, spread, low, high, error, raters)


@dataclass(frozen=True, slots=True)
class DomainLevel:
    """One domain: average and staged level, or why there is neither."""

    average: Estimate
    staged: int | None
    """highest level that every practice with a level reaches"""
    coverage: Estimate
    """share of answers that were a level rather than "don't know" """
    raters: int
    """people who gave at least one level"""


def domain_level(
    levels: npt.ArrayLike,
    dont_know: npt.ArrayLike,
    practices: PracticeLevels,
    minimum_raters: int = MINIMUM_RATERS,
) -> DomainLevel:
    """Return a domain's figures from its practices alone.

    `levels` and `dont_know` are raters x the domain's practices, `practices` what
    `practice_levels` made of them.  Practices that are not applicable or unanswered leave both
    figures.  The interval is that of these practices, not of practices in general.
    """
    rows = matrix(levels, "levels")
    unknown = np.asarray(dont_know, dtype=np.bool_)
    if unknown.shape != rows.shape or len(practices.level) != rows.shape[1]:
        raise ScoringError("levels, don't-knows and practices must describe the same answers")
    known: Bools = np.logical_not(np.isnan(rows))
    raters, answers = int(known.any(axis=1).sum()), int(known.sum())
    coverage = share(answers, answers + int(unknown.sum()))
    refused = _refusal(coverage, raters, minimum_raters)
    if refused:
        return DomainLevel(Estimate.missing(refused, raters), None, coverage, raters)
    rated = practices.raters > 0
    value, error = practices.level[rated], practices.error[rated]
    half = _joint_error(error) / len(value)
    average = float(value.mean())
    ends = max(average - half, 0.0), min(average + half, float(HIGHEST))
    return DomainLevel(Estimate(average, *ends, raters), int(value.min()), coverage, raters)


def _joint_error(error: Floats) -> float:
    """Half width of the sum of practices.  Raters err alike in all of them; rounding does not."""
    alike = np.sqrt(np.maximum(error**2 - Z**2 * ROUNDING, 0.0))
    squares = (error**2).sum() + LIKENESS * (alike.sum() ** 2 - (alike**2).sum())
    return float(np.sqrt(squares))


def _refusal(coverage: Estimate, raters: int, minimum: int) -> str:
    if coverage.value is None:
        return "Nobody answered a practice of this domain."
    unknown = 1 - coverage.value
    if unknown > UNKNOWN_LIMIT + 1e-9:
        percent = f"{100 * unknown:.0f} %"
        return f"{percent} of the answers were “don't know”; above a third there is no score."
    if raters < minimum:
        return f"Only {raters} of at least {minimum} people rated this domain."
    return ""


def _medians(rows: Floats, raters: Ints) -> Floats:
    """Median of each column's known entries; NaN sorts to the end."""
    if not len(rows):
        return np.full(rows.shape[1], np.nan)
    ranked, columns = np.sort(rows, axis=0), np.arange(rows.shape[1])
    lower, upper = np.maximum(raters - 1, 0) // 2, np.minimum(raters // 2, len(rows) - 1)
    return np.asarray((ranked[lower, columns] + ranked[upper, columns]) / 2, dtype=np.float64)


def _errors(rows: Floats, known: Bools, grades: Sequence[EvidenceGrade]) -> Floats:
    """Half widths of the intervals; NaN where nobody gave a level."""
    n = known.sum(axis=0).astype(np.float64)
    mean = divide(np.where(known, rows, 0.0).sum(axis=0), n)
    squares = np.where(known, (rows - mean) ** 2, 0.0).sum(axis=0)
    assumed = np.array([RATER_ERROR[grade] for grade in grades])
    shared = np.array([SHARED_ERROR[grade] for grade in grades])
    seen = np.maximum(n - 1, 0)
    variance = (BORROWED * assumed**2 + squares) / (BORROWED + seen)
    lost = np.where(n >= 3, np.pi / 2, 1.0)
    return Z * np.sqrt(shared**2 + divide(variance * lost, n))
