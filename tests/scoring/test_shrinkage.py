"""Empirical-Bayes estimates against R, and the honesty of their intervals."""

import numpy as np
import pytest

from assess.model.errors import ScoringError
from assess.scoring.groups import group
from assess.scoring.shrinkage import shrink


def of(scores, labels, **options):
    groups = group(labels)
    means = groups.means(scores)
    return shrink(groups.sizes, means, ((scores - means[groups.codes]) ** 2).sum(), **options)


def coverage(rng, groups, icc, organisations):
    """Share of 80 % intervals that hold the group's true mean."""
    hits = []
    for _ in range(organisations):
        truth = rng.normal(3, np.sqrt(icc), groups)
        sizes = rng.integers(5, 16, groups)
        means = truth + rng.standard_normal(groups) * np.sqrt((1 - icc) / sizes)
        found = shrink(sizes, means, (1 - icc) * rng.chisquare(sizes.sum() - groups))
        hits.append((found.low <= truth) & (truth <= found.high))
    return np.mean(hits)


def test_lq2002_equals_lme4(lead, companies, golden):
    expected = golden("groups")["lead"]
    found, labels = of(lead.mean(axis=1), companies), group(companies).labels
    assert found.between == pytest.approx(expected["between"], abs=1e-7)
    assert found.within == pytest.approx(expected["within"], abs=1e-7)
    for company, value in expected["shrunken"].items():
        assert found.value[labels.index(company)] == pytest.approx(value, abs=5.1e-6)


@pytest.mark.parametrize(("groups", "icc"), [(8, 0.2), (12, 0.1), (12, 0.3), (30, 0.15)])
def test_intervals_hold_the_truth_four_times_in_five(groups, icc):
    held = coverage(np.random.default_rng(groups), groups, icc, 4000 // groups)
    assert 0.77 <= held <= 0.83


def test_few_groups_lean_on_the_prior_and_stay_honest_when_it_holds():
    rng = np.random.default_rng(2)
    held = np.mean([coverage(rng, 4, icc, 1) for icc in rng.beta(1, 6, 1000)])
    assert 0.77 <= held <= 0.83


def test_small_groups_are_drawn_in_more():
    found = shrink([5, 50] * 6, [3.0, 3.0, 4.0, 4.0, 2.0, 2.0] * 2, 300.0)
    assert found.weight[0] < found.weight[1] < 1
    assert found.high[0] - found.low[0] > found.high[1] - found.low[1]
    assert (found.low < found.value).all()
    assert (found.value < found.high).all()


def test_groups_that_differ_less_than_chance_get_one_estimate_and_still_an_interval():
    found = shrink([10] * 9, np.linspace(2.99, 3.01, 9), 90.0)
    assert found.between == 0
    assert found.value == pytest.approx(np.full(9, 3.0))
    assert (found.high - found.low > 0.1).all()


def test_a_norm_for_the_variance_between_groups_is_used_as_given():
    found = shrink([10, 10, 10], [2.0, 3.0, 4.0], 27.0, between=0.1)
    assert (found.between, found.within) == (0.1, 1.0)
    assert found.weight == pytest.approx(0.5)
    assert found.value == pytest.approx([2.5, 3.0, 3.5])


def test_the_scale_and_origin_of_the_scores_do_not_matter():
    sizes, means = np.array([6, 9, 12, 8] * 3), np.linspace(2, 4, 12)
    plain, moved = shrink(sizes, means, 80.0), shrink(sizes, 100 + 10 * means, 8000.0)
    assert moved.value == pytest.approx(100 + 10 * plain.value)
    assert moved.low == pytest.approx(100 + 10 * plain.low)
    assert moved.between == pytest.approx(100 * plain.between)


def test_one_group_keeps_its_mean():
    found = shrink([8], [3.25], 7.0)
    assert found.value[0] == pytest.approx(3.25)
    assert found.low[0] < 3.25 < found.high[0]


def test_without_two_people_in_any_group_nothing_is_known_of_the_spread():
    assert shrink([1], [4.0], 0.0) is None
    assert shrink([1, 1], [4.0, 2.0], 0.0, least_within=0.02) is None


def test_no_group_no_estimate():
    assert shrink([], [], 0.0) is None


def test_all_equal():
    bare = shrink([5, 6], [3.0, 3.0], 0.0)
    assert (bare.value.tolist(), bare.low.tolist()) == ([3.0, 3.0], [3.0, 3.0])
    rounded = shrink([5, 6], [3.0, 3.0], 0.0, least_within=1 / 60)
    assert (rounded.low < 3.0).all()
    assert (rounded.high > 3.0).all()


def test_twenty_thousand_groups_have_a_narrow_posterior_and_still_finite_intervals():
    rng = np.random.default_rng(6)
    sizes = rng.integers(5, 95, 20_000)
    truth = rng.normal(3, 0.3, 20_000)
    found = shrink(sizes, truth + rng.standard_normal(20_000) / np.sqrt(sizes), float(sizes.sum()))
    held = ((found.low <= truth) & (truth <= found.high)).mean()
    assert found.between == pytest.approx(0.09, rel=0.05)
    assert 0.78 <= held <= 0.82


@pytest.mark.parametrize(
    ("sizes", "means", "squares", "options"),
    [
        ([0, 3], [1, 2], 1.0, {}),
        ([3, 3], [1, np.nan], 1.0, {}),
        ([3], [1, 2], 1.0, {}),
        ([3], [1], -1.0, {}),
        ([3], [1], np.nan, {}),
        ([3], [1], 1.0, {"between": -0.1}),
    ],
)
def test_what_cannot_be_is_refused(sizes, means, squares, options):
    with pytest.raises(ScoringError):
        shrink(sizes, means, squares, **options)
