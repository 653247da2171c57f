"""How far the members of a group answer alike, for all groups at once.

Agreement indices use the people who answered every item of the scale, as R multilevel does, and
need two of them.  They disagree with each other on real data, so none is to be read alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import ScoringError
from assess.scoring.arrays import divide, matrix, vector

if TYPE_CHECKING:
    import numpy.typing as npt

    from assess.scoring.arrays import Bools, Floats, Ints
    from assess.scoring.groups import Grouping


class Null(StrEnum):
    """What answers would look like if nobody agreed."""

    UNIFORM = "uniform"
    SLIGHT_SKEW = "slight skew"
    MODERATE_SKEW = "moderate skew"
    HEAVY_SKEW = "heavy skew"


_FIVE_POINTS = {
    Null.SLIGHT_SKEW: (0.05, 0.15, 0.20, 0.35, 0.25),
    Null.MODERATE_SKEW: (0.00, 0.10, 0.15, 0.40, 0.35),
    Null.HEAVY_SKEW: (0.00, 0.00, 0.10, 0.40, 0.50),
}
"""shares on five points whose variances are 1.34, 0.90 and 0.44 (James, Demaree & Wolf 1984)"""


def null_variance(points: int, null: Null = Null.UNIFORM) -> float:
    """Return the variance of one item under no agreement, in squared scale steps.

    Uniform: (A^2 - 1)/12 on A points.  Skewed: the published five-point distributions, their
    cumulative shares interpolated to A points.  Raises ScoringError for fewer than two points.
    """
    if points < 2:
        raise ScoringError(f"agreement needs a scale of at least two points, not {points}")
    if null is Null.UNIFORM:
        return (points**2 - 1) / 12
    below = np.concatenate(([0.0], np.cumsum(_FIVE_POINTS[null])))
    cumulative = np.interp(np.linspace(0, 1, points + 1), np.linspace(0, 1, 6), below)
    shares = np.diff(cumulative)
    steps = np.arange(points)
    return float(shares @ steps**2 - (shares @ steps) ** 2)


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """r_wg(j) and AD of every group; NaN where fewer than two people answered every item."""

    rwg_j: Floats
    ad_m: Floats
    complete: Ints
    """people behind each figure"""


def agreement(items: npt.ArrayLike, groups: Grouping, null_variance: float) -> Agreement:
    """Return r_wg(j) and AD_M of every group.

    r_wg(j) = J(1-q) / (J(1-q) + q) with q = mean item variance / null variance, q at most 1
    (James, Demaree & Wolf 1984).  AD_M = mean over items of the mean absolute deviation from the
    item's mean (Burke, Finkelstein & Dusig 1999).  `items` are people x J, `null_variance` from
    the function of that name.
    """
    if not null_variance > 0:
        raise ScoringError("the variance under no agreement must be above 0")
    rows, kept, count = _complete(items, groups)
    deviations = np.abs(rows - kept.means(rows)[kept.codes])
    totals = kept.sums(np.column_stack((deviations.sum(axis=1), (deviations**2).sum(axis=1))))
    enough = kept.sizes >= 2
    ad = divide(totals[:, 0], np.where(enough, kept.sizes * float(count), 0.0))
    variance = divide(totals[:, 1], np.where(enough, (kept.sizes - 1) * float(count), 0.0))
    q = np.minimum(variance / null_variance, 1.0)
    return Agreement(count * (1 - q) / (count * (1 - q) + q), ad, kept.sizes)


def rwg_j(items: npt.ArrayLike, groups: Grouping, null_variance: float) -> Floats:
    """Return r_wg(j) of every group; see `agreement`."""
    return agreement(items, groups, null_variance).rwg_j


def ad_m(items: npt.ArrayLike, groups: Grouping) -> Floats:
    """Return AD_M of every group; see `agreement`.  The published limit is points / 6."""
    return agreement(items, groups, 1.0).ad_m


@dataclass(frozen=True, slots=True)
class Icc:
    """Intraclass correlations of a one-way analysis of variance."""

    icc1: float | None
    """share of the variance that lies between groups; can be below 0"""
    icc2: float | None
    """reliability of the group means; None when the means do not differ at all"""
    between: float
    """mean square between groups"""
    within: float
    """mean square within groups"""


def icc(scores: npt.ArrayLike, groups: Grouping) -> Icc | None:
    """Return ICC(1) and ICC(2) of the people's scores.

    (MSB - MSW) / (MSB + (n - 1) MSW) and (MSB - MSW) / MSB with n the mean group size (Bliese
    2000), as R multilevel.  People without a score are left out.  None without two groups, or when
    no group has two people.
    """
    values = vector(scores, "scores")
    kept = groups.restrict(~np.isnan(values))
    values = values[~np.isnan(values)]
    filled = int((kept.sizes > 0).sum())
    if filled < 2 or kept.people <= filled:
        return None
    means = kept.means(values)
    centred = np.where(kept.sizes > 0, means, values.mean()) - values.mean()
    between = float((kept.sizes * centred**2).sum()) / (filled - 1)
    within = float(((values - means[kept.codes]) ** 2).sum()) / (kept.people - filled)
    total = between + (kept.people / filled - 1) * within
    floor = 1e-20 * (1 + float((values**2).mean()))
    return Icc(
        (between - within) / total if total > floor else None,
        (between - within) / between if between > floor else None,
        between,
        within,
    )


def icc1(scores: npt.ArrayLike, groups: Grouping) -> float | None:
    """Return ICC(1); see `icc`."""
    found = icc(scores, groups)
    return None if found is None else found.icc1


def icc2(scores: npt.ArrayLike, groups: Grouping) -> float | None:
    """Return ICC(2); see `icc`."""
    found = icc(scores, groups)
    return None if found is None else found.icc2


def _complete(items: npt.ArrayLike, groups: Grouping) -> tuple[Floats, Grouping, int]:
    rows = matrix(items)
    if len(rows) != groups.people:
        raise ScoringError(f"{len(rows)} rows of answers but {groups.people} group labels")
    if rows.shape[1] == 0:
        raise ScoringError("agreement needs at least one item")
    known: Bools = np.logical_not(np.isnan(rows).any(axis=1))
    return rows[known], groups.restrict(known), int(rows.shape[1])
