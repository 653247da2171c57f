"""Small turns of phrase for pages: code inside a sentence, dates as people write them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from assess.web import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask

_TICKS = re.compile(r"`([^`\n]+)`")


def code_spans(text: str) -> Markup:
    """Return a text with `...` set as code; everything in it is escaped."""
    return Markup(_TICKS.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped first


def day(iso: str) -> str:
    """Write an ISO date as "13 Dec 2026", with spaces that do not break."""
    return language.day(date.fromisoformat(iso)) if iso else ""


def listing(names: Sequence[str]) -> str:
    """Write names as "A, B and C"."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def register(app: Flask) -> None:
    """Give templates these as filters."""
    app.jinja_env.filters.update(code_spans=code_spans, day=day)
