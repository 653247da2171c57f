"""Times as ratios: both sides in turn in one run, so that another load hits both."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Run = Callable[[], object]

WARM_UP = 2
"""rounds that do not count"""


@dataclass(frozen=True, slots=True)
class Ratio:
    """One thing's time in multiples of its floor's, over all rounds."""

    median: float
    low: float
    """first quartile"""
    high: float
    """third quartile"""
    milliseconds: float
    """of the thing itself, median"""
    floor_milliseconds: float


def in_turn(pairs: Mapping[str, tuple[Run, Run]], rounds: int) -> dict[str, Ratio]:
    """Time pairs of (thing, floor), the two right after each other, `rounds` times in turn."""
    seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in pairs}
    for turn in range(WARM_UP + rounds):
        for name, (run, floor) in pairs.items():
            both = _seconds(floor), _seconds(run)
            if turn >= WARM_UP:
                seconds[name].append(both)
    return {name: _ratio(times) for name, times in seconds.items()}


def _seconds(run: Run) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def _ratio(times: list[tuple[float, float]]) -> Ratio:
    low, median, high = statistics.quantiles((one / floor for floor, one in times), n=4)
    floor, one = (statistics.median(side) * 1000 for side in zip(*times, strict=True))
    return Ratio(median, low, high, one, floor)
