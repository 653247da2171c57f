"""The factory: everything an app needs is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask
from jinja2 import StrictUndefined

from assess.web import (
    answer,
    assessments,
    assets,
    current,
    errors,
    figures,
    headers,
    home,
    language,
    papers,
    patterns,
    permissions,
    pilots,
    sign_in,
    wording,
)
from assess.web.csrf import protection
from assess.web.current import utc_now

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from assess.runtime import Runtime

BLUEPRINTS = (
    home.blueprint,
    sign_in.blueprint,
    assessments.blueprint,
    papers.blueprint,
    pilots.blueprint,
    answer.blueprint,
    patterns.blueprint,
)

MEBIBYTE = 1024 * 1024
UNSEEN = ("config", "request", "session", "g", "get_flashed_messages")
"""what Flask shows to templates and ours never look at: they see `page`"""


def create_app(runtime: Runtime, clock: Callable[[], datetime] = utc_now) -> Flask:
    """Build the app of one runtime.  `clock` returns the present moment, aware."""
    settings = runtime.settings
    app = Flask(
        "assess",
        template_folder=str(settings.templates.absolute()),
        static_folder=str(settings.static.absolute()),
    )
    app.config.from_mapping(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="assess",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.production,
        MAX_CONTENT_LENGTH=16 * MEBIBYTE,
        MAX_FORM_MEMORY_SIZE=MEBIBYTE,
        # the token lives as long as the browser's session: people answer in two sittings
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # we send no referrer, on purpose
    )
    _prepare_templates(app)
    current.install(app, runtime, clock)
    language.register(app)  # first, so that every refusal is in the person's language
    protection.init_app(app)
    for room in (assets, figures, wording, errors, headers, permissions):
        room.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    for name in UNSEEN:
        app.jinja_env.globals.pop(name, None)
    app.template_context_processors[None].clear()
