"""What one person is shown: counts always, an index only from 24 outputs on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import ScoringError
from assess.model.result import Estimate
from assess.scoring.detection import detection
from assess.scoring.intervals import Z
from assess.scoring.trials import COLUMNS, per_trial, person_sums

if TYPE_CHECKING:
    from assess.scoring.trials import Trials

PERSON_TRIALS = 24
"""with fewer, a person's index says more about chance: reliability of d' .35 at 12, .51 at 24"""


@dataclass(frozen=True, slots=True)
class Norm:
    """How d' and c differ between people; a person's figure is drawn towards it."""

    sensitivity: float = 1.2
    sensitivity_sd: float = 0.6
    bias: float = 0.2
    bias_sd: float = 0.4


ASSUMED_NORM = Norm()
"""an assumption, to be replaced once 100 people have answered"""


@dataclass(frozen=True, slots=True)
class PersonJudgement:
    """One person's counts, and the two indices or the reason why there are none."""

    trials: int
    correct: int
    flawed: int
    hits: int
    """flawed outputs that were flagged"""
    accepted_flawed: int
    located: int
    """flagged for the right reason"""
    sound: int
    false_alarms: int
    """sound outputs that were flagged"""
    rejected_sound: int
    sensitivity: Estimate
    bias: Estimate


def person_judgements(given: Trials, norm: Norm = ASSUMED_NORM) -> tuple[PersonJudgement, ...]:
    """Return each person's counts, in order of their number.

    From 24 outputs on, d' and c are posterior means under the norm with 80 % intervals; below,
    they are missing.  Raises ScoringError for a norm without spread.
    """
    if min(norm.sensitivity_sd, norm.bias_sd) <= 0:
        raise ScoringError("a norm needs a spread above 0 for both indices")
    columns = dict(zip(COLUMNS, person_sums(given, per_trial(given)).T, strict=True))
    counts = {name: columns[name].astype(np.int64).tolist() for name in _COUNTED}
    sound = (columns["trials"] - columns["flawed"]).astype(np.int64)
    found = detection(columns["hits"], columns["flawed"], columns["false_alarms"], sound)
    return tuple(
        PersonJudgement(
            **{name: counts[name][person] for name in _COUNTED},
            sound=int(sound[person]),
            sensitivity=_shrunk(
                counts["trials"][person],
                (float(found.sensitivity[person]), float(found.sensitivity_error[person])),
                (norm.sensitivity, norm.sensitivity_sd),
            ),
            bias=_shrunk(
                counts["trials"][person],
                (float(found.bias[person]), float(found.bias_error[person])),
                (norm.bias, norm.bias_sd),
            ),
        )
        for person in range(given.people)
    )


_COUNTED = (
    "trials", "correct", "flawed", "hits", "accepted_flawed", "located", "false_alarms",
    "rejected_sound",
)  # fmt: skip


def _shrunk(trials: int, own: tuple[float, float], norm: tuple[float, float]) -> Estimate:
    """Weigh a figure and its error against a norm and its spread, both (value, sd)."""
    if trials < PERSON_TRIALS:
        reason = f"One person's index takes {PERSON_TRIALS} outputs; there are {trials}."
        return Estimate.missing(reason, trials)
    weight = norm[1] ** 2 / (norm[1] ** 2 + own[1] ** 2)
    value = weight * own[0] + (1 - weight) * norm[0]
    half = Z * own[1] * float(np.sqrt(weight))
    return Estimate(value, value - half, value + half, trials)
