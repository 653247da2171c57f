"""Practice levels, domains, and the gap between leaders and engineers."""

import math
import warnings
from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from assess.model.answers import EvidenceGrade
from assess.model.errors import ScoringError
from assess.scoring.maturity import (
    LIKENESS,
    RATER_ERROR,
    ROUNDING,
    SHARED_ERROR,
    domain_level,
    practice_levels,
)
from assess.scoring.perception_gap import perception_gap

NAN = float("nan")
CLAIMED = EvidenceGrade.CLAIMED


def domain(levels, dont_know=None, grade=CLAIMED, **options):
    levels = np.array(levels, dtype=float)
    unknown = np.zeros(levels.shape, bool) if dont_know is None else np.array(dont_know)
    practices = practice_levels(levels, [grade] * levels.shape[1])
    return domain_level(levels, unknown, practices, **options)


def test_the_median_and_spread_of_whoever_answered():
    found = practice_levels([[1, 0, NAN], [2, NAN, NAN], [4, 3, NAN]], [CLAIMED] * 3)
    assert found.level[:2].tolist() == [2, 1.5]
    assert found.spread[:2].tolist() == pytest.approx([1.0, 1.5])
    assert found.raters.tolist() == [3, 2, 0]
    assert np.isnan([found.level[2], found.low[2], found.high[2], found.spread[2]]).all()
    assert found.estimate(0).n == 3
    assert found.estimate(2).value is None


def test_medians_equal_numpy_on_ragged_columns():
    rng = np.random.default_rng(1)
    rows = rng.integers(0, 5, (11, 40)).astype(float)
    rows[rng.random((11, 40)) < 0.4] = NAN
    rows[0] = 2
    assert practice_levels(rows, [CLAIMED] * 40).level == pytest.approx(np.nanmedian(rows, axis=0))


def test_better_evidence_and_more_raters_narrow_the_interval():
    widths = [float(practice_levels([[2.0]] * 3, [grade]).error[0]) for grade in EvidenceGrade]
    assert all(wide > narrow for wide, narrow in pairwise(widths))
    more = [float(practice_levels([[2.0]] * n, [CLAIMED]).error[0]) for n in (3, 6, 12)]
    assert all(wide > narrow for wide, narrow in pairwise(more))
    assert practice_levels([[0.0], [4.0], [2.0]], [CLAIMED]).error[0] > more[0]


def test_intervals_stay_between_0_and_4():
    found = practice_levels([[0, 4]] * 2, [CLAIMED] * 2)
    assert found.low.tolist()[0] == 0
    assert found.high.tolist()[1] == 4


@pytest.mark.parametrize("raters", [1, 5, 12])
@pytest.mark.parametrize("grade", [CLAIMED, EvidenceGrade.ATTACHED])
def test_intervals_are_honest_when_the_stated_errors_hold(grade, raters):
    rng = np.random.default_rng(raters)
    shared_sd = math.sqrt(SHARED_ERROR[grade] ** 2 - ROUNDING)
    alike, apart = math.sqrt(LIKENESS), math.sqrt(1 - LIKENESS)
    held = {"practice": [], "domain": []}
    for _ in range(500):
        truth = rng.uniform(0.3, 3.7, 6)
        shared = alike * rng.standard_normal() + apart * rng.standard_normal(6)
        noise = alike * rng.standard_normal((raters, 1)) + apart * rng.standard_normal((raters, 6))
        seen = truth + shared_sd * shared + RATER_ERROR[grade] * noise
        rows = np.clip(np.rint(seen), 0, 4)
        practices = practice_levels(rows, [grade] * 6)
        average = domain_level(rows, np.zeros(rows.shape, bool), practices, 1).average
        held["practice"].append((practices.low <= truth) & (truth <= practices.high))
        held["domain"].append(average.low <= truth.mean() <= average.high)
    # ends of the scale cut intervals but not errors, so a practice is held a little more often
    assert 0.77 <= np.mean(held["practice"]) <= 0.87
    assert 0.76 <= np.mean(held["domain"]) <= 0.86


def test_average_and_staged_level_differ_when_one_practice_lags():
    found = domain([[4, 4, 1], [4, 4, 1], [4, 3, 1]])
    assert found.average.value == 3.0
    assert found.staged == 1
    assert found.coverage.value == 1.0
    assert found.raters == 3


def test_a_practice_that_does_not_apply_leaves_both_figures():
    found = domain([[3, NAN], [3, NAN], [3, NAN]])
    assert (found.average.value, found.staged) == (3.0, 3)


def test_half_a_level_is_not_a_stage():
    assert domain([[2], [3], [2], [3]]).staged == 2


def test_too_many_dont_knows_refuse_a_score_and_say_why():
    found = domain([[2, NAN], [2, NAN], [2, NAN]], [[False, True]] * 3)
    assert found.average.value is found.staged is None
    assert "50 % of the answers" in found.average.reason
    assert found.coverage.value == 0.5
    third = domain([[2, 2, NAN]] * 3, [[False, False, True]] * 3)
    assert third.average.value == 2.0


def test_all_dont_know():
    found = domain([[NAN, NAN]] * 4, [[True, True]] * 4)
    assert found.average.value is found.staged is None
    assert found.coverage.value == 0.0


def test_too_few_raters_refuse_a_score():
    found = domain([[2, 3], [2, NAN]])
    assert found.average.reason == "Only 2 of at least 3 people rated this domain."
    assert domain([[2, 3], [2, NAN]], minimum_raters=2).average.value == 2.5


@pytest.mark.parametrize("levels", [np.empty((0, 2)), [[NAN, NAN]], np.empty((3, 0))])
def test_nobody_answered(levels):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = domain(levels)
    assert found.average.value is found.staged is found.coverage.value is None
    assert found.average.reason == "Nobody answered a practice of this domain."


def test_levels_that_cannot_be_are_refused():
    with pytest.raises(ScoringError, match="between 0 and 4"):
        practice_levels([[5]], [CLAIMED])
    with pytest.raises(ScoringError, match="2 practices but 1"):
        practice_levels([[1, 2]], [CLAIMED])
    with pytest.raises(ScoringError, match="same answers"):
        domain_level([[1.0]], [[False, True]], practice_levels([[1]], [CLAIMED]))


def test_the_gap_and_its_exact_test_by_hand():
    levels = [[4], [4], [1], [2], [1]]
    found = perception_gap(levels, [True, True, False, False, False])
    assert found.gap.value == pytest.approx(4 - 4 / 3)
    assert found.p == pytest.approx(1 / 10)
    assert (found.leaders, found.engineers, found.practices) == (2, 3, 1)
    assert found.gap.low < found.gap.value < found.gap.high


def test_the_interval_is_welchs():
    rng = np.random.default_rng(2)
    levels = rng.integers(0, 5, (12, 1)).astype(float)
    leads = np.arange(12) < 4
    found = perception_gap(levels, leads)
    ends = stats.ttest_ind(
        levels[leads, 0], levels[~leads, 0], equal_var=False
    ).confidence_interval(0.8)
    assert (found.gap.low, found.gap.high) == pytest.approx((ends.low, ends.high))


def test_many_people_are_tested_by_welch():
    rng = np.random.default_rng(3)
    levels = np.clip(rng.normal(2, 0.7, (60, 4)), 0, 4)
    leads = np.arange(60) < 25
    expected = stats.ttest_ind(
        levels[leads].mean(axis=1), levels[~leads].mean(axis=1), equal_var=False
    )
    assert perception_gap(levels, leads).p == pytest.approx(expected.pvalue)


def test_the_exact_test_is_level_under_no_difference():
    rng = np.random.default_rng(4)
    p = [perception_gap(rng.normal(2, 0.1, (9, 3)), np.arange(9) < 3).p for _ in range(600)]
    assert np.mean(np.array(p) <= 0.2) == pytest.approx(0.2, abs=0.05)


def test_only_practices_that_both_rated_count():
    levels = [[4, NAN, 1], [4, NAN, NAN], [4, 0, 0], [4, 0, 0]]
    found = perception_gap(levels, [True, True, False, False])
    assert found.practices == 2
    assert found.gap.value > 0


def test_a_single_leader_is_compared_with_pooled_spread():
    found = perception_gap([[4], [1], [2], [1], [2]], [True, False, False, False, False])
    assert found.p == pytest.approx(1 / 5)
    assert found.gap.low < 2.5 < found.gap.high


def test_unanimity_still_leaves_an_interval():
    found = perception_gap([[3, 3]] * 6, np.arange(6) < 2)
    assert (found.gap.value, found.p) == (0.0, 1.0)
    assert found.gap.low < 0 < found.gap.high


@pytest.mark.parametrize(
    ("levels", "leads"),
    [
        (np.empty((0, 2)), []),
        ([[2, 2]] * 3, [False] * 3),
        ([[2, 2]] * 3, [True] * 3),
        ([[2, NAN], [NAN, 2]], [True, False]),
        ([[2], [3]], [True, False]),
        ([[NAN]] * 4, [True, True, False, False]),
    ],
)
def test_no_gap_from_too_little(levels, leads):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = perception_gap(levels, leads)
    assert found.gap.value is found.p is None
    assert found.gap.reason
