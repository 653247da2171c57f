"""The page of one team: how it judges, what is in place, its risk, its plan, how sure we are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import sqrt
from typing import TYPE_CHECKING

from flask import url_for

from assess.web.dashboard_view import team_label
from assess.web.pages import Link
from assess.web.signed_in import SignedInPage, frame
from assess.web.team_words import confidence_words, fluency_title, plan_title, risk_title

if TYPE_CHECKING:
    from assess.model.result import (
        CalibrationPoint,
        DefectDetection,
        DomainResult,
        Driver,
        FluencyResult,
        PlannedAction,
        PlanResult,
        Provenance,
        QualityResult,
        RiskResult,
        ScaleResult,
        TeamResult,
    )
    from assess.operations.sign_in import Actor
    from assess.operations.viewing import TeamView

INSTRUMENTS = {
    "governance": "Governance",
    "delivery": "Delivery readiness",
    "multi-agent": "Agent systems",
    "provenance": "Origin of models and computing",
    "china": "China",
    "eu-ai-act": "EU AI Act",
}
FIRST_DRIVERS = 10
WINDOWS = (30, 90, 180)


@dataclass(frozen=True, slots=True)
class CalibrationDot:
    """One step of stated confidence, as a dot."""

    stated: float
    right: float
    n: int
    radius: str


@dataclass(frozen=True, slots=True)
class FluencySection:
    """How the team judges AI output."""

    title: str
    confidence: str
    figures: FluencyResult
    defects: tuple[DefectDetection, ...]
    """those that enough people judged, most often missed first"""
    unsure_defects: int
    """kinds that too few people judged"""
    dots: tuple[CalibrationDot, ...]


@dataclass(frozen=True, slots=True)
class DomainGroup:
    """The domains of one instrument."""

    title: str
    domains: tuple[DomainResult, ...]


@dataclass(frozen=True, slots=True)
class RiskSection:
    """One outcome with what drives it."""

    title: str
    figures: RiskResult
    first: tuple[Driver, ...]
    rest: tuple[Driver, ...]
    reach: float
    """end of the drivers' axis, 0-1 scale, the same both ways"""


@dataclass(frozen=True, slots=True)
class Window:
    """The actions of one stretch of the plan."""

    days: int
    actions: tuple[PlannedAction, ...]


@dataclass(frozen=True, slots=True)
class PlanSection:
    """What the team would do, when, and what was left out."""

    title: str
    figures: PlanResult
    windows: tuple[Window, ...]
    left_out: tuple[PlannedAction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPage(SignedInPage):
    """One team's result."""

    back: Link
    unit: str
    sentence: str
    withheld: str
    meta: tuple[str, ...]
    papers: tuple[Link, ...]
    contents: tuple[Link, ...]
    fluency: FluencySection | None
    groups: tuple[DomainGroup, ...]
    scales: tuple[ScaleResult, ...]
    scale_groups: tuple[tuple[int, int, tuple[ScaleResult, ...]], ...]
    """(lowest, highest answer, scales that have them)"""
    risks: tuple[RiskSection, ...]
    plan: PlanSection | None
    quality: QualityResult | None
    provenance: Provenance


def team_page(view: TeamView, actor: Actor, papers: tuple[Link, ...]) -> TeamPage:
    """Return the page of a team; a withheld team's says why and nothing else."""
    result = view.result
    team = result.team
    name = team_label(view.summary.team.name)
    dashboard = url_for("assessments.show", assessment_id=result.assessment)
    shown = team if team is not None and not team.withheld else None
    return TeamPage(
        **frame(actor),
        title=name,
        back=Link(result.title, dashboard),
        unit=view.summary.team.unit,
        sentence="" if view.summary.withheld else view.summary.sentence,
        withheld=view.summary.withheld,
        meta=_meta(view),
        papers=papers if shown else (),
        contents=_contents(shown),
        fluency=None if shown is None else _fluency(name, shown),
        groups=() if shown is None else domain_groups(shown.domains),
        scales=() if shown is None else shown.scales,
        scale_groups=() if shown is None else scale_groups(shown.scales),
        risks=() if shown is None else tuple(_risk(risk) for risk in shown.risk),
        plan=None if shown is None or shown.plan is None else _plan(shown.plan),
        quality=None if shown is None else shown.quality,
        provenance=result.provenance,
    )


def domain_groups(domains: tuple[DomainResult, ...]) -> tuple[DomainGroup, ...]:
    """Return the domains by instrument, in the order they are in."""
    return tuple(
        DomainGroup(INSTRUMENTS.get(instrument, instrument), tuple(found))
        for instrument, found in groupby(domains, lambda domain: domain.instrument)
    )


def scale_groups(
    scales: tuple[ScaleResult, ...],
) -> tuple[tuple[int, int, tuple[ScaleResult, ...]], ...]:
    """Return the scales by their ends, so that each group shares an axis."""
    ends = sorted({(scale.minimum, scale.maximum) for scale in scales})
    return tuple(
        (low, high, tuple(s for s in scales if (s.minimum, s.maximum) == (low, high)))
        for low, high in ends
    )


def _meta(view: TeamView) -> tuple[str, ...]:
    summary = view.summary
    people = f"{summary.responses} people answered"
    if summary.team.headcount:
        people = f"{summary.responses} of {summary.team.headcount} people answered"
    shown = "" if summary.withheld else people
    return tuple(text for text in (summary.team.unit, shown) if text)


def _contents(team: TeamResult | None) -> tuple[Link, ...]:
    if team is None:
        return ()
    sections = [Link("Judging AI output", "#fluency")] if team.fluency else []
    sections += [
        Link(group.title, f"#group-{group.domains[0].instrument}")
        for group in domain_groups(team.domains)
    ]
    sections += [Link("Scales", "#scales")] if team.scales else []
    sections += [Link("Risk", "#risk")] if team.risk else []
    sections += [Link("Plan", "#plan")] if team.plan else []
    return (*sections, Link("How sure this is", "#quality"))


def _fluency(name: str, team: TeamResult) -> FluencySection | None:
    figures = team.fluency
    if figures is None:
        return None
    shown = [defect for defect in figures.defects if defect.caught.value is not None]
    return FluencySection(
        title=fluency_title(name, figures),
        confidence=confidence_words(figures.overconfidence),
        figures=figures,
        defects=tuple(sorted(shown, key=_caught)),
        unsure_defects=len(figures.defects) - len(shown),
        dots=_dots(figures.calibration),
    )


def _caught(defect: DefectDetection) -> tuple[float, str]:
    return (defect.caught.value or 0.0, defect.title)


def _dots(points: tuple[CalibrationPoint, ...]) -> tuple[CalibrationDot, ...]:
    """Dots whose area is the number of judgements, the largest of them 9 pixels in radius."""
    most = max((point.n for point in points), default=1)
    return tuple(
        CalibrationDot(p.stated, p.right, p.n, f"{max(2.5, 9 * sqrt(p.n / most)):.1f}")
        for p in points
    )


def _risk(risk: RiskResult) -> RiskSection:
    answered = [driver for driver in risk.drivers if driver.answered]
    ends = [abs(end or 0.0) for d in answered for end in (d.points.low, d.points.high)]
    return RiskSection(
        title=risk_title(risk),
        figures=risk,
        first=tuple(answered[:FIRST_DRIVERS]),
        rest=tuple(answered[FIRST_DRIVERS:]),
        reach=max(ends, default=0.01),
    )


def _plan(plan: PlanResult) -> PlanSection:
    chosen = [action for action in plan.actions if action.chosen]
    windows = tuple(
        Window(days, tuple(action for action in chosen if action.window == days))
        for days in WINDOWS
    )
    return PlanSection(
        title=plan_title(plan),
        figures=plan,
        windows=tuple(window for window in windows if window.actions),
        left_out=tuple(action for action in plan.actions if not action.chosen),
    )
