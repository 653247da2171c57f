"""The blind spot: how a team sees itself against how it performs, among the teams assessed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import ScoringError
from assess.model.result import Estimate

if TYPE_CHECKING:
    from collections.abc import Sequence

TEAMS = 5
"""a standing among fewer teams says nothing"""


def blind_spots(
    self_ratings: Sequence[Estimate], performance: Sequence[Estimate]
) -> tuple[Estimate, ...]:
    """Return z(self-rating) - z(performance) of each team; above 0 it sees itself too well.

    Both run along the same teams, higher is better in both.  z is taken over the teams that have
    both figures; the interval joins theirs as of independent figures.  Missing, with the reason,
    for a team without both, with fewer than five teams, or when all teams are alike in one.
    """
    if len(self_ratings) != len(performance):
        raise ScoringError("each team needs a self-rating and a performance, missing or not")
    pairs = list(zip(self_ratings, performance, strict=True))
    both = [(s, p) for s, p in pairs if s.value is not None and p.value is not None]
    if len(both) < TEAMS:
        reason = f"Fewer than {TEAMS} teams have both a self-rating and a performance."
        return tuple(Estimate.missing(reason) for _ in pairs)
    figures = np.array([[s.value, p.value] for s, p in both], dtype=np.float64)
    centre, spread = figures.mean(axis=0), figures.std(axis=0, ddof=1)
    if (spread <= 1e-12 * (1 + np.abs(centre))).any():
        return tuple(Estimate.missing("All teams are alike in one of the two.") for _ in pairs)
    return tuple(_gap(s, p, centre.tolist(), spread.tolist()) for s, p in pairs)


def _gap(own: Estimate, performance: Estimate, centre: list[float], sd: list[float]) -> Estimate:
    if own.value is None or performance.value is None:
        return Estimate.missing(own.reason or performance.reason)
    value = (own.value - centre[0]) / sd[0] - (performance.value - centre[1]) / sd[1]
    n = min(own.n, performance.n)
    if own.low is None or own.high is None or performance.low is None or performance.high is None:
        return Estimate(value, None, None, n)
    # Zou & Donner 2008: the ends of a difference from the ends of its two parts
    down = (own.value - own.low) / sd[0], (performance.high - performance.value) / sd[1]
    up = (own.high - own.value) / sd[0], (performance.value - performance.low) / sd[1]
    return Estimate(value, value - math.hypot(*down), value + math.hypot(*up), n)
