"""Practices of one team: levels per practice and domain, and what they mean to the risk model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from assess.evaluate.risks import TeamPractices
from assess.model.answers import EvidenceGrade, Special
from assess.model.conditions import holds
from assess.model.instrument import Audience, ChoiceItem, Instrument, PracticeItem
from assess.model.result import MINIMUM_GROUP, DomainResult, Estimate, PracticeResult
from assess.risk.constants import UNKNOWN_ERROR
from assess.risk.states import UNKNOWN, PracticeLevel, measurement_error
from assess.scoring.maturity import HIGHEST, PracticeLevels, domain_level, practice_levels
from assess.scoring.perception_gap import Gap, perception_gap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assess.model.answers import AnswerValue, Response
    from assess.scoring.arrays import Bools, Floats

CHANCE = 0.05
"""a gap with a larger p is said to be within chance"""

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
    sheet = _Sheet.of([item for _, item in asked], people, levels)
    results = {item.id: sheet.practice(place, item) for place, (_, item) in enumerate(asked)}
    answered = {i: r for i, r in results.items() if r.raters + r.dont_know + r.not_applicable}
    domains = tuple(
        _domain(ins, scale.id, sheet, answered)
        for ins in instruments
        for scale in ins.scales
        if any(r.domain == scale.id for r in answered.values())
    )
    applying = {i: r for i, r in results.items() if not (r.not_applicable and not r.raters)}
    return PracticeFigures(
        domains,
        TeamPractices(
            facts,
            {item.id: item.lowers for _, item in asked if item.id in applying},
            {
                item.id: sheet.known(place)
                for place, item in enumerate(sheet.items)
                if item.id in applying
            },
        ),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """The practice answers of one team: raters x practices."""

    items: tuple[PracticeItem, ...]
    levels: Floats
    """NaN where no level was given"""
    dont_know: Bools
    not_applicable: Bools
    leads: Bools
    """(raters,)"""
    sides: Bools
    """(raters,) leads and engineers"""
    found: PracticeLevels
    led: PracticeLevels
    """as the leads see it"""
    engineered: PracticeLevels
    """as the engineers see it"""
    grades: tuple[EvidenceGrade, ...]
    fixed: Mapping[str, int]

    @classmethod
    def of(
        cls, items: Sequence[PracticeItem], people: Sequence[Response], fixed: Mapping[str, int]
    ) -> _Sheet:
        raters = [p for p in people if any(item.id in p.answers for item in items)]
        answers = [[p.answers.get(item.id) for item in items] for p in raters]
        shape = (len(raters), len(items))
        levels = np.array(
            [[float(a) if isinstance(a, int) else np.nan for a in row] for row in answers]
        ).reshape(shape)
        grades = tuple(_best_grade(item.id, raters) for item in items)
        leads = np.array([p.audience is Audience.LEAD for p in raters], dtype=np.bool_)
        engineers = np.array([p.audience is Audience.ENGINEER for p in raters], dtype=np.bool_)
        return cls(
            items=tuple(items),
            levels=levels,
            dont_know=_where(answers, Special.DONT_KNOW, shape),
            not_applicable=_where(answers, Special.NOT_APPLICABLE, shape),
            leads=leads,
            sides=leads | engineers,
            found=practice_levels(levels, grades),
            led=practice_levels(levels[leads], grades),
            engineered=practice_levels(levels[engineers], grades),
            grades=grades,
            fixed=fixed,
        )

    def practice(self, place: int, item: PracticeItem) -> PracticeResult:
        """Return the figures of one practice."""
        level = self.found.estimate(place)
        if item.id in self.fixed:
            level = self._moved(place, float(self.fixed[item.id]))
        whole = 0 if level.value is None else int(level.value)
        return PracticeResult(
            id=item.id,
            title=item.title,
            domain=item.scale,
            level=level,
            raters=int(self.found.raters[place]),
            dont_know=int(self.dont_know[:, place].sum()),
            not_applicable=int(self.not_applicable[:, place].sum()),
            grade=self.grades[place].value,
            next_level=item.levels[whole + 1] if whole < HIGHEST else "",
            leaders=_view(self.led, place, 1),
            # engineers are anonymous, so few are not shown
            engineers=_view(self.engineered, place, MINIMUM_GROUP),
        )

    def _moved(self, place: int, level: float) -> Estimate:
        """Return a practice at the level a what-if sets; how well it is known stays as it is."""
        raters, error = int(self.found.raters[place]), float(self.found.error[place])
        if not raters:
            return Estimate(level)
        ends = max(level - error, 0.0), min(level + error, float(HIGHEST))
        return Estimate(level, *ends, raters)

    def known(self, place: int) -> PracticeLevel:
        """Return a practice as the risk model reads it."""
        level = self.fixed.get(self.items[place].id, float(self.found.level[place]))
        raters = int(self.found.raters[place])
        if np.isnan(level):
            return UNKNOWN
        if not raters:
            return PracticeLevel(float(level), UNKNOWN_ERROR)
        spread = float(self.found.spread[place]) / raters**0.5
        return PracticeLevel(float(level), measurement_error(self.grades[place], raters, spread))


def _view(side: PracticeLevels, place: int, minimum: int) -> Estimate:
    """Return how one side sees a practice."""
    if side.raters[place] < minimum:
        return Estimate.missing(f"Fewer than {minimum} of them gave a level.")
    return side.estimate(place)


def _best_grade(practice: str, raters: Sequence[Response]) -> EvidenceGrade:
    grades = [p.grades.get(practice, EvidenceGrade.CLAIMED) for p in raters]
    return max(grades, key=_GRADES.index, default=EvidenceGrade.CLAIMED)


def _where(
    answers: Sequence[Sequence[AnswerValue | None]], special: Special, shape: tuple[int, int]
) -> Bools:
    return np.array([[a == special for a in row] for row in answers], dtype=np.bool_).reshape(shape)


def _domain(
    instrument: Instrument,
    scale_id: str,
    sheet: _Sheet,
    answered: Mapping[str, PracticeResult],
) -> DomainResult:
    scale = instrument.scale(scale_id)
    places = [
        place
        for place, item in enumerate(sheet.items)
        if item.scale == scale_id and item.id in answered
    ]
    members = tuple(answered[sheet.items[place].id] for place in places)
    rows = sheet.levels[:, places]
    part = sheet.found.at(places)
    fixed = np.array([sheet.fixed.get(sheet.items[place].id, np.nan) for place in places])
    part = replace(part, level=np.where(np.isnan(fixed), part.level, fixed))
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
