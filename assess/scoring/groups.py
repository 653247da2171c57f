"""People sorted into their groups once, so that every figure is one pass over all groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from assess.model.errors import ScoringError

if TYPE_CHECKING:
    from assess.scoring.arrays import Bools, Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Who belongs to which group.  A group may be empty after `restrict`; it keeps its place."""

    labels: tuple[str | int, ...]
    """distinct labels in sorted order, one a group"""
    codes: Ints
    """index into `labels`, one a person, in the order of the input"""
    order: Ints
    """the people sorted by group"""
    sizes: Ints
    """people in each group"""

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.codes)

    def sums(self, values: Floats) -> Floats:
        """Sum `values` (people, or people x items) within each group; 0 for an empty group."""
        out = np.zeros((len(self.sizes), *values.shape[1:]))
        filled = self.sizes > 0
        if filled.any():
            starts = (np.cumsum(self.sizes) - self.sizes)[filled]
            out[filled] = np.add.reduceat(values[self.order], starts, axis=0)
        return out

    def means(self, values: Floats) -> Floats:
        """Mean of `values` within each group; NaN for an empty group."""
        totals = self.sums(values)
        sizes = self.sizes.reshape(-1, *([1] * (values.ndim - 1)))
        out = np.full(totals.shape, np.nan)
        np.divide(totals, sizes, out=out, where=np.broadcast_to(sizes > 0, totals.shape))
        return out

    def restrict(self, kept: Bools) -> Grouping:
        """Return the grouping of the people for whom `kept` is true, with the same groups."""
        return _grouping(self.labels, self.codes[kept])


def group(labels: npt.ArrayLike) -> Grouping:
    """Sort people by their group's label (text or whole numbers; one a person).

    Raises ScoringError when the labels are not one-dimensional or cannot be sorted together.
    """
    array = np.asarray(labels)
    if array.ndim != 1:
        raise ScoringError("groups must hold one label a person")
    if array.dtype.kind == "f":
        raise ScoringError("a group's label must be text or a whole number, never missing")
    try:
        distinct, codes = np.unique(array, return_inverse=True)
    except TypeError as error:
        raise ScoringError("groups must be all text or all whole numbers") from error
    return _grouping(tuple(distinct.tolist()), codes.astype(np.int64, copy=False))


def _grouping(labels: tuple[str | int, ...], codes: Ints) -> Grouping:
    in_order = codes.size == 0 or bool((codes[1:] >= codes[:-1]).all())
    order = np.arange(codes.size) if in_order else np.argsort(codes, kind="stable")
    return Grouping(labels, codes, order, np.bincount(codes, minlength=len(labels)))
