"""Importing a file of answers as a closed assessment whose groups are teams."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.model.answers import Response
from assess.model.instrument import Audience
from assess.operations import campaigns
from assess.operations.answer_tables import AnswerTable, read_answers
from assess.operations.campaigns import NewTeam
from assess.operations.directory import organisation_named
from assess.operations.tokens import new_token
from assess.store import responses
from assess.store.assessments import Assessment

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.orm import Session

    from assess.model.answers import AnswerValue
    from assess.model.instrument import Instrument
    from assess.operations.working import Workplace

_SEED = 20260101
_BATCH = 1000
"""people inserted at once: memory does not grow with the file"""


@dataclass(frozen=True, slots=True)
class Import:
    """A file and how to read it."""

    file: Path
    instrument: Instrument
    group: str
    respondent: str
    organisation: str
    title: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it."""

    assessment: str
    people: int
    teams: int
    notes: tuple[str, ...]


def import_file(
    place: Workplace, wish: Import, now: datetime, progress: Callable[[int, int], None]
) -> Imported:
    """Read the whole file, then insert everything in one transaction.

    Raises DataError naming row and column of every fault; then nothing was imported.
    """
    table = read_answers(wish.file, wish.instrument, wish.group, wish.respondent)
    with place.sessions() as session:
        assessment_id = _insert(session, wish, table, now, progress)
        session.commit()
    teams = len(set(table.groups))
    return Imported(assessment_id, len(table.groups), teams, table.notes)


def _insert(
    session: Session,
    wish: Import,
    table: AnswerTable,
    now: datetime,
    progress: Callable[[int, int], None],
) -> str:
    organisation = organisation_named(session, wish.organisation, now)
    sizes = Counter(table.groups)
    names = sorted(sizes, key=_natural)
    teams = campaigns.add_teams(
        session, organisation, [NewTeam(name, sizes[name]) for name in names]
    )
    plan = Assessment(
        id="",
        organisation=organisation.id,
        title=wish.title or wish.instrument.title,
        slug="",
        state="draft",
        seed=_SEED,
        opened_at=now,
    )
    team_of = {name: team.id for name, team in zip(names, teams, strict=True)}
    made = campaigns.draft_assessment(session, plan, [wish.instrument], list(team_of.values()))
    campaigns.open_assessment(session, made.id)
    for start in range(0, len(table.groups), _BATCH):
        batch = _responses(table, team_of, start)
        responses.insert_responses(session, wish.instrument.confidentiality, made.id, batch)
        progress(start + len(batch), len(table.groups))
    campaigns.close_assessment(session, made.id, now)
    return made.id


def _responses(table: AnswerTable, team_of: dict[str, str], start: int) -> list[Response]:
    rows = range(start, min(start + _BATCH, len(table.groups)))
    return [
        Response(
            _key(row),
            team_of[table.groups[row]],
            Audience.ENGINEER,
            _given(table, table.values[row]),
        )
        for row in rows
    ]


def _given(table: AnswerTable, row: tuple[int | str | None, ...]) -> dict[str, AnswerValue]:
    return {item: value for item, value in zip(table.items, row, strict=True) if value is not None}


def _key(number: int) -> str:
    """Return a random key: rows of a file are never told apart by their order again."""
    return hashlib.sha256(f"{number}{new_token()}".encode()).hexdigest()


def _natural(name: str) -> tuple[int, int, str]:
    return (0, int(name), name) if name.isdecimal() else (1, 0, name)
