"""Teams: added, changed, removed while nobody has answered; never another organisation's."""

from datetime import date

import pytest
from operation_cases import make_campaign

from assess.model.errors import ConflictError, DataError, ForbiddenError, NotFoundError
from assess.model.pilots import PilotRecord, Stage
from assess.operations import answering, pilots, team_register
from assess.operations.sign_in import Actor
from assess.operations.team_register import TypedTeam, stamp_of

DATA = TypedTeam("Data", "Product", "8")


def names(session, actor):
    return [one.team.name for one in team_register.list_teams(session, actor)]


@pytest.fixture
def data(session, people):
    team_register.add_team(session, people.ada, DATA)
    session.commit()
    (only,) = team_register.list_teams(session, people.ada)
    return only


def change(session, actor, seen, name="Data", unit="Product", headcount="8"):
    typed = TypedTeam(name, unit, headcount)
    team_register.change_team(session, actor, seen.team.id, seen.stamp, typed)
    session.commit()


def test_a_team_is_added_as_typed_without_stray_blanks(session, people):
    team_register.add_team(session, people.ben, TypedTeam("  Data \n Platform ", " Product ", ""))
    (made,) = team_register.list_teams(session, people.ada)
    assert (made.team.name, made.team.unit, made.team.headcount) == ("Data Platform", "Product", 0)
    assert not made.has_answers


def test_the_same_form_twice_adds_one(session, people, data):
    team_register.add_team(session, people.ada, DATA)
    assert names(session, people.ada) == ["Data"]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        (TypedTeam(" ", "", ""), "name", "missing"),
        (TypedTeam("x" * 301, "", ""), "name", "301 characters"),
        (TypedTeam("a\x07b", "", ""), "name", "cannot be printed"),
        (TypedTeam("DATA", "Sales", "3"), "name", "there is a team “Data” in the unit “Product”"),
        (TypedTeam("Web", "y" * 301, ""), "unit", "301 characters"),
        (TypedTeam("Web", "", "twelve"), "headcount", "is “twelve”; give a whole number"),
        (TypedTeam("Web", "", "-1"), "headcount", "whole number"),
        (TypedTeam("Web", "", "8.5"), "headcount", "whole number"),
        (TypedTeam("Web", "", "100001"), "headcount", "up to 100,000"),
        (TypedTeam("Web", "", "٣"), "headcount", "whole number"),
    ],
)
def test_what_cannot_be_is_named(session, people, data, typed, field, words):
    with pytest.raises(DataError) as refused:
        team_register.add_team(session, people.ada, typed)
    assert [(p.file, words in p.message) for p in refused.value.problems] == [(field, True)]
    assert names(session, people.ada) == ["Data"]


@pytest.mark.parametrize("name", ["日本 🚢", "فريق البيانات", "<script>x</script>", "é" * 300])
def test_any_script_will_do(session, people, name):
    team_register.add_team(session, people.ada, TypedTeam(name, name, "5"))
    assert names(session, people.ada) == [name]


def test_a_team_is_changed_in_place(session, people, data):
    change(session, people.ben, data, name="Data science", headcount="9")
    (now,) = team_register.list_teams(session, people.ada)
    assert (now.team.id, now.team.name, now.team.headcount) == (data.team.id, "Data science", 9)
    assert now.team.slug == data.team.slug


def test_who_looked_at_an_older_state_is_told(session, people, data):
    change(session, people.ben, data, headcount="9")
    change(session, people.ben, data, headcount="9")  # sent twice: nothing happens
    with pytest.raises(ConflictError, match="head-count 9"):
        change(session, people.ada, data, headcount="10")


def test_a_team_may_change_the_case_of_its_own_name_but_not_take_anothers(session, people, data):
    change(session, people.ada, data, name="DATA")
    team_register.add_team(session, people.ada, TypedTeam("Web", "", ""))
    session.commit()
    now = team_register.list_teams(session, people.ada)[0]
    with pytest.raises(DataError, match="taken"):
        change(session, people.ada, now, name="web")


def test_another_organisations_team_is_not_there(session, people, data):
    assert names(session, people.cleo) == []
    seen = stamp_of(data.team)
    with pytest.raises(NotFoundError):
        team_register.change_team(session, people.cleo, data.team.id, seen, DATA)
    with pytest.raises(NotFoundError):
        team_register.removal_of(session, people.cleo, data.team.id)
    with pytest.raises(NotFoundError):
        team_register.remove_team(session, people.cleo, data.team.id)


def test_who_may_only_read_changes_nothing(session, people, data):
    viewer = Actor("v", "Vi", "v@acme.example", "viewer", people.ada.organisation)
    for attempt in (
        lambda: team_register.add_team(session, viewer, DATA),
        lambda: team_register.change_team(session, viewer, data.team.id, "", DATA),
        lambda: team_register.remove_team(session, viewer, data.team.id),
    ):
        with pytest.raises(ForbiddenError):
            attempt()


def test_a_team_without_answers_can_be_removed(session, people, data):
    assert team_register.removal_of(session, people.ada, data.team.id).obstacle == ""
    team_register.remove_team(session, people.ada, data.team.id)
    session.commit()
    assert names(session, people.ada) == []


def test_a_team_of_which_somebody_has_begun_stays(session, library, now):
    campaign = make_campaign(session, library, now)
    actor = Actor("a", "Ada", "", "owner", campaign.organisation)
    answering.begin(session, library, campaign.link(), now)
    session.commit()
    first, second = (team.id for team in campaign.teams)
    with pytest.raises(ConflictError, match="have begun to answer"):
        team_register.remove_team(session, actor, first)
    removal = team_register.removal_of(session, actor, second)
    assert (removal.obstacle, removal.assessments) == ("", (("First wave", "open"),))
    team_register.remove_team(session, actor, second)
    session.commit()
    assert [one.has_answers for one in team_register.list_teams(session, actor)] == [True]


def test_a_team_that_a_pilot_names_stays(session, people, data, now):
    record = PilotRecord(
        title="Letters", team=data.team.id, stage=Stage.PILOT, started_on=date(2026, 6, 1)
    )
    pilots.add_pilot(session, people.ada, record, now)
    session.commit()
    with pytest.raises(ConflictError, match="the team of “Letters”"):
        team_register.remove_team(session, people.ada, data.team.id)
