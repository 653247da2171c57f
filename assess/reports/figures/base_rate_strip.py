"""Base-rate strip: risks with their intervals, in front of the band of the published base rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assess.reports import numbers
from assess.reports.figures.canvas import SMALL, TEXT, WIDTH, Canvas, Scale, shortened, text_width
from assess.reports.figures.figure import Figure, Table
from assess.reports.palette import BAND, INK, LINE, MARK_1, SOFT, SUNK

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD: Final = 34.0
_FOOT: Final = 16.0
_TALLEST: Final = 560.0
_MOST_NAME: Final = 150.0


@dataclass(frozen=True, slots=True)
class Strip:
    """One risk: quantiles 10, 50, 90 %, or none when it is withheld."""

    name: str
    low: float | None
    median: float | None
    high: float | None
    strong: bool = False
    """the row of the whole, set in bold"""


def base_rate_strip(
    strips: Sequence[Strip], base: tuple[float, float, float], title: str
) -> Figure:
    """Return the strips before the base rate.  `base`: quantiles 10, 50, 90 %."""
    pitch = min(14.0, max(9.4, (_TALLEST - _HEAD) / len(strips)))
    size = TEXT if pitch >= 11.0 else SMALL
    bottom = _HEAD + pitch * len(strips)
    canvas = Canvas(bottom + _FOOT)
    room = min(_MOST_NAME, max(text_width(s.name, size, 600) for s in strips) + 4.0)
    scale = Scale(0.0, 1.0, room + 10.0, WIDTH - room - 10.0 - 96.0)
    _base(canvas, scale, base, bottom)
    for row, strip in enumerate(strips):
        _row(canvas, scale, strip, (_HEAD + pitch * (row + 0.5), room, size))
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        canvas.text(
            scale.at(tick),
            bottom + 12.0,
            f"{100 * tick:.0f}{numbers.GAP}%",
            size=SMALL,
            colour=SOFT,
            align="center",
        )
    return Figure(
        svg=canvas.svg(),
        title=title,
        alt=_alt(strips, base),
        table=_table(strips, base),
        width=WIDTH,
        height=canvas.height,
    )


def _base(canvas: Canvas, scale: Scale, base: tuple[float, float, float], bottom: float) -> None:
    low, median, high = base
    top = _HEAD - 6.0
    canvas.box(scale.at(low), top, scale.at(high) - scale.at(low), bottom - top, SUNK)
    canvas.line((scale.at(median),) * 2, (top, bottom), INK, 0.8, dash=(3, 2))
    canvas.text(
        scale.at(median), 10.0, f"base rate {numbers.about(median)}", align="center", weight=600
    )
    canvas.text(
        scale.at(median),
        20.0,
        f"80 % interval {numbers.about_span(low, high)}",
        size=SMALL,
        colour=SOFT,
        align="center",
    )


def _row(canvas: Canvas, scale: Scale, strip: Strip, place: tuple[float, float, float]) -> None:
    y, room, size = place
    base = y + size * 0.33
    weight = 600 if strip.strong else 400
    canvas.text(0.0, base, shortened(strip.name, room, size, weight), size=size, weight=weight)
    canvas.line((scale.at(0.0), scale.at(1.0)), (y, y), LINE, 0.5)
    if strip.median is None or strip.low is None or strip.high is None:
        canvas.text(WIDTH, base, "withheld", size=size, colour=SOFT, align="right")
        return
    canvas.line((scale.at(strip.low), scale.at(strip.high)), (y, y), BAND, 5.5)
    canvas.line((scale.at(strip.low), scale.at(strip.high)), (y, y), MARK_1, 0.8)
    canvas.dot(scale.at(strip.median), y, 2.8, MARK_1)
    span = numbers.about_span(strip.low, strip.high)
    canvas.text(
        WIDTH - 62.0, base, numbers.five(strip.median), size=size, align="right", weight=600
    )
    canvas.text(WIDTH, base, span, size=size, colour=SOFT, align="right")


def _alt(strips: Sequence[Strip], base: tuple[float, float, float]) -> str:
    known = sorted((s for s in strips if s.median is not None), key=lambda s: s.median or 0.0)
    low, median, high = base
    words = (
        f"Risk with 80 % interval for {len(strips)} rows, before the published base rate of "
        f"{numbers.about(median)} ({numbers.about_span(low, high)})."
    )
    if not known:
        return words
    first, last = known[0], known[-1]
    return (
        f"{words} From {numbers.about(first.median or 0.0)} ({first.name}) to "
        f"{numbers.about(last.median or 0.0)} ({last.name})."
    )


def _table(strips: Sequence[Strip], base: tuple[float, float, float]) -> Table:
    rows = [
        (
            strip.name,
            numbers.NOTHING if strip.median is None else numbers.about(strip.median),
            "withheld"
            if strip.low is None or strip.high is None
            else numbers.about_span(strip.low, strip.high),
        )
        for strip in strips
    ]
    rows.append(("Base rate", numbers.about(base[1]), numbers.about_span(base[0], base[2])))
    return Table("Risk beside the base rate", ("", "Risk", "80 % interval"), tuple(rows), "lrr")
