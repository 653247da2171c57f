"""The pages of a person who answers, made from a door or a sitting."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from flask import url_for

from assess.model.instrument import Audience, JudgementItem
from assess.web import language
from assess.web.language import LanguageLink, filled, gettext, marked
from assess.web.pages import FieldError, Link, Page
from assess.web.question_views import errors_of, questions_of
from assess.web.section_lines import (
    Progress,
    SectionLine,
    address,
    is_done,
    kept,
    minutes_left,
    progress_of,
    section_lines,
    title_of,
)

if TYPE_CHECKING:
    from assess.operations.answering import Sitting
    from assess.operations.doors import Door
    from assess.operations.steps import Step
    from assess.web.forms import StepForm
    from assess.web.questions import QuestionView

AUDIENCES = {
    Audience.ENGINEER: marked("engineers"),
    Audience.LEAD: marked("team leads"),
    Audience.SECURITY: marked("security"),
    Audience.LEGAL: marked("legal"),
    Audience.PRODUCT: marked("product management"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage(Page):
    """What the layout of the questionnaire needs."""

    door: Door
    wide: bool = False
    languages: tuple[LanguageLink, ...] = ()
    """on pages where nothing typed can be lost by choosing one"""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinPage(AnswerPage):
    """The landing page of a team link."""

    audience: str
    begin: str
    resume: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage(AnswerPage):
    """Where one stands, and the way on."""

    sections: tuple[SectionLine, ...]
    begun: bool
    minutes: int
    minutes_all: int
    go_on: Link
    own_link: str
    has_code: bool
    """some outputs are program text, which wants a wide screen"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Untranslated:
    """What to say of questions that are not in the language chosen, in that language."""

    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPage(AnswerPage):
    """One screen of questions."""

    progress: Progress
    action: str
    intro: str
    kept: str
    questions: tuple[QuestionView, ...]
    errors: tuple[FieldError, ...] = ()
    shown: str = ""
    """stems of the questions on the page: what was posted is compared with what follows from it"""
    stamp: str = ""
    """when it was shown, if nothing on it had been answered"""
    revealed: int = 0
    stale: bool = False
    reviewing: bool = False
    is_first: bool = False
    untranslated: Untranslated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage(AnswerPage):
    """What is missing, and the button that hands it in."""

    sections: tuple[SectionLine, ...]
    answered: int
    missing: int
    submit: str
    back: str
    submitted: bool
    nothing_yet: bool = False


def join_page(door: Door, token: str, resume: str) -> JoinPage:
    """Make the landing page; `resume` is the address of a sitting begun in this browser."""
    return JoinPage(
        door=door,
        demonstration=door.demonstration,
        languages=language.links(door.languages),
        title=filled(
            "{organisation} asks how your team works with AI", organisation=door.organisation
        ),
        audience=gettext(AUDIENCES[door.audience]),
        begin=url_for("answer.join", token=token),
        resume=resume,
    )


def overview_page(sitting: Sitting, token: str) -> OverviewPage:
    """Make the overview of a sitting."""
    sections = section_lines(sitting, token)
    begun = any(section.answered for section in sections)
    first = next((step for step in sitting.steps if not is_done(step, sitting)), None)
    return OverviewPage(
        door=sitting.door,
        demonstration=sitting.door.demonstration,
        languages=language.links(sitting.door.languages),
        title=gettext("Go on where you stopped") if begun else gettext("Before you start"),
        sections=sections,
        begun=begun,
        minutes=minutes_left(sitting, sitting.steps),
        minutes_all=max(1, ceil(sum(step.minutes for step in sitting.steps))),
        go_on=_way_on(first, token, begun=begun),
        own_link=url_for("answer.overview", token=token, _external=True),
        has_code=any(
            isinstance(item, JudgementItem) for step in sitting.steps for item in step.items
        ),
        scripts=("js/answer.js",),
    )


def step_page(
    sitting: Sitting,
    token: str,
    form: StepForm,
    *,
    stamp: str = "",
    stale: bool = False,
    reviewing: bool = False,
    revealed: int = 0,
) -> StepPage:
    """Make one screen, with whatever the form holds and whatever is wrong in it.

    Questions that are not in the language chosen turn the whole screen to theirs, so that it does
    not mix two; a notice in the language chosen says so.
    """
    step = form.step
    untranslated = _untranslated(step, sitting.door.language)
    language.use(step.language)
    questions = questions_of(form)
    return StepPage(
        door=sitting.door,
        demonstration=sitting.door.demonstration,
        title=title_of(step),
        wide=any(isinstance(item, JudgementItem) for item in step.items),
        progress=progress_of(sitting, step),
        action=address(step, token),
        intro=step.intro,
        kept=kept(step),
        questions=questions,
        errors=errors_of(questions),
        shown=" ".join(question.name for question in questions),
        stamp=stamp,
        revealed=revealed,
        stale=stale,
        reviewing=reviewing,
        is_first=sitting.steps[0].id == step.id,
        untranslated=untranslated,
        scripts=("js/answer.js",),
    )


def review_page(sitting: Sitting, token: str, *, nothing_yet: bool = False) -> ReviewPage:
    """Make the review: every section, and each question that has no answer."""
    sections = section_lines(sitting, token)
    answered = sum(section.answered for section in sections)
    items = sum(section.items for section in sections)
    return ReviewPage(
        door=sitting.door,
        demonstration=sitting.door.demonstration,
        languages=language.links(sitting.door.languages),
        title=gettext("Review your answers"),
        sections=sections,
        answered=answered,
        missing=items - answered,
        submit=url_for("answer.hand_in", token=token),
        back=url_for("answer.overview", token=token),
        submitted=sitting.submitted,
        nothing_yet=nothing_yet,
    )


def _untranslated(step: Step, chosen: str) -> Untranslated | None:
    if step.language == chosen:
        return None
    language.use(chosen)
    name = language.name_of(step.language, among=chosen)
    text = filled("This section has not been translated yet. It is in {language}.", language=name)
    return Untranslated(language=chosen, text=text)


def _way_on(step: Step | None, token: str, *, begun: bool) -> Link:
    if step is None:
        return Link(gettext("Go to the review"), url_for("answer.review", token=token))
    words = gettext("Go on") if begun else gettext("Start with the first section")
    return Link(words, address(step, token))
