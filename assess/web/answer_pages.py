"""The pages of a person who answers, made from a door or a sitting."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from flask import url_for

from assess.model.instrument import Audience, Confidentiality, JudgementItem
from assess.web.forms import StepForm, stem_of
from assess.web.pages import FieldError, Link, Page
from assess.web.question_views import errors_of, questions_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.operations.answering import Door, Sitting
    from assess.operations.steps import Step
    from assess.web.questions import QuestionView

AUDIENCES = {
    Audience.ENGINEER: "engineers",
    Audience.LEAD: "team leads",
    Audience.SECURITY: "security",
    Audience.LEGAL: "legal",
    Audience.PRODUCT: "product management",
}

KEPT = {
    Confidentiality.PSEUDONYMOUS: "Kept under a code that only your own link holds.",
    Confidentiality.ANONYMOUS: "Anonymous, and kept apart from your judgements of AI outputs.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage(Page):
    """What the layout of the questionnaire needs."""

    door: Door
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinPage(AnswerPage):
    """The landing page of a team link."""

    audience: str
    begin: str
    resume: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLine:
    """One section in the overview or the review."""

    title: str
    href: str
    answered: int
    items: int
    minutes: int
    kept: str
    missing: tuple[Link, ...] = ()

    @property
    def state(self) -> str:
        """In one word."""
        if self.answered == self.items:
            return "done"
        return "begun" if self.answered else "open"


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
class Progress:
    """Where this screen is."""

    section: int
    sections: int
    title: str
    minutes: int


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
    revealed: int = 0
    stale: bool = False
    reviewing: bool = False
    is_first: bool = False


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
        title=f"{door.organisation} asks how your team works with AI",
        audience=AUDIENCES[door.audience],
        begin=url_for("answer.join", token=token),
        resume=resume,
    )


def overview_page(sitting: Sitting, token: str) -> OverviewPage:
    """Make the overview of a sitting."""
    sections = section_lines(sitting, token)
    begun = any(section.answered for section in sections)
    first = next((step for step in sitting.steps if not _is_done(step, sitting)), None)
    review = url_for("answer.review", token=token)
    ahead = Link("Go to the review", review) if first is None else _way_on(first, token, begun)
    return OverviewPage(
        door=sitting.door,
        demonstration=sitting.door.demonstration,
        title="Go on where you stopped" if begun else "Before you start",
        sections=sections,
        begun=begun,
        minutes=_minutes_left(sitting, sitting.steps),
        minutes_all=max(1, ceil(sum(step.minutes for step in sitting.steps))),
        go_on=ahead,
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
    stale: bool = False,
    reviewing: bool = False,
    revealed: int = 0,
) -> StepPage:
    """Make one screen, with whatever the form holds and whatever is wrong in it."""
    step = form.step
    questions = questions_of(form)
    is_first = sitting.steps[0].id == step.id
    return StepPage(
        door=sitting.door,
        demonstration=sitting.door.demonstration,
        title=step.title,
        wide=any(isinstance(item, JudgementItem) for item in step.items),
        progress=_progress(sitting, step),
        action=url_for("answer.step", token=token, step_id=step.id),
        intro=step.intro,
        kept=KEPT[step.part],
        questions=questions,
        errors=errors_of(questions),
        shown=" ".join(question.name for question in questions),
        revealed=revealed,
        stale=stale,
        reviewing=reviewing,
        is_first=is_first,
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
        title="Review your answers",
        sections=sections,
        answered=answered,
        missing=items - answered,
        submit=url_for("answer.hand_in", token=token),
        back=url_for("answer.overview", token=token),
        submitted=sitting.submitted,
        nothing_yet=nothing_yet,
    )


def section_lines(sitting: Sitting, token: str) -> tuple[SectionLine, ...]:
    """Return the sections in order; a section of vignettes has many steps."""
    return tuple(_section_line(steps, sitting, token) for steps in sections_of(sitting.steps))


def sections_of(steps: Sequence[Step]) -> list[list[Step]]:
    """Return runs of steps that belong to one section."""
    return [list(run) for _, run in groupby(steps, key=lambda s: (s.instrument, s.section))]


def _section_line(steps: Sequence[Step], sitting: Sitting, token: str) -> SectionLine:
    items = [item for step in steps for item in step.items]
    first = next((step for step in steps if not _is_done(step, sitting)), steps[0])
    return SectionLine(
        title=steps[0].section or steps[0].title,
        href=_address(first, token),
        answered=sum(item.id in sitting.answers for item in items),
        items=len(items),
        minutes=max(1, ceil(sum(step.minutes for step in steps))),
        kept=KEPT[steps[0].part],
        missing=tuple(link for step in steps for link in _missing(step, sitting, token)),
    )


def _missing(step: Step, sitting: Sitting, token: str) -> list[Link]:
    href = f"{_address(step, token)}?from=review"
    return [
        Link(
            step.title if isinstance(item, JudgementItem) else item.text,
            f"{href}#q-{stem_of(item)}",
        )
        for item in step.items
        if item.id not in sitting.answers
    ]


def _progress(sitting: Sitting, step: Step) -> Progress:
    runs = sections_of(sitting.steps)
    number = next(n for n, run in enumerate(runs) if step in run)
    ahead = sitting.steps[sitting.steps.index(step) :]
    section = step.section or step.title
    return Progress(
        section=number + 1,
        sections=len(runs),
        title="" if section == step.title else section,
        minutes=_minutes_left(sitting, ahead),
    )


def _minutes_left(sitting: Sitting, steps: Sequence[Step]) -> int:
    """Minutes for what has no answer yet, rounded up."""
    return ceil(sum(step.minutes * _open_share(step, sitting) for step in steps))


def _open_share(step: Step, sitting: Sitting) -> float:
    open_items = sum(item.id not in sitting.answers for item in step.items)
    return open_items / len(step.items)


def _is_done(step: Step, sitting: Sitting) -> bool:
    return all(item.id in sitting.answers for item in step.items)


def _way_on(step: Step, token: str, begun: bool) -> Link:  # noqa: FBT001 - one private caller
    return Link("Go on" if begun else "Start with the first section", _address(step, token))


def _address(step: Step, token: str) -> str:
    return url_for("answer.step", token=token, step_id=step.id)
