"""The draws of the risk model: made once from a seed, reused for every team and every what-if."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, log
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr, ndtri

from assess.model.errors import ScoringError
from assess.risk.constants import KAPPA, MAY_CROSS_ZERO, OVERLAP, SHARED_ERROR, Z90

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from assess.model.evidence import RiskFactor
    from assess.risk.prior import Prior

FEWEST_DRAWS = 100
"""under this, a 10 % quantile rests on fewer than ten draws"""


@dataclass(frozen=True, slots=True, eq=False)
class EffectDraws:
    """Draws shared by all teams: K factors, D draws; float32 halves the memory traffic.

    A grade D effect may come out negative.  That doubt belongs in its own interval; in the sum it
    would let a raised practice raise the risk on no evidence, so there the factor stands at its
    shrunken mean (`summed`) and its draws are kept apart (`drawn`).
    """

    factors: tuple[str, ...]
    """ids, in the order of the rows"""
    summed: NDArray[np.float32]
    """(K, D) log odds per unit of state, never negative: what the risk is computed with"""
    drawn: NDArray[np.float32]
    """(K, D) the same with grade D drawn on both sides of 0: for the factor's own interval"""
    errors: NDArray[np.float32]
    """(K, D) standard normals: errors of the states, correlated within a draw"""
    shaken: NDArray[np.float32]
    """(K, D) summed * errors: what one unit of error in a state does to the log odds"""
    overlap: NDArray[np.float32]
    """(D,) draws of r"""
    base: Mapping[str, NDArray[np.float32]]
    """outcome id → (D,) logits of the base rate"""
    priors: Mapping[str, Prior]
    """outcome id → the prior those logits were drawn from"""

    @property
    def draws(self) -> int:
        """Return the number of draws."""
        return int(self.overlap.size)

    def discount(self, applying: int, scale: float = 1.0) -> NDArray[np.float32]:
        """(D,) draws of λ = scale / (1 + (k - 1) r) for k factors that apply.

        The exact weight of the linear discriminant for k equicorrelated indicators.
        """
        return np.float32(scale) / (np.float32(1.0) + np.float32(applying - 1) * self.overlap)


def draw_effects(
    factors: Sequence[RiskFactor], priors: Mapping[str, Prior], draws: int, seed: int
) -> EffectDraws:
    """Draw effects, overlap, errors and base rates.

    θ_j ~ Normal(κ ln OR, κ s) with s from the 80 % range of the odds ratio, truncated at 0 for
    grades A to C.  The spread is shrunk with the mean: truncating an unshrunk spread would pull a
    weakly supported effect up again.  r ~ Uniform(0.3, 0.6).  Base rates are stratified normals, so
    that a typical team's quantiles are those of the prior and not a matter of luck.

    Raises `ScoringError` without factors or outcomes, for fewer than 100 draws and for an odds
    ratio that is not 0 < low <= median <= high with a median of at least 1.
    """
    if not factors or not priors:
        raise ScoringError("A risk needs at least one risk factor and one outcome.")
    if draws < FEWEST_DRAWS:
        raise ScoringError(f"A risk needs at least {FEWEST_DRAWS} draws, not {draws}.")
    rng = np.random.default_rng(seed)
    normals = ndtri((rng.permutation(draws) + 0.5) / draws)
    overlap = rng.uniform(*OVERLAP, size=draws).astype(np.float32)
    errors = _errors(rng, len(factors), draws)
    means, spreads = _shrunken(factors)
    crossing = np.array([factor.grade in MAY_CROSS_ZERO for factor in factors])
    drawn = _truncated(rng.random((len(factors), draws)), means, spreads, crossing)
    summed = np.where(crossing[:, None], means[:, None], drawn).astype(np.float32)
    return EffectDraws(
        factors=tuple(factor.id for factor in factors),
        summed=summed,
        drawn=drawn.astype(np.float32),
        errors=errors,
        shaken=summed * errors,
        overlap=overlap,
        base={id_: prior.from_normals(normals).astype(np.float32) for id_, prior in priors.items()},
        priors=dict(priors),
    )


def _errors(rng: np.random.Generator, factors: int, draws: int) -> NDArray[np.float32]:
    shared = rng.standard_normal(draws, dtype=np.float32)
    own = rng.standard_normal((factors, draws), dtype=np.float32)
    return np.float32(SHARED_ERROR**0.5) * shared + np.float32((1 - SHARED_ERROR) ** 0.5) * own


def _shrunken(factors: Sequence[RiskFactor]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and standard deviation of each effect after shrinking by its evidence grade."""
    means, spreads = [], []
    for factor in factors:
        ratio = factor.odds_ratio
        ordered = 0.0 < ratio.low <= ratio.median <= ratio.high and isfinite(ratio.high)
        if not ordered or ratio.median < 1.0:
            raise ScoringError(
                f"Risk factor {factor.id!r}: the odds ratio must satisfy 0 < low <= median <= high "
                f"with a median of at least 1; turn the factor round if it lowers the risk."
            )
        kappa = KAPPA[factor.grade]
        means.append(kappa * log(ratio.median))
        spreads.append(kappa * (log(ratio.high) - log(ratio.low)) / (2 * Z90))
    return np.array(means), np.array(spreads)


def _truncated(
    uniforms: NDArray[np.float64],
    means: NDArray[np.float64],
    spreads: NDArray[np.float64],
    crossing: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Normal draws by the inverse distribution, truncated at 0 where the sign is settled."""
    certain = spreads == 0.0
    scale = np.where(certain, 1.0, spreads)
    cut = np.where(crossing, 0.0, ndtr(-means / scale))[:, None]
    scores = ndtri(cut + (1.0 - cut) * np.clip(uniforms, 1e-12, 1.0 - 1e-12))
    values: NDArray[np.float64] = means[:, None] + np.where(certain, 0.0, spreads)[:, None] * scores
    return np.where(crossing[:, None], values, np.maximum(values, 0.0))
