"""From a token in an address to the assessment, the team and the keys behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.model.errors import GoneError, NotFoundError
from assess.model.instrument import Audience, Confidentiality
from assess.model.moments import iso_date
from assess.operations.pinned import pinned_instruments
from assess.operations.tokens import digest_of, part_key, split_sitting_token
from assess.store import assessments

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.model.instrument import Instrument
    from assess.store.assessments import Assessment, TeamLink

PARTS = (Confidentiality.PSEUDONYMOUS, Confidentiality.ANONYMOUS)


@dataclass(frozen=True, slots=True)
class Visit:
    """What a sitting token leads to."""

    link: TeamLink
    assessment: Assessment
    instruments: tuple[Instrument, ...]
    audience: Audience
    keys: dict[Confidentiality, str]


def link_of(session: Session, token: str) -> tuple[TeamLink, Assessment]:
    """Return the link of a token and its assessment; NotFoundError when nobody gave it out."""
    link = assessments.link_by_digest(session, digest_of(token))
    assessment = None if link is None else assessments.assessment_by_id(session, link.assessment)
    if link is None or assessment is None:
        raise NotFoundError(
            "This link leads nowhere. Check that you copied all of it, or ask the person who "
            "sent it for a new one."
        )
    return link, assessment


def is_open(assessment: Assessment, link: TeamLink, now: datetime) -> bool:
    """Whether answers through this link are still taken."""
    return (
        assessment.state == "open"
        and (assessment.closes_at is None or now < assessment.closes_at)
        and (link.expires_at is None or now < link.expires_at)
    )


def require_open(assessment: Assessment, link: TeamLink, now: datetime) -> None:
    """Raise NotFoundError before the opening, GoneError after the end."""
    if assessment.state == "draft":
        raise NotFoundError("This assessment has not been opened yet. Try again later.")
    if not is_open(assessment, link, now):
        ended = assessment.closed_at or assessment.closes_at or link.expires_at
        when = f" on {iso_date(ended)}" if ended else ""
        raise GoneError(f"“{assessment.title}” closed{when}. Answers can no longer be changed.")


def visit_of(session: Session, sitting_token: str) -> Visit:
    """Return what a sitting token leads to; NotFoundError when it leads nowhere."""
    link_token, secret = split_sitting_token(sitting_token)
    link, assessment = link_of(session, link_token)
    keys = {part: part_key(secret, part, assessment.id) for part in PARTS}
    instruments = pinned_instruments(session, assessment.id)
    return Visit(link, assessment, instruments, Audience(link.audience), keys)
