"""How well the items of one scale measure one thing, and how much change is more than noise.

All functions take respondents x items with NaN for a missing answer and use complete cases only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from assess.model.errors import ScoringError
from assess.scoring.arrays import Floats, matrix, optional, vector

ENOUGH_PEOPLE = 100
ENOUGH_PER_ITEM = 7
"""below 100 people, or 7 an item, alpha and omega are too uncertain to judge by (Terwee 2007)"""

FLOOR_CEILING_LIMIT = 0.15
"""more than this share at one end means the scale is too short there (Terwee 2007)"""

RELIABLE_CHANGE = 1.96
"""|index| above this is more than measurement error (Jacobson & Truax 1991)"""

SMALLEST_UNIQUENESS = 0.005
"""lower bound of an item's own variance, as in R's factanal"""


def complete_cases(items: npt.ArrayLike) -> Floats:
    """Return the rows without a missing answer."""
    rows = matrix(items)
    return rows[~np.isnan(rows).any(axis=1)]


def enough_for_reliability(people: int, items: int) -> bool:
    """Whether alpha and omega of this many people and items are worth judging by."""
    return people >= max(ENOUGH_PEOPLE, ENOUGH_PER_ITEM * items)


def cronbach_alpha(items: npt.ArrayLike) -> float | None:
    """Return alpha = k/(k-1) (1 - sum of item variances / variance of the sum).

    Cronbach 1951; equals raw_alpha of R psych::alpha over complete cases.  None with fewer than
    two items or two complete people, or when everybody has the same total.
    """
    rows = complete_cases(items)
    people, count = _shape(rows)
    if people < 2 or count < 2:
        return None
    total = float(rows.sum(axis=1).var(ddof=1))
    if total <= _noise(rows):
        return None
    return count / (count - 1) * (1 - float(rows.var(axis=0, ddof=1).sum()) / total)


def item_rest(items: npt.ArrayLike) -> tuple[float | None, ...]:
    """Return each item's correlation with the sum of the others (r.drop of R psych::alpha).

    None for an item when it, or the rest, does not vary or fewer than two people are complete.
    """
    rows = complete_cases(items)
    people, count = _shape(rows)
    if people < 2 or count < 2:
        return (None,) * count
    centred = rows - rows.mean(axis=0)
    rest = centred.sum(axis=1, keepdims=True) - centred
    products = (centred * rest).sum(axis=0)
    squares = (centred**2).sum(axis=0), (rest**2).sum(axis=0)
    known = np.minimum(*squares) > people * _noise(rows)
    scale = np.sqrt(np.where(known, squares[0] * squares[1], 1.0))
    return tuple(optional(r) for r in np.where(known, products / scale, np.nan))


def omega_total(items: npt.ArrayLike) -> float | None:
    """Return omega total of a one-factor maximum-likelihood model.

    (sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses), McDonald 1999; equal to R
    psych::omega(nfactors = 1, fm = "ml").  None when the model is not identified (fewer than
    three items), an item does not vary, or the correlations are singular.
    """
    rows = complete_cases(items)
    if rows.shape[1] < 3 or rows.shape[0] <= rows.shape[1]:
        return None
    if (rows.var(axis=0) <= _noise(rows)).any():
        return None
    correlations = np.atleast_2d(np.corrcoef(rows, rowvar=False))
    if np.linalg.eigvalsh(correlations)[0] < 1e-8:
        return None
    uniqueness = _uniquenesses(correlations)
    common = float(_first_factor(correlations, uniqueness)[1].sum()) ** 2
    return common / (common + float(uniqueness.sum()))


@dataclass(frozen=True, slots=True)
class Ends:
    """Shares of people at the lowest and at the highest possible score."""

    floor: float
    ceiling: float


def floor_ceiling(scores: npt.ArrayLike, minimum: float, maximum: float) -> Ends | None:
    """Return the shares of scores at either end of the scale; None without any score."""
    known = vector(scores, "scores")
    known = known[~np.isnan(known)]
    if known.size == 0:
        return None
    return Ends(float((known <= minimum).mean()), float((known >= maximum).mean()))


def sem(sd: float, reliability: float) -> float:
    """Return the standard error of measurement, sd sqrt(1 - reliability), in scale points.

    A negative reliability counts as 0.  Raises ScoringError for a negative or missing sd, or a
    reliability above 1.
    """
    if not (math.isfinite(sd) and sd >= 0 and math.isfinite(reliability) and reliability <= 1):
        raise ScoringError(f"no standard error from sd {sd} and reliability {reliability}")
    return sd * math.sqrt(1 - max(reliability, 0.0))


@dataclass(frozen=True, slots=True)
class Change:
    """A change between two waves against the change that error alone would make."""

    difference: float
    index: float
    """difference over its standard error"""
    needed: float
    """smallest difference that would be reliable"""
    reliable: bool


def reliable_change(
    before: float, after: float, error: float, people: tuple[int, int] = (1, 1)
) -> Change | None:
    """Test a change by the reliable change index (Jacobson & Truax 1991).

    `error` is the `sem` of one person; `people` are those behind each mean, so that a team's error
    is error/sqrt(n) a wave.  None when a figure is missing or the error is 0.
    """
    if min(people) < 1:
        raise ScoringError("a change needs at least one person in each wave")
    if not all(math.isfinite(x) for x in (before, after, error)) or error <= 0:
        return None
    standard_error = error * math.sqrt(1 / people[0] + 1 / people[1])
    index = (after - before) / standard_error
    needed = RELIABLE_CHANGE * standard_error
    return Change(after - before, index, needed, abs(index) > RELIABLE_CHANGE)


def _shape(rows: Floats) -> tuple[int, int]:
    return len(rows), int(rows.shape[1])


def _noise(rows: Floats) -> float:
    """Variance that rounding alone can leave in a constant column."""
    return 1e-20 * (1.0 + float(np.abs(rows).max(initial=0.0)) ** 2)


def _uniquenesses(correlations: Floats) -> Floats:
    """Minimise the one-factor ML discrepancy over the uniquenesses (Joereskog 1967).

    Start, scale, bounds and stopping rule are those of R psych::fa(fm = "ml"): it stops about 1e-6
    from the minimum, and only the same path gives the same last digits.
    """
    count = len(correlations)
    step = 0.01

    def discrepancy(scaled: Floats) -> tuple[float, Floats]:
        psi = scaled * step
        values, loading = _first_factor(correlations, psi)
        others = values[:-1]
        fit = float((others - np.log(others)).sum()) - count + 1
        return fit, step * (loading**2 + psi - 1) / psi**2

    found = minimize(
        discrepancy,
        np.clip(1 / np.diag(np.linalg.inv(correlations)), SMALLEST_UNIQUENESS, 1.0) / step,
        jac=True,
        method="L-BFGS-B",
        bounds=[(SMALLEST_UNIQUENESS / step, 1.0 / step)] * count,
        options={"maxcor": 5, "ftol": 1e7 * np.finfo(np.float64).eps, "gtol": 0.0},
    )
    return np.asarray(found.x, dtype=np.float64) * step


def _first_factor(correlations: Floats, uniqueness: Floats) -> tuple[Floats, Floats]:
    """Return the eigenvalues of the scaled correlations and the loadings, sum not negative."""
    scale = 1 / np.sqrt(uniqueness)
    values, vectors = np.linalg.eigh(correlations * np.outer(scale, scale))
    loading: Floats = np.sqrt(max(values[-1] - 1, 0.0)) * vectors[:, -1] / scale
    return values, loading if loading.sum() >= 0 else -loading
