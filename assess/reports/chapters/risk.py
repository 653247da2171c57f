"""Risk: the probability of failure beside its base rate, what drives it, what stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assess.reports import numbers
from assess.reports.blocks import (
    Block,
    Chapter,
    KeyFigure,
    KeyFigures,
    Point,
    Points,
    Prose,
    TableBlock,
)
from assess.reports.chapters.columns import ends, team_names
from assess.reports.figures import tornado
from assess.reports.figures.base_rate_strip import Strip, base_rate_strip
from assess.reports.figures.figure import Table
from assess.reports.words import counted, listed, lower_first, verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assess.model.evidence import BaseRate, Evidence
    from assess.model.result import Driver, OrganisationResult, RiskResult, TeamSummary
    from assess.reports.chapters.desk import Desk

NEAR: Final = 0.025
"""risks closer to the base rate than this read the same after rounding to five points"""
_ROLES: Final = {
    "anchor": "used",
    "context": "context",
    "forecast": "forecast",
    "control": "comparison",
    "misquoted": "often misquoted",
}


def risk_chapter(desk: Desk, whole: OrganisationResult) -> Chapter | None:
    """Return the chapter of the organisation, None when no risk was scored."""
    risks = whole.total.risk
    if not risks:
        return None
    first = risks[0]
    blocks: list[Block] = [
        outcomes(risks),
        desk.picture(
            "risk-teams", base_rate_strip, _strips(whole), base_of(first), _teams_title(whole)
        ),
        tornado_picture(desk, first),
        *driver_table(desk, first),
        *_gates(whole.teams, desk.evidence),
        *base_rates(desk, [risk.outcome for risk in risks]),
    ]
    return Chapter("risk", "Risk", risk_title(first), risk_lead(first), tuple(blocks))


def risk_title(risk: RiskResult) -> str:
    """Return how the risk stands against its base rate."""
    words = numbers.about(risk.median)
    if abs(risk.median - risk.base_median) < NEAR:
        return f"The risk is {words}, close to the base rate"
    side = "above" if risk.median > risk.base_median else "below"
    return f"The risk is {words}, {side} the base rate of {numbers.about(risk.base_median)}"


def risk_lead(risk: RiskResult) -> str:
    """Return what the risk is the risk of, and how far it can be trusted."""
    return (
        f"{risk.definition} The base rate comes from published surveys; the answers move it up "
        f"or down. {counted(risk.factors_answered, 'factor')} of {risk.factors_asked} could be "
        f"judged. {risk.calibration}"
    )


def outcomes(risks: Sequence[RiskResult]) -> KeyFigures:
    """Return the risk of each outcome in large type."""
    return KeyFigures(
        tuple(
            KeyFigure(
                risk.title,
                numbers.about(risk.median),
                f"80 % interval {numbers.about_span(risk.low, risk.high)}; base rate "
                f"{numbers.about(risk.base_median)} "
                f"({numbers.about_span(risk.base_low, risk.base_high)})",
            )
            for risk in risks
        )
    )


def base_of(risk: RiskResult) -> tuple[float, float, float]:
    """Return the base rate's quantiles."""
    return risk.base_low, risk.base_median, risk.base_high


def tornado_picture(desk: Desk, risk: RiskResult) -> Block:
    """Return the tornado of one outcome."""
    return desk.picture(
        "tornado",
        tornado.tornado,
        risk.drivers,
        _tornado_title(risk.drivers),
        note=(
            "Points of probability against a team with typical practice; the line is the 80 % "
            "interval, the letter the grade of the evidence (A best). Correlation, not proof of "
            "cause."
        ),
    )


def driver_table(desk: Desk, risk: RiskResult) -> Iterator[Block]:
    """Yield what is known about the strongest drivers, with sources."""
    rows = tornado.strongest(risk.drivers)[:6]
    if not rows:
        return
    factors = {factor.id: factor for factor in desk.evidence.factors}
    known = [driver for driver in rows if driver.factor in factors]
    table = Table(
        caption="What stands behind the strongest drivers",
        head=("Factor", "Grade", "Evidence"),
        rows=tuple((d.title, f"{d.grade}, {d.basis}", factors[d.factor].evidence) for d in known),
        align="lll",
    )
    cites = tuple(desk.cite(factors[driver.factor].sources) for driver in known)
    yield TableBlock(table, (26, 12, 54, 8), cites=cites)
    unknown = [driver.short or driver.title for driver in risk.drivers if not driver.answered]
    if unknown:
        yield Prose(
            (
                (
                    f"Nothing is known about {counted(len(unknown), 'factor')}: "
                    f"{listed([lower_first(name) for name in unknown], 8)}. They widen the "
                    "interval."
                ),
            )
        )


def base_rates(desk: Desk, outcomes_shown: Sequence[str]) -> Iterator[Block]:
    """Yield the published figures behind the base rates, and those that are often misquoted."""
    anchors = [
        rate
        for rate in desk.evidence.base_rates
        if rate.role == "anchor" and rate.outcome in outcomes_shown
    ]
    misquoted = [rate for rate in desk.evidence.base_rates if rate.role in ("misquoted", "control")]
    for caption, rates in (
        ("Published figures behind the base rates, and what they measured", anchors),
        ("Figures that do not enter, and why", misquoted),
    ):
        yield from _rate_tables(desk, caption, rates)


def _rate_tables(desk: Desk, caption: str, rates: Sequence[BaseRate]) -> Iterator[Block]:
    if not rates:
        return
    table = Table(
        caption,
        ("As published", "What was measured", "Method", "Grade"),
        tuple((r.published, r.measured, r.method, f"{r.grade}, {_ROLES[r.role]}") for r in rates),
        "llll",
    )
    start = 0
    for part in table.parts(9):
        shown = rates[start : start + len(part.rows)]
        start += len(part.rows)
        yield TableBlock(
            part, (22, 38, 22, 11, 7), cites=tuple(desk.cite(rate.sources) for rate in shown)
        )


def _strips(whole: OrganisationResult) -> list[Strip]:
    strips = []
    for summary in whole.teams:
        band = summary.risk[0] if summary.risk else None
        if band is not None:
            strips.append(Strip(summary.team.name, band.low, band.median, band.high))
        elif summary.withheld:
            strips.append(Strip(summary.team.name, None, None, None))
    first = whole.total.risk[0]
    strips.append(Strip("All teams together", first.low, first.median, first.high, strong=True))
    return strips


def _teams_title(whole: OrganisationResult) -> str:
    for comparison in whole.comparisons:
        if comparison.column.group == "risk":
            ahead, behind = ends(comparison, team_names(whole))
            if ahead and behind:
                return f"Risk is lower for {listed(ahead, 3)} than for {listed(behind, 3)}"
            return "No team's risk can be told apart from another's"
    return "Risk of each team beside the base rate"


def _tornado_title(drivers: Sequence[Driver]) -> str:
    rows = tornado.strongest(drivers)
    raising = [d for d in rows if d.points.low is not None and d.points.low > 0]
    lowering = [d for d in rows if d.points.high is not None and d.points.high < 0]
    if raising:
        names = [lower_first(d.short or d.title) for d in raising[:2]]
        return f"What raises the risk most: {listed(names)}"
    if lowering:
        return (
            f"{counted(len(lowering), 'factor')} of the strongest {len(rows)} "
            f"{verb(len(lowering), 'lowers', 'lower')} the risk, none raises it clearly"
        )
    return "No factor moves the risk clearly in one direction"


def _gates(teams: Sequence[TeamSummary], evidence: Evidence) -> Iterator[Block]:
    shut: dict[str, list[str]] = {}
    for summary in teams:
        for gate in summary.gates:
            shut.setdefault(gate, []).append(summary.team.name)
    if not shut:
        return
    sentences = {gate.title: gate.sentence for gate in evidence.gates}
    yield Points(
        heading="Gates that are shut",
        points=tuple(
            Point(f"{title}: {listed(names, 6)}", sentences.get(title, ""), str(len(names)))
            for title, names in shut.items()
        ),
        note=(
            "A gate is a flaw that good marks elsewhere cannot make up for. It leaves the "
            "probability alone and limits what may be said about the pilot. The figure on the left "
            "is the number of teams."
        ),
    )
