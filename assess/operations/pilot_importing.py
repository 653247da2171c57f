"""Importing pilots from a CSV file: read whole, checked whole, imported whole or not at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.model.errors import DataError, Problem
from assess.model.moments import as_utc
from assess.model.pilot_rules import faults_of
from assess.model.pilots import PilotRecord
from assess.operations.csv_files import refusal, rows_in
from assess.operations.pilot_tables import COLUMNS, DERIVED, REQUIRED, CellError, read_record
from assess.operations.pilots import (
    add_pilot,
    edit_pilot,
    list_pilots,
    list_teams,
    require_writer,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assess.model.pilots import Pilot
    from assess.operations.sign_in import Actor
    from assess.store.people import Team

MOST_SHOWN = 20
"""problems printed one by one; the rest is counted"""

MOST_PILOTS = 2_000

Same = tuple[str, str, str]
"""team, title and start: what two records of one pilot have in common"""


@dataclass(frozen=True, slots=True)
class ImportedPilots:
    """What came of a file."""

    added: int
    changed: int
    unchanged: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    record: PilotRecord
    before: Pilot | None
    """the pilot that the row's id names"""


def import_pilots(
    session: Session, actor: Actor, name: str, raw: bytes, now: datetime
) -> ImportedPilots:
    """Add the pilots of a CSV file and change those whose id it gives; the caller commits.

    Comma, semicolon or tab separated; UTF-8 with or without a byte-order mark.  Columns that the
    file does not have stay as they are recorded.  Raises ForbiddenError for who may only read,
    and DataError naming row and column of every fault (the first twenty one by one); then nothing
    was imported.
    """
    require_writer(actor)
    rows, notes = rows_in(name, raw)
    header = [cell.strip().lower().replace(" ", "_") for cell in rows[0]]
    _check_header(name, header, len(rows) - 1)
    reader = _Reader(
        name, header, list_teams(session, actor), list_pilots(session, actor), as_utc(now).date()
    )
    lines = reader.read(rows[1:])
    if extra := [column for column in header if column not in {*COLUMNS, *DERIVED}]:
        notes.append(f"columns that are not known were left out: {', '.join(extra)}")
    counts: Counter[str] = Counter()
    for line in lines:
        counts[_apply(session, actor, line, now)] += 1
    return ImportedPilots(counts["added"], counts["changed"], counts["unchanged"], tuple(notes))


def _apply(session: Session, actor: Actor, line: _Line, now: datetime) -> str:
    if line.before is None:
        add_pilot(session, actor, line.record, now)
        return "added"
    if line.before.record == line.record:
        return "unchanged"  # a file may be old: only a person confirms that nothing has changed
    edit_pilot(session, actor, line.before, line.record, now)
    return "changed"


def _check_header(name: str, header: list[str], rows: int) -> None:
    if rows > MOST_PILOTS:
        message = f"the file has {rows:,} rows; at most {MOST_PILOTS:,} pilots can be imported."
        raise refusal(name, 1, message)
    twice = [column for column, count in Counter(header).items() if count > 1 and column]
    missing = [column for column in REQUIRED if column not in header]
    problems = []
    if twice:
        problems.append(f"the header names these columns twice: {', '.join(twice)}")
    if missing:
        found = ", ".join(header[:40])
        problems.append(f"columns are missing: {', '.join(missing)}. The file has: {found}")
    if problems:
        problems.append(f"{rows:,} of {rows:,} rows cannot be used; nothing was imported")
        raise DataError(tuple(Problem(name, 1, text, "columns") for text in problems))


class _Reader:
    """Reads the rows of one file; the first faults are kept in words, all are counted."""

    def __init__(
        self,
        file: str,
        header: list[str],
        teams: Sequence[Team],
        register: Sequence[Pilot],
        today: date,
    ) -> None:
        self.file = file
        self.header = header
        self.teams = teams
        self.register = {pilot.id: pilot for pilot in register}
        self.today = today
        self.recorded = {_same(pilot.record): pilot.id for pilot in register}
        self.seen: dict[Same | str, int] = {}
        self.problems: list[Problem] = []
        self.bad_rows: set[int] = set()

    def read(self, rows: list[list[str]]) -> list[_Line]:
        """Return the lines, or raise DataError with the faults."""
        lines = []
        for number, row in enumerate(rows, start=2):
            if len(row) != len(self.header):
                self.fault(number, f"has {len(row)} cells; the header has {len(self.header)}")
                continue
            cells = dict(zip(self.header, (cell.strip() for cell in row), strict=True))
            lines.append(self.line_of(number, cells))
        if self.bad_rows:
            count = f"{len(self.bad_rows):,} of {len(rows):,} rows cannot be used"
            total = Problem(self.file, 1, f"{count}; nothing was imported", "total")
            raise DataError((*self.problems, total))
        return lines

    def fault(self, number: int, message: str) -> None:
        """Count one fault of a row."""
        self.bad_rows.add(number)
        if len(self.problems) < MOST_SHOWN:
            self.problems.append(Problem(self.file, number, f"row {number}: {message}", "row"))

    def line_of(self, number: int, cells: Mapping[str, str]) -> _Line:
        """Return one line; what cannot be is a fault."""
        before = self.register.get(cells.get("id", ""))
        known = PilotRecord(title="") if before is None else before.record
        record, faults = read_record(cells, known, self.team_id)
        if not faults:
            faults = [
                *_renamed(faults_of(record, self.today)),
                *self.repeats(number, cells, record),
            ]
        for column, message in faults:
            self.fault(number, f"column {column}: {message}")
        return _Line(record, before)

    def repeats(
        self, number: int, cells: Mapping[str, str], record: PilotRecord
    ) -> list[tuple[str, str]]:
        """Return the faults of a row that stands for a pilot that is there already."""
        given, same = cells.get("id", ""), _same(record)
        first = self.seen.setdefault(given or same, number)
        if first != number:
            return [("id" if given else "title", f"is the pilot of row {first} again")]
        if given and given not in self.register:
            return [("id", f"“{given[:40]}” is no pilot of this register: clear it to add one")]
        if not given and same in self.recorded:
            return [
                ("title", f"is in the register: to change it, set its id: {self.recorded[same]}")
            ]
        return []

    def team_id(self, name: str) -> str:
        """Return the id of the team of this name or slug; nothing for the whole organisation."""
        if not name:
            return ""
        slugs = [team for team in self.teams if team.slug == name]
        found = slugs or [t for t in self.teams if t.name.casefold() == name.casefold()]
        if not found:
            raise CellError("is no team of this organisation; leave it empty for the whole of it")
        if len(found) > 1:
            options = " or ".join(team.slug for team in found)
            raise CellError(f"is the name of {len(found)} teams: write {options}")
        return found[0].id


def _same(record: PilotRecord) -> Same:
    return record.team, record.title.casefold(), str(record.started_on or "")


def _renamed(faults: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("forecast_on" if f == "forecast" else f, message) for f, message in faults]
