"""Queries on organisations, teams and accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, text, update

from assess.store.tables import AccountRow, OrganisationRow, TeamRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Organisation:
    """A company."""

    id: str
    name: str
    slug: str
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Team:
    """A team of an organisation."""

    id: str
    organisation: str
    name: str
    slug: str
    unit: str
    headcount: int


@dataclass(frozen=True, slots=True)
class Account:
    """A person who signs in; the hash is Argon2's own format."""

    id: str
    organisation: str
    email: str
    name: str
    role: str
    password_hash: str


def add_organisation(session: Session, organisation: Organisation, now: datetime) -> None:
    """Insert an organisation."""
    session.add(
        OrganisationRow(
            id=organisation.id,
            name=organisation.name,
            slug=organisation.slug,
            demonstration=organisation.demonstration,
            created_at=now,
        )
    )
    session.flush()  # foreign keys point here


def organisation_by_id(session: Session, organisation_id: str) -> Organisation | None:
    """Return the organisation with this id."""
    row = session.get(OrganisationRow, organisation_id)
    return None if row is None else _organisation(row)


def organisation_by_slug(session: Session, slug: str) -> Organisation | None:
    """Return the organisation with this slug."""
    row = session.scalar(select(OrganisationRow).where(OrganisationRow.slug == slug))
    return None if row is None else _organisation(row)


def organisations(session: Session) -> list[Organisation]:
    """Return all organisations by name (operators only)."""
    rows = session.scalars(select(OrganisationRow).order_by(OrganisationRow.name))
    return [_organisation(row) for row in rows]


def lock_organisation(session: Session, organisation_id: str) -> None:
    """Let nobody else change an organisation's teams and drafts until the transaction ends."""
    session.execute(
        select(OrganisationRow.id).where(OrganisationRow.id == organisation_id).with_for_update()
    )


def add_team(session: Session, team: Team) -> None:
    """Insert a team."""
    session.add(
        TeamRow(
            id=team.id,
            organisation_id=team.organisation,
            name=team.name,
            slug=team.slug,
            unit=team.unit,
            headcount=team.headcount,
        )
    )


def teams_of(session: Session, organisation_id: str) -> list[Team]:
    """Return an organisation's teams by name."""
    rows = session.scalars(
        select(TeamRow).where(TeamRow.organisation_id == organisation_id).order_by(TeamRow.name)
    )
    return [_team(row) for row in rows]


def team_by_id(session: Session, team_id: str) -> Team | None:
    """Return the team with this id."""
    row = session.get(TeamRow, team_id)
    return None if row is None else _team(row)


def change_team(session: Session, old: Team, new: Team) -> bool:
    """Write a team's name, unit and head-count if they are still the old ones."""
    changed = session.execute(
        update(TeamRow)
        .where(
            TeamRow.id == old.id,
            TeamRow.name == old.name,
            TeamRow.unit == old.unit,
            TeamRow.headcount == old.headcount,
        )
        .values(name=new.name, unit=new.unit, headcount=new.headcount)
        .returning(TeamRow.id)
    )
    return changed.first() is not None


def lock_team(session: Session, team_id: str) -> None:
    """Let nobody answer for a team until the transaction ends."""
    session.execute(select(TeamRow.id).where(TeamRow.id == team_id).with_for_update())


def remove_team(session: Session, team_id: str) -> None:
    """Delete a team with everything that belongs to it."""
    session.execute(delete(TeamRow).where(TeamRow.id == team_id))


def any_account(session: Session) -> bool:
    """Whether anybody can sign in to this installation."""
    return session.scalar(select(AccountRow.id).limit(1)) is not None


def lock_accounts(session: Session) -> None:
    """Let nobody else add an account until the transaction ends; readers go on.

    SQLite needs no such lock: a session that may write holds the only one from its start.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE"))


def add_account(session: Session, account: Account, now: datetime) -> None:
    """Insert an account."""
    session.add(
        AccountRow(
            id=account.id,
            organisation_id=account.organisation,
            email=account.email,
            name=account.name,
            role=account.role,
            password_hash=account.password_hash,
            created_at=now,
        )
    )


def account_by_email(session: Session, email: str) -> Account | None:
    """Return the account with this address, written in lower case."""
    row = session.scalar(select(AccountRow).where(AccountRow.email == email.strip().lower()))
    return None if row is None else _account(row)


def account_by_id(session: Session, account_id: str) -> Account | None:
    """Return the account with this id."""
    row = session.get(AccountRow, account_id)
    return None if row is None else _account(row)


def _organisation(row: OrganisationRow) -> Organisation:
    return Organisation(row.id, row.name, row.slug, row.demonstration)


def _team(row: TeamRow) -> Team:
    return Team(row.id, row.organisation_id, row.name, row.slug, row.unit, row.headcount)


def _account(row: AccountRow) -> Account:
    return Account(row.id, row.organisation_id, row.email, row.name, row.role, row.password_hash)
