"""Risks of several teams drawn together, for comparing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import ScoringError
from assess.risk.path import bounded_probabilities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assess.risk.effects import EffectDraws
    from assess.risk.states import FactorStates

JOINT_DRAWS = 2_000
"""a rank interval is then known to about one place in a hundred"""


def joint_risk_draws(
    effects: EffectDraws,
    teams: Sequence[FactorStates],
    outcome: str,
    draws: int = JOINT_DRAWS,
    overlap_scale: float = 1.0,
) -> NDArray[np.float64]:
    """Return (draws, teams) probabilities of one outcome.

    Base rate, effects and overlap are the same for all teams in a draw: what is unknown about the
    world says nothing about which team is ahead.  Errors of measurement are each team's own, so
    every team gets them from other draws.  `overlap_scale` is what outcomes taught of λ.  Raises
    ScoringError for an outcome without a prior.
    """
    if outcome not in effects.base:
        raise ScoringError(f"No base rate was drawn for outcome {outcome!r}.")
    step = max(1, effects.draws // draws)
    kept = slice(0, step * min(draws, effects.draws), step)
    theta, base = effects.summed[:, kept], effects.base[outcome][kept]
    out = np.empty((base.size, len(teams)))
    for place, states in enumerate(teams):
        discount = effects.discount(int(states.applies.sum()), overlap_scale)[kept]
        errors = np.roll(effects.errors[:, kept], place + 1, axis=1)
        drawn = states.values[:, None] + states.errors[:, None] * errors
        sums = np.einsum("kd,kd->d", drawn, theta) * -discount
        out[:, place] = bounded_probabilities(sums.astype(np.float32), base)
    return out
