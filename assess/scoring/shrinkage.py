"""Empirical-Bayes estimates of group means: what to compare groups by.

Model: score = m + u_group + e, with variances tau^2 between and sigma^2 within groups.  A group's
estimate is its mean drawn towards the overall mean, the more so the fewer people it has.

The variances are not known, and with few groups hardly at all.  So the interval averages over the
posterior of their ratio on a grid: sigma^2 with the Jeffreys prior, the overall mean flat, and for
the ratio a flat prior on tau (Gelman 2006), or with fewer than eight groups a prior on ICC(1)
with median .11, a medium effect in organisations (LeBreton & Senter 2008).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq

from assess.model.errors import ScoringError
from assess.scoring.arrays import vector
from assess.scoring.intervals import t_quantile

if TYPE_CHECKING:
    import numpy.typing as npt

    from assess.scoring.arrays import Floats

ENOUGH_GROUPS = 8
"""with fewer, the variance between groups is not estimated from these groups alone"""

PRIOR_ICC = 6.0
"""with few groups, ICC(1) ~ Beta(1, 6): mean .14, median .11"""

_GRID = 48
_LARGEST_ICC = 0.98
_NEGLIGIBLE = 12.0
"""log density below the mode at which the grid ends"""


@dataclass(frozen=True, slots=True, eq=False)
class Shrunken:
    """Estimates of every group, with the variance components behind them."""

    value: Floats
    low: Floats
    high: Floats
    weight: Floats
    """lambda: how much of the estimate is the group's own mean, 0 to 1"""
    centre: float
    """overall mean that the groups are drawn towards"""
    between: float
    """tau^2"""
    within: float
    """sigma^2"""


def shrink(
    sizes: npt.ArrayLike,
    means: npt.ArrayLike,
    squares: float,
    *,
    between: float | None = None,
    least_within: float = 0.0,
) -> Shrunken | None:
    """Return empirical-Bayes estimates with 80 % intervals.

    `sizes` (groups, each >= 1) and `means` (groups) of the people's scores, `squares` the sum of
    squared deviations within groups.  With eight groups or more the variances are REML estimates
    (R lme4::lmer); with fewer, averages over the posterior described above, or `between` (tau^2)
    when the organisation has a norm for it.  `least_within` is the smallest sigma^2 believed: the
    rounding error of the scale, so that unanimous answers do not make an interval of width 0.

    The interval covers the group's long-run mean, not the mean of the people it happens to have.
    None when no group has two people, so that nothing is known of the spread within.  Raises
    ScoringError for empty groups, missing means or a negative variance.
    """
    n, y = vector(sizes, "sizes"), vector(means, "means")
    _refuse(n, y, squares, between, least_within)
    spare = float(n.sum()) - len(n)
    if spare < 1:
        return None
    squares = max(squares, least_within * spare)
    if squares <= 1e-20 * (1 + float((y**2).mean())) * n.sum():
        return _certain(n, y)
    model = _Model(n, y, squares)
    if between is not None:
        return model.fixed(between)
    ratio = model.reml() if len(n) >= ENOUGH_GROUPS else None
    return model.averaged(ratio)


def _refuse(
    n: Floats, y: Floats, squares: float, between: float | None, least_within: float
) -> None:
    if n.shape != y.shape or np.isnan(y).any() or not (n >= 1).all():
        raise ScoringError("every group needs a size of at least 1 and a mean")
    for name, variance in (("squares", squares), ("least_within", least_within)):
        if not (np.isfinite(variance) and variance >= 0):
            raise ScoringError(f"{name} must be 0 or more, not {variance}")
    if between is not None and not (np.isfinite(between) and between >= 0):
        raise ScoringError(f"the variance between groups must be 0 or more, not {between}")


def _certain(n: Floats, y: Floats) -> Shrunken:
    """No spread within any group: the means are all there is to know."""
    spread = float(y.var(ddof=1)) if len(y) > 1 else 0.0
    return Shrunken(y, y, y, np.ones_like(n), float(y.mean()), spread, 0.0)


class _Model:
    """The one-way random model, written in the ratio theta = tau^2 / sigma^2."""

    def __init__(self, n: Floats, y: Floats, squares: float) -> None:
        self.n, self.y, self.squares = n, y, squares
        self.people = float(n.sum())
        self.freedom = self.people - 1

    def _terms(self, theta: Floats) -> tuple[Floats, Floats, Floats]:
        """Return weights (theta x groups), the overall mean and the residual sum for each theta."""
        w = self.n / (1 + theta[:, None] * self.n)
        centre = (w @ self.y) / w.sum(axis=1)
        between = (w * (self.y - centre[:, None]) ** 2).sum(axis=1)
        return w, centre, self.squares + between

    def reml(self) -> float:
        """Return the ratio at which the restricted likelihood is greatest; 0 at the boundary."""

        def slope(theta: float) -> float:
            w, centre, residual = self._terms(np.array([theta]))
            pull = float((w[0] ** 2 * (self.y - centre[0]) ** 2).sum())
            loss = float(w.sum() - (w**2).sum() / w.sum())
            return self.freedom * pull / float(residual[0]) - loss

        upper = 1.0
        if slope(0.0) <= 0:
            return 0.0
        while slope(upper) > 0 and upper < 1e12:
            upper *= 8
        return float(brentq(slope, 0.0, upper, xtol=1e-14, rtol=1e-12))

    def fixed(self, between: float) -> Shrunken:
        """Estimates with tau^2 given."""
        spare = self.people - len(self.n)
        within = self.squares / spare
        value, variance, weight, centre = self._moments(np.array([between / within]), within)
        half = float(t_quantile(spare)) * np.sqrt(variance[0])
        return Shrunken(
            value[0], value[0] - half, value[0] + half, weight[0], centre[0], between, within
        )

    def averaged(self, ratio: float | None) -> Shrunken:
        """Estimates at `ratio`, or at the posterior mean, with intervals over the posterior."""
        theta, p = self._posterior(flat=ratio is not None)
        sigma = self._terms(theta)[2] / self.freedom
        values, variances, weights, centres = self._moments(theta, sigma)
        if ratio is None:
            value, weight = p @ values, p @ weights
            between, within, centre = float(p @ (theta * sigma)), float(p @ sigma), p @ centres
        else:
            within = float(self._terms(np.array([ratio]))[2][0]) / self.freedom
            at, _, weight_at, centre_at = self._moments(np.array([ratio]), within)
            value, weight, centre = at[0], weight_at[0], centre_at[0]
            between = ratio * within
        half = self._quantile(ratio) * np.sqrt(p @ (variances + (values - value) ** 2))
        return Shrunken(value, value - half, value + half, weight, float(centre), between, within)

    def _quantile(self, ratio: float | None) -> float:
        """Return the t quantile; around a REML estimate, groups are what is scarce.

        1.5 degrees of freedom a group brings coverage over 8 to 30 simulated groups to 77-83 %.
        """
        if ratio is None:
            return float(t_quantile(self.freedom))
        return float(t_quantile(min(self.freedom, 1.5 * len(self.n))))

    def _moments(
        self, theta: Floats, sigma: Floats | float
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Return value, variance and weight (each theta x groups), and centre, at each theta."""
        w, centre, _ = self._terms(theta)
        own = theta[:, None] * w
        value = centre[:, None] + own * (self.y - centre[:, None])
        error = theta[:, None] * (1 - own) + (1 - own) ** 2 / w.sum(axis=1)[:, None]
        return value, error * np.reshape(sigma, (-1, 1)), own, centre

    def _posterior(self, *, flat: bool) -> tuple[Floats, Floats]:
        """Return a grid of ratios and their posterior probabilities, after zooming in twice."""
        root = np.linspace(0.0, np.sqrt(_LARGEST_ICC), _GRID)
        log = self._log_density(root, flat=flat)
        for _ in range(2):
            likely = np.flatnonzero(log > log.max() - _NEGLIGIBLE)
            ends = root[max(likely[0] - 1, 0)], root[min(likely[-1] + 1, _GRID - 1)]
            root = np.linspace(*ends, _GRID)
            log = self._log_density(root, flat=flat)
        p = np.exp(log - log.max())
        icc = root**2
        return icc / (1 - icc), p / p.sum()

    def _log_density(self, root: Floats, *, flat: bool) -> Floats:
        """Log posterior density of sqrt(ICC), up to a constant."""
        icc = root**2
        theta = icc / (1 - icc)
        w, _, residual = self._terms(theta)
        log: Floats = -0.5 * (
            self.freedom * np.log(residual)
            + np.log1p(theta[:, None] * self.n).sum(axis=1)
            + np.log(w.sum(axis=1))
        )
        if flat:
            return log - 1.5 * np.log(1 - icc)
        return log + (PRIOR_ICC - 1) * np.log(1 - icc) + np.log(np.maximum(root, 1e-12))
