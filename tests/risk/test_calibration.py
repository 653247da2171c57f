import numpy as np
import pytest

from assess.model.errors import ScoringError
from assess.risk.calibration import calibration


def pilots(count, seed=1, shrink=1.0):
    rng = np.random.default_rng(seed)
    truth = rng.choice(np.arange(0.1, 0.95, 0.1), count)
    return 0.5 + shrink * (truth - 0.5), rng.random(count) < truth


@pytest.mark.parametrize(
    ("forecasts", "failed", "base", "message"),
    [
        ([0.5], [True, False], 0.5, "exactly one outcome"),
        ([1.5], [True], 0.5, "from 0 to 1"),
        ([float("nan")], [True], 0.5, "from 0 to 1"),
        ([0.5], [True], 1.0, "strictly between"),
    ],
)
def test_what_cannot_be_compared_is_refused(forecasts, failed, base, message):
    with pytest.raises(ScoringError, match=message):
        calibration(forecasts, failed, base)


def test_no_outcome_is_uncalibrated_without_figures():
    found = calibration([], [], 0.56)
    assert not found.calibrated
    assert found.sentence.startswith("Uncalibrated. No outcome")
    assert found.brier is None
    assert found.skill is None
    assert found.observed is None


def test_under_fifty_outcomes_only_calibration_in_the_large():
    found = calibration(*pilots(49), base_rate=0.56)
    assert not found.calibrated
    assert found.reliability == ()
    assert "49 outcomes are known" in found.sentence
    assert found.difference.low < found.difference.median < found.difference.high
    assert found.difference.median == pytest.approx(found.observed.median - found.forecast)


def test_brier_and_skill_by_hand():
    found = calibration([0.2, 0.7, 0.9], [False, True, False], base_rate=0.5)
    assert found.brier == pytest.approx((0.04 + 0.09 + 0.81) / 3)
    assert found.brier_base == pytest.approx(0.25)
    assert found.skill == pytest.approx(1 - (0.94 / 3) / 0.25)


def test_the_ends_of_the_wilson_interval_are_just_not_rejected():
    observed = calibration([0.5] * 10, [True] * 3 + [False] * 7, 0.5).observed
    assert observed.median == pytest.approx(0.3)
    for end in (observed.low, observed.high):
        score = (0.3 - end) / np.sqrt(end * (1 - end) / 10)
        assert abs(score) == pytest.approx(1.2815515655)
    assert observed.low < 0.3 < observed.high


def test_the_curve_rises_and_pools_violators():
    stated, failed = pilots(400)
    found = calibration(stated, failed, 0.5, seed=3)
    assert found.calibrated
    curve = [point.observed for point in found.reliability]
    assert curve == sorted(curve)
    assert np.isfinite(curve).all()
    assert found.skill > 0


def test_the_bands_hold_a_calibrated_forecaster_and_show_an_overconfident_one():
    inside = [inside_share(calibration(*pilots(300, seed), 0.5, seed)) for seed in range(20)]
    assert 0.6 < np.mean(inside) < 0.95
    extreme = calibration(*pilots(2_000, 2, shrink=1.25), base_rate=0.5)
    assert inside_share(extreme) < 0.5


def inside_share(found):
    return np.mean([p.band_low <= p.observed <= p.band_high for p in found.reliability])


def test_the_same_seed_gives_the_same_bands():
    assert calibration(*pilots(80), 0.5, seed=5) == calibration(*pilots(80), 0.5, seed=5)
