"""A screen carries when it was shown; the first save tells whether it was read."""

from datetime import timedelta

import pytest
from page_check import all_of
from sqlalchemy import text
from test_forms import JUDGED

from assess.web import stamps

SECRET = "a secret of the app"


@pytest.fixture
def stamped(app, clock):
    """Stamp a screen now; ask later."""
    with app.app_context():
        yield stamps.shown_now(SECRET, "sitting", "outputs-1")


def asked(stamp, secret=SECRET, sitting="sitting", step="outputs-1"):
    return stamps.seconds_since(stamp, secret, sitting, step)


def test_a_stamp_tells_the_seconds(stamped, clock):
    assert asked(stamped) == 0
    clock.now += timedelta(seconds=42)
    assert asked(stamped) == 42


@pytest.mark.parametrize(
    "moved", [timedelta(seconds=-1), timedelta(hours=-3), timedelta(hours=12, seconds=1)]
)
def test_a_clock_set_back_and_a_page_left_open_say_nothing(stamped, clock, moved):
    clock.now += moved
    assert asked(stamped) is None


@pytest.mark.parametrize(
    "stamp", ["", ".", "..", "outputs-1", "outputs-1.x.y", "ü.ü.ü", "x" * 9000]
)
def test_what_is_no_stamp_says_nothing(stamped, stamp):
    assert asked(stamp) is None


def test_a_stamp_is_good_for_its_own_sitting_screen_and_secret(stamped):
    assert asked(stamped, secret="another") is None
    assert asked(stamped, sitting="somebody else's") is None
    assert asked(stamped, step="outputs-2") is None
    _, moment, signature = stamped.split(".")
    assert asked(f"outputs-2.{moment}.{signature}", step="outputs-2") is None


def stamp_on(page):
    return [field.get("value") for field in all_of(page, "input[@name='stamp']")]


def save(client, address, values=None, **more):
    """Send a screen with all its hidden fields, as its button does."""
    page = client.page
    hidden = {
        field.get("name"): field.get("value")
        for field in all_of(page, "input")
        if field.get("type") == "hidden"
    }
    return client.send(address, {**hidden, **(values or {})}, **more)


def hasty(place):
    """The flags of the two parts."""
    with place.runtime.reading() as session:
        return [
            session.execute(text(f"select hasty from {table}")).scalars().all()  # noqa: S608
            for table in ("pseudonymous_response", "anonymous_response")
        ]


def test_a_judgement_within_four_seconds_is_hasty(ben, own, place, clock):
    ben.visit(f"{own}/outputs-1")
    clock.now += timedelta(seconds=4)
    save(ben, f"{own}/outputs-1", JUDGED)
    assert hasty(place) == [[1], []]


def test_a_judgement_after_five_seconds_is_not(ben, own, place, clock):
    ben.visit(f"{own}/outputs-1")
    clock.now += timedelta(seconds=5)
    save(ben, f"{own}/outputs-1", JUDGED)
    assert hasty(place) == [[0], []]


def test_a_changed_answer_may_be_as_quick_as_it_likes(ben, own, place, clock):
    ben.visit(f"{own}/outputs-1")
    clock.now += timedelta(seconds=50)
    save(ben, f"{own}/outputs-1", JUDGED)
    page = ben.visit(f"{own}/outputs-1")
    assert stamp_on(page) == []
    save(ben, f"{own}/outputs-1", {**JUDGED, "output.confidence": "90"})
    assert hasty(place) == [[0], []]


def test_a_page_shown_again_for_an_error_keeps_its_first_time(ben, own, place, clock):
    ben.visit(f"{own}/outputs-1")
    first = stamp_on(ben.page)
    clock.now += timedelta(seconds=40)
    save(ben, f"{own}/outputs-1", {"output.flagged": "sound"}, status=400)
    assert stamp_on(ben.page) == first
    clock.now += timedelta(seconds=1)
    save(ben, f"{own}/outputs-1", JUDGED)
    assert hasty(place) == [[0], []]


def test_what_a_script_saves_in_between_is_not_timed(ben, own, place, clock):
    ben.visit(f"{own}/outputs-1")
    data = {"csrf_token": ben.token(), "stamp": stamp_on(ben.page)[0], **JUDGED}
    ben.client.post(f"{own}/outputs-1", data=data, headers={"Accept": "application/json"})
    assert hasty(place) == [[0], []]
    clock.now += timedelta(seconds=2)
    ben.send(f"{own}/outputs-1", {**data, "go": "next"})
    assert hasty(place) == [[1], []]


def test_without_or_with_a_forged_stamp_nobody_is_hasty(ben, own, place):
    ben.visit(f"{own}/outputs-1")
    ben.send(f"{own}/outputs-1", JUDGED)
    ben.visit(f"{own}/outputs-2")
    ben.send(f"{own}/outputs-2", {**JUDGED, "stamp": "outputs-2.aaaa.bbbb"})
    assert hasty(place) == [[0], []]


def test_no_time_is_stored(ben, own, place, clock):
    ben.visit(f"{own}/outputs-1")
    clock.now += timedelta(seconds=1)
    save(ben, f"{own}/outputs-1", JUDGED)
    with place.runtime.reading() as session:
        for table in ("pseudonymous_response", "pseudonymous_answer"):
            row = session.execute(text(f"select * from {table}")).mappings().first()  # noqa: S608
            assert not [name for name in row if re_time(name)]


def re_time(name):
    return any(part in name for part in ("_at", "time", "second", "stamp", "date"))
