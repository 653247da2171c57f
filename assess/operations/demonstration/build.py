"""Builds the demonstration organisation: accounts, an assessment answered, another one open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from assess.model.instrument import Audience
from assess.operations import answering, campaigns, sign_in
from assess.operations.campaigns import Invitation, NewTeam
from assess.operations.demonstration.cast import ORGANISATION, TEAMS, TITLE, Cast
from assess.operations.demonstration.people import Person
from assess.store import people
from assess.store.assessments import Assessment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.content.load import Library
    from assess.store.people import Organisation, Team

SEED = 20261123
_OTHERS = (Audience.SECURITY, Audience.LEGAL, Audience.PRODUCT)


@dataclass(frozen=True, slots=True)
class Login:
    """An account of the demonstration with its password."""

    role: str
    email: str
    password: str


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was built, for the door to print."""

    organisation: Organisation
    assessment: str
    open_assessment: str
    logins: tuple[Login, ...]
    invitations: tuple[Invitation, ...]


def existing(session: Session) -> Organisation | None:
    """Return the demonstration organisation if it is there already."""
    for organisation in people.organisations(session):
        if organisation.demonstration and organisation.name == ORGANISATION:
            return organisation
    return None


def build(
    session: Session,
    library: Library,
    now: datetime,
    new_password: Callable[[], str],
    progress: Callable[[int, int], None],
) -> Demonstration:
    """Insert the organisation, let its people answer, close; a second assessment stays open.

    The caller commits, so an interruption leaves nothing behind.
    """
    organisation = campaigns.add_organisation(session, ORGANISATION, now, demonstration=True)
    teams = campaigns.add_teams(
        session,
        organisation,
        [NewTeam(cast.name, cast.headcount, cast.unit) for cast in TEAMS],
    )
    logins = tuple(_accounts(session, organisation, now, new_password))
    answered = _draft(session, library, organisation, teams, now - timedelta(days=14), TITLE, 1)
    campaigns.open_assessment(session, answered.id)
    _answer_all(session, library, answered, teams, progress, now)
    campaigns.close_assessment(session, answered.id, now)
    waiting = _draft(session, library, organisation, teams, now, "AI readiness, next wave", 2)
    campaigns.open_assessment(session, waiting.id)
    invitations = tuple(
        campaigns.invite_team(session, waiting, teams[0].id, audience)
        for audience in (Audience.ENGINEER, Audience.LEAD)
    )
    return Demonstration(organisation, answered.id, waiting.id, logins, invitations)


def _accounts(
    session: Session, organisation: Organisation, now: datetime, new_password: Callable[[], str]
) -> Iterator[Login]:
    for role, name in (("owner", "Ada Owner"), ("manager", "Ben Manager"), ("viewer", "Cleo CTO")):
        email = f"{role}@northlight.example"
        password = new_password()
        new = sign_in.NewAccount(organisation.id, email, name, role)
        sign_in.add_account(session, new, password, now)
        yield Login(role, email, password)


def _draft(
    session: Session,
    library: Library,
    organisation: Organisation,
    teams: tuple[Team, ...],
    opened_at: datetime,
    title: str,
    wave: int,
) -> Assessment:
    plan = Assessment(
        id="",
        organisation=organisation.id,
        title=title,
        slug="",
        state="draft",
        seed=SEED,
        wave=wave,
        opened_at=opened_at,
        closes_at=opened_at + timedelta(days=42),
    )
    instruments = campaigns.in_order(library.instruments)
    return campaigns.draft_assessment(session, plan, instruments, [team.id for team in teams])


def _answer_all(
    session: Session,
    library: Library,
    assessment: Assessment,
    teams: tuple[Team, ...],
    progress: Callable[[int, int], None],
    now: datetime,
) -> None:
    total = sum(cast.responding + 1 + len(_OTHERS) for cast in TEAMS)
    done = 0
    for cast, team in zip(TEAMS, teams, strict=True):
        for audience, count in _raters(cast):
            token = campaigns.invite_team(session, assessment, team.id, audience).token
            for number in range(count):
                random = Random(f"{SEED}{cast.name}{audience}{number}")  # noqa: S311 - simulation
                person = Person.drawn(cast, audience, random)
                answer_as(session, library, token, person, random, now)
                done += 1
                progress(done, total)
    progress(total, total)


def _raters(cast: Cast) -> tuple[tuple[Audience, int], ...]:
    """Return how many people of each audience answer; leads first, whose facts steer the rest."""
    return (
        (Audience.LEAD, 1),
        (Audience.ENGINEER, cast.responding),
        *((audience, 1) for audience in _OTHERS),
    )


def answer_as(
    session: Session,
    library: Library,
    link_token: str,
    person: Person,
    random: Random,
    now: datetime,
) -> None:
    """Let a simulated person go through a link and answer every screen as a real one would."""
    token = answering.begin(session, library, link_token, now)
    steps = answering.load_sitting(session, library, token, now).steps
    done: set[str] = set()
    while True:  # the run of screens follows from the answers, so each save returns it anew
        step = next((s for s in steps if s.id not in done), None)
        if step is None:
            break
        drawn = {item.id: person.answer(item, random) for item in step.items}
        answers = {item_id: value for item_id, value in drawn.items() if value is not None}
        steps = answering.save_step(session, library, token, step.id, answers, now).steps
        done.add(step.id)
    answering.submit(session, library, token, now)
