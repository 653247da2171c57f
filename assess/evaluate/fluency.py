"""AI fluency of one team: its members' trials pooled and scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.model.answers import Judgement
from assess.model.instrument import Instrument, JudgementItem
from assess.model.result import DefectDetection, Estimate, FluencyResult
from assess.scoring.judgement import TeamJudgement, team_judgement
from assess.scoring.trials import trials

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.answers import Response

NOT_COMPARED = "Set against other teams only where several teams can be shown."


@dataclass(frozen=True, slots=True)
class Bank:
    """The vignettes of an assessment and the names of their defects."""

    items: dict[str, JudgementItem]
    defects: dict[str, str]

    @classmethod
    def of(cls, instruments: Sequence[Instrument]) -> Bank:
        """Return the vignettes of all instruments."""
        return cls(
            {i.id: i for ins in instruments for i in ins.items if isinstance(i, JudgementItem)},
            {d.id: d.title for ins in instruments for d in ins.defects},
        )


def judged(bank: Bank, people: Sequence[Response]) -> int:
    """Return how many of these people judged at least one vignette."""
    return sum(any(item_id in bank.items for item_id in person.answers) for person in people)


def fluency_result(bank: Bank, people: Sequence[Response], seed: int) -> FluencyResult | None:
    """Return the figures of a team; None when nobody judged anything."""
    rows = [
        (person.id, bank.items[item_id], value)
        for person in people
        for item_id, value in person.answers.items()
        if item_id in bank.items and isinstance(value, Judgement)
    ]
    if not rows:
        return None
    packed = trials([r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows])
    return _result(bank, team_judgement(packed, np.random.default_rng(seed)))


def _result(bank: Bank, found: TeamJudgement) -> FluencyResult:
    return FluencyResult(
        people=found.people,
        trials=found.trials,
        accuracy=found.accuracy,
        over_reliance=found.over_reliance,
        under_reliance=found.under_reliance,
        sensitivity=found.sensitivity,
        bias=found.bias,
        overconfidence=found.overconfidence,
        brier=found.brier,
        auroc2=found.auroc2,
        localisation=found.localisation,
        utility=found.utility,
        blind_spot=Estimate.missing(NOT_COMPARED),
        calibration=found.calibration,
        defects=tuple(
            DefectDetection(defect, bank.defects.get(defect, defect), caught)
            for defect, caught in found.defects
            if caught.value is not None  # too few judged it: there is nothing to show
        ),
    )
