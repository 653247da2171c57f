"""Accounts and passwords: Argon2, one message for every reason a sign-in fails."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assess.model.errors import ConflictError, ForbiddenError, NotFoundError
from assess.operations.tokens import new_id
from assess.store import people
from assess.store.people import Account

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.store.people import Organisation

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1_000
"""longer ones would only keep the hash function busy"""
LONGEST_EMAIL = 320
MANAGERS = frozenset({"owner", "manager"})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, as operations see them."""

    account: str
    name: str
    email: str
    role: str
    organisation: Organisation


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Somebody who shall be able to sign in."""

    organisation: str
    email: str
    name: str
    role: str


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _dummy_hash() -> str:
    """Verified against when there is no account, so that both cases take the same time."""
    return _hasher().hash("no such account")


def require_manager(actor: Actor) -> None:
    """Raise ForbiddenError unless the actor may set up teams, assessments and links."""
    if actor.role not in MANAGERS:
        raise ForbiddenError(
            "Your account may read results. Setting up teams and assessments takes an owner or a "
            "manager: ask one of them."
        )


def add_account(session: Session, new: NewAccount, password: str, now: datetime) -> Account:
    """Insert an account with a hashed password.

    Raises ConflictError when the address is taken or the password too short.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise ConflictError(f"Choose a password of at least {SHORTEST_PASSWORD} characters.")
    if people.account_by_email(session, new.email) is not None:
        raise ConflictError(f"There is an account for {new.email} already.")
    made = Account(
        id=new_id(),
        organisation=new.organisation,
        email=new.email.strip().lower(),
        name=new.name,
        role=new.role,
        password_hash=_hasher().hash(password),
    )
    people.add_account(session, made, now)
    return made


def sign_in(session: Session, email: str, password: str) -> Actor:
    """Return the actor of these credentials; ForbiddenError with one message otherwise."""
    account = people.account_by_email(session, email)
    stored = _dummy_hash() if account is None else account.password_hash
    try:
        _hasher().verify(stored, password)
    except (VerificationError, InvalidHashError):
        account = None
    if account is None:
        raise ForbiddenError("This address and password do not go together. Try again.")
    return actor_of(session, account.id)


def actor_of(session: Session, account_id: str) -> Actor:
    """Return the actor of a signed-in account; NotFoundError when it is gone."""
    account = people.account_by_id(session, account_id)
    organisation = (
        None if account is None else people.organisation_by_id(session, account.organisation)
    )
    if account is None or organisation is None:
        raise NotFoundError("This account is gone. Sign in again.")
    return Actor(account.id, account.name, account.email, account.role, organisation)
