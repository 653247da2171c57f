"""Invented values for the components of the results pages."""

from __future__ import annotations

from dataclasses import dataclass

from assess.model.result import (
    Driver,
    Estimate,
    PlannedAction,
    RiskBand,
    RiskResult,
)
from assess.web.dashboard import Facet
from assess.web.heat_table import HeatColumn, HeatRow, HeatTable
from assess.web.ladders import RiskLadder, RiskRow
from assess.web.team_page import CalibrationDot


@dataclass(frozen=True, slots=True)
class ResultPatterns:
    """One value per component."""

    facets: tuple[Facet, ...]
    heat: HeatTable
    risks: RiskLadder
    drivers: tuple[Driver, ...]
    points: tuple[CalibrationDot, ...]
    action: PlannedAction


def result_patterns() -> ResultPatterns:
    """Return the values."""
    return ResultPatterns(
        facets=(Facet("Main", "#results", current=True), Facet("Risk", "#results", current=False)),
        heat=_heat(),
        risks=_risks(),
        drivers=(_driver("No success measure", 0.041, 0.01), _driver("Weak sponsor", -0.022, 0.02)),
        points=tuple(
            CalibrationDot(s / 10, 0.42 + s / 22, 6 * s, f"{s - 1}.0") for s in range(5, 11)
        ),
        action=_action(),
    )


def _heat() -> HeatTable:
    columns = (
        HeatColumn("Rules", "Rules", "level", 0, 4, "high", "#results", "descending"),
        HeatColumn("Accepts flaws", "Over-reliance", "share", 0, 1, "low", "#results", "none"),
    )
    figures = (Estimate(2.4, 2.1, 2.8, 14), Estimate(0.21, 0.12, 0.33, 48))
    cells = tuple((c, f, "#results") for c, f in zip(columns, figures, strict=True))
    held = "Withheld: fewer than 5 people answered."
    rows = (HeatRow("Dispatch", "#results", "", cells), HeatRow("Payments", "#results", held, ()))
    return HeatTable(
        (("Governance", 1), ("AI fluency", 1)),
        columns,
        rows,
        "#results",
        "none",
        ("worse", "better"),
    )


def _risks() -> RiskLadder:
    base = RiskResult(
        outcome="O1",
        title="Not in production use",
        definition="Not in production use 12 months after the pilot started.",
        low=0.4,
        median=0.55,
        high=0.68,
        base_low=0.42,
        base_median=0.56,
        base_high=0.69,
        equal_weights=0.55,
        factors_answered=28,
        factors_asked=28,
        drivers=(),
        gates=(),
        calibration="Uncalibrated.",
    )
    rows = (
        RiskRow("Customs", "#results", RiskBand("O1", 0.6, 0.72, 0.83), "", ()),
        RiskRow("Fleet", "#results", RiskBand("O1", 0.31, 0.44, 0.57), "", ()),
        RiskRow("Payments", "#results", None, "Withheld: fewer than 5 people answered.", ()),
    )
    return RiskLadder("Customs stands above the base rate", base.title, base.definition, base, rows)


def _driver(title: str, points: float, half: float) -> Driver:
    return Driver(
        factor=title,
        title=title,
        grade="B",
        basis="elicited",
        state=Estimate(-0.5, -0.8, -0.2, 9),
        points=Estimate(points, points - half, points + half, 9),
        answered=True,
    )


def _action() -> PlannedAction:
    return PlannedAction(
        action="name-owner",
        title="Name one owner outside IT",
        why="Somebody has to be able to say what the result is worth and when to stop.",
        first_step="Ask the head of the process who will sign for the result.",
        owner="sponsor",
        done_when="A dated line names the owner, and the owner has accepted it.",
        low_days=1,
        likely_days=2,
        high_days=4,
        chosen=True,
        window=30,
        gain=Estimate(0.021, 0.008, 0.034),
        stability=0.97,
        triggers=("Owner: level 1 of 4",),
    )
