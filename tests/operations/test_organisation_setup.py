"""The first run: once, by one person, with what can be used."""

import threading
from dataclasses import replace

import pytest

from assess.model.errors import DataError, NotFoundError
from assess.operations import organisation_setup, sign_in
from assess.operations.campaigns import add_organisation
from assess.operations.organisation_setup import NewInstallation
from assess.store import people as people_queries

ADA = NewInstallation("Acme", "Ada", "ada@acme.example", "twelve letters", "twelve letters")


def test_the_first_person_becomes_the_owner_and_can_sign_in(session, now):
    assert organisation_setup.is_pending(session)
    actor = organisation_setup.set_up(session, ADA, now)
    assert (actor.role, actor.organisation.name) == ("owner", "Acme")
    assert not organisation_setup.is_pending(session)
    assert sign_in.sign_in(session, "Ada@acme.example", ADA.password) == actor


def test_it_happens_once(session, now):
    organisation_setup.set_up(session, ADA, now)
    with pytest.raises(NotFoundError, match="set up already"):
        organisation_setup.set_up(session, replace(ADA, email="eve@acme.example"), now)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"organisation": " "}, "organisation", "missing"),
        ({"organisation": "x" * 301}, "organisation", "301 characters"),
        ({"name": "A\x00da"}, "name", "cannot be printed"),
        ({"email": ""}, "email", "missing"),
        ({"email": "ada"}, "email", "not complete"),
        ({"email": "ada @acme.example"}, "email", "not complete"),
        ({"password": "eleven char"}, "password", "11 characters; give at least 12"),
        ({"password": "x" * 1001}, "password", "more than 1,000"),
        ({"password_again": "twelve letterz"}, "password_again", "not the same"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_added(session, now, changes, field, words):
    with pytest.raises(DataError) as refused:
        organisation_setup.set_up(session, replace(ADA, **changes), now)
    assert [(p.file, words in p.message) for p in refused.value.problems] == [(field, True)]
    assert organisation_setup.is_pending(session)


@pytest.mark.parametrize("name", ["日本 🚢", "شركة الشحن", "<b>Acme</b>", "Ä" * 300])
def test_any_script_will_do(session, now, name):
    actor = organisation_setup.set_up(session, replace(ADA, organisation=f" {name} "), now)
    assert actor.organisation.name == name


def test_an_organisation_that_an_import_made_is_taken_over(session, now):
    imported = add_organisation(session, "Acme", now)
    assert organisation_setup.has_organisation(session)
    assert organisation_setup.set_up(session, ADA, now).organisation == imported


def test_of_ten_at_once_one_succeeds(sessions, now):
    outcomes = []
    ready = threading.Barrier(10)

    def try_it(number):
        mine = replace(ADA, organisation=f"Acme {number}", email=f"{number}@acme.example")
        ready.wait()
        with sessions() as session:
            try:
                organisation_setup.set_up(session, mine, now)
                session.commit()
                outcomes.append("made")
            except NotFoundError:
                outcomes.append("refused")

    threads = [threading.Thread(target=try_it, args=(n,)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["made"] + ["refused"] * 9
    with sessions() as session:
        assert len(people_queries.organisations(session)) == 1
