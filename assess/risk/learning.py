"""What an organisation's own pilots teach: the base rate first, the overlap discount after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit, ndtri

from assess.model.errors import ScoringError
from assess.risk.constants import CLIP, OVERLAP_OUTCOMES
from assess.risk.prior import Prior, fit_prior

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

SCALE_SPREAD = 0.5
"""standard deviation of ln(scale of the overlap discount) before any outcome is known"""

GRID = 801
"""points of the grid for the base rate; 101 for the scale"""


@dataclass(frozen=True, slots=True)
class Learned:
    """The prior and the overlap scale after the outcomes of past pilots."""

    prior: Prior
    overlap_scale: float
    """factor on λ; 1 until enough outcomes are known"""
    outcomes: int


def learn(prior: Prior, failed: ArrayLike, sums: ArrayLike | None = None) -> Learned:
    """Update the base rate, and from 20 outcomes on the overlap scale, by Bayes on a grid.

    `failed`: (N,) True where the pilot met the failure definition.  `sums`: (N,) what the team's
    answers added to the log odds when the forecast was made (median forecast's logit minus that
    of the base rate then), 0 where nothing was forecast; all 0 when None.

    Likelihood: failed_i ~ Bernoulli(expit(b + scale * sum_i)).  First b with scale 1, then scale
    with b integrated out, starting from a log-normal around 1.  No outcome: nothing changes.
    Raises `ScoringError` for arrays of different length or sums that are not numbers.
    """
    hits = np.atleast_1d(np.asarray(failed, dtype=bool))
    shifts = np.zeros(hits.size) if sums is None else np.atleast_1d(np.asarray(sums, dtype=float))
    if hits.shape != shifts.shape or hits.ndim != 1:
        raise ScoringError("Every outcome needs exactly one sum of answers.")
    if not np.isfinite(shifts).all():
        raise ScoringError("A sum of answers is not a number; use 0 where nothing was forecast.")
    if hits.size == 0:
        return Learned(prior, 1.0, 0)
    shifts = np.clip(shifts, -CLIP, CLIP)
    scores = ndtri((np.arange(GRID) + 0.5) / GRID)
    base = prior.from_normals(scores)  # equal prior mass in every cell
    weights = _normalised(_log_likelihood(base, shifts, hits))
    updated = _requantiled(base, weights)
    if hits.size < OVERLAP_OUTCOMES or not shifts.any():
        return Learned(updated, 1.0, int(hits.size))
    return Learned(updated, _scale(base, weights, shifts, hits), int(hits.size))


def _log_likelihood(
    base: NDArray[np.float64], shifts: NDArray[np.float64], hits: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """(G,) log-likelihood of the outcomes at each base rate."""
    logits = base[:, None] + shifts
    signed = np.where(hits, logits, -logits)
    result: NDArray[np.float64] = -np.logaddexp(0.0, -signed).sum(axis=1)
    return result


def _normalised(log_weights: NDArray[np.float64]) -> NDArray[np.float64]:
    weights = np.exp(log_weights - log_weights.max())
    result: NDArray[np.float64] = weights / weights.sum()
    return result


def _quantile(values: NDArray[np.float64], weights: NDArray[np.float64], share: float) -> float:
    middles = np.cumsum(weights) - weights / 2.0
    return float(np.interp(share, middles, values))


def _requantiled(base: NDArray[np.float64], weights: NDArray[np.float64]) -> Prior:
    median, low, high = (float(expit(_quantile(base, weights, q))) for q in (0.5, 0.05, 0.95))
    return fit_prior(median, low, high)


def _scale(
    base: NDArray[np.float64],
    weights: NDArray[np.float64],
    shifts: NDArray[np.float64],
    hits: NDArray[np.bool_],
) -> float:
    """Posterior median of the scale, with the base rate integrated out over its posterior."""
    scales = np.exp(SCALE_SPREAD * ndtri((np.arange(101) + 0.5) / 101))
    kept = np.flatnonzero(weights > weights.max() * 1e-6)[::4]
    log_base = np.log(weights[kept] / weights[kept].sum())
    rows = [_log_likelihood(base[kept], scale * shifts, hits) + log_base for scale in scales]
    peaks = np.array([row.max() for row in rows])
    logs = peaks + np.log([np.exp(row - peak).sum() for row, peak in zip(rows, peaks, strict=True)])
    return _quantile(scales, _normalised(logs), 0.5)
