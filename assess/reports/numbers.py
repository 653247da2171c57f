"""How figures are written for people.  Rounding happens here and nowhere else in the reports.

Probabilities of failure are rounded to five points and say "about"; measured shares to one point.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from assess.model.result import Column, Estimate

GAP: Final = "\N{NO-BREAK SPACE}"
MINUS: Final = "\N{MINUS SIGN}"
NOTHING: Final = "–"
"""what stands where a figure is missing"""
_STEP = 5


def share(value: float) -> str:
    """Write a measured share, 0 to 1, as whole per cent."""
    return f"{_sign(f'{100 * value:.0f}')}{GAP}%"


def gap_share(value: float) -> str:
    """Write a difference of shares with its sign: "+12 points"."""
    return f"{_signed(100 * value, 0)}{GAP}points"


def level(value: float) -> str:
    """Write a level, 0 to 4, with one decimal."""
    return _sign(f"{value:.1f}")


def index(value: float) -> str:
    """Write an index such as d′ with two decimals."""
    return _sign(f"{value:.2f}")


def days(value: float) -> str:
    """Write person-days: whole numbers, halves where they matter."""
    return f"{value:.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"


def about(probability: float) -> str:
    """Write a probability of failure: "about 60 %", "under 5 %", "over 95 %"."""
    words = five(probability)
    return words if words[0] in "uo" else f"about {words}"


def five(probability: float) -> str:
    """Write a probability to five points, bare; at the ends "under 5 %" and "over 95 %"."""
    if probability < _STEP / 100.0:
        return f"under {_STEP}{GAP}%"
    if probability > 1.0 - _STEP / 100.0:
        return f"over {100 - _STEP}{GAP}%"
    return f"{_STEP * floor(probability * 100.0 / _STEP + 0.5 + 1e-9)}{GAP}%"


def about_span(low: float, high: float) -> str:
    """Write the interval of a probability: "45 to 75 %"."""
    first, last = five(low), five(high)
    if first == last:
        return first
    return f"{_bare(first)} to {last}" if first[0] != "u" else f"{first} to {last}"


def risk_points(value: float) -> str:
    """Write a change of probability with its sign, in points with one decimal."""
    return _signed(100 * value, 1)


def on_column(column: Column, value: float) -> str:
    """Write a value in the unit of its measure."""
    if column.group == "risk":
        return five(value)
    if column.group == "scale":
        return _sign(f"{value:.2f}")
    match column.unit:
        case "share":
            return _signed_share(value) if column.low < 0 else share(value)
        case "level":
            return level(value)
        case "points":
            return _signed(100 * value, 0)
        case "index":
            return index(value)


def end_of(column: Column, value: float) -> str:
    """Write the end of a measure's axis: whole levels, points and indices without decimals."""
    shares = column.group == "risk" or column.unit == "share"
    if shares:
        return _signed_share(value) if column.low < 0 else share(value)
    return _sign(f"{value:g}")


def span_on_column(column: Column, estimate: Estimate) -> str:
    """Write the interval of a value in the unit of its measure; empty when it has none."""
    if estimate.low is None or estimate.high is None:
        return ""
    if column.group == "risk":
        return about_span(estimate.low, estimate.high)
    low, high = on_column(column, estimate.low), on_column(column, estimate.high)
    return f"{_bare(low)} to {high}"


def share_with_span(estimate: Estimate) -> str:
    """Write a share with its interval: "41 % (34 to 49 %)"; a dash when missing."""
    if estimate.value is None:
        return NOTHING
    return f"{share(estimate.value)}{_in_brackets(estimate, share)}"


def level_with_span(estimate: Estimate) -> str:
    """Write a level with its interval; a dash when missing."""
    if estimate.value is None:
        return NOTHING
    return f"{level(estimate.value)}{_in_brackets(estimate, level)}"


def share_span(estimate: Estimate) -> str:
    """Write the interval of a share, bare; empty when it has none."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{_bare(share(estimate.low))} to {share(estimate.high)}"


def coefficient(value: float | None) -> str:
    """Write a reliability or agreement coefficient; a dash when it cannot be had."""
    return NOTHING if value is None else _sign(f"{value:.2f}")


def _in_brackets(estimate: Estimate, write: Callable[[float], str]) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return f" ({_bare(write(estimate.low))} to {write(estimate.high)})"


def _bare(text: str) -> str:
    return text.removesuffix(f"{GAP}%")


def _signed(value: float, decimals: int) -> str:
    text = f"{value:+.{decimals}f}"
    return "0" if not text.strip("+-0.") else text.replace("-", MINUS)


def _sign(text: str) -> str:
    negative_zero = text.startswith("-") and not text.strip("-0.")
    return text[1:] if negative_zero else text.replace("-", MINUS)


def _signed_share(value: float) -> str:
    return f"{_signed(100 * value, 0)}{GAP}%"
