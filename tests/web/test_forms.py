"""What a screen posts becomes answers; what cannot be an answer is said and kept."""

import pytest
from web_cases import FACTS, FLUENCY
from werkzeug.datastructures import MultiDict

from assess.model.answers import Act, Judgement, Special
from assess.model.errors import Problem
from assess.model.instrument import Audience
from assess.operations.steps import steps_for
from assess.web.forms import StepForm
from assess.web.question_views import errors_of, questions_of

BLOCK = ("sort-flawed", "sort-sound")
JUDGED = {
    "output.flagged": "flawed",
    "output.confidence": "80",
    "output.act": "verify",
    "output.reason": "b",
}


def screens(**facts):
    steps = steps_for((FLUENCY, FACTS), Audience.ENGINEER, facts, BLOCK)
    return {step.id: step for step in steps}


def posted(step, **values):
    return StepForm.posted(step, MultiDict(values))


def test_four_parts_make_one_judgement():
    form = posted(screens()["outputs-1"], **JUDGED)
    assert form.errors == {}
    assert form.answers() == {
        "sort-flawed": Judgement(flagged=True, confidence=80, act=Act.VERIFY, reason="b")
    }


@pytest.mark.parametrize("part", ["flagged", "confidence", "act", "reason"])
def test_a_judgement_that_lacks_a_part_is_refused_at_that_part(part):
    values = {name: value for name, value in JUDGED.items() if name != f"output.{part}"}
    form = posted(screens()["outputs-1"], **values)
    assert list(form.errors) == [f"output.{part}"]
    assert form.answers() == {}
    kept = [
        option.value
        for q in questions_of(form)
        for f in q.fields
        for option in f.options
        if option.checked
    ]
    assert sorted(kept) == sorted(values.values())


def test_an_empty_screen_clears_its_answers_without_complaint():
    form = posted(screens()["facts.facts"])
    assert (form.errors, form.answers()) == ({}, {})


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("0", 0),
        ("4", 4),
        ("dont_know", Special.DONT_KNOW),
        ("not_applicable", Special.NOT_APPLICABLE),
    ],
)
def test_a_practice_takes_a_level_or_says_why_not(value, answer):
    form = posted(screens()["facts.facts"], **{"gov.written": value})
    assert form.answers() == {"gov.written": answer}


def test_a_rating_counts_from_the_minimum_of_its_scale():
    form = posted(screens()["ai-fluency.habits"], **{"habit.check": "1"})
    assert form.answers() == {"habit.check": 1}
    (question, _) = questions_of(form)
    assert [option.value for option in question.fields[0].options] == ["1", "2", "3"]


@pytest.mark.parametrize("typed", ["nine", "0", "501", "1.5"])
def test_a_number_out_of_bounds_is_kept_as_typed_with_the_bounds(typed):
    form = posted(screens()["facts.facts"], people=typed)
    assert form.errors == {"people": "Give a whole number from 1 to 500."}
    assert form.typed("people") == typed
    (error,) = errors_of(questions_of(form))
    assert error.href == "#f-people"


def test_a_long_text_is_kept_and_refused():
    long = "x" * 41
    form = posted(screens()["ai-fluency.habits"], **{"habit.note": long})
    assert form.errors == {"habit.note": "Shorten the text to 40 characters."}
    assert form.typed("habit.note") == long


def test_a_line_end_counts_as_one_character():
    form = posted(screens()["ai-fluency.habits"], **{"habit.note": "a\r\n" * 13 + "b"})
    assert form.answers() == {"habit.note": "a\n" * 13 + "b"}


def test_a_choice_that_was_not_offered_is_refused():
    form = posted(screens()["facts.facts"], uses_agents="perhaps")
    assert form.errors == {"uses_agents": "Choose one of the answers shown."}


def test_stored_answers_come_back_checked():
    step = screens()["outputs-1"]
    answer = Judgement(flagged=False, confidence=90, act=Act.ACCEPT, reason="nothing")
    form = StepForm.stored(step, {"sort-flawed": answer})
    assert form.answers() == {"sort-flawed": answer}


def test_clearing_a_question_leaves_the_others():
    values = MultiDict({"uses_agents": "yes", "gov.written": "2"})
    form = StepForm.posted(screens()["facts.facts"], values, clear="gov.written")
    assert form.answers() == {"uses_agents": "yes"}


def test_what_the_operation_refuses_stands_at_its_question():
    form = posted(screens()["outputs-1"], **JUDGED)
    form.refuse([Problem("sort-flawed", 0, "choose one of the five answers")])
    assert form.errors == {"output.flagged": "Choose one of the five answers."}


def test_the_page_never_holds_the_name_of_a_vignette():
    (question,) = questions_of(StepForm.stored(screens()["outputs-1"], {}))
    assert "sort-flawed" not in repr(question)
