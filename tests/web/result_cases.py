"""Results made by hand: one of everything, one of a rating scale only."""

from __future__ import annotations

from assess.model.result import (
    CalibrationPoint,
    Cell,
    Column,
    Comparison,
    DefectDetection,
    DomainResult,
    Driver,
    Estimate,
    Finding,
    FluencyResult,
    FrontierPoint,
    GateResult,
    OrganisationResult,
    PlannedAction,
    PlanResult,
    PracticeResult,
    Provenance,
    QualityResult,
    Result,
    RiskBand,
    RiskResult,
    ScaleResult,
    TeamHeader,
    TeamResult,
    TeamSummary,
)

HELD = "Fewer than 5 people answered."
RULES = Column("stance", "Rules and limits", "Rules", "governance", 0, 4, "high", "level")
ACCEPTS = Column("over_reliance", "Accepts flaws", "Over-reliance", "fluency", 0, 1, "low", "share")
AGENTS = Column("mas-design", "Design of agent systems", "Agents", "module", 0, 4, "high", "level")
RISK = Column("risk", "Risk that a pilot is not in use", "Pilot risk", "risk", 0, 1, "low", "share")
LEADERSHIP = Column("LEAD", "Leadership climate", "Leadership", "scale", 1, 5, "high", "points")


def level(value, half=0.3, n=9):
    return Estimate(value, value - half, value + half, n)


def fluency() -> FluencyResult:
    share = Estimate(0.34, 0.25, 0.44, 54)
    none = Estimate.missing("Set against other teams only where several teams can be shown.")
    return FluencyResult(
        people=9,
        trials=108,
        accuracy=Estimate(0.71, 0.65, 0.77, 108),
        over_reliance=share,
        under_reliance=Estimate(0.12, 0.07, 0.19, 54),
        sensitivity=Estimate(1.4, 1.1, 1.7, 108),
        bias=Estimate(0.4, 0.2, 0.6, 108),
        overconfidence=Estimate(0.12, 0.06, 0.18, 108),
        brier=Estimate(0.2, 0.18, 0.22, 108),
        auroc2=Estimate(0.6, 0.5, 0.7, 108),
        localisation=Estimate(0.5, 0.4, 0.6, 54),
        utility=Estimate(0.1, 0.0, 0.2, 108),
        blind_spot=none,
        calibration=(CalibrationPoint(0.6, 0.5, 20), CalibrationPoint(0.9, 0.7, 40)),
        defects=(
            DefectDetection("off-by-one", "Off by one", Estimate(0.8, 0.6, 0.9, 18)),
            DefectDetection("injection", "Injection", Estimate(0.3, 0.2, 0.5, 18)),
        ),
    )


def domain(name="stance", title="Rules and limits", instrument="governance") -> DomainResult:
    practice = PracticeResult(
        id=f"gov.{name}.written",
        title="Written rules",
        domain=name,
        level=level(1.5),
        raters=9,
        dont_know=2,
        not_applicable=0,
        grade="claimed",
        next_level="A page with an owner.",
        leaders=level(3.0),
        engineers=level(1.0),
    )
    gap = Estimate.missing("Not tested.")
    coverage = Estimate(0.82, 0.82, 0.82, 11)
    return DomainResult(
        name, title, instrument, level(1.5), 1, coverage, gap, "", (practice,), "Rules"
    )


def risk(shift=0.0) -> RiskResult:
    driver = Driver(
        factor="no_metrics",
        title="No success measure",
        grade="B",
        basis="elicited",
        state=level(-0.5),
        points=Estimate(0.041, 0.02, 0.06, 9),
        answered=True,
    )
    return RiskResult(
        outcome="O1",
        title="Not in production use",
        definition="Not in production use 12 months after the pilot started.",
        low=0.41 + shift,
        median=0.55 + shift,
        high=0.68 + shift,
        base_low=0.42,
        base_median=0.56,
        base_high=0.69,
        equal_weights=0.54,
        factors_answered=20,
        factors_asked=28,
        drivers=(driver,),
        gates=(GateResult("no_metric", "No baseline and target", "Neither could be shown."),),
        calibration="Uncalibrated. No outcome is known so far.",
    )


def action(name, *, chosen=True) -> PlannedAction:
    return PlannedAction(
        action=name,
        title=name.replace("-", " ").capitalize(),
        why="It was missing.",
        first_step="Ask for it.",
        owner="sponsor",
        done_when="It is dated.",
        low_days=1,
        likely_days=2,
        high_days=4,
        chosen=chosen,
        window=30 if chosen else 0,
        gain=Estimate(0.021, 0.01, 0.03),
        stability=0.9,
        triggers=("Owner: level 1 of 4",),
    )


def plan() -> PlanResult:
    return PlanResult(
        budget_days=60,
        used_days=22,
        risk_before=0.55,
        risk_after=Estimate(0.52, 0.4, 0.65),
        actions=(action("name-owner"), action("golden-set", chosen=False)),
        frontier=(FrontierPoint(0, 0.55), FrontierPoint(60, 0.52)),
    )


def team_result(header: TeamHeader, held: str) -> TeamResult:
    if held:
        return TeamResult(header, held, QualityResult(header.headcount, 0, 0, 0))
    return TeamResult(
        team=header,
        withheld="",
        quality=QualityResult(header.headcount, 9, 8, 1, ("One person stopped half-way.",)),
        fluency=fluency(),
        domains=(domain(), domain("problem", "Problem and scope", "delivery")),
        risk=(risk(),),
        plan=plan(),
    )


def comparison(column: Column, teams, values, groups=()) -> Comparison:
    cells = tuple(
        Cell(team.id, Estimate.missing(HELD))
        if value is None
        else Cell(team.id, Estimate(value, value - 0.1, value + 0.1, 9), 1, 2)
        for team, value in zip(teams, values, strict=True)
    )
    return Comparison(column, cells, (), groups)


def organisation(teams) -> OrganisationResult:
    """Three teams; the last one is withheld."""
    first, second, third = teams
    bands = (RiskBand("O1", 0.6, 0.71, 0.8), RiskBand("O1", 0.4, 0.55, 0.7))
    return OrganisationResult(
        name="Tidewater & Sons",
        teams=(
            TeamSummary(first, "", 9, "It accepts flaws.", bands[:1], ("No goal",), ("A",)),
            TeamSummary(second, "", 7, "Nothing stands out.", bands[1:]),
            TeamSummary(third, HELD, 0),
        ),
        comparisons=(
            comparison(ACCEPTS, teams, (0.34, 0.12, None)),
            comparison(RULES, teams, (1.5, 2.7, None), ((second.id,), (first.id,))),
            comparison(AGENTS, teams, (3.3, 0.4, None)),
            comparison(RISK, teams, (0.71, 0.55, None)),
        ),
        findings=tuple(
            Finding(f"f{n}", f"Finding {n}.", "Detail.", first.id if n == 1 else "")
            for n in range(5)
        ),
        total=team_result(TeamHeader("total", "Tidewater & Sons", 24), ""),
    )


def scale(mean, n=20) -> ScaleResult:
    return ScaleResult(
        "LEAD", "Leadership climate", 1, 5, level(mean, n=n), level(mean, n=n), 0.87, 0.5
    )


def rating_organisation(teams) -> OrganisationResult:
    """Teams with one rating scale and nothing else."""
    total = TeamResult(TeamHeader("total", "All", 0), "", scales=(scale(3.1, 900),))
    return OrganisationResult(
        name="Elsewhere",
        teams=tuple(TeamSummary(team, "", 20) for team in teams),
        comparisons=(comparison(LEADERSHIP, teams, [2 + int(t.name) / 40 for t in teams]),),
        findings=(),
        total=total,
    )


def result(assessment, scope, **parts) -> Result:
    made_of = Provenance(
        code="0.1.0",
        instruments=(("facts", "1.0.0", "a" * 64),),
        evidence=("1.0.0", "b" * 64),
        answers="c" * 64,
        parameters="d" * 64,
        seed=5,
        chain="e" * 64,
    )
    return Result(
        schema=1,
        assessment=assessment,
        title="Autumn 2026",
        wave=1,
        made_on="2026-11-23",
        demonstration=False,
        scope=scope,
        organisation_name="Tidewater & Sons",
        provenance=made_of,
        **parts,
    )
