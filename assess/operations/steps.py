"""The run of screens one respondent sees: one topic a screen, one vignette a screen."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assess.content.estimates import seconds_for
from assess.model.conditions import asked_facts, holds
from assess.model.instrument import (
    Audience,
    ChoiceItem,
    Confidentiality,
    Instrument,
    Item,
    JudgementItem,
    RatingItem,
    Scale,
    Section,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assess.model.answers import AnswerValue


MOST_JOINED = 5
"""questions on a screen made of several small topics"""


@dataclass(frozen=True, slots=True)
class Topic:
    """A small topic on a screen made of several."""

    title: str
    intro: str
    items: frozenset[str]


@dataclass(frozen=True, slots=True)
class Step:
    """One screen."""

    id: str
    instrument: str
    title: str
    """the instrument's own words; a page adds which of several this screen is"""
    intro: str
    items: tuple[Item, ...]
    part: Confidentiality
    minutes: float
    section: str = ""
    """title of the section it belongs to; a section of vignettes has many screens"""
    scales: tuple[Scale, ...] = ()
    """the scales of its rating items: where their labels begin to count"""
    language: str = "en"
    """that its questions are in"""
    vignette: tuple[int, int] | None = None
    """which of how many vignettes it shows"""
    topics: tuple[Topic, ...] = ()
    """on a screen made of several small topics"""
    number: int = 0
    """which of its instrument's screens of several topics it is; 0 when it is the only one"""


def steps_for(
    instruments: Sequence[Instrument],
    audience: Audience,
    facts: Mapping[str, str],
    block: Sequence[str],
) -> tuple[Step, ...]:
    """Return the screens for an audience, given the intake facts known and the vignettes drawn.

    The id of a vignette's screen is its position, because an item's id may give its key away.
    """
    return tuple(
        step
        for instrument in instruments
        if holds(instrument.shown_if, facts)
        for step in _joined(instrument, _instrument_steps(instrument, audience, facts, block))
    )


def facts_in(
    instruments: Sequence[Instrument], answers: Mapping[str, AnswerValue]
) -> dict[str, str]:
    """Return the answers to choice items: the facts that conditions may ask for.

    An answer to a question that is no longer asked, because its parent changed, is left out.
    """
    given = {
        item.id: str(answers[item.id])
        for instrument in instruments
        for item in instrument.items
        if isinstance(item, ChoiceItem) and item.id in answers
    }
    return asked_facts(instruments, given)


def shuffled(block: Sequence[str], key: str) -> tuple[str, ...]:
    """Return the vignettes in this person's own fixed order (order effects average out)."""
    return tuple(sorted(block, key=lambda item: hashlib.sha256(f"{key}{item}".encode()).digest()))


def _instrument_steps(
    instrument: Instrument, audience: Audience, facts: Mapping[str, str], block: Sequence[str]
) -> Iterator[Step]:
    for section in instrument.sections or (Section(id="all", title=instrument.title),):
        if holds(section.shown_if, facts):
            yield from _section_steps(instrument, section, audience, facts, block)


def _joined(instrument: Instrument, steps: Iterable[Step]) -> Iterator[Step]:
    """Put small neighbouring topics on one screen: a screen for one question tires people."""
    runs: list[list[Step]] = []
    for step in steps:
        if runs and _fit(runs[-1], step):
            runs[-1].append(step)
        else:
            runs.append([step])
    joined = [run for run in runs if len(run) > 1]
    for run in runs:
        if len(run) == 1:
            yield run[0]
        else:
            number = joined.index(run) + 1 if len(joined) > 1 else 0
            yield _join(run, instrument.title, number)


def _fit(run: Sequence[Step], other: Step) -> bool:
    items = [item for step in (*run, other) for item in step.items]
    vignette = any(isinstance(item, JudgementItem) for item in items)
    return not vignette and len(items) <= MOST_JOINED


def _join(run: Sequence[Step], title: str, number: int) -> Step:
    return replace(
        run[0],
        title=title,
        section=title,
        intro="",
        items=tuple(item for step in run for item in step.items),
        minutes=sum(step.minutes for step in run),
        scales=tuple(scale for step in run for scale in step.scales),
        topics=tuple(
            Topic(step.title, step.intro, frozenset(item.id for item in step.items)) for step in run
        ),
        number=number,
    )


def _section_steps(
    instrument: Instrument,
    section: Section,
    audience: Audience,
    facts: Mapping[str, str],
    block: Sequence[str],
) -> Iterator[Step]:
    items = [
        item
        for item in instrument.items
        if (item.section or "all") == section.id
        and audience in item.audience
        and holds(item.shown_if, facts)
    ]
    vignettes = {item.id: item for item in items if isinstance(item, JudgementItem)}
    drawn = [vignettes[item_id] for item_id in block if item_id in vignettes]
    for position, item in enumerate(drawn, start=1):
        one = _step(instrument, section, f"{section.id}-{position}", (item,))
        intro = section.intro if position == 1 else ""
        yield replace(one, intro=intro, vignette=(position, len(drawn)))
    plain = tuple(item for item in items if not isinstance(item, JudgementItem))
    if plain:
        yield _step(instrument, section, f"{instrument.id}.{section.id}", plain)


def _step(instrument: Instrument, section: Section, step_id: str, items: tuple[Item, ...]) -> Step:
    rated = {item.scale for item in items if isinstance(item, RatingItem)}
    return Step(
        id=step_id,
        instrument=instrument.id,
        title=section.title,
        intro=section.intro,
        items=items,
        part=instrument.confidentiality,
        minutes=sum(seconds_for(item) for item in items) / 60,
        section=section.title,
        scales=tuple(scale for scale in instrument.scales if scale.id in rated),
        language=instrument.language,
    )
