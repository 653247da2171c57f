"""From a token in an address to the assessment, the team and the keys behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.model.errors import GoneError, NotFoundError
from assess.model.instrument import Audience, Confidentiality
from assess.model.moments import as_utc
from assess.operations.languages import choose_language, in_language
from assess.operations.pinned import pinned_instruments
from assess.operations.tokens import digest_of, part_key, split_sitting_token
from assess.store import assessments, responses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.content.load import Library
    from assess.model.instrument import Instrument
    from assess.operations.languages import LanguageChoice
    from assess.store.assessments import Assessment, TeamLink

PARTS = (Confidentiality.PSEUDONYMOUS, Confidentiality.ANONYMOUS)


@dataclass(frozen=True, slots=True)
class Visit:
    """What a sitting token leads to."""

    link: TeamLink
    assessment: Assessment
    instruments: tuple[Instrument, ...]
    """the pinned ones, in the language chosen where a translation fits"""
    speech: LanguageChoice
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
        if ended is None:
            raise GoneError(
                "“{title}” has closed. Answers can no longer be changed.", title=assessment.title
            )
        raise GoneError(
            "“{title}” closed on {day}. Answers can no longer be changed.",
            title=assessment.title,
            day=as_utc(ended).date(),
        )


def require_in_force(link: TeamLink) -> None:
    """Raise GoneError for a link that a newer one has replaced."""
    if link.withdrawn:
        raise GoneError(
            "This link was replaced by a newer one. Ask the person who sent it for that one. If "
            "you have begun already, your own link still brings you to your answers."
        )


def visit_of(
    session: Session, library: Library, sitting_token: str, preferred: Sequence[str] = ()
) -> Visit:
    """Return what a sitting token leads to; NotFoundError when it leads nowhere.

    `preferred` are languages, the dearest first.  Raises GoneError for a withdrawn link, unless
    something was stored for this token before: anybody can make up a new one.
    """
    link_token, secret = split_sitting_token(sitting_token)
    link, assessment = link_of(session, link_token)
    keys = {part: part_key(secret, part, assessment.id) for part in PARTS}
    if link.withdrawn and not _has_begun(session, keys):
        require_in_force(link)
    pinned = pinned_instruments(session, assessment.id)
    audience = Audience(link.audience)
    speech = choose_language(pinned, audience, library, preferred)
    instruments = tuple(in_language(one, library, speech.language) for one in pinned)
    return Visit(link, assessment, instruments, speech, audience, keys)


def _has_begun(session: Session, keys: dict[Confidentiality, str]) -> bool:
    return any(responses.is_submitted(session, part, keys[part]) is not None for part in PARTS)
