"""What a web server starts: the environment becomes settings, a runtime and an app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.runtime import start
from assess.settings import Settings
from assess.web.app import create_app

if TYPE_CHECKING:
    from flask import Flask


def application() -> Flask:
    """Return the app of this process."""
    return create_app(start(Settings.from_environ()))
