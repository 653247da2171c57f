"""Answering: through a team link into a sitting, screen by screen, until it is submitted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from assess.content.assignment import block_for
from assess.model.answer_rules import problem_with
from assess.model.answers import Judgement, Response
from assess.model.errors import DataError, NotFoundError, Problem
from assess.model.instrument import Audience, Confidentiality, Instrument, JudgementItem
from assess.model.moments import iso_date
from assess.operations.pinned import pinned_instruments
from assess.operations.steps import Step, facts_in, shuffled, steps_for
from assess.operations.tokens import new_sitting_token
from assess.operations.visits import PARTS, Visit, is_open, link_of, require_open, visit_of
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


@dataclass(frozen=True, slots=True)
class Explained:
    """One vignette as it is explained after the assessment has closed."""

    title: str
    flagged: bool
    flawed: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class OwnSummary:
    """What the respondent takes away: counts, never an index."""

    door: Door
    answered: int
    judged: int
    right: int | None
    """None until the assessment has closed"""
    mean_confidence: float | None
    """per cent"""
    act_counts: tuple[tuple[str, int], ...]
    explanations: tuple[Explained, ...]


def open_door(session: Session, token: str, now: datetime) -> Door:
    """Return what to tell the person who opened a team link.

    Raises NotFoundError for a link nobody gave out, GoneError for one whose time is over.
    """
    link, assessment = link_of(session, token)
    require_open(assessment, link, now)
    return _door(session, link, assessment)


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
    return _sitting(session, visit)


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
    step = _find_step(_sitting(session, visit).steps, step_id)
    _require_valid(visit, step, answers)
    key = visit.keys[step.part]
    given = {item.id: answers[item.id] for item in step.items if item.id in answers}
    if given:
        _begin_part(session, visit, step.part, ())
    cleared = [item.id for item in step.items if item.id not in answers]
    responses.save_answers(session, step.part, key, given, cleared)
    return _sitting(session, visit)


def submit(session: Session, library: Library, sitting_token: str, now: datetime) -> Sitting:
    """Mark both parts as handed in.  Doing it again changes nothing."""
    del library
    visit = visit_of(session, sitting_token)
    require_open(visit.assessment, visit.link, now)
    for part in PARTS:
        if responses.is_submitted(session, part, visit.keys[part]) is False:
            responses.mark(session, part, visit.keys[part], submitted=True)
    return _sitting(session, visit)


def own_summary(
    session: Session, library: Library, sitting_token: str, now: datetime
) -> OwnSummary:
    """Return the respondent's own counts; keys and explanations only after closing."""
    del library
    visit = visit_of(session, sitting_token)
    closed = not is_open(visit.assessment, visit.link, now)
    answers = _all_answers(session, visit)
    judged = [
        (item, value)
        for instrument in visit.instruments
        for item in instrument.items
        if isinstance(item, JudgementItem) and isinstance(value := answers.get(item.id), Judgement)
    ]
    acts = Counter(value.act.value for _, value in judged)
    return OwnSummary(
        door=_door(session, visit.link, visit.assessment),
        answered=len(answers),
        judged=len(judged),
        right=sum(v.flagged == item.flawed for item, v in judged) if closed and judged else None,
        mean_confidence=sum(v.confidence for _, v in judged) / len(judged) if judged else None,
        act_counts=tuple(sorted(acts.items())),
        explanations=tuple(
            Explained(item.title, value.flagged, item.flawed, item.explanation)
            for item, value in judged
        )
        if closed
        else (),
    )


def _door(session: Session, link: TeamLink, assessment: Assessment) -> Door:
    organisation = people.organisation_by_id(session, assessment.organisation)
    team = people.team_by_id(session, link.team)
    if organisation is None or team is None:
        raise NotFoundError("This link leads to a team that is no longer there.")
    audience = Audience(link.audience)
    instruments = pinned_instruments(session, assessment.id)
    facts = _team_facts(session, assessment.id, team.id, instruments)
    sample = _sample_block(instruments, audience)
    minutes = sum(step.minutes for step in steps_for(instruments, audience, facts, sample))
    return Door(
        organisation=organisation.name,
        assessment=assessment.title,
        team=team.name,
        audience=audience,
        demonstration=organisation.demonstration,
        minutes=max(1, ceil(minutes)),
        minimum_group=assessment.minimum_group,
        open_until="" if assessment.closes_at is None else iso_date(assessment.closes_at),
        languages=("en",),
    )


def _sitting(session: Session, visit: Visit) -> Sitting:
    answers = _all_answers(session, visit)
    team_facts = _team_facts(session, visit.assessment.id, visit.link.team, visit.instruments)
    facts = {**team_facts, **facts_in(visit.instruments, answers)}
    key = visit.keys[Confidentiality.PSEUDONYMOUS]
    block = shuffled(responses.block_of(session, key) or (), key)
    submitted = [responses.is_submitted(session, part, visit.keys[part]) for part in PARTS]
    return Sitting(
        door=_door(session, visit.link, visit.assessment),
        steps=steps_for(visit.instruments, visit.audience, facts, block),
        answers=answers,
        submitted=any(submitted) and False not in submitted,
    )


def _all_answers(session: Session, visit: Visit) -> dict[str, AnswerValue]:
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
    ordinal = responses.blocks_begun(session, visit.assessment.id, visit.link.team)
    return tuple(
        item_id
        for instrument in visit.instruments
        if _judged_by(instrument, visit.audience)
        for item_id in block_for(instrument, visit.assessment.seed, ordinal)
    )


def _sample_block(instruments: Sequence[Instrument], audience: Audience) -> tuple[str, ...]:
    return tuple(
        item_id
        for instrument in instruments
        if _judged_by(instrument, audience)
        for item_id in block_for(instrument, 0, 0)
    )


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
