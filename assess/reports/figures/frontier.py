"""Frontier: the lowest risk that can be reached for a number of person-days."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Final

from assess.reports import numbers
from assess.reports.figures.canvas import SMALL, TEXT, WIDTH, Canvas, Scale
from assess.reports.figures.figure import Figure, Table
from assess.reports.palette import BAND, INK, LINE, MARK_1, MARK_2, MARK_QUIET, SOFT

if TYPE_CHECKING:
    from assess.model.result import PlanResult

_HEIGHT: Final = 166.0
_LEFT: Final = 34.0
_TOP: Final = 22.0
_BOTTOM: Final = 136.0
_RIGHT: Final = 30.0


def effort_risk_frontier(plan: PlanResult, title: str) -> Figure:
    """Return the steps of the frontier, the plan's own point with its interval, the budget."""
    canvas = Canvas(_HEIGHT)
    across = Scale(0.0, _last_day(plan), _LEFT, WIDTH - _LEFT - _RIGHT)
    low, high = _range(plan)
    up = Scale(low, high, _BOTTOM, _TOP - _BOTTOM)
    _frame(canvas, across, up)
    _budget(canvas, across, plan)
    _steps(canvas, across, up, plan)
    _plan_point(canvas, across, up, plan)
    return Figure(
        svg=canvas.svg(),
        title=title,
        alt=_alt(plan),
        table=_table(plan),
        width=WIDTH,
        height=_HEIGHT,
    )


def _last_day(plan: PlanResult) -> float:
    return max([plan.budget_days, *(point.days for point in plan.frontier)]) * 1.02


def _range(plan: PlanResult) -> tuple[float, float]:
    after = plan.risk_after
    risks = [plan.risk_before, *(point.risk for point in plan.frontier)]
    risks += [value for value in (after.value, after.low, after.high) if value is not None]
    return floor(min(risks) * 10) / 10, min(1.0, ceil(max(risks) * 10) / 10)


def _frame(canvas: Canvas, across: Scale, up: Scale) -> None:
    tenth = round(up.low * 10)
    while tenth <= round(up.high * 10):
        y = up.at(tenth / 10)
        canvas.line((_LEFT, WIDTH - _RIGHT), (y, y), LINE, 0.5)
        canvas.text(_LEFT - 5.0, y + 2.6, str(tenth * 10), size=SMALL, colour=SOFT, align="right")
        tenth += 1
    step = next(s for s in (5, 10, 20, 50, 100, 200, 500, 1000) if across.high / s <= 9)
    for day in range(0, int(across.high) + 1, step):
        canvas.text(
            across.at(day), _BOTTOM + 12.0, str(day), size=SMALL, colour=SOFT, align="center"
        )
    canvas.text(0.0, 9.0, "risk, %")
    canvas.text(WIDTH - _RIGHT, _BOTTOM + 25.0, "person-days", align="right")


def _budget(canvas: Canvas, across: Scale, plan: PlanResult) -> None:
    x = across.at(plan.budget_days)
    canvas.line((x, x), (_TOP - 4.0, _BOTTOM), MARK_QUIET, 0.9, dash=(3, 2))
    words = f"budget {numbers.days(plan.budget_days)} days"
    align = "right" if x > WIDTH * 0.75 else "left"
    canvas.text(
        x + (-5.0 if align == "right" else 5.0), _TOP - 8.0, words, colour=SOFT, align=align
    )


def _steps(canvas: Canvas, across: Scale, up: Scale, plan: PlanResult) -> None:
    xs, ys = [across.at(0.0)], [up.at(plan.risk_before)]
    for point in plan.frontier:
        xs += [across.at(point.days)] * 2
        ys += [ys[-1], up.at(point.risk)]
    xs.append(across.at(across.high))
    ys.append(ys[-1])
    canvas.line(xs, ys, MARK_1, 1.4)
    canvas.text(
        across.at(0.0) + 5.0,
        up.at(plan.risk_before) - 5.0,
        f"today {numbers.about(plan.risk_before)}",
        colour=INK,
    )


def _plan_point(canvas: Canvas, across: Scale, up: Scale, plan: PlanResult) -> None:
    after = plan.risk_after
    if after.value is None:
        return
    x, y = across.at(plan.used_days), up.at(after.value)
    if after.low is not None and after.high is not None:
        canvas.line((x, x), (up.at(after.low), up.at(after.high)), BAND, 4.0)
    canvas.dot(x, y, 4.0, MARK_2)
    words = f"this plan: {numbers.days(plan.used_days)} days, {numbers.about(after.value)}"
    align = "right" if x > WIDTH * 0.6 else "left"
    canvas.text(
        x + (-8.0 if align == "right" else 8.0),
        y + TEXT + 6.0,
        words,
        colour=MARK_2,
        align=align,
        weight=600,
    )


def _alt(plan: PlanResult) -> str:
    words = (
        f"Lowest reachable risk by person-days, from {numbers.about(plan.risk_before)} with no "
        f"effort. The budget is {numbers.days(plan.budget_days)} person-days."
    )
    if plan.risk_after.value is None:
        return words
    return (
        f"{words} The plan uses {numbers.days(plan.used_days)} and ends at "
        f"{numbers.about(plan.risk_after.value)}."
    )


def _table(plan: PlanResult) -> Table:
    rows = [("0", numbers.about(plan.risk_before))]
    rows += [(numbers.days(p.days), numbers.about(p.risk)) for p in plan.frontier if p.days > 0]
    return Table("Lowest reachable risk", ("Person-days", "Risk"), tuple(rows), "rr")
