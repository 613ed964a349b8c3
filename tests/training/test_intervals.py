import numpy as np
import pytest

from gng_desktop.training import intervals
from gng_desktop.training.intervals import (
    bootstrap,
    classification_with_intervals,
    resampled,
    segmentation_with_intervals,
    share_interval,
)


def mean_of(values):
    return lambda weights: {"mean": weights @ values / weights.sum(1)}


def test_the_interval_of_a_mean_is_that_of_theory():
    values = np.random.default_rng(0).normal(3, 2, 400)
    low, high = bootstrap(mean_of(values), 400)["mean"]
    error = 1.96 * values.std() / np.sqrt(400)
    assert (low, high) == pytest.approx((values.mean() - error, values.mean() + error), abs=0.03)


def test_memory_blocks_do_not_change_the_draws(monkeypatch):
    monkeypatch.setattr(intervals, "RESAMPLES", 100)
    whole = np.concatenate(list(resampled(7)))
    assert whole.shape == (100, 7) and (whole.sum(1) == 7).all()
    monkeypatch.setattr(intervals, "_CELLS", 21)
    parts = list(resampled(7))
    assert max(len(p) for p in parts) == 3
    np.testing.assert_array_equal(np.concatenate(parts), whole)


def test_undefined_resamples_are_left_out():
    def sometimes(weights):
        return {"a": np.where(weights[:, 0] > 0, 1.0, np.nan), "b": np.full(len(weights), np.nan)}

    assert bootstrap(sometimes, 5) == {"a": [1.0, 1.0], "b": None}


def test_share_interval_is_wilsons():
    assert share_interval(0, 100) == [0, 0.037]
    assert share_interval(100, 100) == [0.963, 1]
    low, high = share_interval(50, 100)
    assert (low, high) == pytest.approx((0.4038, 0.5962), abs=1e-4)
    assert share_interval(0, 0) is None


def test_every_figure_lies_in_its_interval():
    rng = np.random.default_rng(2)
    truth = rng.random(150) < 0.5
    score = np.clip(rng.normal(np.where(truth, 0.6, 0.4), 0.2), 0, 1)
    figures = classification_with_intervals(truth, score)
    assert figures["images"] == 150
    names = {"accuracy", "precision", "recall", "f1", "mcc", "auc", "brier", "cllr", "ece"}
    assert set(figures["intervals"]) == names
    assert figures["intervals"]["ece"] is None and 0 < figures["ece"] < 1
    for name in names - {"ece"}:
        low, high = figures["intervals"][name]
        assert low < figures[name] < high


def test_one_class_has_no_area():
    figures = classification_with_intervals(np.zeros(9, bool), np.linspace(0, 1, 9))
    assert figures["auc"] is None and figures["intervals"]["auc"] is None
    assert figures["intervals"]["accuracy"][0] < figures["accuracy"]


def test_segmentation_intervals_come_from_the_images():
    good, bad = np.zeros((14, 14), np.int64), np.zeros((14, 14), np.int64)
    good[0, 0], good[1, 1] = 60, 40
    bad[0, 0], bad[1, 0] = 60, 40
    figures = segmentation_with_intervals(np.stack([good] * 20 + [bad] * 20))
    assert figures["images"] == 40
    assert figures["pixel_accuracy"] == pytest.approx(0.8)
    low, high = figures["intervals"]["pixel_accuracy"]
    assert low == pytest.approx(0.8 - 0.4 * 0.155, abs=0.02)
    assert high == pytest.approx(0.8 + 0.4 * 0.155, abs=0.02)
    assert set(figures["intervals"]["iou"]) == {"background", "general face"}
