"""The register of pilots: list, record, change, remove, import, export."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, Response, redirect, request, url_for

from assess.model.errors import ConflictError, DataError, Problem
from assess.model.pilots import PilotRecord
from assess.operations import pilots
from assess.operations.pilot_calibration import track_records
from assess.operations.pilot_forecasts import form_choices, with_chosen
from assess.operations.pilot_importing import import_pilots
from assess.operations.pilot_tables import csv_bytes, export_rows
from assess.web.current import now, runtime
from assess.web.pages import render
from assess.web.permissions import actor
from assess.web.pilot_form import PilotForm
from assess.web.pilot_pages import form_page, import_page, register_page, removal_page
from assess.web.track_record import track_record_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response as AnyResponse

    Answer = str | AnyResponse | tuple[str, int]

blueprint = Blueprint("pilots", __name__, url_prefix="/pilots")

FORM = "pilots/form.html"
IMPORT = "pilots/import.html"


@blueprint.get("")
def index() -> str:
    """Show all pilots and how the forecasts did."""
    person = actor()
    with runtime().reading() as session:
        register = pilots.list_pilots(session, person)
        names = {team.id: team.name for team in pilots.list_teams(session, person)}
    records = track_records(runtime().library.evidence.outcomes, register)
    shown = [track_record_view(record) for record in records] if register else []
    wanted = request.args.get("page", 1, type=int)
    page = register_page(person, register, names, shown, today=now().date(), page=wanted)
    return render("pilots/register.html", page)


@blueprint.get("/new")
def new() -> str:
    """Show the empty form."""
    with runtime().reading() as session:
        form = PilotForm.stored(form_choices(session, actor()), PilotRecord(title=""))
    return render(FORM, form_page(actor(), form))


@blueprint.post("/new")
def add() -> Answer:
    """Record a pilot, or show the form again with what is wrong."""
    person = actor()
    with runtime().sessions() as session:
        form = PilotForm.posted(form_choices(session, person), request.form)

        def record(typed: PilotRecord) -> None:
            whole = with_chosen(session, person, typed, form.chosen)
            pilots.add_pilot(session, person, whole, now())

        if _accepted(form, record):
            session.commit()
            return redirect(url_for("pilots.index"), 303)
    return render(FORM, form_page(person, form)), 400


@blueprint.get("/<pilot_id>")
def show(pilot_id: str) -> str:
    """Show the form of one pilot."""
    person = actor()
    with runtime().reading() as session:
        seen = pilots.find_pilot(session, person, pilot_id)
        form = PilotForm.stored(form_choices(session, person, seen), seen.record)
    return render(FORM, form_page(person, form, seen))


@blueprint.post("/<pilot_id>")
def save(pilot_id: str) -> Answer:
    """Record what a pilot is like now, or show the form again with what is wrong."""
    person = actor()
    with runtime().sessions() as session:
        found = pilots.find_pilot(session, person, pilot_id)
        seen = replace(found, revision=_revision())
        form = PilotForm.posted(form_choices(session, person, found), request.form)

        def record(typed: PilotRecord) -> None:
            whole = with_chosen(session, person, typed, form.chosen)
            pilots.edit_pilot(session, person, seen, whole, now())

        if _accepted(form, record):
            session.commit()
            return redirect(url_for("pilots.index"), 303)
    return render(FORM, form_page(person, form, seen)), 400


@blueprint.get("/<pilot_id>/removal")
def confirm_removal(pilot_id: str) -> str:
    """Ask before a pilot leaves the register."""
    person = actor()
    with runtime().reading() as session:
        return render(
            "pilots/removal.html",
            removal_page(person, pilots.find_pilot(session, person, pilot_id)),
        )


@blueprint.post("/<pilot_id>/removal")
def remove(pilot_id: str) -> AnyResponse:
    """Take a pilot out of the register."""
    person = actor()
    with runtime().sessions() as session:
        seen = pilots.find_pilot(session, person, pilot_id)
        pilots.remove_pilot(session, person, seen, now())
        session.commit()
    return redirect(url_for("pilots.index"), 303)


@blueprint.get("/import")
def import_form() -> str:
    """Show the upload."""
    return render(IMPORT, import_page(actor()))


@blueprint.post("/import")
def import_file() -> Answer:
    """Import a file whole, or say row by row what is wrong with it."""
    person = actor()
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        problem = Problem("file", 1, "choose a CSV file first", "file")
        return render(IMPORT, import_page(person, (problem,))), 400
    try:
        with runtime().sessions() as session:
            made = import_pilots(session, person, sent.filename, sent.read(), now())
            session.commit()
    except DataError as error:
        return render(IMPORT, import_page(person, error.problems)), 400
    return render(IMPORT, import_page(person, made=made))


@blueprint.get("/register.csv")
def export() -> Response:
    """Send the register as a file that can be edited and imported again."""
    person = actor()
    with runtime().reading() as session:
        register, teams = pilots.list_pilots(session, person), pilots.list_teams(session, person)
    answer = Response(csv_bytes(export_rows(register, teams)), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=pilots.csv"
    return answer


def _revision() -> int:
    """Return the revision that was looked at; one that cannot be meets a conflict."""
    typed = request.form.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def _accepted(form: PilotForm, save_it: Callable[[PilotRecord], None]) -> bool:
    """Save what was typed; if it cannot be, put the reasons into the form."""
    typed = form.record()
    if form.errors:
        return False
    try:
        save_it(typed)
    except DataError as error:
        form.refuse(error.problems)
    except ConflictError as error:
        form.errors["title"] = str(error)
    return not form.errors
