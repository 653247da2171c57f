"""Jinja for the papers: strict, escaping, and with one object called `page`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assess.reports.numbers import GAP

if TYPE_CHECKING:
    from pathlib import Path

_UNIT: Final = re.compile(r"(?<=\d) (?=%|points?\b|days?\b|person-days\b)")


def tight(text: object) -> object:
    """Return a text in which a number and its unit stay on one line; other values as they are."""
    return _UNIT.sub(GAP, text) if type(text) is str else text


def environment(templates: Path) -> Environment:
    """Return the environment for a folder of templates."""
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=tight,
    )
