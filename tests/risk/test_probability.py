import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from risk_cases import risk_factor

from assess.model.errors import ScoringError
from assess.risk.constants import CLIP
from assess.risk.effects import draw_effects
from assess.risk.path import quantiles, risk_path
from assess.risk.probability import team_risk
from assess.risk.states import PracticeLevel, factor_states, with_levels


@pytest.mark.parametrize(
    ("level", "published"),
    [(0, (0.57, 0.71, 0.82)), (2, (0.41, 0.56, 0.69)), (4, (0.26, 0.39, 0.54))],
)
def test_the_published_check_of_24_factors(effects, team, level, published):
    risk = team_risk(effects, team(level), "O1").probability
    assert (risk.low, risk.median, risk.high) == pytest.approx(published, abs=0.02)


def test_a_naive_sum_would_claim_certainty():
    naive = 1 / (1 + np.exp(-np.array([-1, 1]) * 24 * np.log(2.0)))
    assert naive == pytest.approx([0.0, 1.0], abs=1e-6)


def test_a_typical_team_stands_at_the_base_rate(effects, team):
    for outcome in ("O1", "O2"):
        risk = team_risk(effects, team(2), outcome)
        assert risk.probability.low == pytest.approx(risk.base.low, abs=1e-3)
        assert risk.probability.median == pytest.approx(risk.base.median, abs=1e-3)
        assert risk.probability.high == pytest.approx(risk.base.high, abs=1e-3)
        assert risk.equal_weights == pytest.approx(risk.base.median, abs=1e-3)


def test_nothing_known_keeps_the_median_and_widens_the_interval(effects, team):
    nothing, typical = team_risk(effects, team({}), "O1"), team_risk(effects, team(2), "O1")
    assert nothing.answered == 0
    assert nothing.asked == 24
    assert nothing.probability.median == pytest.approx(typical.probability.median, abs=0.01)
    assert nothing.probability.low < typical.probability.low
    assert nothing.probability.high > typical.probability.high


def test_equal_weights_agree_in_direction(effects, team):
    weak, strong = (team_risk(effects, team(level), "O1") for level in (0, 4))
    assert strong.equal_weights < strong.base.median < weak.equal_weights


def test_fewer_factors_change_the_discount(effects, team):
    few = frozenset(effects.factors[:4])
    risk = team_risk(effects, team(0, applying=few), "O1")
    assert risk.asked == 4
    share = 1 / (1 + 3 * effects.overlap)
    sums = np.clip(share * effects.summed[:4].sum(axis=0), -CLIP, CLIP)
    expected = np.median(1 / (1 + np.exp(-(effects.base["O1"] + sums))))
    assert risk.probability.median == pytest.approx(expected, abs=1e-5)


def test_answering_an_unknown_practice_does_not_change_the_discount(effects, lowers):
    asked = factor_states(effects.factors, lowers, {})
    answered = factor_states(effects.factors, lowers, {"practice-00": PracticeLevel(2.0, 0.3)})
    before = risk_path(effects, asked, "O1").discount
    assert np.array_equal(before, risk_path(effects, answered, "O1").discount)


def test_the_sum_of_answers_is_clipped(priors):
    strong = [risk_factor(i, "A", 50.0, 40.0, 60.0) for i in range(3)]
    drawn = draw_effects(strong, priors, 2_000, 5)
    states = factor_states(drawn.factors, {"p": drawn.factors}, {"p": PracticeLevel(0)})
    logits = np.log(drawn_odds(risk_path(drawn, states, "O1")(states.values)[0]))
    assert logits - drawn.base["O1"] == pytest.approx(np.full(2_000, CLIP), abs=1e-4)


def drawn_odds(probabilities):
    return probabilities.astype(float) / (1 - probabilities.astype(float))


def test_states_of_other_factors_and_unknown_outcomes_are_refused(effects, team):
    foreign = factor_states(("other",), {}, {})
    with pytest.raises(ScoringError, match="same factors"):
        team_risk(effects, foreign, "O1")
    with pytest.raises(ScoringError, match="O9"):
        team_risk(effects, team(2), "O9")
    for scale in (0.0, float("nan")):
        with pytest.raises(ScoringError, match="scale of the overlap"):
            team_risk(effects, team(2), "O1", scale)


def test_quantiles_are_those_of_numpy():
    draws = np.random.default_rng(2).random((3, 997)).astype(np.float32)
    expected = np.quantile(draws.astype(float), [0.1, 0.5, 0.9], axis=1).T
    assert quantiles(draws) == pytest.approx(expected, abs=1e-7)


def test_thinning_keeps_the_shape_of_the_path(effects, team):
    path = risk_path(effects, team(1, error=0.5), "O1")
    thin = path.thinned(2_000)
    states = team(3).values[None, :]
    assert thin(states).shape == (1, 2_000)
    assert thin(states).mean() == pytest.approx(path(states).mean(), abs=0.01)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_raised_practice_raises_any_draw(effects, lowers, data):
    names = sorted(lowers)
    level = st.one_of(st.none(), st.integers(0, 8).map(lambda half: half / 2))
    levels = {
        name: PracticeLevel(data.draw(level), data.draw(st.sampled_from([0.15, 0.6, 0.9])))
        for name in data.draw(st.lists(st.sampled_from(names), unique=True))
    }
    raised = data.draw(st.sampled_from(names))
    start = levels[raised].level if raised in levels else None
    target = data.draw(st.floats(2.0 if start is None else start, 4.0))
    outcome = data.draw(st.sampled_from(["O1", "O2"]))
    before = factor_states(effects.factors, lowers, levels)
    after = factor_states(effects.factors, lowers, with_levels(levels, {raised: target}))
    low, high = risk_path(effects, before, outcome), risk_path(effects, after, outcome)
    first, second = low(before.values)[0], high(after.values)[0]
    assert (second <= first + 1e-6).all()
    assert (quantiles(second) <= quantiles(first) + 1e-7).all()
