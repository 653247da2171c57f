"""Calibration: how often people were right at each step of stated confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assess.reports import numbers
from assess.reports.figures.canvas import SMALL, TEXT, Canvas, Scale
from assess.reports.figures.figure import Figure, Table
from assess.reports.palette import INK, LINE, MARK_1, MARK_QUIET, SOFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.result import CalibrationPoint

_SIDE: Final = 156.0
_LEFT: Final = 34.0
_TOP: Final = 14.0
_WIDTH: Final = 214.0
_LOW: Final = 0.4


def calibration_curve(points: Sequence[CalibrationPoint], title: str) -> Figure:
    """Return the curve on axes from 40 to 100 %; the area of a mark grows with its answers."""
    canvas = Canvas(_TOP + _SIDE + 30.0, _WIDTH)
    low = min([_LOW, *(point.right for point in points), *(point.stated for point in points)])
    across = Scale(low, 1.0, _LEFT, _SIDE)
    up = Scale(low, 1.0, _TOP + _SIDE, -_SIDE)
    _frame(canvas, across, up)
    most = max((point.n for point in points), default=1)
    canvas.line(
        [across.at(p.stated) for p in points], [up.at(p.right) for p in points], MARK_1, 1.2
    )
    for point in points:
        radius = 2.2 + 4.0 * (point.n / most) ** 0.5
        canvas.dot(across.at(point.stated), up.at(point.right), radius, MARK_1)
    return Figure(
        svg=canvas.svg(),
        title=title,
        alt=_alt(points),
        table=table(points),
        width=_WIDTH,
        height=canvas.height,
    )


def table(points: Sequence[CalibrationPoint]) -> Table:
    """Return the curve as text."""
    return Table(
        caption="Stated confidence against the share that was right",
        head=("Said they were", "Were right", "Answers"),
        rows=tuple(
            (f"{numbers.share(p.stated)} sure", numbers.share(p.right), str(p.n)) for p in points
        ),
        align="lrr",
    )


def _frame(canvas: Canvas, across: Scale, up: Scale) -> None:
    low, bottom, right = across.low, up.at(up.low), across.at(1.0)
    canvas.line((across.at(low), right), (bottom, up.at(1.0)), MARK_QUIET, 0.9, dash=(3, 2))
    ticks = [tick / 10 for tick in range(0, 11, 2) if tick / 10 >= low]
    for tick in ticks:
        words = f"{100 * tick:.0f}"
        canvas.line((across.at(low), right), (up.at(tick),) * 2, LINE, 0.5)
        canvas.text(_LEFT - 5.0, up.at(tick) + 2.6, words, size=SMALL, colour=SOFT, align="right")
        canvas.text(across.at(tick), bottom + 11.0, words, size=SMALL, colour=SOFT, align="center")
    canvas.text(right, bottom + 24.0, "stated confidence, %", colour=INK, align="right")
    canvas.text(0.0, 7.0, "right, %", colour=INK)
    canvas.text(_LEFT + 6.0, _TOP + 14.0, "less sure than right", size=TEXT, colour=SOFT)
    canvas.text(
        right - 4.0, bottom - 8.0, "surer than right", size=TEXT, colour=SOFT, align="right"
    )


def _alt(points: Sequence[CalibrationPoint]) -> str:
    if not points:
        return "No answers with a stated confidence."
    steps = ", ".join(
        f"{numbers.share(p.stated)} sure, {numbers.share(p.right)} right" for p in points
    )
    return f"Stated confidence against the share that was right: {steps}."
