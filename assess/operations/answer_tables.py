"""CSV files of answers: read whole, checked whole, every fault named with row and column."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.model.errors import DataError, Problem
from assess.model.instrument import ChoiceItem, Instrument, NumberItem, PracticeItem, RatingItem

if TYPE_CHECKING:
    from pathlib import Path

    from assess.model.instrument import Item

MOST_BYTES = 200_000_000
MOST_ROWS = 1_000_000
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
    values: tuple[tuple[int | str | None, ...], ...]
    """rows × items; None is a missing answer"""
    notes: tuple[str, ...]


def read_answers(
    path: Path, instrument: Instrument, group: str, respondent: str = ""
) -> AnswerTable:
    """Read a CSV file of answers to an instrument, one column per item and one for the group.

    Comma, semicolon or tab separated; UTF-8 with or without a byte-order mark; an empty cell or
    NA is a missing answer.  Raises DataError naming row and column of every fault (the first
    twenty one by one), and then nothing has been read.
    """
    text = _decode(path)
    rows, notes = _rows(path.name, text)
    header = [name.strip() for name in rows[0]]
    items = [item for item in instrument.items if isinstance(item, _IMPORTABLE)]
    places = _columns(path.name, header, [item.id for item in items], group, respondent)
    reader = _Reader(path.name, instrument, header, items, places)
    table = reader.read(rows[1:])
    extra = [name for name in header if name not in places]
    if extra:
        notes.append(f"columns that are no item were left out: {', '.join(extra)}")
    return AnswerTable(tuple(i.id for i in items), table[0], table[1], tuple(notes))


_IMPORTABLE = (RatingItem, PracticeItem, ChoiceItem, NumberItem)


def _decode(path: Path) -> str:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _refusal(path.name, 0, f"cannot be read: {error.strerror}") from error
    if size > MOST_BYTES:
        raise _refusal(path.name, 0, f"has {size:,} bytes; at most {MOST_BYTES:,} can be read")
    raw = path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal(path.name, 1, "is UTF-16. Save it as CSV UTF-8.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        message = f"byte {column} of row {row} is not UTF-8. Save the file as CSV UTF-8."
        raise _refusal(path.name, row, message) from error


def _rows(name: str, text: str) -> tuple[list[list[str]], list[str]]:
    if "\0" in text:
        raise _refusal(name, 1, "holds zero bytes: this is no text file")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    notes = [] if delimiter == "," else [f"columns are separated by {_SPOKEN[delimiter]}"]
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise _refusal(name, 1, f"is not a CSV file: {error}") from error
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise _refusal(name, 1, "is empty. The first row names the columns.")
    if len(rows) == 1:
        raise _refusal(name, 1, "has a header and no rows. There is nothing to import.")
    if len(rows) - 1 > MOST_ROWS:
        raise _refusal(name, 1, f"has {len(rows) - 1:,} rows; at most {MOST_ROWS:,} can be read")
    return rows, notes


_SPOKEN = {";": "semicolons", "\t": "tabs", ",": "commas"}


def _columns(
    name: str, header: list[str], items: list[str], group: str, respondent: str
) -> dict[str, int]:
    """Return column name → place for what is needed; DataError names what is missing."""
    problems = []
    doubled = sorted({column for column in header if header.count(column) > 1 and column})
    if doubled:
        problems.append(f"the header names these columns twice: {', '.join(doubled)}")
    wanted = [*items, group, *([respondent] if respondent else [])]
    missing = [column for column in wanted if column not in header]
    if missing:
        found = ", ".join(header[:40])
        problems.append(f"columns are missing: {', '.join(missing)}. The file has: {found}")
    if problems:
        raise DataError(tuple(Problem(name, 1, message, "columns") for message in problems))
    return {column: header.index(column) for column in wanted}


class _Reader:
    """Reads the rows of one file and remembers every fault."""

    def __init__(
        self,
        name: str,
        instrument: Instrument,
        header: list[str],
        items: list[RatingItem | PracticeItem | ChoiceItem | NumberItem],
        places: dict[str, int],
    ) -> None:
        self.name = name
        self.width = len(header)
        self.problems: list[Problem] = []
        self.bad_rows: set[int] = set()
        self.item_ids = [item.id for item in items]
        self.item_places = [places[item.id] for item in items]
        self.allowed = [allowed_values(instrument, item) for item in items]
        extra = [column for column in places if column not in set(self.item_ids)]
        self.group_place = places[extra[0]]
        self.person_place = places[extra[1]] if len(extra) > 1 else None

    def read(
        self, rows: list[list[str]]
    ) -> tuple[tuple[str, ...], tuple[tuple[int | str | None, ...], ...]]:
        """Return groups and values, or raise DataError with all faults."""
        groups: list[str] = []
        values: list[tuple[int | str | None, ...]] = []
        seen: dict[str, int] = {}
        for number, row in enumerate(rows, start=2):
            if len(row) != self.width:
                self.fault(number, f"has {len(row)} cells; the header has {self.width}")
                continue
            groups.append(self.group_of(number, row))
            values.append(self.values_of(number, row))
            self.check_person(number, row, seen)
        if self.problems:
            raise DataError(self.report(len(rows)))
        return tuple(groups), tuple(values)

    def fault(self, number: int, message: str) -> None:
        """Remember one fault of a row."""
        self.bad_rows.add(number)
        self.problems.append(Problem(self.name, number, f"row {number}: {message}", "row"))

    def group_of(self, number: int, row: list[str]) -> str:
        """Return the group's name."""
        group = row[self.group_place].strip()
        if not group:
            self.fault(number, "the group is empty")
        return group

    def values_of(self, number: int, row: list[str]) -> tuple[int | str | None, ...]:
        """Return the values of a row; a value that cannot be is a fault."""
        values: list[int | str | None] = []
        for place, (known, wanted), item_id in zip(
            self.item_places, self.allowed, self.item_ids, strict=True
        ):
            cell = row[place]
            value = known.get(cell, _UNKNOWN)
            if value is _UNKNOWN:
                value = self.odd_value(number, item_id, cell.strip(), known, wanted)
            values.append(value)  # type: ignore[arg-type]
        return tuple(values)

    def odd_value(
        self, number: int, item_id: str, cell: str, known: dict[str, int | str], wanted: str
    ) -> int | str | None:
        """Read what is not written the plain way: blanks, 3.0, missing."""
        if cell.lower() in _MISSING:
            return None
        plain = cell[:-2] if cell.endswith(".0") else cell
        if plain in known:
            return known[plain]
        self.fault(number, f"column {item_id}: “{cell[:40]}” is not {wanted}")
        return None

    def check_person(self, number: int, row: list[str], seen: dict[str, int]) -> None:
        """Two rows of one person are a fault."""
        if self.person_place is None:
            return
        person = row[self.person_place].strip()
        if person in seen:
            self.fault(number, f"respondent “{person[:40]}” stands in row {seen[person]} already")
        seen.setdefault(person, number)

    def report(self, rows: int) -> tuple[Problem, ...]:
        """Return the first faults and a last line that counts them all."""
        count = len(self.bad_rows)
        total = Problem(
            self.name,
            1,
            f"{count:,} of {rows:,} rows cannot be used; nothing was imported",
            "total",
        )
        return (*self.problems[:MOST_SHOWN], total)


_UNKNOWN = object()


def allowed_values(instrument: Instrument, item: Item) -> tuple[dict[str, int | str], str]:
    """Return (text in a cell → value, the same in words) for one item."""
    match item:
        case RatingItem():
            scale = instrument.scale(item.scale)
            low, high = scale.minimum or 0, scale.maximum or 0
        case NumberItem():
            low, high = item.minimum, item.maximum
        case PracticeItem():
            low, high = 0, len(item.levels) - 1
        case ChoiceItem():
            values: dict[str, int | str] = {o.value: o.value for o in item.options}
            return values, f"one of {', '.join(values)}"
        case _:
            return {}, "importable"
    whole: dict[str, int | str] = {str(value): value for value in range(low, high + 1)}
    special: dict[str, int | str] = (
        {"dont_know": "dont_know", "not_applicable": "not_applicable"}
        if isinstance(item, PracticeItem)
        else {}
    )
    return {**whole, **special}, f"a whole number {low} to {high}"


def _refusal(name: str, line: int, message: str) -> DataError:
    return DataError((Problem(name, line, message, "file"),))
