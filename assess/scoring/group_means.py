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

_TABLE = 1000
"""group sizes whose t quantiles are kept"""

_BLOCK = 65_536
"""people summed at a time, so that what is read twice stays in the cache"""

_UNTHREADED = 9_000
"""answers in one product: from 9,216 on OpenBLAS starts threads, which wait for each other
on a busy machine for longer than the sum takes"""


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
    centre = float(scores[0])
    totals, powers = _sums(scores, starts, centre)
    if not _all_finite(totals):
        return _with_gaps(scores, starts, least_variance)
    offset = totals / sizes
    squares = np.maximum(powers - totals * offset, 0.0)
    return _with_intervals(sizes, centre + offset, squares, least_variance)


def _sums(scores: Floats, starts: Ints, centre: float) -> tuple[Floats, Floats]:
    """Sum each group's scores, and their squares, less `centre`.

    In blocks, since memory costs more than arithmetic; centred, so that the squares do not cancel.
    """
    ends = np.append(starts, len(scores))
    cuts = np.searchsorted(starts, np.arange(0, len(scores), _BLOCK))
    cuts = np.unique(np.append(cuts, len(starts)))
    totals, powers = np.empty(len(starts)), np.empty(len(starts))
    room = np.empty(int(np.diff(ends[cuts]).max()))
    with np.errstate(invalid="ignore"):
        for first, last in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
            low, high = int(ends[first]), int(ends[last])
            block, begin = room[: high - low], starts[first:last] - low
            np.subtract(scores[low:high], centre, out=block)
            np.add.reduceat(block, begin, out=totals[first:last])
            np.multiply(block, block, out=block)
            np.add.reduceat(block, begin, out=powers[first:last])
    return totals, powers


def _scores(answers: Floats) -> Floats:
    count = answers.shape[1]
    if count == 0:
        raise ScoringError("a score needs at least one item")
    weights, rows = np.full(count, 1.0 / count), max(_UNTHREADED // count, 1)
    even = len(answers) - len(answers) % rows
    scores = np.empty(len(answers))
    with np.errstate(invalid="ignore"):
        np.matmul(
            answers[:even].reshape(-1, rows, count), weights, out=scores[:even].reshape(-1, rows)
        )
        np.matmul(answers[even:], weights, out=scores[even:])
    if _all_finite(scores):
        return scores
    if np.isinf(answers).any():
        raise ScoringError("answers hold an infinite value; use NaN for a missing one")
    known: Bools = np.logical_not(np.isnan(answers))
    answered = known.sum(axis=1)
    enough = np.where(2 * answered >= count, answered, 0).astype(np.float64)
    return divide(np.where(known, answers, 0.0).sum(axis=1), enough)


def _all_finite(scores: Floats) -> bool:
    """Whether every value is finite: one pass, since a sum is finite only when every term is."""
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
    believed = np.maximum(squares, (n - 1) * least) if least > 0 else squares
    half = _factors(n) * np.sqrt(believed)
    total, spare = float(squares.sum()), int(np.maximum(n - 1, 0).sum())
    if spare and n.min() < 2:
        # one person alone has no spread: it is taken from all the others
        spread = max(total / spare, least)
        alone = float(t_quantile(spare)) * np.sqrt(spread / np.maximum(n, 1))
        half = np.where(n < 2, alone, half)
    return GroupMeans(n, mean, mean - half, mean + half, total)


def _factors(n: Ints) -> Floats:
    """Return what makes the root of a group's sum of squares half an interval; NaN below two."""
    return _table()[n] if n.max() < _TABLE else _factor(n)


@lru_cache(maxsize=1)
def _table() -> Floats:
    return _factor(np.arange(_TABLE))


def _factor(n: Ints) -> Floats:
    pairs = n * np.maximum(n - 1.0, 0.0)
    return t_quantile(n - 1) * np.sqrt(divide(np.ones(len(n)), pairs))
