"""The loss for partial labels is the usual one where one class is named, and nothing for all."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from scipy.special import log_softmax, softmax

from gng_desktop.datasets.masks import EYES, GROUPS, IGNORE
from gng_desktop.training.losses import (
    LabelAccuracy,
    LabelAUC,
    PartialCrossentropy,
    PixelAccuracy,
    SoftCrossentropy,
)


@pytest.fixture
def logits() -> np.ndarray:
    return np.random.default_rng(0).normal(0, 4, (2, 7, 8, 14)).astype(np.float32)


def constant(code: int) -> np.ndarray:
    return np.full((2, 7, 8), code, np.int32)


def test_one_class_is_the_sparse_cross_entropy(logits):
    truth = np.random.default_rng(1).integers(0, 14, (2, 7, 8)).astype(np.int32)
    weights = np.random.default_rng(2).uniform(0, 3, truth.shape).astype(np.float32)
    usual = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    ours = PartialCrossentropy()
    for sample_weight in (None, weights):
        expected = float(usual(truth, logits, sample_weight))
        assert float(ours(truth, logits, sample_weight)) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("code", GROUPS)
def test_a_group_is_the_log_of_its_summed_probability(logits, code):
    found = np.asarray(PartialCrossentropy(reduction=None)(constant(code), logits))
    total = softmax(logits.astype(np.float64), axis=-1)[..., list(GROUPS[code])].sum(-1)
    np.testing.assert_allclose(found, -np.log(total), rtol=1e-5, atol=1e-5)


def gradient(truth, logits):
    scores = tf.constant(logits)
    with tf.GradientTape() as tape:
        tape.watch(scores)
        loss = PartialCrossentropy(reduction="sum")(truth, scores)
    return float(loss), np.asarray(tape.gradient(loss, scores))


def test_ignored_pixels_cost_nothing_and_teach_nothing(logits):
    loss, slope = gradient(constant(IGNORE), logits)
    assert loss == 0
    assert (slope == 0).all()
    huge, slope = gradient(constant(IGNORE), logits * 1000)
    assert huge == 0
    assert (slope == 0).all()


def test_a_certain_mistake_stays_finite():
    logits = np.full((1, 1, 1, 14), -100, np.float32)
    logits[..., 0] = 100
    loss = float(PartialCrossentropy()(np.array([[[5]]]), logits))
    assert loss == pytest.approx(-log_softmax(logits.astype(np.float64), -1)[..., 5].item())


def test_half_precision_logits_are_summed_in_single(logits):
    rounded = keras.ops.cast(logits, "bfloat16")
    found = PartialCrossentropy()(constant(3), rounded)
    assert found.dtype == "float32"
    exact = np.asarray(keras.ops.cast(rounded, "float32"))
    assert float(found) == pytest.approx(float(PartialCrossentropy()(constant(3), exact)), rel=1e-6)


def test_accuracy_counts_pixels_of_one_known_class():
    truth = np.array([[[1, 2, 3, EYES, IGNORE, 6]]])
    guess = np.array([[[1, 3, 3, 2, 0, 6]]])
    metric = PixelAccuracy()
    assert metric.name == "accuracy"
    metric.update_state(truth, np.eye(14)[guess], sample_weight=np.zeros((1, 1, 6)))
    assert float(metric.result()) == pytest.approx(3 / 4)
    metric.update_state(np.array([[[5, 5, 5, 5, 5, 5]]]), np.eye(14)[guess])
    assert float(metric.result()) == pytest.approx(3 / 10)
    metric.reset_state()
    metric.update_state(np.array([[[EYES, IGNORE]]]), np.eye(14)[np.array([[[2, 2]]])])
    assert float(metric.result()) == 0


def test_soft_labels_are_learned_and_labels_counted():
    label, soft = np.array([1, 1, 0, 0.0]), np.array([0.9, 0.3, 0.6, 0.1])
    score = np.array([0.8, 0.6, 0.7, 0.2], np.float32)[:, None]
    both = np.stack([label, soft], 1).astype(np.float32)
    for truth, learned in ((both, soft), (both[:, :1], label)):
        expected = -np.mean(learned * np.log(score[:, 0]) + (1 - learned) * np.log1p(-score[:, 0]))
        assert float(SoftCrossentropy()(truth, score)) == pytest.approx(expected, rel=1e-5)
        for metric, value in ((LabelAccuracy(), 0.75), (LabelAUC(), 0.75)):
            metric.update_state(truth, score)
            assert float(metric.result()) == pytest.approx(value, abs=0.01)
