import math

import numpy as np
import pytest

from assess.model.answers import EvidenceGrade
from assess.model.errors import ScoringError
from assess.risk.states import (
    UNKNOWN,
    PracticeLevel,
    factor_states,
    measurement_error,
    with_levels,
)

LOWERS = {"a.one": ("x", "y"), "a.two": ("x",), "a.three": ("elsewhere",)}


@pytest.mark.parametrize("level", [math.nan, -0.1, 4.1, math.inf])
def test_a_level_off_the_scale_is_refused(level):
    with pytest.raises(ScoringError, match=r"a\.one"):
        factor_states(("x", "y"), LOWERS, {"a.one": PracticeLevel(level)})


@pytest.mark.parametrize("error", [math.nan, -1.0, math.inf])
def test_an_error_that_is_none_is_refused(error):
    with pytest.raises(ScoringError, match="errors are 0 or more"):
        factor_states(("x",), LOWERS, {"a.one": PracticeLevel(2.0, error)})


def test_no_factor_that_applies_is_refused():
    with pytest.raises(ScoringError, match="No risk factor applies"):
        factor_states(("x", "y"), LOWERS, {}, applying=frozenset())
    with pytest.raises(ScoringError, match="No risk factor applies"):
        factor_states((), LOWERS, {})


def test_a_state_is_the_mean_of_its_practices():
    states = factor_states(
        ("x", "y"), LOWERS, {"a.one": PracticeLevel(4), "a.two": PracticeLevel(1)}
    )
    assert states.values.tolist() == [0.25, 1.0]
    assert states.answered.all()


def test_unknown_is_typical_with_a_large_error():
    states = factor_states(
        ("x", "y", "z"), LOWERS, {"a.one": PracticeLevel(4, 0.2), "a.two": UNKNOWN}
    )
    assert states.values.tolist() == [0.5, 1.0, 0.0]
    assert states.answered.tolist() == [True, True, False]
    assert states.errors[1] == pytest.approx(0.1)
    assert states.errors[2] > states.errors[0] > states.errors[1]


def test_a_factor_that_does_not_apply_is_left_out():
    states = factor_states(
        ("x", "y"), LOWERS, {"a.one": PracticeLevel(4, 0.5)}, applying=frozenset({"y"})
    )
    assert states.values.tolist() == [0.0, 1.0]
    assert states.errors[0] == 0.0
    assert not states.answered[0]


def test_errors_grow_from_observed_to_a_single_claim_to_unknown():
    claimed = EvidenceGrade.CLAIMED
    grown = [
        measurement_error(EvidenceGrade.OBSERVED, 0),
        measurement_error(EvidenceGrade.VERIFIED, 1),
        measurement_error(EvidenceGrade.ATTACHED, 1),
        measurement_error(claimed, 4),
        measurement_error(claimed, 1),
        2 * float(factor_states(("x",), {}, {}).errors[0]),
    ]
    assert grown == sorted(grown)
    assert len(set(grown)) == len(grown)


def test_disagreeing_raters_widen_the_error():
    assert measurement_error(EvidenceGrade.CLAIMED, 3, 0.8) == pytest.approx(1.0)


@pytest.mark.parametrize(("raters", "spread"), [(0, 0.0), (2, math.nan), (2, -0.1)])
def test_an_error_without_a_rater_or_number_is_refused(raters, spread):
    with pytest.raises(ScoringError):
        measurement_error(EvidenceGrade.CLAIMED, raters, spread)


def test_errors_of_one_team_do_not_average_out():
    many = {f"p{i}": ("x",) for i in range(50)}
    states = factor_states(("x",), many, {p: PracticeLevel(2, 0.8) for p in many})
    assert 0.28 < float(states.errors[0]) < 0.40


def test_a_what_if_changes_the_level_and_keeps_the_error():
    levels = {"a.one": PracticeLevel(1, 0.3), "a.two": UNKNOWN}
    changed = with_levels(levels, {"a.one": 3, "a.two": 4})
    assert changed["a.one"] == PracticeLevel(3, 0.3)
    assert changed["a.two"].level == 4
    assert levels["a.one"].level == 1
    before = factor_states(("x", "y"), LOWERS, levels)
    after = factor_states(("x", "y"), LOWERS, changed)
    assert np.array_equal(before.errors, after.errors)
