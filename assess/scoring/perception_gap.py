"""Leaders against engineers: whether one sees the same practices at a higher level."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import ScoringError
from assess.model.result import Estimate
from assess.scoring.arrays import divide, matrix, truths
from assess.scoring.intervals import t_quantile, t_share

if TYPE_CHECKING:
    import numpy.typing as npt

    from assess.scoring.arrays import Bools, Floats, Ints

MOST_SPLITS = 5_000
"""with more ways to choose the leaders, Welch's test takes the place of counting them all"""


@dataclass(frozen=True, slots=True)
class Gap:
    """Leaders minus engineers, in levels, over the practices that both rated."""

    gap: Estimate
    p: float | None
    """two-sided probability of a gap this large if leader or not made no difference"""
    leaders: int
    engineers: int
    practices: int
    """practices that both rated"""


def perception_gap(levels: npt.ArrayLike, leader: npt.ArrayLike) -> Gap:
    """Return the gap with its 80 % interval and test.

    `levels` are raters x practices (NaN without a level), `leader` a boolean a rater.  Each person
    counts once, by the mean deviation from each practice's average.  The test counts all ways to
    choose the leaders (exact permutation test), with many people it is Welch's.  The gap is missing
    when no practice was rated by both, or nothing is known of the spread between people.
    """
    rows = matrix(levels, "levels")
    leads = truths(leader, len(rows), "leader")
    known: Bools = np.logical_not(np.isnan(rows))
    if ((rows < 0) & known).any():
        raise ScoringError("a level must be 0 or more")
    both = known[leads].any(axis=0) & known[np.logical_not(leads)].any(axis=0)
    rated = known[:, both].any(axis=1)
    scores, leads = _deviations(rows[rated][:, both]), leads[rated]
    counts = int(leads.sum()), int(len(leads) - leads.sum())
    practices = int(both.sum())
    if not practices:
        missing = Estimate.missing("No practice was rated by leaders and engineers alike.")
        return Gap(missing, None, *counts, practices)
    if len(leads) < 3:
        missing = Estimate.missing("One leader and one engineer are too few to compare.")
        return Gap(missing, None, *counts, practices)
    value = float(scores[leads].mean() - scores[np.logical_not(leads)].mean())
    error, freedom = _error(scores, leads, practices)
    half = float(t_quantile(freedom)) * error
    p = _p_value(scores, leads, (value, error, freedom))
    return Gap(Estimate(value, value - half, value + half, len(leads)), p, *counts, practices)


def _deviations(rows: Floats) -> Floats:
    """Return each person's mean deviation from the averages of the practices they rated."""
    known: Bools = np.logical_not(np.isnan(rows))
    filled = np.where(known, rows, 0.0)
    means = divide(filled.sum(axis=0), known.sum(axis=0).astype(np.float64))
    deviations = np.where(known, filled - means, 0.0)
    return divide(deviations.sum(axis=1), known.sum(axis=1).astype(np.float64))


def _error(scores: Floats, leads: Bools, practices: int) -> tuple[float, float]:
    """Return the standard error of the difference and its degrees of freedom.

    Welch's, or pooled when one side is a single person.  Unanimous people still carry the rounding
    of their answers, variance 1/12 a practice.
    """
    sides = scores[leads], scores[np.logical_not(leads)]
    least = 1 / (12 * practices)
    if min(len(side) for side in sides) < 2:
        spare = len(scores) - 2
        pooled = max(sum(float(((s - s.mean()) ** 2).sum()) for s in sides) / spare, least)
        return float(np.sqrt(pooled * sum(1 / len(side) for side in sides))), float(spare)
    parts = [max(float(side.var(ddof=1)), least) / len(side) for side in sides]
    spares = [len(side) - 1 for side in sides]
    below = sum(part**2 / spare for part, spare in zip(parts, spares, strict=True))
    return float(np.sqrt(sum(parts))), sum(parts) ** 2 / below


def _p_value(scores: Floats, leads: Bools, test: tuple[float, float, float]) -> float:
    value, error, freedom = test
    people, leaders = len(scores), int(leads.sum())
    if comb(people, leaders) > MOST_SPLITS:
        return 2 * t_share(-abs(value) / error, freedom)
    led = scores[_splits(people, leaders)].sum(axis=1)
    gaps = led / leaders - (scores.sum() - led) / (people - leaders)
    return float((np.abs(gaps) >= abs(value) - 1e-12).mean())


@lru_cache(maxsize=64)
def _splits(people: int, leaders: int) -> Ints:
    return np.array(list(combinations(range(people), leaders)), dtype=np.int64)
