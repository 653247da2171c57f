"""Ranks, pairs and groups of teams from joint draws."""

import warnings

import numpy as np
import pytest

from assess.model.errors import ScoringError
from assess.model.result import Estimate
from assess.scoring.comparison import Standing, alike, compare, joint_draws, rank_intervals
from assess.scoring.intervals import Z, normal_share

MISSING = Estimate.missing("Fewer than 5 people answered.")


def around(value, half):
    return Estimate(value, value - half, value + half, 8)


def seeded():
    return np.random.default_rng(1)


def test_draws_have_the_interval_they_came_from():
    drawn = joint_draws(
        [Estimate(2.0, 1.0, 2.5, 9), MISSING, Estimate(3.0, None, None, 1)], seeded(), 40_000
    )
    assert np.quantile(drawn[:, 0], (0.1, 0.5, 0.9)) == pytest.approx((1.0, 2.0, 2.5), abs=0.03)
    assert np.isnan(drawn[:, 1]).all()
    assert (drawn[:, 2] == 3.0).all()


def test_teams_far_apart_have_certain_ranks_and_stand_alone():
    found = compare([around(1, 0.1), around(3, 0.1), around(2, 0.1)], seeded(), pairs=True)
    assert found.standings == (Standing(3, 3), Standing(1, 1), Standing(2, 2))
    assert found.groups == ((1,), (2,), (0,))
    assert found.ahead[1] == (1.0, 0.5, 1.0)


def test_where_low_is_better_the_order_turns():
    found = compare([around(1, 0.1), around(3, 0.1)], seeded(), lower_is_better=True, pairs=True)
    assert found.standings == (Standing(1, 1), Standing(2, 2))
    assert found.ahead[0][1] == 1.0


def test_the_probability_of_being_ahead_is_that_of_two_normals():
    a, b = around(3.2, 0.5), around(3.0, 0.3)
    found = compare([a, b], seeded(), pairs=True, draws=50_000)
    expected = float(normal_share(0.2 / np.hypot(0.5 / Z, 0.3 / Z)))
    assert found.ahead[0][1] == pytest.approx(expected, abs=0.01)
    assert found.ahead[0][1] + found.ahead[1][0] == pytest.approx(1.0)


def test_equal_teams_cannot_be_told_apart():
    found = compare([around(3, 0.4)] * 4, seeded(), pairs=True)
    assert [len(group) for group in found.groups] == [4]
    assert all(s.rank_low == 1 and s.rank_high == 4 for s in found.standings)


def test_runs_overlap_when_likeness_does_not_carry_over():
    found = compare([around(3.0, 0.3), around(2.6, 0.3), around(2.2, 0.3)], seeded())
    assert found.groups == ((0, 1), (1, 2))


def test_every_team_is_in_a_run_and_no_run_is_inside_another():
    rng = np.random.default_rng(2)
    for teams in (1, 2, 7, 30):
        runs = alike(rng.normal(3, 0.5, teams) + 0.3 * rng.standard_normal((500, teams)))
        assert set().union(*runs) == set(range(teams))
        assert not any(set(a) < set(b) for a in runs for b in runs)


def test_a_team_without_a_figure_keeps_its_place_and_has_no_rank():
    found = compare([around(1, 0.1), MISSING, around(3, 0.1)], seeded(), pairs=True)
    assert found.standings[1] == Standing(None, None)
    assert found.ahead[1] == (None, None, None)
    assert found.ahead[0][1] is None
    assert found.groups == ((2,), (0,))


def test_without_interval_or_spread_ties_share_the_pair():
    found = compare(
        [Estimate(3.0, 3.0, 3.0, 5), Estimate(3.0, None, None, 1)], seeded(), pairs=True
    )
    assert found.ahead == ((0.5, 0.5), (0.5, 0.5))
    assert found.groups == ((0, 1),)


@pytest.mark.parametrize("estimates", [[], [MISSING], [MISSING, MISSING], [around(3, 0.2)]])
def test_nothing_or_little_to_compare(estimates):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = compare(estimates, seeded(), pairs=True)
    assert len(found.standings) == len(estimates)
    assert len(found.groups) == sum(e.value is not None for e in estimates)


def test_rank_intervals_hold_the_true_rank():
    rng = np.random.default_rng(3)
    held = []
    for _ in range(150):
        truth = rng.normal(0, 1, 15)
        seen = (truth + rng.normal(0, 0.7, 15)) / 1.49
        half = Z * np.sqrt(0.49 / 1.49)
        standings = compare([around(v, half) for v in seen], rng, draws=400).standings
        ranks = np.argsort(np.argsort(-truth)) + 1
        held += [
            s.rank_low <= rank <= s.rank_high for s, rank in zip(standings, ranks, strict=True)
        ]
    # ranks are whole numbers, so that an interval of at least 80 % holds more
    assert 0.8 <= np.mean(held) <= 0.92


def test_the_same_seed_gives_the_same_comparison():
    teams = [around(v, 0.4) for v in (2.0, 2.2, 2.9)]
    assert compare(teams, seeded(), pairs=True) == compare(teams, seeded(), pairs=True)


def test_thousands_of_teams_are_ranked_without_pairs():
    teams = [around(v, 0.2) for v in np.random.default_rng(4).normal(3, 0.4, 2000)]
    found = compare(teams, seeded())
    assert all(1 <= s.rank_low <= s.rank_high <= 2000 for s in found.standings)
    with pytest.raises(ScoringError, match="up to 200 teams"):
        compare(teams, seeded(), pairs=True)


def test_rank_intervals_of_nothing():
    low, high = rank_intervals(np.empty((0, 3)))
    assert (low.tolist(), high.tolist()) == ([0, 0, 0], [0, 0, 0])


def test_a_value_outside_its_interval_is_refused():
    with pytest.raises(ScoringError, match="outside its interval"):
        joint_draws([Estimate(3.0, 3.5, 4.0, 5)], seeded())
