"""What people answered: values, responses, and the answers of a team as `evaluate` reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from assess.model.instrument import Audience


class Special(StrEnum):
    """Answers to a practice that are no level."""

    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"


class EvidenceGrade(StrEnum):
    """How far a stated level is backed."""

    CLAIMED = "claimed"
    ATTACHED = "attached"
    VERIFIED = "verified"
    OBSERVED = "observed"


class Act(StrEnum):
    """What a person would do with an AI's output."""

    ACCEPT = "accept"
    CHANGE = "change"
    VERIFY = "verify"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The four-part answer to one vignette."""

    flagged: bool
    """True when the person called the output flawed"""
    confidence: int
    """50 to 100, per cent"""
    act: Act
    reason: str
    """value of the chosen option of "what is wrong?" """


AnswerValue = int | str | Judgement
"""rating and number: int · practice: int 0-4 or a `Special` · choice and text: str · vignette"""


@dataclass(frozen=True, slots=True)
class Response:
    """One person's sitting of one confidential part: an opaque id, never a name."""

    id: str
    team: str
    audience: Audience
    answers: dict[str, AnswerValue]
    """item id → value; a missing key is an unanswered item"""
    grades: dict[str, EvidenceGrade] = field(default_factory=dict)
    """practice id → evidence grade, where it is better than claimed"""
    hasty: bool = False
    """answered faster than the items can be read; kept as a yes or no, never as times"""


@dataclass(frozen=True, slots=True)
class TeamAnswers:
    """Everything one team answered.  The two parts share no key and cannot be joined."""

    id: str
    name: str
    headcount: int
    pseudonymous: tuple[Response, ...] = ()
    anonymous: tuple[Response, ...] = ()
    unit: str = ""
    NOT_COUNTED: ClassVar[int] = 0
    """head-count of a team whose size was never stated (imports)"""
