"""The probability of pilot failure of one team, for every outcome that has a prior."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.risk.constants import QUANTILES
from assess.risk.path import bounded_probabilities, one_core_product, quantiles, risk_path

if TYPE_CHECKING:
    from assess.risk.effects import EffectDraws
    from assess.risk.states import FactorStates


@dataclass(frozen=True, slots=True)
class Interval:
    """Median and 80 % interval over the draws."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Risk:
    """Probability of one outcome beside its base rate and the equal-weights baseline, 0 to 1."""

    outcome: str
    probability: Interval
    base: Interval
    """quantiles of the prior: a team of which nothing is known"""
    mean: float
    """expected probability over the draws: what a plan minimises"""
    equal_weights: float
    """median of the model in which every factor has the same effect"""
    answered: int
    """factors with at least one known practice"""
    asked: int
    """factors that apply"""


def team_risk(
    effects: EffectDraws, states: FactorStates, outcome: str, overlap_scale: float = 1.0
) -> Risk:
    """Estimate the risk of one team for one outcome id of the draws.

    Source: logistic model with effects shrunk by evidence grade, overlap discount and a clip of ±2
    on the sum of the answers.  Raises `ScoringError` as `risk_path` does.
    """
    path = risk_path(effects, states, outcome, overlap_scale)
    draws = path(states.values[None, :])[0]
    prior = effects.priors[outcome]
    return Risk(
        outcome=outcome,
        probability=Interval(*quantiles(draws).tolist()),
        base=Interval(*(prior.quantile(share) for share in QUANTILES)),
        mean=float(draws.mean(dtype=np.float64)),
        equal_weights=_equal_weights(effects, states, outcome, overlap_scale),
        answered=int((states.answered & states.applies).sum()),
        asked=int(states.applies.sum()),
    )


def _equal_weights(
    effects: EffectDraws, states: FactorStates, outcome: str, overlap_scale: float
) -> float:
    """Median with one effect for all factors, the mean of those that apply (Dawes 1979)."""
    applying = int(states.applies.sum())
    common = one_core_product((states.applies / applying)[None, :], effects.summed)[0]
    sums = common * np.float32(-states.values.sum()) * effects.discount(applying, overlap_scale)
    return float(quantiles(bounded_probabilities(sums, effects.base[outcome]))[1])
