import numpy as np
import pytest
from risk_cases import risk_factor

from assess.model.errors import ScoringError
from assess.risk.constants import KAPPA
from assess.risk.effects import draw_effects


def test_nothing_to_draw_is_refused(factors, priors):
    with pytest.raises(ScoringError, match="at least one risk factor"):
        draw_effects([], priors, 1000, 1)
    with pytest.raises(ScoringError, match="at least one risk factor"):
        draw_effects(factors, {}, 1000, 1)
    with pytest.raises(ScoringError, match="100 draws"):
        draw_effects(factors, priors, 99, 1)


@pytest.mark.parametrize("ratio", [(0.9, 0.5, 1.2), (2.0, 2.5, 3.0), (2.0, 0.0, 3.0)])
def test_odds_ratios_that_cannot_be_are_refused(priors, ratio):
    median, low, high = ratio
    factor = risk_factor(0, "B", median, low, high)
    with pytest.raises(ScoringError, match="factor-00"):
        draw_effects([factor], priors, 1000, 1)


def test_the_same_seed_gives_the_same_draws(factors, priors, effects):
    again = draw_effects(factors, priors, 20_000, seed=7)
    other = draw_effects(factors, priors, 20_000, seed=8)
    assert np.array_equal(again.summed, effects.summed)
    assert np.array_equal(again.base["O1"], effects.base["O1"])
    assert not np.array_equal(other.summed, effects.summed)


def test_effects_are_shrunk_by_grade_and_truncated_at_zero(factors, effects):
    assert (effects.summed >= 0).all()
    for row, factor in enumerate(factors):
        expected = KAPPA[factor.grade] * np.log(2.0)
        assert np.median(effects.drawn[row]) == pytest.approx(expected, rel=0.03)


def test_a_wide_range_is_cut_at_zero_and_not_below(priors):
    drawn = draw_effects([risk_factor(0, "C", 1.1, 0.6, 2.0)], priors, 20_000, 3)
    assert drawn.summed.min() >= 0.0
    assert 0.0 < np.quantile(drawn.summed, 0.1) < np.quantile(drawn.summed, 0.9)


def test_grade_d_crosses_zero_only_in_its_own_interval(priors):
    drawn = draw_effects([risk_factor(0, "D", 1.3, 0.8, 2.0)], priors, 5_000, 3)
    assert (drawn.drawn < 0).mean() > 0.1
    assert np.unique(drawn.summed).size == 1
    assert drawn.summed[0, 0] == pytest.approx(0.2 * np.log(1.3), rel=1e-6)


def test_a_ratio_without_range_has_no_spread(priors):
    drawn = draw_effects([risk_factor(0, "A", 2.0, 2.0, 2.0)], priors, 1_000, 3)
    assert np.ptp(drawn.summed) == 0.0


def test_the_discount_is_the_published_formula(effects):
    assert effects.discount(1) == pytest.approx(np.ones(effects.draws))
    many = effects.discount(24)
    assert 1 / (1 + 23 * 0.6) <= many.min() < many.max() <= 1 / (1 + 23 * 0.3)
    assert effects.discount(24, 0.5) == pytest.approx(many / 2)
