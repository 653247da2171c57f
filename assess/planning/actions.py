"""Checking a catalogue of actions: known and acyclic prerequisites, sane efforts and levels."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING

from assess.model.errors import PlanError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assess.model.evidence import Action

HIGHEST_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Actions that can form plans: sorted by id, prerequisites known, no cycle."""

    actions: tuple[Action, ...]


def catalogue(actions: Iterable[Action]) -> Catalogue:
    """Check actions once and sort them by id.

    Raises `PlanError` for two actions with one id, an unknown prerequisite, a cycle, an effort that
    is not 0 <= low <= likely <= high, and a level that no practice has.
    """
    ordered = tuple(sorted(actions, key=lambda action: action.id))
    by_id = {action.id: action for action in ordered}
    if len(by_id) < len(ordered):
        doubled = sorted({a.id for a, b in pairwise(ordered) if a.id == b.id})
        raise PlanError(f"More than one action has the id {', '.join(doubled)}.")
    for action in ordered:
        _check(action, by_id)
    finished: set[str] = set()
    for action in ordered:
        _walk(action.id, by_id, finished, ())
    return Catalogue(ordered)


def _check(action: Action, by_id: dict[str, Action]) -> None:
    for needed in action.requires:
        if needed not in by_id:
            raise PlanError(f"Action {action.id!r} requires {needed!r}, which does not exist.")
    effort = action.effort
    if not (0.0 <= effort.low <= effort.likely <= effort.high and isfinite(effort.high)):
        raise PlanError(
            f"Action {action.id!r}: the effort must be 0 <= low <= likely <= high person-days, "
            f"not {effort.low}, {effort.likely}, {effort.high}."
        )
    for practice, level in action.raises.items():
        if not 0 <= level <= HIGHEST_LEVEL:
            raise PlanError(
                f"Action {action.id!r} raises {practice!r} to {level}; levels are 0 to 4."
            )


def _walk(id_: str, by_id: dict[str, Action], finished: set[str], above: tuple[str, ...]) -> None:
    """Follow the prerequisites depth first; `above` is the chain that led here."""
    if id_ in above:
        chain = " → ".join((*above[above.index(id_) :], id_))
        raise PlanError(f"Actions that require each other can never start: {chain}.")
    if id_ not in finished:
        for needed in by_id[id_].requires:
            _walk(needed, by_id, finished, (*above, id_))
        finished.add(id_)
