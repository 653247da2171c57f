"""Rating scales: from answers to the figures of every group and of the scale itself."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import ScoringError
from assess.model.result import Estimate
from assess.scoring.agreement import Agreement, Null, agreement, icc, null_variance
from assess.scoring.arrays import matrix, optional, truths
from assess.scoring.group_means import group_means_with_intervals, person_scores
from assess.scoring.reliability import (
    complete_cases,
    cronbach_alpha,
    enough_for_reliability,
    floor_ceiling,
    item_rest,
    omega_total,
)
from assess.scoring.shrinkage import shrink

if TYPE_CHECKING:
    import numpy.typing as npt

    from assess.scoring.arrays import Floats
    from assess.scoring.groups import Grouping
    from assess.scoring.reliability import Ends

NOBODY = "Nobody in this group answered at least half of the items."
NO_SPREAD = "No group has two people, so nothing is known of how far answers differ."


@dataclass(frozen=True, slots=True)
class GroupScore:
    """One group on one rating scale."""

    group: str | int
    n: int
    """people with a score"""
    mean: Estimate
    shrunken: Estimate
    """empirical-Bayes estimate: the figure to compare groups by"""
    weight: float | None
    """how much of the shrunken estimate is the group's own mean, 0 to 1"""
    rwg_j: float | None
    ad_m: float | None


@dataclass(frozen=True, slots=True)
class GroupScores:
    """All groups on one rating scale, with the variances behind the shrunken estimates."""

    groups: tuple[GroupScore, ...]
    """in the order of the grouping's labels; a group without a score has missing estimates"""
    between: float | None
    """variance between groups, tau^2"""
    within: float | None
    """variance within groups, sigma^2"""


@dataclass(frozen=True, slots=True)
class ScaleScore:
    """One rating scale over all people, and in every group."""

    n: int
    """people with a score"""
    complete: int
    """people who answered every item; alpha, omega and item-rest rest on them"""
    mean: float | None
    sd: float | None
    alpha: float | None
    omega_total: float | None
    item_rest: tuple[float | None, ...]
    icc1: float | None
    icc2: float | None
    rwg_j_mean: float | None
    ad_m_mean: float | None
    ends: Ends | None
    between: float | None
    within: float | None
    groups: tuple[GroupScore, ...]
    """these three as in `GroupScores`"""


def keyed(items: npt.ArrayLike, reverse: npt.ArrayLike, minimum: int, maximum: int) -> Floats:
    """Return answers with reversed items turned round: minimum + maximum - value.

    `reverse` holds a boolean an item.  Raises ScoringError for answers outside the scale, naming
    the first.
    """
    rows = matrix(items)
    outside = np.argwhere((rows < minimum) | (rows > maximum))
    if outside.size:
        row, column = outside[0]
        raise ScoringError(
            f"row {row + 1}, item {column + 1}: {rows[row, column]:g} is outside "
            f"{minimum} to {maximum}"
        )
    turned = truths(reverse, rows.shape[1], "reverse")
    return np.where(turned, minimum + maximum - rows, rows)


def score_scale(
    items: npt.ArrayLike,
    groups: Grouping,
    minimum: int,
    maximum: int,
    *,
    null: Null = Null.UNIFORM,
    between: float | None = None,
    always: bool = True,
) -> ScaleScore:
    """Score one scale from `keyed` answers (people x items, NaN missing).

    As `score_groups`, with the figures of the scale itself.  `always` asks for alpha and omega even
    from too few people to judge by (`enough_for_reliability`), else they are then None.
    """
    rows = matrix(items)
    found = score_groups(rows, groups, minimum, maximum, null=null, between=between)
    scores = person_scores(rows)
    known = scores[~np.isnan(scores)]
    icc1, icc2 = _correlations(scores, groups)
    complete = len(complete_cases(rows))
    consistent = always or enough_for_reliability(complete, rows.shape[1])
    return ScaleScore(
        n=len(known),
        complete=complete,
        mean=float(known.mean()) if known.size else None,
        sd=float(known.std(ddof=1)) if known.size > 1 else None,
        alpha=cronbach_alpha(rows) if consistent else None,
        omega_total=omega_total(rows) if consistent else None,
        item_rest=item_rest(rows),
        icc1=icc1,
        icc2=icc2,
        rwg_j_mean=_mean([group.rwg_j for group in found.groups]),
        ad_m_mean=_mean([group.ad_m for group in found.groups]),
        ends=floor_ceiling(scores, minimum, maximum),
        between=found.between,
        within=found.within,
        groups=found.groups,
    )


def _correlations(scores: Floats, groups: Grouping) -> tuple[float | None, float | None]:
    found = icc(scores, groups)
    return (None, None) if found is None else (found.icc1, found.icc2)


def score_groups(
    items: npt.ArrayLike,
    groups: Grouping,
    minimum: int,
    maximum: int,
    *,
    null: Null = Null.UNIFORM,
    between: float | None = None,
) -> GroupScores:
    """Score every group of one scale from `keyed` answers (people x items, NaN missing).

    `null` is what no agreement would look like; `between` a norm for the variance between groups,
    used when there are few of them.  The rounding of the answers, variance 1/12 step an item, is
    the least spread believed, so unanimity never gives an interval of width 0.  Raises
    ScoringError when rows and groups differ in number or the scale has fewer than two points.
    """
    rows = matrix(items)
    if len(rows) != groups.people:
        raise ScoringError(f"{len(rows)} rows of answers but {groups.people} group labels")
    agreed = agreement(rows, groups, null_variance(maximum - minimum + 1, null))
    rounding = 1 / (12 * rows.shape[1])
    figures, tau, sigma = _figures(person_scores(rows), groups, rounding, between)
    return GroupScores(_group_scores(groups, figures, agreed, (minimum, maximum)), tau, sigma)


def _figures(
    scores: Floats, groups: Grouping, rounding: float, between: float | None
) -> tuple[Floats, float | None, float | None]:
    """Return groups x (n, mean, low, high, shrunken, low, high, weight), and the variances."""
    figures = np.full((len(groups.labels), 8), np.nan)
    figures[:, 0] = 0
    scored = groups.restrict(~np.isnan(scores))
    present = scored.sizes > 0
    if not present.any():
        return figures, None, None
    ranked = scores[~np.isnan(scores)][scored.order]
    starts = (np.cumsum(scored.sizes) - scored.sizes)[present]
    means = group_means_with_intervals(ranked, starts, rounding)
    found = shrink(means.n, means.mean, means.squares, between=between, least_within=rounding)
    figures[present, :4] = np.column_stack((means.n, means.mean, means.low, means.high))
    if found is None:
        return figures, None, None
    columns = (found.value, found.low, found.high, found.weight)
    figures[present, 4:] = np.column_stack(columns)
    return figures, found.between, found.within


def _group_scores(
    groups: Grouping, figures: Floats, agreed: Agreement, ends: tuple[float, float]
) -> tuple[GroupScore, ...]:
    inside = np.column_stack((figures[:, :2], np.clip(figures[:, 2:7], *ends), figures[:, 7]))
    rows = zip(
        groups.labels, inside.tolist(), agreed.rwg_j.tolist(), agreed.ad_m.tolist(), strict=True
    )
    return tuple(
        GroupScore(
            label,
            int(row[0]),
            _estimate(row[1:4], int(row[0])),
            _estimate(row[4:7], int(row[0])),
            optional(row[7]),
            optional(rwg),
            optional(ad),
        )
        for label, row, rwg, ad in rows
    )


def _estimate(figure: list[float], n: int) -> Estimate:
    if n == 0:
        return Estimate.missing(NOBODY)
    value, low, high = (optional(part) for part in figure)
    if value is None:
        return Estimate.missing(NO_SPREAD, n)
    return Estimate(value, low, high, n)


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
