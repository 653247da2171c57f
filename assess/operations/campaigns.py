"""Assessments: drafted with pinned instruments, opened with links, closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.content.documents import digest, instrument_document
from assess.model.errors import ConflictError, NotFoundError
from assess.operations.names import slug_of
from assess.operations.tokens import digest_of, new_id, new_token
from assess.store import assessments, mixing, people
from assess.store.assessments import Assessment, Release, TeamLink
from assess.store.people import Organisation, Team

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.model.instrument import Audience, Instrument

ORDER = (
    "intake",
    "ai-fluency",
    "delivery",
    "governance",
    "multi-agent",
    "provenance",
    "china",
    "eu-ai-act",
)
"""the facts first, because they decide what follows; the scored part before any self-rating"""


@dataclass(frozen=True, slots=True)
class NewTeam:
    """A team to be added."""

    name: str
    headcount: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A way in with its token, which is shown now and never again."""

    team: str
    audience: Audience
    token: str


def add_organisation(
    session: Session, name: str, now: datetime, *, demonstration: bool = False
) -> Organisation:
    """Insert an organisation."""
    taken = {organisation.slug for organisation in people.organisations(session)}
    organisation = Organisation(new_id(), name, slug_of(name, taken), demonstration)
    people.add_organisation(session, organisation, now)
    return organisation


def add_teams(
    session: Session, organisation: Organisation, new: Sequence[NewTeam]
) -> tuple[Team, ...]:
    """Insert teams; names may repeat, slugs may not."""
    taken = {team.slug for team in people.teams_of(session, organisation.id)}
    made = tuple(
        Team(
            new_id(),
            organisation.id,
            team.name,
            slug_of(team.name, taken),
            team.unit,
            team.headcount,
        )
        for team in new
    )
    for team in made:
        people.add_team(session, team)
    return made


def draft_assessment(
    session: Session,
    plan: Assessment,
    instruments: Sequence[Instrument],
    team_ids: Sequence[str],
) -> Assessment:
    """Insert an assessment in state draft with frozen copies of its instruments.

    `plan` carries title, organisation and options; its slug is filled in, and so is its id when
    it is empty.
    """
    taken = {a.slug for a in assessments.assessments_of(session, plan.organisation)}
    made = Assessment(
        id=plan.id or new_id(),
        organisation=plan.organisation,
        title=plan.title,
        slug=slug_of(plan.title, taken),
        state="draft",
        seed=plan.seed,
        wave=plan.wave,
        minimum_group=plan.minimum_group,
        budget_days=plan.budget_days,
        opened_at=plan.opened_at,
        closes_at=plan.closes_at,
    )
    assessments.add_assessment(session, made)
    assessments.pin_instruments(
        session, made.id, [release_of(instrument) for instrument in instruments]
    )
    assessments.add_participating_teams(session, made.id, team_ids)
    return made


def release_of(instrument: Instrument) -> Release:
    """Return the frozen copy of an instrument."""
    return Release(
        digest(instrument), instrument.id, instrument.version, instrument_document(instrument)
    )


def in_order(instruments: Sequence[Instrument]) -> tuple[Instrument, ...]:
    """Return instruments in the order they are put to people; others last, by id."""
    place = {name: position for position, name in enumerate(ORDER)}
    return tuple(sorted(instruments, key=lambda i: (place.get(i.id, len(ORDER)), i.id)))


def open_assessment(session: Session, assessment_id: str) -> None:
    """Open a draft for answers; ConflictError when it is not a draft."""
    if not assessments.move_state(session, assessment_id, old="draft", new="open", closed_at=None):
        raise ConflictError("Only a draft can be opened.")


def close_assessment(session: Session, assessment_id: str, now: datetime) -> None:
    """End answering and forget who answered when; ConflictError when it is not open."""
    if not assessments.move_state(session, assessment_id, old="open", new="closed", closed_at=now):
        raise ConflictError("Only an open assessment can be closed.")
    mixing.forget_order(session, assessment_id)


def invite_team(
    session: Session, assessment: Assessment, team_id: str, audience: Audience
) -> Invitation:
    """Make the link of one team and audience; the token is in the return value only."""
    token = new_token()
    assessments.add_team_link(
        session,
        TeamLink(digest_of(token), assessment.id, team_id, audience.value, assessment.closes_at),
    )
    return Invitation(team_id, audience, token)


def assessment_for(session: Session, organisation: str, assessment_id: str) -> Assessment:
    """Return an organisation's own assessment; NotFoundError for anybody else's."""
    found = assessments.assessment_by_id(session, assessment_id)
    if found is None or found.organisation != organisation:
        raise NotFoundError("There is no such assessment in your organisation.")
    return found
