"""Haste is a yes or no per part, from the seconds since a screen was first shown."""

import pytest
from operation_cases import answers_to
from sqlalchemy import select

from assess.model.instrument import ChoiceItem, Confidentiality, JudgementItem, RatingItem
from assess.operations import answering
from assess.operations.haste import is_hasty
from assess.store.tables import AnonymousResponseRow, PseudonymousResponseRow

TABLES = {
    Confidentiality.PSEUDONYMOUS: PseudonymousResponseRow,
    Confidentiality.ANONYMOUS: AnonymousResponseRow,
}


def flags(session):
    session.expire_all()
    return {part: list(session.scalars(select(row.hasty))) for part, row in TABLES.items()}


def screen(sitting, kind, part=None):
    return next(
        step
        for step in sitting.steps
        if isinstance(step.items[0], kind) and part in (None, step.part)
    )


def items(library, kind, count):
    found = [i for one in library.instruments for i in one.items if isinstance(i, kind)]
    return found[:count]


@pytest.mark.parametrize(
    ("kind", "count", "seconds", "hasty"),
    [
        (JudgementItem, 1, 4.9, True),
        (JudgementItem, 1, 5.0, False),
        (RatingItem, 10, 19.9, True),
        (RatingItem, 10, 20.0, False),
        (RatingItem, 1, 2.0, False),
        (RatingItem, 10, 0.0, True),
        (ChoiceItem, 5, 0.0, False),
        (RatingItem, 10, None, False),
    ],
)
def test_the_least_time_grows_with_what_was_answered(library, kind, count, seconds, hasty):
    assert is_hasty(items(library, kind, count), seconds) is hasty


def test_nothing_answered_is_not_hasty():
    assert not is_hasty([], 0.0)


def test_only_the_part_of_the_screen_is_marked(session, library, sitting_token, now):
    sitting = answering.load_sitting(session, library, sitting_token, now)
    slow = screen(sitting, object, Confidentiality.ANONYMOUS)
    answering.save_step(
        session, library, sitting_token, slow.id, answers_to(slow), now, seconds=60.0
    )
    quick = screen(sitting, JudgementItem)
    answering.save_step(
        session, library, sitting_token, quick.id, answers_to(quick), now, seconds=3.0
    )
    assert flags(session) == {
        Confidentiality.PSEUDONYMOUS: [True],
        Confidentiality.ANONYMOUS: [False],
    }


def test_the_mark_stays_when_later_screens_are_slow(session, library, sitting_token, now):
    steps = answering.load_sitting(session, library, sitting_token, now).steps[:2]
    for step, seconds in zip(steps, (1.0, 80.0), strict=True):
        answering.save_step(
            session, library, sitting_token, step.id, answers_to(step), now, seconds=seconds
        )
    assert flags(session)[Confidentiality.PSEUDONYMOUS] == [True]


def test_without_a_known_time_nobody_is_hasty(session, library, sitting_token, now):
    step = answering.load_sitting(session, library, sitting_token, now).steps[0]
    answering.save_step(session, library, sitting_token, step.id, answers_to(step), now)
    assert flags(session)[Confidentiality.PSEUDONYMOUS] == [False]


def test_an_empty_screen_sent_at_once_is_not_hasty(session, library, sitting_token, now):
    step = answering.load_sitting(session, library, sitting_token, now).steps[0]
    answering.save_step(session, library, sitting_token, step.id, {}, now, seconds=0.0)
    assert flags(session)[Confidentiality.PSEUDONYMOUS] == [False]
