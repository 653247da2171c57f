"""Answers: written once, revised, cleared, by one writer or by two at once."""

import threading

import pytest
from sqlalchemy import select
from store_cases import a_response, add_team

from assess.model.instrument import Audience, Confidentiality
from assess.store import responses
from assess.store.tables import AnonymousAnswerRow, PseudonymousResponseRow

PART = Confidentiality.ANONYMOUS


@pytest.fixture
def begun(session, acme):
    """Acme, where the response with key k has begun."""
    empty = a_response(acme.team, "k")
    responses.begin_response(session, PART, empty, assessment=acme.assessment.id)
    session.commit()
    return acme


def save(session, key, given, cleared=(), part=PART):
    """Save a page as an operation does: read what is stored, then write what changed."""
    stored = responses.answers_of(session, part, key)
    before = {item: stored[item] for item in {*given, *cleared} & stored.keys()}
    responses.save_answers(session, part, key, before, given, list(cleared))


def revisions(session):
    rows = session.execute(select(AnonymousAnswerRow.item_id, AnonymousAnswerRow.revision))
    return dict(rows.all())


def test_only_a_change_is_a_revision(session, begun):
    save(session, "k", {"a": 1, "b": 2})
    save(session, "k", {"a": 1, "b": 3})
    save(session, "k", {"a": 1, "b": 4})
    session.commit()
    assert revisions(session) == {"a": 1, "b": 3}
    assert responses.answers_of(session, PART, "k") == {"a": 1, "b": 4}


def test_clearing_takes_an_answer_away_and_nothing_else(session, begun):
    save(session, "k", {"a": 1, "b": 2})
    save(session, "k", {}, ["a", "never given"])
    assert responses.answers_of(session, PART, "k") == {"b": 2}


def test_beginning_twice_keeps_the_first_block(session, acme):
    part = Confidentiality.PSEUDONYMOUS
    empty = a_response(acme.team, "k")
    for block in (["v1", "v2"], ["v3"]):
        responses.begin_response(session, part, empty, assessment=acme.assessment.id, block=block)
    session.commit()
    assert responses.block_of(session, "k") == ["v1", "v2"]
    assert responses.block_of(session, "other") is None
    assert session.scalars(select(PseudonymousResponseRow.key)).all() == ["k"]


def test_what_never_began_is_not_submitted(session, begun):
    assert responses.is_submitted(session, PART, "other") is None
    assert responses.is_submitted(session, PART, "k") is False
    responses.mark(session, PART, "k", submitted=True)
    assert responses.is_submitted(session, PART, "k") is True


def test_a_team_gets_its_own_responses_that_hold_an_answer(session, begun):
    other = add_team(session, begun.organisation, "Other")
    for team, key, answers in (
        (begun.team, "z", {"a": 2, "b": 1}),
        (begun.team, "c", {"a": 1}),
        (other, "d", {"a": 4}),
    ):
        empty = a_response(team, key)
        responses.begin_response(session, PART, empty, assessment=begun.assessment.id)
        save(session, key, answers)
    found = responses.team_responses(session, PART, begun.assessment.id, begun.team.id)
    assert [(one.id, one.answers) for one in found] == [("c", {"a": 1}), ("z", {"a": 2, "b": 1})]


def test_facts_come_from_one_audience_only(session, begun):
    for key, audience, value in (("l", Audience.LEAD, "yes"), ("e", Audience.ENGINEER, "no")):
        empty = a_response(begun.team, key, audience)
        responses.begin_response(session, PART, empty, assessment=begun.assessment.id)
        save(session, key, {"fact": value, "x": 1})
    found = responses.audience_answers(
        session, begun.assessment.id, begun.team.id, Audience.LEAD, ["fact"]
    )
    assert found == [("fact", "yes")]


def test_whole_responses_are_inserted_in_any_number(session, begun):
    many = [a_response(begun.team, f"n{i:05}", answers={"a": i % 5}) for i in range(2_500)]
    responses.insert_responses(session, PART, begun.assessment.id, many)
    found = responses.team_responses(session, PART, begun.assessment.id, begun.team.id)
    assert [one.answers["a"] for one in found] == [i % 5 for i in range(2_500)]


def at_once(*works):
    """Run functions in threads that start together; return what they raised."""
    gate = threading.Barrier(len(works))
    raised = []

    def go(work):
        gate.wait()
        try:
            work()
        except Exception as error:
            raised.append(error)

    threads = [threading.Thread(target=go, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return raised


@pytest.mark.parametrize("turn", range(5))
def test_the_same_page_saved_twice_at_once_is_kept_once(sessions, session, acme, turn):
    """A double click, or one sitting open in two windows."""
    del turn

    both_have_read = threading.Barrier(2)

    def click(value):
        with sessions() as own:
            empty = a_response(acme.team, "k")
            responses.begin_response(own, PART, empty, assessment=acme.assessment.id)
            save(own, "k", {"a": value, "b": value})
            own.commit()

    def late_click(value):
        """The worst order: both have read that nothing is stored, and the response is there."""
        with sessions() as own:
            before = responses.answers_of(own, PART, "k")
            both_have_read.wait()
            responses.save_answers(own, PART, "k", before, {"a": value, "b": value}, [])
            own.commit()

    with sessions() as own:
        on_postgresql = own.get_bind().dialect.name == "postgresql"
    if on_postgresql:  # SQLite lets one writer in at a time, so both cannot have read
        empty = a_response(acme.team, "k")
        responses.begin_response(session, PART, empty, assessment=acme.assessment.id)
        session.commit()
        click = late_click
    assert at_once(lambda: click(1), lambda: click(2)) == []
    kept = responses.answers_of(session, PART, "k")
    assert kept in ({"a": 1, "b": 1}, {"a": 2, "b": 2})
    assert revisions(session) == {"a": 2, "b": 2}
