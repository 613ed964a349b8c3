import math

import numpy as np
import pytest
from sklearn import metrics as sk

from gng_desktop.datasets.masks import IGNORE
from gng_desktop.training.metrics import (
    classification_figures,
    confusion,
    of_matrices,
    of_scores,
    segmentation_figures,
)


def test_confusion_is_that_of_sklearn():
    rng = np.random.default_rng(0)
    truth, found = rng.integers(0, 14, (2, 5, 20, 20))
    truth[0, :3] = IGNORE  # left out
    expected = sk.confusion_matrix(truth.ravel(), found.ravel(), labels=range(14))
    np.testing.assert_array_equal(confusion(truth, found), expected)


def test_segmentation_by_hand():
    matrix = np.zeros((14, 14), np.int64)
    matrix[0, 0], matrix[0, 1] = 50, 10
    matrix[1, 1], matrix[1, 0], matrix[1, 4] = 20, 5, 5
    matrix[4, 4], matrix[4, 6] = 6, 4
    figures = segmentation_figures(matrix)
    assert figures["pixel_accuracy"] == pytest.approx(76 / 100)
    iou = {"background": 50 / 65, "general face": 20 / 40, "nose": 6 / 15}
    assert figures["iou"] == pytest.approx(iou)  # hair was found, but is not there
    assert figures["mean_iou"] == pytest.approx(sum(iou.values()) / 3)
    assert figures["foreground_iou"] == pytest.approx(35 / 50)


def test_classification_by_hand():
    truth = np.array([1, 1, 1, 1, 0, 0, 0, 0, 0, 0], bool)
    score = np.array([0.9, 0.8, 0.7, 0.2, 0.6, 0.5, 0.4, 0.3, 0.1, 0.0])
    figures = classification_figures(truth, score)
    tp, fn, fp, tn = 3, 1, 1, 5  # a score of exactly 0.5 is not above it
    assert figures["images"] == 10
    assert (figures["true_generated"], figures["false_real"]) == (tp, fn)
    assert (figures["false_generated"], figures["true_real"]) == (fp, tn)
    assert figures["accuracy"] == pytest.approx(0.8)
    assert figures["precision"] == pytest.approx(3 / 4)
    assert figures["recall"] == pytest.approx(3 / 4)
    assert figures["f1"] == pytest.approx(3 / 4)
    mcc = (tp * tn - fp * fn) / math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    assert figures["mcc"] == pytest.approx(mcc)
    # 24 pairs; wrongly ordered are 0.2 against 0.6, 0.5, 0.4 and 0.3
    assert figures["auc"] == pytest.approx(20 / 24)


def test_one_class_only():
    figures = classification_figures(np.array([False, False]), np.array([0.1, 0.2]))
    assert math.isnan(figures["auc"])
    assert (figures["accuracy"], figures["precision"], figures["recall"]) == (1.0, 0, 0)
    assert figures["true_real"] == 2


def test_brier_and_cllr_by_hand():
    truth = np.array([1, 1, 0], bool)
    figures = classification_figures(truth, np.array([0.5, 0.8, 0.2]))
    assert figures["brier"] == pytest.approx((0.25 + 0.04 + 0.04) / 3)
    # At even odds the likelihood ratio of a score s is s / (1 - s), so the cost is -log2 of the
    # probability given to the truth: 1 and 0.3219 bits generated, 0.3219 real.
    cost = -math.log2(0.8)
    assert figures["cllr"] == pytest.approx(((1 + cost) / 2 + cost) / 2)


def test_cllr_of_no_opinion_is_one_bit_and_of_certain_truth_none():
    truth = np.array([1, 1, 0, 0, 0], bool)
    assert classification_figures(truth, np.full(5, 0.5))["cllr"] == pytest.approx(1)
    assert classification_figures(truth, truth.astype(float))["cllr"] == pytest.approx(0, abs=1e-6)
    assert math.isnan(classification_figures(truth[:2], np.full(2, 0.5))["cllr"])


def test_weighted_figures_are_those_of_the_repeated_images():
    rng = np.random.default_rng(4)
    truth = rng.random(60) < 0.4
    score = np.round(rng.random(60), 1)  # many equal scores
    weights = rng.multinomial(60, np.full(60, 1 / 60), size=5).astype(float)
    found = of_scores(truth, score, weights)
    for row, counts in enumerate(weights.astype(int)):
        t, s = np.repeat(truth, counts), np.repeat(score, counts)
        expected = {
            "accuracy": sk.accuracy_score(t, s > 0.5),
            "precision": sk.precision_score(t, s > 0.5),
            "recall": sk.recall_score(t, s > 0.5),
            "f1": sk.f1_score(t, s > 0.5),
            "mcc": sk.matthews_corrcoef(t, s > 0.5),
            "auc": sk.roc_auc_score(t, s),
            "brier": sk.brier_score_loss(t, s),
        }
        assert {k: found[k][row] for k in expected} == pytest.approx(expected)
        assert found["ece"][row] == pytest.approx(classification_figures(t, s)["ece"])


def test_weighted_segmentation_is_that_of_the_repeated_images():
    rng = np.random.default_rng(5)
    matrices = rng.integers(0, 50, (6, 14, 14))
    matrices[0, 13], matrices[1:, 13] = 3, 0  # class 13 occurs in the first image only
    weights = np.array([[1, 0, 2, 0, 3, 0], [0, 1, 1, 1, 1, 1]], float)
    found = of_matrices(matrices, weights)
    for row, counts in enumerate(weights.astype(int)):
        expected = segmentation_figures(np.repeat(matrices, counts, axis=0).sum(0))
        for name in ("pixel_accuracy", "mean_iou", "foreground_iou"):
            assert found[name][row] == pytest.approx(expected[name])
        for name, value in expected["iou"].items():
            assert found[f"iou/{name}"][row] == pytest.approx(value)
    assert np.isnan(found["iou/specs"]).tolist() == [False, True]
