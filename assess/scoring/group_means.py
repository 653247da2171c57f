"""Means of all groups with their intervals, in one pass over sorted answers.

Policy for gaps: a person's score is the mean of the items answered when at least half of them
were; otherwise the person has no score and is not counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import ScoringError
from assess.scoring.arrays import divide, matrix
from assess.scoring.intervals import t_quantile

if TYPE_CHECKING:
    import numpy.typing as npt

    from assess.scoring.arrays import Bools, Floats, Ints

_LARGE = 1000
"""degrees of freedom beyond which the t quantile is taken as constant"""


@dataclass(frozen=True, slots=True, eq=False)
class GroupMeans:
    """One entry a group; NaN where nobody has a score, or where no spread is known at all."""

    n: Ints
    """people with a score"""
    mean: Floats
    low: Floats
    high: Floats
    squares: float
    """sum of squared deviations within groups"""


def person_scores(items: npt.ArrayLike) -> Floats:
    """Return the mean of the items answered, NaN for people who answered fewer than half."""
    return _scores(matrix(items))


def group_means_with_intervals(
    answers: Floats, starts: Ints, least_variance: float = 0.0
) -> GroupMeans:
    """Return every group's mean of its people's scores with an 80 % t interval.

    `answers` are people, or people x items, float and sorted by group; `starts` the first row of
    each group, none empty.  The variance is the group's own, for a group of one person that of all
    others pooled, and at least `least_variance`.  Raises ScoringError for infinite answers
    or starts that do not rise from 0.
    """
    if starts.size == 0 and len(answers) == 0:
        none = np.zeros(0)
        return GroupMeans(np.zeros(0, np.int64), none, none, none, squares=0.0)
    sizes = np.diff(starts, append=len(answers))
    if starts.size == 0 or starts[0] != 0 or sizes.min() < 1:
        raise ScoringError("groups must start at row 0 and each hold at least one row")
    scores = answers if answers.ndim == 1 else _scores(answers)
    if not _all_finite(scores):
        return _with_gaps(scores, starts, least_variance)
    # Sum and sum of squares share one pass as the two halves of a complex number: with small
    # groups the pass costs more than the arithmetic.  Centred, so that the squares do not cancel.
    centre = scores[0]
    both = np.empty(len(scores), np.complex128)
    np.subtract(scores, centre, out=both.real)
    np.multiply(both.real, both.real, out=both.imag)
    totals = np.add.reduceat(both, starts)
    offset = totals.real / sizes
    squares = np.maximum(totals.imag - totals.real * offset, 0.0)
    return _with_intervals(sizes, centre + offset, squares, least_variance)


def _scores(answers: Floats) -> Floats:
    count = answers.shape[1]
    if count == 0:
        raise ScoringError("a score needs at least one item")
    with np.errstate(invalid="ignore"):
        scores: Floats = answers @ np.full(count, 1.0 / count)
    if _all_finite(scores):
        return scores
    if np.isinf(answers).any():
        raise ScoringError("answers hold an infinite value; use NaN for a missing one")
    known: Bools = np.logical_not(np.isnan(answers))
    answered = known.sum(axis=1)
    enough = np.where(2 * answered >= count, answered, 0).astype(np.float64)
    return divide(np.where(known, answers, 0.0).sum(axis=1), enough)


def _all_finite(scores: Floats) -> bool:
    """One pass instead of two: a sum is finite only when every term is."""
    with np.errstate(invalid="ignore"):
        return bool(np.isfinite(scores.sum()))


def _with_gaps(scores: Floats, starts: Ints, least_variance: float) -> GroupMeans:
    if np.isinf(scores).any():
        raise ScoringError("scores hold an infinite value; use NaN for a missing one")
    known: Bools = np.logical_not(np.isnan(scores))
    n = np.add.reduceat(known.astype(np.int64), starts)
    mean = divide(np.add.reduceat(np.where(known, scores, 0.0), starts), n.astype(np.float64))
    everyone = np.repeat(mean, np.diff(starts, append=len(scores)))
    deviations = np.where(known, scores - everyone, 0.0)
    return _with_intervals(n, mean, np.add.reduceat(deviations**2, starts), least_variance)


def _with_intervals(n: Ints, mean: Floats, squares: Floats, least: float) -> GroupMeans:
    freedom = np.maximum(n - 1, 0)
    variance = squares / np.maximum(freedom, 1)
    everyone, total = int(freedom.sum()), float(squares.sum())
    if everyone:
        # one person alone has no spread: it is taken from all the others
        variance = np.where(freedom > 0, variance, total / everyone)
        freedom = np.where(freedom > 0, freedom, everyone)
    half = _quantiles()[np.minimum(freedom, _LARGE)]
    half = half * np.sqrt(np.maximum(variance, least) / np.maximum(n, 1))
    return GroupMeans(n, mean, mean - half, mean + half, total)


@lru_cache(maxsize=1)
def _quantiles() -> Floats:
    return t_quantile(np.arange(_LARGE + 1))
