"""Importing: a file becomes a closed assessment of teams, or nothing at all."""

import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from assess.content.load import load_instrument
from assess.model.errors import DataError
from assess.model.instrument import Confidentiality
from assess.operations import publishing
from assess.operations.importing import Import, import_file
from assess.store import assessments, people, responses, results
from assess.store.tables import Base

DATA = Path(__file__).parents[1] / "data"
INSTRUMENTS = Path(__file__).parents[1] / "instruments"


@pytest.fixture(scope="session")
def lq2002():
    return load_instrument(INSTRUMENTS / "lq2002.yaml")


@pytest.fixture
def wish(lq2002):
    """An import of the real data; changes are the fields of Import."""
    values = {
        "file": DATA / "lq2002.csv",
        "instrument": lq2002,
        "group": "team",
        "respondent": "",
        "organisation": "Companies",
        "title": "",
    }
    return lambda **changes: Import(**{**values, **changes})


def quiet(_done, _total):
    """Show no progress."""


def published(runtime, wish, now):
    """Import and publish; return what was imported."""
    made = import_file(runtime, wish, now, quiet)
    with runtime.sessions() as session:
        results_made = publishing.recompute(session, runtime.library, made.assessment, quiet)
        publishing.publish(session, made.assessment, results_made, now)
        session.commit()
    return made


def counts(session):
    return {
        table.name: session.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
    }


def test_real_people_in_real_teams(runtime, session, wish, lq2002, now):
    made = import_file(runtime, wish(), now, quiet)
    assert (made.people, made.teams, made.notes) == (2042, 49, ())
    stored = assessments.assessment_by_id(session, made.assessment)
    assert (stored.title, stored.state) == (lq2002.title, "closed")
    organisation = people.organisation_by_id(session, stored.organisation)
    assert organisation.name == "Companies"
    assert not organisation.demonstration
    teams = people.teams_of(session, organisation.id)
    assert sum(team.headcount for team in teams) == 2042
    lines = (DATA / "lq2002.csv").read_text().splitlines()[1:]
    assert {team.name for team in teams} == {line.split(",")[0] for line in lines}
    found = [
        responses.team_responses(session, Confidentiality.ANONYMOUS, made.assessment, team.id)
        for team in teams
    ]
    assert sum(map(len, found)) == 2042
    lead01 = [one.answers["LEAD01"] for team in found for one in team if "LEAD01" in one.answers]
    wanted = [int(cell) for line in lines if (cell := line.split(",")[1])]
    assert sorted(lead01) == sorted(wanted)


def test_published_results_of_every_team(runtime, session, wish, now):
    made = published(runtime, wish(title="Climate"), now)
    assert assessments.assessment_by_id(session, made.assessment).state == "published"
    scopes = results.result_scopes(session, made.assessment)
    assert len(scopes) == 50
    assert "organisation" in scopes
    for scope in scopes[:3]:
        result = results.result_of(session, made.assessment, scope)
        assert result.scope == scope
        assert results.result_from_json(results.result_to_json(result)) == result


def test_publishing_again_gives_the_same_result(runtime, session, wish, now):
    made = published(runtime, wish(), now)
    again = publishing.recompute(session, runtime.library, made.assessment, quiet)
    stored = {
        scope: results.result_of(session, made.assessment, scope)
        for scope in results.result_scopes(session, made.assessment)
    }
    assert {result.scope: result for result in again.results} == stored


def test_a_second_import_is_a_second_assessment(runtime, session, wish, now):
    first = import_file(runtime, wish(), now, quiet)
    second = import_file(runtime, wish(), now, quiet)
    assert first.assessment != second.assessment
    organisation = people.organisation_by_slug(session, "companies")
    found = assessments.assessments_of(session, organisation.id)
    assert len({one.slug for one in found}) == 2


@pytest.mark.parametrize("place", ["first", "last"])
def test_with_one_fault_nothing_is_imported(runtime, session, wish, now, tmp_path, place):
    lines = (DATA / "lq2002.csv").read_text().splitlines()
    row = 1 if place == "first" else len(lines) - 1
    lines[row] = lines[row].rsplit(",", 1)[0] + ",5"
    path = tmp_path / "spoilt.csv"
    path.write_text("\n".join(lines))
    before = counts(session)
    session.rollback()
    with pytest.raises(DataError) as caught:
        import_file(runtime, wish(file=path), now, quiet)
    assert str(caught.value).splitlines() == [
        f"spoilt.csv:{row + 1}: row {row + 1}: column HOSTIL05: “5” is not a whole number 0 to 4",
        "spoilt.csv:1: 1 of 2,042 rows cannot be used; nothing was imported",
    ]
    assert counts(session) == before


def test_an_interruption_leaves_nothing(runtime, session, wish, now):
    before = counts(session)
    session.rollback()

    def interrupt(done, total):
        assert 0 < done < total
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(runtime, wish(), now, interrupt)
    assert counts(session) == before


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_ten_times_the_people_take_ten_times_as_long(runtime, session, wish, now, tmp_path):
    lines = (DATA / "lq2002.csv").read_text().splitlines()

    def seconds(times):
        path = tmp_path / f"{times}.csv"
        path.write_text("\n".join([lines[0], *lines[1:] * times]))
        started = time.perf_counter()
        made = import_file(runtime, wish(file=path), now, quiet)
        assert made.people == 2042 * times
        return time.perf_counter() - started

    seconds(1)  # warm
    small = min(seconds(1) for _ in range(2))
    assert seconds(10) < 10 * small * 3  # linear, with room for a busy machine
    assert counts(session)["anonymous_response"] == 2042 * 13
