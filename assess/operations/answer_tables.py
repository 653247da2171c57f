"""Tables of answers: read whole, checked whole, every fault named with row and column."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.model.errors import DataError, Problem
from assess.model.instrument import ChoiceItem, Instrument, NumberItem, PracticeItem, RatingItem
from assess.operations.csv_files import read_rows, refusal

if TYPE_CHECKING:
    from pathlib import Path

Importable = RatingItem | PracticeItem | ChoiceItem | NumberItem
Value = int | str | None

MOST_SHOWN = 20
"""problems printed one by one; the rest is counted"""

#: what stands for a missing answer, in any case
_MISSING = {"", "na", "n/a", "nan", "null", "none", "."}


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """A checked file: one row per person."""

    items: tuple[str, ...]
    groups: tuple[str, ...]
    """group of each row"""
    values: tuple[tuple[Value, ...], ...]
    """rows × items; None is a missing answer"""
    notes: tuple[str, ...]


def read_answers(
    path: Path, instrument: Instrument, group: str, respondent: str = ""
) -> AnswerTable:
    """Read a CSV file of answers to an instrument, one column per item and one for the group.

    Comma, semicolon or tab separated; UTF-8 with or without a byte-order mark; an empty cell or
    NA is a missing answer.  Raises DataError naming row and column of every fault (the first
    twenty one by one) and how many rows have one; then nothing has been read.
    """
    items = [item for item in instrument.items if isinstance(item, Importable)]
    if not items:
        message = f"{instrument.id} has no item that a file could answer."
        raise refusal(path.name, 1, message)
    rows, notes = read_rows(path)
    header = [name.strip() for name in rows[0]]
    columns = _Columns(path.name, header, tuple(item.id for item in items), group, respondent)
    columns.check(len(rows) - 1)
    reader = _Reader(columns, [allowed_values(instrument, item) for item in items])
    groups, values = reader.read(rows[1:])
    if extra := [name for name in header if name not in columns.wanted]:
        notes.append(f"columns that are no item were left out: {', '.join(extra)}")
    return AnswerTable(columns.items, groups, values, tuple(notes))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column holds what."""

    file: str
    header: list[str]
    items: tuple[str, ...]
    group: str
    respondent: str

    @property
    def wanted(self) -> tuple[str, ...]:
        """The names of all columns that are read."""
        return (*self.items, self.group, *([self.respondent] if self.respondent else []))

    def check(self, rows: int) -> None:
        """Raise DataError when a column is missing or is there twice."""
        twice = [name for name, count in Counter(self.header).items() if count > 1 and name]
        double_use = [name for name, count in Counter(self.wanted).items() if count > 1]
        missing = [name for name in self.wanted if name not in self.header]
        problems = []
        if twice:
            problems.append(f"the header names these columns twice: {', '.join(twice)}")
        if double_use:
            problems.append(
                f"column {', '.join(double_use)} cannot be two things: item, group, respondent"
            )
        if missing:
            found = ", ".join(self.header[:40])
            problems.append(f"columns are missing: {', '.join(missing)}. The file has: {found}")
        if problems:
            problems.append(f"{rows:,} of {rows:,} rows cannot be used; nothing was imported")
            raise DataError(tuple(Problem(self.file, 1, text, "columns") for text in problems))


class _Reader:
    """Reads the rows of one file; the first faults are kept in words, all are counted."""

    def __init__(self, columns: _Columns, allowed: list[tuple[dict[str, int | str], str]]) -> None:
        place = columns.header.index
        self.columns = columns
        self.cells = [
            (place(item), item, known, wanted)
            for item, (known, wanted) in zip(columns.items, allowed, strict=True)
        ]
        self.group_place = place(columns.group)
        self.person_place = place(columns.respondent) if columns.respondent else None
        self.problems: list[Problem] = []
        self.bad_rows: set[int] = set()
        self.seen: dict[str, int] = {}

    def read(self, rows: list[list[str]]) -> tuple[tuple[str, ...], tuple[tuple[Value, ...], ...]]:
        """Return groups and values, or raise DataError with the faults."""
        groups: list[str] = []
        values: list[tuple[Value, ...]] = []
        width = len(self.columns.header)
        for number, row in enumerate(rows, start=2):
            if len(row) != width:
                self.fault(number, f"has {len(row)} cells; the header has {width}")
                continue
            groups.append(self.group_of(number, row))
            values.append(self.values_of(number, row))
            self.check_person(number, row)
        if self.bad_rows:
            count = f"{len(self.bad_rows):,} of {len(rows):,} rows cannot be used"
            total = Problem(self.columns.file, 1, f"{count}; nothing was imported", "total")
            raise DataError((*self.problems, total))
        return tuple(groups), tuple(values)

    def fault(self, number: int, message: str) -> None:
        """Count one fault of a row."""
        self.bad_rows.add(number)
        if len(self.problems) < MOST_SHOWN:
            text = f"row {number}: {message}"
            self.problems.append(Problem(self.columns.file, number, text, "row"))

    def group_of(self, number: int, row: list[str]) -> str:
        """Return the group's name."""
        group = row[self.group_place].strip()
        if not group:
            self.fault(number, f"column {self.columns.group} is empty; it names the group")
        return group

    def values_of(self, number: int, row: list[str]) -> tuple[Value, ...]:
        """Return the values of a row; a value that cannot be is a fault."""
        values: list[Value] = []
        for place, item, known, wanted in self.cells:
            cell = row[place]
            if cell in known:
                values.append(known[cell])
            else:
                values.append(self.odd_value(number, item, cell.strip(), known, wanted))
        return tuple(values)

    def odd_value(
        self, number: int, item: str, cell: str, known: dict[str, int | str], wanted: str
    ) -> Value:
        """Read what is not written the plain way: blanks around it, 3.0, missing."""
        plain = cell.removesuffix(".0")
        if cell in known or plain in known:
            return known.get(cell, known.get(plain))
        if cell.lower() not in _MISSING:
            self.fault(number, f"column {item}: “{cell[:40]}” is not {wanted}")
        return None

    def check_person(self, number: int, row: list[str]) -> None:
        """Two rows of one person are a fault, and so is a row of nobody."""
        if self.person_place is None:
            return
        person = row[self.person_place].strip()
        column = self.columns.respondent
        if not person:
            self.fault(number, f"column {column} is empty; it names the respondent")
        elif person in self.seen:
            first = self.seen[person]
            self.fault(number, f"column {column}: “{person[:40]}” is in row {first} already")
        else:
            self.seen[person] = number


def allowed_values(instrument: Instrument, item: Importable) -> tuple[dict[str, int | str], str]:
    """Return (text in a cell → value, the same in words) for one item."""
    match item:
        case RatingItem():
            scale = instrument.scale(item.scale)
            return _whole(scale.minimum or 0, scale.maximum or 0)
        case NumberItem():
            return _whole(item.minimum, item.maximum)
        case PracticeItem():
            return _levels(item)
        case ChoiceItem():
            values: dict[str, int | str] = {o.value: o.value for o in item.options}
            return values, f"one of {', '.join(values)}"


def _whole(low: int, high: int) -> tuple[dict[str, int | str], str]:
    return {str(value): value for value in range(low, high + 1)}, f"a whole number {low} to {high}"


def _levels(item: PracticeItem) -> tuple[dict[str, int | str], str]:
    known: dict[str, int | str] = {str(level): level for level in range(len(item.levels))}
    special = ["dont_know", *(["not_applicable"] if item.allow_not_applicable else [])]
    highest = len(item.levels) - 1
    words = f"a whole number 0 to {highest}, {' or '.join(special)}"
    return {**known, **{word: word for word in special}}, words
