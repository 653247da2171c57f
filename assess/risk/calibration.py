"""Forecasts against outcomes: Brier score, skill, calibration in the large, reliability curve."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import isotonic_regression

from assess.model.errors import ScoringError
from assess.risk.constants import OUTCOMES_NEEDED, Z90
from assess.risk.probability import Interval

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

RESAMPLES = 1_000
"""resampled outcome sets behind the bands of the reliability curve"""


@dataclass(frozen=True, slots=True)
class ReliabilityPoint:
    """One forecast value: what was observed, and where a calibrated forecaster would lie."""

    forecast: float
    observed: float
    """isotonic estimate of the failure rate at this forecast"""
    band_low: float
    """80 % consistency band"""
    band_high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How forecasts did.  Figures are None while there is no outcome to compute them from."""

    outcomes: int
    calibrated: bool
    """True from 50 outcomes on: only then is 'uncalibrated' dropped"""
    sentence: str
    brier: float | None = None
    brier_base: float | None = None
    """Brier score of always forecasting the base rate"""
    skill: float | None = None
    """1 - brier / brier_base; above 0 is better than the base rate alone"""
    forecast: float | None = None
    """mean forecast"""
    observed: Interval | None = None
    """share that failed, with a Wilson interval"""
    difference: Interval | None = None
    """observed minus forecast: calibration in the large"""
    reliability: tuple[ReliabilityPoint, ...] = ()
    """empty under 50 outcomes"""


def calibration(
    forecasts: ArrayLike, failed: ArrayLike, base_rate: float, seed: int = 0
) -> Calibration:
    """Compare forecasts of failure with outcomes.

    `forecasts`: (N,) probabilities stated at the time, 0 to 1.  `failed`: (N,) True where the pilot
    met the failure definition.  `base_rate`: the probability one would have stated without looking
    at the team, strictly between 0 and 1.  `seed` fixes the resampled bands.

    Brier 1950; skill against the base rate; CORP reliability by isotonic regression with
    consistency bands from outcomes drawn from the forecasts (Dimitriadis, Gneiting, Jordan 2021).
    Raises `ScoringError` for arrays of different length and values outside their range.
    """
    stated = np.atleast_1d(np.asarray(forecasts, dtype=float))
    hits = np.atleast_1d(np.asarray(failed, dtype=bool))
    _check(stated, hits, base_rate)
    count = int(hits.size)
    if count == 0:
        return Calibration(0, calibrated=False, sentence=_uncalibrated(0))
    brier = float(np.mean(np.square(stated - hits)))
    reference = float(np.mean(np.square(base_rate - hits)))
    skill = 1.0 - brier / reference
    mean, observed = float(stated.mean()), _wilson(int(hits.sum()), count)
    enough = count >= OUTCOMES_NEEDED
    return Calibration(
        outcomes=count,
        calibrated=enough,
        sentence=_sentence(count, mean, observed.median, skill) if enough else _uncalibrated(count),
        brier=brier,
        brier_base=reference,
        skill=skill,
        forecast=mean,
        observed=observed,
        difference=Interval(observed.low - mean, observed.median - mean, observed.high - mean),
        reliability=_reliability(stated, hits, seed) if enough else (),
    )


def _check(stated: NDArray[np.float64], hits: NDArray[np.bool_], base_rate: float) -> None:
    if stated.shape != hits.shape or stated.ndim != 1:
        raise ScoringError("Every forecast needs exactly one outcome.")
    if not ((stated >= 0.0) & (stated <= 1.0)).all():  # also false for NaN
        raise ScoringError("A forecast is a probability from 0 to 1.")
    if not 0.0 < base_rate < 1.0:
        raise ScoringError(f"A base rate lies strictly between 0 and 1, not {base_rate}.")


def _uncalibrated(count: int) -> str:
    known = "No outcome is known" if count == 0 else f"{count} outcomes are known"
    known = "One outcome is known" if count == 1 else known
    return (
        f"Uncalibrated. {known} of pilots that had a forecast; {OUTCOMES_NEEDED} are needed to "
        "check the forecasts."
    )


def _sentence(count: int, mean: float, observed: float, skill: float) -> str:
    against = "better" if skill > 0.0 else "no better"
    return (
        f"Over {count} pilots with a known outcome the mean forecast was {mean:.0%} and "
        f"{observed:.0%} failed; the forecasts did {against} than the base rate alone "
        f"(Brier skill {skill:.2f})."
    ).replace("%", " %")


def _wilson(failures: int, count: int) -> Interval:
    """Share with its 80 % Wilson score interval."""
    share, square = failures / count, Z90 * Z90
    centre = (share + square / (2 * count)) / (1 + square / count)
    half = Z90 / (1 + square / count) * sqrt(share * (1 - share) / count + square / (4 * count**2))
    return Interval(max(0.0, centre - half), share, min(1.0, centre + half))


def _reliability(
    stated: NDArray[np.float64], hits: NDArray[np.bool_], seed: int
) -> tuple[ReliabilityPoint, ...]:
    """Isotonic failure rate at each distinct forecast, with 80 % consistency bands."""
    values, inverse, counts = np.unique(stated, return_inverse=True, return_counts=True)
    weights = counts.astype(float)
    curve = _isotonic(np.bincount(inverse, weights=hits.astype(float)) / weights, weights)
    rng = np.random.default_rng(seed)
    drawn = rng.binomial(counts, values, size=(RESAMPLES, values.size)) / weights
    resampled = np.sort([_isotonic(rates, weights) for rates in drawn], axis=0)
    last = RESAMPLES - 1
    low, high = resampled[round(0.1 * last)], resampled[round(0.9 * last)]
    return tuple(
        ReliabilityPoint(*point)
        for point in zip(values.tolist(), curve.tolist(), low.tolist(), high.tolist(), strict=True)
    )


def _isotonic(rates: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weighted pool-adjacent-violators fit, increasing."""
    fitted: NDArray[np.float64] = isotonic_regression(rates, weights=weights).x
    return fitted
