"""Jobs: claimed exactly once, handed out again when a worker dies, ended once."""

import threading
from datetime import timedelta

import pytest

from assess.store import jobs
from assess.store.jobs import Claim, Job


@pytest.fixture
def job(session, acme, now):
    """A queued job."""
    made = Job(id="j1", organisation=acme.organisation.id, kind="publish", subject="a1")
    jobs.add_job(session, made, now)
    session.commit()
    return made


@pytest.mark.parametrize("workers", [2, 8])
def test_of_competing_workers_exactly_one_gets_the_job(sessions, job, now, workers):
    gate = threading.Barrier(workers)
    won = []

    def compete():
        with sessions() as own:
            gate.wait()
            won.append(jobs.claim_job(own, job.id, now))
            own.commit()

    threads = [threading.Thread(target=compete) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(won, key=str) == [1] + [None] * (workers - 1)


def test_a_job_that_is_not_there_cannot_be_claimed(session, now):
    assert jobs.claim_job(session, "nothing", now) is None


def test_progress_and_end_are_kept(session, job, now):
    claim = Claim(job.id, jobs.claim_job(session, job.id, now))
    jobs.beat(session, claim, 3, 12, now)
    assert jobs.end_job(session, claim, "done", "12 results", now)
    session.commit()
    session.expire_all()
    ended = jobs.job_by_id(session, job.id)
    assert (ended.state, ended.done, ended.total, ended.message) == ("done", 3, 12, "12 results")
    assert jobs.claim_job(session, job.id, now) is None


def test_silent_jobs_are_queued_again_and_beating_ones_are_not(session, job, now):
    claim = Claim(job.id, jobs.claim_job(session, job.id, now))
    late = now + timedelta(minutes=3)
    assert jobs.requeue_silent(session, now - timedelta(minutes=1), 3) == []
    assert jobs.requeue_silent(session, late - timedelta(minutes=2), 3) == [job.id]
    assert jobs.queued_job_ids(session) == [job.id]
    assert jobs.claim_job(session, job.id, late) == claim.attempt + 1


def test_a_worker_that_lost_its_job_cannot_beat_or_end_it(session, job, now):
    old = Claim(job.id, jobs.claim_job(session, job.id, now))
    jobs.requeue_silent(session, now + timedelta(minutes=1), 3)
    assert not jobs.end_job(session, old, "failed", "too late", now)
    new = Claim(job.id, jobs.claim_job(session, job.id, now))
    jobs.beat(session, old, 9, 9, now + timedelta(hours=1))
    assert not jobs.end_job(session, old, "failed", "too late", now)
    assert jobs.end_job(session, new, "done", "well", now)
    session.commit()
    session.expire_all()
    ended = jobs.job_by_id(session, job.id)
    assert (ended.state, ended.message, ended.done) == ("done", "well", 0)


def test_a_job_that_kills_its_workers_ends_as_failed(session, job, now):
    for _ in range(3):
        jobs.claim_job(session, job.id, now)
        jobs.requeue_silent(session, now + timedelta(minutes=1), 3)
    assert jobs.queued_job_ids(session) == []
    jobs.fail_silent(session, now + timedelta(minutes=1), "given up", now)
    session.commit()
    session.expire_all()
    assert (jobs.job_by_id(session, job.id).state) == "failed"


def test_the_newest_job_about_a_subject(session, acme, job, now):
    later = Job(id="j2", organisation=acme.organisation.id, kind="publish", subject="a1")
    jobs.add_job(session, later, now + timedelta(seconds=1))
    session.flush()
    organisation = acme.organisation.id
    assert jobs.newest_job(session, organisation, "publish", "a1").id == "j2"
    assert jobs.newest_job(session, organisation, "paper", "a1") is None
    assert jobs.newest_job(session, "another", "publish", "a1") is None
