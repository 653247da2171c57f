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


def operator_of(session: Session, name: str) -> Actor:
    """Return who acts for the organisation of this name at the command line.

    Raises NotFoundError, with the names there are, when there is none.
    """
    everybody = operators(session)
    for actor in everybody:
        if actor.organisation.name == name:
            return actor
    names = ", ".join(actor.organisation.name for actor in everybody)
    there = f"There is: {names}." if names else "There is none yet."
    raise NotFoundError(f"There is no organisation called “{name}”. {there}")


def operators(session: Session) -> tuple[Actor, ...]:
    """Return who acts for each organisation at the command line, by its name.

    Whoever may run commands on the installation may do what an owner may.
    """
    found = people.organisations(session)
    return tuple(Actor("", "command line", "", "owner", organisation) for organisation in found)
