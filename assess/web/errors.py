"""Friendly pages for everything that can go wrong, with the right status."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from assess.model.errors import (
    AssessError,
    ConflictError,
    ForbiddenError,
    GoneError,
    NotFoundError,
)
from assess.web.language import filled, gettext, marked
from assess.web.pages import Link, Page, render

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger(__name__)

STATUS: tuple[tuple[type[AssessError], int], ...] = (
    (NotFoundError, 404),
    (GoneError, 410),
    (ForbiddenError, 403),
    (ConflictError, 409),
)
"""every other explained error is a bad request"""

TITLES = {
    400: marked("This request cannot be used"),
    403: marked("This is not open to you"),
    404: marked("There is nothing at this address"),
    405: marked("This address cannot be used like that"),
    409: marked("This has changed in the meantime"),
    410: marked("This is over"),
    413: marked("That is too large"),
    429: marked("Too many tries"),
    500: marked("Something broke on our side"),
}

TEXTS = {
    403: marked("Your account is not allowed to see or do this. Ask the person who manages it."),
    404: marked(
        "Check that the whole address was copied. If it was sent to you, ask for a new one."
    ),
    405: marked("Go back to the page you came from and try again from there."),
    410: marked("What was here has closed or was withdrawn."),
    413: marked("Send less at once."),
    429: marked("Wait a minute, then try again."),
    500: marked(
        "Nothing you had saved before is lost. Try again in a moment; if it stays, say when it "
        "happened to the person who runs this installation."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(Page):
    """An error as a page: what is wrong, and what to do."""

    status: int
    text: str
    way_on: Link | None = None


def status_of(error: AssessError) -> int:
    """Return the HTTP status of an explained error."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 400)


def error_response(status: int, text: str = "", way_on: Link | None = None) -> tuple[str, int]:
    """Render an error page."""
    known = TEXTS.get(status, marked("Go back and try again."))
    page = ErrorPage(
        title=gettext(TITLES.get(status, TITLES[400])),
        status=status,
        text=text or gettext(known),
        way_on=way_on,
    )
    return render("errors/error.html", page), status


def register(app: Flask) -> None:
    """Handle every error of the app."""
    app.register_error_handler(AssessError, explained)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(HTTPException, plain_http)
    app.register_error_handler(Exception, unexpected)


def explained(error: AssessError) -> tuple[str, int]:
    """Show an error that says itself what to do."""
    return error_response(status_of(error), sentence_of(error))


def sentence_of(error: AssessError) -> str:
    """Return what an error says, in the language of the page where it is known there."""
    return filled(error.sentence, **error.values) if error.values else gettext(str(error))


def stale_form(error: CSRFError) -> tuple[str, int]:
    """Show what to do when a form's token is missing or too old."""
    log.info("form refused: %s", error.description)
    return error_response(
        400,
        gettext(
            "This page had been open too long, or cookies are switched off. Go back, reload the "
            "page and send it again."
        ),
    )


def plain_http(error: HTTPException) -> tuple[str, int] | HTTPException:
    """Show Werkzeug's own errors in our words; redirects pass."""
    status = error.code or 500
    return error if status < 400 else error_response(status)


def unexpected(error: Exception) -> tuple[str, int]:
    """Log what nobody foresaw and say that nothing saved is lost."""
    log.error("unhandled error", exc_info=error)
    return error_response(500)
