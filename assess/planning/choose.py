"""Choosing the set with the largest expected risk reduction under a budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import PlanError
from assess.planning.gains import expected, slopes
from assess.planning.greedy import greedy
from assess.planning.program import near_best, program, relax, solve
from assess.planning.schedule import Slot, schedule

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assess.planning.situation import RiskOf, Situation

FIRST_SLACK = 0.004
"""share of the relaxation's value down to which sets are listed first"""

FIRST_MARGIN = 1e-3
"""sets within this share of the linear optimum are compared by their true risk"""

WIDEST_MARGIN = 1.0
"""margin after which the search ends; the first is enough as a rule"""

MOST_COMPARED = 64
"""sets compared on fewer draws; the best `MOST_EXACT` of them are compared on all"""

MOST_EXACT = 8

MOST_TRIED = 1_024
"""sets tried where few can be finished in time"""


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """The chosen set, its schedule and what was learned on the way."""

    chosen: NDArray[np.bool_]
    """(n,)"""
    slots: tuple[Slot, ...]
    risk: float
    """expected risk after the set, over all draws"""
    values: NDArray[np.float64]
    """(Q,) linear value of each step near the chosen set"""
    rivals: NDArray[np.bool_]
    """(M, n) allowed sets of nearly the same linear worth, best first"""


def choose(open_: Situation, risk: RiskOf, rough: RiskOf, gains: NDArray[np.float64]) -> Choice:
    """Choose the allowed set that leaves the smallest expected risk.

    `risk` has all draws; `rough` the same path on fewer, only used to rank.  `gains`: (n,) of each
    action alone, by which a schedule is ordered.

    The risk is all but linear in the states: it is linearised at a greedy set, HiGHS finds the best
    set of the linear problem, and every set within a margin of it is compared by its recomputed
    risk.  If the linearisation turns out to err by more than the margin allows, the risk is
    linearised again at the best set so far, with a wider margin.  Sets that cannot be finished in
    180 days are passed over.  Ties go to fewer days, then to the first ids.

    Raises `PlanError` when even the added actions cannot be finished in 180 days.
    """
    if open_.count == 0:
        nothing = np.zeros(0, dtype=bool)
        left = float(expected(risk, open_.start[None, :])[0])
        return Choice(nothing, (), left, np.zeros(0), nothing[None, :])
    anchor = _greedy_set(open_, open_.shifts @ slopes(rough, open_.start))
    margin, most = FIRST_MARGIN, MOST_COMPARED
    while True:
        state = open_.states(anchor[None, :])[0]
        values = open_.shifts @ slopes(risk, state)
        rivals = _rivals(open_, values, anchor, margin)[:most]
        bends = _bends(open_, rough, rivals, state)
        error = float(np.ptp(bends)) / max(float(open_.worth(rivals[:1], values)[0]), 1e-12)
        best = _best(open_, risk, values, rivals, bends, gains)
        if best is not None and (2.0 * error <= margin or margin > WIDEST_MARGIN):
            return best
        if margin > WIDEST_MARGIN:
            return _what_fits(open_, risk, values, rivals, gains)
        if best is None:
            most = MOST_TRIED
        else:
            anchor = best.chosen
        margin *= 4.0


def _greedy_set(open_: Situation, values: NDArray[np.float64]) -> NDArray[np.bool_]:
    chosen: NDArray[np.bool_] = greedy(
        open_, values[None, :], np.array([open_.limits.budget_days])
    )[0]
    return chosen


def _rivals(
    open_: Situation, values: NDArray[np.float64], anchor: NDArray[np.bool_], margin: float
) -> NDArray[np.bool_]:
    """(M, n) sets within the margin of the linear optimum, and a few more, best first.

    HiGHS solves the relaxation.  Its reduced costs bound what a set can be worth, so the list of
    all sets down to some worth, once it is not empty, holds the optimum; it is made longer step by
    step.  When there are too many to list, HiGHS solves the integer program.
    """
    known = np.stack([anchor, _greedy_set(open_, values)])
    problem = program(open_, values)
    relaxation = relax(problem)
    slack, complete = FIRST_SLACK * relaxation.value, True
    while True:
        listed, complete = near_best(open_, relaxation, slack)
        sets = np.concatenate([known, listed])
        floor = float(open_.worth(sets, values).max())
        enough = relaxation.value - floor * (1.0 - margin)
        if enough <= slack or not complete:
            break
        slack = min(2.5 * slack, enough)
    if not complete:
        best = _trimmed(open_, solve(problem, relaxation, floor))
        sets = np.concatenate([best[None, :], sets])
    worth = open_.worth(sets, values)
    order = np.lexsort((open_.days(sets), -worth.round(12)))
    near = int((worth >= worth.max() * (1.0 - margin) - 1e-12).sum())
    distinct = {sets[i].tobytes(): i for i in order[: max(near, 2 * MOST_EXACT)].tolist()}
    return sets[list(distinct.values())]


def _trimmed(open_: Situation, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Drop what moves nothing in this company and is not required, dearest first."""
    kept = chosen.copy()
    for action in np.lexsort((-np.arange(open_.count), -open_.efforts)).tolist():
        needed = open_.forced[action] or open_.direct[kept, action].any()
        if kept[action] and not needed:
            counts = kept.astype(np.float32) @ open_.reach
            if not ((counts < 1.5) & (open_.reach[action] > 0.5)).any():
                kept[action] = False
    return kept


def _bends(
    open_: Situation, rough: RiskOf, sets: NDArray[np.bool_], state: NDArray[np.float64]
) -> NDArray[np.float64]:
    """(M,) true worth minus linear worth of each set, measured on fewer draws."""
    states = open_.states(sets)
    linear = (states - open_.start) @ slopes(rough, state)
    result: NDArray[np.float64] = -expected(rough, states) - linear
    return result


def _best(
    open_: Situation,
    risk: RiskOf,
    values: NDArray[np.float64],
    rivals: NDArray[np.bool_],
    bends: NDArray[np.float64],
    gains: NDArray[np.float64],
) -> Choice | None:
    """Return the rival with the smallest recomputed risk that can be scheduled, if any."""
    ranked = np.argsort(-(open_.worth(rivals, values) + bends), kind="stable")
    plans = {}
    for index in ranked.tolist():
        slots = schedule(open_, rivals[index], gains)
        if slots is not None:
            plans[index] = slots
        if len(plans) == MOST_EXACT:
            break
    if not plans:
        return None
    sets = rivals[list(plans)]
    risks = expected(risk, open_.states(sets))
    order = np.lexsort((*~sets.T[::-1], open_.days(sets), risks.round(9)))
    first = int(order[0])
    return Choice(sets[first], list(plans.values())[first], float(risks[first]), values, rivals)


def _what_fits(
    open_: Situation,
    risk: RiskOf,
    values: NDArray[np.float64],
    rivals: NDArray[np.bool_],
    gains: NDArray[np.float64],
) -> Choice:
    """Build a set, largest gain per day first, of what is allowed and can be finished."""
    chosen = open_.forced.copy()
    slots = schedule(open_, chosen, gains)
    if slots is None:
        raise PlanError("The added actions cannot be finished within 180 days; drop one of them.")
    for action in np.argsort(-gains / (open_.efforts + 1e-9), kind="stable").tolist():
        wider = chosen | open_.closure[action]
        plan = schedule(open_, wider, gains) if open_.allowed(wider[None, :])[0] else None
        if plan is not None:
            chosen, slots = wider, plan
    left = float(expected(risk, open_.states(chosen[None, :]))[0])
    return Choice(chosen, slots, left, values, rivals)
