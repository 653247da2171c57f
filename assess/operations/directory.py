"""Finding or making what a command names in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.operations.campaigns import add_organisation
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
