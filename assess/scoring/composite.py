"""One number from several, never without its parts: weights are data, compensation is a choice."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import ScoringError
from assess.model.result import Estimate
from assess.scoring.arrays import vector
from assess.scoring.comparison import DRAWS, joint_draws
from assess.scoring.intervals import UPPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from assess.scoring.arrays import Floats


class Form(StrEnum):
    """How far a good part may make up for a bad one."""

    ARITHMETIC = "arithmetic"
    """fully"""
    GEOMETRIC = "geometric"
    """partly: the lower a part, the more it weighs, and a part of 0 makes all 0"""


def checked_weights(weights: npt.ArrayLike, parts: int) -> Floats:
    """Return weights that sum to 1.

    Raises ScoringError unless there is one weight a part, none negative and not all 0.
    """
    given = vector(weights, "weights")
    if len(given) != parts:
        raise ScoringError(f"{parts} parts need {parts} weights, not {len(given)}")
    if not (given >= 0).all():
        raise ScoringError("a weight must be 0 or more")
    total = float(given.sum())
    if not total > 0:
        raise ScoringError("the weights sum to 0; give at least one part a weight above 0")
    return given / total


def composite(
    values: npt.ArrayLike, weights: npt.ArrayLike, form: Form = Form.ARITHMETIC
) -> Floats:
    """Return the weighted mean along the last axis of values between 0 and 1.

    A missing part (NaN) with a weight makes the composite missing: its weight is not given to the
    others behind the reader's back.  Raises ScoringError for values outside 0 to 1.
    """
    parts = np.asarray(values, dtype=np.float64)
    if parts.ndim == 0:
        raise ScoringError("a composite needs its parts along the last axis")
    share = checked_weights(weights, parts.shape[-1])
    if ((parts < 0) | (parts > 1)).any():
        raise ScoringError("the parts of a composite must be put on a scale of 0 to 1 first")
    used = parts[..., share > 0]
    if form is Form.ARITHMETIC:
        return np.asarray(used @ share[share > 0], dtype=np.float64)
    with np.errstate(divide="ignore"):
        return np.exp(np.log(used) @ share[share > 0])


def composite_estimate(
    parts: Sequence[Estimate],
    weights: npt.ArrayLike,
    rng: np.random.Generator,
    form: Form = Form.ARITHMETIC,
) -> Estimate:
    """Return a composite of estimates on 0 to 1 with its 80 % interval, from joint draws."""
    share = checked_weights(weights, len(parts))
    used = [part for part, weight in zip(parts, share, strict=True) if weight > 0]
    kept = share[share > 0]
    for part in used:
        if part.value is None:
            return Estimate.missing(f"A part is missing: {part.reason}")
    value = float(composite([_value(part) for part in used], kept, form))
    drawn = np.clip(joint_draws(used, rng, DRAWS), 0.0, 1.0)
    low, high = np.quantile(composite(drawn, kept, form), (1 - UPPER, UPPER))
    n = min(part.n for part in used)
    return Estimate(value, min(float(low), value), max(float(high), value), n)


def _value(part: Estimate) -> float:
    return float("nan") if part.value is None else part.value
