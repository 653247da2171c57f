"""Practices of one team: levels per practice and domain, and what they mean to the risk model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.evaluate.interim import mean_of, practice_level
from assess.evaluate.risks import TeamPractices
from assess.model.answers import EvidenceGrade, Special
from assess.model.conditions import holds
from assess.model.instrument import Audience, ChoiceItem, Instrument, PracticeItem
from assess.model.result import DomainResult, Estimate, PracticeResult
from assess.risk.states import UNKNOWN, PracticeLevel, measurement_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assess.model.answers import Response

HIGHEST = 4
_GRADES = (
    EvidenceGrade.CLAIMED,
    EvidenceGrade.ATTACHED,
    EvidenceGrade.VERIFIED,
    EvidenceGrade.OBSERVED,
)


@dataclass(frozen=True, slots=True)
class PracticeFigures:
    """The domains of a team, and the same practices as the risk model reads them."""

    domains: tuple[DomainResult, ...]
    practices: TeamPractices


def facts_of(instruments: Sequence[Instrument], people: Sequence[Response]) -> dict[str, str]:
    """Return the intake facts as the leads gave them; where they differ, the last by name."""
    facts = {item.id for ins in instruments for item in ins.items if isinstance(item, ChoiceItem)}
    given = sorted(
        (item_id, str(value))
        for person in people
        if person.audience is Audience.LEAD
        for item_id, value in person.answers.items()
        if item_id in facts
    )
    return dict(given)


def practice_figures(
    instruments: Sequence[Instrument],
    people: Sequence[Response],
    facts: Mapping[str, str],
    levels: Mapping[str, int],
) -> PracticeFigures:
    """Return the figures of one team.

    `levels`: practice id → level that a what-if sets, whoever said what.
    """
    asked = [
        (ins, item)
        for ins in instruments
        if holds(ins.shown_if, facts)
        for item in ins.items
        if isinstance(item, PracticeItem) and holds(item.shown_if, facts)
    ]
    results = {item.id: _practice(item, people, levels) for _, item in asked}
    answered = {i: r for i, r in results.items() if r.raters + r.dont_know + r.not_applicable}
    domains = tuple(
        _domain(ins, scale.id, members)
        for ins in instruments
        for scale in ins.scales
        if (members := _members(ins, scale.id, asked, answered))
    )
    applying = {i: r for i, r in results.items() if not (r.not_applicable and not r.raters)}
    return PracticeFigures(
        domains,
        TeamPractices(
            facts,
            {item.id: item.lowers for _, item in asked if item.id in applying},
            {practice: _known(result) for practice, result in applying.items()},
        ),
    )


def _members(
    instrument: Instrument,
    scale_id: str,
    asked: Sequence[tuple[Instrument, PracticeItem]],
    answered: Mapping[str, PracticeResult],
) -> list[PracticeResult]:
    """Return the answered practices of one domain, in the order of the questionnaire."""
    return [
        answered[item.id]
        for owner, item in asked
        if owner is instrument and item.scale == scale_id and item.id in answered
    ]


def _practice(
    item: PracticeItem, people: Sequence[Response], levels: Mapping[str, int]
) -> PracticeResult:
    given = [(p, p.answers[item.id]) for p in people if item.id in p.answers]
    numbers = [(p.audience, v) for p, v in given if isinstance(v, int)]
    level = practice_level([v for _, v in numbers])
    if item.id in levels:
        level = Estimate(float(levels[item.id]), level.low, level.high, level.n)
    whole = 0 if level.value is None else int(level.value)
    return PracticeResult(
        id=item.id,
        title=item.title,
        domain=item.scale,
        level=level,
        raters=len(numbers),
        dont_know=sum(v == Special.DONT_KNOW for _, v in given),
        not_applicable=sum(v == Special.NOT_APPLICABLE for _, v in given),
        grade=EvidenceGrade.CLAIMED.value,
        next_level=item.levels[whole + 1] if whole < HIGHEST else "",
        leaders=practice_level([v for a, v in numbers if a is Audience.LEAD]),
        engineers=practice_level([v for a, v in numbers if a is Audience.ENGINEER]),
    )


def _domain(
    instrument: Instrument, scale_id: str, practices: Sequence[PracticeResult]
) -> DomainResult:
    scale = instrument.scale(scale_id)
    known = [p.level.value for p in practices if p.level.value is not None]
    asked = sum(p.raters + p.dont_know for p in practices)
    share = sum(p.raters for p in practices) / asked if asked else None
    return DomainResult(
        id=scale.id,
        title=scale.title,
        instrument=instrument.id,
        average=mean_of([p.level for p in practices]),
        staged=int(min(known)) if known else None,
        coverage=Estimate(share, share, share, asked),
        gap=Estimate.missing("Not tested."),
        gap_sentence="",
        practices=tuple(practices),
        short=scale.short,
    )


def _known(result: PracticeResult) -> PracticeLevel:
    level = result.level
    if level.value is None or level.low is None or level.high is None:
        return UNKNOWN
    spread = (level.high - level.low) / 2.563
    return PracticeLevel(
        level.value, measurement_error(EvidenceGrade(result.grade), max(1, result.raters), spread)
    )


def by_id(domains: Sequence[DomainResult]) -> Iterator[PracticeResult]:
    """Yield every practice of these domains."""
    for domain in domains:
        yield from domain.practices
