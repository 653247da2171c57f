"""The questionnaires that are shipped pass their own check."""

from datetime import date
from pathlib import Path

import pytest

from assess.content.check import check

SHIPPED = Path(__file__).parents[2] / "questionnaires"


@pytest.fixture(scope="module")
def report():
    return check(SHIPPED, date(2026, 11, 23))


def test_no_errors(report):
    assert [str(problem) for problem in report.errors] == []


def test_enough_of_everything(report):
    counts = report.counts
    assert counts["vignettes"] >= 60
    assert counts["flawed"] >= 30
    assert counts["sound"] >= 30
    assert counts["twins"] >= 15
    assert counts["defect_types"] == 26
    assert counts["carriers"] >= 9
    assert 45 <= counts["governance_practices"] <= 55
    assert 9 <= counts["governance_domains"] <= 10
    assert 10 <= counts["self_report_items"] <= 12
    assert 10 <= counts["intake_facts"] <= 16
    assert counts["risk_factors"] == 28
    assert 40 <= counts["actions"] <= 60
    assert counts["base_rates"] >= 24
    assert counts["nist_subcategories_mapped_or_excused"] == 72
    assert counts["requirements_mapped_or_excused"] == counts["framework_requirements"]


def test_the_questionnaires_fit_the_minutes_promised(report):
    minutes = report.estimates["minutes"]
    assert minutes["engineer"]["always"] <= 18
    assert minutes["lead"]["always"] <= 25


def test_no_surface_feature_gives_the_key_away(report):
    assert {
        name: share
        for name, share in report.estimates["guessed_from_surface"].items()
        if share > 0.55
    } == {}
