"""The sections of a questionnaire as lines: what is answered, what is missing, what is left."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from flask import url_for

from assess.model.instrument import Confidentiality, JudgementItem
from assess.web import language
from assess.web.forms import stem_of
from assess.web.language import filled, gettext, marked
from assess.web.pages import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.operations.answering import Sitting
    from assess.operations.steps import Step

KEPT = {
    Confidentiality.PSEUDONYMOUS: marked("Kept under a code that only your own link holds."),
    Confidentiality.ANONYMOUS: marked(
        "Anonymous, and kept apart from your judgements of AI outputs."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLine:
    """One section in the overview or the review."""

    title: str
    href: str
    answered: int
    items: int
    minutes: int
    language: str = ""
    """of its title and questions, where it is not the page's"""
    missing: tuple[Link, ...] = ()

    @property
    def state(self) -> str:
        """In one word."""
        if self.answered == self.items:
            return "done"
        return "begun" if self.answered else "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a screen is."""

    section: int
    sections: int
    title: str
    minutes: int


def section_lines(sitting: Sitting, token: str) -> tuple[SectionLine, ...]:
    """Return the sections in order; a section of vignettes has many steps."""
    return tuple(_section_line(steps, sitting, token) for steps in _sections_of(sitting.steps))


def progress_of(sitting: Sitting, step: Step) -> Progress:
    """Return where a screen is among the sections, and what is left from there."""
    runs = _sections_of(sitting.steps)
    number = next(n for n, run in enumerate(runs) if step in run)
    ahead = sitting.steps[sitting.steps.index(step) :]
    return Progress(
        section=number + 1,
        sections=len(runs),
        title=step.section if step.vignette else "",
        minutes=minutes_left(sitting, ahead),
    )


def title_of(step: Step) -> str:
    """Return the title of a screen."""
    if step.vignette:
        number, of = step.vignette
        return filled("Output {number} of {of}", number=number, of=of)
    return section_title(step)


def section_title(step: Step) -> str:
    """Return the title of the section a screen belongs to."""
    if step.number:
        return filled("{title}, part {number}", title=step.section, number=step.number)
    return step.section


def minutes_left(sitting: Sitting, steps: Sequence[Step]) -> int:
    """Minutes for what has no answer yet, rounded up."""
    return ceil(sum(step.minutes * _open_share(step, sitting) for step in steps))


def is_done(step: Step, sitting: Sitting) -> bool:
    """Whether every question of a screen has an answer."""
    return all(item.id in sitting.answers for item in step.items)


def address(step: Step, token: str) -> str:
    """Return the address of a screen."""
    return url_for("answer.step", token=token, step_id=step.id)


def kept(step: Step) -> str:
    """Say how the answers of a screen are kept."""
    return gettext(KEPT[step.part])


def _sections_of(steps: Sequence[Step]) -> list[list[Step]]:
    """Return runs of steps that belong to one section."""
    runs = groupby(steps, key=lambda step: (step.instrument, step.section, step.number))
    return [list(run) for _, run in runs]


def _section_line(steps: Sequence[Step], sitting: Sitting, token: str) -> SectionLine:
    items = [item for step in steps for item in step.items]
    first = next((step for step in steps if not is_done(step, sitting)), steps[0])
    return SectionLine(
        title=section_title(first),
        href=address(first, token),
        answered=sum(item.id in sitting.answers for item in items),
        items=len(items),
        minutes=max(1, ceil(sum(step.minutes for step in steps))),
        language="" if first.language == language.current() else first.language,
        missing=tuple(link for step in steps for link in _missing(step, sitting, token)),
    )


def _missing(step: Step, sitting: Sitting, token: str) -> list[Link]:
    href = f"{address(step, token)}?from=review"
    return [
        Link(
            title_of(step) if isinstance(item, JudgementItem) else item.text,
            f"{href}#q-{stem_of(item)}",
        )
        for item in step.items
        if item.id not in sitting.answers
    ]


def _open_share(step: Step, sitting: Sitting) -> float:
    open_items = sum(item.id not in sitting.answers for item in step.items)
    return open_items / len(step.items)
