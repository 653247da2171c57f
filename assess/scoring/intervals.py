"""The 80 % interval: quantiles, and the interval of a share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri, stdtr, stdtrit

from assess.model.errors import ScoringError
from assess.model.result import INTERVAL, Estimate

if TYPE_CHECKING:
    from assess.scoring.arrays import Floats

UPPER = 0.5 + INTERVAL / 2
"""the probability below the upper end of an interval: 0.9"""

Z = float(ndtri(UPPER))
"""normal quantile of the upper end: 1.2816"""


def normal_quantile(probability: npt.ArrayLike) -> Floats:
    """Return z(p), the inverse of the normal distribution function."""
    return np.asarray(ndtri(probability), dtype=np.float64)


def normal_share(z: npt.ArrayLike) -> Floats:
    """Return the normal distribution function."""
    return np.asarray(ndtr(z), dtype=np.float64)


def t_quantile(degrees: npt.ArrayLike, probability: float = UPPER) -> Floats:
    """Return the t quantile for an array of degrees of freedom; NaN where they are below 1."""
    freedom = np.asarray(degrees, dtype=np.float64)
    known = freedom >= 1
    return np.where(known, stdtrit(np.where(known, freedom, 1.0), probability), np.nan)


def t_share(t: float, degrees: float) -> float:
    """Return the t distribution function with `degrees` degrees of freedom."""
    return float(stdtr(degrees, t))


def wilson(successes: float, trials: float, z: float = Z) -> tuple[float, float]:
    """Return the Wilson score interval of a share (Wilson 1927); counts may be fractions.

    Raises ScoringError unless 0 <= successes <= trials and trials > 0.
    """
    if not (trials > 0 and 0 <= successes <= trials):
        raise ScoringError(f"a share needs 0 <= {successes} <= {trials} and at least one trial")
    share = successes / trials
    width = z * z / trials
    centre = (share + width / 2) / (1 + width)
    half = z / (1 + width) * math.sqrt(share * (1 - share) / trials + width / (4 * trials))
    # at 0 and at all successes an end is the share itself, which rounding would put outside
    return min(max(0.0, centre - half), share), max(min(1.0, centre + half), share)


def share(successes: int, trials: int, *, of_what: str = "answers") -> Estimate:
    """Return a share with its Wilson interval; missing, with the reason, when trials is 0."""
    if trials == 0:
        return Estimate.missing(f"There are no {of_what} to take a share of.")
    low, high = wilson(successes, trials)
    return Estimate(successes / trials, low, high, trials)
