"""Made-up risk factors: the grades of the published table, one odds ratio for all."""

from __future__ import annotations

from assess.model.evidence import OddsRatio, RiskFactor

#: the 24 factors that apply to every team: 11 of grade B, 11 of C, 2 of D
GRADES = "B" * 11 + "C" * 11 + "D" * 2
PRIORS = {"O1": (0.56, 0.38, 0.72), "O2": (0.64, 0.45, 0.80)}


def risk_factor(index, grade, median=2.0, low=1.4, high=2.9):
    return RiskFactor(
        id=f"factor-{index:02}",
        title=f"Factor {index}",
        definition="made for a test",
        evidence="made for a test",
        grade=grade,
        odds_ratio=OddsRatio(median=median, low=low, high=high),
        basis="assumed",
        sources=(),
    )
