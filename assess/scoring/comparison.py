"""Teams side by side: joint draws instead of bare ranks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import ScoringError
from assess.scoring.intervals import UPPER, Z

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.result import Estimate
    from assess.scoring.arrays import Floats

DRAWS = 2_000
"""joint draws: a probability is then known to about one point"""

MOST_PAIRS = 200
"""teams up to which probabilities are given for every pair"""

DRAWS_FOR_MANY = 500
"""joint draws beyond that many teams: enough for the ends of a rank interval"""

TOLD_APART = UPPER
"""probability of being ahead from which two teams are told apart: outside an 80 % interval"""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one team stands among those with a figure; rank 1 is best."""

    rank_low: int | None
    rank_high: int | None


@dataclass(frozen=True, slots=True)
class TeamComparison:
    """All teams on one figure, in the order they were given."""

    standings: tuple[Standing, ...]
    """80 % interval of each team's rank; None for a team without a figure"""
    ahead: tuple[tuple[float | None, ...], ...]
    """[i][j] probability that i is better than j, None without both figures; empty unless asked"""
    groups: tuple[tuple[int, ...], ...]
    """teams that cannot be told apart, as positions in the order given, best group first"""


def joint_draws(
    estimates: Sequence[Estimate], rng: np.random.Generator, draws: int = DRAWS
) -> Floats:
    """Draw every team's figure, draws x teams; NaN for a team without one.

    A normal on each side of the value, so that the 10 and 90 % quantiles are the interval's ends;
    a figure without interval is drawn as it stands.  Teams are independent.
    """
    figures = np.array([_sides(estimate) for estimate in estimates]).reshape(-1, 3)
    noise = rng.standard_normal((draws, len(figures)))
    return figures[:, 0] + noise * np.where(noise < 0, figures[:, 1], figures[:, 2])


def compare(
    estimates: Sequence[Estimate],
    rng: np.random.Generator,
    *,
    lower_is_better: bool = False,
    pairs: bool = False,
    draws: int | None = None,
) -> TeamComparison:
    """Rank teams by joint draws.

    Compare shrunken estimates where there are any: raw means lie too far apart.  Raises
    ScoringError when pairs are asked for among more than 200 teams.
    """
    if pairs and len(estimates) > MOST_PAIRS:
        raise ScoringError(f"probabilities of pairs are given for up to {MOST_PAIRS} teams")
    known = [i for i, estimate in enumerate(estimates) if estimate.value is not None]
    if draws is None:
        draws = DRAWS if len(known) <= MOST_PAIRS else DRAWS_FOR_MANY
    drawn = joint_draws([estimates[i] for i in known], rng, draws)
    better = -drawn if lower_is_better else drawn
    return compare_drawn(better, known, len(estimates), pairs=pairs)


def compare_drawn(
    better: Floats, places: Sequence[int], teams: int, *, pairs: bool = False
) -> TeamComparison:
    """Rank by draws made elsewhere: draws x known teams, higher is better.

    `places` are the known teams' places among all `teams`.
    """
    low, high = rank_intervals(better)
    standings = [Standing(None, None)] * teams
    for column, i in enumerate(places):
        standings[i] = Standing(int(low[column]), int(high[column]))
    groups = tuple(tuple(places[column] for column in run) for run in alike(better))
    table = _spread(ahead_of(better), places, teams) if pairs else ()
    return TeamComparison(tuple(standings), table, groups)


def rank_intervals(drawn: Floats) -> tuple[Floats, Floats]:
    """Return the 80 % interval of each column's rank over the rows; highest is rank 1."""
    draws, teams = drawn.shape
    if not draws or not teams:
        return np.zeros(teams), np.zeros(teams)
    ranks = np.empty((teams, draws), dtype=np.int32)
    order = np.argsort(-drawn, axis=1)
    np.put_along_axis(ranks.T, order, np.arange(1, teams + 1, dtype=np.int32)[None, :], axis=1)
    tail = int((1 - UPPER) * draws)
    ranks.partition((tail, draws - 1 - tail), axis=1)
    return ranks[:, tail].astype(np.float64), ranks[:, draws - 1 - tail].astype(np.float64)


def ahead_of(drawn: Floats) -> Floats:
    """Return the share of rows in which column i is above column j; ties count half."""
    columns = np.ascontiguousarray(drawn.T)
    table = np.full((len(columns), len(columns)), 0.5)
    for i, column in enumerate(columns[:-1]):
        others = columns[i + 1 :]
        share = ((column > others).mean(axis=1) + (column >= others).mean(axis=1)) / 2
        table[i, i + 1 :], table[i + 1 :, i] = share, 1 - share
    return table


def alike(drawn: Floats) -> tuple[tuple[int, ...], ...]:
    """Return the runs of columns that cannot be told apart, best first.

    In order of their means, a run is as long as its first is not ahead of its last with
    probability .9.  Runs may overlap: A and B alike, B and C alike, A and C not.
    """
    order = np.argsort(-drawn.mean(axis=0), kind="stable") if len(drawn) else np.zeros(0, int)
    runs: list[tuple[int, ...]] = []
    end = 0
    for start, first in enumerate(order):
        reach = max(end, start + 1)
        while reach < len(order) and _ahead(drawn[:, first], drawn[:, order[reach]]) < TOLD_APART:
            reach += 1
        if reach > end:
            runs.append(tuple(int(column) for column in order[start:reach]))
            end = reach
    return tuple(runs)


def _ahead(one: Floats, other: Floats) -> float:
    return float(((one > other).mean() + (one >= other).mean()) / 2)


def _sides(estimate: Estimate) -> tuple[float, float, float]:
    """Return a value with the standard deviations below and above it."""
    if estimate.value is None:
        return np.nan, 0.0, 0.0
    if estimate.low is None or estimate.high is None:
        return estimate.value, 0.0, 0.0
    if not estimate.low <= estimate.value <= estimate.high:
        raise ScoringError(f"the value {estimate.value} lies outside its interval")
    return estimate.value, (estimate.value - estimate.low) / Z, (estimate.high - estimate.value) / Z


def _spread(
    table: Floats, known: Sequence[int], teams: int
) -> tuple[tuple[float | None, ...], ...]:
    """Put the table of known teams back among all teams."""
    rows: list[list[float | None]] = [[None] * teams for _ in range(teams)]
    for i, row in zip(known, table.tolist(), strict=True):
        for j, probability in zip(known, row, strict=True):
            rows[i][j] = probability
    return tuple(tuple(row) for row in rows)
