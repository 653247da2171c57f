"""Answering: a team link, a sitting, screen by screen, review, hand in, take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, jsonify, make_response, redirect, request, url_for
from flask_wtf.csrf import CSRFError

from assess.model.errors import DataError, GoneError, NotFoundError
from assess.operations import answering, doors, own_summary
from assess.web import answer_pages, language, stamps
from assess.web.csrf import protection
from assess.web.current import now, runtime
from assess.web.done_page import done_page
from assess.web.errors import error_response, sentence_of
from assess.web.forms import StepForm, stem_of
from assess.web.language import gettext
from assess.web.pages import Link, render

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as BaseResponse

    from assess.operations.answering import Sitting
    from assess.operations.steps import Step

blueprint = Blueprint("answer", __name__)

COOKIE = "sitting"
NINETY_DAYS = 90 * 24 * 3600


@blueprint.get("/join/<token>")
def join(token: str) -> str:
    """Say who asks, what for and for how long."""
    house = runtime()
    with house.reading() as session:
        door = doors.open_door(session, house.library, token, now(), language.preferred())
    language.use(door.language)
    return render("answer/join.html", answer_pages.join_page(door, token, _resume(token)))


@blueprint.post("/join/<token>")
def begin(token: str) -> BaseResponse:
    """Begin a sitting; this browser remembers it for this link."""
    house = runtime()
    with house.sessions() as session:
        sitting_token = answering.begin(session, house.library, token, now())
        session.commit()
    response = redirect(url_for("answer.overview", token=sitting_token), 303)
    response.set_cookie(
        COOKIE,
        sitting_token,
        max_age=NINETY_DAYS,
        path=url_for("answer.join", token=token),
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return response


@blueprint.get("/r/<token>")
def overview(token: str) -> str | BaseResponse:
    """Show where one stands; what is handed in or over leads to the last page."""
    try:
        sitting = _load(token)
    except GoneError:
        return redirect(url_for("answer.done", token=token), 303)
    if sitting.submitted:
        return redirect(url_for("answer.done", token=token), 303)
    return render("answer/overview.html", answer_pages.overview_page(sitting, token))


@blueprint.get("/r/<token>/<step_id>")
def step(token: str, step_id: str) -> str:
    """Show one screen with the answers so far."""
    sitting = _load(token)
    form = StepForm.stored(_step(sitting, step_id), sitting.answers)
    page = answer_pages.step_page(
        sitting,
        token,
        form,
        stamp=_stamp(sitting, form.step, token),
        reviewing=request.args.get("from") == "review",
        revealed=request.args.get("revealed", 0, type=int),
    )
    return render("answer/step.html", page)


@blueprint.post("/r/<token>/<step_id>")
def save(token: str, step_id: str) -> Response:
    """Save one screen, then go where the pressed button leads."""
    house = runtime()
    with house.sessions() as session:
        sitting = answering.load_sitting(session, house.library, token, now(), language.preferred())
        shown = _step(sitting, step_id)
        language.use(shown.language)
        form = StepForm.posted(shown, request.form, clear=request.form.get("clear", ""))
        stale = _stale()
        if stale or form.errors:
            return _again(sitting, token, form, stale=stale)
        seconds = _seconds(token, step_id)
        try:
            saved = answering.save_step(
                session, house.library, token, step_id, form.answers(), now(), seconds=seconds
            )
        except DataError as error:
            form.refuse(error.problems)
            return _again(sitting, token, form)
        session.commit()
    return _saved(saved, token, step_id)


protection.exempt(save)  # checked in `_stale`: a refused token must not lose what was typed


@blueprint.get("/r/<token>/review")
def review(token: str) -> str:
    """Name what is missing."""
    nothing_yet = request.args.get("nothing") == "1"
    page = answer_pages.review_page(_load(token), token, nothing_yet=nothing_yet)
    return render("answer/review.html", page)


@blueprint.post("/r/<token>/submit")
def hand_in(token: str) -> BaseResponse:
    """Hand in; doing it again does no harm."""
    house = runtime()
    with house.sessions() as session:
        sitting = answering.submit(session, house.library, token, now())
        session.commit()
    if not sitting.answers:
        return redirect(url_for("answer.review", token=token, nothing=1), 303)
    return redirect(url_for("answer.done", token=token), 303)


@blueprint.get("/r/<token>/done")
def done(token: str) -> str | BaseResponse:
    """Give something back; explanations once the assessment has closed."""
    house = runtime()
    with house.reading() as session:
        own = own_summary.own_summary(session, house.library, token, now(), language.preferred())
    if not own.submitted and not own.closed:
        return redirect(url_for("answer.overview", token=token), 303)
    language.use(own.door.language)
    return render("answer/done.html", done_page(own, token))


@blueprint.errorhandler(GoneError)
def over(error: GoneError) -> tuple[str, int]:
    """An open page of a closed assessment still leads to one's own summary."""
    if not request.path.startswith("/r/") or request.endpoint == "answer.done":
        return error_response(410, sentence_of(error))
    token = (request.view_args or {}).get("token", "")
    summary = Link(gettext("See your own summary"), url_for("answer.done", token=token))
    return error_response(410, sentence_of(error), summary)


def _load(token: str) -> Sitting:
    house = runtime()
    with house.reading() as session:
        sitting = answering.load_sitting(session, house.library, token, now(), language.preferred())
    language.use(sitting.door.language)
    return sitting


def _resume(token: str) -> str:
    """Return the address of the sitting this browser began through the link, if it still leads."""
    known = request.cookies.get(COOKIE, "")
    if not known.startswith(f"{token}."):
        return ""
    try:
        _load(known)
    except (NotFoundError, GoneError):
        return ""
    return url_for("answer.overview", token=known)


def _step(sitting: Sitting, step_id: str) -> Step:
    for found in sitting.steps:
        if found.id == step_id:
            return found
    raise NotFoundError("This page is not part of your questionnaire.")


def _stamp(sitting: Sitting, step: Step, token: str) -> str:
    """Return when the screen is shown, if nothing on it was answered before."""
    if any(item.id in sitting.answers for item in step.items):
        return ""
    return stamps.shown_now(str(current_app.secret_key), token, step.id)


def _seconds(token: str, step_id: str) -> float | None:
    """Return the seconds since the screen was first shown.

    None for what a script saves in between: only a pressed button says that a screen is done.
    """
    if _wants_json():
        return None
    stamp = request.form.get("stamp", "")
    return stamps.seconds_since(stamp, str(current_app.secret_key), token, step_id)


def _stale() -> bool:
    """Whether the form's token is missing, wrong or of another browser session."""
    try:
        protection.protect()
    except CSRFError:
        return True
    return False


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _again(sitting: Sitting, token: str, form: StepForm, *, stale: bool = False) -> Response:
    """Show the screen as it was typed, with what is wrong; nothing was saved."""
    if _wants_json():
        first = next(
            iter(form.errors.values()),
            gettext("This page was open too long. Press the button below."),
        )
        return make_response(jsonify(saved=False, message=first))
    reviewing = request.form.get("from") == "review"
    page = answer_pages.step_page(
        sitting,
        token,
        form,
        stamp=request.form.get("stamp", ""),
        stale=stale,
        reviewing=reviewing,
    )
    return make_response(render("answer/step.html", page), 400)


def _saved(sitting: Sitting, token: str, step_id: str) -> Response:
    """Go on; stay when an answer brought up more questions on the same screen."""
    current = next((found for found in sitting.steps if found.id == step_id), None)
    stems = [] if current is None else [stem_of(item) for item in current.items]
    if _wants_json():
        return make_response(jsonify(saved=True, questions=stems))
    shown = request.form.get("shown", " ".join(stems)).split()
    new = [stem for stem in stems if stem not in shown]
    return make_response(redirect(_next_address(sitting, token, step_id, new), 303))


def _next_address(sitting: Sitting, token: str, step_id: str, new: list[str]) -> str:
    reviewing = request.form.get("from") == "review"
    cleared = request.form.get("clear")
    here = url_for("answer.step", token=token, step_id=step_id)
    origin = "from=review&" if reviewing else ""
    if cleared:
        return f"{here}?{origin}#q-{cleared}"
    if request.form.get("go") == "back":
        return _neighbour(sitting, token, step_id, -1)
    if new:
        return f"{here}?{origin}revealed={len(new)}#q-{new[0]}"
    if reviewing:
        return url_for("answer.review", token=token)
    return _neighbour(sitting, token, step_id, +1)


def _neighbour(sitting: Sitting, token: str, step_id: str, way: int) -> str:
    """Return the address of the screen before or after; the ends are overview and review."""
    ids = [found.id for found in sitting.steps]
    if step_id not in ids:
        return url_for("answer.overview", token=token)
    place = ids.index(step_id) + way
    if place < 0:
        return url_for("answer.overview", token=token)
    if place == len(ids):
        return url_for("answer.review", token=token)
    return url_for("answer.step", token=token, step_id=ids[place])
