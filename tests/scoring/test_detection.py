"""Signal detection against the worked examples."""

import numpy as np
import pytest

from assess.model.errors import ScoringError
from assess.scoring.detection import detection


@pytest.mark.parametrize(
    ("counts", "sensitivity", "bias"),
    [((5, 6, 2, 6), 1.15774, -0.21277), ((6, 6, 0, 6), 2.93047, 0.0), ((3, 6, 3, 6), 0.0, 0.0)],
)
def test_worked_examples(counts, sensitivity, bias):
    found = detection(*counts)
    assert float(found.sensitivity) == pytest.approx(sensitivity, abs=1e-5)
    assert float(found.bias) == pytest.approx(bias, abs=1e-5)


def test_many_at_once_are_the_same_as_one_by_one():
    hits, alarms = np.arange(7), np.arange(7)[::-1]
    found = detection(hits, 6, alarms, 6)
    for i in range(7):
        assert found.sensitivity[i] == float(detection(hits[i], 6, alarms[i], 6).sensitivity)


def test_someone_who_never_flags_is_reluctant():
    assert float(detection(0, 6, 0, 6).bias) > 1
    assert float(detection(6, 6, 6, 6).bias) < -1


def test_standard_errors_equal_those_of_simulated_sittings():
    rng = np.random.default_rng(1)
    found = detection(rng.binomial(200, 0.8, 4000), 200, rng.binomial(200, 0.3, 4000), 200)
    assert found.sensitivity.std() == pytest.approx(found.sensitivity_error.mean(), rel=0.04)
    assert found.bias.std() == pytest.approx(found.bias_error.mean(), rel=0.04)


def test_nothing_judged_says_little_but_is_finite():
    found = detection(0, 0, 0, 0)
    assert (float(found.sensitivity), float(found.bias)) == (0.0, 0.0)
    assert float(found.sensitivity_error) > 1.5


@pytest.mark.parametrize("counts", [(7, 6, 0, 6), (-1, 6, 0, 6), (1, 6, 7, 6), (np.nan, 6, 1, 6)])
def test_counts_that_cannot_be_are_refused(counts):
    with pytest.raises(ScoringError):
        detection(*counts)
