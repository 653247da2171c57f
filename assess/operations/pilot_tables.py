"""Tables of pilots: columns, how each cell is read, and the same written for other programs."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from assess.model.pilots import Forecast, Known, PilotRecord, Stage, StatedRisk, outcome_of
from assess.operations.pilots import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from enum import StrEnum

    from assess.model.evidence import OutcomeId
    from assess.model.pilots import Pilot
    from assess.store.people import Team

    _Word = TypeVar("_Word", bound=StrEnum)

REQUIRED = ("title", "stage", "started_on")
FORECAST = (
    "forecast_on",
    "forecast_o1",
    "base_rate_o1",
    "forecast_o2",
    "base_rate_o2",
    "forecast_chain",
)
COLUMNS = (
    "id",
    "title",
    "team",
    "stage",
    "started_on",
    "ended_on",
    "in_production",
    "target",
    "target_met",
    *FORECAST,
)
DERIVED = ("failed_o1", "failed_o2")
"""written for readers; when a file is read they are derived anew"""

_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""what a spreadsheet takes for the beginning of a formula"""
_PER_CENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%")
_CHAIN = re.compile(r"[0-9a-f]{64}")


class CellError(ValueError):
    """A cell that is not what its column holds; the message follows what it holds."""


def read_record(
    cells: Mapping[str, str], before: PilotRecord, team_of: Callable[[str], str]
) -> tuple[PilotRecord, list[tuple[str, str]]]:
    """Return the record of a row and its faults as (column, message).

    `cells`: column → text, for the columns the file has; the others stay as they were `before`.
    `team_of`: a team's name → its id, raising `CellError`.
    """
    readers: dict[str, Callable[[str], object]] = {
        "title": _text,
        "team": lambda cell: team_of(_text(cell)),
        "stage": lambda cell: _word(cell, Stage),
        "started_on": _day,
        "ended_on": _day,
        "in_production": lambda cell: _word(cell or "unknown", Known),
        "target": _text,
        "target_met": lambda cell: _word(cell or "unknown", Known),
    }
    values: dict[str, object] = {}
    faults: list[tuple[str, str]] = []
    for column, read in readers.items():
        if column in cells:
            _read_into(values, faults, column, cells[column], read)
    if any(column in cells for column in FORECAST):
        values["forecast"] = _forecast(cells, faults)
    return replace(before, **values), faults  # type: ignore[arg-type] # each reader knows its own


def _read_into(
    values: dict[str, object],
    faults: list[tuple[str, str]],
    column: str,
    cell: str,
    read: Callable[[str], object],
) -> None:
    try:
        values[column] = read(cell)
    except CellError as error:
        faults.append((column, f"“{cell[:40]}” {error}"))


def _forecast(cells: Mapping[str, str], faults: list[tuple[str, str]]) -> Forecast | None:
    """Read the forecast's columns together: a date needs a probability and the other way round."""
    given = {column: cells[column] for column in FORECAST if cells.get(column)}
    if not given:
        return None
    values: dict[str, object] = {}
    for column, cell in given.items():
        read = {"forecast_on": _day, "forecast_chain": _chain}.get(column, _probability)
        _read_into(values, faults, column, cell, read)
    if "forecast_on" not in given:
        faults.append(("forecast_on", "is missing: give the day on which the forecast was made"))
    risks = tuple(_risks(given, values, faults))
    stated_on, chain = values.get("forecast_on"), values.get("forecast_chain", "")
    if not any(f"forecast_{outcome.lower()}" in given for outcome in OUTCOMES):
        faults.append(("forecast_o1", "is missing: a forecast needs a probability of O1 or of O2"))
    if not isinstance(stated_on, date) or not risks:
        return None
    return Forecast(stated_on, risks, str(chain))


def _risks(
    given: Mapping[str, str], values: Mapping[str, object], faults: list[tuple[str, str]]
) -> list[StatedRisk]:
    found = []
    for outcome in OUTCOMES:
        own, base = f"forecast_{outcome.lower()}", f"base_rate_{outcome.lower()}"
        stated, rate = values.get(own), values.get(base)
        if base in given and own not in given:
            faults.append((base, f"is given without {own}: give both or neither"))
        if isinstance(stated, float):
            found.append(StatedRisk(outcome, stated, rate if isinstance(rate, float) else None))
    return found


def _text(cell: str) -> str:
    """Take away the mark that `safe_cell` puts before what looks like a formula."""
    marked = cell.startswith("'") and cell.lstrip("'").startswith(_RISKY)
    return cell[1:] if marked else cell


def _word(cell: str, words: type[_Word]) -> _Word:
    try:
        return words(cell.lower())
    except ValueError:
        raise CellError(f"is none of {', '.join(words)}") from None


def _day(cell: str) -> date | None:
    if not cell:
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise CellError("is no date like 2026-03-31 (year-month-day)") from None


def _probability(cell: str) -> float:
    """Read 0.42, 0,42 or 42 %."""
    plain = cell.replace(",", ".")
    share = _PER_CENT.fullmatch(plain)
    try:
        value = float(share[1]) / 100 if share else float(plain)
    except ValueError:
        value = -1.0
    if not 0.0 < value < 1.0:  # also true for NaN
        raise CellError("is no probability above 0 and below 1: write 0.42 or 42 %")
    return value


def _chain(cell: str) -> str:
    if not _CHAIN.fullmatch(cell.lower()):
        raise CellError("is no digest chain of a result: 64 digits and letters a to f")
    return cell.lower()


# -- writing ------------------------------------------------------------------------------------


def export_rows(register: Sequence[Pilot], teams: Sequence[Team]) -> list[list[str]]:
    """Return the register as rows of safe cells, the header first; it can be read back."""
    header = [*COLUMNS, *DERIVED]
    often = Counter(team.name.casefold() for team in teams)
    words = {t.id: t.name if often[t.name.casefold()] == 1 else t.slug for t in teams}
    return [header, *([safe_cell(cell) for cell in _cells(pilot, words)] for pilot in register)]


def csv_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as a CSV file that spreadsheets read as UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def safe_cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.lstrip("'").startswith(_RISKY) else text


def _cells(pilot: Pilot, team_names: Mapping[str, str]) -> list[str]:
    record, forecast = pilot.record, pilot.record.forecast
    return [
        pilot.id,
        record.title,
        team_names.get(record.team, ""),
        record.stage.value,
        str(record.started_on or ""),
        str(record.ended_on or ""),
        record.in_production.value,
        record.target,
        record.target_met.value,
        "" if forecast is None else forecast.stated_on.isoformat(),
        *(cell for outcome in OUTCOMES for cell in _stated(forecast, outcome)),
        "" if forecast is None else forecast.chain,
        *(_failed(pilot, outcome) for outcome in OUTCOMES),
    ]


def _stated(forecast: Forecast | None, outcome: OutcomeId) -> tuple[str, str]:
    risk = None if forecast is None else forecast.risk(outcome)
    if risk is None:
        return "", ""
    return repr(risk.probability), "" if risk.base_rate is None else repr(risk.base_rate)


def _failed(pilot: Pilot, outcome: OutcomeId) -> str:
    failed = outcome_of(pilot, outcome)
    return Known.UNKNOWN.value if failed is None else (Known.YES if failed else Known.NO).value
