"""The evidence base: sources, base rates, factors, gates, benchmark lines, actions, frameworks.

Like the instruments, these dataclasses are the format of the YAML files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from assess.model.instrument import STRICT, Condition, Instrument

Grade = Literal["A", "B", "C", "D"]
OutcomeId = Literal["O1", "O2"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a claim comes from, and how far it can be relied on."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    title: str
    publisher: str
    year: int
    reliability: Grade
    """A reviewed or audited; B large survey with stated method; C vendor or small; D hearsay"""
    read: Literal["primary", "secondary", "not-found"]
    """whether the original text was read, a copy or summary, or neither"""
    locator: str = ""
    """DOI, arXiv id, docket or address"""
    checked: str = ""
    """ISO date"""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseRate:
    """A published figure about AI projects, with what was really measured."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    published: str
    """the figure as it is usually quoted"""
    measured: str
    """what was measured, and what 'failure' means in it"""
    method: str
    """n, method, date"""
    grade: Grade
    why: str
    """why this grade"""
    role: Literal["anchor", "context", "forecast", "control", "misquoted"]
    """anchor: enters the prior; misquoted: shown only to put it right"""
    share: float | None = None
    """0 to 1, share that did not reach the outcome; only where it can be stated"""
    outcome: OutcomeId | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A definition of failure and the prior for it, on the probability scale."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: OutcomeId
    title: str
    definition: str
    median: float
    low: float
    """5 % quantile"""
    high: float
    """95 % quantile"""
    stress: float
    """the pessimistic case that is named, not used"""
    base_rates: tuple[str, ...]
    """ids of the anchors behind it"""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsRatio:
    """Starting odds ratio of failure, weak against strong practice, with an 80 % range."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFactor:
    """Something that makes pilots fail when it is present."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    title: str
    """as a short clause: 'No named owner outside IT'"""
    definition: str
    evidence: str
    grade: Grade
    odds_ratio: OddsRatio
    basis: Literal["measured", "elicited", "assumed"]
    sources: tuple[str, ...]
    applies_if: Condition | None = None
    short: str = ""
    """at most 24 characters, for charts"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A flaw that good marks elsewhere cannot make up for; it caps the verdict in words."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    title: str
    practice: str
    at_or_below: int
    """level of the practice at which the gate shuts"""
    sentence: str
    """what to tell the CTO"""
    applies_if: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkPoint:
    """One bar of a benchmark line."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    label: str
    share: float | None = None
    """0 to 1"""
    value: float | None = None
    """on the line's own scale"""
    answer: str = ""
    """value of the option it belongs to, when the line stands beside a choice item"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A published distribution, drawn as context and never as a percentile."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    title: str
    population: str
    unit: Literal["firm", "person", "use case"]
    year: int
    method: str
    caution: str
    sources: tuple[str, ...]
    points: tuple[BenchmarkPoint, ...]
    n: int | None = None
    domain: str = ""
    """id of the scale it may stand beside"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Person-days: low, likely, high."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A recommendation a team can start on Monday."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    title: str
    """imperative, at most eight words"""
    why: str
    first_step: str
    effort: Effort
    owner: str
    """a role"""
    done_when: str
    """evidence of done"""
    raises: dict[str, int]
    """practice id → level it is raised to"""
    requires: tuple[str, ...] = ()
    """ids of actions that come first"""
    frameworks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    applies_if: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One line of a framework: an id and our own gist of it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    title: str
    group: str = ""
    out_of_scope: str = ""
    """why no practice maps to it; empty when one does"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A public framework or law, by ids and short titles only."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    title: str
    version: str
    checked: str
    """ISO date on which the list was last looked at"""
    reliability: Literal["primary", "secondary", "unverified"]
    """how the list was checked"""
    requirements: tuple[Requirement, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All of ``questionnaires/evidence``, ``actions`` and ``frameworks``, with a digest."""

    version: str
    digest: str
    sources: tuple[Source, ...]
    base_rates: tuple[BaseRate, ...]
    outcomes: tuple[Outcome, ...]
    factors: tuple[RiskFactor, ...]
    gates: tuple[Gate, ...]
    benchmarks: tuple[Benchmark, ...]
    actions: tuple[Action, ...]
    frameworks: tuple[Framework, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All loaded content: what `evaluate` reads beside the answers."""

    instruments: tuple[Instrument, ...]
    evidence: Evidence
