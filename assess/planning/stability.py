"""How sure a plan is of its actions: the share of draws in which each of them stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assess.planning.gains import slopes_by_draw
from assess.planning.greedy import greedy
from assess.planning.products import product

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assess.planning.choose import Choice
    from assess.planning.situation import RiskOf, Situation

DRAWS = 200
"""draws a plan is made for; a share of one half then has a standard error of 0.035"""


def stability(open_: Situation, rough: RiskOf, choice: Choice) -> NDArray[np.float64]:
    """(n,) share of draws in which each open action is part of the best plan for that draw.

    In a single draw the risk falls with one weighted sum of the states, so the best set for a draw
    is the one with the largest sum.  It is sought among the greedy sets of all draws, the chosen
    plan and its near rivals; ties go to the chosen plan.
    """
    if open_.count == 0:
        return np.zeros(0)
    state = open_.states(choice.chosen[None, :])[0]
    values = slopes_by_draw(rough, state, DRAWS) @ open_.shifts.T
    budgets = np.full(len(values), open_.limits.budget_days)
    pool = np.concatenate([choice.chosen[None, :], choice.rivals, greedy(open_, values, budgets)])
    reached = open_.reached(pool).astype(np.float32)
    best = product(reached, values.T.astype(np.float32)).argmax(axis=0)
    result: NDArray[np.float64] = pool[best].mean(axis=0)
    return result
