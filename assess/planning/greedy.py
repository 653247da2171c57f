"""Many near-best sets at once: the greedy rule over a batch of weights and budgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assess.planning.products import product

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assess.planning.situation import Situation


def greedy(
    open_: Situation,
    values: NDArray[np.float64],
    budgets: NDArray[np.float64],
    start: NDArray[np.bool_] | None = None,
    barred: NDArray[np.bool_] | None = None,
) -> NDArray[np.bool_]:
    """(B, Q) value of each step and (B,) budgets → (B, n) sets, largest value per day first.

    An action is weighed together with the prerequisites it still lacks.  `start`: (B, n) sets to
    add to, the forced actions when None.  `barred`: (B, n) actions to do without, those barred
    anyway when None.  Ties go to the first id.
    """
    shape = (len(values), open_.count)
    chosen = np.broadcast_to(open_.forced if start is None else start, shape).copy()
    out = np.broadcast_to(open_.barred if barred is None else barred, shape)
    bundles = (open_.closure.astype(np.float32) @ open_.reach > 0.5).astype(np.float64).T
    loads, ceilings = _burdens(open_, float(budgets.max(initial=0.0)))
    needs = [(open_.closure * load).T for load in loads]
    live = np.arange(len(values))
    while live.size and open_.count:
        held = chosen[live]
        lacking = (~held).astype(np.float64)
        reached = open_.reached(held)
        days = product(lacking, needs[0])
        ratios = product(np.where(reached, 0.0, values[live]), bundles) / (days + 1e-9)
        ratios[held | out[live]] = 0.0
        ratios[days > (budgets[live] - held @ loads[0])[:, None] + 1e-9] = 0.0
        for need, load, ceiling in zip(needs[1:], loads[1:], ceilings, strict=True):
            ratios[product(lacking, need) > (ceiling - held @ load)[:, None] + 1e-9] = 0.0
        best = ratios.argmax(axis=1)
        going = ratios[np.arange(live.size), best] > 0.0
        live, best = live[going], best[going]
        chosen[live] |= open_.closure[best]
    return chosen


def refined(
    open_: Situation, values: NDArray[np.float64], budgets: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """(Q,) values and (B,) budgets → (M, n): the B greedy sets first, then what improves on them.

    The rest are the sets that come of taking one action out of a greedy set, with all that need it,
    and filling up without it.
    """
    first = greedy(open_, np.repeat(values[None, :], budgets.size, axis=0), budgets)
    rows, without = np.nonzero(first & ~open_.forced)
    barred = open_.barred | open_.closure[:, without].T
    refilled = greedy(
        open_,
        np.repeat(values[None, :], rows.size, axis=0),
        budgets[rows],
        start=first[rows] & ~(barred & ~open_.forced),
        barred=barred,
    )
    return np.concatenate([first, refilled])


def _burdens(open_: Situation, budget: float) -> tuple[list[NDArray[np.float64]], list[float]]:
    """Person-days of each action: in all, then for every owner whose days could run out."""
    loads = open_.owner_loads()
    tight = open_.tight_owners(budget)
    return [open_.efforts, *(loads[:, owner] for owner in tight)], [
        open_.limits.owner_days
    ] * tight.size
