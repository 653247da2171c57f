"""Laying a chosen set over 30, 90 and 180 days: who does what, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from assess.planning.situation import HORIZON_DAYS, MONTH_DAYS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assess.planning.situation import Situation

Window = Literal[0, 30, 90, 180]
WINDOWS: tuple[Window, ...] = (30, 90, 180)


@dataclass(frozen=True, slots=True)
class Slot:
    """When one chosen action is worked on, in calendar days from the start of the plan."""

    action: int
    """index in the situation"""
    begin: float
    end: float

    @property
    def window(self) -> Window:
        """Return the first of 30, 90 and 180 days by which it is done."""
        return next((days for days in WINDOWS if self.end <= days + 1e-6), 180)


def schedule(
    open_: Situation, chosen: NDArray[np.bool_], gains: NDArray[np.float64]
) -> tuple[Slot, ...] | None:
    """Order a set of actions; None when it cannot be finished within 180 days this way.

    `chosen`: (n,) the set, prerequisites included.  `gains`: (n,) gain of each action on its own.
    Every owner works on one action at a time at the stated capacity; an action starts when its
    prerequisites are done and its owner is free.  Among those that are ready, the largest gain per
    day comes first, where a prerequisite counts as much as the best action that waits for it; ties
    by id.
    """
    if not chosen.any():
        return ()
    if open_.limits.capacity_days <= 0.0:
        return () if not open_.efforts[chosen].any() else None
    rate = open_.limits.capacity_days / MONTH_DAYS
    urgency = _urgency(open_, chosen, gains)
    waiting = sorted(np.flatnonzero(chosen).tolist(), key=lambda action: (-urgency[action], action))
    needs = {a: np.flatnonzero(open_.direct[a] & chosen).tolist() for a in waiting}
    done: dict[int, float] = {}
    free = [0.0] * len(open_.owners)
    slots = []
    while waiting:
        action = next(a for a in waiting if done.keys() >= set(needs[a]))
        waiting.remove(action)
        owner = int(open_.owner_of[action])
        begin = max([free[owner], *(done[other] for other in needs[action])])
        end = begin + float(open_.efforts[action]) / rate
        if end > HORIZON_DAYS + 1e-6:
            return None
        done[action] = free[owner] = end
        slots.append(Slot(action, begin, end))
    return tuple(sorted(slots, key=lambda slot: (slot.begin, slot.action)))


def _urgency(
    open_: Situation, chosen: NDArray[np.bool_], gains: NDArray[np.float64]
) -> NDArray[np.float64]:
    """(n,) gain per day of an action or of the best chosen one that waits for it."""
    own = gains / (open_.efforts + 1e-9)
    waiting = open_.closure & chosen[:, None]
    result: NDArray[np.float64] = np.where(waiting, own[:, None], -np.inf).max(axis=0)
    return result
