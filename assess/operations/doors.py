"""The door of a questionnaire: what is said to somebody who holds a team link."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from assess.content.assignment import block_for
from assess.model.errors import NotFoundError
from assess.model.instrument import Audience
from assess.model.moments import iso_date
from assess.operations.languages import choose_language
from assess.operations.pinned import pinned_instruments
from assess.operations.steps import steps_for
from assess.operations.visits import link_of, require_in_force, require_open
from assess.store import people, responses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.content.load import Library
    from assess.model.instrument import Instrument
    from assess.operations.languages import LanguageChoice
    from assess.operations.steps import Step
    from assess.store.assessments import Assessment, TeamLink


@dataclass(frozen=True, slots=True)
class Door:
    """What is told to somebody who stands before a link."""

    organisation: str
    assessment: str
    team: str
    audience: Audience
    demonstration: bool
    minutes: int
    minimum_group: int
    open_until: str
    language: str
    """that it is asked in"""
    languages: tuple[str, ...]
    """that it could be asked in, its own first"""


def open_door(
    session: Session, library: Library, token: str, now: datetime, preferred: Sequence[str] = ()
) -> Door:
    """Return what to tell the person who opened a team link; `preferred` are languages.

    Raises NotFoundError for a link nobody gave out, GoneError for one that is over or replaced.
    """
    link, assessment = link_of(session, token)
    require_open(assessment, link, now)
    require_in_force(link)
    audience = Audience(link.audience)
    instruments = pinned_instruments(session, assessment.id)
    speech = choose_language(instruments, audience, library, preferred)
    facts = team_facts(session, assessment.id, link.team, instruments)
    steps = _expected_steps(instruments, audience, facts)
    return door_of(session, link, assessment, steps, speech)


def door_of(
    session: Session,
    link: TeamLink,
    assessment: Assessment,
    steps: Sequence[Step],
    speech: LanguageChoice,
) -> Door:
    """Return what to say of a link; `steps` are counted for the time they take."""
    organisation = people.organisation_by_id(session, assessment.organisation)
    team = people.team_by_id(session, link.team)
    if organisation is None or team is None:
        raise NotFoundError("This link leads to a team that is no longer there.")
    return Door(
        organisation=organisation.name,
        assessment=assessment.title,
        team=team.name,
        audience=Audience(link.audience),
        demonstration=organisation.demonstration,
        minutes=max(1, ceil(sum(step.minutes for step in steps))),
        minimum_group=assessment.minimum_group,
        open_until="" if assessment.closes_at is None else iso_date(assessment.closes_at),
        language=speech.language,
        languages=speech.offered,
    )


def team_facts(
    session: Session, assessment: str, team: str, instruments: Sequence[Instrument]
) -> dict[str, str]:
    """What the team's leads said of it; where they differ, the value that sorts last."""
    items = [
        item.id for instrument in instruments for item in instrument.items if item.kind == "choice"
    ]
    given = responses.audience_answers(session, assessment, team, Audience.LEAD, items)
    return {item_id: str(value) for item_id, value in sorted(given, key=str)}


def is_judged_by(instrument: Instrument, audience: Audience) -> bool:
    """Whether an instrument has vignettes for an audience."""
    return any(item.kind == "judgement" and audience in item.audience for item in instrument.items)


def _expected_steps(
    instruments: Sequence[Instrument], audience: Audience, facts: dict[str, str]
) -> tuple[Step, ...]:
    """Return screens like those somebody will see who has not begun: for the time it takes."""
    sample = [
        item_id
        for instrument in instruments
        if is_judged_by(instrument, audience)
        for item_id in block_for(instrument, 0, 0)
    ]
    return steps_for(instruments, audience, facts, sample)
