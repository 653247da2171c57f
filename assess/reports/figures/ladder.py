"""Ladder: one row a team, one panel a measure, every estimate with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assess.reports import numbers
from assess.reports.figures.canvas import SMALL, TEXT, WIDTH, Canvas, Scale, shortened, text_width
from assess.reports.figures.figure import Figure, Table
from assess.reports.palette import BAND, INK, LINE, MARK_1, MARK_QUIET, SOFT
from assess.reports.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assess.model.result import Cell, Column, Comparison, Estimate

_HEAD: Final = 30.0
_FOOT: Final = 4.0
_TALLEST: Final = 560.0
_GAP: Final = 16.0
_MOST_NAME: Final = 140.0


def ladder(
    comparisons: Sequence[Comparison],
    names: Mapping[str, str],
    totals: Mapping[str, float],
    title: str,
) -> Figure:
    """Return the ladder of one to five measures, teams alphabetical.

    `names`: team id → name; `totals`: column id → the organisation's own figure, drawn as a
    line.  All comparisons hold the same teams in the same order.
    """
    cells = comparisons[0].cells
    pitch = min(14.0, max(9.4, (_TALLEST - _HEAD) / max(1, len(cells))))
    size = TEXT if pitch >= 11.0 else SMALL
    height = _HEAD + pitch * len(cells) + _FOOT
    canvas = Canvas(height)
    room = min(_MOST_NAME, max(text_width(names[c.team], size) for c in cells) + 4.0)
    for row, cell in enumerate(cells):
        y = _HEAD + pitch * (row + 0.5)
        canvas.text(0.0, y + size * 0.33, shortened(names[cell.team], room, size), size=size)
    wide = (WIDTH - room - _GAP * len(comparisons)) / len(comparisons)
    for number, comparison in enumerate(comparisons):
        start = room + _GAP + number * (wide + _GAP)
        _panel(canvas, comparison, totals.get(comparison.column.id), start, wide, pitch, size)
    return Figure(
        svg=canvas.svg(),
        title=title,
        alt=_alt(comparisons, names),
        table=_table(comparisons, names),
        width=WIDTH,
        height=height,
    )


def _panel(
    canvas: Canvas,
    comparison: Comparison,
    total: float | None,
    start: float,
    wide: float,
    pitch: float,
    size: float,
) -> None:
    column = comparison.column
    value_room = _value_room(comparison, size)
    scale = Scale(column.low, column.high, start, wide - value_room)
    bottom = _HEAD + pitch * len(comparison.cells)
    canvas.text(start, 9.0, shortened(column.short, wide, TEXT, 600), weight=600)
    for end, align in ((column.low, "left"), (column.high, "right")):
        canvas.text(
            scale.at(end),
            20.0,
            numbers.end_of(column, end),
            size=SMALL,
            colour=SOFT,
            align=align,
        )
    canvas.line((scale.at(column.low), scale.at(column.high)), (_HEAD - 5, _HEAD - 5), LINE, 0.8)
    if total is not None:
        canvas.line((scale.at(total),) * 2, (_HEAD - 5, bottom), MARK_QUIET, 0.8, dash=(2, 2))
    for row, cell in enumerate(comparison.cells):
        y = _HEAD + pitch * (row + 0.5)
        _rung(canvas, column, cell.estimate, scale, y, start + wide, size)


def _rung(
    canvas: Canvas,
    column: Column,
    estimate: Estimate,
    scale: Scale,
    y: float,
    right: float,
    size: float,
) -> None:
    canvas.line((scale.at(column.low), scale.at(column.high)), (y, y), LINE, 0.5)
    if estimate.value is None:
        canvas.text(right, y + size * 0.33, numbers.NOTHING, size=size, colour=SOFT, align="right")
        return
    if estimate.low is not None and estimate.high is not None:
        canvas.line((scale.at(estimate.low), scale.at(estimate.high)), (y, y), BAND, 5.0)
    canvas.dot(scale.at(estimate.value), y, 2.4, MARK_1)
    words = numbers.on_column(column, estimate.value).removesuffix(f"{numbers.GAP}%")
    canvas.text(right, y + size * 0.33, words, size=size, colour=INK, align="right")


def _value_room(comparison: Comparison, size: float) -> float:
    values = [c.estimate.value for c in comparison.cells if c.estimate.value is not None]
    written = [numbers.on_column(comparison.column, value) for value in values]
    return 7.0 + max(
        (text_width(words.removesuffix(f"{numbers.GAP}%"), size) for words in written), default=6.0
    )


def _alt(comparisons: Sequence[Comparison], names: Mapping[str, str]) -> str:
    parts = [_alt_of(comparison, names) for comparison in comparisons]
    teams = counted(len(comparisons[0].cells), "team")
    return f"Estimates with 80 % intervals for {teams}. {' '.join(parts)}"


def _alt_of(comparison: Comparison, names: Mapping[str, str]) -> str:
    column = comparison.column
    known = [cell for cell in comparison.cells if cell.estimate.value is not None]
    if not known:
        return f"{column.title}: no figures."
    ordered = sorted(known, key=_value)
    low, high = ordered[0], ordered[-1]
    return (
        f"{column.title}: from {numbers.on_column(column, _value(low))} ({names[low.team]}) "
        f"to {numbers.on_column(column, _value(high))} ({names[high.team]})."
    )


def _value(cell: Cell) -> float:
    return cell.estimate.value or 0.0


def _table(comparisons: Sequence[Comparison], names: Mapping[str, str]) -> Table:
    rows = []
    for row, cell in enumerate(comparisons[0].cells):
        texts = [names[cell.team]]
        for comparison in comparisons:
            estimate = comparison.cells[row].estimate
            texts += [_written(comparison.column, estimate)]
        rows.append(tuple(texts))
    titles = [comparison.column.short for comparison in comparisons]
    return Table(
        caption=f"{listed(titles, 6)}: estimate and 80 % interval by team",
        head=("Team", *titles),
        rows=tuple(rows),
        align="l" + "r" * len(titles),
    )


def _written(column: Column, estimate: Estimate) -> str:
    if estimate.value is None:
        return estimate.reason or numbers.NOTHING
    span = numbers.span_on_column(column, estimate)
    value = numbers.on_column(column, estimate.value)
    return f"{value} ({span})" if span else value
