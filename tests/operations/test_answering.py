"""Answering the real library: from the link to the end, and what must not get in."""

from dataclasses import replace
from datetime import timedelta

import pytest
from operation_cases import answer_everything, answers_to, make_campaign
from sqlalchemy import func, select

from assess.model.answers import Act, Judgement
from assess.model.errors import DataError, GoneError, NotFoundError
from assess.model.instrument import Audience, Confidentiality, JudgementItem
from assess.operations import answering, campaigns, doors
from assess.operations.own_summary import own_summary
from assess.store.tables import (
    AnonymousAnswerRow,
    AnonymousResponseRow,
    PseudonymousAnswerRow,
    PseudonymousResponseRow,
)

ANSWERS = (PseudonymousAnswerRow, AnonymousAnswerRow)
RESPONSES = (PseudonymousResponseRow, AnonymousResponseRow)


def rows(session, *tables):
    return [session.scalar(select(func.count()).select_from(table)) for table in tables]


def practice_step(sitting):
    return next(s for s in sitting.steps if s.part is Confidentiality.ANONYMOUS and len(s.items))


# -- the whole way ------------------------------------------------------------------------------


def test_an_engineer_goes_from_link_to_summary(session, library, campaign, now):
    door = doors.open_door(session, library, campaign.link(), now)
    assert (door.organisation, door.team, door.audience) == ("Acme", "Data", Audience.ENGINEER)
    token = answering.begin(session, library, campaign.link(), now)
    sitting = answer_everything(session, library, token, now)
    assert set(sitting.answers) == {item.id for step in sitting.steps for item in step.items}
    assert not sitting.submitted
    done = answering.submit(session, library, token, now)
    assert done.submitted
    summary = own_summary(session, library, token, now)
    assert summary.answered == len(sitting.answers)
    assert summary.judged == 12
    assert summary.right is None
    assert summary.explanations == ()
    assert sum(count for _, count in summary.act_counts) == 12


@pytest.mark.parametrize("audience", list(Audience))
def test_every_audience_has_something_to_answer(session, library, campaign, now, audience):
    token = answering.begin(session, library, campaign.link(audience), now)
    sitting = answer_everything(session, library, token, now)
    assert sitting.steps
    assert answering.submit(session, library, token, now).submitted


def test_only_engineers_judge_outputs(session, library, campaign, now):
    for audience in Audience:
        token = answering.begin(session, library, campaign.link(audience), now)
        steps = answering.load_sitting(session, library, token, now).steps
        judged = [i for s in steps for i in s.items if isinstance(i, JudgementItem)]
        assert len(judged) == (12 if audience is Audience.ENGINEER else 0)


def test_one_vignette_a_screen_and_its_address_tells_nothing(session, library, sitting_token, now):
    steps = answering.load_sitting(session, library, sitting_token, now).steps
    for step in steps:
        if any(isinstance(item, JudgementItem) for item in step.items):
            assert len(step.items) == 1
            assert step.items[0].id not in step.id
    assert len({step.id for step in steps}) == len(steps)


def test_the_same_token_resumes(session, sessions, library, sitting_token, now):
    steps = answering.load_sitting(session, library, sitting_token, now).steps
    given = answers_to(steps[0])
    answering.save_step(session, library, sitting_token, steps[0].id, given, now)
    session.commit()
    with sessions() as later:
        again = answering.load_sitting(later, library, sitting_token, now + timedelta(days=3))
    assert again.answers == given
    assert [s.id for s in again.steps] == [s.id for s in steps]
    assert [i.id for s in again.steps for i in s.items] == [i.id for s in steps for i in s.items]


def test_the_block_is_drawn_once_and_differs_between_people(session, library, campaign, now):
    def block(token):
        steps = answering.load_sitting(session, library, token, now).steps
        return [i.id for s in steps for i in s.items if isinstance(i, JudgementItem)]

    tokens = [answering.begin(session, library, campaign.link(), now) for _ in range(3)]
    session.commit()
    first = [block(token) for token in tokens]
    answering.begin(session, library, campaign.link(), now)
    assert [block(token) for token in tokens] == first
    assert len({frozenset(one) for one in first}) == 3


def test_leaving_an_item_out_clears_it(session, library, sitting_token, now):
    step = answering.load_sitting(session, library, sitting_token, now).steps[0]
    answering.save_step(session, library, sitting_token, step.id, answers_to(step), now)
    cleared = answering.save_step(session, library, sitting_token, step.id, {}, now)
    assert cleared.answers == {}
    session.commit()
    assert rows(session, *ANSWERS) == [0, 0]
    assert answering.load_sitting(session, library, sitting_token, now).answers == {}


def test_submitting_twice_does_no_harm_and_answers_may_still_change(
    session, library, sitting_token, now
):
    answer_everything(session, library, sitting_token, now)
    first = answering.submit(session, library, sitting_token, now)
    second = answering.submit(session, library, sitting_token, now)
    assert first == second
    step = first.steps[0]
    changed = answering.save_step(
        session, library, sitting_token, step.id, answers_to(step, 1), now
    )
    assert changed.submitted
    assert changed.answers != first.answers


def test_what_is_returned_after_saving_is_what_is_stored(session, library, sitting_token, now):
    for turn in range(2):
        for step in answering.load_sitting(session, library, sitting_token, now).steps[:15]:
            given = dict(list(answers_to(step, turn).items())[: 1 + turn])
            saved = answering.save_step(session, library, sitting_token, step.id, given, now)
            assert saved == answering.load_sitting(session, library, sitting_token, now)


# -- the lead's facts ---------------------------------------------------------------------------


def instruments_asked(session, library, token, now):
    return {s.instrument for s in answering.load_sitting(session, library, token, now).steps}


def test_engineers_are_asked_what_the_leads_facts_call_for(session, library, campaign, now):
    engineer = answering.begin(session, library, campaign.link(), now)
    elsewhere = answering.begin(session, library, campaign.link(team=1), now)
    assert "multi-agent" not in instruments_asked(session, library, engineer, now)
    lead = answering.begin(session, library, campaign.link(Audience.LEAD), now)
    sitting = answering.load_sitting(session, library, lead, now)
    step = next(s for s in sitting.steps if "uses_agents" in {i.id for i in s.items})
    after = answering.save_step(session, library, lead, step.id, {"uses_agents": "yes"}, now)
    assert "multi-agent" in {s.instrument for s in after.steps}
    assert "multi-agent" in instruments_asked(session, library, engineer, now)
    assert "multi-agent" not in instruments_asked(session, library, elsewhere, now)
    answering.save_step(session, library, lead, step.id, {"uses_agents": "no"}, now)
    assert "multi-agent" not in instruments_asked(session, library, engineer, now)


# -- what must not get in -----------------------------------------------------------------------


def test_a_screen_of_nobody_is_not_found(session, library, sitting_token, now):
    for step_id in ("", "vignettes-99", "governance.nothing", "../../etc", "intake.facts' OR 1"):
        with pytest.raises(NotFoundError, match="not part of your questionnaire"):
            answering.save_step(session, library, sitting_token, step_id, {}, now)
    assert rows(session, *ANSWERS) == [0, 0]


def test_an_item_of_another_screen_is_refused_and_nothing_is_saved(
    session, library, sitting_token, now
):
    steps = answering.load_sitting(session, library, sitting_token, now).steps
    forged = {**answers_to(steps[0]), **answers_to(steps[-1])}
    with pytest.raises(DataError, match="not on this page") as caught:
        answering.save_step(session, library, sitting_token, steps[0].id, forged, now)
    assert {p.file for p in caught.value.problems} == {i.id for i in steps[-1].items}
    assert rows(session, *ANSWERS) == [0, 0]


def test_a_vignette_that_was_not_drawn_cannot_be_answered(session, library, sitting_token, now):
    steps = answering.load_sitting(session, library, sitting_token, now).steps
    mine = {i.id for s in steps for i in s.items}
    step = next(s for s in steps if isinstance(s.items[0], JudgementItem))
    bank = library.instrument("ai-fluency").items
    other = next(i for i in bank if isinstance(i, JudgementItem) and i.id not in mine)
    answer = Judgement(True, 80, Act.REJECT, other.reasons[0].value)  # noqa: FBT003 - flagged
    with pytest.raises(DataError):
        answering.save_step(session, library, sitting_token, step.id, {other.id: answer}, now)


BAD_PRACTICES = [5, -1, "3", "yes", True, Judgement(True, 80, Act.ACCEPT, "x")]  # noqa: FBT003


@pytest.mark.parametrize("value", BAD_PRACTICES, ids=repr)
def test_a_level_that_is_none_is_refused_with_the_item(session, library, sitting_token, now, value):
    steps = answering.load_sitting(session, library, sitting_token, now).steps
    step = next(s for s in steps if s.instrument == "governance")
    good = answers_to(step)
    wrong = step.items[0].id
    with pytest.raises(DataError, match="give a whole number 0 to 4") as caught:
        answering.save_step(session, library, sitting_token, step.id, {**good, wrong: value}, now)
    assert [p.file for p in caught.value.problems] == [wrong]
    assert rows(session, *ANSWERS) == [0, 0]
    assert rows(session, AnonymousResponseRow) == [0]


@pytest.mark.parametrize(
    "value",
    [
        Judgement(True, 49, Act.ACCEPT, "nothing"),  # noqa: FBT003
        Judgement(True, 101, Act.ACCEPT, "nothing"),  # noqa: FBT003
        Judgement(True, 80, Act.ACCEPT, "no such reason"),  # noqa: FBT003
        "flawed",
        3,
    ],
    ids=repr,
)
def test_a_judgement_that_is_none_is_refused(session, library, sitting_token, now, value):
    steps = answering.load_sitting(session, library, sitting_token, now).steps
    step = next(s for s in steps if isinstance(s.items[0], JudgementItem))
    with pytest.raises(DataError):
        answering.save_step(
            session, library, sitting_token, step.id, {step.items[0].id: value}, now
        )
    assert rows(session, *ANSWERS) == [0, 0]


@pytest.mark.parametrize(
    "token",
    ["", ".", "short.short", "a" * 22, "a" * 22 + ".", "." + "a" * 22, "ü" * 22 + "." + "a" * 22],
)
def test_a_broken_sitting_token_leads_nowhere(session, library, campaign, now, token):
    with pytest.raises(NotFoundError):
        answering.load_sitting(session, library, token, now)


def test_a_link_nobody_gave_out_leads_nowhere(session, library, campaign, now):
    for act in (
        lambda: doors.open_door(session, library, "x" * 22, now),
        lambda: answering.begin(session, library, "x" * 22, now),
        lambda: answering.load_sitting(session, library, "x" * 22 + "." + "y" * 22, now),
    ):
        with pytest.raises(NotFoundError, match="leads nowhere"):
            act()


def test_a_made_up_secret_sees_nobodys_answers(session, library, campaign, sitting_token, now):
    answer_everything(session, library, sitting_token, now)
    forged = f"{campaign.link()}.{'z' * 22}"
    assert answering.load_sitting(session, library, forged, now).answers == {}
    assert own_summary(session, library, forged, now).answered == 0


def test_before_the_opening_nothing_can_be_answered(session, library, now):
    early = make_campaign(session, library, now, state="draft")
    with pytest.raises(NotFoundError, match="not been opened"):
        answering.begin(session, library, early.link(), now)


@pytest.mark.parametrize("how", ["closed", "time over"])
def test_after_the_end_nothing_changes_and_everything_is_explained(
    session, library, campaign, sitting_token, now, how
):
    sitting = answer_everything(session, library, sitting_token, now, turn=1)
    if how == "closed":
        campaigns.close_assessment(session, campaign.assessment.id, now)
        late = now
    else:
        late = now + timedelta(days=14)
    step = sitting.steps[0]
    for act in (
        lambda: doors.open_door(session, library, campaign.link(), late),
        lambda: answering.begin(session, library, campaign.link(), late),
        lambda: answering.load_sitting(session, library, sitting_token, late),
        lambda: answering.save_step(session, library, sitting_token, step.id, {}, late),
        lambda: answering.submit(session, library, sitting_token, late),
    ):
        with pytest.raises(GoneError, match="closed on 2026-1"):
            act()
    summary = own_summary(session, library, sitting_token, late)
    assert summary.answered == len(sitting.answers)
    right = sum(
        sitting.answers[item.id].flagged == item.flawed
        for step in sitting.steps
        for item in step.items
        if isinstance(item, JudgementItem)
    )
    assert summary.right == right
    assert len(summary.explanations) == 12


def test_a_running_assessment_asks_what_was_pinned(session, library, campaign, now):
    """Whatever the questionnaires say today."""
    today = replace(library, instruments=(), translations=())
    token = answering.begin(session, today, campaign.link(), now)
    assert answering.load_sitting(session, today, token, now).steps
