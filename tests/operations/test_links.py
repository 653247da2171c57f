"""Ways in: made at the opening, shown once, replaced; who has begun goes on."""

import pytest
from operation_cases import answer_everything, answers_to, make_campaign
from sqlalchemy import text

from assess.model.errors import ConflictError, ForbiddenError, GoneError, NotFoundError
from assess.model.instrument import Audience
from assess.operations import answering, campaigns, doors, links
from assess.operations.sign_in import Actor
from assess.operations.tokens import new_sitting_token, new_token, repeatable_token

SEED = "a-seed-that-a-form-carries"


@pytest.fixture
def plan(session, library, now):
    """A draft of two teams, without links."""
    made = make_campaign(session, library, now, state="draft", opened_at=None)
    session.execute(text("DELETE FROM team_link"))
    session.commit()
    session.expire_all()
    return made


@pytest.fixture
def ada(plan):
    return Actor("a", "Ada", "", "owner", plan.organisation)


def opened(session, actor, library, plan, now, seed=SEED):
    made = links.open_with_links(session, actor, library, plan.assessment.id, seed, now)
    session.commit()
    session.expire_all()
    return made


@pytest.fixture
def invitations(session, ada, library, plan, now):
    return opened(session, ada, library, plan, now)


def token_of(invitations, team, role):
    return next(i.token for i in invitations if (i.team, i.audience) == (team, role))


def test_opening_makes_a_link_for_engineers_and_leads_of_every_team(
    session, ada, library, plan, invitations, now
):
    seen = links.board(session, ada, plan.assessment.id)
    assert seen.assessment.state == "open"
    assert seen.assessment.opened_at == now
    assert len(seen.made) == len(invitations) == 4
    assert set(seen.roles) == set(Audience)
    for invitation in invitations:
        door = doors.open_door(session, library, invitation.token, now)
        assert door.audience is invitation.audience


def test_no_table_holds_a_token_or_the_seed(engine, session, invitations):
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM team_link")).all()
    everything = repr(rows)
    for secret in (SEED, *(i.token for i in invitations)):
        assert secret not in everything


def test_the_same_form_again_shows_the_same_links_and_another_none(
    session, ada, library, plan, invitations, now
):
    assert opened(session, ada, library, plan, now) == invitations
    assert opened(session, ada, library, plan, now, new_token()) == ()
    assert len(links.board(session, ada, plan.assessment.id).made) == 4


def test_what_was_replaced_since_is_not_shown_again(session, ada, library, plan, invitations, now):
    team = plan.teams[0].id
    way = (team, Audience.LEAD)
    links.make_link(session, ada, plan.assessment.id, way, new_token())
    session.commit()
    session.expire_all()
    again = opened(session, ada, library, plan, now)
    assert {(i.team, i.audience) for i in invitations} - {(i.team, i.audience) for i in again} == {
        way
    }


def test_a_closed_assessment_and_a_past_date_cannot_be_opened(
    session, ada, library, plan, invitations, now
):
    campaigns.close_assessment(session, plan.assessment.id, now)
    session.commit()
    with pytest.raises(ConflictError):
        links.open_with_links(session, ada, library, plan.assessment.id, SEED, now)
    late = make_campaign(session, library, now, state="draft", closes_at=now)
    actor = Actor("a", "Ada", "", "owner", late.organisation)
    with pytest.raises(ConflictError, match="closing date has passed"):
        links.open_with_links(session, actor, library, late.assessment.id, SEED, now)
    session.rollback()
    assert links.board(session, actor, late.assessment.id).assessment.state == "draft"


def test_an_assessment_without_teams_stays_a_draft(session, ada, library, plan, now):
    session.execute(text("DELETE FROM assessment_team"))
    session.commit()
    with pytest.raises(ConflictError, match="No team takes part"):
        links.open_with_links(session, ada, library, plan.assessment.id, SEED, now)
    session.rollback()
    assert links.board(session, ada, plan.assessment.id).assessment.state == "draft"


@pytest.mark.parametrize("seed", ["", "short", "x" * 65, "with blank in the middle of it"])
def test_a_seed_that_is_none_of_ours_opens_nothing(session, ada, library, plan, now, seed):
    with pytest.raises(ConflictError, match="not complete"):
        links.open_with_links(session, ada, library, plan.assessment.id, seed, now)


def test_a_seed_gives_every_purpose_its_own_token():
    made = {repeatable_token(SEED, *way) for way in (("a", "b"), ("a", "c"), ("b", "b"))}
    assert len(made) == 3
    assert {len(token) for token in made} == {22}


def test_a_new_link_lets_in_and_the_old_one_nobody_new(
    session, ada, library, plan, invitations, now
):
    team = plan.teams[0].id
    old = token_of(invitations, team, Audience.ENGINEER)
    began = answering.begin(session, library, old, now)
    made = links.make_link(session, ada, plan.assessment.id, (team, Audience.ENGINEER), new_token())
    session.commit()
    session.expire_all()
    assert doors.open_door(session, library, made.token, now).audience is Audience.ENGINEER
    for attempt in (
        lambda: doors.open_door(session, library, old, now),
        lambda: answering.begin(session, library, old, now),
        lambda: answering.load_sitting(session, library, new_sitting_token(old), now),
    ):
        with pytest.raises(GoneError, match="replaced by a newer one"):
            attempt()
    answer_everything(session, library, began, now)
    assert answering.submit(session, library, began, now).submitted


def test_nobody_writes_through_a_made_up_sitting_of_an_old_link(
    session, ada, library, plan, invitations, now
):
    team = plan.teams[0].id
    old = token_of(invitations, team, Audience.LEAD)
    made_up = new_sitting_token(old)
    step = answering.load_sitting(session, library, made_up, now).steps[0]
    links.make_link(session, ada, plan.assessment.id, (team, Audience.LEAD), new_token())
    session.commit()
    session.expire_all()
    with pytest.raises(GoneError):
        answering.save_step(session, library, made_up, step.id, answers_to(step), now)


def test_a_form_sent_twice_makes_one_link_and_an_old_form_none(
    session, ada, library, plan, invitations
):
    one, way = plan.assessment.id, (plan.teams[0].id, Audience.SECURITY)
    first = links.make_link(session, ada, one, way, SEED)
    session.commit()
    assert links.make_link(session, ada, one, way, SEED) == first
    links.make_link(session, ada, one, way, new_token())
    session.commit()
    session.expire_all()
    with pytest.raises(ConflictError, match="replaced since"):
        links.make_link(session, ada, one, way, SEED)


def test_all_links_can_be_made_anew(session, ada, library, plan, invitations, now):
    one = plan.assessment.id
    links.make_link(session, ada, one, (plan.teams[1].id, Audience.LEGAL), new_token())
    seed = new_token()
    made = links.make_all_links(session, ada, one, seed)
    session.commit()
    session.expire_all()
    assert links.make_all_links(session, ada, one, seed) == made
    assert len(made) == 5
    assert not {i.token for i in made} & {i.token for i in invitations}
    with pytest.raises(GoneError):
        doors.open_door(session, library, invitations[0].token, now)


def test_links_are_for_teams_and_roles_of_the_assessment_while_it_is_open(
    session, ada, library, plan, invitations, people, now
):
    one, team = plan.assessment.id, plan.teams[0].id
    with pytest.raises(NotFoundError):
        links.make_link(session, ada, one, ("0" * 32, Audience.LEAD), SEED)
    with pytest.raises(NotFoundError):
        links.make_link(session, people.cleo, one, (team, Audience.LEAD), SEED)
    with pytest.raises(NotFoundError):
        links.make_all_links(session, people.cleo, one, SEED)
    viewer = Actor("v", "Vi", "", "viewer", plan.organisation)
    with pytest.raises(ForbiddenError):
        links.make_link(session, viewer, one, (team, Audience.LEAD), SEED)
    campaigns.close_assessment(session, one, now)
    session.commit()
    session.expire_all()
    with pytest.raises(ConflictError, match="while an assessment is open"):
        links.make_link(session, ada, one, (team, Audience.LEAD), new_token())
