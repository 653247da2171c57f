"""One team's choice as arrays: which actions are open to it, what they cost, what they move."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import PlanError
from assess.planning.products import product

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from assess.model.evidence import Action

    RiskOf = Callable[[NDArray[np.float64]], NDArray[np.float32]]
    """(M, K) factor states → (M, D) probabilities of failure draw by draw; falls with each state"""

HORIZON_DAYS = 180
"""the last window of a plan"""

MONTH_DAYS = 30
"""the span an owner's capacity is stated for"""

TYPICAL_LEVEL = 2.0
"""level whose state is 0; an unknown practice stands here"""


@dataclass(frozen=True, slots=True, eq=False)
class Position:
    """Where a team stands: P practices and how they make up K factor states."""

    practices: tuple[str, ...]
    levels: NDArray[np.float64]
    """(P,) levels 0 to 4; an unknown practice stands at 2"""
    known: NDArray[np.bool_]
    """(P,)"""
    loadings: NDArray[np.float64]
    """(K, P): states = loadings @ (levels - 2) / 2"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a plan may use, and what a what-if forces into it or keeps out of it."""

    budget_days: float
    """likely person-days of the whole plan"""
    capacity_days: float
    """person-days one owner can give in 30 days"""
    added: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Raise `PlanError` for amounts that are negative or not a number, and contradictions."""
        for name, days in (("budget", self.budget_days), ("capacity", self.capacity_days)):
            if not (isfinite(days) and days >= 0.0):
                raise PlanError(f"The {name} must be 0 or more person-days, not {days}.")
        both = self.added & self.dropped
        if both:
            raise PlanError(
                f"An action cannot be both added and dropped: {', '.join(sorted(both))}."
            )

    @property
    def owner_days(self) -> float:
        """Return the person-days one owner can give until the end of the plan."""
        return self.capacity_days * HORIZON_DAYS / MONTH_DAYS


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """n open actions, sorted by id, and the Q steps of practice levels they reach.

    Raises do not add up: a practice stands at the highest level that any chosen action raises it
    to.  So each practice is cut into steps, and a step counts once, whoever takes it.
    """

    actions: tuple[Action, ...]
    efforts: NDArray[np.float64]
    """(n,) likely person-days"""
    owners: tuple[str, ...]
    owner_of: NDArray[np.intp]
    """(n,) index of the owner"""
    closure: NDArray[np.bool_]
    """(n, n) row a: the actions that a plan with a must hold, a itself among them"""
    direct: NDArray[np.bool_]
    """(n, n) row a: the actions that a requires directly"""
    start: NDArray[np.float64]
    """(K,) states before the plan"""
    reach: NDArray[np.float32]
    """(n, Q) 1 where an action takes a step"""
    shifts: NDArray[np.float64]
    """(Q, K) what a step adds to the states"""
    added: NDArray[np.bool_]
    """(n,) asked for by the what-if"""
    forced: NDArray[np.bool_]
    """(n,) in every plan: what is added and what that requires"""
    barred: NDArray[np.bool_]
    """(n,) in no plan"""
    limits: Limits

    @property
    def count(self) -> int:
        """Return the number of open actions."""
        return len(self.actions)

    def states(self, sets: NDArray[np.bool_]) -> NDArray[np.float64]:
        """(M, n) sets of actions → (M, K) states after them."""
        moved = product(self.reached(sets).astype(np.float64), self.shifts)
        result: NDArray[np.float64] = self.start + moved
        return result

    def reached(self, sets: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """(M, n) sets of actions → (M, Q) True for every step that one of them takes."""
        result: NDArray[np.bool_] = product(sets.astype(np.float32), self.reach) > 0.5
        return result

    def worth(self, sets: NDArray[np.bool_], values: NDArray[np.float64]) -> NDArray[np.float64]:
        """(M, n) sets and (Q,) values of the steps → (M,) linear worth of each set."""
        result: NDArray[np.float64] = self.reached(sets).astype(np.float64) @ values
        return result

    def days(self, sets: NDArray[np.bool_]) -> NDArray[np.float64]:
        """(M, n) sets of actions → (M,) likely person-days."""
        result: NDArray[np.float64] = sets @ self.efforts
        return result

    def owner_loads(self) -> NDArray[np.float64]:
        """(n, O) person-days that each action takes of each owner."""
        loads = np.zeros((self.count, len(self.owners)))
        loads[np.arange(self.count), self.owner_of] = self.efforts
        return loads

    def tight_owners(self, budget: float) -> NDArray[np.intp]:
        """Owners whose days could run out under a budget: with little budget, none."""
        possible = np.minimum(self.owner_loads().sum(axis=0), budget)
        return np.flatnonzero(possible > self.limits.owner_days + 1e-9)

    def allowed(self, sets: NDArray[np.bool_], budget: float | None = None) -> NDArray[np.bool_]:
        """(M, n) → (M,) True where budget, owners, prerequisites and the what-if are respected."""
        days = self.limits.budget_days if budget is None else budget
        missing = product(sets.astype(np.float32), self.direct.astype(np.float32)) > 0.5
        fits = self.days(sets) <= days + 1e-9
        fits &= (sets @ self.owner_loads() <= self.limits.owner_days + 1e-9).all(axis=1)
        fits &= ~(missing & ~sets).any(axis=1) & ~sets[:, self.barred].any(axis=1)
        result: NDArray[np.bool_] = fits & sets[:, self.forced].all(axis=1)
        return result
