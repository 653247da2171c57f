"""The first run: an installation without any account gets its organisation and its owner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.model.errors import DataError, NotFoundError, Problem
from assess.operations import sign_in
from assess.operations.directory import organisation_named
from assess.operations.names import clean_name, name_fault
from assess.store import people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.operations.sign_in import Actor

_EMAIL = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class NewInstallation:
    """What the first person tells."""

    organisation: str
    name: str
    email: str
    password: str
    password_again: str


def is_pending(session: Session) -> bool:
    """Whether nobody can sign in yet."""
    return not people.any_account(session)


def has_organisation(session: Session) -> bool:
    """Whether data was imported before anybody had an account."""
    return bool(people.organisations(session))


def set_up(session: Session, new: NewInstallation, now: datetime) -> Actor:
    """Add the organisation, unless an import has made it, and its owner; the caller commits.

    Of two people who do this at once, one succeeds.  Raises NotFoundError when the installation
    is set up already, DataError with one problem per field (its name is in `Problem.file`).
    """
    people.lock_accounts(session)
    if not is_pending(session):
        raise NotFoundError("This installation is set up already. Sign in instead.")
    if problems := tuple(_problems(new)):
        raise DataError(problems)
    organisation = organisation_named(session, clean_name(new.organisation), now)
    owner = sign_in.NewAccount(organisation.id, new.email.strip(), clean_name(new.name), "owner")
    account = sign_in.add_account(session, owner, new.password, now)
    session.flush()  # it is read again at once
    return sign_in.actor_of(session, account.id)


def _problems(new: NewInstallation) -> Iterator[Problem]:
    for field, text in (("organisation", new.organisation), ("name", new.name)):
        if fault := name_fault(clean_name(text)):
            yield Problem(field, 1, fault, "account")
    email = new.email.strip()
    if not email:
        yield Problem("email", 1, "is missing", "account")
    elif len(email) > sign_in.LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        yield Problem("email", 1, "is not complete; it reads like ada@example.com", "account")
    if fault := _password_fault(new.password):
        yield Problem("password", 1, fault, "account")
    elif new.password != new.password_again:
        yield Problem("password_again", 1, "is not the same as the first one", "account")


def _password_fault(password: str) -> str:
    shortest, longest = sign_in.SHORTEST_PASSWORD, sign_in.LONGEST_PASSWORD
    if len(password) < shortest:
        return f"has {len(password)} characters; give at least {shortest}"
    return "" if len(password) <= longest else f"has more than {longest:,} characters"
