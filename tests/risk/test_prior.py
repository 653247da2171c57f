import math

import numpy as np
import pytest

from assess.model.errors import ScoringError
from assess.model.evidence import Outcome
from assess.risk.prior import fit_prior, logit, outcome_prior, probability


@pytest.mark.parametrize(
    "values",
    [(0.0, 0.1, 0.2), (0.5, 0.6, 0.7), (0.5, 0.4, 1.0), (0.5, 0.5, 0.6), (math.nan, 0.1, 0.9)],
)
def test_quantiles_that_are_no_quantiles_are_refused(values):
    with pytest.raises(ScoringError, match="base rate needs"):
        fit_prior(*values)


@pytest.mark.parametrize("values", [(0.56, 0.38, 0.72), (0.64, 0.45, 0.80), (0.2, 0.01, 0.3)])
def test_all_three_quantiles_are_met_exactly(values):
    prior = fit_prior(*values)
    assert [prior.quantile(q) for q in (0.5, 0.05, 0.95)] == pytest.approx(values, abs=1e-12)


def test_each_side_keeps_its_own_width():
    prior = fit_prior(0.5, 0.1, 0.6)
    assert prior.below > prior.above
    normals = np.random.default_rng(3).standard_normal(40_000)
    shares = 1 / (1 + np.exp(-prior.from_normals(normals)))
    assert np.quantile(shares, [0.05, 0.5, 0.95]) == pytest.approx([0.1, 0.5, 0.6], abs=0.01)


def test_own_history_replaces_the_published_prior():
    outcome = Outcome(
        id="O1",
        title="Not in use",
        definition="Not in production use after 12 months",
        median=0.56,
        low=0.38,
        high=0.72,
        stress=0.88,
        base_rates=(),
    )
    assert outcome_prior(outcome).quantile(0.5) == pytest.approx(0.56)
    assert outcome_prior(outcome, (0.3, 0.2, 0.4)).quantile(0.5) == pytest.approx(0.3)


def test_logit_and_probability_are_inverse():
    assert probability(logit(0.37)) == pytest.approx(0.37)
