"""Signing in and out: one message for every failure, a fresh session for every sign-in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request, session, url_for

from assess.model.errors import ForbiddenError
from assess.operations import sign_in as accounts
from assess.web.current import runtime
from assess.web.pages import FieldError, Page, render
from assess.web.permissions import actor_if_any, begin
from assess.web.questions import FieldView

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("account", __name__)

LONGEST = 320
_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20]*")
"""a path of our own: no host, no scheme, no control character a browser would drop"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage(Page):
    """The form, with what was wrong."""

    action: str
    email: FieldView
    password: FieldView
    back: str
    errors: tuple[FieldError, ...] = ()


@blueprint.get("/sign-in")
def sign_in_page() -> str | Response:
    """Show the form; who is signed in already goes on."""
    back = safe_address(request.args.get("next", ""))
    if actor_if_any() is not None:
        return redirect(back or url_for("home.home"), 303)
    return render("account/sign_in.html", _page("", back))


@blueprint.post("/sign-in")
def sign_in() -> str | Response | tuple[str, int]:
    """Check the credentials; a new session replaces whatever the browser held."""
    email = request.form.get("email", "")[:LONGEST]
    back = safe_address(request.form.get("next", ""))
    try:
        with runtime().reading() as reading:
            actor = accounts.sign_in(reading, email, request.form.get("password", ""))
    except ForbiddenError as error:
        return render("account/sign_in.html", _page(email, back, str(error))), 403
    begin(actor)
    return redirect(back or url_for("home.home"), 303)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Forget who this browser is."""
    session.clear()
    return redirect(url_for("home.home"), 303)


def safe_address(address: str) -> str:
    """Return an address of this site unchanged, anything else as nothing."""
    return address if _LOCAL.fullmatch(address) else ""


def _page(email: str, back: str, error: str = "") -> SignInPage:
    return SignInPage(
        title="Sign in",
        action=url_for("account.sign_in"),
        email=FieldView(
            widget="text", id="f-email", name="email", legend="E-mail address", value=email
        ),
        password=FieldView(widget="text", id="f-password", name="password", legend="Password"),
        back=back,
        errors=(FieldError("#f-email", error),) if error else (),
    )
