"""Drafts of assessments: planned, changed, removed."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from assess.content.documents import digest
from assess.model.errors import ConflictError, DataError, Problem
from assess.model.moments import as_utc
from assess.operations.campaigns import (
    assessment_for,
    draft_assessment,
    in_order,
    release_of,
)
from assess.operations.names import clean_name, name_fault
from assess.operations.pinned import pinned_instruments
from assess.operations.sign_in import require_manager
from assess.store import assessments, counts, drafts, people
from assess.store.assessments import Assessment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from assess.content.load import Library
    from assess.model.instrument import Instrument
    from assess.operations.sign_in import Actor
    from assess.store.people import Team

SMALLEST_GROUP = 5
LARGEST_GROUP = 100
MOST_DAYS = 10_000
FORTNIGHT = timedelta(days=14)
LAST_MOMENT = time(23, 59, 59, tzinfo=UTC)
"""of the closing day: answers are taken until it ends"""
_SEEDS = 2**31
"""of the draw of vignettes and of the simulations"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an assessment is to be; everything in it can be changed until it opens."""

    title: str
    teams: tuple[str, ...]
    """ids"""
    modules: tuple[str, ...]
    """ids of the instruments that are asked of some teams only"""
    closes_on: date | None
    """the last day answers are taken, in UTC; None until it is closed by hand"""
    minimum_group: int = SMALLEST_GROUP
    budget_days: float = 60.0
    """person-days a team may spend on recommendations"""

    @property
    def stamp(self) -> str:
        """Tells what was looked at from what is there now."""
        whole = {**asdict(self), "teams": sorted(self.teams), "modules": sorted(self.modules)}
        return hashlib.sha256(repr(whole).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Draft:
    """An assessment that nobody can answer yet."""

    assessment: Assessment
    plan: Plan
    teams: tuple[Team, ...]
    """those that take part, by name"""
    instruments: tuple[Instrument, ...]


def suggest(session: Session, actor: Actor, library: Library, now: datetime) -> Plan:
    """Return a plan to begin with: every team, every module, a fortnight."""
    teams = people.teams_of(session, actor.organisation.id)
    return Plan(
        title="",
        teams=tuple(team.id for team in teams),
        modules=tuple(one.id for one in library.instruments if one.shown_if is not None),
        closes_on=as_utc(now + FORTNIGHT).date(),
    )


def find_draft(session: Session, actor: Actor, assessment_id: str) -> Draft:
    """Return a draft of the actor's organisation.

    Raises NotFoundError for another organisation's, ConflictError when it has been opened.
    """
    found = assessment_for(session, actor.organisation.id, assessment_id)
    if found.state != "draft":
        raise ConflictError(f"“{found.title}” has been opened. It cannot be changed any more.")
    teams = tuple(team for _, team in counts.participating(session, [assessment_id]))
    instruments = pinned_instruments(session, assessment_id)
    closes = found.closes_at
    plan = Plan(
        title=found.title,
        teams=tuple(team.id for team in teams),
        modules=tuple(one.id for one in instruments if one.shown_if is not None),
        closes_on=None if closes is None else as_utc(closes).date(),
        minimum_group=found.minimum_group,
        budget_days=found.budget_days,
    )
    return Draft(found, plan, teams, instruments)


def add_draft(
    session: Session, actor: Actor, library: Library, draft_id: str, plan: Plan, now: datetime
) -> None:
    """Record a plan under a fresh id; nothing happens when it is recorded already.

    Raises ForbiddenError for who may only read, DataError with one problem per field (its name is
    in `Problem.file`), ConflictError when something else stands under the id.
    """
    require_manager(actor)
    people.lock_organisation(session, actor.organisation.id)
    plan = _checked(session, actor, library, plan, now)
    if assessments.assessment_by_id(session, draft_id) is not None:
        if find_draft(session, actor, draft_id).plan.stamp != plan.stamp:
            raise ConflictError("This was saved as a draft before. Open that draft to change it.")
        return
    empty = Assessment(
        id=draft_id,
        organisation=actor.organisation.id,
        title=plan.title,
        slug="",
        state="draft",
        seed=secrets.randbelow(_SEEDS),
    )
    wanted = _planned(empty, plan)
    draft_assessment(session, wanted, _instruments(library, plan), plan.teams)


def change_draft(
    session: Session,
    actor: Actor,
    library: Library,
    seen: Draft,
    plan: Plan,
    now: datetime,
) -> None:
    """Change a draft; `seen` is how it was when it was looked at.

    Raises as `add_draft` does, and ConflictError when it has been opened or changed since.
    """
    require_manager(actor)
    people.lock_organisation(session, actor.organisation.id)
    plan = _checked(session, actor, library, plan, now)
    current = find_draft(session, actor, seen.assessment.id)
    if current.plan.stamp == plan.stamp:
        return
    if current.plan.stamp != seen.plan.stamp or not drafts.change_draft(
        session, _planned(current.assessment, plan)
    ):
        raise ConflictError(
            "Somebody else has changed this draft in the meantime. Open it again in a second "
            "window, compare, then save one of the two."
        )
    pins = [release_of(instrument) for instrument in _instruments(library, plan)]
    drafts.replace_pins(session, current.assessment.id, pins)
    drafts.replace_teams(session, current.assessment.id, plan.teams)


def remove_draft(session: Session, actor: Actor, draft_id: str) -> None:
    """Delete a draft; raises as `find_draft` does, and ForbiddenError."""
    require_manager(actor)
    found = find_draft(session, actor, draft_id)
    if not drafts.remove_draft(session, draft_id):
        raise ConflictError(f"“{found.assessment.title}” was opened or removed a moment ago.")


def pin_current(session: Session, library: Library, assessment_id: str) -> None:
    """Pin instruments as the library has them now; what it no longer has stays as it was."""
    known = {instrument.id: instrument for instrument in library.instruments}
    pinned = pinned_instruments(session, assessment_id)
    wanted = [known.get(instrument.id, instrument) for instrument in pinned]
    if [digest(one) for one in wanted] != [digest(one) for one in pinned]:
        drafts.replace_pins(session, assessment_id, [release_of(one) for one in wanted])


def _planned(assessment: Assessment, plan: Plan) -> Assessment:
    closes = plan.closes_on
    return replace(
        assessment,
        title=plan.title,
        minimum_group=plan.minimum_group,
        budget_days=plan.budget_days,
        closes_at=None if closes is None else datetime.combine(closes, LAST_MOMENT),
    )


def _instruments(library: Library, plan: Plan) -> tuple[Instrument, ...]:
    return in_order(
        [one for one in library.instruments if one.shown_if is None or one.id in plan.modules]
    )


def _checked(session: Session, actor: Actor, library: Library, plan: Plan, now: datetime) -> Plan:
    plan = replace(plan, title=clean_name(plan.title))
    teams = {team.id for team in people.teams_of(session, actor.organisation.id)}
    modules = {one.id for one in library.instruments if one.shown_if is not None}
    faults = [*_faults(plan, as_utc(now).date())]
    if not plan.teams:
        faults.append(("teams", "are missing: choose at least one team"))
    if not set(plan.teams) <= teams:
        faults.append(("teams", "have changed in the meantime: look at them again"))
    if not set(plan.modules) <= modules:
        faults.append(("modules", "are not all known: choose from the list"))
    if faults:
        raise DataError(tuple(Problem(field, 1, message, "draft") for field, message in faults))
    return plan


def _faults(plan: Plan, today: date) -> Iterator[tuple[str, str]]:
    if fault := name_fault(plan.title):
        yield "title", fault
    if plan.closes_on is not None and plan.closes_on < today:
        yield "closes_on", "lies in the past"
    if not SMALLEST_GROUP <= plan.minimum_group <= LARGEST_GROUP:
        yield "minimum_group", f"is a whole number from {SMALLEST_GROUP} to {LARGEST_GROUP}"
    if not 0 <= plan.budget_days <= MOST_DAYS:
        yield "budget_days", f"is a number from 0 to {MOST_DAYS:,}"
