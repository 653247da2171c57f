"""The register: who may write, what is refused, and what results learn from it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from operation_cases import answer_everything

from assess.model.errors import ConflictError, DataError, ForbiddenError, NotFoundError
from assess.model.pilots import Forecast, Known, KnownOutcome, PilotRecord, Stage, StatedRisk
from assess.operations import answering, campaigns, pilots, publishing
from assess.operations.campaigns import NewTeam
from assess.operations.pilot_calibration import track_records
from assess.operations.pilot_forecasts import chosen_forecast, forecast_choices
from assess.operations.sign_in import Actor
from assess.operations.verifying import verify
from assess.store import results

RECORD = PilotRecord(title="Letters", started_on=date(2025, 3, 1))
STOPPED = replace(RECORD, stage=Stage.STOPPED, ended_on=date(2025, 9, 1))


@pytest.fixture
def ada(people):
    return people.ada


@pytest.fixture
def cleo(people):
    return people.cleo


@pytest.fixture
def viewer(ada):
    return replace(ada, role="viewer")


def test_what_is_added_is_listed_newest_start_first(session, ada, viewer, now):
    old = pilots.add_pilot(session, ada, RECORD, now)
    new = pilots.add_pilot(session, ada, replace(RECORD, started_on=date(2026, 1, 1)), now)
    assert pilots.list_pilots(session, viewer) == (new, old)
    assert pilots.find_pilot(session, viewer, old.id) == old
    assert old.recorded_on == now.date()


def test_an_edit_is_a_new_revision_and_a_removed_pilot_is_gone(session, ada, now):
    first = pilots.add_pilot(session, ada, RECORD, now)
    second = pilots.edit_pilot(session, ada, first, STOPPED, now)
    assert (second.id, second.revision, second.record) == (first.id, 2, STOPPED)
    assert pilots.list_pilots(session, ada) == (second,)
    pilots.remove_pilot(session, ada, second, now)
    assert pilots.list_pilots(session, ada) == ()
    with pytest.raises(NotFoundError, match="register"):
        pilots.find_pilot(session, ada, first.id)


def test_the_second_of_two_editors_is_told(session, ada, now):
    seen = pilots.add_pilot(session, ada, RECORD, now)
    pilots.edit_pilot(session, ada, seen, STOPPED, now)
    with pytest.raises(ConflictError, match="Somebody else"):
        pilots.edit_pilot(session, ada, seen, RECORD, now)
    with pytest.raises(ConflictError, match="Somebody else"):
        pilots.remove_pilot(session, ada, seen, now)
    assert pilots.find_pilot(session, ada, seen.id).record == STOPPED


def test_a_viewer_changes_nothing(session, ada, viewer, now):
    seen = pilots.add_pilot(session, ada, RECORD, now)
    for change in (
        lambda: pilots.add_pilot(session, viewer, RECORD, now),
        lambda: pilots.edit_pilot(session, viewer, seen, STOPPED, now),
        lambda: pilots.remove_pilot(session, viewer, seen, now),
    ):
        with pytest.raises(ForbiddenError, match="owner or a manager"):
            change()
    assert pilots.list_pilots(session, ada) == (seen,)


def test_another_organisation_sees_and_changes_nothing(session, ada, cleo, now):
    seen = pilots.add_pilot(session, ada, RECORD, now)
    assert pilots.list_pilots(session, cleo) == ()
    with pytest.raises(NotFoundError):
        pilots.find_pilot(session, cleo, seen.id)
    with pytest.raises(ConflictError):
        pilots.remove_pilot(session, cleo, seen, now)
    assert pilots.list_pilots(session, ada) == (seen,)


def test_a_record_that_cannot_be_names_its_fields(session, ada, cleo, now):
    (foreign,) = campaigns.add_teams(session, cleo.organisation, [NewTeam("Data")])
    session.flush()
    wrong = replace(RECORD, title="", team=foreign.id, ended_on=date(2026, 1, 1))
    with pytest.raises(DataError) as caught:
        pilots.add_pilot(session, ada, wrong, now)
    assert [problem.file for problem in caught.value.problems] == ["title", "ended_on", "team"]
    assert pilots.list_pilots(session, ada) == ()


# -- what results learn -------------------------------------------------------------------------


def test_outcomes_are_those_known_at_the_moment(session, ada, now):
    owner = ada.organisation.id
    forecast = Forecast(date(2025, 2, 1), (StatedRisk("O1", 0.7, 0.5),))
    seen = pilots.add_pilot(session, ada, replace(STOPPED, forecast=forecast), now)
    pilots.add_pilot(session, ada, replace(RECORD, stage=Stage.PRODUCTION), now)
    used = {"stage": Stage.PRODUCTION, "in_production": Known.YES}
    target = {"target": "x", "target_met": Known.NO}
    pilots.add_pilot(session, ada, replace(RECORD, title="B", **used, **target), now)
    pilots.remove_pilot(session, ada, seen, now + timedelta(days=1))
    assert pilots.known_outcomes(session, owner, now - timedelta(days=1)) == {}
    known = pilots.known_outcomes(session, owner, now)
    assert sorted(known["O1"], key=str) == [
        KnownOutcome(failed=False),
        KnownOutcome(failed=True, forecast=0.7, base_rate=0.5),
    ]
    assert known["O2"] == (KnownOutcome(failed=True),)
    later = pilots.known_outcomes(session, owner, now + timedelta(days=1))
    assert later["O1"] == (KnownOutcome(failed=False),)


def test_the_track_record_counts_what_is_known_and_what_is_not(session, library, ada, now):
    forecast = Forecast(date(2025, 2, 1), (StatedRisk("O1", 0.7, 0.5),))
    pilots.add_pilot(session, ada, replace(STOPPED, forecast=forecast), now)
    pilots.add_pilot(session, ada, replace(RECORD, stage=Stage.PRODUCTION), now)
    register = pilots.list_pilots(session, ada)
    first, second = track_records(library.evidence.outcomes, register)
    assert (first.known, first.failed, first.unknown) == (1, 1, 1)
    assert first.compared == 1
    assert first.forecast == pytest.approx(0.7)
    assert (second.known, second.unknown, second.compared) == (0, 2, 0)


@pytest.fixture
def closed(session, library, campaign, now):
    """A closed assessment in whose first team five people answered everything."""
    for turn in range(5):
        token = answering.begin(session, library, campaign.link(), now)
        answer_everything(session, library, token, now, turn)
    campaigns.close_assessment(session, campaign.assessment.id, now)
    session.commit()
    return campaign


@pytest.fixture
def owner(closed):
    return Actor("a", "Ada", "ada@acme.example", "owner", closed.organisation)


def published(session, library, closed, now):
    made = publishing.recompute(session, library, closed.assessment.id, lambda _d, _t: None)
    publishing.publish(session, closed.assessment.id, made, now)
    session.commit()
    return made.results


def test_publishing_learns_what_was_known_at_closing_and_verifies_ever_after(
    session, library, closed, owner, now, tmp_path
):
    before, after = now - timedelta(days=30), now + timedelta(days=30)
    kept = [
        pilots.add_pilot(session, owner, replace(STOPPED, title=f"P{number}"), before)
        for number in range(8)
    ]
    whole, *_ = published(session, library, closed, after)
    risk = whole.organisation.total.risk[0]
    assert risk.base_median > library.evidence.outcomes[0].median + 0.05
    assert "8 pilots of this organisation" in risk.calibration
    file = tmp_path / "result.json"
    file.write_text(results.result_to_json(whole))
    pilots.add_pilot(session, owner, STOPPED, after)
    pilots.remove_pilot(session, owner, kept[0], after)
    session.commit()
    assert verify(session, library, file) == ()


# -- forecasts from published results -----------------------------------------------------------


def test_a_forecast_is_taken_from_a_published_result(session, library, closed, owner, now):
    assert forecast_choices(session, owner) == ()
    made = published(session, library, closed, now)
    everybody, team = forecast_choices(session, owner)
    assert (everybody.team, everybody.name) == ("", closed.organisation.name)
    assert (team.team, team.name) == (closed.teams[0].id, "Data")
    forecast = chosen_forecast(session, owner, team.id, team.team)
    source = next(result for result in made if result.scope == team.team)
    assert forecast.chain == source.provenance.chain
    assert forecast.stated_on == now.date()
    risk = source.team.risk[0]
    assert forecast.risk("O1") == StatedRisk("O1", risk.median, risk.base_median)
    whole = chosen_forecast(session, owner, everybody.id, "")
    assert whole.chain == made[0].provenance.chain


def test_a_choice_of_another_team_or_of_nothing_is_refused(session, library, closed, owner, now):
    published(session, library, closed, now)
    _, team = forecast_choices(session, owner)
    with pytest.raises(DataError, match="choose one of the pilot's own team"):
        chosen_forecast(session, owner, team.id, "")
    with pytest.raises(DataError, match="choose from the list"):
        chosen_forecast(session, owner, f"{closed.assessment.id}/nobody", "")
    outsider = replace(owner, organisation=replace(owner.organisation, id="other"))
    with pytest.raises(DataError, match="choose from the list"):
        chosen_forecast(session, outsider, team.id, team.team)
