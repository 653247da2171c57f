"""How a team judges AI outputs: pooled trials, with intervals from resampling its people.

A team's figure is that of its pooled trials.  Its interval answers: what would other people like
these say about the same outputs?  So people are resampled, outputs are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from assess.model.result import Estimate
from assess.scoring.arrays import divide
from assess.scoring.calibration import Murphy, auroc2_of_counts, calibration_points, murphy
from assess.scoring.detection import Detection, detection
from assess.scoring.intervals import share, wilson
from assess.scoring.resampling import resampling
from assess.scoring.trials import COLUMNS, UTILITIES, per_trial, person_sums

if TYPE_CHECKING:
    from assess.model.result import CalibrationPoint
    from assess.scoring.arrays import Floats
    from assess.scoring.resampling import Resampling
    from assess.scoring.trials import Trials, Utilities

TEAM_PEOPLE = 5
TEAM_TRIALS = 60
"""a team's figures need at least this many people and pooled trials"""

CONFIDENCE_TRIALS = 200
"""Murphy's decomposition and AUROC2 need this many"""

DEFECT_TRIALS = 5
"""trials on one defect type below which its detection is not shown"""

DRAWS = 400
"""bootstrap resamples: the standard error is then known to 4 %"""

_LEAST_VARIANCE = 0.25
"""share of the variance of independent trials that the resampled one may not fall below: a few
people who happen to err equally often are no proof of certainty"""


@dataclass(frozen=True, slots=True)
class TeamJudgement:
    """All figures of one team; each is an Estimate with an 80 % interval or the reason for none."""

    people: int
    trials: int
    accuracy: Estimate
    over_reliance: Estimate
    """share of flawed outputs that were accepted"""
    under_reliance: Estimate
    """share of sound outputs that were rejected"""
    sensitivity: Estimate
    bias: Estimate
    overconfidence: Estimate
    brier: Estimate
    auroc2: Estimate
    localisation: Estimate
    """share of flawed outputs flagged for the right reason"""
    utility: Estimate
    murphy: Murphy | None = None
    calibration: tuple[CalibrationPoint, ...] = ()
    defects: tuple[tuple[str, Estimate], ...] = ()
    """(defect type, share of its trials that were flagged), in order of id"""


def team_judgement(
    given: Trials,
    rng: np.random.Generator,
    *,
    utilities: Utilities = UTILITIES,
    draws: int = DRAWS,
) -> TeamJudgement:
    """Return the figures of one team (or of everybody as one group).

    Shares carry a Wilson interval with the trials discounted for people's likeness to themselves;
    the others a t interval on the bootstrap standard error.  Both are corrected for few people and
    hold the truth four times in five, with five or six people somewhat more often.
    """
    short = _too_few(given)
    if short:
        return _withheld(given, short)
    drawn = resampling(given.people, draws, rng)
    rows = per_trial(given, utilities)
    sums = person_sums(given, rows)
    pooled = _Pooled(rows, sums.sum(axis=0), drawn.totals(sums), drawn.reach)
    found = pooled.detection()
    return TeamJudgement(
        people=given.people,
        trials=len(given.person),
        accuracy=pooled.share("correct", "trials"),
        over_reliance=pooled.share("accepted_flawed", "flawed"),
        under_reliance=pooled.share("rejected_sound", "sound"),
        sensitivity=found[0],
        bias=found[1],
        overconfidence=pooled.mean("overconfidence", -0.5, 1.0),
        brier=pooled.mean("brier", 0.0, 1.0),
        auroc2=_auroc2(given, drawn),
        localisation=pooled.share("located", "flawed"),
        utility=pooled.mean("utility", utilities.lowest, utilities.highest),
        murphy=_murphy(given),
        calibration=calibration_points(given.confidence, given.correct),
        defects=_defects(given),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Pooled:
    """Sums over all trials and over every resample, from which each figure is a ratio."""

    rows: Floats
    """trials x COLUMNS"""
    sums: Floats
    """COLUMNS"""
    drawn: Floats
    """draws x COLUMNS"""
    reach: float

    def share(self, part: str, whole: str) -> Estimate:
        """Return a share by Wilson's interval on the effective number of trials."""
        trials = int(_column(self.sums, whole))
        if trials == 0:
            return Estimate.missing(f"No {whole} outputs were judged.")
        value = float(_column(self.sums, part)) / trials
        effective = float(trials)
        if 0 < value < 1:
            independent = value * (1 - value) / trials
            resampled = divide(_column(self.drawn, part), _column(self.drawn, whole))
            effective *= independent / self._variance(resampled, independent)
        low, high = wilson(value * effective, effective, self.reach)
        return Estimate(value, low, high, trials)

    def mean(self, name: str, lowest: float, highest: float) -> Estimate:
        """Return a mean over trials with a t interval, cut at what the figure can be."""
        trials = len(self.rows)
        value = float(_column(self.sums, name)) / trials
        independent = float(_column(self.rows, name).var()) / trials
        drawn = divide(_column(self.drawn, name), _column(self.drawn, "trials"))
        half = self.reach * float(np.sqrt(self._variance(drawn, independent)))
        return Estimate(value, max(value - half, lowest), min(value + half, highest), trials)

    def detection(self) -> tuple[Estimate, Estimate]:
        """Return d' and c of the pooled trials, each with a t interval."""
        one, many = _detection(self.sums), _detection(self.drawn)
        if not (_column(self.sums, "flawed") > 0 and _column(self.sums, "sound") > 0):
            missing = Estimate.missing("Both flawed and sound outputs are needed.")
            return missing, missing
        return (
            self._around(one.sensitivity, many.sensitivity, one.sensitivity_error),
            self._around(one.bias, many.bias, one.bias_error),
        )

    def _around(self, value: Floats, drawn: Floats, independent: Floats) -> Estimate:
        half = self.reach * float(np.sqrt(self._variance(drawn, float(independent) ** 2)))
        return Estimate(float(value), float(value) - half, float(value) + half, len(self.rows))

    @staticmethod
    def _variance(drawn: Floats, independent: float) -> float:
        return max(float(np.nanvar(drawn)), _LEAST_VARIANCE * independent)


def _column(sums: Floats, name: str) -> Floats:
    """Return one column of sums, or of what follows from them, along the last axis."""
    if name == "sound":
        return _column(sums, "trials") - _column(sums, "flawed")
    if name == "overconfidence":
        return _column(sums, "confidence") - _column(sums, "correct")
    return np.asarray(sums[..., COLUMNS.index(name)], dtype=np.float64)


def _detection(sums: Floats) -> Detection:
    parts = ("hits", "flawed", "false_alarms", "sound")
    return detection(*(_column(sums, name) for name in parts))


_ESTIMATES = (
    "accuracy", "over_reliance", "under_reliance", "sensitivity", "bias", "overconfidence", "brier",
    "auroc2", "localisation", "utility",
)  # fmt: skip


def _too_few(given: Trials) -> str:
    if given.people < TEAM_PEOPLE:
        return f"Fewer than {TEAM_PEOPLE} people judged outputs."
    if len(given.person) < TEAM_TRIALS:
        return f"{len(given.person)} outputs were judged; a team's figures need {TEAM_TRIALS}."
    return ""


def _withheld(given: Trials, reason: str) -> TeamJudgement:
    figures: dict[str, Any] = dict.fromkeys(_ESTIMATES, Estimate.missing(reason))
    return TeamJudgement(people=given.people, trials=len(given.person), **figures)


def _murphy(given: Trials) -> Murphy | None:
    if len(given.person) < CONFIDENCE_TRIALS:
        return None
    return murphy(given.probability, given.flawed)


def _auroc2(given: Trials, drawn: Resampling) -> Estimate:
    trials = len(given.person)
    if trials < CONFIDENCE_TRIALS:
        reason = f"{trials} outputs were judged; this figure needs {CONFIDENCE_TRIALS}."
        return Estimate.missing(reason, trials)
    steps, place = np.unique(given.confidence, return_inverse=True)
    at_step = place[:, None] == np.arange(len(steps))
    right, wrong = (
        given.correct[:, None] & at_step,
        np.logical_not(given.correct)[:, None] & at_step,
    )
    sums = person_sums(given, np.hstack((right, wrong)).astype(np.float64))
    one, many = sums.sum(axis=0), drawn.totals(sums)
    value = float(auroc2_of_counts(*np.split(one, 2)))
    if not np.isfinite(value):
        return Estimate.missing("Every output was judged alike, right or wrong.", trials)
    half = drawn.reach * float(np.nanstd(auroc2_of_counts(*np.split(many, 2, axis=1))))
    return Estimate(value, max(value - half, 0.0), min(value + half, 1.0), trials)


def _defects(given: Trials) -> tuple[tuple[str, Estimate], ...]:
    found = []
    names = np.array(given.defect if given.defect else [""] * len(given.person))
    for name in np.unique(names[given.flawed & (names != "")]).tolist():
        at = given.flawed & (names == name)
        trials = int(at.sum())
        caught = share(int((at & given.flagged).sum()), trials)
        if trials < DEFECT_TRIALS:
            caught = Estimate.missing(f"Fewer than {DEFECT_TRIALS} people judged this one.", trials)
        found.append((name, caught))
    return tuple(found)
