"""What an action is worth: recomputed through the risk path, on its own and as a slope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assess.planning.situation import RiskOf, Situation

STEP = 0.05
"""change of a state by which slopes are measured"""


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """Risk reduction of each open action done alone, 0 to 1; (n,) each."""

    value: NDArray[np.float64]
    """mean over the draws"""
    low: NDArray[np.float64]
    """10 % quantile"""
    high: NDArray[np.float64]
    """90 % quantile"""


def expected(risk: RiskOf, states: NDArray[np.float64]) -> NDArray[np.float64]:
    """(M, K) states → (M,) mean probability over the draws."""
    result: NDArray[np.float64] = risk(states).mean(axis=1, dtype=np.float64)
    return result


def single_gains(open_: Situation, risk: RiskOf) -> Gains:
    """Recompute the risk with each action alone, without what it requires, and compare by draw."""
    if open_.count == 0:
        return Gains(*(np.zeros(0) for _ in range(3)))
    before = risk(open_.start[None, :])
    saved = before - risk(open_.states(np.eye(open_.count, dtype=bool)))
    ordered = np.sort(saved, axis=1)
    last = ordered.shape[1] - 1
    return Gains(
        value=saved.mean(axis=1, dtype=np.float64),
        low=ordered[:, round(0.1 * last)].astype(np.float64),
        high=ordered[:, round(0.9 * last)].astype(np.float64),
    )


def slopes(risk: RiskOf, state: NDArray[np.float64]) -> NDArray[np.float64]:
    """(K,) expected risk that one unit of each state takes away at (K,) `state`, 0 or more."""
    means = expected(risk, _probes(state))
    result: NDArray[np.float64] = np.maximum(means[0] - means[1:], 0.0) / STEP
    return result


def slopes_by_draw(risk: RiskOf, state: NDArray[np.float64], draws: int) -> NDArray[np.float64]:
    """(D', K) the same draw by draw, for about `draws` of them evenly spread."""
    probabilities = risk(_probes(state))
    step = max(1, probabilities.shape[1] // draws)
    sample = probabilities[:, ::step].astype(np.float64)
    result: NDArray[np.float64] = np.maximum(sample[0] - sample[1:], 0.0).T / STEP
    return result


def _probes(state: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.vstack([state, state + STEP * np.eye(state.size)])
