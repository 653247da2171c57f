"""Agreement within groups against R multilevel, and in groups that cannot carry it."""

import numpy as np
import pytest

from assess.model.errors import ScoringError
from assess.scoring.agreement import (
    Null,
    ad_m,
    agreement,
    icc,
    icc1,
    icc2,
    null_variance,
    rwg_j,
)
from assess.scoring.groups import group

NAN = float("nan")


def test_lq2002_equals_r(lead, companies, golden):
    expected, groups = golden("groups")["lead"], group(companies)
    found = rwg_j(lead, groups, null_variance(5))
    scores = lead.mean(axis=1)
    assert (groups.people, len(groups.labels)) == (expected["people"], expected["groups"])
    assert found.mean() == pytest.approx(expected["rwg_j_mean"], abs=1e-7)
    assert found[groups.labels.index(2)] == pytest.approx(expected["rwg_j_of_2"], abs=1e-7)
    assert ad_m(lead, groups).mean() == pytest.approx(expected["ad_m_mean"], abs=1e-7)
    assert icc1(scores, groups) == pytest.approx(expected["icc1"], abs=1e-8)
    assert icc2(scores, groups) == pytest.approx(expected["icc2"], abs=1e-8)


def test_the_order_of_people_does_not_matter(lead, companies):
    shuffled = np.random.default_rng(1).permutation(len(lead))
    straight = agreement(lead, group(companies), 2.0)
    mixed = agreement(lead[shuffled], group(companies[shuffled]), 2.0)
    assert mixed.rwg_j == pytest.approx(straight.rwg_j)
    assert mixed.ad_m == pytest.approx(straight.ad_m)


def test_rwg_j_by_hand():
    # item variances 1 and 1, null variance 2: q = .5, J = 2: 2 * .5 / (2 * .5 + .5)
    groups = group(["a", "a", "a"])
    found = agreement([[2, 1], [3, 2], [4, 3]], groups, 2.0)
    assert found.rwg_j[0] == pytest.approx(2 / 3)
    assert found.ad_m[0] == pytest.approx(2 / 3)


def test_disagreement_beyond_chance_is_no_agreement():
    assert rwg_j([[1, 5], [5, 1]], group([1, 1]), 2.0)[0] == 0.0


def test_people_with_a_gap_and_groups_of_one_carry_no_agreement():
    items = [[4, 4], [4, 4], [5, NAN], [3, 3], [NAN, 2], [2, NAN]]
    found = agreement(items, group(["a", "a", "a", "b", "c", "c"]), 2.0)
    assert found.rwg_j[0] == 1.0
    assert found.ad_m[0] == 0.0
    assert np.isnan(found.rwg_j[1:]).all()
    assert np.isnan(found.ad_m[1:]).all()
    assert found.complete.tolist() == [2, 1, 0]


@pytest.mark.parametrize(
    ("null", "variance"),
    [
        (Null.UNIFORM, 2.0),
        (Null.SLIGHT_SKEW, 1.34),
        (Null.MODERATE_SKEW, 0.90),
        (Null.HEAVY_SKEW, 0.44),
    ],
)
def test_published_null_variances_of_five_points(null, variance):
    assert null_variance(5, null) == pytest.approx(variance)


@pytest.mark.parametrize("points", [2, 3, 4, 6, 7, 11])
def test_more_skew_leaves_less_variance_on_any_number_of_points(points):
    uniform, *skewed = (null_variance(points, null) for null in Null)
    assert uniform > skewed[0] > skewed[1] > skewed[2] > 0


def test_icc_of_groups_that_are_all_there_is():
    groups = group([1, 1, 2, 2, 3, 3])
    assert icc1([1, 1, 2, 2, 3, 3], groups) == 1.0
    assert icc2([1, 1, 2, 2, 3, 3], groups) == 1.0


def test_icc_without_differences_between_groups():
    found = icc([1, 3, 1, 3], group([1, 1, 2, 2]))
    assert found.icc1 == -1.0
    assert found.icc2 is None


@pytest.mark.parametrize(
    ("scores", "labels"),
    [
        ([], []),
        ([3], [1]),
        ([1, 2, 3], [1, 1, 1]),
        ([1, 2, 3], [1, 2, 3]),
        ([NAN, 1, 2], [1, 2, 2]),
    ],
    ids=["empty", "one respondent", "one group", "all alone", "one group left"],
)
def test_no_icc_from_too_little(scores, labels):
    groups = group(np.array(labels, dtype=int))
    assert icc(scores, groups) is None
    assert icc1(scores, groups) is None
    assert icc2(scores, groups) is None


def test_no_icc_when_all_are_equal():
    found = icc([0.1] * 6, group([1, 1, 1, 2, 2, 2]))
    assert (found.icc1, found.icc2) == (None, None)


def test_nobody_at_all():
    found = agreement(np.empty((0, 3)), group(np.array([], dtype=int)), 2.0)
    assert found.rwg_j.size == 0


def test_wrong_input_is_refused():
    with pytest.raises(ScoringError, match="2 rows of answers but 3 group labels"):
        rwg_j([[1], [2]], group([1, 1, 2]), 2.0)
    with pytest.raises(ScoringError, match="at least two points"):
        null_variance(1)
    with pytest.raises(ScoringError):
        rwg_j([[1], [2]], group([1, 1]), 0.0)
    with pytest.raises(ScoringError, match="label"):
        group([1.0, NAN])
    with pytest.raises(ScoringError, match="one label a person"):
        group([[1, 2]])
    with pytest.raises(ScoringError, match="at least one item"):
        ad_m(np.empty((2, 0)), group([1, 1]))
