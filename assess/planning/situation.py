"""One team's choice as arrays: which actions are open to it, what they cost, what they move."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import PlanError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from assess.model.evidence import Action
    from assess.planning.actions import Catalogue

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
        reached = sets.astype(np.float32) @ self.reach > 0.5
        result: NDArray[np.float64] = self.start + reached @ self.shifts
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

    def allowed(self, sets: NDArray[np.bool_], budget: float | None = None) -> NDArray[np.bool_]:
        """(M, n) → (M,) True where budget, owners, prerequisites and the what-if are respected."""
        days = self.limits.budget_days if budget is None else budget
        missing = sets.astype(np.float32) @ self.direct.astype(np.float32) > 0.5
        fits = self.days(sets) <= days + 1e-9
        fits &= (sets @ self.owner_loads() <= self.limits.owner_days + 1e-9).all(axis=1)
        fits &= ~(missing & ~sets).any(axis=1) & ~sets[:, self.barred].any(axis=1)
        result: NDArray[np.bool_] = fits & sets[:, self.forced].all(axis=1)
        return result

    def set_of(self, ids: Sequence[str]) -> NDArray[np.bool_]:
        """(n,) the set that holds these action ids."""
        return np.isin(np.array([action.id for action in self.actions]), list(ids))


def situation(
    catalogue: Catalogue, position: Position, limits: Limits, applies: frozenset[str] | None = None
) -> Situation:
    """Lay out the choice of one team.

    `applies`: ids of the actions whose condition holds for the team, all when None.  An action is
    open when it applies, is not already done (every practice it raises is known to stand there) and
    either moves a practice or is required by one that does.  What does not apply or is already done
    counts as fulfilled where it is required.  Added actions bring their prerequisites.

    Raises `PlanError` for unknown ids among added and dropped, an added action that needs a dropped
    one, and added actions beyond the budget or an owner's capacity.
    """
    by_id = {action.id: action for action in catalogue.actions}
    unknown = sorted((limits.added | limits.dropped) - by_id.keys())
    if unknown:
        raise PlanError(f"There is no action {', '.join(unknown)} to add or drop.")
    level = dict(zip(position.practices, position.levels.tolist(), strict=True))
    known = dict(zip(position.practices, position.known.tolist(), strict=True))
    fitting = {a.id for a in catalogue.actions if applies is None or a.id in applies}
    undone = {id_ for id_ in fitting if not _done(by_id[id_], level, known)}
    ids = tuple(sorted(undone))
    direct, closure = _prerequisites([by_id[id_] for id_ in ids])
    wanted = np.array([id_ in limits.added or _moves(by_id[id_], level) for id_ in ids], dtype=bool)
    open_ = np.flatnonzero((closure & wanted[:, None]).any(axis=0))
    actions = tuple(by_id[ids[index]] for index in open_)
    direct, closure = direct[np.ix_(open_, open_)], closure[np.ix_(open_, open_)]
    reach, shifts = _steps(actions, position)
    owners = tuple(sorted({action.owner for action in actions}))
    added = np.array([action.id in limits.added for action in actions], dtype=bool)
    dropped = np.array([action.id in limits.dropped for action in actions], dtype=bool)
    endless = _endless(actions, closure, limits)
    result = Situation(
        actions=actions,
        efforts=np.array([action.effort.likely for action in actions], dtype=float),
        owners=owners,
        owner_of=np.array([owners.index(action.owner) for action in actions], dtype=np.intp),
        closure=closure,
        direct=direct,
        start=position.loadings @ ((position.levels - TYPICAL_LEVEL) / 2.0),
        reach=reach,
        shifts=shifts,
        added=added,
        forced=np.asarray(closure[added].any(axis=0)),
        barred=np.asarray((closure & (dropped | endless)).any(axis=1)),
        limits=limits,
    )
    _check_forced(result, endless)
    return result


def _endless(
    actions: Sequence[Action], closure: NDArray[np.bool_], limits: Limits
) -> NDArray[np.bool_]:
    """(n,) True where an action and the longest chain before it exceed the last window."""
    efforts = np.array([action.effort.likely for action in actions])
    chains = np.zeros(len(actions))
    for action in np.argsort(closure.sum(axis=1), kind="stable"):
        before = closure[action].copy()
        before[action] = False
        chains[action] = efforts[action] + (chains[before].max() if before.any() else 0.0)
    result: NDArray[np.bool_] = chains > limits.owner_days + 1e-9
    return result


def _done(action: Action, level: dict[str, float], known: dict[str, bool]) -> bool:
    """Tell whether every practice the action raises that the team has is known to stand there."""
    met = [known[p] and level[p] >= target for p, target in action.raises.items() if p in level]
    return bool(met) and all(met)


def _moves(action: Action, level: dict[str, float]) -> bool:
    return any(p in level and target > level[p] for p, target in action.raises.items())


def _prerequisites(actions: Sequence[Action]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Direct prerequisites among these actions, and all of them with the action itself."""
    place = {action.id: index for index, action in enumerate(actions)}
    direct = np.zeros((len(actions), len(actions)), dtype=bool)
    for row, action in enumerate(actions):
        direct[row, [place[other] for other in action.requires if other in place]] = True
    closure = np.eye(len(actions), dtype=bool)
    while True:
        wider = closure | (closure.astype(np.float32) @ direct.astype(np.float32) > 0.5)
        if np.array_equal(wider, closure):
            return direct, closure
        closure = wider


def _steps(
    actions: Sequence[Action], position: Position
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Cut the raised practices into steps; steps taken by the same actions become one."""
    column = {practice: index for index, practice in enumerate(position.practices)}
    raised: dict[int, list[tuple[int, int]]] = {}
    for row, action in enumerate(actions):
        for practice, target in action.raises.items():
            if practice in column:
                raised.setdefault(column[practice], []).append((target, row))
    moved: dict[tuple[int, ...], NDArray[np.float64]] = {}
    for practice_column, targets in sorted(raised.items()):
        below = float(position.levels[practice_column])
        for target in sorted({target for target, _ in targets if target > below}):
            takers = tuple(row for other, row in targets if other >= target)
            shift = position.loadings[:, practice_column] * ((target - below) / 2.0)
            moved[takers] = moved[takers] + shift if takers in moved else shift
            below = float(target)
    reach = np.zeros((len(actions), len(moved)), dtype=np.float32)
    shifts = np.zeros((len(moved), len(position.loadings)))
    for step, takers in enumerate(sorted(moved)):
        reach[list(takers), step] = 1.0
        shifts[step] = moved[takers]
    return reach, shifts


def _check_forced(open_: Situation, endless: NDArray[np.bool_]) -> None:
    clash = open_.forced & open_.barred
    if clash.any():
        ids = np.array([action.id for action in open_.actions])
        needing = open_.closure[:, clash].any(axis=1) & open_.added
        names = ", ".join(ids[needing])
        if (clash & endless).any():
            raise PlanError(
                f"With what they require, these added actions take their owners longer than "
                f"{HORIZON_DAYS} days: {names}."
            )
        raise PlanError(f"An added action needs one that is dropped: {names}.")
    needed = float(open_.efforts[open_.forced].sum())
    if needed > open_.limits.budget_days + 1e-9:
        raise PlanError(
            f"The added actions and what they require take {needed:g} person-days; "
            f"the budget is {open_.limits.budget_days:g}."
        )
    loads = open_.owner_loads()[open_.forced].sum(axis=0)
    if (loads > open_.limits.owner_days + 1e-9).any():
        name = open_.owners[int(loads.argmax())]
        raise PlanError(
            f"The added actions take {loads.max():g} person-days of {name!r} within "
            f"{HORIZON_DAYS} days; the capacity is {open_.limits.owner_days:g}."
        )
