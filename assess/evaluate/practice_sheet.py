"""The practice answers of one team as one table, and each practice's figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.model.answers import EvidenceGrade, Special
from assess.model.instrument import Audience, PracticeItem
from assess.model.result import MINIMUM_GROUP, Estimate, PracticeResult
from assess.risk.constants import UNKNOWN_ERROR
from assess.risk.states import UNKNOWN, PracticeLevel, measurement_error
from assess.scoring.maturity import HIGHEST, PracticeLevels, practice_levels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.answers import AnswerValue, Response
    from assess.scoring.arrays import Bools, Floats

_GRADES = (
    EvidenceGrade.CLAIMED,
    EvidenceGrade.ATTACHED,
    EvidenceGrade.VERIFIED,
    EvidenceGrade.OBSERVED,
)


@dataclass(frozen=True, slots=True, eq=False)
class PracticeSheet:
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

    @classmethod
    def of(cls, items: Sequence[PracticeItem], people: Sequence[Response]) -> PracticeSheet:
        """Lay out what these people said on these practices; who said nothing is no rater."""
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
        )

    @property
    def answered(self) -> Bools:
        """(practices,) whether anybody said anything, be it that it does not apply."""
        said: Bools = (
            (self.found.raters > 0) | self.dont_know.any(axis=0) | self.not_applicable.any(axis=0)
        )
        return said

    @property
    def applying(self) -> Bools:
        """(practices,) whether nobody called it not applicable, or somebody gave a level."""
        counts: Bools = (self.found.raters > 0) | ~self.not_applicable.any(axis=0)
        return counts

    def practice(self, place: int, fixed: int | None = None) -> PracticeResult:
        """Return the figures of one practice, at the level a what-if sets if it sets one."""
        item = self.items[place]
        level = self.found.estimate(place) if fixed is None else self._moved(place, float(fixed))
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

    def known(self, place: int, fixed: int | None = None) -> PracticeLevel:
        """Return a practice as the risk model reads it."""
        level = float(self.found.level[place] if fixed is None else fixed)
        raters = int(self.found.raters[place])
        if np.isnan(level):
            return UNKNOWN
        if not raters:
            return PracticeLevel(level, UNKNOWN_ERROR)
        spread = float(self.found.spread[place]) / raters**0.5
        return PracticeLevel(level, measurement_error(self.grades[place], raters, spread))


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
