"""Reliability against R, and on input that cannot carry a figure."""

import numpy as np
import pytest

from assess.model.errors import ScoringError
from assess.scoring.reliability import (
    complete_cases,
    cronbach_alpha,
    enough_for_reliability,
    floor_ceiling,
    item_rest,
    omega_total,
    reliable_change,
    sem,
)

NAN = float("nan")
EMPTY = np.empty((0, 4))


@pytest.mark.parametrize("scale", ["agreeableness", "neuroticism"])
def test_alpha_and_omega_equal_those_of_r(scale, golden, request):
    items, expected = request.getfixturevalue(scale), golden("reliability")[scale]
    assert len(complete_cases(items)) == expected["n"]
    assert cronbach_alpha(items) == pytest.approx(expected["alpha"], abs=1e-8)
    assert omega_total(items) == pytest.approx(expected["omega_total"], abs=5e-7)


def test_item_rest_equals_that_of_r(agreeableness, golden):
    expected = golden("reliability")["agreeableness"]["item_rest"]
    assert item_rest(agreeableness) == pytest.approx(expected, abs=1e-6)


def test_omega_equals_alpha_when_all_loadings_are_equal():
    rng = np.random.default_rng(3)
    trait = rng.standard_normal((4000, 1))
    items = trait + rng.standard_normal((4000, 5))
    assert omega_total(items) == pytest.approx(5 / 6, abs=0.01)
    assert cronbach_alpha(items) == pytest.approx(5 / 6, abs=0.01)


def test_three_items_are_fitted_exactly():
    # loadings .8 .7 .6 reproduce the correlations .56 .48 .42, so omega is 2.1^2/(2.1^2 + 1.51)
    correlations = np.array([[1, 0.56, 0.48], [0.56, 1, 0.42], [0.48, 0.42, 1]])
    rng = np.random.default_rng(1)
    noise = rng.standard_normal((50, 3))
    noise -= noise.mean(axis=0)
    white = np.linalg.solve(np.linalg.cholesky(np.cov(noise.T)), noise.T)
    items = (np.linalg.cholesky(correlations) @ white).T
    assert omega_total(items) == pytest.approx(4.41 / (4.41 + 1.51), abs=1e-6)


@pytest.mark.parametrize(
    "items",
    [
        EMPTY,
        [[1, 2, 3, 4]],
        np.full((9, 4), 3.0),
        np.full((9, 4), NAN),
        np.ones((9, 1)),
        np.full((9, 4), 0.1),
    ],
    ids=["empty", "one respondent", "all equal", "all missing", "one item", "not exact in binary"],
)
def test_no_reliability_from_too_little(items):
    assert cronbach_alpha(items) is None
    assert omega_total(items) is None
    assert set(item_rest(items)) == {None}


def test_omega_needs_three_items_that_vary_and_are_not_copies():
    rng = np.random.default_rng(4)
    items = rng.integers(1, 6, (30, 4)).astype(float)
    assert omega_total(items[:, :2]) is None
    assert omega_total(np.column_stack((items, np.full(30, 2.0)))) is None
    assert omega_total(np.column_stack((items, items[:, 0]))) is None


def test_a_constant_item_has_no_item_rest_correlation_and_the_others_do():
    rng = np.random.default_rng(5)
    found = item_rest(np.column_stack((rng.integers(1, 6, (40, 3)), np.full(40, 4))))
    assert found[3] is None
    assert all(isinstance(r, float) for r in found[:3])


@pytest.mark.parametrize("items", [[1, 2, 3], [["a", "b"]], [[1, np.inf]]])
def test_the_wrong_input_is_refused(items):
    with pytest.raises(ScoringError):
        cronbach_alpha(items)


def test_floor_and_ceiling():
    ends = floor_ceiling([1, 1, 2, 3, 5, NAN], 1, 5)
    assert (ends.floor, ends.ceiling) == (0.4, 0.2)
    assert floor_ceiling([], 1, 5) is None
    assert floor_ceiling([NAN], 1, 5) is None


def test_enough_for_reliability():
    assert enough_for_reliability(100, 14)
    assert not enough_for_reliability(99, 3)
    assert not enough_for_reliability(104, 15)


def test_sem_and_the_change_it_takes():
    # sd .9 and reliability .85 need a change of .97 on five points
    error = sem(0.9, 0.85)
    change = reliable_change(3.0, 3.98, error)
    assert change.needed == pytest.approx(0.97, abs=0.005)
    assert change.reliable
    assert not reliable_change(3.0, 3.95, error).reliable


def test_a_team_needs_a_smaller_change_than_a_person():
    assert reliable_change(3, 3.4, sem(0.9, 0.85), (12, 12)).reliable
    assert not reliable_change(3, 3.4, sem(0.9, 0.85)).reliable


def test_change_without_figures():
    assert reliable_change(NAN, 3, 0.4) is None
    assert reliable_change(3, 3, 0.0) is None
    with pytest.raises(ScoringError):
        reliable_change(3, 3, 0.4, (0, 4))
    with pytest.raises(ScoringError):
        sem(-1, 0.5)
    with pytest.raises(ScoringError):
        sem(1, 1.2)
