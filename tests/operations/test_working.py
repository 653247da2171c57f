"""Jobs from the operations' side: done once, ended whatever happens, lost ones handed out again."""

import time
from datetime import timedelta

import pytest

from assess.model.errors import ConflictError, NotFoundError
from assess.operations import campaigns, working
from assess.operations.papers import Order
from assess.store import jobs
from assess.store.jobs import Claim, Job


@pytest.fixture
def queued(session, campaign, now):
    """A queued job about the campaign."""
    wish = Job(
        id="",
        organisation=campaign.organisation.id,
        kind="publish",
        subject=campaign.assessment.id,
    )
    made = working.enqueue(session, wish, now)
    session.commit()
    return made


@pytest.fixture
def clock(now):
    return lambda: now


@pytest.fixture
def does(monkeypatch):
    """Let jobs of the kind publish do this instead."""
    return lambda work: monkeypatch.setitem(working._DOES, "publish", work)


def state_of(session, job):
    session.expire_all()
    found = jobs.job_by_id(session, job.id)
    return found.state, found.message


def test_the_same_wish_is_one_job_until_it_has_ended(session, campaign, queued, now):
    assert working.enqueue(session, queued, now) == queued
    claim = Claim(queued.id, jobs.claim_job(session, queued.id, now))
    jobs.end_job(session, claim, "failed", "", now)
    again = working.enqueue(session, queued, now + timedelta(seconds=1))
    assert again.id != queued.id
    assert (again.state, again.attempts, again.done) == ("queued", 0, 0)


def test_a_job_is_done_once(runtime, session, queued, does, clock):
    done = []

    def work(_place, job, _now, progress):
        progress(1, 2)
        done.append(job.id)
        return "well"

    does(work)
    assert working.run(runtime, queued.id, clock) == "done"
    assert working.run(runtime, queued.id, clock) == "skipped"
    assert done == [queued.id]
    assert state_of(session, queued) == ("done", "well")


def test_what_is_not_there_is_skipped(runtime, clock):
    assert working.run(runtime, "nothing", clock) == "skipped"


def test_an_error_that_can_be_explained_is_the_jobs_message(runtime, session, queued, clock):
    """The campaign is still open, so it cannot be published."""
    assert working.run(runtime, queued.id, clock) == "failed"
    assert state_of(session, queued) == (
        "failed",
        "Results are made after an assessment has closed.",
    )


def test_an_unexpected_fault_ends_the_job_and_goes_on(runtime, session, queued, does, clock):
    def work(*_args):
        raise ZeroDivisionError("secret detail")

    does(work)
    with pytest.raises(ZeroDivisionError):
        working.run(runtime, queued.id, clock)
    state, message = state_of(session, queued)
    assert state == "failed"
    assert "secret" not in message


def test_progress_beats_while_the_work_runs(runtime, session, queued, does, clock, monkeypatch):
    monkeypatch.setattr(working, "_BEAT_EVERY", 0.01)
    seen = []

    def work(place, job, _now, progress):
        progress(3, 12)
        until = time.monotonic() + 20
        while not seen and time.monotonic() < until:
            with place.reading() as own:
                found = jobs.job_by_id(own, job.id)
            if found.done == 3:
                seen.append((found.state, found.total))
        return ""

    does(work)
    assert working.run(runtime, queued.id, clock) == "done"
    assert seen == [("running", 12)]


def test_a_dead_workers_job_is_handed_out_again_but_not_for_ever(
    runtime, session, queued, now, clock, does
):
    late = now + timedelta(minutes=5)
    for attempt in (1, 2, 3):
        with runtime.sessions() as own:
            assert jobs.claim_job(own, queued.id, now) == attempt  # and the worker dies
            own.commit()
        assert working.lost_jobs(runtime, now - timedelta(seconds=1), now) == []
        wanted = [queued.id] if attempt < working.MOST_ATTEMPTS else []
        assert working.lost_jobs(runtime, late, late) == wanted
        assert working.waiting_jobs(runtime) == wanted
    assert state_of(session, queued)[0] == "failed"


def test_a_worker_that_wakes_up_late_does_not_end_what_another_one_does(
    runtime, session, queued, now, does, clock
):
    def work(place, job, _now, _progress):
        working.lost_jobs(place, now + timedelta(minutes=1), now)  # it was silent for too long
        with place.sessions() as own:
            assert jobs.claim_job(own, job.id, now) == 2
            own.commit()
        return "too late"

    does(work)
    assert working.run(runtime, queued.id, clock) == "lost"
    assert state_of(session, queued) == ("running", "")


@pytest.mark.parametrize("subject", ["", "a/b", "a/organisation/novel/a4", "a/b/report/a4/x"])
def test_an_order_that_is_none(subject):
    with pytest.raises(NotFoundError, match="no such paper"):
        Order.read(subject)


def test_publishing_needs_a_closed_assessment(runtime, session, campaign, queued, now, clock):
    campaigns.close_assessment(session, campaign.assessment.id, now)
    session.commit()
    assert working.run(runtime, queued.id, clock) == "done"
    state, message = state_of(session, queued)
    assert (state, message) == ("done", "3 results published")
    with pytest.raises(ConflictError):
        campaigns.close_assessment(session, campaign.assessment.id, now)
