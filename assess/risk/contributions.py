"""What each factor adds to a team's risk, and the order of a tornado chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.risk.constants import Z90
from assess.risk.path import bounded_probabilities, quantiles, risk_path
from assess.risk.probability import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assess.risk.effects import EffectDraws
    from assess.risk.states import FactorStates

INTERVAL_DRAWS = 5_000
"""draws behind the interval of a contribution: its ends move by under 0.1 points"""


@dataclass(frozen=True, slots=True)
class Contribution:
    """Change in probability against a typical state of this factor, all others as they are."""

    factor: str
    points: Interval
    """-1 to 1; negative lowers the risk"""
    state: float
    state_low: float
    """80 % interval of the state, within -1 to 1"""
    state_high: float
    answered: bool


def contributions(
    effects: EffectDraws, states: FactorStates, outcome: str, overlap_scale: float = 1.0
) -> tuple[Contribution, ...]:
    """Return the contribution of every factor that applies, in the order of the factors.

    The interval holds the error of the state and the doubt about the effect; grade D effects are
    drawn on both sides of 0 here.  Raises `ScoringError` as `risk_path` does.
    """
    path = risk_path(effects, states, outcome, overlap_scale)
    rows = np.flatnonzero(states.applies)
    cut = slice(None, None, max(1, effects.draws // INTERVAL_DRAWS))
    discount = path.discount[cut]
    drawn = effects.errors[rows, cut]
    drawn *= states.errors[rows, None].astype(np.float32)
    drawn += states.values[rows, None].astype(np.float32)
    drawn *= -discount
    without = effects.summed[rows, cut]
    without *= drawn
    drawn *= effects.drawn[rows, cut]
    np.subtract(without.sum(axis=0), without, out=without)
    drawn += without
    base = path.base[cut]
    difference = bounded_probabilities(drawn, base)
    difference -= bounded_probabilities(without, base)
    return _named(states, rows, quantiles(difference))


def _named(
    states: FactorStates, rows: NDArray[np.intp], points: NDArray[np.float64]
) -> tuple[Contribution, ...]:
    half = Z90 * states.errors
    return tuple(
        Contribution(
            factor=states.factors[row],
            points=Interval(*row_points),
            state=float(states.values[row]),
            state_low=max(-1.0, float(states.values[row] - half[row])),
            state_high=min(1.0, float(states.values[row] + half[row])),
            answered=bool(states.answered[row]),
        )
        for row, row_points in zip(rows.tolist(), points.tolist(), strict=True)
    )


def tornado(items: Sequence[Contribution]) -> tuple[Contribution, ...]:
    """Order by the size of the median contribution, largest first; ties by width, then by id."""
    return tuple(
        sorted(
            items,
            key=lambda item: (
                -abs(item.points.median),
                item.points.low - item.points.high,
                item.factor,
            ),
        )
    )
