"""Rating scales from answers to figures: real data, gaps, and groups that have nothing."""

import dataclasses
import math
import warnings

import numpy as np
import pytest

from assess.model.errors import ScoringError
from assess.model.result import Estimate
from assess.scoring.agreement import Null
from assess.scoring.groups import group
from assess.scoring.rating import keyed, score_groups, score_scale

NAN = float("nan")


def numbers(value):
    """Every float in a nested dataclass."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from numbers(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from numbers(part)
    elif isinstance(value, float):
        yield value


def test_lq2002_lead(lead, companies, golden):
    expected = golden("groups")["lead"]
    found = score_scale(lead, group(companies), 1, 5)
    assert (found.n, found.complete, len(found.groups)) == (2042, 2042, 49)
    assert found.rwg_j_mean == pytest.approx(expected["rwg_j_mean"], abs=1e-7)
    assert found.ad_m_mean == pytest.approx(expected["ad_m_mean"], abs=1e-7)
    assert found.icc1 == pytest.approx(expected["icc1"], abs=1e-8)
    assert found.icc2 == pytest.approx(expected["icc2"], abs=1e-8)
    by_label = {score.group: score for score in found.groups}
    for company, value in expected["shrunken"].items():
        assert by_label[company].shrunken.value == pytest.approx(value, abs=5.1e-6)
    assert by_label[2].rwg_j == pytest.approx(expected["rwg_j_of_2"], abs=1e-7)


def test_the_groups_alone_are_the_same_figures(lead, companies):
    groups = group(companies)
    assert score_groups(lead, groups, 1, 5).groups == score_scale(lead, groups, 1, 5).groups


def test_gaps_count_for_the_score_but_not_for_reliability(agreeableness, golden):
    found = score_scale(agreeableness, group(np.zeros(len(agreeableness), int)), 1, 6)
    expected = golden("reliability")["agreeableness"]
    assert found.complete == expected["n"] < found.n <= 2800
    assert found.alpha == pytest.approx(expected["alpha"], abs=1e-8)
    assert found.item_rest == pytest.approx(expected["item_rest"], abs=1e-6)


def test_reversed_items_are_turned_round():
    turned = keyed([[1, 2], [6, NAN]], [True, False], 1, 6)
    assert turned[0].tolist() == [6, 2]
    assert turned[1, 0] == 1
    assert np.isnan(turned[1, 1])


def test_an_answer_off_the_scale_is_named():
    with pytest.raises(ScoringError, match="row 2, item 1: 7 is outside 1 to 6"):
        keyed([[1, 2], [7, 3]], [False, False], 1, 6)
    with pytest.raises(ScoringError, match="reverse must be 2 booleans"):
        keyed([[1, 2]], [True], 1, 6)


def test_intervals_stay_on_the_scale():
    found = score_scale([[5, 5], [5, 5], [5, 4], [1, 1]], group([1, 1, 1, 2]), 1, 5)
    for score in found.groups:
        for estimate in (score.mean, score.shrunken):
            assert 1 <= estimate.low <= estimate.value <= estimate.high <= 5


def test_a_group_without_a_score_says_so():
    found = score_scale([[4, 4], [3, 5], [NAN, NAN]], group(["a", "a", "b"]), 1, 5)
    empty = found.groups[1]
    assert empty.n == 0
    assert empty.mean.value is empty.shrunken.value is empty.rwg_j is empty.weight is None
    assert "Nobody" in empty.mean.reason


def test_a_skewed_null_leaves_less_agreement(lead, companies):
    groups = group(companies)
    assert (
        score_scale(lead, groups, 1, 5, null=Null.MODERATE_SKEW).rwg_j_mean
        < score_scale(lead, groups, 1, 5).rwg_j_mean
    )


@pytest.mark.parametrize(
    ("items", "labels"),
    [
        (np.empty((0, 3)), []),
        ([[3, 4, 5]], [1]),
        ([[3, 3, 3]] * 6, [1, 1, 1, 2, 2, 2]),
        ([[NAN] * 3] * 6, [1, 1, 1, 2, 2, 2]),
        ([[3], [4]], [1, 1]),
        ([[2, 3, 3]] * 2, [1, 2]),
    ],
    ids=["empty", "one respondent", "all equal", "all missing", "one item", "two alone"],
)
def test_thin_input_gives_none_and_never_nan(items, labels):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = score_scale(items, group(np.array(labels, dtype=int)), 1, 5)
    assert not any(math.isnan(number) for number in numbers(found))
    assert all(isinstance(score.mean, Estimate) for score in found.groups)
    assert found.alpha is None


def test_one_respondent_has_a_mean_without_an_interval():
    found = score_scale([[3, 4]], group([1]), 1, 5).groups[0]
    assert found.mean == Estimate(3.5, None, None, 1)
    assert found.shrunken.value is None
    assert "two people" in found.shrunken.reason


def test_unanimous_people_have_an_interval():
    found = score_scale([[3, 3, 3]] * 6, group([1] * 6), 1, 5)
    assert found.groups[0].mean.low < 3 < found.groups[0].mean.high
    assert found.groups[0].shrunken.low < 3 < found.groups[0].shrunken.high


def test_rows_and_groups_must_match():
    with pytest.raises(ScoringError, match="2 rows of answers but 3 group labels"):
        score_scale([[1], [2]], group([1, 1, 2]), 1, 5)
    with pytest.raises(ScoringError, match="at least two points"):
        score_scale([[1], [1]], group([1, 1]), 1, 1)
