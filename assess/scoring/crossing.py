"""Which groups may be shown when they overlap: every filter combination, cross tables.

Cells are the finest groups that the shown totals can tell apart.  A reader can form any combination
of the shown totals.  One that depends on a set of cells T alone exists exactly when the projection
on what the totals leave open is singular on T.  So every T of too few people is tested.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assess.scoring.arrays import Floats, Ints

MOST_CELLS = 400
MOST_SETS = 20_000
"""more cells, or small sets of cells, than this are not searched"""

_ZERO = 1e-8


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Groups as sums of cells."""

    inside: Floats
    """groups x cells, 1 where the cell is part of the group"""
    people: tuple[int, ...]
    """people in each cell"""

    @classmethod
    def of(cls, members: Sequence[frozenset[str]]) -> Cells:
        """Find the cells: people who are in exactly the same groups."""
        groups_of: dict[str, list[int]] = defaultdict(list)
        for place, people in enumerate(members):
            for person in people:
                groups_of[person].append(place)
        found = Counter(tuple(places) for places in groups_of.values())
        cells = sorted(found)
        inside = np.zeros((len(members), len(cells)))
        for cell, places in enumerate(cells):
            inside[list(places), cell] = 1.0
        return cls(inside, tuple(found[cell] for cell in cells))


def safe_crossing(cells: Cells, sizes: Sequence[int], minimum: int) -> list[bool] | None:
    """Return which groups may be shown, or None when there are too many cells to search.

    Groups earlier in the sequence go first where one must go, so put the smallest first.
    """
    small = _small_sets(cells.people, minimum)
    if small is None:
        return None
    shown = np.array([size >= minimum for size in sizes])
    while True:
        open_ = _open(cells.inside[shown])
        combination = _disclosed(open_, small)
        if combination is None:
            break
        shown[_smallest_used(cells.inside, shown, combination)] = False
    # what is a combination of shown totals anyway may as well be shown
    left_open = np.abs(cells.inside @ open_).max(axis=1, initial=0.0)
    return [
        bool(visible or (gap < _ZERO and size >= minimum))
        for visible, gap, size in zip(shown, left_open, sizes, strict=True)
    ]


def _small_sets(people: Sequence[int], minimum: int) -> list[Ints] | None:
    """Return all sets of cells with fewer than `minimum` people, by number of cells."""
    if len(people) > MOST_CELLS:
        return None
    small = sorted((count, cell) for cell, count in enumerate(people) if count < minimum)
    found: list[Ints] = []
    # a set with the people it holds and the place in `small` from which it may grow
    sets: list[tuple[tuple[int, ...], int, int]] = [((), 0, 0)]
    total = 0
    while sets:
        sets = list(islice(_grown(sets, small, minimum), MOST_SETS + 1))
        total += len(sets)
        if total > MOST_SETS:
            return None
        if sets:
            found.append(np.array([chosen for chosen, _, _ in sets], dtype=np.int64))
    return found


def _grown(
    sets: Sequence[tuple[tuple[int, ...], int, int]], small: Sequence[tuple[int, int]], minimum: int
) -> Iterator[tuple[tuple[int, ...], int, int]]:
    """Add one more cell to each set while it stays small; cells come fewest people first."""
    for chosen, people, start in sets:
        for place in range(start, len(small)):
            count, cell = small[place]
            if people + count >= minimum:
                break
            yield (*chosen, cell), people + count, place + 1


def _open(shown: Floats) -> Floats:
    """Return the projection (cells x cells) on what the shown totals leave open."""
    if not shown.size:
        return np.eye(shown.shape[1])
    _, values, right = np.linalg.svd(shown, full_matrices=False)
    basis = right[values > _ZERO * max(float(values[0]), 1.0)]
    return np.asarray(np.eye(shown.shape[1]) - basis.T @ basis, dtype=np.float64)


def _disclosed(open_: Floats, small: Sequence[Ints]) -> Floats | None:
    """Return a combination of totals that depends on too few people, as weights of cells."""
    for sets in small:
        values, vectors = np.linalg.eigh(open_[sets[:, :, None], sets[:, None, :]])
        found = np.flatnonzero(values[:, 0] < _ZERO)
        if found.size:
            weights = np.zeros(len(open_))
            weights[sets[found[0]]] = vectors[found[0], :, 0]
            return weights
    return None


def _smallest_used(inside: Floats, shown: Floats, combination: Floats) -> int:
    """Return the first shown group that the combination makes use of."""
    places = np.flatnonzero(shown)
    factors = np.linalg.lstsq(inside[places].T, combination, rcond=None)[0]
    return int(places[np.flatnonzero(np.abs(factors) > 1e-6)[0]])
