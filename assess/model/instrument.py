"""Instruments: versioned questionnaires with sections, scales and items.

The dataclasses are the format of the YAML files: `assess.content` validates a file straight into
them and derives the JSON Schema from them, so the format is written down once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Literal

#: read by the content room's validator: an unknown key is an error, and the string under an
#: attribute is its description in the JSON Schema
STRICT: dict[str, Any] = {"extra": "forbid", "use_attribute_docstrings": True}


class Audience(StrEnum):
    """Who an item is put to.  A practice names everyone who can see the thing it asks about."""

    ENGINEER = "engineer"
    LEAD = "lead"
    SECURITY = "security"
    LEGAL = "legal"
    PRODUCT = "product"


class Confidentiality(StrEnum):
    """How an instrument's answers are kept; the two kinds live in tables that share no key."""

    PSEUDONYMOUS = "pseudonymous"
    ANONYMOUS = "anonymous"


class Carrier(StrEnum):
    """What a vignette shows as the AI's output."""

    PYTHON = "python"
    SQL = "sql"
    TYPESCRIPT = "typescript"
    SHELL = "shell"
    CONFIG = "config"
    SUMMARY = "summary"
    ARCHITECTURE = "architecture"
    TRANSCRIPT = "transcript"
    TESTS = "tests"
    DATA = "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When something is shown, as bounded data.  Exactly one of the four forms is set.

    ``fact``+``is_one_of`` compares the answer to an intake item; ``all_of``, ``any_of`` and
    ``none_of`` combine conditions.  Nothing is ever evaluated as code.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    fact: str | None = None
    """id of an intake item"""
    is_one_of: tuple[str, ...] = ()
    """values of that item for which this holds"""
    all_of: tuple[Condition, ...] = ()
    any_of: tuple[Condition, ...] = ()
    none_of: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer that can be chosen."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    value: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A run of items under one heading: one topic, one screen (vignettes: one screen each)."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    title: str
    intro: str = ""
    shown_if: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Items scored together.  For practices the scale is a domain of governance or delivery."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    title: str
    description: str = ""
    minimum: int | None = None
    """lowest value of a rating item (rating scales only)"""
    maximum: int | None = None
    """highest value of a rating item (rating scales only)"""
    short: str = ""
    """a heading of at most 14 characters for narrow columns"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectType:
    """A kind of flaw in an AI's output, and where the claim that it is common comes from."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    title: str
    evidence: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingItem:
    """A point on a labelled scale."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    kind: Literal["rating"]
    id: str
    scale: str
    text: str
    section: str = ""
    help: str = ""
    labels: tuple[str, ...] = ()
    """one label per point, lowest first; empty for imported scales that are only numbers"""
    reverse: bool = False
    """scored as minimum + maximum - value"""
    audience: tuple[Audience, ...] = (Audience.ENGINEER,)
    shown_if: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeItem:
    """An observable practice with five anchored levels, 0 to 4.

    "Don't know" and "not applicable" are answers too: the first is a visibility gap, the second
    leaves the denominator.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    kind: Literal["practice"]
    id: str
    title: str
    """three to five words for tables and charts"""
    section: str
    scale: str
    text: str
    """the question"""
    levels: tuple[str, str, str, str, str]
    """what can be observed at levels 0, 1, 2, 3, 4"""
    evidence: str
    """what would show it: an artefact, a log, a date"""
    audience: tuple[Audience, ...]
    lowers: tuple[str, ...]
    """ids of the risk factors this practice lowers"""
    frameworks: tuple[str, ...] = ()
    """'framework-id:requirement-id'"""
    help: str = ""
    allow_not_applicable: bool = True
    shown_if: Condition | None = None
    basis: str = ""
    """regulatory items: the article, 'as of DATE', never advice"""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementItem:
    """A vignette: an AI's output that is sound or carries exactly one defect."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    kind: Literal["judgement"]
    id: str
    section: str
    carrier: Carrier
    domain: str
    title: str
    task: str
    """what the AI was asked, at most two lines"""
    constraint: str
    """the one constraint that was stated"""
    output: str
    """at most 25 lines, or 120 words of prose"""
    flawed: bool
    reasons: tuple[Option, ...]
    """five answers to "what is wrong?"; exactly one has the value "nothing" """
    key: str
    """value of the right reason"""
    explanation: str
    """shown after the assessment closes"""
    severity: int
    """1 (annoying) to 4 (harmful); for a sound item, that of the flaw it tempts one to see"""
    defect: str = ""
    """id of the defect type (flawed items), or of the one a sound item tempts one to see"""
    twin: str = ""
    """the same id on both members of a pair: one vignette with and without its defect"""
    anchor: bool = False
    """kept for every wave"""
    settles: str = ""
    """prose items: the passage of the source that settles the key"""
    sources: tuple[str, ...] = ()
    valid_until: str = ""
    """ISO date; after it the item leaves the bank until someone has looked at it again"""
    audience: tuple[Audience, ...] = (Audience.ENGINEER,)
    shown_if: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceItem:
    """One of several answers; not scored by itself (intake facts, single questions)."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    kind: Literal["choice"]
    id: str
    section: str
    text: str
    options: tuple[Option, ...]
    help: str = ""
    benchmark: str = ""
    """id of a benchmark line this answer is set beside"""
    audience: tuple[Audience, ...] = (Audience.LEAD,)
    shown_if: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberItem:
    """A whole number between two bounds."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    kind: Literal["number"]
    id: str
    section: str
    text: str
    minimum: int
    maximum: int
    unit: str = ""
    help: str = ""
    audience: tuple[Audience, ...] = (Audience.LEAD,)
    shown_if: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextItem:
    """Free text; shown only from groups of ten on."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    kind: Literal["text"]
    id: str
    section: str
    text: str
    help: str = ""
    longest: int = 2000
    audience: tuple[Audience, ...] = (Audience.ENGINEER, Audience.LEAD)
    shown_if: Condition | None = None


Item = RatingItem | PracticeItem | JudgementItem | ChoiceItem | NumberItem | TextItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A versioned questionnaire."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    version: str
    title: str
    items: tuple[Item, ...]
    purpose: str = ""
    """one sentence for the person who answers"""
    language: str = "en"
    confidentiality: Confidentiality = Confidentiality.ANONYMOUS
    shown_if: Condition | None = None
    """modules: when the whole instrument applies to a team"""
    sections: tuple[Section, ...] = ()
    scales: tuple[Scale, ...] = ()
    defects: tuple[DefectType, ...] = ()
    sitting: int = 0
    """how many judgement items one person sees in a sitting (0: all)"""
    anchors: int = 0
    """how many of them are kept from one wave to the next"""
    checked: str = ""
    """regulatory modules: ISO date on which the statements were last checked"""

    def item(self, item_id: str) -> Item:
        """Return the item with this id; KeyError when there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def scale(self, scale_id: str) -> Scale:
        """Return the scale with this id; KeyError when there is none."""
        for scale in self.scales:
            if scale.id == scale_id:
                return scale
        raise KeyError(scale_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The texts of one instrument in another language: item id → field → text.

    Keys are ``item-id.field`` (``gov.stance.text``, ``gov.stance.levels.2``,
    ``py-page.reasons.b``), ``section.ID.title``, ``scale.ID.title``, ``title`` and ``purpose``.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    instrument: str
    version: str
    language: str
    texts: dict[str, str] = field(default_factory=dict)
