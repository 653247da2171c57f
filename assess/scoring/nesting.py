"""Which groups may be shown when any two are nested or disjoint: total, units, teams.

Then everything a reader can work out is a sum of remainders: of each shown group, the people who
are in none of the shown groups inside it.  So every remainder must be empty or large enough.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from assess.model.errors import ScoringError

if TYPE_CHECKING:
    from collections.abc import Sequence


def nested_parents(members: Sequence[frozenset[str]]) -> list[int] | None:
    """Return the place of the smallest group around each one, -1 for none.

    None when two groups overlap without one holding the other.  Of equal groups the later one in
    the sequence holds the earlier.
    """
    around: dict[str, list[int]] = defaultdict(list)
    for place in sorted(range(len(members)), key=lambda i: (len(members[i]), i), reverse=True):
        for person in members[place]:
            around[person].append(place)
    parents = [-1] * len(members)
    seen = [False] * len(members)
    for chain in around.values():
        for outer, inner in zip([-1, *chain], chain, strict=False):
            if seen[inner] and parents[inner] != outer:
                return None
            parents[inner], seen[inner] = outer, True
    return parents


def safe_nested(parents: Sequence[int], sizes: Sequence[int], minimum: int) -> list[bool]:
    """Return which groups may be shown.

    `parents` holds the place of each group's parent, -1 for none; groups earlier in the sequence
    go first where one must go.  Small groups are hidden; then, from the innermost outwards, the
    smallest shown group inside each is hidden as well until its remainder is large enough.
    Raises ScoringError for a circle of parents or children that outnumber their parent.
    """
    children: dict[int, list[int]] = defaultdict(list)
    for place, parent in enumerate(parents):
        children[parent].append(place)
    shown = [size >= minimum for size in sizes]
    rest = _direct(children, sizes)
    inside: list[list[int]] = [[] for _ in sizes]
    order = _innermost_first(children, len(sizes))
    for place in order:
        for child in children[place]:
            _absorb(child, place, shown, rest, inside)
        while shown[place] and 0 < rest[place] < minimum and inside[place]:
            smallest = min(inside[place], key=lambda one: (rest[one] == 0, sizes[one], one))
            inside[place].remove(smallest)
            shown[smallest] = False
            _absorb(smallest, place, shown, rest, inside)
    return _readmit(order, children, sizes, shown, minimum)


def _direct(children: dict[int, list[int]], sizes: Sequence[int]) -> list[int]:
    """People of each group who are in none of its children."""
    rest = [
        size - sum(sizes[child] for child in children[place]) for place, size in enumerate(sizes)
    ]
    if any(people < 0 for people in rest):
        raise ScoringError("the parts of a group have more people than the group")
    return rest


def _innermost_first(children: dict[int, list[int]], count: int) -> list[int]:
    order = list(children[-1])
    for place in order:
        order.extend(children[place])
    if len(order) != count:
        raise ScoringError("groups must not be part of each other in a circle")
    return order[::-1]


def _absorb(
    inner: int, outer: int, shown: list[bool], rest: list[int], inside: list[list[int]]
) -> None:
    """Put a group in its place inside another: as shown, or as hidden people and shown parts."""
    if shown[inner]:
        inside[outer].append(inner)
    else:
        rest[outer] += rest[inner]
        inside[outer].extend(inside[inner])


def _readmit(
    order: Sequence[int],
    children: dict[int, list[int]],
    sizes: Sequence[int],
    shown: list[bool],
    minimum: int,
) -> list[bool]:
    """Show again what is the sum of shown parts anyway: hiding it hides nothing."""
    rest = _direct(children, sizes)
    for place in order:
        rest[place] += sum(rest[child] for child in children[place] if not shown[child])
        if rest[place] == 0 and sizes[place] >= minimum:
            shown[place] = True
    return shown
