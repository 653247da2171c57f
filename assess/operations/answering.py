"""Answering: through a team link into a sitting, screen by screen, until it is submitted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from assess.content.assignment import block_for
from assess.model.answer_rules import problem_with
from assess.model.answers import Response
from assess.model.errors import DataError, NotFoundError, Problem
from assess.model.instrument import Audience, Confidentiality, Instrument
from assess.model.moments import iso_date
from assess.operations.pinned import pinned_instruments
from assess.operations.steps import Step, facts_in, shuffled, steps_for
from assess.operations.tokens import new_sitting_token
from assess.operations.visits import PARTS, Visit, link_of, require_open, visit_of
from assess.store import people, responses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.content.load import Library
    from assess.model.answers import AnswerValue
    from assess.store.assessments import Assessment, TeamLink


@dataclass(frozen=True, slots=True)
class Door:
    """What is told to somebody who stands before a link."""

    organisation: str
    assessment: str
    team: str
    audience: Audience
    demonstration: bool
    minutes: int
    minimum_group: int
    open_until: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person's run through the questionnaire; steps follow from answers given so far."""

    door: Door
    steps: tuple[Step, ...]
    answers: dict[str, AnswerValue]
    submitted: bool


def open_door(session: Session, token: str, now: datetime) -> Door:
    """Return what to tell the person who opened a team link.

    Raises NotFoundError for a link nobody gave out, GoneError for one whose time is over.
    """
    link, assessment = link_of(session, token)
    require_open(assessment, link, now)
    return door_of(session, link, assessment, _expected_steps(session, link, assessment))


def begin(session: Session, library: Library, token: str, now: datetime) -> str:
    """Begin a sitting; return the respondent's own token, which is stored nowhere.

    Vignettes are drawn now, because the draw depends on how many came before.  The anonymous
    part leaves no trace until its first answer, so the two parts are not born together.
    """
    del library  # a running assessment asks its frozen instruments, not today's files
    link, assessment = link_of(session, token)
    require_open(assessment, link, now)
    sitting_token = new_sitting_token(token)
    visit = visit_of(session, sitting_token)
    drawn = _draw(session, visit)
    if drawn:
        _begin_part(session, visit, Confidentiality.PSEUDONYMOUS, drawn)
    return sitting_token


def load_sitting(session: Session, library: Library, sitting_token: str, now: datetime) -> Sitting:
    """Return the screens and the answers so far.

    Raises NotFoundError for a broken token, GoneError after the assessment has closed.
    """
    del library
    visit = visit_of(session, sitting_token)
    require_open(visit.assessment, visit.link, now)
    return _sitting(session, visit, _state(session, visit))


def save_step(
    session: Session,
    library: Library,
    sitting_token: str,
    step_id: str,
    answers: dict[str, AnswerValue],
    now: datetime,
) -> Sitting:
    """Replace the answers of one screen; items missing from `answers` are cleared.

    Raises DataError naming each item whose value cannot be, and saves nothing then; NotFoundError
    when the screen is not one of this person's.
    """
    del library
    visit = visit_of(session, sitting_token)
    require_open(visit.assessment, visit.link, now)
    state = _state(session, visit)
    step = _find_step(_steps(visit, state), step_id)
    _require_valid(visit, step, answers)
    key = visit.keys[step.part]
    given = {item.id: answers[item.id] for item in step.items if item.id in answers}
    if given:
        _begin_part(session, visit, step.part, ())
    cleared = [item.id for item in step.items if item.id not in answers]
    stored = {item.id for item in step.items} & state.answers.keys()
    before = {item_id: state.answers[item_id] for item_id in stored}
    responses.save_answers(session, step.part, key, before, given, cleared)
    kept = {i: value for i, value in state.answers.items() if i not in stored}
    return _sitting(session, visit, replace(state, answers={**kept, **given}))


def submit(session: Session, library: Library, sitting_token: str, now: datetime) -> Sitting:
    """Mark both parts as handed in.  Doing it again changes nothing."""
    del library
    visit = visit_of(session, sitting_token)
    require_open(visit.assessment, visit.link, now)
    for part in PARTS:
        if responses.is_submitted(session, part, visit.keys[part]) is False:
            responses.mark(session, part, visit.keys[part], submitted=True)
    return _sitting(session, visit, _state(session, visit))


def door_of(
    session: Session, link: TeamLink, assessment: Assessment, steps: Sequence[Step]
) -> Door:
    """Return what to say of a link; `steps` are counted for the time they take."""
    organisation = people.organisation_by_id(session, assessment.organisation)
    team = people.team_by_id(session, link.team)
    if organisation is None or team is None:
        raise NotFoundError("This link leads to a team that is no longer there.")
    return Door(
        organisation=organisation.name,
        assessment=assessment.title,
        team=team.name,
        audience=Audience(link.audience),
        demonstration=organisation.demonstration,
        minutes=max(1, ceil(sum(step.minutes for step in steps))),
        minimum_group=assessment.minimum_group,
        open_until="" if assessment.closes_at is None else iso_date(assessment.closes_at),
        languages=("en",),
    )


@dataclass(frozen=True, slots=True)
class _State:
    """What is stored of a sitting."""

    answers: dict[str, AnswerValue]
    team_facts: dict[str, str]
    block: tuple[str, ...]
    submitted: bool


def _state(session: Session, visit: Visit) -> _State:
    key = visit.keys[Confidentiality.PSEUDONYMOUS]
    submitted = [responses.is_submitted(session, part, visit.keys[part]) for part in PARTS]
    return _State(
        answers=all_answers(session, visit),
        team_facts=_team_facts(session, visit.assessment.id, visit.link.team, visit.instruments),
        block=shuffled(responses.block_of(session, key) or (), key),
        submitted=any(submitted) and False not in submitted,
    )


def _steps(visit: Visit, state: _State) -> tuple[Step, ...]:
    facts = {**state.team_facts, **facts_in(visit.instruments, state.answers)}
    return steps_for(visit.instruments, visit.audience, facts, state.block)


def _sitting(session: Session, visit: Visit, state: _State) -> Sitting:
    steps = _steps(visit, state)
    return Sitting(
        door=door_of(session, visit.link, visit.assessment, steps),
        steps=steps,
        answers=state.answers,
        submitted=state.submitted,
    )


def all_answers(session: Session, visit: Visit) -> dict[str, AnswerValue]:
    """Return the answers of both parts: only the respondent can lead here."""
    return {
        item_id: value
        for part in PARTS
        for item_id, value in responses.answers_of(session, part, visit.keys[part]).items()
    }


def _team_facts(
    session: Session, assessment: str, team: str, instruments: Sequence[Instrument]
) -> dict[str, str]:
    """What the team's leads said of it; where they differ, the value that sorts last."""
    items = [
        item.id for instrument in instruments for item in instrument.items if item.kind == "choice"
    ]
    given = responses.audience_answers(session, assessment, team, Audience.LEAD, items)
    return {item_id: str(value) for item_id, value in sorted(given, key=str)}


def _draw(session: Session, visit: Visit) -> tuple[str, ...]:
    """Draw vignettes so that the team's draws stay balanced."""
    begun = responses.blocks_of(session, visit.assessment.id, visit.link.team)
    return tuple(
        item_id
        for instrument in visit.instruments
        if _judged_by(instrument, visit.audience)
        for item_id in block_for(
            instrument,
            f"{visit.assessment.seed}:{visit.link.team}",
            len(begun),
            wave=visit.assessment.wave,
            given=Counter(item_id for block in begun for item_id in block),
        )
    )


def _expected_steps(session: Session, link: TeamLink, assessment: Assessment) -> tuple[Step, ...]:
    """Return screens like those somebody will see who has not begun: for the time it takes."""
    audience = Audience(link.audience)
    instruments = pinned_instruments(session, assessment.id)
    facts = _team_facts(session, assessment.id, link.team, instruments)
    sample = [
        item_id
        for instrument in instruments
        if _judged_by(instrument, audience)
        for item_id in block_for(instrument, 0, 0)
    ]
    return steps_for(instruments, audience, facts, sample)


def _judged_by(instrument: Instrument, audience: Audience) -> bool:
    return any(item.kind == "judgement" and audience in item.audience for item in instrument.items)


def _begin_part(
    session: Session, visit: Visit, part: Confidentiality, block: Sequence[str]
) -> None:
    empty = Response(visit.keys[part], visit.link.team, visit.audience, {})
    responses.begin_response(session, part, empty, assessment=visit.assessment.id, block=block)


def _find_step(steps: Sequence[Step], step_id: str) -> Step:
    for step in steps:
        if step.id == step_id:
            return step
    raise NotFoundError("This page is not part of your questionnaire.")


def _require_valid(visit: Visit, step: Step, answers: dict[str, AnswerValue]) -> None:
    instrument = next(i for i in visit.instruments if i.id == step.instrument)
    items = {item.id: item for item in step.items}
    problems = [
        Problem(item_id, 0, "this question is not on this page")
        if item_id not in items
        else Problem(item_id, 0, problem_with(items[item_id], value, instrument))
        for item_id, value in answers.items()
    ]
    wrong = tuple(problem for problem in problems if problem.message)
    if wrong:
        raise DataError(wrong)
