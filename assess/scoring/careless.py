"""Answers that look given without reading.  Flags only: nobody is ever left out silently.

Each index alone is weak, so a person counts as careless from two independent flags on.  About one
person in ten answers carelessly (Meade & Craig 2012).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import chdtri

from assess.model.errors import ScoringError
from assess.scoring.arrays import divide, matrix, truths

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from assess.scoring.arrays import Bools, Floats, Ints

FLAGS_NEEDED = 2
LONGSTRING_SHARE = 0.5
"""a run of equal answers this long, as a share of the items, is flagged"""

LONGSTRING_ITEMS = 10
"""with fewer items a long run is easily meant"""

DISTANCE_TAIL = 0.001
"""Mahalanobis distance beyond the chi-square quantile of this upper tail is flagged"""

EVEN_ODD_SCALES = 5
EVEN_ODD_LEAST = 0.30
"""even-odd consistency below this is flagged, from five scales with both halves on"""


@dataclass(frozen=True, slots=True, eq=False)
class Careless:
    """One boolean a person for each index."""

    longstring: Bools
    hasty: Bools
    distance: Bools
    even_odd: Bools

    @property
    def flags(self) -> Ints:
        """How many indices flag each person."""
        every = (self.longstring, self.hasty, self.distance, self.even_odd)
        return np.asarray(np.sum(every, axis=0), dtype=np.int64)

    @property
    def careless(self) -> Bools:
        """Who has at least two flags."""
        enough: Bools = self.flags >= FLAGS_NEEDED
        return enough


def careless(
    answers: npt.ArrayLike, scored: npt.ArrayLike, scales: Sequence[str], hasty: npt.ArrayLike
) -> Careless:
    """Flag people by four indices.

    `answers` are people x items as given and in the order shown, `scored` the same with reversed
    items turned round, `scales` the scale of each item, `hasty` whether each person answered
    faster than the items can be read.  Raises ScoringError when the shapes do not match.
    """
    given, turned = matrix(answers, "answers"), matrix(scored, "scored")
    if given.shape != turned.shape or len(scales) != given.shape[1]:
        raise ScoringError("answers, scored answers and scales must describe the same items")
    return Careless(
        longest_run(given) >= _long(given.shape[1]),
        truths(hasty, len(given), "hasty"),
        _far(turned),
        _inconsistent(turned, scales),
    )


def longest_run(answers: npt.ArrayLike) -> Ints:
    """Return each person's longest run of equal answers; a gap ends a run."""
    rows = matrix(answers, "answers")
    longest = np.zeros(len(rows), dtype=np.int64)
    run = np.zeros(len(rows), dtype=np.int64)
    before = np.full(len(rows), np.nan)
    for column in rows.T:
        run = np.where(column == before, run + 1, np.where(np.isnan(column), 0, 1))
        longest = np.maximum(longest, run)
        before = column
    return longest


def mahalanobis(items: npt.ArrayLike) -> tuple[Floats, int]:
    """Return each person's squared distance from the mean answers, and its degrees of freedom.

    (x - m)' S^-1 (x - m) over complete people; NaN for incomplete ones, and for everybody with
    fewer people than items + 2.  Items that add nothing to the others are not counted twice.
    """
    rows = matrix(items)
    out = np.full(len(rows), np.nan)
    complete: Bools = np.logical_not(np.isnan(rows).any(axis=1))
    if complete.sum() < rows.shape[1] + 2:
        return out, 0
    centred = rows[complete] - rows[complete].mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred / (len(centred) - 1))
    kept = values > 1e-9 * max(float(values.max(initial=0.0)), 1e-9)
    out[complete] = ((centred @ vectors[:, kept]) ** 2 / values[kept]).sum(axis=1)
    return out, int(kept.sum())


def even_odd(scored: npt.ArrayLike, scales: Sequence[str]) -> Floats:
    """Return the correlation between each person's even and odd halves over the scales.

    NaN for people with fewer than five scales answered in both halves, or a half that does not
    vary.  Not yet stepped up by Spearman-Brown.
    """
    rows = matrix(scored, "scored")
    halves: list[list[Floats]] = [[], []]
    for scale in dict.fromkeys(scales):
        columns = [place for place, name in enumerate(scales) if name == scale]
        if len(columns) >= 2:
            for half in (0, 1):
                halves[half].append(_known_mean(rows[:, columns[half::2]]))
    if len(halves[0]) < EVEN_ODD_SCALES:
        return np.full(len(rows), np.nan)
    even, odd = (np.column_stack(half) for half in halves)
    both: Bools = np.logical_not(np.isnan(even) | np.isnan(odd))
    even, odd = _centred(even, both), _centred(odd, both)
    square = (even**2).sum(axis=1) * (odd**2).sum(axis=1)
    enough = (both.sum(axis=1) >= EVEN_ODD_SCALES) & (square > 1e-18)
    return divide((even * odd).sum(axis=1), np.where(enough, np.sqrt(square), 0.0))


def _long(items: int) -> float:
    return LONGSTRING_SHARE * items if items >= LONGSTRING_ITEMS else items + 1


def _far(scored: Floats) -> Bools:
    distance, freedom = mahalanobis(scored)
    limit = float(chdtri(freedom, DISTANCE_TAIL)) if freedom else np.inf
    far: Bools = np.nan_to_num(distance) > limit
    return far


def _inconsistent(scored: Floats, scales: Sequence[str]) -> Bools:
    # 2r/(1 + r) < limit, solved for r, so that r = -1 needs no division
    least = EVEN_ODD_LEAST / (2 - EVEN_ODD_LEAST)
    return np.nan_to_num(even_odd(scored, scales), nan=1.0) < least


def _known_mean(rows: Floats) -> Floats:
    known: Bools = np.logical_not(np.isnan(rows))
    return divide(np.where(known, rows, 0.0).sum(axis=1), known.sum(axis=1).astype(np.float64))


def _centred(halves: Floats, both: Bools) -> Floats:
    rows = np.where(both, halves, np.nan)
    return np.where(both, rows - _known_mean(rows)[:, None], 0.0)
