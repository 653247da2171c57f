"""Probabilities as people should read them: to 5 points, and never as a certainty."""

from __future__ import annotations

from math import floor, isfinite

from assess.model.errors import ScoringError

STEP = 5


def to_five_points(probability: float) -> int:
    """Round a probability (0 to 1) to the nearest 5 per cent, halves upwards, within 5 to 95.

    Raises `ScoringError` outside 0 to 1 or for a value that is not a number.
    """
    if not (isfinite(probability) and 0.0 <= probability <= 1.0):
        raise ScoringError(f"A probability runs from 0 to 1, not {probability}.")
    rounded = STEP * floor(probability * 100.0 / STEP + 0.5 + 1e-9)
    return min(100 - STEP, max(STEP, rounded))


def in_words(probability: float) -> str:
    """Return the rounded probability as text; at the ends "under 5 %" and "over 95 %"."""
    rounded = to_five_points(probability)
    if probability < STEP / 100.0:
        return f"under {STEP} %"
    if probability > 1.0 - STEP / 100.0:
        return f"over {100 - STEP} %"
    return f"{rounded} %"
