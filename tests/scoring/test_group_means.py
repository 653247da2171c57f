"""Means of groups with intervals, against plain loops and on gaps."""

import numpy as np
import pytest
from scipy import stats

from assess.model.errors import ScoringError
from assess.scoring.group_means import group_means_with_intervals, person_scores

NAN = float("nan")


def starts_of(sizes):
    return np.cumsum(sizes) - sizes


def test_every_group_equals_a_t_interval_made_by_hand():
    rng = np.random.default_rng(1)
    sizes = np.array([5, 2, 31, 8])
    answers = rng.integers(1, 6, (sizes.sum(), 4)).astype(float)
    found = group_means_with_intervals(answers, starts_of(sizes))
    for g, rows in enumerate(np.split(answers, np.cumsum(sizes)[:-1])):
        scores = rows.mean(axis=1)
        ends = stats.t.interval(0.8, len(scores) - 1, scores.mean(), stats.sem(scores))
        assert found.mean[g] == pytest.approx(scores.mean())
        assert (found.low[g], found.high[g]) == pytest.approx(ends)


def test_gaps_give_what_leaving_the_people_out_gives():
    rng = np.random.default_rng(2)
    scores = rng.standard_normal(30)
    gaps = scores.copy()
    gaps[[3, 11, 12]] = NAN
    found = group_means_with_intervals(gaps, np.array([0, 10, 20]))
    kept = group_means_with_intervals(np.delete(scores, [3, 11, 12]), np.array([0, 9, 17]))
    assert found.n.tolist() == [9, 8, 10]
    assert found.low == pytest.approx(kept.low)
    assert found.high == pytest.approx(kept.high)
    assert found.squares == pytest.approx(kept.squares)


def test_a_person_needs_half_of_the_items():
    items = [[1, 2, 3, 4], [1, NAN, 3, NAN], [1, NAN, NAN, NAN], [NAN] * 4]
    assert person_scores(items).tolist()[:2] == [2.5, 2.0]
    assert np.isnan(person_scores(items)[2:]).all()


def test_intervals_hold_the_truth_four_times_in_five():
    rng = np.random.default_rng(3)
    truth = rng.normal(3, 0.4, (2000, 1, 1))
    people = truth + 0.6 * rng.standard_normal((2000, 7, 1))
    answers = np.rint(np.clip(people + 0.8 * rng.standard_normal((2000, 7, 5)), 1, 5))
    found = group_means_with_intervals(answers.reshape(-1, 5), np.arange(0, 14_000, 7))
    held = (found.low <= truth[:, 0, 0]) & (truth[:, 0, 0] <= found.high)
    assert 0.77 <= held.mean() <= 0.83


def test_someone_alone_borrows_the_spread_of_the_others():
    found = group_means_with_intervals(np.array([2.0, 3.0, 4.0, 3.5]), np.array([0, 3]))
    half = stats.t.ppf(0.9, 2) * 1.0
    assert (found.low[1], found.high[1]) == pytest.approx((3.5 - half, 3.5 + half))


def test_one_respondent_has_a_mean_and_no_interval():
    found = group_means_with_intervals(np.array([4.0]), np.array([0]))
    assert found.mean.tolist() == [4.0]
    assert np.isnan([found.low[0], found.high[0]]).all()


def test_unanimity_is_as_narrow_as_the_rounding_of_the_scale_and_no_narrower():
    answers = np.full((6, 1), 4.0)
    bare = group_means_with_intervals(answers, np.array([0]))
    assert bare.low[0] == bare.high[0] == 4.0
    rounded = group_means_with_intervals(answers, np.array([0]), 1 / 12)
    assert rounded.high[0] - rounded.low[0] == pytest.approx(
        2 * stats.t.ppf(0.9, 5) * np.sqrt(1 / 72)
    )


def test_nobody_answered():
    found = group_means_with_intervals(np.full((4, 3), NAN), np.array([0, 2]))
    assert found.n.tolist() == [0, 0]
    assert np.isnan([*found.mean, *found.low, *found.high]).all()


def test_no_group_at_all():
    found = group_means_with_intervals(np.empty((0, 3)), np.array([], dtype=np.int64))
    assert found.n.size == found.mean.size == 0


def test_a_far_origin_does_not_cost_the_variance():
    near = group_means_with_intervals(np.array([1.0, 2.0, 3.0, 5.0]), np.array([0]))
    far = group_means_with_intervals(np.array([1.0, 2.0, 3.0, 5.0]) + 1e9, np.array([0]))
    assert far.high[0] - far.low[0] == pytest.approx(near.high[0] - near.low[0])


@pytest.mark.parametrize("starts", [[], [1, 2], [0, 2, 2], [0, 4]])
def test_starts_that_are_no_partition_are_refused(starts):
    with pytest.raises(ScoringError, match="start at row 0"):
        group_means_with_intervals(np.ones(4), np.array(starts, dtype=np.int64))


@pytest.mark.parametrize("answers", [np.array([1, np.inf, -np.inf]), np.array([[np.inf, 2]])])
def test_infinite_answers_are_refused(answers):
    with pytest.raises(ScoringError, match="infinite"):
        group_means_with_intervals(answers, np.array([0]))


def test_a_score_needs_an_item():
    with pytest.raises(ScoringError, match="at least one item"):
        person_scores(np.empty((3, 0)))


def test_sizes_on_both_sides_of_the_table_and_of_a_block_agree_with_scipy():
    rng = np.random.default_rng(8)
    sizes = np.array([3, 20_000, 999, 1001])
    scores = rng.standard_normal(sizes.sum())
    found = group_means_with_intervals(scores, starts_of(sizes))
    small = group_means_with_intervals(scores[:3], np.array([0]))
    for g, rows in enumerate(np.split(scores, np.cumsum(sizes)[:-1])):
        ends = stats.t.interval(0.8, len(rows) - 1, rows.mean(), stats.sem(rows))
        assert (found.low[g], found.high[g]) == pytest.approx(ends)
    assert small.low[0] == pytest.approx(found.low[0])


def test_many_rows_are_scored_in_pieces_as_in_one():
    answers = np.random.default_rng(9).integers(1, 6, (5003, 7)).astype(float)
    assert person_scores(answers) == pytest.approx(answers.mean(axis=1))
