"""Careless answers: each index by hand, and how often invented ones are found."""

import warnings

import numpy as np
import pytest
from scipy.spatial.distance import cdist

from assess.model.errors import ScoringError
from assess.scoring.careless import careless, even_odd, longest_run, mahalanobis

NAN = float("nan")
SCALES = [name for name in "abcdef" for _ in range(4)]


def honest(rng, people):
    """Answers to six scales of four items, 1 to 5, that hang together within a scale."""
    trait = rng.normal(3.3, 0.9, (people, 6))
    noisy = np.repeat(trait, 4, axis=1) + 0.6 * rng.standard_normal((people, 24))
    return np.clip(np.rint(noisy), 1, 5)


def test_longest_run_by_hand():
    rows = [[1, 1, 2, 2, 2], [3, 3, 3, 3, 3], [1, 2, 1, 2, 1], [4, 4, NAN, 4, 4], [NAN] * 5]
    assert longest_run(rows).tolist() == [3, 5, 1, 2, 0]
    assert longest_run(np.empty((0, 4))).size == 0


def test_distance_equals_that_of_scipy():
    rows = honest(np.random.default_rng(1), 200)
    distance, freedom = mahalanobis(rows)
    inverse = np.linalg.inv(np.cov(rows.T))
    expected = cdist(rows, [rows.mean(axis=0)], "mahalanobis", VI=inverse)[:, 0] ** 2
    assert distance == pytest.approx(expected)
    assert freedom == 24


def test_a_repeated_or_constant_item_does_not_count_twice():
    rows = honest(np.random.default_rng(2), 100)[:, :3]
    twice = np.column_stack((rows, rows[:, 0], np.full(100, 4.0)))
    assert mahalanobis(twice)[1] == 3
    assert mahalanobis(twice)[0] == pytest.approx(mahalanobis(rows)[0])


def test_distance_leaves_incomplete_people_and_small_groups_out():
    rows = honest(np.random.default_rng(3), 60)
    rows[4, 7] = NAN
    distance, _ = mahalanobis(rows)
    assert np.isnan(distance[4])
    assert np.isfinite(np.delete(distance, 4)).all()
    assert np.isnan(mahalanobis(rows[:20])[0]).all()


def test_even_odd_by_hand():
    rows = np.array([[1, 1, 2, 2, 3, 3, 4, 4, 5, 5], [1, 5, 2, 4, 3, 3, 4, 2, 5, 1]], float)
    scales = [name for name in "abcde" for _ in range(2)]
    assert even_odd(rows, scales) == pytest.approx([1.0, -1.0])
    assert np.isnan(even_odd(rows[:, :8], scales[:8])).all()
    assert np.isnan(even_odd(np.full((2, 10), 3.0), scales)).all()


def test_invented_answers_are_found_and_honest_ones_spared():
    rng = np.random.default_rng(4)
    rows = np.vstack((honest(rng, 360), rng.integers(1, 6, (40, 24))))
    hasty = np.concatenate((rng.random(360) < 0.03, rng.random(40) < 0.8))
    found = careless(rows, rows, SCALES, hasty)
    assert found.careless[360:].mean() > 0.4
    assert found.careless[:360].mean() < 0.02


def test_straight_lining_in_haste_takes_two_flags():
    rows = honest(np.random.default_rng(5), 50)
    rows[0] = rows[1] = 3
    hasty = np.arange(50) == 0
    found = careless(rows, rows, SCALES, hasty)
    assert found.longstring[:2].all()
    assert found.careless[:2].tolist() == [True, False]
    assert found.flags[0] == 2


def test_reversed_items_matter_to_consistency_but_not_to_runs():
    rows = honest(np.random.default_rng(6), 80)
    given = np.where(np.arange(24) % 2, 6 - rows, rows)
    right = careless(given, rows, SCALES, np.zeros(80, bool))
    wrong = careless(given, given, SCALES, np.zeros(80, bool))
    assert right.even_odd.mean() < 0.1 < wrong.even_odd.mean()
    assert (right.longstring == wrong.longstring).all()


@pytest.mark.parametrize(
    "rows",
    [np.empty((0, 24)), np.full((1, 24), 3.0), np.full((30, 24), NAN), np.full((30, 24), 3.0)],
)
def test_thin_input_flags_nobody_wrongly_and_never_warns(rows):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = careless(rows, rows, SCALES, np.zeros(len(rows), bool))
    assert not found.careless.any()


def test_a_short_questionnaire_has_no_long_runs():
    found = careless(np.full((5, 4), 2.0), np.full((5, 4), 2.0), ["a"] * 4, np.zeros(5, bool))
    assert not found.longstring.any()


@pytest.mark.parametrize(
    ("scored", "scales", "hasty"),
    [
        (np.ones((2, 3)), ["a"] * 2, [False] * 2),
        (np.ones((2, 2)), ["a"] * 3, [False] * 2),
        (np.ones((2, 2)), ["a"] * 2, [False]),
        (np.ones((2, 2)), ["a"] * 2, [0, 1]),
    ],
)
def test_shapes_that_do_not_match_are_refused(scored, scales, hasty):
    with pytest.raises(ScoringError):
        careless(np.ones((2, 2)), scored, scales, hasty)
