"""Draws questions: an item and its bound form become the finished values the macros show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assess.model.instrument import (
    Carrier,
    ChoiceItem,
    JudgementItem,
    NumberItem,
    PracticeItem,
    RatingItem,
    TextItem,
)
from assess.web.choices import Part, choices_of, judgement_choices
from assess.web.forms import VIGNETTE, stem_of
from assess.web.language import gettext, marked
from assess.web.pages import FieldError
from assess.web.questions import FieldView, OptionView, QuestionView, VignetteView, Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.instrument import Item
    from assess.web.choices import Choice
    from assess.web.forms import StepForm

LEGENDS: dict[Part, str] = {
    "flagged": marked("Is this output sound or flawed?"),
    "confidence": marked("How sure are you?"),
    "act": marked("What would you do with it?"),
    "reason": marked("What is wrong with it?"),
}

WIDGETS: dict[Part, Widget] = {
    "flagged": "pair",
    "confidence": "confidence",
    "act": "radios",
    "reason": "radios",
}

CARRIERS = {
    Carrier.PYTHON: "Python",
    Carrier.SQL: "SQL",
    Carrier.TYPESCRIPT: "TypeScript",
    Carrier.SHELL: "Shell",
    Carrier.CONFIG: marked("Configuration"),
    Carrier.SUMMARY: marked("Summary"),
    Carrier.ARCHITECTURE: marked("Advice"),
    Carrier.TRANSCRIPT: marked("Agent transcript"),
    Carrier.TESTS: marked("Tests"),
    Carrier.DATA: marked("Data claim"),
}

PROSE = {Carrier.SUMMARY, Carrier.ARCHITECTURE, Carrier.DATA}


def questions_of(form: StepForm) -> tuple[QuestionView, ...]:
    """Return the questions of a screen, in order; on one of several topics each names its own."""
    named: set[str] = set()
    questions = []
    for item in form.step.items:
        question = _question(item, form)
        topic = next((topic for topic in form.step.topics if item.id in topic.items), None)
        if topic:
            intro = "" if topic.title in named else topic.intro
            named.add(topic.title)
            question = replace(question, topic=topic.title, topic_intro=intro)
        questions.append(question)
    return tuple(questions)


def errors_of(questions: Sequence[QuestionView]) -> tuple[FieldError, ...]:
    """Return the error summary: every wrong field in the order it stands on the page."""
    return tuple(
        FieldError(f"#{field.id}", field.error)
        for question in questions
        for field in question.fields
        if field.error
    )


def _question(item: Item, form: StepForm) -> QuestionView:
    stem = stem_of(item)
    match item:
        case JudgementItem():
            parts = judgement_choices(item).items()
            fields = tuple(_judgement_field(part, choices, form) for part, choices in parts)
            return QuestionView(
                id=f"q-{stem}",
                name=stem,
                fields=fields,
                vignette=_vignette(item, form.step.language),
            )
        case RatingItem() | PracticeItem() | ChoiceItem():
            field = _radios(item, form)
            return QuestionView(id=f"q-{stem}", name=stem, fields=(field,), notes=_notes(item))
        case NumberItem() | TextItem():
            field = _typed_field(item, form)
            return QuestionView(id=f"q-{stem}", name=stem, fields=(field,), clearable=False)


def _judgement_field(part: Part, choices: Sequence[Choice], form: StepForm) -> FieldView:
    name = f"{VIGNETTE}.{part}"
    return FieldView(
        widget=WIDGETS[part],
        id=f"f-{name}",
        name=name,
        legend=gettext(LEGENDS[part]),
        error=form.errors.get(name, ""),
        options=_options(name, choices, form),
    )


def _radios(item: RatingItem | PracticeItem | ChoiceItem, form: StepForm) -> FieldView:
    return FieldView(
        widget="radios",
        id=f"f-{item.id}",
        name=item.id,
        legend=item.text,
        hint=item.help,
        error=form.errors.get(item.id, ""),
        options=_options(item.id, choices_of(item, form.step.scales), form),
    )


def _typed_field(item: NumberItem | TextItem, form: StepForm) -> FieldView:
    is_number = isinstance(item, NumberItem)
    return FieldView(
        widget="number" if is_number else "text",
        id=f"f-{item.id}",
        name=item.id,
        legend=item.text,
        hint=item.help,
        error=form.errors.get(item.id, ""),
        value=form.typed(item.id),
        unit=item.unit if isinstance(item, NumberItem) else "",
        longest=0 if isinstance(item, NumberItem) else item.longest,
    )


def _options(name: str, choices: Sequence[Choice], form: StepForm) -> tuple[OptionView, ...]:
    chosen = form.typed(name)
    return tuple(
        OptionView(
            id=f"f-{name}-{choice.value}",
            value=choice.value,
            label=choice.label,
            help=choice.help,
            checked=choice.value == chosen,
            apart=choice.apart,
        )
        for choice in choices
    )


def _notes(item: RatingItem | PracticeItem | ChoiceItem) -> tuple[tuple[str, str], ...]:
    if not isinstance(item, PracticeItem):
        return ()
    notes = ((marked("What would show it"), item.evidence), (marked("Basis"), item.basis))
    return tuple((gettext(name), text) for name, text in notes if text)


def _vignette(item: JudgementItem, language: str) -> VignetteView:
    is_code = item.carrier not in PROSE
    return VignetteView(
        carrier=gettext(CARRIERS[item.carrier]),
        is_code=is_code,
        wrap=item.carrier is Carrier.TRANSCRIPT,
        task=item.task,
        constraint=item.constraint,
        output=item.output.strip("\n"),
        language="en" if is_code and language != "en" else "",  # code is never translated
    )
