"""Queries on assessments, their pinned instruments, their teams and the ways in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import select, update

from assess.store.link_tables import TeamLinkRow
from assess.store.tables import (
    AssessmentInstrumentRow,
    AssessmentRow,
    AssessmentTeamRow,
    InstrumentReleaseRow,
    TeamRow,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

State = Literal["draft", "open", "closed", "published"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One campaign."""

    id: str
    organisation: str
    title: str
    slug: str
    state: str
    seed: int
    wave: int = 1
    minimum_group: int = 5
    budget_days: float = 60.0
    opened_at: datetime | None = None
    closes_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """A frozen copy of an instrument as a document."""

    digest: str
    instrument: str
    version: str
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TeamLink:
    """The way in for one team and one audience; the token itself is stored nowhere."""

    token_digest: str
    assessment: str
    team: str
    audience: str
    expires_at: datetime | None
    withdrawn: bool = False
    """replaced: nobody new gets in, who has begun goes on"""


def add_assessment(session: Session, assessment: Assessment) -> None:
    """Insert an assessment."""
    session.add(
        AssessmentRow(
            id=assessment.id,
            organisation_id=assessment.organisation,
            title=assessment.title,
            slug=assessment.slug,
            state=assessment.state,
            wave=assessment.wave,
            minimum_group=assessment.minimum_group,
            budget_days=assessment.budget_days,
            seed=assessment.seed,
            opened_at=assessment.opened_at,
            closes_at=assessment.closes_at,
            closed_at=assessment.closed_at,
        )
    )
    session.flush()  # foreign keys point here


def assessment_by_id(session: Session, assessment_id: str) -> Assessment | None:
    """Return the assessment with this id."""
    row = session.get(AssessmentRow, assessment_id)
    return None if row is None else _assessment(row)


def assessments_of(session: Session, organisation_id: str) -> list[Assessment]:
    """Return an organisation's assessments: drafts without a date, then newest first, by title."""
    rows = session.scalars(
        select(AssessmentRow)
        .where(AssessmentRow.organisation_id == organisation_id)
        .order_by(AssessmentRow.opened_at.desc().nulls_first(), AssessmentRow.title)
    )
    return [_assessment(row) for row in rows]


def move_state(
    session: Session, assessment_id: str, *, old: State, new: State, closed_at: datetime | None
) -> bool:
    """Set the state if it is still `old`; False when somebody else was first."""
    moved = session.execute(
        update(AssessmentRow)
        .where(AssessmentRow.id == assessment_id, AssessmentRow.state == old)
        .values(state=new, closed_at=closed_at)
        .returning(AssessmentRow.id)
    )
    return moved.first() is not None


def pin_instruments(session: Session, assessment_id: str, releases: Sequence[Release]) -> None:
    """Store frozen copies and pin them to the assessment in this order."""
    for position, release in enumerate(releases):
        if session.get(InstrumentReleaseRow, release.digest) is None:
            session.add(
                InstrumentReleaseRow(
                    digest=release.digest,
                    instrument_id=release.instrument,
                    version=release.version,
                    document=release.document,
                )
            )
            session.flush()  # the pin points here
        session.add(
            AssessmentInstrumentRow(
                assessment_id=assessment_id, digest=release.digest, position=position
            )
        )


def pinned_digests(session: Session, assessment_id: str) -> list[str]:
    """Return the digests of an assessment's instruments in their order."""
    return list(
        session.scalars(
            select(AssessmentInstrumentRow.digest)
            .where(AssessmentInstrumentRow.assessment_id == assessment_id)
            .order_by(AssessmentInstrumentRow.position)
        )
    )


def release_by_digest(session: Session, digest: str) -> Release | None:
    """Return one frozen copy."""
    row = session.get(InstrumentReleaseRow, digest)
    if row is None:
        return None
    return Release(row.digest, row.instrument_id, row.version, row.document)


def add_participating_teams(session: Session, assessment_id: str, team_ids: Sequence[str]) -> None:
    """Let these teams take part."""
    session.flush()  # the teams may have been added a moment ago
    session.add_all(
        AssessmentTeamRow(assessment_id=assessment_id, team_id=team_id) for team_id in team_ids
    )


def participating_team_ids(session: Session, assessment_id: str) -> list[str]:
    """Return the ids of the teams that take part, by team name."""
    return list(
        session.scalars(
            select(AssessmentTeamRow.team_id)
            .join(TeamRow, TeamRow.id == AssessmentTeamRow.team_id)
            .where(AssessmentTeamRow.assessment_id == assessment_id)
            .order_by(TeamRow.name)
        )
    )


def add_team_link(session: Session, link: TeamLink) -> None:
    """Insert a way in."""
    session.add(
        TeamLinkRow(
            token_digest=link.token_digest,
            assessment_id=link.assessment,
            team_id=link.team,
            audience=link.audience,
            expires_at=link.expires_at,
            withdrawn=link.withdrawn,
        )
    )


def link_by_digest(session: Session, token_digest: str) -> TeamLink | None:
    """Return the way in whose token has this digest."""
    row = session.get(TeamLinkRow, token_digest)
    return None if row is None else _link(row)


def links_in_force(session: Session, assessment_id: str) -> list[TeamLink]:
    """Return the ways into an assessment that let people in."""
    rows = session.scalars(
        select(TeamLinkRow).where(
            TeamLinkRow.assessment_id == assessment_id, TeamLinkRow.withdrawn.is_(False)
        )
    )
    return [_link(row) for row in rows]


def withdraw_link(session: Session, assessment_id: str, team_id: str, audience: str) -> None:
    """Let nobody new in by the link of a team and audience, if there is one."""
    session.execute(
        update(TeamLinkRow)
        .where(
            TeamLinkRow.assessment_id == assessment_id,
            TeamLinkRow.team_id == team_id,
            TeamLinkRow.audience == audience,
        )
        .values(withdrawn=True)
    )


def _link(row: TeamLinkRow) -> TeamLink:
    return TeamLink(
        row.token_digest,
        row.assessment_id,
        row.team_id,
        row.audience,
        row.expires_at,
        row.withdrawn,
    )


def _assessment(row: AssessmentRow) -> Assessment:
    return Assessment(
        id=row.id,
        organisation=row.organisation_id,
        title=row.title,
        slug=row.slug,
        state=row.state,
        seed=row.seed,
        wave=row.wave,
        minimum_group=row.minimum_group,
        budget_days=row.budget_days,
        opened_at=row.opened_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
    )
