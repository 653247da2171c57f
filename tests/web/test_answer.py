"""A person answers: from the link to the summary, and whatever may go wrong on the way."""

from datetime import timedelta

import pytest
from page_check import all_of, text_of, words
from test_forms import JUDGED

from assess.model.instrument import Audience
from assess.operations import answering, campaigns
from assess.store.assessments import assessment_by_id

SUBMIT = "/submit"


def link_texts(page):
    return [text_of(link) for link in all_of(page, "a")]


def checked(page):
    return {
        (i.get("name"), i.get("value"))
        for i in all_of(page, "input")
        if i.get("checked") is not None
    }


def test_the_landing_page_says_who_asks_and_what_happens(ben, place):
    page = ben.visit(f"/join/{place.link}")
    said = words(page)
    assert "Tidewater & Sons asks how your team works with AI" in said
    assert "groups of 5 or more" in said
    assert "3 Dec 2026" in said.replace("\xa0", " ")


def test_a_person_answers_everything_and_takes_something_away(ben, own):
    ben.visit(f"{own}/outputs-1")
    ben.send(f"{own}/outputs-1", JUDGED)
    assert ben.address == f"{own}/outputs-2"
    ben.send(ben.address, {**JUDGED, "output.flagged": "sound", "output.reason": "nothing"})
    assert ben.address == f"{own}/ai-fluency.habits"
    ben.send(ben.address, {"habit.check": "3", "habit.note": "No."})
    ben.send(
        ben.address,
        {
            "uses_agents": "no",
            "people": "9",
            "gov.written": "2",
            "shown": "uses_agents people gov.written",
        },
    )
    assert ben.address == f"{own}/review"
    assert "Every question has an answer" in words(ben.page)
    page = ben.send(own + SUBMIT)
    assert ben.address == f"{own}/done"
    assert "AI outputs judged 2" in words(page)
    assert "answers given 7" in words(page)


def test_handing_in_twice_does_no_harm(ben, own):
    ben.visit(f"{own}/outputs-1")
    ben.send(f"{own}/outputs-1", JUDGED)
    ben.visit(f"{own}/review")
    first = words(ben.send(own + SUBMIT))
    ben.visit(f"{own}/review")
    assert words(ben.send(own + SUBMIT)) == first


def test_handing_in_nothing_leads_back_with_a_word(ben, own):
    ben.visit(f"{own}/review")
    assert "You have not answered a question yet" in words(ben.send(own + SUBMIT))


def test_back_saves_too(ben, own):
    ben.visit(f"{own}/outputs-2")
    ben.send(f"{own}/outputs-2", {**JUDGED, "go": "back"})
    assert ben.address == f"{own}/outputs-1"
    assert ("output.act", "verify") in checked(ben.visit(f"{own}/outputs-2"))


def test_an_unfinished_judgement_stays_on_the_page_with_what_was_chosen(ben, own):
    ben.visit(f"{own}/outputs-1")
    page = ben.send(f"{own}/outputs-1", {"output.flagged": "flawed"}, status=400)
    assert checked(page) == {("output.flagged", "flawed")}
    assert "Say how sure you are." in link_texts(page)


def test_a_number_that_is_none_is_shown_again_as_typed(ben, own):
    ben.visit(f"{own}/facts.facts")
    page = ben.send(f"{own}/facts.facts", {"people": "<nine>", "gov.written": "3"}, status=400)
    (field,) = all_of(page, "input[@name='people']")
    assert field.get("value") == "<nine>"
    assert ("gov.written", "3") in checked(page)


def test_a_stale_form_token_loses_nothing(ben, own):
    ben.visit(f"{own}/outputs-1")
    page = ben.send(f"{own}/outputs-1", {**JUDGED, "csrf_token": "old"}, status=400)
    assert "Your answers are still here" in words(page)
    assert len(checked(page)) == 4
    ben.send(f"{own}/outputs-1", JUDGED)
    assert ben.address == f"{own}/outputs-2"


def test_a_question_that_follows_from_an_answer_is_shown_before_going_on(ben, own):
    ben.visit(f"{own}/facts.facts")
    (shown,) = all_of(ben.page, "input[@name='shown']")
    values = {"uses_agents": "yes", "shown": shown.get("value")}
    page = ben.send(f"{own}/facts.facts", values)
    assert ben.address == f"{own}/facts.facts"
    assert "One more question follows from your answer" in words(page)
    assert all_of(page, "section[@id='q-agents_write']")
    (shown,) = all_of(page, "input[@name='shown']")
    ben.send(f"{own}/facts.facts", {"uses_agents": "yes", "shown": shown.get("value")})
    assert ben.address == f"{own}/review"


def test_the_review_names_what_is_missing_and_comes_back(ben, own):
    ben.visit(f"{own}/outputs-1")
    ben.send(f"{own}/outputs-1", JUDGED)
    page = ben.visit(f"{own}/review")
    (href,) = [a.get("href") for a in all_of(page, "a") if text_of(a) == "How do you check?"]
    assert href == f"{own}/ai-fluency.habits?from=review#q-habit.check"
    ben.visit(href)
    ben.send(f"{own}/ai-fluency.habits", {"habit.check": "2", "from": "review"})
    assert ben.address == f"{own}/review"
    assert "How do you check?" not in link_texts(ben.page)


def test_clearing_takes_one_answer_back(ben, own):
    ben.visit(f"{own}/outputs-1")
    ben.send(f"{own}/outputs-1", JUDGED)
    ben.visit(f"{own}/outputs-1")
    page = ben.send(f"{own}/outputs-1", {**JUDGED, "clear": "output"})
    assert ben.address == f"{own}/outputs-1"
    assert checked(page) == set()


def test_the_link_resumes_in_the_same_browser_only(ben, own, app, place):
    page = ben.visit(f"/join/{place.link}")
    (resume,) = [a for a in all_of(page, "a") if text_of(a) == "Go on with your answers"]
    assert resume.get("href") == own
    (cookie,) = [c for c in ben.client._cookies.values() if c.key == "sitting"]
    assert (cookie.path, cookie.http_only, cookie.same_site) == (f"/join/{place.link}", True, "Lax")
    assert own not in app.test_client().get(f"/join/{place.link}").text


def test_autosave_saves_and_says_which_questions_stand(ben, own):
    ben.visit(f"{own}/facts.facts")
    data = {"csrf_token": ben.token(), "uses_agents": "yes"}
    answer = ben.client.post(
        f"{own}/facts.facts", data=data, headers={"Accept": "application/json"}
    )
    assert answer.json == {
        "saved": True,
        "questions": ["uses_agents", "agents_write", "people", "gov.written"],
    }
    assert ("uses_agents", "yes") in checked(ben.visit(f"{own}/facts.facts"))


def test_autosave_keeps_quiet_about_half_a_judgement(ben, own):
    ben.visit(f"{own}/outputs-1")
    data = {"csrf_token": ben.token(), "output.flagged": "sound"}
    answer = ben.client.post(f"{own}/outputs-1", data=data, headers={"Accept": "application/json"})
    assert answer.json == {"saved": False, "message": "Say how sure you are."}
    assert checked(ben.visit(f"{own}/outputs-1")) == set()


@pytest.mark.parametrize(
    "address", ["/join/wrong", "/r/wrong", "/r/wrong/outputs-1", "/r/wrong/done"]
)
def test_a_wrong_link_gets_a_friendly_404(ben, address):
    page = ben.visit(address, status=404)
    assert "There is nothing at this address" in words(page)


def test_a_screen_that_is_not_in_the_questionnaire_is_a_404(ben, own):
    ben.visit(f"{own}/outputs-9", status=404)


def test_after_the_end_the_link_is_gone_and_the_own_link_explains(ben, own, clock, place):
    ben.visit(f"{own}/outputs-1")
    ben.send(f"{own}/outputs-1", JUDGED)
    clock.now += timedelta(days=11)
    assert "closed on 3 Dec 2026" in words(ben.visit(f"/join/{place.link}", status=410))
    page = ben.visit(f"{own}/outputs-1", status=410)
    assert "See your own summary" in link_texts(page)
    said = words(ben.visit(own))
    assert ben.address == f"{own}/done"
    assert "What you judged, explained" in said
    assert "is as it is" in said


def test_saving_after_the_end_says_so(ben, own, clock):
    ben.visit(f"{own}/outputs-1")
    clock.now += timedelta(days=11)
    ben.send(f"{own}/outputs-1", JUDGED, status=410)


def test_no_page_of_a_sitting_tells_a_key_or_an_item_id(ben, own):
    for screen in ("outputs-1", "outputs-2", "review", ""):
        text = ben.client.get(f"{own}/{screen}".rstrip("/")).text
        assert "sort-flawed" not in text
        assert "sort-sound" not in text
        assert "is as it is" not in text


def test_nothing_of_a_sitting_is_cached_or_passed_on(ben, own):
    response = ben.client.get(f"{own}/outputs-1")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_answers_land_where_the_operations_read_them(ben, own, place, clock):
    ben.visit(f"{own}/facts.facts")
    ben.send(f"{own}/facts.facts", {"gov.written": "dont_know", "people": "12"})
    with place.runtime.reading() as session:
        sitting = answering.load_sitting(
            session, place.runtime.library, own.removeprefix("/r/"), clock()
        )
    assert sitting.answers == {"gov.written": "dont_know", "people": 12}


def test_a_link_for_leads_greets_leads(ben, place):
    with place.runtime.sessions() as session:
        opened = assessment_by_id(session, place.assessment)
        lead = campaigns.invite_team(session, opened, place.team, Audience.LEAD)
        session.commit()
    assert "for team leads in Billing" in words(ben.visit(f"/join/{lead.token}"))
