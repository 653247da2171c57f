"""The prior for the base rate: normal on the logit scale, as wide as needed on either side."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit, ndtri

from assess.model.errors import ScoringError
from assess.risk.constants import Z95

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assess.model.evidence import Outcome


@dataclass(frozen=True, slots=True)
class Prior:
    """A two-piece normal on the logit scale: half of the mass on either side of the centre."""

    centre: float
    """logit of the median"""
    below: float
    """standard deviation under the centre, in logits"""
    above: float
    """standard deviation over the centre, in logits"""

    def from_normals(self, normals: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn standard normals of any shape into logits of the base rate."""
        return self.centre + np.where(normals < 0, self.below, self.above) * normals

    def quantile(self, share: float) -> float:
        """Probability below which this share (0 to 1, exclusive) of the prior lies."""
        return float(expit(self.from_normals(np.asarray(ndtri(share)))))


def logit(probability: float) -> float:
    """Log odds of a probability strictly between 0 and 1."""
    return log(probability / (1.0 - probability))


def probability(log_odds: float) -> float:
    """Probability of these log odds."""
    return 1.0 / (1.0 + exp(-log_odds))


def fit_prior(median: float, low: float, high: float) -> Prior:
    """Fit the prior to a median, a 5 % and a 95 % quantile; all three are met exactly.

    Raises `ScoringError` unless 0 < low < median < high < 1.
    """
    if not 0.0 < low < median < high < 1.0:  # also false for NaN
        raise ScoringError(
            f"A base rate needs 0 < 5 % quantile < median < 95 % quantile < 1, "
            f"not {low}, {median}, {high}."
        )
    centre = logit(median)
    return Prior(centre, (centre - logit(low)) / Z95, (logit(high) - centre) / Z95)


def outcome_prior(outcome: Outcome, own: tuple[float, float, float] | None = None) -> Prior:
    """Return the published prior of an outcome, or one's own (median, 5 %, 95 %) in its place.

    Raises `ScoringError` as `fit_prior` does.
    """
    if own is not None:
        return fit_prior(*own)
    return fit_prior(outcome.median, outcome.low, outcome.high)
