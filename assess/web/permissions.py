"""Who may do what: one row per endpoint, enforced before every request.

An endpoint without a row is shut.  That a person's organisation is the right one is not decided
here: operations answer NotFoundError for everybody else's assessments.
"""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from flask import g, redirect, request, session, url_for

from assess.model.errors import ForbiddenError, NotFoundError
from assess.operations import sign_in
from assess.web.current import now, runtime

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

    from assess.operations.sign_in import Actor


class Rule(Enum):
    """What a request needs."""

    ANYONE = "nothing"
    LINK = "the secret in the address"
    READ = "an account of the organisation"
    RUN = "an account that may open, close and publish"


ROLES = {
    Rule.READ: frozenset({"owner", "manager", "viewer"}),
    Rule.RUN: frozenset({"owner", "manager"}),
}

ENDPOINTS = {
    "static": Rule.ANYONE,
    "assets.site_css": Rule.ANYONE,
    "patterns.patterns": Rule.ANYONE,
    "account.sign_in_page": Rule.ANYONE,
    "account.sign_in": Rule.ANYONE,
    "account.sign_out": Rule.ANYONE,
    "home.home": Rule.ANYONE,
    "answer.join": Rule.LINK,
    "answer.begin": Rule.LINK,
    "answer.overview": Rule.LINK,
    "answer.step": Rule.LINK,
    "answer.save": Rule.LINK,
    "answer.review": Rule.LINK,
    "answer.hand_in": Rule.LINK,
    "answer.done": Rule.LINK,
    "assessments.show": Rule.READ,
    "assessments.open_it": Rule.RUN,
    "assessments.confirm_close": Rule.RUN,
    "assessments.close": Rule.RUN,
    "assessments.publish": Rule.RUN,
    "assessments.publishing": Rule.READ,
    "assessments.team": Rule.READ,
    "papers.paper": Rule.READ,
    "papers.again": Rule.READ,
    "pilots.index": Rule.READ,
    "pilots.export": Rule.READ,
    "pilots.new": Rule.RUN,
    "pilots.add": Rule.RUN,
    "pilots.show": Rule.RUN,
    "pilots.save": Rule.RUN,
    "pilots.confirm_removal": Rule.RUN,
    "pilots.remove": Rule.RUN,
    "pilots.import_form": Rule.RUN,
    "pilots.import_file": Rule.RUN,
}

KEY = "account"
SINCE = "since"
"""what a signed-in browser's session holds: the account's id, and when it signed in"""
LONGEST = timedelta(hours=12)
"""of a session: a copied cookie is worth a day's work at most"""


def begin(actor: Actor) -> None:
    """Give this browser a fresh session; whatever it held before is gone."""
    session.clear()
    session[KEY] = actor.account
    session[SINCE] = now().timestamp()


def may(actor: Actor, rule: Rule) -> bool:
    """Whether an account's role meets a rule."""
    return rule not in ROLES or actor.role in ROLES[rule]


def actor() -> Actor:
    """The signed-in person; only for endpoints whose rule asks for an account."""
    found = actor_if_any()
    if found is None:
        raise ForbiddenError("Sign in first.")
    return found


def actor_if_any() -> Actor | None:
    """The signed-in person, if there is one; read once per request."""
    if "actor" not in g:
        g.actor = _load()
    known: Actor | None = g.actor
    return known


def register(app: Flask) -> None:
    """Guard every request of the app."""
    app.before_request(guard)


def guard() -> Response | None:
    """Let a request pass, send it to the sign-in, or refuse it."""
    if request.endpoint is None:
        return None  # nothing is there: the 404 or 405 follows
    rule = ENDPOINTS.get(request.endpoint)
    if rule is None:
        raise ForbiddenError("This page is shut.")
    if rule not in ROLES:
        return None
    found = actor_if_any()
    if found is None:
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("account.sign_in_page", next=back), 303)
    if not may(found, rule):
        raise ForbiddenError(
            "Your account may read results. Opening, closing, publishing and recording pilots "
            "takes an owner or a manager: ask one of them."
        )
    return None


def _load() -> Actor | None:
    account, since = session.get(KEY), session.get(SINCE)
    if not isinstance(account, str) or not isinstance(since, (int, float)):
        return None
    if now().timestamp() - since > LONGEST.total_seconds():
        session.clear()
        return None
    try:
        with runtime().reading() as reading:
            return sign_in.actor_of(reading, account)
    except NotFoundError:
        session.clear()
        return None
