import numpy as np
import pytest

from assess.model.errors import ScoringError
from assess.risk.learning import learn
from assess.risk.prior import fit_prior

PRIOR = fit_prior(0.56, 0.38, 0.72)


def test_outcomes_without_their_sums_are_refused():
    with pytest.raises(ScoringError, match="exactly one sum"):
        learn(PRIOR, [True, False], [0.1])
    with pytest.raises(ScoringError, match="not a number"):
        learn(PRIOR, [True], [float("nan")])


def test_no_outcome_teaches_nothing():
    learned = learn(PRIOR, [])
    assert learned.prior == PRIOR
    assert learned.overlap_scale == 1.0


def test_the_grid_agrees_with_a_fine_numerical_integral():
    b = np.linspace(-4, 4, 40_001)
    width = np.where(b < PRIOR.centre, PRIOR.below, PRIOR.above)
    density = np.exp(-0.5 * ((b - PRIOR.centre) / width) ** 2) / width
    p = 1 / (1 + np.exp(-b))
    posterior = np.cumsum(density * p**3 * (1 - p) ** 9)
    median = p[np.searchsorted(posterior, posterior[-1] / 2)]
    learned = learn(PRIOR, [True] * 3 + [False] * 9)
    assert learned.prior.quantile(0.5) == pytest.approx(median, abs=0.002)


def test_more_outcomes_move_further_and_narrow():
    few, many = (learn(PRIOR, [False] * n + [True] * (n // 4)).prior for n in (8, 80))
    assert many.quantile(0.5) < few.quantile(0.5) < 0.56
    assert many.quantile(0.9) - many.quantile(0.1) < few.quantile(0.9) - few.quantile(0.1)


def test_all_failures_stay_short_of_certainty():
    assert 0.72 < learn(PRIOR, [True] * 500).prior.quantile(0.5) < 1.0


def outcomes(scale, count, seed=4):
    rng = np.random.default_rng(seed)
    sums = rng.normal(0, 0.8, count)
    return rng.random(count) < 1 / (1 + np.exp(-(0.2 + scale * sums))), sums


def test_the_overlap_waits_for_twenty_outcomes():
    assert learn(PRIOR, *outcomes(2.0, 19)).overlap_scale == 1.0
    assert learn(PRIOR, *outcomes(2.0, 20)).overlap_scale != 1.0


def test_the_overlap_follows_the_outcomes():
    assert learn(PRIOR, *outcomes(2.0, 2_000)).overlap_scale == pytest.approx(2.0, abs=0.3)
    assert learn(PRIOR, *outcomes(0.5, 2_000)).overlap_scale == pytest.approx(0.5, abs=0.2)
