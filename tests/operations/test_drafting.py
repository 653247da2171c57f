"""Drafts: planned, changed by several people, frozen when they open, removed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assess.model.errors import ConflictError, DataError, ForbiddenError, NotFoundError
from assess.operations import campaigns, drafting, links
from assess.operations.campaigns import NewTeam
from assess.operations.drafting import Plan
from assess.operations.offers import offers_of
from assess.operations.pinned import pinned_instruments
from assess.operations.sign_in import Actor
from assess.operations.tokens import new_id, new_token
from assess.store import assessments

ALWAYS = ["intake", "ai-fluency", "delivery", "governance"]
MODULES = ["multi-agent", "provenance", "china", "eu-ai-act"]


@pytest.fixture
def teams(session, people):
    made = campaigns.add_teams(
        session, people.ada.organisation, [NewTeam("Data", 8), NewTeam("Web", 6, "Shop")]
    )
    session.commit()
    return made


@pytest.fixture
def plan(session, people, library, teams, now):
    return replace(drafting.suggest(session, people.ada, library, now), title="Spring wave")


@pytest.fixture
def draft(session, people, library, plan, now):
    made = new_id()
    drafting.add_draft(session, people.ada, library, made, plan, now)
    session.commit()
    return drafting.find_draft(session, people.ada, made)


def change(session, actor, library, seen, now, **changes):
    drafting.change_draft(session, actor, library, seen, replace(seen.plan, **changes), now)
    session.commit()
    session.expire_all()
    return drafting.find_draft(session, actor, seen.assessment.id)


def test_what_is_suggested_has_every_team_and_module_and_a_fortnight(plan, teams, now):
    assert set(plan.teams) == {team.id for team in teams}
    assert sorted(plan.modules) == sorted(MODULES)
    assert plan.closes_on == date(2026, 12, 7)
    assert (plan.minimum_group, plan.budget_days) == (5, 60.0)


def test_a_draft_is_recorded_as_planned(draft, plan):
    assert draft.plan.stamp == plan.stamp
    assert [one.id for one in draft.instruments] == ALWAYS + MODULES
    made = draft.assessment
    assert (made.title, made.state, made.opened_at) == ("Spring wave", "draft", None)
    assert made.closes_at.isoformat() == "2026-12-07T23:59:59+00:00"


def test_the_same_form_twice_makes_one_draft(session, people, library, draft, plan, now):
    one = draft.assessment.id
    drafting.add_draft(session, people.ada, library, one, plan, now)
    with pytest.raises(ConflictError, match="saved as a draft before"):
        drafting.add_draft(session, people.ada, library, one, replace(plan, title="B"), now)
    with pytest.raises(DataError, match="have changed in the meantime"):
        drafting.add_draft(session, people.cleo, library, one, plan, now)
    assert len(assessments.assessments_of(session, people.ada.organisation.id)) == 1


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": "  "}, ("title", "missing")),
        ({"title": "x" * 301}, ("title", "301 characters")),
        ({"teams": ()}, ("teams", "at least one")),
        ({"teams": ("0" * 32,)}, ("teams", "changed in the meantime")),
        ({"modules": ("governance",)}, ("modules", "choose from the list")),
        ({"closes_on": date(2026, 11, 22)}, ("closes_on", "in the past")),
        ({"minimum_group": 4}, ("minimum_group", "from 5 to 100")),
        ({"minimum_group": 101}, ("minimum_group", "from 5 to 100")),
        ({"budget_days": -1.0}, ("budget_days", "from 0 to 10,000")),
        ({"budget_days": float("nan")}, ("budget_days", "from 0 to 10,000")),
    ],
)
def test_what_cannot_be_is_named(session, people, library, plan, now, changes, fault):
    field, words = fault
    with pytest.raises(DataError) as refused:
        drafting.add_draft(session, people.ada, library, new_id(), replace(plan, **changes), now)
    assert [(p.file, words in p.message) for p in refused.value.problems] == [(field, True)]


def test_a_draft_may_close_today_or_have_no_date(session, people, library, draft, now):
    today = change(session, people.ben, library, draft, now, closes_on=now.date())
    assert today.plan.closes_on == now.date()
    assert change(session, people.ben, library, today, now, closes_on=None).plan.closes_on is None


def test_everything_can_be_changed(session, people, library, draft, teams, now):
    wanted = {
        "title": "Summer 🚢 wave",
        "teams": (teams[1].id,),
        "modules": ("china",),
        "closes_on": date(2027, 1, 31),
        "minimum_group": 8,
        "budget_days": 12.5,
    }
    changed = change(session, people.ben, library, draft, now, **wanted)
    assert changed.plan == Plan(**wanted)
    assert [one.id for one in changed.instruments] == [*ALWAYS, "china"]
    assert changed.assessment.slug == draft.assessment.slug


def test_who_looked_at_an_older_state_is_told(session, people, library, draft, now):
    change(session, people.ben, library, draft, now, title="B")
    change(session, people.ben, library, draft, now, title="B")  # sent twice
    with pytest.raises(ConflictError, match="Somebody else"):
        change(session, people.ada, library, draft, now, title="C")


def test_another_organisations_draft_is_not_there(session, people, library, draft, now):
    one = draft.assessment.id
    for attempt in (
        lambda: drafting.find_draft(session, people.cleo, one),
        lambda: drafting.remove_draft(session, people.cleo, one),
        lambda: links.open_with_links(session, people.cleo, library, one, new_token(), now),
        lambda: links.board(session, people.cleo, one),
    ):
        with pytest.raises(NotFoundError):
            attempt()
    foreign = replace(draft.plan, teams=())
    with pytest.raises(DataError):
        drafting.change_draft(session, people.cleo, library, draft, foreign, now)


def test_who_may_only_read_plans_nothing(session, people, library, draft, now):
    viewer = Actor("v", "Vi", "v@acme.example", "viewer", people.ada.organisation)
    for attempt in (
        lambda: drafting.add_draft(session, viewer, library, new_id(), draft.plan, now),
        lambda: drafting.change_draft(session, viewer, library, draft, draft.plan, now),
        lambda: drafting.remove_draft(session, viewer, draft.assessment.id),
    ):
        with pytest.raises(ForbiddenError):
            attempt()


def test_a_draft_can_be_removed_and_an_open_assessment_not(session, people, library, draft, now):
    other = new_id()
    drafting.add_draft(session, people.ada, library, other, draft.plan, now)
    drafting.remove_draft(session, people.ada, other)
    links.open_with_links(
        session, people.ada, library, draft.assessment.id, new_token(), now + timedelta(1)
    )
    session.commit()
    session.expire_all()
    with pytest.raises(ConflictError, match="has been opened"):
        drafting.remove_draft(session, people.ada, draft.assessment.id)
    assert len(assessments.assessments_of(session, people.ada.organisation.id)) == 1


def test_drafts_come_first(session, people, library, draft, plan, now):
    drafting.add_draft(session, people.ada, library, new_id(), replace(plan, title="Z"), now)
    links.open_with_links(session, people.ada, library, draft.assessment.id, new_token(), now)
    session.commit()
    found = assessments.assessments_of(session, people.ada.organisation.id)
    assert [(one.title, one.state) for one in found] == [("Z", "draft"), ("Spring wave", "open")]


def test_opening_freezes_the_questionnaires_as_they_are_then(session, people, library, draft, now):
    newer = replace(library.instrument("governance"), version="1.0.1", title="Governance, mended")
    changed = replace(
        library,
        instruments=tuple(newer if one.id == newer.id else one for one in library.instruments),
    )
    one = draft.assessment.id
    links.open_with_links(session, people.ada, changed, one, new_token(), now)
    session.commit()
    frozen = pinned_instruments(session, one)
    assert [i.id for i in frozen] == ALWAYS + MODULES
    assert frozen[3] == newer


def test_a_questionnaire_that_is_gone_stays_as_it_was_drafted(session, people, library, draft, now):
    fewer = replace(
        library, instruments=tuple(one for one in library.instruments if one.id != "china")
    )
    one = draft.assessment.id
    links.open_with_links(session, people.ada, fewer, one, new_token(), now)
    assert library.instrument("china") in pinned_instruments(session, one)


def test_offers_say_in_words_when_they_are_asked(library):
    offers = {offer.id: offer for offer in offers_of(library.instruments)}
    assert [offer.id for offer in offers.values() if offer.always] == ALWAYS
    assert offers["china"].asked_if.endswith("is answered “Yes”")
    assert "Rented in the cloud” or “Own hardware" in offers["provenance"].asked_if
    assert offers["ai-fluency"].questions < 40
    assert [str(role) for role in offers["intake"].audiences] == ["lead"]
