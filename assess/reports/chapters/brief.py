"""The brief: one page a reader can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assess.reports import numbers
from assess.reports.blocks import (
    Block,
    Chapter,
    KeyFigure,
    KeyFigures,
    Picture,
    Point,
    Points,
)
from assess.reports.chapters.plan import chosen_actions, effort
from assess.reports.chapters.risk import risk_title
from assess.reports.figures.base_rate_strip import Strip, base_rate_strip
from assess.reports.words import counted, lower_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assess.model.result import (
        Finding,
        OrganisationResult,
        PlannedAction,
        PlanResult,
        RiskResult,
        TeamResult,
    )
    from assess.reports.chapters.desk import Desk

_MOST: Final = 3


def brief_chapter(desk: Desk, whole: OrganisationResult) -> Chapter:
    """Return the brief of an organisation."""
    total = whole.total
    blocks: list[Block] = [_figures(whole)]
    if desk.is_report:
        blocks += before_and_after(desk, total)
    blocks += findings_points(whole.findings)
    blocks += action_points(total.plan)
    blocks += change_points(total)
    return Chapter("brief", "In brief", _title(whole), _lead(whole), tuple(blocks))


def before_and_after(desk: Desk, team: TeamResult, name: str = "All teams") -> Iterator[Picture]:
    """Yield the risk today and after the plan, before the base rate."""
    if not team.risk:
        return
    risk = team.risk[0]
    strips = [Strip(f"{name} today", risk.low, risk.median, risk.high, strong=True)]
    if team.plan is not None and team.plan.actions:
        after = team.plan.risk_after
        strips.append(Strip("After the plan", after.low, after.value, after.high))
    yield desk.picture(
        "brief-risk",
        base_rate_strip,
        strips,
        (risk.base_low, risk.base_median, risk.base_high),
        "Practices move the risk; most of it lies in what AI pilots are like",
    )


def findings_points(findings: Sequence[Finding], heading: str = "Findings") -> Iterator[Points]:
    """Yield the heaviest findings; the risk has its own place."""
    shown = [finding for finding in findings if finding.id != "risk"][:_MOST]
    if shown:
        yield Points(
            heading,
            tuple(
                Point(finding.sentence, finding.detail, str(number))
                for number, finding in enumerate(shown, 1)
            ),
        )


def action_points(plan: PlanResult | None, heading: str = "Start with") -> Iterator[Points]:
    """Yield the first actions of the plan with their effort."""
    if plan is None:
        return
    shown = first_actions(plan)
    if shown:
        yield Points(
            heading,
            tuple(
                Point(
                    f"{action.title}: {effort(action)}, {action.owner}",
                    f"First step: {action.first_step}",
                    f"{action.window} d",
                )
                for action in shown
            ),
        )


def first_actions(plan: PlanResult) -> list[PlannedAction]:
    """Return the three actions of the first window that buy most; ties in the plan's order."""
    chosen = chosen_actions(plan)
    return sorted(chosen, key=lambda a: (a.window, -(a.gain.value or 0.0)))[:_MOST]


def change_points(team: TeamResult) -> Iterator[Points]:
    """Yield what would change the verdict."""
    points = list(_changes(team))
    if points:
        yield Points("What would change this", tuple(points))


def _changes(team: TeamResult) -> Iterator[Point]:
    risk = team.risk[0] if team.risk else None
    if risk is None:
        return
    if team.plan is not None and team.plan.risk_after.value is not None:
        after = team.plan.risk_after
        yield Point(
            f"The plan: {numbers.days(team.plan.used_days)} person-days move the risk from "
            f"{numbers.share(team.plan.risk_before)} to {numbers.share(after.value or 0.0)}.",
            _plan_doubt(team.plan),
        )
    missing = risk.factors_asked - risk.factors_answered
    if missing > 0:
        yield Point(
            f"Answers to {counted(missing, 'factor')} that nobody could judge.",
            "Each of them would narrow the interval.",
        )
    yield Point(
        "A record of your own: what became of earlier pilots.",
        f"{risk.calibration} Weighing all factors alike gives {numbers.about(risk.equal_weights)}, "
        f"{_same(risk)}.",
    )


def _plan_doubt(plan: PlanResult) -> str:
    after = plan.risk_after
    if after.low is None or after.high is None:
        return ""
    return (
        f"The interval afterwards is {numbers.about_span(after.low, after.high)}: much of the risk "
        "lies outside what practices reach."
    )


def _same(risk: RiskResult) -> str:
    same = numbers.five(risk.equal_weights) == numbers.five(risk.median)
    return "so the weights do not decide this" if same else "so the weights matter here"


def _title(whole: OrganisationResult) -> str:
    if whole.total.risk:
        return risk_title(whole.total.risk[0])
    if whole.findings:
        return whole.findings[0].sentence.rstrip(".")
    return f"{whole.name}: figures without findings"


def _lead(whole: OrganisationResult) -> str:
    shown = sum(not summary.withheld for summary in whole.teams)
    withheld = len(whole.teams) - shown
    words = f"{counted(shown, 'team')} of {whole.name}"
    if whole.total.quality is not None:
        words += f", {counted(whole.total.quality.responses, 'person', 'people')}"
    if withheld:
        words += f"; {counted(withheld, 'team')} withheld because too few answered"
    if whole.total.risk:
        return f"{words}. {whole.total.risk[0].definition}"
    return f"{words}. The data hold rating scales only, so no risk and no plan can be derived."


def _figures(whole: OrganisationResult) -> KeyFigures:
    total = whole.total
    if not total.risk:
        return KeyFigures(tuple(_scale_figures(total)))
    risk = total.risk[0]
    figures = [
        KeyFigure(
            "Risk: " + lower_first(risk.title),
            numbers.about(risk.median),
            f"80 % interval {numbers.about_span(risk.low, risk.high)}",
        ),
        KeyFigure(
            "Base rate in published surveys",
            numbers.about(risk.base_median),
            f"80 % interval {numbers.about_span(risk.base_low, risk.base_high)}",
        ),
    ]
    if total.plan is not None and total.plan.risk_after.value is not None:
        plan = total.plan
        figures.append(
            KeyFigure(
                "The plan moves the risk",
                f"{numbers.share(plan.risk_before)} to {numbers.share(plan.risk_after.value or 0)}",
                f"{numbers.days(plan.used_days)} of {numbers.days(plan.budget_days)} person-days",
            )
        )
    return KeyFigures(tuple(figures))


def _scale_figures(total: TeamResult) -> Iterator[KeyFigure]:
    for scale in total.scales[:4]:
        value = scale.mean.value
        yield KeyFigure(
            scale.title,
            numbers.NOTHING if value is None else numbers.index(value),
            f"mean on {scale.minimum} to {scale.maximum}, n = {scale.mean.n:,}",
        )
