"""Matplotlib's SVG made plain: attributes instead of styles, no metadata, no XML prologue.

Inline styles are refused by a strict content security policy, and a `<style>` inside an inline
SVG reaches the whole page.  Attributes do neither.
"""

from __future__ import annotations

import re

_PROLOGUE = re.compile(r"\A.*?(?=<svg )", re.DOTALL)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_STYLE_SHEET = re.compile(r"\s*<defs>\s*<style[^>]*>.*?</style>\s*</defs>", re.DOTALL)
_STYLE = re.compile(r'style="([^"]*)"')
_GROUP_ID = re.compile(r'(?<=<g) id="[\w.-]+"')
_NO_TURN = re.compile(r' transform="rotate\(-?0(?:\.0+)? [^)]*\)"')
_LONG = re.compile(r"-?\d+\.\d{3,}")
_BREAK = re.compile(r"\s*\n\s*")


def tidy(svg: str) -> str:
    """Return the same drawing with presentation attributes only; numbers keep two decimals."""
    svg = _PROLOGUE.sub("", svg)
    svg = _METADATA.sub("", svg)
    svg = _STYLE_SHEET.sub("", svg)
    svg = _GROUP_ID.sub("", svg)
    svg = _NO_TURN.sub("", svg)
    svg = _STYLE.sub(lambda found: _attributes(found[1]), svg)
    svg = svg.replace("<svg ", '<svg stroke-linejoin="round" stroke-linecap="butt" ', 1)
    svg = _LONG.sub(lambda found: _short(found[0]), svg)
    return _BREAK.sub(" ", svg).replace("> <", "><").strip()


def _attributes(style: str) -> str:
    pairs = (declaration.partition(":") for declaration in style.split(";"))
    return " ".join(f'{name.strip()}="{value.strip()}"' for name, _colon, value in pairs if value)


def _short(number: str) -> str:
    text = f"{float(number):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
