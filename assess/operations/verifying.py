"""Verifying a result: recompute it from its answers and name what differs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from assess.model.errors import DataError, NotFoundError, Problem
from assess.operations.publishing import recompute
from assess.reports.attachments import attached_result
from assess.store import results

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from assess.content.load import Library
    from assess.model.result import Result

MOST_SHOWN = 30


def verify(session: Session, library: Library, path: Path) -> tuple[str, ...]:
    """Return what differs between a result file and its answers as they are stored now.

    `path` is a result's JSON or a PDF that carries one.  Raises DataError when the file holds no
    result, NotFoundError when its assessment is not in this database.
    """
    given = read_result(path)
    computed = recompute(session, library, given.assessment, lambda _done, _total: None)
    for result in computed.results:
        if result.scope == given.scope:
            return tuple(_first(_differences(_plain(given), _plain(result))))
    raise NotFoundError("The answers of this result are not in this database any more.")


def read_result(path: Path) -> Result:
    """Return the result in a JSON or PDF file; DataError when there is none."""
    raw = path.read_bytes()
    if raw.startswith(b"%PDF"):
        raw = attached_result(raw)
    try:
        return results.result_from_json(raw)
    except ValidationError as error:
        problem = Problem(path.name, 1, "this is no result of Assess", "result")
        raise DataError((problem,)) from error


def _plain(result: Result) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(results.result_to_json(result))
    return document


def _differences(given: object, computed: object, place: str = "") -> Iterator[str]:
    if isinstance(given, dict) and isinstance(computed, dict):
        for key in sorted({*given, *computed}):
            yield from _differences(given.get(key), computed.get(key), f"{place}.{key}".strip("."))
    elif isinstance(given, list) and isinstance(computed, list) and len(given) == len(computed):
        for number, (left, right) in enumerate(zip(given, computed, strict=True)):
            yield from _differences(left, right, f"{place}[{number}]")
    elif given != computed:
        yield f"{place}: the file has {_short(given)}, the answers give {_short(computed)}"


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _first(lines: Iterator[str]) -> list[str]:
    every = list(lines)
    rest = len(every) - MOST_SHOWN
    return every[:MOST_SHOWN] + ([f"… and {rest} more"] if rest > 0 else [])
