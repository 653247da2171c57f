"""How figures are written on pages: a number with its unit, an interval, a place on a scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from assess.operations.viewing import risk_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from assess.model.result import Estimate

Unit = Literal["share", "level", "points", "index", "count", "risk", "tenths", "signed"]

GAP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
STEPS = 7
"""steps of the colour scales"""


def figure(value: float, unit: Unit) -> str:
    """Write one value: share 0-1 as per cent, level with one decimal, points and tenths of points
    of a share with a sign, risk to 5 points.
    """
    return _WRITERS[unit](value)


def span(estimate: Estimate, unit: Unit) -> str:
    """Write an estimate's interval bare ("41 to 58 %"), empty when it has none."""
    if estimate.low is None or estimate.high is None:
        return ""
    low, high = figure(estimate.low, unit), figure(estimate.high, unit)
    if unit in {"share", "points", "risk", "tenths"}:
        low = low.split(GAP)[0]
    return f"{low} to {high}"


def interval(estimate: Estimate, unit: Unit) -> str:
    """Write an estimate's interval with its name: "80 % interval 41 to 58 %"."""
    words = span(estimate, unit)
    return f"80{GAP}% interval {words}" if words else ""


def place(value: float, low: float, high: float) -> str:
    """Return where a value lies between low and high, as an SVG coordinate in per cent."""
    return f"{100 * _fraction(value, low, high):.2f}%"


def rise(value: float, low: float, high: float) -> str:
    """Return how far from the top a value lies between low and high, in per cent."""
    return f"{100 * (1 - _fraction(value, low, high)):.2f}%"


def days(value: float) -> str:
    """Write person-days: whole ones without a decimal."""
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"


def axis_end(value: float, unit: Unit) -> str:
    """Write the end of an axis: a whole level or index without decimals."""
    return f"{value:g}" if unit in {"level", "index"} else figure(value, unit)


def index(value: float | None) -> str:
    """Write a coefficient to two decimals; a dash where it cannot be had."""
    return "–" if value is None else _signed(f"{value:.2f}")


def level_or_dash(estimate: Estimate | None) -> str:
    """Write a level; a dash where nobody could say."""
    if estimate is None or estimate.value is None:
        return "–"
    return figure(estimate.value, "level")


def step(value: float, low: float, high: float, better: Literal["high", "low"] = "high") -> int:
    """Return the colour step, 0 to 6, of a value between low and high; 6 is the better end."""
    fraction = _fraction(value, low, high)
    if better == "low":
        fraction = 1 - fraction
    return min(STEPS - 1, int(fraction * STEPS))


def register(app: Flask) -> None:
    """Give templates these as filters (`span` is called `range` there)."""
    app.jinja_env.filters.update(
        figure=figure,
        interval=interval,
        range=span,
        place=place,
        rise=rise,
        step=step,
        days=days,
        index=index,
        axis_end=axis_end,
        level_or_dash=level_or_dash,
    )


def _fraction(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low))) if high > low else 0.0


def _signed(text: str) -> str:
    zero = text.startswith("-") and not text.strip("-0.")
    return text[1:] if zero else text.replace("-", MINUS)


def _points(value: float, decimals: int) -> str:
    text = _signed(f"{100 * value:+.{decimals}f}")
    return f"{'0' if not text.strip(f'+{MINUS}0.') else text}{GAP}points"


_WRITERS: dict[Unit, Callable[[float], str]] = {
    "share": lambda value: f"{_signed(f'{100 * value:.0f}')}{GAP}%",
    "points": lambda value: _points(value, 0),
    "tenths": lambda value: _points(value, 1),
    "signed": lambda value: _points(value, 0).split(GAP)[0],
    "level": lambda value: _signed(f"{value:.1f}"),
    "index": lambda value: _signed(f"{value:.2f}"),
    "risk": lambda value: risk_words(value).replace(" %", f"{GAP}%"),
    "count": lambda value: f"{value:.0f}",
}
