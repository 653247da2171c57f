"""Practices of one team: levels per practice and domain, and what they mean to the risk model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from assess.evaluate.practice_sheet import PracticeSheet
from assess.evaluate.risks import TeamPractices
from assess.model.conditions import asked_facts, holds
from assess.model.instrument import Audience, ChoiceItem, Instrument, PracticeItem, Scale
from assess.model.result import DomainResult, PracticeResult
from assess.scoring.maturity import domain_level
from assess.scoring.perception_gap import Gap, perception_gap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assess.model.answers import Response

CHANCE = 0.05
"""a gap with a larger p is said to be within chance"""


@dataclass(frozen=True, slots=True, eq=False)
class PracticeFigures:
    """The domains of a team, and the same practices as the risk model reads them."""

    domains: tuple[DomainResult, ...]
    practices: TeamPractices
    sheet: PracticeSheet
    """the answers they were made from"""
    fixed: Mapping[str, int]
    """practice id → level that a what-if set"""


def facts_of(instruments: Sequence[Instrument], people: Sequence[Response]) -> dict[str, str]:
    """Return the intake facts as the leads gave them; where they differ, the last by name.

    Answers to questions that are no longer asked are left out, as on the answering pages.
    """
    facts = {item.id for ins in instruments for item in ins.items if isinstance(item, ChoiceItem)}
    given = sorted(
        (item_id, str(value))
        for person in people
        if person.audience is Audience.LEAD
        for item_id, value in person.answers.items()
        if item_id in facts
    )
    return asked_facts(instruments, dict(given))


def practice_figures(
    instruments: Sequence[Instrument],
    people: Sequence[Response],
    facts: Mapping[str, str],
    levels: Mapping[str, int],
) -> PracticeFigures:
    """Return the figures of one team.

    `levels`: practice id → level that a what-if sets, whoever said what; practices that were not
    put to this team are passed over.
    """
    asked = [
        item
        for instrument in instruments
        if holds(instrument.shown_if, facts)
        for item in instrument.items
        if isinstance(item, PracticeItem) and holds(item.shown_if, facts)
    ]
    return _figures(instruments, PracticeSheet.of(asked, people), facts, levels)


def moved(
    instruments: Sequence[Instrument], before: PracticeFigures, levels: Mapping[str, int]
) -> PracticeFigures:
    """Return the same figures with practices set to other levels; only their domains are redone."""
    return _figures(instruments, before.sheet, before.practices.facts, levels, before)


def _figures(
    instruments: Sequence[Instrument],
    sheet: PracticeSheet,
    facts: Mapping[str, str],
    levels: Mapping[str, int],
    before: PracticeFigures | None = None,
) -> PracticeFigures:
    fixed = {**(before.fixed if before else {}), **levels}
    kept = {d.id: d for d in before.domains} if before else {}
    for item in sheet.items:
        if item.id in levels:
            kept.pop(item.scale, None)
    by_scale: dict[str, list[int]] = {}
    for place in np.flatnonzero(sheet.answered).tolist():
        by_scale.setdefault(sheet.items[place].scale, []).append(place)
    domains = tuple(
        kept.get(scale.id) or _domain(instrument, scale, sheet, by_scale[scale.id], fixed)
        for instrument in instruments
        for scale in instrument.scales
        if scale.id in by_scale
    )
    applying = [(p, sheet.items[p]) for p in np.flatnonzero(sheet.applying).tolist()]
    practices = TeamPractices(
        facts,
        {item.id: item.lowers for _, item in applying},
        {item.id: sheet.known(place, fixed.get(item.id)) for place, item in applying},
    )
    return PracticeFigures(domains, practices, sheet, fixed)


def _domain(
    instrument: Instrument,
    scale: Scale,
    sheet: PracticeSheet,
    places: Sequence[int],
    fixed: Mapping[str, int],
) -> DomainResult:
    set_to = [fixed.get(sheet.items[place].id) for place in places]
    members = tuple(sheet.practice(p, level) for p, level in zip(places, set_to, strict=True))
    rows = sheet.levels[:, places]
    part = sheet.found.at(places)
    changed = np.array([np.nan if level is None else level for level in set_to], dtype=np.float64)
    part = replace(part, level=np.where(np.isnan(changed), part.level, changed))
    found = domain_level(rows, sheet.dont_know[:, places], part)
    gap = perception_gap(rows[sheet.sides], sheet.leads[sheet.sides])
    return DomainResult(
        id=scale.id,
        title=scale.title,
        instrument=instrument.id,
        average=found.average,
        staged=found.staged,
        coverage=found.coverage,
        gap=gap.gap,
        gap_sentence=_gap_sentence(gap),
        practices=members,
        short=scale.short,
    )


def _gap_sentence(gap: Gap) -> str:
    if gap.gap.value is None or gap.p is None:
        return gap.gap.reason
    who = "Leads see it" if gap.gap.value > 0 else "Engineers see it"
    size = f"{who} {abs(gap.gap.value):.1f} levels higher"
    if gap.p > CHANCE:
        return f"{size}, which chance can explain (p = {gap.p:.2f})."
    return f"{size}; chance alone would rarely do that (p = {max(gap.p, 0.001):.3f})."


def by_id(domains: Sequence[DomainResult]) -> Iterator[PracticeResult]:
    """Yield every practice of these domains."""
    for domain in domains:
        yield from domain.practices
