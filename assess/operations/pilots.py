"""The register of pilots: what an organisation records of its own, and what that teaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.model.errors import ConflictError, DataError, ForbiddenError, NotFoundError, Problem
from assess.model.moments import as_utc
from assess.model.pilot_rules import faults_of
from assess.model.pilots import KnownOutcome, Pilot, outcome_of
from assess.operations.tokens import new_id
from assess.store import people, pilots

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.model.evidence import OutcomeId
    from assess.model.pilots import PilotRecord
    from assess.operations.sign_in import Actor
    from assess.store.people import Team

OUTCOMES: tuple[OutcomeId, ...] = ("O1", "O2")
WRITERS = frozenset({"owner", "manager"})


def list_pilots(session: Session, actor: Actor) -> tuple[Pilot, ...]:
    """Return the pilots of the actor's organisation, newest start first."""
    return tuple(reversed(pilots.current_pilots(session, actor.organisation.id)))


def list_teams(session: Session, actor: Actor) -> tuple[Team, ...]:
    """Return the teams a pilot may belong to, by name."""
    return tuple(people.teams_of(session, actor.organisation.id))


def find_pilot(session: Session, actor: Actor, pilot_id: str) -> Pilot:
    """Return one pilot of the actor's organisation; NotFoundError for any other."""
    found = pilots.pilot_by_id(session, actor.organisation.id, pilot_id)
    if found is None:
        raise NotFoundError("There is no such pilot in your organisation's register.")
    return found


def add_pilot(session: Session, actor: Actor, record: PilotRecord, now: datetime) -> Pilot:
    """Record a pilot.

    Raises ForbiddenError for who may only read, DataError with one problem per field (its name is
    in `Problem.file`) for a record that cannot be.
    """
    _check(session, actor, record, now)
    return _record(session, actor, record, now)


def edit_pilot(
    session: Session, actor: Actor, seen: Pilot, record: PilotRecord, now: datetime
) -> Pilot:
    """Record what a pilot is like now; `seen` is the revision that was looked at.

    Saving an unchanged record confirms it: it says that things stand as they stood.  Raises as
    `add_pilot` does, and ConflictError when somebody else was faster.
    """
    _check(session, actor, record, now)
    _end(session, actor, seen, now)
    return _record(session, actor, record, now, seen)


def remove_pilot(session: Session, actor: Actor, seen: Pilot, now: datetime) -> None:
    """Take a pilot out of the register; published results keep what they were made from.

    Raises ForbiddenError for who may only read, ConflictError when it changed in the meantime.
    """
    require_writer(actor)
    _end(session, actor, seen, now)


def known_outcomes(
    session: Session, organisation: str, moment: datetime
) -> dict[str, tuple[KnownOutcome, ...]]:
    """Return outcome id → what was known of an organisation's pilots at a moment."""
    found = pilots.pilots_known_at(session, organisation, moment)
    return {outcome: outcomes for outcome in OUTCOMES if (outcomes := outcomes_of(found, outcome))}


def outcomes_of(found: Iterable[Pilot], outcome: str) -> tuple[KnownOutcome, ...]:
    """Return one outcome of the pilots of which it is known, in their order."""
    return tuple(
        _known(pilot, outcome, failed=failed)
        for pilot in found
        if (failed := outcome_of(pilot, outcome)) is not None
    )


def require_writer(actor: Actor) -> None:
    """Raise ForbiddenError unless the actor may change the register."""
    if actor.role not in WRITERS:
        raise ForbiddenError(
            "Your account may read the register of pilots. Changing it takes an owner or a "
            "manager: ask one of them."
        )


def _known(pilot: Pilot, outcome: str, *, failed: bool) -> KnownOutcome:
    forecast = pilot.record.forecast
    risk = None if forecast is None else forecast.risk(outcome)
    if risk is None:
        return KnownOutcome(failed)
    return KnownOutcome(failed, risk.probability, risk.base_rate)


def _check(session: Session, actor: Actor, record: PilotRecord, now: datetime) -> None:
    require_writer(actor)
    faults = list(faults_of(record, as_utc(now).date()))
    if record.team and record.team not in {team.id for team in list_teams(session, actor)}:
        faults.append(("team", "is no team of your organisation"))
    if faults:
        raise DataError(tuple(Problem(field, 1, message, "pilot") for field, message in faults))


def _record(
    session: Session, actor: Actor, record: PilotRecord, now: datetime, seen: Pilot | None = None
) -> Pilot:
    made = Pilot(
        id=new_id() if seen is None else seen.id,
        revision=1 if seen is None else seen.revision + 1,
        recorded_on=as_utc(now).date(),
        record=record,
    )
    pilots.add_revision(session, actor.organisation.id, made, now)
    return made


def _end(session: Session, actor: Actor, seen: Pilot, now: datetime) -> None:
    if not pilots.supersede(session, actor.organisation.id, seen.id, seen.revision, now):
        raise ConflictError(
            "Somebody else has changed or removed this pilot in the meantime. Open it again and "
            "look at what is recorded now."
        )
