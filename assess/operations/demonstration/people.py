"""How a simulated person answers one item: seeded draws around the team's tendencies."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

from assess.model.answer_rules import CONFIDENCES
from assess.model.answers import Act, AnswerValue, Judgement, Special
from assess.model.instrument import (
    Audience,
    ChoiceItem,
    Item,
    JudgementItem,
    NumberItem,
    PracticeItem,
    RatingItem,
)
from assess.operations.demonstration.cast import USUAL_FACTS, Cast

if TYPE_CHECKING:
    from random import Random

_NORMAL = NormalDist()
_SKIPPED = 0.01
"""share of ratings a person leaves empty"""


@dataclass(frozen=True, slots=True)
class Person:
    """One simulated respondent."""

    cast: Cast
    audience: Audience
    sensitivity: float
    bias: float
    mood: float
    """levels added to every practice"""
    pride: float
    """steps added to every self-rating: what makes a person's ratings hang together"""

    @classmethod
    def drawn(cls, cast: Cast, audience: Audience, random: Random) -> Person:
        """Draw a person of this team."""
        optimism = cast.lead_optimism if audience is Audience.LEAD else 0.0
        return cls(
            cast,
            audience,
            sensitivity=random.gauss(cast.sensitivity, 0.45),
            bias=random.gauss(cast.bias, 0.3),
            mood=optimism + random.gauss(0.0, 0.35),
            pride=random.gauss(0.0, 0.7),
        )

    def answer(self, item: Item, random: Random) -> AnswerValue | None:
        """Return this person's answer to an item, or None when it is left empty."""
        match item:
            case JudgementItem():
                return self._judge(item, random)
            case PracticeItem():
                return self._level(item, random)
            case RatingItem():
                return self._rate(item, random)
            case ChoiceItem():
                return self._choose(item, random)
            case NumberItem():
                return random.randint(item.minimum, item.maximum)
            case _:
                return None

    def _judge(self, item: JudgementItem, random: Random) -> Judgement:
        evidence = self.sensitivity * (0.5 if item.flawed else -0.5) - self.bias
        flagged = random.random() < _NORMAL.cdf(evidence)
        right = flagged == item.flawed
        chance = _NORMAL.cdf(abs(self.sensitivity) / 2)
        felt = chance + self.cast.overconfidence + (0.04 if right else -0.04)
        percent = 100 * min(1.0, max(0.5, random.gauss(felt, 0.1)))
        confidence = min(CONFIDENCES, key=lambda step: abs(step - percent))
        return Judgement(
            flagged,
            confidence,
            _act(flagged, percent, random),
            self._reason(item, random, flagged=flagged),
        )

    def _reason(self, item: JudgementItem, random: Random, *, flagged: bool) -> str:
        if not flagged:
            return "nothing"
        if item.flawed and random.random() < 0.45 + 0.2 * self.sensitivity:
            return item.key
        return random.choice([o.value for o in item.reasons if o.value != "nothing"])

    def _level(self, item: PracticeItem, random: Random) -> int | Special:
        unsure = 0.14 if self.audience is Audience.ENGINEER else 0.04
        if random.random() < unsure:
            return Special.DONT_KNOW
        if item.allow_not_applicable and random.random() < 0.015:
            return Special.NOT_APPLICABLE
        base = self.cast.delivery if item.id.startswith("del.") else self.cast.governance
        # each practice of a team has its own true level, the same for all its raters
        own = _own(f"{self.cast.name}{item.id}")
        level = base + self.cast.tilt.get(item.scale, 0.0) + 0.8 * own + self.mood
        return min(4, max(0, round(random.gauss(level, 0.45))))

    def _rate(self, item: RatingItem, random: Random) -> int | None:
        if random.random() < _SKIPPED:
            return None
        points = len(item.labels) or 5
        middle = 0.55 + 0.1 * self.cast.sensitivity + self.cast.overconfidence
        value = round(random.gauss(0.6 + (points - 1) * middle + self.pride, 0.6))
        return min(points, max(1, value))

    def _choose(self, item: ChoiceItem, random: Random) -> str:
        values = [option.value for option in item.options]
        fact = self.cast.facts.get(item.id, USUAL_FACTS.get(item.id, ""))
        if fact in values:
            return fact
        weights = [len(values) - place for place in range(len(values))]
        return random.choices(values, weights)[0]


def _act(flagged: bool, percent: float, random: Random) -> Act:  # noqa: FBT001 - a drawn answer
    sure = percent >= 75
    if flagged:
        return (
            Act.REJECT
            if sure and random.random() < 0.6
            else random.choice((Act.CHANGE, Act.VERIFY))
        )
    return (
        Act.ACCEPT
        if sure and random.random() < 0.8
        else random.choice((Act.VERIFY, Act.CHANGE, Act.ACCEPT))
    )


def _own(text: str) -> float:
    """Return a standard normal that depends on the text alone."""
    total = 0
    for letter in text.encode():
        total = (total * 131 + letter) % 1_000_003
    return _NORMAL.inv_cdf((total + 0.5) / 1_000_003)
