"""Map of over- and under-reliance: what a team accepts that it should not, against what it rejects.

Sensitivity and bias are read from the place: curves join places of equal sensitivity
d′ = z(1 - over) - z(under) (Macmillan and Creelman 2005, ch. 1), the diagonal is bias 0; above it a
team is too slow to flag, below it too quick.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

from assess.reports import numbers
from assess.reports.figures.canvas import SMALL, TEXT, WIDTH, Canvas, Scale, text_width
from assess.reports.figures.figure import Figure, Table
from assess.reports.figures.labels import Label, placed
from assess.reports.palette import BAND, INK, LINE, MARK_1, MARK_2, MARK_QUIET, SOFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.result import Estimate

_TOP: Final = 16.0
_LEFT: Final = 40.0
_HEIGHT: Final = 216.0
_RIGHT: Final = 12.0
_BOTTOM: Final = _TOP + _HEIGHT
_CURVES: Final = (0.5, 1.0, 1.5, 2.0, 2.5)
_NORMAL: Final = NormalDist()


@dataclass(frozen=True, slots=True)
class Place:
    """One team on the map, both shares with their intervals."""

    name: str
    over: Estimate
    under: Estimate
    total: bool = False
    """the organisation as a whole"""


def reliance_map(places: Sequence[Place], title: str) -> Figure:
    """Return the map; teams without both shares are left out of the drawing, not of the table."""
    known = [p for p in places if p.over.value is not None and p.under.value is not None]
    canvas = Canvas(_BOTTOM + 30.0)
    across = Scale(0.0, _end([p.under for p in known]), _LEFT, WIDTH - _LEFT - _RIGHT)
    up = Scale(0.0, _end([p.over for p in known]), _BOTTOM, -_HEIGHT)
    _frame(canvas, across, up)
    for value in _CURVES:
        _curve(canvas, across, up, value)
    _regions(canvas, across, up)
    for place in known:
        _cross(canvas, across, up, place)
    for place in known:
        canvas.dot(*_at(across, up, place), 3.4, MARK_2 if place.total else MARK_1)
    _labels(canvas, across, up, known)
    return Figure(
        svg=canvas.svg(),
        title=title,
        alt=_alt(known),
        table=_table(places),
        width=WIDTH,
        height=canvas.height,
    )


def _end(estimates: Sequence[Estimate]) -> float:
    most = max((max(e.value or 0.0, e.high or 0.0) for e in estimates), default=0.4)
    return min(1.0, max(0.4, ceil(most * 10 + 0.2) / 10))


def _at(across: Scale, up: Scale, place: Place) -> tuple[float, float]:
    return across.at(place.under.value or 0.0), up.at(place.over.value or 0.0)


def _frame(canvas: Canvas, across: Scale, up: Scale) -> None:
    right = across.at(across.high)
    for tenth in range(round(up.high * 10) + 1):
        y = up.at(tenth / 10)
        canvas.line((_LEFT, right), (y, y), LINE, 0.4)
        canvas.text(_LEFT - 6.0, y + 2.6, str(tenth * 10), size=SMALL, colour=SOFT, align="right")
    for tenth in range(round(across.high * 10) + 1):
        x = across.at(tenth / 10)
        canvas.text(x, _BOTTOM + 12.0, str(tenth * 10), size=SMALL, colour=SOFT, align="center")
    canvas.text(0.0, 8.0, "flawed output accepted, %", colour=INK)
    canvas.text(right, _BOTTOM + 25.0, "sound output rejected, %", align="right")
    end = min(across.high, up.high)
    canvas.line(
        (across.at(0), across.at(end)), (up.at(0), up.at(end)), MARK_QUIET, 0.9, dash=(3, 2)
    )


def _curve(canvas: Canvas, across: Scale, up: Scale, sensitivity: float) -> None:
    xs: list[float] = []
    ys: list[float] = []
    for step in range(2, 200):
        under = step / 200.0
        over = 1.0 - _NORMAL.cdf(sensitivity + _NORMAL.inv_cdf(under))
        if under <= across.high and over <= up.high:
            xs.append(across.at(under))
            ys.append(up.at(over))
    if len(xs) < 2:
        return
    canvas.line(xs, ys, MARK_QUIET, 0.5)
    words = f"d′ {sensitivity:g}"
    canvas.label(xs[-1] - text_width(words) - 2.0, ys[-1] + 3.0, words, SOFT)


def _regions(canvas: Canvas, across: Scale, up: Scale) -> None:
    """Name the corners; drawn above the curves."""
    right, top = across.at(across.high), up.at(up.high)
    canvas.label(_LEFT + 8.0, top + 14.0, "accepts too much", MARK_2, 600)
    words = "rejects too much"
    canvas.label(right - 34.0 - text_width(words, TEXT, 600), _BOTTOM - 6.0, words, MARK_2, 600)


def _cross(canvas: Canvas, across: Scale, up: Scale, place: Place) -> None:
    x, y = _at(across, up, place)
    if place.under.low is not None and place.under.high is not None:
        canvas.line((across.at(place.under.low), across.at(place.under.high)), (y, y), BAND, 1.6)
    if place.over.low is not None and place.over.high is not None:
        canvas.line((x, x), (up.at(place.over.low), up.at(place.over.high)), BAND, 1.6)


def _labels(canvas: Canvas, across: Scale, up: Scale, known: Sequence[Place]) -> None:
    """Label the marks, those furthest from the middle first; a crowded middle stays unnamed."""
    if not known:
        return
    spots = [(*_at(across, up, place), place) for place in known]
    middle_x = sum(spot[0] for spot in spots) / len(spots)
    middle_y = sum(spot[1] for spot in spots) / len(spots)
    spots.sort(
        key=lambda s: (not s[2].total, -abs(s[0] - middle_x) - abs(s[1] - middle_y), s[2].name)
    )
    marks = [
        (x, y, text_width(place.name, TEXT, 600 if place.total else 400)) for x, y, place in spots
    ]
    area = Label(_LEFT + 2.0, _TOP, WIDTH, _BOTTOM - 2.0)
    for (_x, _y, place), box in zip(spots, placed(marks, TEXT, area), strict=True):
        if box is not None:
            colour, weight = (MARK_2, 600) if place.total else (INK, 400)
            canvas.label(box.left, box.bottom - 1.8, place.name, colour, weight)


def _alt(known: Sequence[Place]) -> str:
    teams = [place for place in known if not place.total]
    if not teams:
        return "No team has both shares."
    most = max(teams, key=lambda p: (p.over.value or 0.0, p.name))
    slow = max(teams, key=lambda p: (p.under.value or 0.0, p.name))
    return (
        f"{len(teams)} teams by share of flawed output accepted and of sound output rejected. "
        f"Most flawed output accepted: {most.name}, {numbers.share_with_span(most.over)}. "
        f"Most sound output rejected: {slow.name}, {numbers.share_with_span(slow.under)}."
    )


def _table(places: Sequence[Place]) -> Table:
    return Table(
        caption="Flawed output accepted and sound output rejected, with 80 % intervals",
        head=("Team", "Flawed accepted", "Sound rejected"),
        rows=tuple(
            (p.name, numbers.share_with_span(p.over), numbers.share_with_span(p.under))
            for p in places
        ),
        align="lrr",
    )
