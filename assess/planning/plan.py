"""The whole plan of one team: choice, schedule, gains, stability and frontier in one call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.planning.choose import choose
from assess.planning.frontier import Point, frontier
from assess.planning.gains import Gains, single_gains
from assess.planning.opening import situation
from assess.planning.stability import stability

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assess.model.evidence import Action
    from assess.planning.actions import Catalogue
    from assess.planning.schedule import Slot, Window
    from assess.planning.situation import Limits, Position, RiskOf, Situation


ROUGH_DRAWS = 2_000
"""draws that are enough to rank sets, and for intervals of gains and shares of draws"""


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean over the draws with its 80 % interval."""

    mean: float
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class OpenAction:
    """One action a team could take, chosen or not."""

    action: Action
    chosen: bool
    window: Window
    """days by which it is done; 0 when not chosen"""
    begin: float | None
    """calendar day on which it starts; None when not chosen"""
    end: float | None
    gain: tuple[float, float, float]
    """risk reduction on its own, 0 to 1: mean, 10 % and 90 % quantile"""
    stability: float
    """share of draws in which it stays in the plan"""
    raises: tuple[tuple[str, float, int], ...]
    """(practice id, level now, level afterwards) of what it moves; an unknown one counts as 2"""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan under a budget.  Risks are probabilities, 0 to 1."""

    budget_days: float
    used_days: float
    before: Spread
    after: Spread
    actions: tuple[OpenAction, ...]
    """chosen first, in the order of work; then the others, largest gain per day first"""
    frontier: tuple[Point, ...]


def make_plan(
    catalogue: Catalogue,
    position: Position,
    limits: Limits,
    risk: RiskOf,
    rough: RiskOf,
    applies: frozenset[str] | None = None,
) -> Plan:
    """Choose, lay out and judge a plan for one team.

    `risk`: (M, K) states → (M, D) probabilities draw by draw on all draws; `rough`: the same path
    on about `ROUGH_DRAWS` of them, for ranking, intervals of gains and stability.  `applies`: ids
    of the actions whose condition holds, all when None.  The same arguments give the same plan.

    Raises `PlanError` for what `situation` and `choose` refuse.
    """
    open_ = situation(catalogue, position, limits, applies)
    gains = single_gains(open_, rough)
    choice = choose(open_, risk, rough, gains.value)
    draws = risk(np.vstack([open_.start, open_.states(choice.chosen[None, :])[0]]))
    return Plan(
        budget_days=limits.budget_days,
        used_days=float(open_.efforts[choice.chosen].sum()),
        before=_spread(draws[0]),
        after=_spread(draws[1]),
        actions=_listed(open_, position, gains, stability(open_, rough, choice), choice.slots),
        frontier=frontier(open_, risk, choice),
    )


def _spread(draws: NDArray[np.float32]) -> Spread:
    ordered = np.sort(draws)
    last = ordered.size - 1
    low, median, high = (float(ordered[round(share * last)]) for share in (0.1, 0.5, 0.9))
    return Spread(float(draws.mean(dtype=np.float64)), low, median, high)


def _listed(
    open_: Situation,
    position: Position,
    gains: Gains,
    shares: NDArray[np.float64],
    slots: tuple[Slot, ...],
) -> tuple[OpenAction, ...]:
    levels = dict(zip(position.practices, position.levels.tolist(), strict=True))
    per_day = gains.value / (open_.efforts + 1e-9)
    planned = {slot.action: slot for slot in slots}
    rest = sorted(set(range(open_.count)) - planned.keys(), key=lambda a: (-per_day[a], a))
    listed = []
    for index in [*planned, *rest]:
        action, slot = open_.actions[index], planned.get(index)
        listed.append(
            OpenAction(
                action=action,
                chosen=slot is not None,
                window=slot.window if slot else 0,
                begin=slot.begin if slot else None,
                end=slot.end if slot else None,
                gain=(float(gains.value[index]), float(gains.low[index]), float(gains.high[index])),
                stability=float(shares[index]),
                raises=tuple(
                    (practice, levels[practice], target)
                    for practice, target in sorted(action.raises.items())
                    if practice in levels and target > levels[practice]
                ),
            )
        )
    return tuple(listed)
