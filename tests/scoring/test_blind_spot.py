"""How teams see themselves against how they perform."""

import pytest

from assess.model.errors import ScoringError
from assess.model.result import Estimate
from assess.scoring.blind_spot import blind_spots


def estimates(values, half=0.1):
    return [Estimate(v, v - half, v + half, 10) if v is not None else Estimate.missing("few")
            for v in values]  # fmt: skip


def test_gap_of_standardised_figures():
    found = blind_spots(estimates([1, 2, 3, 4, 5]), estimates([5, 4, 3, 2, 1]))
    assert [round(gap.value, 4) for gap in found] == [-2.5298, -1.2649, 0, 1.2649, 2.5298]
    assert found[2].high == pytest.approx(2**0.5 * 0.1 / 2.5**0.5)


def test_teams_that_agree_with_their_performance_have_no_gap():
    found = blind_spots(estimates([1, 2, 3, 4, 5]), estimates([10, 20, 30, 40, 50]))
    assert [gap.value for gap in found] == pytest.approx([0] * 5)


def test_a_team_without_both_is_missing_and_the_others_stand():
    found = blind_spots(estimates([1, 2, 3, 4, 5, None]), estimates([5, 4, 3, 2, 1, 7]))
    assert found[5] == Estimate.missing("few")
    assert found[0].value == pytest.approx(-2.5298, abs=1e-4)


def test_an_end_that_is_missing_leaves_the_gap_without_interval():
    own = [*estimates([1, 2, 3, 4]), Estimate(5.0, None, None, 1)]
    found = blind_spots(own, estimates([5, 4, 3, 2, 1]))
    assert found[4].value is not None
    assert found[4].low is found[4].high is None


@pytest.mark.parametrize(
    ("own", "performance", "reason"),
    [
        ([], [], None),
        ([1], [2], "Fewer than 5"),
        ([1, 2, 3, 4], [1, 2, 3, 4], "Fewer than 5"),
        ([0.1] * 5, [1, 2, 3, 4, 5], "alike"),
    ],
)
def test_no_standing_from_too_little(own, performance, reason):
    found = blind_spots(estimates(own), estimates(performance))
    assert all(gap.value is None and reason in gap.reason for gap in found)


def test_lengths_must_match():
    with pytest.raises(ScoringError):
        blind_spots(estimates([1]), [])
