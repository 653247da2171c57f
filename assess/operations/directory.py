"""Finding or making what a command names in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.model.errors import NotFoundError
from assess.operations.campaigns import add_organisation
from assess.operations.sign_in import Actor
from assess.store import people

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.store.people import Organisation


def organisation_named(session: Session, name: str, now: datetime) -> Organisation:
    """Return the organisation of this name; it is made when there is none."""
    for organisation in people.organisations(session):
        if organisation.name == name:
            return organisation
    return add_organisation(session, name, now)


def every_organisation(session: Session) -> tuple[Organisation, ...]:
    """Return all organisations by name, for whoever runs the installation."""
    return tuple(people.organisations(session))


def existing_organisation(session: Session, name: str) -> Organisation:
    """Return the organisation of this name; NotFoundError, with the names there are, otherwise."""
    names = []
    for organisation in people.organisations(session):
        if organisation.name == name:
            return organisation
        names.append(organisation.name)
    there = f"There is: {', '.join(names)}." if names else "There is none yet."
    raise NotFoundError(f"There is no organisation called “{name}”. {there}")


def operator_of(organisation: Organisation) -> Actor:
    """Return who acts for an organisation at the command line: whoever may run it there."""
    return Actor("", "command line", "", "owner", organisation)
