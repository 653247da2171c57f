"""The teams of an organisation: listed, added, changed; removed while nobody has answered."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assess.model.errors import ConflictError, DataError, NotFoundError, Problem
from assess.operations.campaigns import NewTeam, add_teams
from assess.operations.names import clean_name, name_fault
from assess.operations.sign_in import require_manager
from assess.store import counts, people, pilots

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from assess.operations.sign_in import Actor
    from assess.store.people import Team

LARGEST_TEAM = 100_000
_STAMP = 16


@dataclass(frozen=True, slots=True)
class TypedTeam:
    """A team as somebody typed it, in a form or in a file."""

    name: str
    unit: str
    headcount: str


@dataclass(frozen=True, slots=True)
class RegisteredTeam:
    """A team, and whether anybody of it has ever begun to answer."""

    team: Team
    has_answers: bool

    @property
    def stamp(self) -> str:
        """Tells what was looked at from what is there now."""
        return stamp_of(self.team)


@dataclass(frozen=True, slots=True)
class Removal:
    """What goes with a team."""

    team: Team
    assessments: tuple[tuple[str, str], ...]
    """(title, state) of those it takes part in"""
    obstacle: str
    """why it cannot be removed; empty when it can"""


def list_teams(session: Session, actor: Actor) -> tuple[RegisteredTeam, ...]:
    """Return the teams of the actor's organisation by name; three queries."""
    answered = counts.teams_with_responses(session, actor.organisation.id)
    teams = people.teams_of(session, actor.organisation.id)
    return tuple(RegisteredTeam(team, team.id in answered) for team in teams)


def add_team(session: Session, actor: Actor, typed: TypedTeam) -> None:
    """Add a team; nothing happens when exactly this team is there already.

    Raises ForbiddenError for who may only read, DataError with one problem per field (its name is
    in `Problem.file`) for what cannot be.
    """
    require_manager(actor)
    people.lock_organisation(session, actor.organisation.id)
    there = people.teams_of(session, actor.organisation.id)
    new, faults = read_team(typed)
    if not faults and any((t.name, t.unit, t.headcount) == _values(new) for t in there):
        return  # the form was sent twice
    _require(faults or _taken(new, there))
    add_teams(session, actor.organisation, [new])


def change_team(session: Session, actor: Actor, team_id: str, seen: str, typed: TypedTeam) -> None:
    """Give a team another name, unit or head-count; `seen` is the stamp of what was looked at.

    Raises as `add_team` does, NotFoundError for another organisation's team, and ConflictError
    when somebody else was faster.
    """
    require_manager(actor)
    people.lock_organisation(session, actor.organisation.id)
    old = _own(session, actor, team_id)
    new, faults = read_team(typed)
    if not faults and _values(new) == (old.name, old.unit, old.headcount):
        return
    others = [t for t in people.teams_of(session, actor.organisation.id) if t.id != team_id]
    _require(faults or _taken(new, others))
    changed = replace(old, name=new.name, unit=new.unit, headcount=new.headcount)
    if stamp_of(old) != seen or not people.change_team(session, old, changed):
        raise ConflictError(
            f"Somebody else has changed this team in the meantime: it is “{old.name}” now, unit "
            f"“{old.unit}”, head-count {old.headcount}. Look at it, then save again."
        )


def removal_of(session: Session, actor: Actor, team_id: str) -> Removal:
    """Return what would go with a team; NotFoundError for another organisation's."""
    team = _own(session, actor, team_id)
    return Removal(
        team, tuple(counts.campaigns_of(session, team_id)), _obstacle(session, actor, team)
    )


def remove_team(session: Session, actor: Actor, team_id: str) -> None:
    """Remove a team of which nobody has ever begun to answer; its links stop working.

    Raises ForbiddenError, NotFoundError, and ConflictError with the reason why it has to stay.
    """
    require_manager(actor)
    people.lock_team(session, team_id)  # nobody begins to answer from here on
    if obstacle := _obstacle(session, actor, _own(session, actor, team_id)):
        raise ConflictError(obstacle)
    people.remove_team(session, team_id)


def read_team(typed: TypedTeam) -> tuple[NewTeam, list[tuple[str, str]]]:
    """Return what was typed as a team, and (field, fault) for what cannot be."""
    name, unit = clean_name(typed.name), clean_name(typed.unit)
    headcount = _headcount(typed.headcount.strip())
    faults = [
        ("name", name_fault(name)),
        ("unit", name_fault(unit, required=False)),
        ("headcount", "" if headcount is not None else _no_headcount(typed.headcount.strip())),
    ]
    return NewTeam(name, headcount or 0, unit), [fault for fault in faults if fault[1]]


def key_of(name: str) -> str:
    """Return what two names have in common that people would take for one."""
    return clean_name(name).casefold()


def stamp_of(team: Team) -> str:
    """Return a short digest of what is recorded of a team."""
    text = json.dumps([team.name, team.unit, team.headcount])
    return hashlib.sha256(text.encode()).hexdigest()[:_STAMP]


def _values(new: NewTeam) -> tuple[str, str, int]:
    return new.name, new.unit, new.headcount


def _headcount(text: str) -> int | None:
    if not text:
        return 0
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
    return number if 0 <= number <= LARGEST_TEAM else None


def _no_headcount(text: str) -> str:
    return f"is “{text[:40]}”; give a whole number up to {LARGEST_TEAM:,}, or nothing"


def _taken(new: NewTeam, there: Iterable[Team]) -> list[tuple[str, str]]:
    """Charts and tables show a team by its name alone, so no two may share one."""
    same = next((team for team in there if key_of(team.name) == key_of(new.name)), None)
    if same is None:
        return []
    where = f" in the unit “{same.unit}”" if same.unit else ""
    return [("name", f"is taken: there is a team “{same.name}”{where}. Give each its own")]


def _require(faults: list[tuple[str, str]]) -> None:
    if faults:
        raise DataError(tuple(Problem(field, 1, message, "team") for field, message in faults))


def _own(session: Session, actor: Actor, team_id: str) -> Team:
    found = people.team_by_id(session, team_id)
    if found is None or found.organisation != actor.organisation.id:
        raise NotFoundError("There is no such team in your organisation.")
    return found


def _obstacle(session: Session, actor: Actor, team: Team) -> str:
    if team.id in counts.teams_with_responses(session, actor.organisation.id):
        return (
            f"People of “{team.name}” have begun to answer. A team stays as long as there are "
            "answers of it."
        )
    named = [
        pilot.record.title
        for pilot in pilots.current_pilots(session, actor.organisation.id)
        if pilot.record.team == team.id
    ]
    if named:
        return (
            f"The register of pilots names “{team.name}” as the team of “{named[0]}”. Give its "
            "pilots to another team first."
        )
    return ""
