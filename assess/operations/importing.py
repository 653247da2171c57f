"""Importing a file of answers as a closed assessment whose groups are teams."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.model.answers import Response
from assess.model.instrument import Audience
from assess.operations import campaigns, publishing
from assess.operations.answer_tables import AnswerTable, read_answers
from assess.operations.campaigns import NewTeam
from assess.operations.directory import organisation_named
from assess.operations.tokens import new_token
from assess.store import responses
from assess.store.assessments import Assessment

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.orm import Session

    from assess.model.answers import AnswerValue
    from assess.model.instrument import Instrument
    from assess.operations.working import Workplace

_SEED = 20260101


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


def import_file(place: Workplace, wish: Import, now: datetime, *, publish: bool) -> Imported:
    """Read the whole file, then insert everything in one transaction.

    Raises DataError naming row and column of every fault; then nothing was imported.
    """
    table = read_answers(wish.file, wish.instrument, wish.group, wish.respondent)
    with place.sessions() as session:
        assessment_id = _insert(session, wish, table, now)
        session.commit()
    if publish:
        with place.reading() as session:
            made = publishing.recompute(session, place.library, assessment_id, _quiet)
        with place.sessions() as session:
            publishing.publish(session, assessment_id, made, now)
            session.commit()
    teams = len(set(table.groups))
    return Imported(assessment_id, len(table.groups), teams, table.notes)


def _insert(session: Session, wish: Import, table: AnswerTable, now: datetime) -> str:
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
    responses.insert_responses(
        session,
        wish.instrument.confidentiality,
        made.id,
        [
            Response(_key(number), team_of[group], Audience.ENGINEER, _given(table, row))
            for number, (group, row) in enumerate(zip(table.groups, table.values, strict=True))
        ],
    )
    campaigns.close_assessment(session, made.id, now)
    return made.id


def _given(table: AnswerTable, row: tuple[int | str | None, ...]) -> dict[str, AnswerValue]:
    return {item: value for item, value in zip(table.items, row, strict=True) if value is not None}


def _key(number: int) -> str:
    """Return a random key: rows of a file are never told apart by their order again."""
    return hashlib.sha256(f"{number}{new_token()}".encode()).hexdigest()


def _natural(name: str) -> tuple[int, int, str]:
    return (0, int(name), name) if name.isdecimal() else (1, 0, name)


def _quiet(_done: int, _total: int) -> None:
    """No progress is shown: importing is quick beside reading the file."""
