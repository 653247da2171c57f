"""Levels of domains: the average of its practices beside the stage its weakest practice allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assess.reports import numbers
from assess.reports.figures.canvas import SMALL, TEXT, WIDTH, Canvas, Scale, shortened, text_width
from assess.reports.figures.figure import Figure, Table
from assess.reports.palette import BAND, LINE, MARK_1, MARK_2, SOFT, SURFACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.result import DomainResult

_HEAD: Final = 28.0
_PITCH: Final = 15.0
_MOST_NAME: Final = 160.0
_LEVELS: Final = 4


def governance_levels(domains: Sequence[DomainResult], title: str) -> Figure:
    """Return one row a domain: round mark the average with interval, square mark the stage."""
    height = _HEAD + _PITCH * len(domains) + 6.0
    canvas = Canvas(height)
    room = min(_MOST_NAME, max(text_width(d.title) for d in domains) + 4.0)
    scale = Scale(0.0, _LEVELS, room + 12.0, WIDTH - room - 12.0 - 118.0)
    _frame(canvas, scale, height)
    for row, domain in enumerate(domains):
        _row(canvas, scale, domain, _HEAD + _PITCH * (row + 0.5), room)
    return Figure(
        svg=canvas.svg(),
        title=title,
        alt=_alt(domains),
        table=_table(domains),
        width=WIDTH,
        height=height,
    )


def _frame(canvas: Canvas, scale: Scale, height: float) -> None:
    for tick in range(_LEVELS + 1):
        x = scale.at(tick)
        canvas.line((x, x), (_HEAD - 6.0, height - 4.0), LINE, 0.6)
        canvas.text(x, _HEAD - 10.0, str(tick), size=SMALL, colour=SOFT, align="center")
    canvas.text(scale.at(0.0), 7.0, "level", size=SMALL, colour=SOFT, align="center")
    words = "average (80 %)"
    canvas.dot(WIDTH - 40.0 - text_width(words, SMALL), _HEAD - 12.5, 2.6)
    canvas.text(WIDTH - 34.0, _HEAD - 10.0, words, size=SMALL, colour=MARK_1, align="right")
    canvas.square(WIDTH - 5.0 - text_width("stage", SMALL), _HEAD - 12.5, 5.0, SURFACE, MARK_2)
    canvas.text(WIDTH, _HEAD - 10.0, "stage", size=SMALL, colour=MARK_2, align="right")


def _row(canvas: Canvas, scale: Scale, domain: DomainResult, y: float, room: float) -> None:
    base = y + TEXT * 0.33
    canvas.text(0.0, base, shortened(domain.title, room))
    average = domain.average
    if average.value is not None:
        if domain.staged is not None:
            canvas.line((scale.at(domain.staged), scale.at(average.value)), (y, y), LINE, 1.2)
        if average.low is not None and average.high is not None:
            canvas.line((scale.at(average.low), scale.at(average.high)), (y, y), BAND, 6.0)
        canvas.dot(scale.at(average.value), y, 3.2, MARK_1)
    if domain.staged is not None:
        canvas.square(scale.at(domain.staged), y, 6.0, SURFACE, MARK_2)
    canvas.text(WIDTH - 34.0, base, numbers.level_with_span(average), align="right")
    canvas.text(WIDTH, base, _stage(domain), align="right", weight=600)


def _stage(domain: DomainResult) -> str:
    return numbers.NOTHING if domain.staged is None else str(domain.staged)


def _alt(domains: Sequence[DomainResult]) -> str:
    rows = "; ".join(
        f"{d.title} average {numbers.level_with_span(d.average)}, stage {_stage(d)}"
        for d in domains
    )
    return f"Levels from 0 to 4 with 80 % intervals: {rows}."


def _table(domains: Sequence[DomainResult]) -> Table:
    return Table(
        caption="Average level and stage by domain",
        head=("Domain", "Average (80 % interval)", "Stage"),
        rows=tuple((d.title, numbers.level_with_span(d.average), _stage(d)) for d in domains),
        align="lrr",
    )
