"""Calibration of stated confidence: the worked example, the identity, and empty input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.model.errors import ScoringError
from assess.scoring.calibration import auroc2, brier, calibration_points, murphy

STATED = [0.9, 0.8, 0.7, 0.6, 0.3, 0.2, 0.6, 0.1, 0.9, 0.4, 0.7, 0.2]
CAME = [1, 1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1]


def test_worked_example():
    p, y = np.array(STATED), np.array(CAME)
    confidence, correct = np.maximum(p, 1 - p), (p >= 0.5) == y
    found = murphy(p, y)
    assert brier(p, y) == pytest.approx(0.175)
    assert (found.reliability, found.resolution, found.uncertainty) == pytest.approx(
        (0.05, 0.125, 0.25)
    )
    assert correct.mean() == 0.75
    assert confidence.mean() - correct.mean() == pytest.approx(0.0)
    assert auroc2(np.round(confidence, 12), correct) == pytest.approx(0.6667, abs=5e-5)


@given(
    st.lists(
        st.tuples(st.sampled_from(np.linspace(0, 1, 11).tolist()), st.booleans()),
        min_size=1,
        max_size=60,
    )
)
def test_the_parts_add_up_to_the_brier_score(pairs):
    p, y = zip(*pairs, strict=True)
    found = murphy(p, y)
    assert found.reliability - found.resolution + found.uncertainty == pytest.approx(brier(p, y))


@given(st.lists(st.tuples(st.integers(5, 10), st.booleans()), min_size=2, max_size=40))
def test_auroc2_equals_counting_pairs(pairs):
    right = [c for c, correct in pairs if correct]
    wrong = [c for c, correct in pairs if not correct]
    found = auroc2([c / 10 for c, _ in pairs], [correct for _, correct in pairs])
    if not right or not wrong:
        assert found is None
    else:
        wins = sum((a > b) + (a == b) / 2 for a in right for b in wrong)
        assert found == pytest.approx(wins / len(right) / len(wrong))


def test_always_one_half():
    assert brier([0.5] * 4, [0, 1, 0, 1]) == 0.25
    assert auroc2([0.5] * 4, [0, 1, 0, 1]) == 0.5


def test_nothing_to_go_by():
    assert brier([], []) is None
    assert murphy([], []) is None
    assert auroc2([], []) is None
    assert auroc2([0.7], [1]) is None
    assert calibration_points([], []) == ()


def test_points_of_the_curve_need_five_trials():
    points = calibration_points([0.5] * 5 + [0.88] * 4 + [0.92] * 2 + [1.0] * 4, [1, 0] * 7 + [1])
    assert [(round(point.stated, 3), point.n) for point in points] == [(0.5, 5), (0.893, 6)]
    assert [point.right for point in points] == [0.6, 0.5]


@pytest.mark.parametrize(
    ("p", "y"),
    [([1.2], [1]), ([0.5], [0.3]), ([0.5, 0.5], [1]), ([np.nan], [1]), ([0.5], [np.nan])],
)
def test_what_is_no_forecast_is_refused(p, y):
    with pytest.raises(ScoringError, match="outcome of 0 or 1"):
        brier(p, y)
