"""Long work: publishing an assessment, and papers that are written while one waits."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest
from office_cases import answer, signed_in
from page_check import all_of, text_of, words
from web_cases import NOON

from assess.content.load import load_library
from assess.operations import working
from assess.operations.papers import Order, path_of
from assess.reports.paper import PaperKind, PaperSize
from assess.store import jobs


@pytest.fixture
def manager(office_app):
    return signed_in(office_app, "manager")


@pytest.fixture
def viewer(office_app):
    return signed_in(office_app)


def queued(office):
    with office.runtime.reading() as session:
        return jobs.queued_job_ids(session)


def end(office, state, message):
    (job,) = queued(office)
    with office.runtime.sessions() as session:
        attempt = jobs.claim_job(session, job, NOON)
        jobs.end_job(session, jobs.Claim(job, attempt), state, message, NOON)
        session.commit()


def handed_out(office):
    """Whether the queue holds something for a worker."""
    with sqlite3.connect(office.folder / "queue.db") as queue:
        (count,) = queue.execute("select count(*) from task").fetchone()
    queue.close()
    return count


def close(manager, assessment):
    manager.visit(f"/assessments/{assessment}/close")
    manager.send(f"/assessments/{assessment}/close")


def test_publishing_is_ordered_watched_and_ends_in_the_comparison(manager, office):
    answer(office, "Billing", 6)
    close(manager, office.open)
    assert "Publish the results" in words(manager.page)
    manager.send(f"/assessments/{office.open}/publish")
    assert manager.address == f"/assessments/{office.open}/publishing"
    assert "Waiting for a worker" in words(manager.page)
    assert handed_out(office) == 1
    (job,) = queued(office)
    evidence = load_library(office.runtime.settings.questionnaires).evidence
    place = replace(office.runtime, library=replace(office.runtime.library, evidence=evidence))
    assert working.run(place, job, lambda: NOON + timedelta(minutes=1)) == "done"
    manager.visit(f"/assessments/{office.open}/publishing")
    assert manager.address == f"/assessments/{office.open}"
    assert "One team side by side; 2 are withheld" in words(manager.page)


def test_ordering_twice_is_one_job(manager, office):
    close(manager, office.open)
    manager.send(f"/assessments/{office.open}/publish")
    manager.visit(f"/assessments/{office.open}")
    manager.send(f"/assessments/{office.open}/publish")
    assert len(queued(office)) == 1


def test_an_open_assessment_cannot_be_published(manager, office):
    manager.visit(f"/assessments/{office.open}")
    manager.send(f"/assessments/{office.open}/publish", status=409)
    assert queued(office) == []


def test_failed_publishing_says_why_and_can_be_ordered_again(manager, office, clock):
    close(manager, office.open)
    manager.send(f"/assessments/{office.open}/publish")
    end(office, "failed", "The disk is full.")
    page = manager.visit(f"/assessments/{office.open}/publishing")
    assert "The disk is full." in words(page)
    clock.now += timedelta(minutes=1)
    manager.send(f"/assessments/{office.open}/publish")
    assert "Waiting for a worker" in words(manager.page)


def paper(office, scope="organisation", kind="report", size="a4"):
    return f"/assessments/{office.published}/papers/{scope}/{kind}-{size}.pdf"


def written(office, scope="organisation"):
    """Put a paper where a worker would."""
    order = Order(office.published, scope, PaperKind.REPORT, PaperSize.A4)
    with office.runtime.reading() as session:
        path = path_of(session, office.runtime.settings, order)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF-1.7 paper")


def test_a_paper_is_ordered_on_the_first_visit_and_sent_once_there(viewer, office):
    page = viewer.visit(paper(office))
    assert "Report: Tidewater & Sons" in words(page)
    (refresh,) = (m for m in all_of(page, "meta") if m.get("http-equiv") == "refresh")
    assert refresh.get("content") == "3"
    viewer.visit(paper(office))
    assert len(queued(office)) == 1
    written(office)
    with viewer.client.get(paper(office)) as sent:
        assert sent.data == b"%PDF-1.7 paper"
        assert sent.headers["Content-Disposition"].endswith("tidewater-sons-report-a4.pdf")
        assert sent.headers["Cache-Control"] == "private, no-store"
    watched = viewer.visit(f"{paper(office)}?watch=1")
    (link,) = (a for a in all_of(watched, "a") if text_of(a) == "Download the PDF")
    assert link.get("href") == paper(office)


def test_a_failed_paper_waits_for_a_person(viewer, office):
    viewer.visit(paper(office))
    end(office, "failed", "A figure could not be drawn.")
    assert "A figure could not be drawn." in words(viewer.visit(paper(office)))
    assert queued(office) == []
    viewer.send(paper(office))
    assert len(queued(office)) == 1


@pytest.mark.parametrize(
    "address",
    ["report-a3.pdf", "novel-a4.pdf", "report.pdf"],
)
def test_other_papers_are_not_there(viewer, office, address):
    viewer.visit(f"/assessments/{office.published}/papers/organisation/{address}", status=404)


def test_no_paper_of_a_team_elsewhere_or_before_publishing(viewer, office):
    viewer.visit(paper(office, scope=office.teams["10"]), status=404)
    viewer.visit(f"/assessments/{office.open}/papers/organisation/report-a4.pdf", status=409)
    assert queued(office) == []
