"""The colours of every chart: the light values of ``static/css/tokens.css``, by the same names.

Charts are drawn outside a browser, where style sheets do not reach; a test keeps both equal.
"""

from __future__ import annotations

import re
from typing import Final

PAPER: Final = "#fcfbf9"
SURFACE: Final = "#ffffff"
SUNK: Final = "#f3f1ec"
INK: Final = "#1b1e24"
SOFT: Final = "#565b65"
LINE: Final = "#dcd8d0"
LINE_STRONG: Final = "#b9b4a9"
MARK_1: Final = "#0f5a80"
MARK_2: Final = "#b5520b"
MARK_3: Final = "#5b7a1f"
MARK_4: Final = "#7a4a8f"
MARK_QUIET: Final = "#8f939b"
BAND: Final = "#c9dbe4"

TOKENS: Final = {
    "paper": PAPER,
    "surface": SURFACE,
    "sunk": SUNK,
    "ink": INK,
    "soft": SOFT,
    "line": LINE,
    "line-strong": LINE_STRONG,
    "mark-1": MARK_1,
    "mark-2": MARK_2,
    "mark-3": MARK_3,
    "mark-4": MARK_4,
    "mark-quiet": MARK_QUIET,
    "band": BAND,
}
"""token name → hex value"""

_NAMES = {value: name for name, value in TOKENS.items()}
_COLOUR = re.compile(r"(?P<quote>[\"'])(?P<hex>#[0-9a-f]{6})(?P=quote)")


def themed(svg: str) -> str:
    """Return a chart whose colours are the page's tokens, so that it follows light and dark.

    For SVG placed inside a page; a file of its own keeps the plain colours.
    """

    def token(found: re.Match[str]) -> str:
        name = _NAMES.get(found["hex"])
        return found[0] if name is None else f'"var(--{name}, {found["hex"]})"'

    return _COLOUR.sub(token, svg)
