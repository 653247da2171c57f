"""Python vignettes about messages, keys, logins, versions and shifts."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError

GOOD, BROKEN, REFUSED = '{"order": 1}', '{"order"', '{"order": 2}'


@dataclass
class Mailbox:
    """A queue that keeps what was not acknowledged."""

    bodies: list[str]
    dead: list[str] = field(default_factory=list)

    def receive(self):
        return SimpleNamespace(id=0, body=self.bodies[0]) if self.bodies else None

    def ack(self, message):
        self.bodies.remove(message.body)

    def send(self, body):
        self.dead.append(body)


def consume_all(load, item_id, bodies):
    """Handle every message; the refund of order 2 fails.  Returns mailbox and refunds."""
    mailbox, refunded = Mailbox(list(bodies)), []

    def refund(request):
        if request["order"] == 2:
            raise TimeoutError
        refunded.append(request["order"])

    shown = load(
        item_id,
        json=json,
        log=logging.getLogger("refunds"),
        metrics=SimpleNamespace(increment=lambda name: None),
    )
    while shown.consume_one(mailbox, mailbox, refund):
        pass
    return mailbox, refunded


def test_a_failed_refund_is_lost(load):
    mailbox, refunded = consume_all(load, "py-consumer-2", [BROKEN, REFUSED, GOOD])
    assert refunded == [1]
    assert mailbox.dead == [BROKEN]
    assert REFUSED not in mailbox.bodies


def test_every_failed_message_is_kept(load, caplog):
    mailbox, refunded = consume_all(load, "py-consumer-1", [BROKEN, REFUSED, GOOD])
    assert refunded == [1]
    assert mailbox.dead == [BROKEN, REFUSED]
    assert mailbox.bodies == []
    assert "TimeoutError" in caplog.text


def test_a_message_stays_when_the_dead_letter_queue_fails(load):
    mailbox = Mailbox([BROKEN])
    closed = SimpleNamespace(send=lambda body: 1 / 0)
    shown = load("py-consumer-1", json=json, log=logging.getLogger("refunds"))
    with pytest.raises(ZeroDivisionError):
        shown.consume_one(mailbox, closed, print)
    assert mailbox.bodies == [BROKEN]


def test_the_text_of_the_code_is_enough_to_forge_a_call(load, output, monkeypatch):
    monkeypatch.delenv("CARRIER_KEY", raising=False)
    shown = load("py-webhook", os=os, hmac=hmac, hashlib=hashlib)
    key = output("py-webhook").split('"CARRIER_KEY", "')[1].split('"')[0].encode()
    forged = hmac.new(key, b"delivered", hashlib.sha256).hexdigest()
    assert shown.is_genuine(b"delivered", forged)


def test_the_webhook_has_no_other_flaw(load, monkeypatch):
    monkeypatch.setenv("CARRIER_KEY", "set")
    shown = load("py-webhook", os=os, hmac=hmac, hashlib=hashlib)
    signature = hmac.new(b"set", b"delivered", hashlib.sha256).hexdigest()
    assert shown.is_genuine(b"delivered", signature)
    assert not shown.is_genuine(b"delivered and paid", signature)
    for wrong in ("", "ä", signature[:-1]):
        assert not shown.is_genuine(b"delivered", wrong)


def test_a_login_needs_an_account(load):
    shown = load(
        "py-login",
        Mapping=Mapping,
        PasswordHasher=PasswordHasher,
        VerifyMismatchError=VerifyMismatchError,
    )
    accounts = {"ada": PasswordHasher().hash("correct horse")}
    assert shown.login(accounts, "ada", "correct horse")
    assert not shown.login(accounts, "ada", "wrong")
    assert not shown.login(accounts, "cleo", "correct horse")


def test_an_unknown_name_costs_as_much_as_a_known_one(load):
    hasher, verified = PasswordHasher(), []

    def verify(stored, password):
        verified.append(stored)
        raise VerifyMismatchError

    shown = load(
        "py-login",
        PasswordHasher=lambda: SimpleNamespace(verify=verify),
        VerifyMismatchError=VerifyMismatchError,
    )
    assert not shown.login({}, "cleo", "wrong")
    assert verified == [shown.NOBODY]
    assert extract_parameters(shown.NOBODY) == extract_parameters(hasher.hash("any"))


def test_even_the_password_behind_the_hash_opens_nothing(load):
    shown = load("py-login", PasswordHasher=PasswordHasher, VerifyMismatchError=VerifyMismatchError)
    login = shown.login
    login.__globals__["NOBODY"] = PasswordHasher().hash("known after all")
    assert not login({}, "cleo", "known after all")


def test_a_version_with_two_digits_is_shut_out(load):
    gate = load("py-gate", dataclass=dataclass).Gate("routes", "2.4.0")
    assert [gate.is_open(version) for version in ("2.4.0", "3.1.0", "2.3.9")] == [True, True, False]
    assert not gate.is_open("2.10.0")


def test_every_clash_is_found_once(load):
    shown = load("py-shifts", dataclass=dataclass, Sequence=Sequence, datetime=datetime)
    monday = datetime(2026, 3, 2, 6)  # noqa: DTZ001 - only the distance matters

    def shift(code, begin, end):
        hour = timedelta(hours=1)
        return shown.Shift(code, monday + begin * hour, monday + end * hour)

    early, late, night = shift("early", 0, 8), shift("late", 8, 16), shift("night", 16, 24)
    inner, last = shift("inner", 2, 4), shift("last", 23, 25)
    assert shown.clashes([early, late, night]) == []
    assert shown.clashes([early, inner]) == [("early", "inner")]
    assert shown.clashes([inner, early]) == [("inner", "early")]
    assert shown.clashes([early, late, night, inner, last]) == [
        ("early", "inner"),
        ("night", "last"),
    ]
    assert shown.clashes([]) == []
