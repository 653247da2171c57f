"""What an array must be before a figure is computed from it."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from assess.model.errors import ScoringError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def vector(values: npt.ArrayLike, name: str = "values") -> Floats:
    """Return `values` as a one-dimensional float array; NaN is missing.

    Raises ScoringError for text, another number of dimensions, or an infinite value.
    """
    return _checked(values, name, dimensions=1)


def matrix(values: npt.ArrayLike, name: str = "items") -> Floats:
    """Return `values` as a float array of respondents x items; NaN is missing.

    Raises ScoringError for text, another number of dimensions, or an infinite value.
    """
    return _checked(values, name, dimensions=2)


def truths(values: npt.ArrayLike, length: int, name: str) -> Bools:
    """Return `values` as booleans; ScoringError unless there are exactly `length` of them."""
    array = np.asarray(values)
    if array.size == 0:
        array = array.astype(np.bool_)
    if array.dtype != np.bool_ or array.shape != (length,):
        raise ScoringError(f"{name} must be {length} booleans, one for each row")
    return array


def optional(value: float) -> float | None:
    """Return a plain float, or None where the array held NaN."""
    return float(value) if math.isfinite(value) else None


def divide(numerator: Floats, denominator: Floats) -> Floats:
    """Divide element by element; NaN where the denominator is not positive."""
    out = np.full(np.broadcast_shapes(numerator.shape, denominator.shape), np.nan)
    np.divide(numerator, denominator, out=out, where=denominator > 0)
    return out


def _checked(values: npt.ArrayLike, name: str, *, dimensions: int) -> Floats:
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ScoringError(f"{name} must hold numbers only, with NaN for a missing one") from error
    if array.ndim != dimensions:
        shape = "one number a person" if dimensions == 1 else "one row a person, one column an item"
        raise ScoringError(f"{name} must have {dimensions} dimension(s): {shape}")
    if np.isinf(array).any():
        raise ScoringError(f"{name} holds an infinite value; use NaN for a missing one")
    return array
