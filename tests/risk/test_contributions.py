import numpy as np
import pytest
from risk_cases import risk_factor

from assess.risk.contributions import contributions, tornado
from assess.risk.effects import draw_effects
from assess.risk.probability import team_risk
from assess.risk.states import PracticeLevel, factor_states


def test_a_strong_practice_lowers_and_a_weak_one_raises(effects, lowers):
    levels = {"practice-00": PracticeLevel(4, 0.2), "practice-02": PracticeLevel(0, 0.2)}
    found = {
        c.factor: c
        for c in contributions(effects, factor_states(effects.factors, lowers, levels), "O1")
    }
    assert found["factor-00"].points.median < 0 < found["factor-01"].points.median
    assert found["factor-05"].points.median == pytest.approx(0.0, abs=1e-3)
    assert found["factor-05"].points.low < 0 < found["factor-05"].points.high
    assert not found["factor-05"].answered


def test_a_contribution_is_the_change_against_a_typical_state(effects, team):
    levels = dict.fromkeys([f"practice-{i:02}" for i in range(48)], 1)
    before = team_risk(effects, team(levels), "O1").probability.median
    typical = team(levels | {"practice-02": 2, "practice-03": 2})
    found = contributions(effects, team(levels), "O1")[1]
    assert found.factor == "factor-01"
    assert found.points.median == pytest.approx(
        before - team_risk(effects, typical, "O1").probability.median, abs=1e-3
    )


def test_only_factors_that_apply_contribute(effects, team):
    found = contributions(effects, team(0, applying=frozenset(effects.factors[3:5])), "O1")
    assert [c.factor for c in found] == ["factor-03", "factor-04"]


def test_the_interval_of_a_grade_d_factor_crosses_zero(priors):
    drawn = draw_effects([risk_factor(0, "D", 1.2, 0.7, 2.0)], priors, 5_000, 1)
    states = factor_states(drawn.factors, {"p": drawn.factors}, {"p": PracticeLevel(4)})
    points = contributions(drawn, states, "O1")[0].points
    assert points.low < 0 < points.high


def test_a_tornado_runs_from_large_to_small_and_ties_by_id(effects, team):
    ordered = tornado(contributions(effects, team({"practice-02": 0, "practice-05": 1}), "O1"))
    sizes = [abs(c.points.median) for c in ordered]
    assert sizes == sorted(sizes, reverse=True)
    assert ordered[0].factor == "factor-01"
    assert np.isfinite(sizes).all()
