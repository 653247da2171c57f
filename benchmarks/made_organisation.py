"""Made-up organisations whose truth is known, answering the real questionnaires."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from assess.content.assignment import blocks
from assess.evaluate import AssessmentHeader
from assess.model.answers import Act, EvidenceGrade, Judgement, Response, Special, TeamAnswers
from assess.model.conditions import is_shown
from assess.model.instrument import (
    Audience,
    ChoiceItem,
    Confidentiality,
    JudgementItem,
    NumberItem,
    PracticeItem,
    RatingItem,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assess.model.answers import AnswerValue
    from assess.model.instrument import Instrument, Item

HEADER = AssessmentHeader(
    id="made",
    title="Made-up wave",
    wave=1,
    made_on="2026-01-01",
    demonstration=True,
    organisation="Made-up organisation",
)

FACTS = {
    "uses_agents": "yes",
    "agent_framework": "langgraph",
    "agents_write": "yes",
    "serves_china": "no",
    "serves_eu": "no",
    "trains_models": "no",
    "buys_compute": "no",
    "self_hosts": "no",
    "build_or_buy": "mixed",
    "writes_software": "yes",
    "personal_data": "yes",
    "pilot_stage": "pilot",
}

ROLES = (
    Audience.LEAD,
    Audience.ENGINEER,
    Audience.ENGINEER,
    Audience.ENGINEER,
    Audience.ENGINEER,
    Audience.LEAD,
    Audience.ENGINEER,
    Audience.SECURITY,
    Audience.ENGINEER,
    Audience.PRODUCT,
    Audience.ENGINEER,
    Audience.LEGAL,
)
"""who answers the anonymous part, in turn"""

GRADES = tuple(EvidenceGrade)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamTruth:
    """What is true of a team, and how far its members stand apart."""

    sensitivity: float = 1.2
    bias: float = 0.2
    boast: float = 0.08
    """added to everybody's confidence"""
    likeness: float = 0.4
    """standard deviation of people's own bias, and of half their own sensitivity"""
    levels: Mapping[str, float] = field(default_factory=dict)
    """practice id → true level; 2 where it is missing"""
    rating: float = 0.6
    """mean of the self-report on a scale of 0 to 1"""
    facts: Mapping[str, str] = field(default_factory=lambda: dict(FACTS))
    dont_know: float = 0.08


def made_team(
    instruments: tuple[Instrument, ...],
    rng: np.random.Generator,
    *,
    team_id: str = "team",
    people: int = 12,
    truth: TeamTruth | None = None,
) -> TeamAnswers:
    """Let `people` answer both parts; everybody answers all that is put to their role."""
    truth = truth or TeamTruth()
    return TeamAnswers(
        id=team_id,
        name=f"Team {team_id}",
        headcount=people + 2,
        pseudonymous=tuple(_judges(instruments, rng, truth, team_id, people)),
        anonymous=tuple(
            _respondent(instruments, rng, truth, (team_id, number)) for number in range(people)
        ),
    )


def _judges(
    instruments: tuple[Instrument, ...],
    rng: np.random.Generator,
    truth: TeamTruth,
    team_id: str,
    people: int,
) -> list[Response]:
    parts = [i for i in instruments if i.confidentiality is Confidentiality.PSEUDONYMOUS]
    given: list[dict[str, AnswerValue]] = [{} for _ in range(people)]
    for instrument in parts:
        items = {item.id: item for item in instrument.items}
        for answers, block in zip(given, islice(blocks(instrument, team_id), people), strict=False):
            person = _Person.of(truth, rng)
            for item_id in block:
                item = items[item_id]
                if isinstance(item, JudgementItem):
                    answers[item_id] = person.judge(item, rng)
            for item in instrument.items:
                if not isinstance(item, JudgementItem):
                    answers[item.id] = _answer(item, instrument, rng, truth)
    return [
        Response(f"{team_id}-p{n:03}", team_id, Audience.ENGINEER, answers)
        for n, answers in enumerate(given)
        if answers
    ]


@dataclass(frozen=True, slots=True)
class _Person:
    sensitivity: float
    bias: float
    boast: float

    @classmethod
    def of(cls, truth: TeamTruth, rng: np.random.Generator) -> _Person:
        own = rng.normal(size=2) * truth.likeness
        return cls(truth.sensitivity + 2 * own[0], truth.bias + own[1], truth.boast)

    def judge(self, item: JudgementItem, rng: np.random.Generator) -> Judgement:
        """Equal-variance signal detection; confidence grows with the distance from the bias."""
        seen = rng.normal() + self.sensitivity * (0.5 if item.flawed else -0.5)
        flagged = bool(seen > self.bias)
        sure = 0.5 + 0.25 * abs(seen - self.bias) + self.boast
        confidence = int(np.clip(10 * round(10 * sure), 50, 100))
        if not flagged:
            act = Act.ACCEPT if rng.random() < 0.85 else Act.VERIFY
            return Judgement(flagged, confidence, act, "nothing")
        right = item.flawed and rng.random() < 0.7
        others = [o.value for o in item.reasons if o.value not in (item.key, "nothing")]
        act = (Act.CHANGE, Act.VERIFY, Act.REJECT)[int(rng.integers(3))]
        return Judgement(flagged, confidence, act, item.key if right else str(rng.choice(others)))


def _respondent(
    instruments: tuple[Instrument, ...],
    rng: np.random.Generator,
    truth: TeamTruth,
    place: tuple[str, int],
) -> Response:
    team_id, number = place
    role = ROLES[number % len(ROLES)]
    answers: dict[str, AnswerValue] = {}
    grades: dict[str, EvidenceGrade] = {}
    for instrument in instruments:
        if instrument.confidentiality is not Confidentiality.ANONYMOUS:
            continue
        for item in instrument.items:
            if role in item.audience and is_shown(instrument, item, truth.facts):
                answers[item.id] = _answer(item, instrument, rng, truth)
                if isinstance(item, PracticeItem) and rng.random() < 0.3:
                    grades[item.id] = GRADES[int(rng.integers(len(GRADES)))]
    return Response(f"{team_id}-a{number:03}", team_id, role, answers, grades)


def _answer(
    item: Item, instrument: Instrument, rng: np.random.Generator, truth: TeamTruth
) -> AnswerValue:
    match item:
        case PracticeItem():
            if rng.random() < truth.dont_know:
                return Special.DONT_KNOW
            level = truth.levels.get(item.id, 2.0) + rng.normal() * 0.8
            return int(np.clip(round(level), 0, 4))
        case RatingItem():
            scale = instrument.scale(item.scale)
            low, high = scale.minimum or 0, scale.maximum or 0
            share = truth.rating + rng.normal() * 0.2
            value = int(np.clip(round(low + share * (high - low)), low, high))
            return low + high - value if item.reverse else value
        case ChoiceItem():
            known = truth.facts.get(item.id)
            return known or item.options[int(rng.integers(len(item.options)))].value
        case NumberItem():
            return int(rng.integers(item.minimum, item.maximum + 1))
        case _:
            return "words"


def true_levels(
    instruments: tuple[Instrument, ...], rng: np.random.Generator, spread: float = 0.9
) -> dict[str, float]:
    """Draw a true level for every practice around a team's own mean."""
    centre = rng.normal(1.8, 0.5)
    return {
        item.id: float(np.clip(rng.normal(centre, spread), 0, 4))
        for instrument in instruments
        for item in instrument.items
        if isinstance(item, PracticeItem)
    }
