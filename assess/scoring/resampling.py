"""Resampling people: a bootstrap of per-person sums, as one matrix product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import ScoringError
from assess.scoring.intervals import t_quantile

if TYPE_CHECKING:
    from assess.scoring.arrays import Floats, Ints

MOST_BLOCKS = 200
"""with more people than this they are resampled in random blocks: same error, bounded cost"""


@dataclass(frozen=True, slots=True, eq=False)
class Resampling:
    """How often each block of people was drawn in each resample."""

    counts: Floats
    """draws x blocks; each row sums to the number of blocks"""
    block: Ints
    """block of each person"""

    @property
    def blocks(self) -> int:
        """How many blocks are resampled; one a person unless there are many people."""
        return int(self.counts.shape[1])

    @property
    def reach(self) -> float:
        """Standard errors to an interval's end: t with the correction for few people.

        The bootstrap variance of a mean of P people is (P-1)/P of what it should be.
        """
        spare = self.blocks - 1
        return float(t_quantile(spare)) * float(np.sqrt(self.blocks / spare))

    def totals(self, sums: Floats) -> Floats:
        """Return the totals (draws x columns) of per-person sums (people x columns)."""
        if len(sums) == self.blocks:
            return self.counts @ sums
        blocked = np.zeros((self.blocks, sums.shape[1]))
        np.add.at(blocked, self.block, sums)
        return self.counts @ blocked


def resampling(people: int, draws: int, rng: np.random.Generator) -> Resampling:
    """Draw people with replacement; ScoringError with fewer than two people or draws."""
    if people < 2 or draws < 2:
        raise ScoringError("resampling needs at least two people and two draws")
    blocks = min(people, MOST_BLOCKS)
    block = np.arange(people)
    if people > blocks:
        block = rng.permutation(people) % blocks
    drawn = rng.integers(0, blocks, (draws, blocks)) + blocks * np.arange(draws)[:, None]
    counts = np.bincount(drawn.ravel(), minlength=draws * blocks).reshape(draws, blocks)
    return Resampling(counts.astype(np.float64), block)
