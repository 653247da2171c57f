"""The register of pilots as pages: the list with its track record, the form, import and removal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from assess.model.pilots import Known, Stage, is_due, reached_production
from assess.web.figures import GAP
from assess.web.permissions import Rule, may
from assess.web.pilot_form import STAGES, PilotForm, stated_forecast
from assess.web.signed_in import SignedInPage, frame
from assess.web.wording import day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from assess.model.errors import Problem
    from assess.model.pilots import Pilot, PilotRecord
    from assess.operations.pilot_importing import ImportedPilots
    from assess.operations.sign_in import Actor
    from assess.web.pages import FieldError
    from assess.web.questions import FieldView
    from assess.web.track_record import TrackRecordView

TAGS = {
    Stage.IDEA: "plain",
    Stage.PILOT: "accent",
    Stage.PRODUCTION: "good",
    Stage.STOPPED: "warning",
}
LINES = 50
"""pilots on one page"""

STAGE_WORDS = {stage: label for stage, label, _ in STAGES}


@dataclass(frozen=True, slots=True)
class PilotLine:
    """One pilot in the list."""

    title: str
    href: str
    """empty for who may only read"""
    team: str
    stage: str
    tag: str
    days: str
    production: str
    due: bool
    target: str
    forecast: str
    forecast_day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage(SignedInPage):
    """All pilots, and how the forecasts did."""

    lines: tuple[PilotLine, ...]
    caption: str
    pages: tuple[tuple[str, str, bool], ...]
    """(label, address, whether it is this one) each; empty when one holds all"""
    records: tuple[TrackRecordView, ...]
    may_write: bool
    add: str
    import_: str
    export: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotFormPage(SignedInPage):
    """The form to record or change a pilot."""

    action: str
    back: str
    fields: Mapping[str, FieldView]
    errors: tuple[FieldError, ...]
    revision: int
    """of the record that was looked at; 0 for a new pilot"""
    remove: str
    """address of the removal; empty for a new pilot"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalPage(SignedInPage):
    """The question before a pilot leaves the register."""

    consequence: str
    action: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotImportPage(SignedInPage):
    """The upload, with what was wrong or what came of it."""

    action: str
    back: str
    problems: tuple[str, ...]
    done: str
    notes: tuple[str, ...]
    example: str


EXAMPLE = """title,team,stage,started_on,ended_on,in_production,target,target_met
Letter drafts,Billing,production,2025-02-03,,yes,20 % fewer calls,no
Route notes,,stopped,2025-04-14,2025-09-30,,,
Damage photos,Fleet,pilot,2026-06-01,,,Claims closed in 3 days,
"""


def register_page(
    actor: Actor,
    register: Sequence[Pilot],
    team_names: Mapping[str, str],
    records: Sequence[TrackRecordView],
    today: date,
    page: int = 1,
) -> RegisterPage:
    """Return one page of the list, counting from 1; `register` in the order to be shown."""
    last = max(1, -(-len(register) // LINES))
    here = min(max(page, 1), last)
    part = register[(here - 1) * LINES : here * LINES]
    writes = may(actor, Rule.RUN)
    due = sum(is_due(pilot, today) for pilot in register)
    count = "1 pilot" if len(register) == 1 else f"{len(register)} pilots"
    waiting = f"; of {due} the outcome is due" if due else ""
    return RegisterPage(
        **frame(actor),
        title="Pilots",
        lines=tuple(_line(pilot, team_names, today, linked=writes) for pilot in part),
        caption=f"{count}{waiting}",
        pages=tuple(
            (str(number), url_for("pilots.index", page=number), number == here)
            for number in range(1, last + 1)
            if last > 1
        ),
        records=tuple(records),
        may_write=writes,
        add=url_for("pilots.new"),
        import_=url_for("pilots.import_form"),
        export=url_for("pilots.export"),
    )


def form_page(actor: Actor, form: PilotForm, seen: Pilot | None = None) -> PilotFormPage:
    """Return the form of a new pilot, or of the one that was looked at."""
    return PilotFormPage(
        **frame(actor),
        title="Record a pilot" if seen is None else seen.record.title,
        action=url_for("pilots.add") if seen is None else url_for("pilots.save", pilot_id=seen.id),
        back=url_for("pilots.index"),
        fields=form.view(),
        errors=form.summary(),
        revision=0 if seen is None else seen.revision,
        remove="" if seen is None else url_for("pilots.confirm_removal", pilot_id=seen.id),
    )


def removal_page(actor: Actor, pilot: Pilot) -> RemovalPage:
    """Return the question whether to remove a pilot."""
    return RemovalPage(
        **frame(actor),
        title=f"Remove {pilot.record.title}?",
        consequence="It leaves the register and counts in no result made from now on. Results of "
        "assessments that have closed keep what was known then. It cannot be undone.",
        action=url_for("pilots.remove", pilot_id=pilot.id),
        back=url_for("pilots.show", pilot_id=pilot.id),
    )


def import_page(
    actor: Actor, problems: Sequence[Problem] = (), made: ImportedPilots | None = None
) -> PilotImportPage:
    """Return the upload; `problems` of the file just sent, or what was `made` of it."""
    done = ""
    if made is not None:
        done = f"{made.added} added, {made.changed} changed, {made.unchanged} unchanged"
    return PilotImportPage(
        **frame(actor),
        title="Import pilots",
        action=url_for("pilots.import_file"),
        back=url_for("pilots.index"),
        problems=tuple(_sentence(problem) for problem in problems),
        done=done,
        notes=() if made is None else made.notes,
        example=EXAMPLE,
    )


def _line(pilot: Pilot, team_names: Mapping[str, str], today: date, *, linked: bool) -> PilotLine:
    record, forecast = pilot.record, pilot.record.forecast
    due = is_due(pilot, today)
    return PilotLine(
        title=record.title,
        href=url_for("pilots.show", pilot_id=pilot.id) if linked else "",
        team=team_names.get(record.team, "whole organisation"),
        stage=STAGE_WORDS[record.stage],
        tag=TAGS[record.stage],
        days=_days(record),
        production="due" if due else _production(pilot),
        due=due,
        target=_target(record),
        forecast="" if forecast is None else stated_forecast(forecast),
        forecast_day="" if forecast is None else day(forecast.stated_on.isoformat()),
    )


def _days(record: PilotRecord) -> str:
    start = "" if record.started_on is None else day(record.started_on.isoformat())
    if record.stage is Stage.IDEA:
        return f"planned for {start}" if start else "no date yet"
    return start if record.ended_on is None else f"{start} to {day(record.ended_on.isoformat())}"


def _production(pilot: Pilot) -> str:
    known = reached_production(pilot)
    if known is Known.UNKNOWN:
        return f"not{GAP}yet{GAP}known"
    return known.value


def _target(record: PilotRecord) -> str:
    if not record.target:
        return "none"
    words = {Known.YES: "met", Known.NO: "missed", Known.UNKNOWN: f"not{GAP}yet{GAP}known"}
    return words[record.target_met]


def _sentence(problem: Problem) -> str:
    text = problem.message[:1].upper() + problem.message[1:]
    return text if text.endswith(".") else f"{text}."
