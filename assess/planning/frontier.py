"""Risk against effort: the smallest expected risk found for each number of person-days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.planning.gains import expected
from assess.planning.greedy import refined

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assess.planning.choose import Choice
    from assess.planning.situation import RiskOf, Situation

POINTS = 10
"""points of the frontier, before the plan's own budget is added"""


@dataclass(frozen=True, slots=True)
class Point:
    """Expected risk, 0 to 1, that a number of person-days can reach."""

    days: float
    risk: float


def frontier(open_: Situation, risk: RiskOf, choice: Choice) -> tuple[Point, ...]:
    """Return up to 11 points from no days to where more days add nothing; falls with the days.

    Each budget gets the greedy set, refined by doing without each of its actions in turn, all
    weighed near the chosen plan; the risk is then recomputed on all draws.  The plan's own budget
    is one of the points and shows the plan's own risk or less.
    """
    budgets = _budgets(open_)
    pool = np.concatenate([choice.chosen[None, :], refined(open_, choice.values, budgets)])
    days = open_.days(pool)
    worth = open_.worth(pool, choice.values)
    winners = [0]
    for budget in budgets:
        within = np.flatnonzero(days <= budget + 1e-9)
        if within.size:
            winners.append(int(within[worth[within].argmax()]))
    kept = np.array(sorted(set(winners)))
    risks = expected(risk, np.vstack([open_.start, open_.states(pool[kept])]))
    points = [Point(0.0, float(risks[0]))]
    for budget in budgets[budgets > 0.0].tolist():
        reachable = risks[1:][days[kept] <= budget + 1e-9]
        points.append(Point(budget, float(min([points[-1].risk, *reachable]))))
    lowest = next(place for place, point in enumerate(points) if point.risk <= points[-1].risk)
    return tuple(points[: lowest + 1])


def _budgets(open_: Situation) -> NDArray[np.float64]:
    """Whole days from 0 to all that the owners can give, with the plan's budget among them."""
    loads = open_.owner_loads()[~open_.barred].sum(axis=0)
    top = float(np.minimum(loads, open_.limits.owner_days).sum())
    steps = np.append(np.ceil(np.linspace(0.0, top, POINTS)), min(open_.limits.budget_days, top))
    result: NDArray[np.float64] = np.unique(steps)
    return result
