"""A sheet in points on which figures are drawn with Matplotlib, and the SVG that leaves it.

Positions are points from the top left, so no layout engine runs and everything aligns.  Text stays
text (`svg.fonttype: none`) and is set in the bundled typeface.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Sheet
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle

from assess.reports.figures.tidy import tidy
from assess.reports.palette import INK, LINE, MARK_1, SURFACE
from assess.settings import resource_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH: Final = 482.0
"""points: the width of a report's text block, 170 mm"""
TEXT: Final = 8.5
"""points: the size of words in charts"""
SMALL: Final = 7.5
_FAMILY: Final = "Source Sans 3"
_FILES: Final = {400: "source-sans-3-400-normal.ttf", 600: "source-sans-3-600-normal.ttf"}
_SETTINGS: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "assess",
    "font.family": [_FAMILY],
    "text.parse_math": False,
    "path.simplify": False,
}


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a value lies between two ends, in points; values outside are put at the end."""

    low: float
    high: float
    start: float
    length: float
    """negative when larger values lie further up"""

    def at(self, value: float) -> float:
        """Return the place of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + self.length * min(1.0, max(0.0, share))


class Canvas:
    """One figure's sheet.  Draw with the methods, then take `svg`."""

    def __init__(self, height: float, width: float = WIDTH) -> None:
        _register_fonts()
        self.width = width
        self.height = height
        with mpl.rc_context(_SETTINGS):
            self._sheet = Sheet(figsize=(width / 72.0, height / 72.0), dpi=72.0)
            FigureCanvasSVG(self._sheet)
            self._axes = self._sheet.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_axis_off()
        self._axes.set_xlim(0.0, width)
        self._axes.set_ylim(height, 0.0)
        self._drawn = 0

    def _next(self) -> int:
        """Return the place of the next mark in the stack: later marks lie above earlier ones."""
        self._drawn += 1
        return self._drawn

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str = LINE,
        width: float = 0.6,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """Draw a line through points."""
        self._axes.add_line(
            Line2D(
                xs,
                ys,
                color=colour,
                linewidth=width,
                linestyle="-" if dash is None else (0.0, dash),
                solid_capstyle="butt",
                dash_capstyle="butt",
                clip_on=False,
                zorder=self._next(),
            )
        )

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle whose top left corner is x, y."""
        self._axes.add_patch(
            Rectangle(
                (x, y),
                width,
                height,
                facecolor=colour,
                edgecolor="none",
                clip_on=False,
                zorder=self._next(),
            )
        )

    def dot(
        self, x: float, y: float, radius: float = 3.0, fill: str = MARK_1, edge: str = "none"
    ) -> None:
        """Draw a round mark."""
        self._axes.add_patch(
            Circle(
                (x, y),
                radius,
                facecolor=fill,
                edgecolor=edge,
                linewidth=1.0,
                clip_on=False,
                zorder=self._next(),
            )
        )

    def square(self, x: float, y: float, side: float, fill: str, edge: str) -> None:
        """Draw a square mark around x, y."""
        half = side / 2.0
        self._axes.add_patch(
            Rectangle(
                (x - half, y - half),
                side,
                side,
                facecolor=fill,
                edgecolor=edge,
                linewidth=1.2,
                clip_on=False,
                zorder=self._next(),
            )
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = TEXT,
        colour: str = INK,
        align: str = "left",
        weight: int = 400,
    ) -> None:
        """Write words; y is the baseline, x the end given by `align` (left, center, right)."""
        with mpl.rc_context(_SETTINGS):
            self._axes.text(
                x,
                y,
                words,
                fontsize=size,
                color=colour,
                ha=align,
                va="baseline",
                weight=weight,
                zorder=self._next(),
            )

    def label(self, x: float, y: float, words: str, colour: str = INK, weight: int = 400) -> None:
        """Write words on a plain ground, so that lines below them do not run through."""
        width = text_width(words, TEXT, weight)
        self.box(x - 1.0, y - TEXT * 0.82, width + 2.0, TEXT * 1.12, SURFACE)
        self.text(x, y, words, colour=colour, weight=weight)

    def svg(self) -> str:
        """Return the drawing as SVG text without dates, style sheets or foreign metadata."""
        target = io.StringIO()
        with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
            # a name in a script our typeface lacks is set in the reader's own
            warnings.filterwarnings("ignore", r"Glyph \d+", UserWarning)
            self._sheet.savefig(target, format="svg", transparent=True, metadata={"Date": None})
        return tidy(target.getvalue())


def text_width(words: str, size: float = TEXT, weight: int = 400) -> float:
    """Return how wide words are, in points."""
    font = _font(weight)
    font.set_size(size, 72.0)
    font.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
    width, _height = font.get_width_height()
    return float(width) / 64.0


def shortened(words: str, room: float, size: float = TEXT, weight: int = 400) -> str:
    """Return words cut to a width in points, with an ellipsis when something was cut."""
    if text_width(words, size, weight) <= room:
        return words
    kept = words
    while kept and text_width(f"{kept}…", size, weight) > room:
        kept = kept[:-1]
    return f"{kept.rstrip(' ,.-')}…"


@cache
def _font(weight: int) -> FT2Font:
    return FT2Font(str(resource_folder("static") / "fonts" / "ttf" / _FILES[weight]))


@cache
def _register_fonts() -> None:
    for name in _FILES.values():
        path = resource_folder("static") / "fonts" / "ttf" / name
        font_manager.fontManager.addfont(str(path))
