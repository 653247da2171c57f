"""Weighted composites, full and partial compensation, and weights that cannot be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.model.errors import ScoringError
from assess.model.result import Estimate
from assess.scoring.composite import Form, checked_weights, composite, composite_estimate

shares = st.floats(0, 1)


def test_both_forms_by_hand():
    assert composite([0.9, 0.4], [3, 1]) == pytest.approx(0.775)
    assert composite([0.9, 0.4], [3, 1], Form.GEOMETRIC) == pytest.approx(0.9**0.75 * 0.4**0.25)


@given(st.lists(st.tuples(shares, st.floats(0.01, 5)), min_size=1, max_size=6))
def test_partial_compensation_never_gives_more_than_full(pairs):
    values, weights = zip(*pairs, strict=True)
    full = composite(values, weights)
    partial = composite(values, weights, Form.GEOMETRIC)
    assert min(values) - 1e-9 <= partial <= full + 1e-9 <= max(values) + 2e-9


def test_a_part_of_zero_cannot_be_made_up_for_geometrically():
    assert composite([0.0, 1.0], [1, 9], Form.GEOMETRIC) == 0.0
    assert composite([0.0, 1.0], [1, 9]) == pytest.approx(0.9)


def test_a_weight_of_zero_leaves_even_a_missing_part_out():
    assert composite([0.5, np.nan], [1, 0]) == 0.5
    assert composite([0.5, 0.0], [1, 0], Form.GEOMETRIC) == pytest.approx(0.5)


def test_a_missing_part_makes_the_composite_missing():
    assert np.isnan(composite([[0.5, np.nan], [0.5, 0.7]], [1, 1])).tolist() == [True, False]
    parts = [Estimate(0.5, 0.4, 0.6, 9), Estimate.missing("Fewer than 5 people answered.")]
    found = composite_estimate(parts, [1, 1], np.random.default_rng(1))
    assert found.value is None
    assert "Fewer than 5 people" in found.reason


@pytest.mark.parametrize("form", list(Form))
def test_the_interval_joins_those_of_the_parts(form):
    parts = [Estimate(0.5, 0.4, 0.6, 9), Estimate(0.6, 0.5, 0.7, 7)]
    found = composite_estimate(parts, [1, 1], np.random.default_rng(1), form)
    assert found.value == pytest.approx(float(composite([0.5, 0.6], [1, 1], form)))
    assert found.high - found.low == pytest.approx(0.2 / 2**0.5, rel=0.06)
    assert found.n == 7


@pytest.mark.parametrize(
    ("weights", "reason"),
    [
        ([0, 0], "sum to 0"),
        ([1, -1], "0 or more"),
        ([1], "2 weights, not 1"),
        ([1, np.nan], "0 or more"),
        ([], "2 weights, not 0"),
        ([1, np.inf], "infinite"),
    ],
)
def test_weights_that_cannot_be_are_refused(weights, reason):
    with pytest.raises(ScoringError, match=reason):
        checked_weights(weights, 2)
    with pytest.raises(ScoringError, match=reason):
        composite([0.5, 0.5], weights)


def test_no_parts_no_weights():
    with pytest.raises(ScoringError, match="sum to 0"):
        composite([], [])


def test_parts_off_the_scale_are_refused():
    with pytest.raises(ScoringError, match="scale of 0 to 1"):
        composite([0.5, 3.0], [1, 1])
    with pytest.raises(ScoringError, match="last axis"):
        composite(0.5, [1])
