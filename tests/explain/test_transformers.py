"""Full-Grad, Grad-CAM and attention rollout of a vision transformer."""

import math

import keras
import numpy as np
import pytest

from gng_desktop.explain.gradients import GradientModel, attention, full_grad, grad_cam
from gng_desktop.explain.transformers import Attention, opened, rollout
from gng_desktop.modelstore import Calibration
from gng_desktop.networks.vit import vit_classifier

SIZE, GRID = 48, 3


@pytest.fixture(scope="module")
def vit():
    """Two blocks whose biases, norms and positions are uneven, as training leaves them."""
    keras.utils.set_random_seed(2)
    model = vit_classifier(2, SIZE, width=12, heads=3)
    rng = np.random.default_rng(1)
    for weight in model.weights:
        weight.assign(np.asarray(weight) + rng.normal(0, 0.15, weight.shape))
    return model


@pytest.fixture(scope="module")
def image():
    return np.random.default_rng(0).integers(0, 256, (SIZE, SIZE, 3), np.uint8)


@pytest.fixture(scope="module")
def gradient_model(vit):
    return GradientModel(vit, Calibration("platt", 0.7, 1.3, "nothing"))


def test_full_grad_is_complete(vit, image, gradient_model):
    """Input and bias terms of every layer, norms and attention too, add up to the log-odds."""
    found = full_grad(gradient_model, image)
    p = float(vit(image[None].astype(np.float32), training=False)[0, 0])
    log_odds = 0.7 * math.log(p / (1 - p)) + 1.3
    assert found.baseline + found.values.sum(dtype=float) == pytest.approx(log_odds, abs=1e-4)
    assert abs(found.residual) < 1e-4 and found.values.shape == (SIZE, SIZE)
    assert np.abs(found.values).max() > 1e-5


def test_rollout_of_known_attention():
    """One block that looks at patch 2 alone, one that mixes all evenly."""
    sharp = np.zeros((2, 5, 5))
    sharp[..., 2] = 1
    even = np.full((2, 5, 5), 0.2)
    found = rollout([sharp, even])
    expected = (even[0] + np.eye(5)) / 2 @ ((sharp[0] + np.eye(5)) / 2)
    np.testing.assert_allclose(found.ravel(), expected[0, 1:])
    assert found.shape == (2, 2) and found.argmax() == 1


def test_attention_of_a_transformer_is_the_rollout(eagerly, vit, image, gradient_model):
    found = attention(gradient_model, image)
    assert not found.directed and found.method == "attention" and (found.values >= 0).all()
    own = opened(vit)
    weights, x = [], image[None].astype(np.float32)
    for layer in own.layers:
        if isinstance(layer, Attention):
            q, k = keras.Model(own.inputs[0], layer.input[:2])(x, training=False)
            weights.append(np.asarray(layer.weights_of(q, k))[0])
    assert len(weights) == 2
    assert weights[0].sum(-1) == pytest.approx(1)
    centre = SIZE // GRID // 2
    values = found.values[centre :: SIZE // GRID, centre :: SIZE // GRID]
    np.testing.assert_allclose(values, rollout(weights), rtol=0.1)


def test_grad_cam_shows_the_grid_of_patches(eagerly, gradient_model, image):
    assert gradient_model.features == "block_2_sum2"
    _, features, gradient = gradient_model.feature_gradient(image)
    assert features.shape == gradient.shape == (GRID, GRID, 12)
    assert grad_cam(gradient_model, image).values.shape == (SIZE, SIZE)
