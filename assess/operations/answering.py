"""Answering: through a team link into a sitting, screen by screen, until it is submitted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assess.content.assignment import block_for
from assess.model.answer_rules import problem_with
from assess.model.answers import Response
from assess.model.errors import DataError, NotFoundError, Problem
from assess.model.instrument import Confidentiality
from assess.operations.doors import Door, door_of, is_judged_by, team_facts
from assess.operations.haste import is_hasty
from assess.operations.steps import Step, facts_in, shuffled, steps_for
from assess.operations.tokens import new_sitting_token
from assess.operations.visits import PARTS, Visit, link_of, require_in_force, require_open, visit_of
from assess.store import responses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.content.load import Library
    from assess.model.answers import AnswerValue


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person's run through the questionnaire; steps follow from answers given so far."""

    door: Door
    steps: tuple[Step, ...]
    answers: dict[str, AnswerValue]
    submitted: bool


def begin(session: Session, library: Library, token: str, now: datetime) -> str:
    """Begin a sitting; return the respondent's own token, which is stored nowhere.

    Vignettes are drawn now, because the draw depends on how many came before.  The anonymous
    part leaves no trace until its first answer, so the two parts are not born together.
    """
    link, assessment = link_of(session, token)
    require_open(assessment, link, now)
    require_in_force(link)
    sitting_token = new_sitting_token(token)
    visit = visit_of(session, library, sitting_token)
    drawn = _draw(session, visit)
    if drawn:
        _begin_part(session, visit, Confidentiality.PSEUDONYMOUS, drawn)
    return sitting_token


def load_sitting(
    session: Session,
    library: Library,
    sitting_token: str,
    now: datetime,
    preferred: Sequence[str] = (),
) -> Sitting:
    """Return the screens and the answers so far, in the first preferred language on offer.

    The questions are those of the assessment's frozen instruments; the library gives their
    translations.

    Raises NotFoundError for a broken token, GoneError after the assessment has closed.
    """
    visit = visit_of(session, library, sitting_token, preferred)
    require_open(visit.assessment, visit.link, now)
    return _sitting(session, visit, _state(session, visit))


def save_step(
    session: Session,
    library: Library,
    sitting_token: str,
    step_id: str,
    answers: dict[str, AnswerValue],
    now: datetime,
    *,
    seconds: float | None = None,
) -> Sitting:
    """Replace the answers of one screen; items missing from `answers` are cleared.

    `seconds` since the screen was first shown, on its first save only: answers faster than they
    can be read mark the response of their part as hasty, for good.

    Raises DataError naming each item whose value cannot be, and saves nothing then; NotFoundError
    when the screen is not one of this person's.
    """
    visit = visit_of(session, library, sitting_token)
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
    if is_hasty([item for item in step.items if item.id in given], seconds):
        responses.mark(session, step.part, key, hasty=True)
    kept = {i: value for i, value in state.answers.items() if i not in stored}
    return _sitting(session, visit, replace(state, answers={**kept, **given}))


def submit(session: Session, library: Library, sitting_token: str, now: datetime) -> Sitting:
    """Mark both parts as handed in.  Doing it again changes nothing."""
    visit = visit_of(session, library, sitting_token)
    require_open(visit.assessment, visit.link, now)
    for part in PARTS:
        if responses.is_submitted(session, part, visit.keys[part]) is False:
            responses.mark(session, part, visit.keys[part], submitted=True)
    return _sitting(session, visit, _state(session, visit))


@dataclass(frozen=True, slots=True)
class _State:
    """What is stored of a sitting."""

    answers: dict[str, AnswerValue]
    team_facts: dict[str, str]
    block: tuple[str, ...]
    submitted: bool


def _state(session: Session, visit: Visit) -> _State:
    key = visit.keys[Confidentiality.PSEUDONYMOUS]
    return _State(
        answers=all_answers(session, visit),
        team_facts=team_facts(session, visit.assessment.id, visit.link.team, visit.instruments),
        block=shuffled(responses.block_of(session, key) or (), key),
        submitted=is_submitted(session, visit),
    )


def _steps(visit: Visit, state: _State) -> tuple[Step, ...]:
    facts = {**state.team_facts, **facts_in(visit.instruments, state.answers)}
    return steps_for(visit.instruments, visit.audience, facts, state.block)


def _sitting(session: Session, visit: Visit, state: _State) -> Sitting:
    steps = _steps(visit, state)
    return Sitting(
        door=door_of(session, visit.link, visit.assessment, steps, visit.speech),
        steps=steps,
        answers=state.answers,
        submitted=state.submitted,
    )


def is_submitted(session: Session, visit: Visit) -> bool:
    """Whether every part that has begun is handed in."""
    parts = [responses.is_submitted(session, part, visit.keys[part]) for part in PARTS]
    return any(parts) and False not in parts


def all_answers(session: Session, visit: Visit) -> dict[str, AnswerValue]:
    """Return the answers of both parts: only the respondent can lead here."""
    return {
        item_id: value
        for part in PARTS
        for item_id, value in responses.answers_of(session, part, visit.keys[part]).items()
    }


def _draw(session: Session, visit: Visit) -> tuple[str, ...]:
    """Draw vignettes so that the team's draws stay balanced."""
    begun = responses.blocks_of(session, visit.assessment.id, visit.link.team)
    return tuple(
        item_id
        for instrument in visit.instruments
        if is_judged_by(instrument, visit.audience)
        for item_id in block_for(
            instrument,
            f"{visit.assessment.seed}:{visit.link.team}",
            len(begun),
            wave=visit.assessment.wave,
            given=Counter(item_id for block in begun for item_id in block),
        )
    )


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
