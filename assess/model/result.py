"""The Result: everything shown to one audience, immutable, with the digests it was made from.

Pages, reports and exports read these types and compute no figure of their own.  A figure is an
`Estimate`; a bare float is only ever a coordinate of a drawing.  Intervals are 80 % throughout.
All shares and probabilities run from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

INTERVAL = 0.80
"""the coverage every interval in a result aims at"""

MINIMUM_GROUP = 5
"""groups smaller than this are withheld; an assessment may raise it, never lower it"""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval and the number of answers behind it, or why it is missing."""

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0
    reason: str = ""
    """why value is None, as a sentence; empty otherwise"""

    @classmethod
    def missing(cls, reason: str, n: int = 0) -> Estimate:
        """An estimate that cannot be given, with the reason."""
        return cls(None, None, None, n, reason)


@dataclass(frozen=True, slots=True)
class CalibrationPoint:
    """One step of a calibration curve: stated confidence against share right."""

    stated: float
    right: float
    n: int


@dataclass(frozen=True, slots=True)
class DefectDetection:
    """How often one defect type was caught."""

    defect: str
    title: str
    caught: Estimate


@dataclass(frozen=True, slots=True)
class FluencyResult:
    """How a team judges AI outputs: pooled over its members' trials."""

    people: int
    trials: int
    accuracy: Estimate
    over_reliance: Estimate
    """share of flawed outputs that were accepted"""
    under_reliance: Estimate
    """share of sound outputs that were rejected"""
    sensitivity: Estimate
    """d′, log-linear"""
    bias: Estimate
    """c; above 0: reluctant to flag"""
    overconfidence: Estimate
    """mean stated confidence minus accuracy"""
    brier: Estimate
    auroc2: Estimate
    localisation: Estimate
    """share of flawed outputs flagged for the right reason"""
    utility: Estimate
    """mean of the published utility table"""
    blind_spot: Estimate
    """z(self-rating) minus z(performance) among the teams of the assessment"""
    calibration: tuple[CalibrationPoint, ...] = ()
    defects: tuple[DefectDetection, ...] = ()


@dataclass(frozen=True, slots=True)
class PracticeResult:
    """One practice: median of raters, its spread and what backs it."""

    id: str
    title: str
    domain: str
    level: Estimate
    """0 to 4"""
    raters: int
    dont_know: int
    not_applicable: int
    grade: str
    """best evidence grade among the raters"""
    next_level: str = ""
    """the anchor text of the next level up"""
    leaders: Estimate | None = None
    engineers: Estimate | None = None


@dataclass(frozen=True, slots=True)
class DomainResult:
    """One domain of practices: average and staged level side by side."""

    id: str
    title: str
    instrument: str
    average: Estimate
    """mean of its practices' levels, 0 to 4"""
    staged: int | None
    """the highest level that every answered practice reaches"""
    coverage: Estimate
    """share of practice answers that were a level rather than "don't know" """
    gap: Estimate
    """leaders minus engineers, in levels"""
    gap_sentence: str
    practices: tuple[PracticeResult, ...]
    short: str = ""


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """One rating scale in one team (or in all people together)."""

    id: str
    title: str
    minimum: int
    maximum: int
    mean: Estimate
    """plain mean with interval"""
    shrunken: Estimate
    """empirical-Bayes estimate with interval: the figure to compare teams by"""
    rwg_j: float | None
    ad_m: float | None
    alpha: float | None = None
    omega_total: float | None = None
    icc1: float | None = None
    icc2: float | None = None
    short: str = ""


@dataclass(frozen=True, slots=True)
class Driver:
    """What one risk factor adds to, or takes from, this team's risk."""

    factor: str
    title: str
    grade: str
    basis: str
    state: Estimate
    """practice state, -1 weak to +1 strong; 0 is typical or unknown"""
    points: Estimate
    """change in probability, 0-1 scale, against a typical state; negative lowers the risk"""
    answered: bool
    short: str = ""


@dataclass(frozen=True, slots=True)
class GateResult:
    """A gate that is shut."""

    gate: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RiskResult:
    """Probability of one defined failure, set beside its base rate.  Quantiles 10, 50, 90 %."""

    outcome: str
    title: str
    definition: str
    low: float
    median: float
    high: float
    base_low: float
    base_median: float
    base_high: float
    equal_weights: float
    """median of the baseline model with the same weight for every factor"""
    factors_answered: int
    factors_asked: int
    drivers: tuple[Driver, ...]
    gates: tuple[GateResult, ...]
    calibration: str
    """'uncalibrated' with the reason, or the calibration so far, as a sentence"""


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """One recommendation as it stands for this team."""

    action: str
    title: str
    why: str
    first_step: str
    owner: str
    done_when: str
    low_days: float
    likely_days: float
    high_days: float
    chosen: bool
    window: Literal[0, 30, 90, 180]
    """days by which it is done; 0 when not chosen"""
    gain: Estimate
    """risk reduction on its own, 0-1 scale, recomputed through the same path"""
    stability: float
    """share of draws in which it stays in the plan"""
    triggers: tuple[str, ...]
    """the answers that called for it, as sentences"""
    requires: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """The best reachable risk for a number of person-days."""

    days: float
    risk: float


@dataclass(frozen=True, slots=True)
class PlanResult:
    """The chosen set of actions under a budget, and those that were left out, best first."""

    budget_days: float
    used_days: float
    risk_before: float
    risk_after: Estimate
    actions: tuple[PlannedAction, ...]
    frontier: tuple[FrontierPoint, ...]


@dataclass(frozen=True, slots=True)
class QualityResult:
    """What to know about the answers before trusting the figures."""

    invited: int
    """head-count, 0 when never stated"""
    responses: int
    """people in the smaller of the two parts that ran"""
    complete: int
    careless: int
    """people with two or more independent flags"""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamHeader:
    """What may always be shown of a team."""

    id: str
    name: str
    headcount: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TeamResult:
    """One team's figures, or why they are withheld."""

    team: TeamHeader
    withheld: str
    """a sentence; empty when the figures are shown"""
    quality: QualityResult | None = None
    fluency: FluencyResult | None = None
    domains: tuple[DomainResult, ...] = ()
    scales: tuple[ScaleResult, ...] = ()
    risk: tuple[RiskResult, ...] = ()
    plan: PlanResult | None = None
    facts: tuple[tuple[str, str], ...] = ()
    """intake facts as (item id, value)"""


@dataclass(frozen=True, slots=True)
class Column:
    """One measure by which teams are compared, and how it is read."""

    id: str
    title: str
    short: str
    group: Literal["fluency", "governance", "delivery", "module", "scale", "risk"]
    low: float
    """left end of the measure's own scale"""
    high: float
    better: Literal["high", "low"]
    unit: Literal["share", "level", "points", "index"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One team on one column."""

    team: str
    estimate: Estimate
    rank_low: int | None = None
    rank_high: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All teams on one column: intervals, rank intervals, who is probably ahead of whom."""

    column: Column
    cells: tuple[Cell, ...]
    """alphabetical by team name; withheld teams carry a missing estimate"""
    ahead: tuple[tuple[float | None, ...], ...] = ()
    """[i][j] probability that team i is better than team j; None when either is withheld"""
    groups: tuple[tuple[str, ...], ...] = ()
    """teams that cannot be told apart, best group first"""


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence worth a CTO's time, with the figures it rests on."""

    id: str
    sentence: str
    detail: str
    team: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class FrameworkCoverage:
    """How much of a framework the answered practices reach."""

    id: str
    title: str
    requirements: int
    mapped: int
    reached: int
    """requirements whose practices stand at level 2 or above"""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RiskBand:
    """A team's risk in one line: quantiles 10, 50, 90 %."""

    outcome: str
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class TeamSummary:
    """What the organisation's pages say of one team; its own snapshot holds the rest."""

    team: TeamHeader
    withheld: str
    responses: int
    sentence: str = ""
    risk: tuple[RiskBand, ...] = ()
    gates: tuple[str, ...] = ()
    first_actions: tuple[str, ...] = ()
    """titles of the first three actions of its plan"""


@dataclass(frozen=True, slots=True)
class OrganisationResult:
    """The whole organisation: pooled figures, comparison, findings, plan across teams."""

    name: str
    teams: tuple[TeamSummary, ...]
    """alphabetical"""
    comparisons: tuple[Comparison, ...]
    findings: tuple[Finding, ...]
    total: TeamResult
    """all people together, as one group"""
    frameworks: tuple[FrameworkCoverage, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a result was computed from; `assess verify` recomputes and compares."""

    code: str
    instruments: tuple[tuple[str, str, str], ...]
    """(id, version, digest)"""
    evidence: tuple[str, str]
    """(version, digest)"""
    answers: str
    """digest of the answers snapshot"""
    parameters: str
    """digest of the parameters"""
    seed: int
    chain: str
    """digest over all of the above"""


@dataclass(frozen=True, slots=True)
class Result:
    """One snapshot for one audience."""

    schema: int
    assessment: str
    """id"""
    title: str
    wave: int
    made_on: str
    """ISO date the assessment was closed or published: an argument, never a clock"""
    demonstration: bool
    scope: str
    """'organisation' or the id of a team"""
    organisation_name: str
    provenance: Provenance
    organisation: OrganisationResult | None = None
    team: TeamResult | None = None
