"""The choice as an integer program for HiGHS, and every set that comes close to its optimum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from assess.model.errors import PlanError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assess.planning.situation import Situation

MOST_SETS = 2_048
"""near-best sets that are listed at most"""


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """Minimise cost @ (y, u) with A (y, u) <= ceilings.

    y_a: action a is chosen.  u_q: step q is taken, at most once and only by a chosen action; since
    its value is not negative, u needs no integrality.  A step that one action alone can take is
    part of that action's own value and needs no u.
    """

    cost: NDArray[np.float64]
    """in units of the largest value, since the solver's tolerances are absolute"""
    unit: float
    matrix: NDArray[np.float64]
    ceilings: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    actions: int


@dataclass(frozen=True, slots=True, eq=False)
class Relaxation:
    """Optimum of the program without integrality, and what leaving it costs."""

    value: float
    """no set is worth more"""
    losses: NDArray[np.float64]
    """(n,) a set that differs from `pattern` in these actions is worth at least their sum less"""
    price: float
    """value of one more person-day"""
    pattern: NDArray[np.bool_]
    """(n,) the side on which each action stands; either side where the loss is 0"""


def program(open_: Situation, values: NDArray[np.float64]) -> Program:
    """Write the choice down for (Q,) values of the steps, 0 or more."""
    count = open_.count
    alone = open_.reach.sum(axis=0) < 1.5
    shared = np.flatnonzero(~alone)
    own = open_.reach[:, alone].astype(float) @ values[alone]
    rows = [np.concatenate([open_.efforts, np.zeros(shared.size)])]
    ceilings = [open_.limits.budget_days]
    loads = open_.owner_loads()
    for owner in open_.tight_owners(open_.limits.budget_days).tolist():
        rows.append(np.concatenate([loads[:, owner], np.zeros(shared.size)]))
        ceilings.append(open_.limits.owner_days)
    for column, step in enumerate(shared):
        row = np.zeros(count + shared.size)
        row[:count] = -open_.reach[:, step]
        row[count + column] = 1.0
        rows.append(row)
        ceilings.append(0.0)
    for action, needed in zip(*np.nonzero(open_.direct), strict=True):
        row = np.zeros(count + shared.size)
        row[action], row[needed] = 1.0, -1.0
        rows.append(row)
        ceilings.append(0.0)
    worth = np.concatenate([own, values[shared]])
    unit = float(worth.max(initial=0.0)) or 1.0
    return Program(
        cost=-worth / unit,
        unit=unit,
        matrix=np.array(rows),
        ceilings=np.array(ceilings),
        lower=np.concatenate([open_.forced.astype(float), np.zeros(shared.size)]),
        upper=np.concatenate([1.0 - open_.barred, np.ones(shared.size)]),
        actions=count,
    )


def relax(problem: Program) -> Relaxation:
    """Solve the linear relaxation with HiGHS."""
    found = linprog(
        problem.cost,
        A_ub=problem.matrix,
        b_ub=problem.ceilings,
        bounds=np.column_stack([problem.lower, problem.upper]),
        method="highs-ds",
    )
    if found.x is None:
        raise PlanError(f"The plan has no solution: {found.message}")
    reduced = (found.lower.marginals + found.upper.marginals)[: problem.actions]
    return Relaxation(
        value=-float(found.fun) * problem.unit,
        losses=np.abs(reduced) * problem.unit,
        price=-float(found.ineqlin.marginals[0]) * problem.unit,
        pattern=found.x[: problem.actions] > 0.5,
    )


def solve(problem: Program, relaxation: Relaxation, known: float) -> NDArray[np.bool_]:
    """(n,) a set of largest value, by HiGHS; `known` is the value of some set that is allowed.

    Actions whose reduced cost is above the gap between relaxation and known value stand as they do
    in the relaxation in every better set, so they are fixed before the branching starts.
    """
    lower, upper = problem.lower.copy(), problem.upper.copy()
    settled = np.flatnonzero(relaxation.losses > relaxation.value - known + 1e-6 * problem.unit)
    lower[settled] = upper[settled] = relaxation.pattern[settled]
    whole = (np.arange(problem.cost.size) < problem.actions).astype(int)
    found = milp(
        problem.cost,
        constraints=LinearConstraint(problem.matrix, -np.inf, problem.ceilings),
        bounds=Bounds(lower, upper),
        integrality=whole,
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        raise PlanError(f"The plan has no solution: {found.message}")
    chosen: NDArray[np.bool_] = found.x[: problem.actions] > 0.5
    return chosen


def near_best(
    open_: Situation, relaxation: Relaxation, slack: float, most: int = MOST_SETS
) -> tuple[NDArray[np.bool_], bool]:
    """List every allowed set worth at least `relaxation.value - slack`; (M, n), and whether all.

    Breadth first over the actions, cheapest to change first, from the pattern of the relaxation.  A
    set loses the reduced costs of its changes and the price of unused days.  What is over or under
    the budget can only be mended by changes that are still to come, at no less a day than the next
    of them costs.  With more than `most` sets in hand it keeps the most promising, and says so.
    """
    fixed = open_.forced | open_.barred
    rates = relaxation.losses / (open_.efforts + 1e-9)
    turnable = np.flatnonzero(~fixed & (relaxation.losses <= slack))
    order = turnable[np.argsort(rates[turnable], kind="stable")]
    sets = np.where(fixed, open_.forced, relaxation.pattern)[None, :]
    losses = np.zeros(1)
    over = open_.days(sets) - open_.limits.budget_days
    complete = True
    for place, action in enumerate(order.tolist()):
        turned = sets.copy()
        turned[:, action] ^= True
        change = np.where(turned[:, action], open_.efforts[action], -open_.efforts[action])
        sets = np.concatenate([sets, turned])
        losses = np.concatenate([losses, losses + relaxation.losses[action]])
        over = np.concatenate([over, over + change])
        following = float(rates[order[place + 1]]) if place + 1 < order.size else np.inf
        least = _least_loss(losses, over, following, relaxation.price)
        kept = np.flatnonzero(least <= slack)
        if kept.size > most:
            kept = kept[np.argsort(least[kept], kind="stable")[:most]]
            complete = False
        sets, losses, over = sets[kept], losses[kept], over[kept]
    return sets[open_.allowed(sets)], complete


def _least_loss(
    losses: NDArray[np.float64], over: NDArray[np.float64], following: float, price: float
) -> NDArray[np.float64]:
    """Least loss of a set once its days fit: mended at `following` a day, or unused at `price`."""
    too_many = np.maximum(over - 1e-6, 0.0)
    mended = too_many * following if np.isfinite(following) else np.where(too_many > 0, np.inf, 0.0)
    result: NDArray[np.float64] = losses + mended + np.maximum(-over, 0.0) * min(price, following)
    return result
