"""Tornado: what each risk factor adds to or takes from the risk, widest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assess.reports import numbers
from assess.reports.figures.canvas import SMALL, TEXT, WIDTH, Canvas, Scale, shortened, text_width
from assess.reports.figures.figure import Figure, Table
from assess.reports.palette import INK, LINE_STRONG, MARK_1, MARK_2, SOFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.result import Driver

MOST_ROWS: Final = 10
_HEAD: Final = 26.0
_PITCH: Final = 14.0
_MOST_NAME: Final = 150.0


def strongest(drivers: Sequence[Driver]) -> tuple[Driver, ...]:
    """Return the answered drivers that move the risk most, by size; ties by id."""
    known = [d for d in drivers if d.answered and d.points.value is not None]
    ordered = sorted(known, key=lambda d: (-abs(d.points.value or 0.0), d.factor))
    return tuple(ordered[:MOST_ROWS])


def tornado(drivers: Sequence[Driver], title: str) -> Figure:
    """Return the tornado of the strongest answered drivers, in points of probability."""
    rows = strongest(drivers)
    height = _HEAD + _PITCH * max(1, len(rows)) + 4.0
    canvas = Canvas(height)
    room = min(_MOST_NAME, max((text_width(_name(d)) for d in rows), default=40.0) + 6.0)
    reach = _reach(rows)
    scale = Scale(-reach, reach, room + 26.0, WIDTH - room - 26.0 - 86.0)
    _frame(canvas, scale, height)
    for number, driver in enumerate(rows):
        _bar(canvas, scale, driver, _HEAD + _PITCH * (number + 0.5), room)
    return Figure(
        svg=canvas.svg(),
        title=title,
        alt=_alt(rows),
        table=table(rows),
        width=WIDTH,
        height=height,
    )


def table(drivers: Sequence[Driver]) -> Table:
    """Return drivers as text."""
    return Table(
        caption="Points of probability that each factor adds or takes away",
        head=("Factor", "Points", "80 % interval", "Evidence"),
        rows=tuple((d.title, *_points(d), _evidence(d)) for d in drivers),
        align="lrrl",
    )


def _frame(canvas: Canvas, scale: Scale, height: float) -> None:
    zero = scale.at(0.0)
    canvas.line((zero, zero), (_HEAD - 6.0, height - 2.0), LINE_STRONG, 0.8)
    canvas.text(zero - 6.0, 9.0, "lowers the risk", colour=MARK_1, align="right", weight=600)
    canvas.text(zero + 6.0, 9.0, "raises the risk", colour=MARK_2, weight=600)
    canvas.text(WIDTH, 9.0, "points (80 % interval)", size=SMALL, colour=SOFT, align="right")


def _bar(canvas: Canvas, scale: Scale, driver: Driver, y: float, room: float) -> None:
    points = driver.points
    value = points.value or 0.0
    base = y + TEXT * 0.33
    canvas.text(0.0, base, shortened(_name(driver), room))
    canvas.text(room + 8.0, base, driver.grade, size=SMALL, colour=SOFT)
    zero, end = scale.at(0.0), scale.at(value)
    colour = MARK_2 if value > 0 else MARK_1
    canvas.box(min(zero, end), y - 4.0, abs(end - zero), 8.0, colour)
    if points.low is not None and points.high is not None:
        canvas.line((scale.at(points.low), scale.at(points.high)), (y, y), INK, 0.9)
    number, span = _points(driver)
    canvas.text(WIDTH - 50.0, base, number, align="right", weight=600)
    canvas.text(WIDTH, base, span, colour=SOFT, align="right")


def _name(driver: Driver) -> str:
    return driver.short or driver.title


def _reach(rows: Sequence[Driver]) -> float:
    ends = [abs(e) for d in rows for e in (d.points.low, d.points.high, d.points.value) if e]
    return max([0.02, *ends])


def _points(driver: Driver) -> tuple[str, str]:
    points = driver.points
    if points.value is None:
        return numbers.NOTHING, ""
    if points.low is None or points.high is None:
        return numbers.risk_points(points.value), ""
    low, high = numbers.risk_points(points.low), numbers.risk_points(points.high)
    return numbers.risk_points(points.value), f"{low} to {high}"


def _evidence(driver: Driver) -> str:
    return f"grade {driver.grade}, {driver.basis}"


def _alt(rows: Sequence[Driver]) -> str:
    if not rows:
        return "No factor could be judged from the answers."
    raising = [d for d in rows if (d.points.value or 0.0) > 0]
    lowering = [d for d in rows if (d.points.value or 0.0) < 0]
    parts = [
        f"{name}: "
        + ", ".join(f"{_name(d)} {numbers.risk_points(d.points.value or 0.0)}" for d in some[:5])
        + "."
        for name, some in (("Raise the risk most, in points", raising), ("Lower it", lowering))
        if some
    ]
    return f"Bars for {len(rows)} risk factors. {' '.join(parts)}"
