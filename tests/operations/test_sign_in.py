"""Accounts: hashed, one message for every refusal, nobody told who has one."""

import time
from statistics import median

import pytest

from assess.model.errors import ConflictError, ForbiddenError, NotFoundError
from assess.operations import sign_in
from assess.operations.sign_in import NewAccount
from assess.store import people as people_queries


def test_ada_signs_in_however_she_writes_her_address(session, people):
    for email in ("ada@acme.example", " Ada@ACME.example "):
        actor = sign_in.sign_in(session, email, people.password)
        assert actor == people.ada
    assert (actor.role, actor.organisation.name) == ("owner", "Acme")


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@acme.example", "wrong"),
        ("ada@acme.example", ""),
        ("nobody@acme.example", "correct horse battery"),
        ("", ""),
        ("' OR 1=1 --", "correct horse battery"),
    ],
)
def test_every_refusal_sounds_the_same(session, people, email, password):
    with pytest.raises(ForbiddenError) as caught:
        sign_in.sign_in(session, email, password)
    assert str(caught.value) == "This address and password do not go together. Try again."


def test_an_unknown_address_takes_as_long_as_a_wrong_password(session, people):
    def seconds(email):
        started = time.perf_counter()
        with pytest.raises(ForbiddenError):
            sign_in.sign_in(session, email, "wrong")
        return time.perf_counter() - started

    seconds("nobody@acme.example")  # makes the hash that stands in for a missing one
    known = median(seconds("ada@acme.example") for _ in range(3))
    unknown = median(seconds("nobody@acme.example") for _ in range(3))
    assert 0.2 < known / unknown < 5


def test_a_password_is_stored_as_an_argon2_hash(session, people, now):
    new = NewAccount(people.ada.organisation.id, " New@Acme.Example", "New", "viewer")
    account = sign_in.add_account(session, new, "long enough 1", now)
    assert account.email == "new@acme.example"
    assert account.password_hash.startswith("$argon2id$")
    assert "long enough" not in account.password_hash
    assert sign_in.sign_in(session, "new@acme.example", "long enough 1").role == "viewer"


def test_an_address_has_one_account_and_a_password_twelve_letters(session, people, now):
    again = NewAccount(people.ada.organisation.id, "ADA@acme.example", "Ada", "owner")
    with pytest.raises(ConflictError, match="is an account for ADA@acme"):
        sign_in.add_account(session, again, "long enough 1", now)
    new = NewAccount(people.ada.organisation.id, "x@acme.example", "X", "owner")
    with pytest.raises(ConflictError, match="at least 12 characters"):
        sign_in.add_account(session, new, "short", now)
    assert people_queries.account_by_email(session, "x@acme.example") is None


def test_an_account_that_is_gone_is_nobody(session, people):
    assert sign_in.actor_of(session, people.ben.account) == people.ben
    with pytest.raises(NotFoundError, match="Sign in again"):
        sign_in.actor_of(session, "gone")
