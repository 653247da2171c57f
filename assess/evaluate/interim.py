"""Stand-ins until the scoring room has these; removed before anything is released."""

from __future__ import annotations

import numpy as np

from assess.model.result import Estimate


def practice_level(levels: list[int]) -> Estimate:
    if not levels:
        return Estimate.missing("Nobody could say.")
    middle = float(np.median(levels))
    se = max(0.3, float(np.std(levels)) / max(1, len(levels)) ** 0.5)
    return Estimate(middle, max(0.0, middle - 1.28 * se), min(4.0, middle + 1.28 * se), len(levels))


def mean_of(parts: list[Estimate]) -> Estimate:
    known = [p for p in parts if p.value is not None]
    if not known:
        return Estimate.missing("Nobody could say.")
    value = float(np.mean([p.value for p in known]))
    half = float(np.sqrt(sum((p.high - p.value) ** 2 for p in known))) / len(known)
    return Estimate(value, max(0, value - half), min(4, value + half), max(p.n for p in known))


def withheld(sizes: dict[str, int], minimum: int) -> dict[str, str]:
    return {k: f"Fewer than {minimum} people answered." for k, n in sizes.items() if n < minimum}


def compare(estimates: list[Estimate], better: str) -> list[tuple[int, int] | None]:
    rng = np.random.default_rng(1)
    known = [i for i, e in enumerate(estimates) if e.value is not None]
    out: list[tuple[int, int] | None] = [None] * len(estimates)
    if not known:
        return out
    v = np.array([estimates[i].value for i in known])
    s = np.array([(estimates[i].high - estimates[i].low) / 2.56 for i in known])
    d = v + s * rng.standard_normal((4000, len(known)))
    ranks = (-d if better == "high" else d).argsort(1).argsort(1) + 1
    lo, hi = np.quantile(ranks, [0.1, 0.9], axis=0, method="nearest")
    for place, i in enumerate(known):
        out[i] = (int(lo[place]), int(hi[place]))
    return out
