"""Importing teams, pasted or from a CSV file: all of them, or none and every fault named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assess.model.errors import DataError, Problem
from assess.operations.campaigns import NewTeam, add_teams
from assess.operations.csv_files import refusal, rows_in
from assess.operations.sign_in import require_manager
from assess.operations.team_register import TypedTeam, key_of, read_team
from assess.store import people

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from assess.operations.sign_in import Actor
    from assess.store.people import Team

MOST_TEAMS = 2_000
MOST_SHOWN = 20
"""faults printed one by one; the rest is counted"""

COLUMNS = {
    "name": ("name", "team", "team name"),
    "unit": ("unit", "department", "division", "business unit"),
    "headcount": ("headcount", "head-count", "head count", "people", "size"),
}
"""what is read → how a file may call it"""
SPOKEN = {"name": "name", "unit": "unit", "headcount": "head-count"}
EXAMPLE = "name,unit,head-count\nBilling,Commerce,9\nFleet planning,Operations,14\n"

_KNOWN = {word: column for column, words in COLUMNS.items() for word in words}


@dataclass(frozen=True, slots=True)
class ImportedTeams:
    """What came of a list."""

    added: int
    changed: int
    unchanged: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    new: NewTeam
    before: Team | None
    """the team of this name, if there is one"""


def import_teams(session: Session, actor: Actor, name: str, raw: bytes) -> ImportedTeams:
    """Add the teams of a list, and change those whose name is there already; the caller commits.

    The first row names the columns; a column that is missing stays as it is recorded.  Raises
    ForbiddenError for who may only read, and DataError naming row and column of every fault (the
    first twenty one by one); then nothing was imported.
    """
    require_manager(actor)
    rows, notes = rows_in(name, raw)
    header = [_KNOWN.get(cell.strip().lower().replace("_", " "), "") for cell in rows[0]]
    _check_header(name, header, rows)
    people.lock_organisation(session, actor.organisation.id)
    reader = _Reader(name, header, people.teams_of(session, actor.organisation.id))
    lines = reader.read(rows[1:])
    if extra := [cell for cell, known in zip(rows[0], header, strict=True) if not known]:
        notes.append(f"columns that are not known were left out: {', '.join(extra)}")
    made = Counter(_apply(session, line) for line in lines)
    add_teams(session, actor.organisation, [line.new for line in lines if line.before is None])
    return ImportedTeams(made["added"], made["changed"], made["unchanged"], tuple(notes))


def _apply(session: Session, line: _Line) -> str:
    if line.before is None:
        return "added"
    new = replace(line.before, name=line.new.name, unit=line.new.unit, headcount=line.new.headcount)
    if new == line.before:
        return "unchanged"
    people.change_team(session, line.before, new)
    return "changed"


def _check_header(name: str, header: list[str], rows: list[list[str]]) -> None:
    count = len(rows) - 1
    if count > MOST_TEAMS:
        message = f"the list has {count:,} rows; at most {MOST_TEAMS:,} teams can be imported."
        raise refusal(name, 1, message)
    found = ", ".join(cell.strip() for cell in rows[0][:40])
    if "name" not in header:
        message = (
            "row 1 has to name the columns, and one of them has to be “name”. It holds: "
            f"{found[:200]}."
        )
        raise refusal(name, 1, message)
    twice = [SPOKEN[column] for column, times in Counter(header).items() if times > 1 and column]
    if twice:
        raise refusal(name, 1, f"row 1 names these columns twice: {', '.join(twice)}.")


class _Reader:
    """Reads the rows of one list; the first faults are kept in words, all rows are counted."""

    def __init__(self, file: str, header: list[str], teams: Sequence[Team]) -> None:
        self.file = file
        self.header = header
        self.there: dict[str, list[Team]] = {}
        for team in teams:
            self.there.setdefault(key_of(team.name), []).append(team)
        self.seen: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.bad_rows: set[int] = set()

    def read(self, rows: list[list[str]]) -> list[_Line]:
        """Return the lines, or raise DataError with the faults."""
        lines = []
        for number, row in enumerate(rows, start=2):
            if not any(cell.strip() for cell in row):
                continue  # an empty line of a pasted list
            if len(row) != len(self.header):
                self.fault(number, f"{len(row)} cells; row 1 has {len(self.header)}")
                continue
            cells = {c: cell for c, cell in zip(self.header, row, strict=True) if c}
            lines.append(self.line_of(number, cells))
        if self.bad_rows:
            count = f"{len(self.bad_rows):,} of {len(rows):,} rows cannot be used"
            raise DataError((*self.problems, Problem(self.file, 1, count, "total")))
        return lines

    def line_of(self, number: int, cells: Mapping[str, str]) -> _Line:
        """Return one line; what cannot be is a fault."""
        same = self.there.get(key_of(cells["name"]), [])
        before = same[0] if same else None
        typed = TypedTeam(
            cells["name"],
            cells.get("unit", before.unit if before else ""),
            cells.get("headcount", str(before.headcount) if before else ""),
        )
        new, faults = read_team(typed)
        for column, fault in faults:
            self.fault(number, f"column {SPOKEN[column]}: {fault}")
        if not faults:
            self.refuse_doubles(number, new.name, same)
        return _Line(new, before)

    def refuse_doubles(self, number: int, name: str, same: list[Team]) -> None:
        """A name may stand for one row and one team only."""
        first = self.seen.setdefault(key_of(name), number)
        if first != number:
            self.fault(number, f"column name: “{name}” stands in row {first} already")
        elif len(same) > 1:
            self.fault(number, f"column name: {len(same)} teams are called “{name}” already")

    def fault(self, number: int, message: str) -> None:
        """Count one fault of a row."""
        self.bad_rows.add(number)
        if len(self.problems) < MOST_SHOWN:
            self.problems.append(Problem(self.file, number, f"row {number}, {message}", "row"))
