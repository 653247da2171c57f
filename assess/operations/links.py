"""The ways into an assessment: made when it opens, shown once, replaced when they got lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.model.errors import ConflictError, NotFoundError
from assess.model.instrument import Audience
from assess.operations.campaigns import Invitation, assessment_for, open_assessment
from assess.operations.drafting import pin_current
from assess.operations.offers import audiences_of
from assess.operations.pinned import pinned_instruments
from assess.operations.sign_in import require_manager
from assess.operations.tokens import digest_of, repeatable_token
from assess.store import assessments, counts, drafts, people
from assess.store.assessments import TeamLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.content.load import Library
    from assess.operations.sign_in import Actor
    from assess.store.assessments import Assessment
    from assess.store.people import Team

AT_OPENING = (Audience.ENGINEER, Audience.LEAD)
"""the roles every team gets a link for; the others are added by hand"""

Way = tuple[str, Audience]
"""a team's id and a role"""


@dataclass(frozen=True, slots=True)
class Board:
    """Which links an assessment has; what they are is stored nowhere."""

    assessment: Assessment
    teams: tuple[Team, ...]
    roles: tuple[Audience, ...]
    """that its questionnaires ask anything"""
    made: frozenset[Way]

    @property
    def can_change(self) -> bool:
        """Whether links can be made: as long as it is open."""
        return self.assessment.state == "open"


def board(session: Session, actor: Actor, assessment_id: str) -> Board:
    """Return the links of an assessment; NotFoundError for another organisation's."""
    own = assessment_for(session, actor.organisation.id, assessment_id)
    links = assessments.links_in_force(session, assessment_id)
    return Board(
        assessment=own,
        teams=tuple(team for _, team in counts.participating(session, [assessment_id])),
        roles=audiences_of(pinned_instruments(session, assessment_id)),
        made=frozenset((link.team, Audience(link.audience)) for link in links),
    )


def open_with_links(
    session: Session,
    actor: Actor,
    library: Library,
    assessment_id: str,
    seed: str,
    now: datetime,
) -> tuple[Invitation, ...]:
    """Open a draft: freeze its instruments as they are now, make every team's links.

    The tokens are in the return value only.  The same seed gives the same links again, so a form
    sent twice loses nothing; with another seed nothing is returned for what is open already.
    Raises ForbiddenError, NotFoundError for another organisation's, and ConflictError for what
    can no longer be opened, and for a plan that lacks teams or lies in the past.
    """
    require_manager(actor)
    people.lock_organisation(session, actor.organisation.id)
    own = assessment_for(session, actor.organisation.id, assessment_id)
    if own.state == "open":
        return _shown_again(session, own, seed)
    open_assessment(session, assessment_id)
    drafts.set_opened(session, assessment_id, now)
    pin_current(session, library, assessment_id)
    opened = assessment_for(session, actor.organisation.id, assessment_id)
    ways = _ways_at_opening(session, opened)
    if not ways:
        raise ConflictError("No team takes part. Choose teams first, then open the assessment.")
    if opened.closes_at is not None and opened.closes_at <= now:
        raise ConflictError("The closing date has passed. Change it, then open the assessment.")
    return _make(session, opened, ways, seed)


def make_link(
    session: Session, actor: Actor, assessment_id: str, way: Way, seed: str
) -> Invitation:
    """Make a link for a team and role; the one there was lets nobody new in any more.

    Who has begun through the old one keeps their own link.  Raises as `make_all_links` does.
    """
    (made,) = _make(session, *_changeable(session, actor, assessment_id, [way]), seed)
    return made


def make_all_links(
    session: Session, actor: Actor, assessment_id: str, seed: str
) -> tuple[Invitation, ...]:
    """Make every link of an assessment anew.

    Raises ForbiddenError, NotFoundError for another organisation's or a way that leads nowhere,
    ConflictError when the assessment is not open, and when the seed's links were replaced since.
    """
    ways = _sorted_ways(board(session, actor, assessment_id))
    return _make(session, *_changeable(session, actor, assessment_id, ways), seed)


def _ways_at_opening(session: Session, opened: Assessment) -> list[Way]:
    asked = audiences_of(pinned_instruments(session, opened.id))
    roles = [role for role in AT_OPENING if role in asked]
    teams = counts.participating(session, [opened.id])
    return [(team.id, role) for _, team in teams for role in roles]


def _sorted_ways(seen: Board) -> list[Way]:
    return [
        (team.id, role) for team in seen.teams for role in Audience if (team.id, role) in seen.made
    ]


def _changeable(
    session: Session, actor: Actor, assessment_id: str, ways: Sequence[Way]
) -> tuple[Assessment, Sequence[Way]]:
    require_manager(actor)
    people.lock_organisation(session, actor.organisation.id)
    seen = board(session, actor, assessment_id)
    if not seen.can_change:
        raise ConflictError("Links can be made while an assessment is open; this one is not.")
    teams = {team.id for team in seen.teams}
    if any(team not in teams or role not in seen.roles for team, role in ways):
        raise NotFoundError("There is no such link in this assessment.")
    return seen.assessment, ways


def _make(
    session: Session, opened: Assessment, ways: Iterable[Way], seed: str
) -> tuple[Invitation, ...]:
    made = []
    for team, role in ways:
        invitation = Invitation(team, role, _token(opened, (team, role), seed))
        stored = digest_of(invitation.token)
        known = assessments.link_by_digest(session, stored)
        if known is None:
            assessments.withdraw_link(session, opened.id, team, role.value)
            link = TeamLink(stored, opened.id, team, role.value, opened.closes_at)
            assessments.add_team_link(session, link)
        elif known.withdrawn:
            raise ConflictError("These links were replaced since. Open the page again.")
        made.append(invitation)
    session.flush()
    return tuple(made)


def _shown_again(session: Session, opened: Assessment, seed: str) -> tuple[Invitation, ...]:
    """The links made from a seed that are still in force."""
    again = []
    for team, role in _ways_at_opening(session, opened):
        token = _token(opened, (team, role), seed)
        known = assessments.link_by_digest(session, digest_of(token))
        if known is not None and not known.withdrawn:
            again.append(Invitation(team, role, token))
    return tuple(again)


def _token(opened: Assessment, way: Way, seed: str) -> str:
    return repeatable_token(seed, opened.id, way[0], way[1].value)
