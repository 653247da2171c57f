"""Static files: addresses that change with the content, and one style sheet made of many."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, url_for

if TYPE_CHECKING:
    from flask import Flask

blueprint = Blueprint("assets", __name__)

SHEET = "css/site.css"
FIRST = ("tokens.css", "fonts.css", "base.css", "layout.css")
LAST = "print.css"


def stylesheet(static: Path) -> str:
    """Return all style sheets as one: tokens and base, components, pages, then print.

    The parts stay separate files (the PDF reads some of them); joining them here saves a reader
    thirty requests without a build step.
    """
    css = static / "css"
    parts = [css / name for name in FIRST]
    parts += sorted((css / "components").glob("*.css"))
    parts += sorted((css / "pages").glob("*.css"))
    parts.append(css / LAST)
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


@blueprint.get("/static/" + SHEET)
def site_css() -> Response:
    """The joined style sheet."""
    return Response(stylesheet(_folder()), mimetype="text/css")


def asset(name: str) -> str:
    """Return the address of a file below static/, with the digest of its content."""
    version = _version(name)
    if name == SHEET:
        return url_for("assets.site_css", v=version)
    return url_for("static", filename=name, v=version)


def register(app: Flask) -> None:
    """Serve the sheet and give templates `asset`."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset"] = asset


def _folder() -> Path:
    return Path(str(current_app.static_folder))


def _version(name: str) -> str:
    """Return a short digest, read anew while developing so that edits show at once."""
    known: dict[str, str] = current_app.extensions.setdefault("asset_versions", {})
    if name not in known or current_app.debug:
        content = (
            stylesheet(_folder()).encode() if name == SHEET else (_folder() / name).read_bytes()
        )
        known[name] = hashlib.sha256(content).hexdigest()[:12]
    return known[name]
