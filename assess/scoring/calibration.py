"""Whether people are as often right as they say they are.

Confidence C runs from .5 to 1; the stated probability of a flaw is C when flagged, 1 - C when not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import ScoringError
from assess.model.result import CalibrationPoint
from assess.scoring.arrays import divide, vector

if TYPE_CHECKING:
    import numpy.typing as npt

    from assess.scoring.arrays import Bools, Floats

STEP = 0.1
"""width of one step of the calibration curve"""

ENOUGH_A_POINT = 5
"""trials below which a point of the curve is not shown"""


def brier(probability: npt.ArrayLike, outcome: npt.ArrayLike) -> float | None:
    """Return mean((p - y)^2), 0 best, 0.25 for always one half (Brier 1950); None when empty."""
    p, y = _forecasts(probability, outcome)
    return float(((p - y) ** 2).mean()) if p.size else None


@dataclass(frozen=True, slots=True)
class Murphy:
    """Brier score = reliability - resolution + uncertainty (Murphy 1973)."""

    reliability: float
    """0 best: distance of what was said from what came; biased upwards in small samples"""
    resolution: float
    """how far what was said tells cases apart"""
    uncertainty: float


def murphy(probability: npt.ArrayLike, outcome: npt.ArrayLike) -> Murphy | None:
    """Decompose the Brier score over the distinct probabilities, where the identity is exact."""
    p, y = _forecasts(probability, outcome)
    if not p.size:
        return None
    distinct, place, n = np.unique(p, return_inverse=True, return_counts=True)
    share = np.bincount(place, weights=y) / n
    base = float(y.mean())
    return Murphy(
        float((n * (distinct - share) ** 2).sum()) / p.size,
        float((n * (share - base) ** 2).sum()) / p.size,
        base * (1 - base),
    )


def auroc2(confidence: npt.ArrayLike, correct: npt.ArrayLike) -> float | None:
    """Return P(C when right > C when wrong) + P(tie)/2; None when all are right or all wrong."""
    c, right = _forecasts(confidence, correct)
    steps, place = np.unique(c, return_inverse=True)
    counts = np.stack(
        [np.bincount(place, right, len(steps)), np.bincount(place, 1 - right, len(steps))]
    )
    area = float(auroc2_of_counts(counts[0], counts[1]))
    return area if np.isfinite(area) else None


def auroc2_of_counts(right: Floats, wrong: Floats) -> Floats:
    """Return AUROC2 from counts at each step of confidence, lowest first, along the last axis.

    NaN where there is nothing right or nothing wrong.
    """
    below = np.cumsum(wrong, axis=-1) - wrong
    wins = (right * (below + 0.5 * wrong)).sum(axis=-1)
    return divide(wins, right.sum(axis=-1) * wrong.sum(axis=-1))


def calibration_points(
    confidence: npt.ArrayLike, correct: npt.ArrayLike
) -> tuple[CalibrationPoint, ...]:
    """Return the curve of stated confidence against share right, in steps of ten points.

    Steps with fewer than five trials are left out.
    """
    c, right = _forecasts(confidence, correct)
    place = np.rint(c / STEP).astype(np.int64)
    return tuple(
        CalibrationPoint(float(c[at].mean()), float(right[at].mean()), int(at.sum()))
        for step in np.unique(place)
        if (at := place == step).sum() >= ENOUGH_A_POINT
    )


def _forecasts(probability: npt.ArrayLike, outcome: npt.ArrayLike) -> tuple[Floats, Floats]:
    p, y = vector(probability, "probabilities"), vector(outcome, "outcomes")
    inside: Bools = (p >= 0) & (p <= 1)
    if p.shape != y.shape or not inside.all() or not np.isin(y, (0, 1)).all():
        raise ScoringError("each probability needs to lie in 0 to 1, with an outcome of 0 or 1")
    return p, y
