"""CSV files as people have them: any usual separator and line ending, read whole or refused."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from assess.model.errors import DataError, Problem

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 200_000_000
MOST_ROWS = 1_000_000

_SPOKEN = {";": "semicolons", "\t": "tabs", ",": "commas"}


def read_rows(path: Path) -> tuple[list[list[str]], list[str]]:
    """Return the rows of a file, the header first, and remarks on how it was read.

    Comma, semicolon or tab separated; UTF-8 with or without a byte-order mark.  Raises DataError
    with the row for a file that is no such text, that has no row below its header, or is too big.
    """
    return rows_in(path.name, content_of(path))


def rows_in(name: str, raw: bytes) -> tuple[list[list[str]], list[str]]:
    """Return the rows of a file's content as `read_rows` does; `name` is the file's, for errors."""
    return _rows(name, _decoded(name, raw))


def content_of(path: Path) -> bytes:
    """Return the bytes of a file; DataError when it cannot be read or is too big."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise refusal(path.name, 1, f"the file cannot be read: {error.strerror}.") from error
    if size > MOST_BYTES:
        message = f"the file has {size:,} bytes; at most {MOST_BYTES:,} can be read."
        raise refusal(path.name, 1, message)
    return raw


def refusal(name: str, row: int, message: str) -> DataError:
    """Return the error for a file as a whole."""
    return DataError((Problem(name, row, f"{message} Nothing was imported.", "file"),))


def _decoded(name: str, raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refusal(name, 1, "the file is UTF-16, all of it. Save it as CSV UTF-8.")
    if b"\0" in raw:
        row = raw.count(b"\n", 0, raw.index(b"\0")) + 1
        raise refusal(name, row, f"row {row} holds a zero byte: this is no text file.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(name, raw, error.start) from error


def _not_utf8(name: str, raw: bytes, at: int) -> DataError:
    lines = raw.splitlines()
    row = raw.count(b"\n", 0, at) + 1
    before = raw[raw.rfind(b"\n", 0, at) + 1 : at].decode("latin-1")
    header = lines[0].decode("latin-1")
    separator = _separator(header)
    names = header.split(separator)
    place = before.count(separator)
    column = names[place].strip('" ') if place < len(names) else f"number {place + 1}"
    bad = sum(not _is_utf8(line) for line in lines)
    message = (
        f"row {row}, column {column} holds a letter that is not UTF-8 (byte {raw[at]:#x}), as do "
        f"{bad:,} of {len(lines):,} rows in all. Save the file as CSV UTF-8."
    )
    return refusal(name, row, message)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _separator(header: str) -> str:
    return max(",;\t", key=header.count)


def _rows(name: str, text: str) -> tuple[list[list[str]], list[str]]:
    separator = _separator(text.split("\n", 1)[0])
    notes = [] if separator == "," else [f"columns are separated by {_SPOKEN[separator]}"]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        row = len(rows) + 1
        raise refusal(name, row, f"row {row} cannot be read as CSV: {error}.") from error
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise refusal(name, 1, "the file is empty. The first row names the columns.")
    if len(rows) == 1:
        raise refusal(name, 1, "the file has a header and 0 rows below it.")
    if len(rows) - 1 > MOST_ROWS:
        message = f"the file has {len(rows) - 1:,} rows; at most {MOST_ROWS:,} can be read."
        raise refusal(name, 1, message)
    return rows, notes
