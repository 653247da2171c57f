"""Trials: one person's judgement of one output, and what they add up to for each person."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.model.answers import Act
from assess.model.errors import ScoringError
from assess.scoring.arrays import truths
from assess.scoring.groups import group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.answers import Judgement
    from assess.model.instrument import JudgementItem
    from assess.scoring.arrays import Bools, Floats, Ints

ACTS = tuple(Act)


@dataclass(frozen=True, slots=True, kw_only=True)
class Utilities:
    """What an action is worth.  Published, so that nobody has to guess what is rewarded.

    A flawed output that is accepted costs its severity, 1 to 4; so does one that was changed for
    the wrong reason, since it still carries its flaw.
    """

    flawed_change: float = 1.0
    flawed_verify: float = 0.7
    flawed_reject: float = 1.0
    sound_accept: float = 1.0
    sound_change: float = 0.3
    sound_verify: float = 0.0
    sound_reject: float = -1.0

    @property
    def lowest(self) -> float:
        """The least that one action can be worth."""
        return float(min(-4.0, *astuple(self)))

    @property
    def highest(self) -> float:
        """The most that one action can be worth."""
        return float(max(astuple(self)))

    def of(self, trials: Trials) -> Floats:
        """Return the worth of each trial's action."""
        sound = np.array(
            [self.sound_accept, self.sound_change, self.sound_verify, self.sound_reject]
        )
        flawed = np.array([0.0, self.flawed_change, self.flawed_verify, self.flawed_reject])
        shipped = trials.flawed & (
            trials.did(Act.ACCEPT) | (trials.did(Act.CHANGE) & np.logical_not(trials.reason_right))
        )
        worth = np.where(trials.flawed, np.array(flawed)[trials.act], np.array(sound)[trials.act])
        return np.where(shipped, -trials.severity.astype(np.float64), worth)


UTILITIES = Utilities()
"""the table in use unless an organisation publishes its own"""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Trials:
    """Judgements as arrays, one entry a trial.  A trial that was not answered is left out.

    Raises ScoringError for lengths that differ, and for confidence or severity out of range.
    """

    person: Ints
    """0 to people - 1, everybody with at least one trial"""
    flawed: Bools
    """whether the output has a flaw"""
    flagged: Bools
    """whether the person said so"""
    confidence: Floats
    """.5 to 1"""
    act: Ints
    """index into ACTS"""
    reason_right: Bools
    """whether the chosen answer to "what is wrong?" is the key"""
    severity: Ints
    """1 to 4"""
    defect: tuple[str, ...] = ()
    """id of the defect type of each trial, or empty"""

    def __post_init__(self) -> None:
        count = len(self.person)
        for name in ("flawed", "flagged", "reason_right"):
            truths(getattr(self, name), count, name)
        lengths = {len(self.confidence), len(self.act), len(self.severity)}
        if lengths != {count} or len(self.defect) not in {0, count}:
            raise ScoringError(f"{count} trials need one confidence, action and severity each")
        if not ((self.confidence >= 0.5) & (self.confidence <= 1)).all():
            raise ScoringError("confidence must be 50 to 100 per cent in every trial")
        if not np.isin(self.severity, (1, 2, 3, 4)).all():
            raise ScoringError("severity must be 1 to 4 in every trial")
        if not np.isin(self.act, range(len(ACTS))).all():
            raise ScoringError(f"an action must be one of {', '.join(ACTS)}")
        if count and np.bincount(self.person).min() == 0:
            raise ScoringError("people must be numbered from 0 on without a gap")

    @property
    def people(self) -> int:
        """How many people judged."""
        return int(self.person.max()) + 1 if len(self.person) else 0

    @property
    def correct(self) -> Bools:
        """Whether each output was judged rightly."""
        right: Bools = np.equal(self.flawed, self.flagged)
        return right

    @property
    def probability(self) -> Floats:
        """The stated probability that each output is flawed."""
        return np.where(self.flagged, self.confidence, 1 - self.confidence)

    def did(self, act: Act) -> Bools:
        """Return which trials ended in this action."""
        chosen: Bools = np.equal(self.act, ACTS.index(act))
        return chosen


def trials(
    person: Sequence[str], items: Sequence[JudgementItem], judgements: Sequence[Judgement]
) -> Trials:
    """Pack judgements, each with the label of its person and the item it is about."""
    if not len(person) == len(items) == len(judgements):
        raise ScoringError("each judgement needs its person and its item")
    pairs = list(zip(items, judgements, strict=True))
    return Trials(
        person=group(np.array(person, dtype=np.str_)).codes,
        flawed=np.array([item.flawed for item in items], dtype=np.bool_),
        flagged=np.array([one.flagged for one in judgements], dtype=np.bool_),
        confidence=np.array([one.confidence for one in judgements], dtype=np.float64) / 100,
        act=np.array([ACTS.index(one.act) for one in judgements], dtype=np.int64),
        reason_right=np.array([one.reason == item.key for item, one in pairs], dtype=np.bool_),
        severity=np.array([item.severity for item in items], dtype=np.int64),
        defect=tuple(item.defect for item in items),
    )


COLUMNS = (
    "trials", "flawed", "hits", "false_alarms", "correct", "confidence", "brier",
    "accepted_flawed", "rejected_sound", "located", "utility",
)  # fmt: skip
"""what `person_sums` adds up, in order"""


def per_trial(given: Trials, utilities: Utilities = UTILITIES) -> Floats:
    """Return trials x COLUMNS: what each trial adds to the sums."""
    sound = np.logical_not(given.flawed)
    hit = given.flawed & given.flagged
    return np.column_stack(
        [
            np.ones(len(given.person)),
            given.flawed,
            hit,
            sound & given.flagged,
            given.correct,
            given.confidence,
            (given.probability - given.flawed) ** 2,
            given.flawed & given.did(Act.ACCEPT),
            sound & given.did(Act.REJECT),
            hit & given.reason_right,
            utilities.of(given),
        ]
    )


def person_sums(given: Trials, rows: Floats) -> Floats:
    """Add `rows` (trials x anything) up for each person."""
    if not len(given.person):
        return np.zeros((0, rows.shape[1]))
    order = np.argsort(given.person, kind="stable")
    starts = np.flatnonzero(np.diff(given.person[order], prepend=-1))
    return np.add.reduceat(rows[order], starts, axis=0)
