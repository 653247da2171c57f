"""Finding out which actions are open to a team, and laying its choice out as arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import PlanError
from assess.planning.situation import HORIZON_DAYS, TYPICAL_LEVEL, Limits, Position, Situation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assess.model.evidence import Action
    from assess.planning.actions import Catalogue


def situation(
    catalogue: Catalogue, position: Position, limits: Limits, applies: frozenset[str] | None = None
) -> Situation:
    """Lay out the choice of one team.

    `applies`: ids of the actions whose condition holds for the team, all when None.  An action is
    open when it applies, is not already done (every practice it raises is known to stand there) and
    either moves a practice or is required by one that does.  What does not apply or is already done
    counts as fulfilled where it is required, and is not added.  Added actions bring their
    prerequisites.

    Raises `PlanError` for unknown ids among added and dropped, an added action that needs a dropped
    one, added actions beyond the budget or an owner's capacity, and levels that are not numbers.
    """
    actions = _open_actions(catalogue, position, limits, applies)
    direct, closure = _prerequisites(actions)
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


def _open_actions(
    catalogue: Catalogue, position: Position, limits: Limits, applies: frozenset[str] | None
) -> tuple[Action, ...]:
    """Actions that apply, are undone and move something, with those that they require."""
    if not np.isfinite(position.levels).all():
        raise PlanError("A practice level is not a number; an unknown practice stands at 2.")
    unknown = sorted((limits.added | limits.dropped) - {a.id for a in catalogue.actions})
    if unknown:
        raise PlanError(f"There is no action {', '.join(unknown)} to add or drop.")
    level = dict(zip(position.practices, position.levels.tolist(), strict=True))
    known = dict(zip(position.practices, position.known.tolist(), strict=True))
    fitting = [a for a in catalogue.actions if applies is None or a.id in applies]
    undone = [a for a in fitting if not _done(a, level, known)]
    _, closure = _prerequisites(undone)
    wanted = np.array([a.id in limits.added or _moves(a, level) for a in undone], dtype=bool)
    needed = (closure & wanted[:, None]).any(axis=0)
    return tuple(action for action, is_needed in zip(undone, needed, strict=True) if is_needed)


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
