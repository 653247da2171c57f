"""Python vignettes about statistics, matrices and held-out scores."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pytest

NAMED = {
    "mean", "fmean", "geometric_mean", "harmonic_mean", "median", "median_low", "median_high",
    "median_grouped", "mode", "multimode", "quantiles",
}  # fmt: skip


def test_the_invented_average_does_not_exist(load, vignettes):
    item = vignettes["py-window-1"]
    shown = load(item["id"], statistics=statistics, Sequence=Sequence)
    assert "statistics.trimmed_mean(" in item["output"]
    with pytest.raises(AttributeError, match="trimmed_mean"):
        shown.summarise(list(range(200)))


def test_the_averages_named_in_the_constraint_exist(vignettes):
    assert all(name in vignettes["py-window-1"]["constraint"] for name in NAMED)
    assert set(statistics.__all__) >= NAMED


@pytest.mark.parametrize("size", [200, 201, 219, 220, 5000])
def test_a_window_is_summarised_rightly(load, size):
    shown = load("py-window-2", statistics=statistics, Sequence=Sequence)
    samples = np.random.default_rng(size).gamma(2, 50, size)
    summary = shown.summarise(samples.tolist())
    inner = np.sort(samples)[size // 20 : size - size // 20]
    assert summary["median"] == pytest.approx(np.median(samples))
    assert summary["trimmed"] == pytest.approx(inner.mean())
    assert summary["p95"] == pytest.approx(np.quantile(samples, 0.95, method="weibull"))


def test_lists_are_refused_by_the_old_argument(load):
    as_matrix = load("py-matrix-2", np=np).as_matrix
    with pytest.raises(ValueError, match="copy"):
        as_matrix([[1.0, 2.0], [3.0, 4.0]], 2)
    ready = np.ones((2, 2))
    assert as_matrix(ready, 2) is ready or np.shares_memory(as_matrix(ready, 2), ready)


def test_lists_are_converted_and_arrays_shared(load):
    as_matrix = load("py-matrix-1", np=np).as_matrix
    assert as_matrix([[1, 2], [3, 4]], 2).tolist() == [[1.0, 2.0], [3.0, 4.0]]
    ready = np.ones((2, 2))
    assert np.shares_memory(as_matrix(ready, 2), ready)


@pytest.mark.parametrize("item_id", ["py-matrix-1", "py-matrix-2"])
def test_bad_matrices_are_refused(load, item_id):
    as_matrix = load(item_id, np=np).as_matrix
    for rows in (np.ones(2), np.ones((2, 3)), np.array([[1.0, np.nan]])):
        with pytest.raises(ValueError, match=r"expected rows|missing or infinite"):
            as_matrix(rows, 2)


def noise(seed):
    """12,000 parcels whose delay has nothing to do with their 4,000 consignees."""
    generator = np.random.default_rng(seed)
    return generator.integers(4000, size=12_000), generator.normal(2, 1, 12_000)


@pytest.mark.parametrize(
    ("item_id", "low", "high"), [("py-consignee-1", 0.3, 1.0), ("py-consignee-2", -0.05, 0.05)]
)
def test_noise_cannot_be_predicted(load, item_id, low, high):
    score = load(item_id, np=np, defaultdict=defaultdict).held_out_score
    scores = [score(*noise(seed), seed) for seed in range(3)]
    assert low < min(scores) <= max(scores) < high
    assert scores[0] == score(*noise(0), 0)


def test_a_real_difference_between_consignees_is_found(load):
    score = load("py-consignee-2", np=np, defaultdict=defaultdict).held_out_score
    consignee, delay = noise(1)
    assert score(consignee, delay + consignee % 5, 1) > 0.6
