"""The one path from factor states to a probability: scores, what-if and plans all go through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import ScoringError
from assess.risk.constants import CLIP, QUANTILES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assess.risk.effects import EffectDraws
    from assess.risk.states import FactorStates

ONE_CORE_MATRIX = 4 * 2**16
"""multiplications up to which OpenBLAS runs a matrix product on one core"""

ONE_CORE_VECTOR = 4 * 2304
"""the same for a matrix times a vector"""


@dataclass(frozen=True, slots=True, eq=False)
class RiskPath:
    """logit P = b + clip(λ Σ -(z_j + e_j) θ_j, ±2) for one team and one outcome, as a callable.

    Monotone in every single draw: θ >= 0, λ > 0, and the error e_j stays as it is when z_j rises.
    """

    base: NDArray[np.float32]
    """(D,) b"""
    noise: NDArray[np.float32]
    """(D,) -λ Σ e_j θ_j"""
    effects: NDArray[np.float32]
    """(K, D) θ, 0 or more"""
    discount: NDArray[np.float32]
    """(D,) λ"""

    def __call__(self, states: NDArray[np.float64]) -> NDArray[np.float32]:
        """(M, K) states, -1 to 1 → (M, D) probabilities of failure, draw by draw."""
        sums = one_core_product(np.atleast_2d(states), self.effects)
        sums *= -self.discount
        sums += self.noise
        return bounded_probabilities(sums, self.base)

    def thinned(self, draws: int) -> RiskPath:
        """Keep every n-th draw, so that about `draws` are left: for searches, not for figures."""
        step = max(1, self.base.size // max(1, draws))
        return RiskPath(
            self.base[::step],
            self.noise[::step],
            np.ascontiguousarray(self.effects[:, ::step]),
            self.discount[::step],
        )


def risk_path(
    effects: EffectDraws, states: FactorStates, outcome: str, overlap_scale: float = 1.0
) -> RiskPath:
    """Return the path of one team for one outcome id; `overlap_scale` is what outcomes taught of λ.

    Raises `ScoringError` when the states belong to other factors than the draws, for an outcome
    without a prior, and for a scale that is not above 0.
    """
    if effects.factors != states.factors:
        raise ScoringError("States and draws must list the same factors in the same order.")
    if outcome not in effects.base:
        raise ScoringError(f"No base rate was drawn for outcome {outcome!r}.")
    if not overlap_scale > 0.0:
        raise ScoringError(f"The scale of the overlap must be above 0, not {overlap_scale}.")
    discount = effects.discount(int(states.applies.sum()), overlap_scale)
    noise = one_core_product(-states.errors[None, :], effects.shaken)[0] * discount
    return RiskPath(effects.base[outcome], noise, effects.summed, discount)


def one_core_product(
    states: NDArray[np.float64], effects: NDArray[np.float32]
) -> NDArray[np.float32]:
    """(M, K) @ (K, D) in single precision, in blocks small enough for BLAS to stay on one core.

    On a shared machine its threads wait for each other up to a hundred times longer than the
    product takes.
    """
    single = states.astype(np.float32)
    rows, inner = single.shape
    width = max(16, (ONE_CORE_MATRIX // (rows * inner)) if rows > 1 else ONE_CORE_VECTOR // inner)
    result = np.empty((rows, effects.shape[1]), dtype=np.float32)
    for begin in range(0, effects.shape[1], width):
        block = slice(begin, begin + width)
        np.matmul(single, effects[:, block], out=result[:, block])
    return result


def bounded_probabilities(
    sums: NDArray[np.float32], base: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Clip sums of answers to ±2, add the base rate, return probabilities; in place."""
    limit = np.float32(CLIP)
    np.clip(sums, -limit, limit, out=sums)
    sums += base
    np.negative(sums, out=sums)
    np.exp(sums, out=sums)
    sums += np.float32(1.0)
    np.reciprocal(sums, out=sums)
    return sums


def quantiles(draws: NDArray[np.float32]) -> NDArray[np.float64]:
    """10, 50 and 90 % quantiles (R type 7) along the last axis: (..., D) → (..., 3).

    Sorting single precision is several times faster than `np.quantile` here.
    """
    ordered = np.sort(draws, axis=-1)
    places = np.array(QUANTILES) * (draws.shape[-1] - 1)
    lower = np.floor(places).astype(int)
    upper = np.ceil(places).astype(int)
    below = ordered[..., lower].astype(np.float64)
    above = ordered[..., upper].astype(np.float64)
    result: NDArray[np.float64] = below + (places - lower) * (above - below)
    return result
