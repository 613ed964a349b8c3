"""Maps by gradients, on networks so small that the right answer can be computed otherwise."""

import math
from types import SimpleNamespace

import keras
import numpy as np
import pytest
from keras import layers

from gng_desktop.analysis.scoring import calibrate
from gng_desktop.engines.keras_engine import KerasEngine
from gng_desktop.explain import gradients
from gng_desktop.explain.gradients import (
    METHODS,
    GradientModel,
    attention,
    explain,
    full_grad,
    grad_cam,
    gradient_model,
)
from gng_desktop.modelstore import Calibration, install
from gng_desktop.networks import deeplab
from tests.fakes import ROLES, manifest_fields, platt, stored

SIZE = 64
PLATT = Calibration("platt", 0.7, 1.3, "nothing")


def liven(model, seed=7):
    """Give batch normalisations and biases uneven values, as training does."""
    rng = np.random.default_rng(seed)
    for layer in model.layers:
        if isinstance(layer, layers.BatchNormalization):
            layer.gamma.assign(rng.uniform(0.6, 1.4, layer.gamma.shape))
            layer.beta.assign(rng.normal(0, 0.3, layer.beta.shape))
            layer.moving_mean.assign(rng.normal(0, 0.3, layer.gamma.shape))
            layer.moving_variance.assign(rng.uniform(0.5, 2, layer.gamma.shape))
        elif getattr(layer, "use_bias", False):
            layer.bias.assign(rng.normal(0, 0.2, layer.bias.shape))
    return model


def tiny(activation="relu", size=16, depth=2):
    """Return a classifier of one or two convolutions, ``first`` and ``second``."""
    keras.utils.set_random_seed(3)
    inputs = keras.Input((size, size, 3))
    x = layers.Rescaling(1 / 127.5, offset=-1.0)(inputs)
    x = layers.Conv2D(6, 3, padding="same")(x)
    x = layers.BatchNormalization()(x)
    x = layers.Activation(activation, name="first")(x)
    if depth == 2:
        x = layers.Conv2D(4, 3, strides=2, padding="same", activation=activation, name="second")(x)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dense(5, activation=activation)(x)
    return liven(keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x)))


def random_image(size=16, seed=0):
    return np.random.default_rng(seed).integers(0, 256, (size, size, 3), np.uint8)


def logit_of(model, image):
    p = float(model(np.asarray(image, np.float32)[None], training=False)[0, 0])
    return math.log(p / (1 - p))


def values_at(model, layer, image):
    cut = keras.Model(model.inputs[0], model.get_layer(layer).output)
    return np.asarray(cut(np.float32(image)[None], training=False))[0]


def gated():
    """Return a classifier with a gate of MobileNetV3: a map times its own pooled, squashed self."""
    keras.utils.set_random_seed(4)
    inputs = keras.Input((16, 16, 3))
    x = layers.Conv2D(5, 3)(layers.Rescaling(1 / 255)(inputs))
    gate = layers.GlobalAveragePooling2D(keepdims=True)(x)
    x = layers.Multiply()([x, layers.Conv2D(5, 1, activation="hard_sigmoid")(gate)])
    x = layers.GlobalAveragePooling2D()(x)
    return liven(keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x)))


@pytest.mark.parametrize("activation", ["linear", "relu6", "selu", "hard_silu", ""])
def test_full_grad_is_complete(activation):
    model, image = tiny(activation) if activation else gated(), random_image()
    found = full_grad(GradientModel(model), image)
    assert found.baseline + found.values.sum(dtype=float) == pytest.approx(
        logit_of(model, image), abs=1e-4
    )
    assert abs(found.residual) < 1e-4
    assert found.unit == "log-odds" and found.additive


def test_full_grad_of_a_purely_linear_network_is_known():
    inputs = keras.Input((4, 4, 3))
    x = layers.GlobalAveragePooling2D()(layers.Conv2D(1, 1, name="conv")(inputs))
    model = keras.Model(inputs, layers.Dense(1, activation="sigmoid", name="score")(x))
    kernel = np.float32([0.01, 0.02, -0.03]).reshape(1, 1, 3, 1)
    model.get_layer("conv").set_weights([kernel, np.float32([2])])
    model.get_layer("score").set_weights([np.float32([[0.5]]), np.float32([0.25])])
    image = random_image(4)
    found = full_grad(GradientModel(model), image)
    np.testing.assert_allclose(
        found.values, (image @ [0.01, 0.02, -0.03] + 2) * 0.5 / 16, atol=1e-6
    )
    assert found.baseline == pytest.approx(0.25)


def test_grad_cam_is_the_hand_computation():
    """Behind global pooling and one unit the weight of a channel is its weight over the area."""
    inputs = keras.Input((8, 8, 3))
    keras.utils.set_random_seed(8)
    x = layers.Conv2D(4, 3, strides=2, padding="same", name="features")(inputs)
    x = layers.GlobalAveragePooling2D()(x)
    model = keras.Model(inputs, layers.Dense(1, activation="sigmoid", name="score")(x))
    image = random_image(8)
    found = grad_cam(GradientModel(model, PLATT), image)
    kernel = np.asarray(model.get_layer("score").kernel)[:, 0]
    small = PLATT.slope * values_at(model, "features", image) @ kernel / 16
    position = np.clip((np.arange(8) + 0.5) / 2 - 0.5, 0, 3)
    rows = np.stack([np.interp(position, range(4), column) for column in small.T], axis=1)
    by_hand = np.stack([np.interp(position, range(4), row) for row in rows])
    np.testing.assert_allclose(found.values, by_hand, rtol=1e-4, atol=1e-4)
    assert small.min() < 0 < small.max(), "nothing is cut off"
    assert found.unit == "relative" and found.directed and math.isnan(found.baseline)


@pytest.mark.parametrize("activation", ["relu", "linear"])
def test_attention_is_the_mean_of_the_magnitudes(activation):
    """Opposite channels do not cancel."""
    model, image = tiny(activation, depth=1), random_image()
    found = attention(GradientModel(model), image)
    expected = np.abs(values_at(model, "first", image)).mean(axis=2)
    np.testing.assert_allclose(found.values, expected, rtol=1e-5, atol=1e-6)
    assert not found.directed and not found.additive


def test_calibration_scales_the_map_and_joins_the_baseline():
    model, image = tiny(), random_image()
    plain = full_grad(GradientModel(model), image)
    scaled = full_grad(GradientModel(model, PLATT), image)
    np.testing.assert_allclose(scaled.values, PLATT.slope * plain.values, rtol=1e-4, atol=1e-6)
    assert scaled.baseline == pytest.approx(PLATT.slope * plain.baseline + PLATT.intercept)


def test_bad_requests_are_refused():
    model = GradientModel(tiny())
    with pytest.raises(ValueError, match="'lime' is unknown; choose one of gradcam, fullgrad"):
        explain(model, random_image(), "lime")
    with pytest.raises(ValueError, match="shape"):
        grad_cam(model, random_image(8))
    with pytest.raises(ValueError, match="uint8"):
        full_grad(model, random_image().astype(np.float32))
    inputs = keras.Input((8, 8, 3))
    with pytest.raises(ValueError, match="must end in one unit"):
        GradientModel(keras.Model(inputs, layers.Conv2D(2, 3)(inputs)))


def test_a_stored_classifier_is_explained_as_it_scores(eagerly, tmp_path):
    image = random_image(SIZE)
    model = liven(deeplab.classifier("mobilenet_v2", SIZE))
    model.save_weights(tmp_path / "w.weights.h5")
    fields = manifest_fields("without_background", SIZE, calibration=platt(0.7, 1.3))
    made = install(tmp_path / "m", fields, {"model.weights.h5": tmp_path / "w.weights.h5"})
    score = float(calibrate(KerasEngine(made, "cpu").run(image[None]), PLATT)[0])
    analyser = SimpleNamespace(models={"without_background": made}, engines={})
    model = gradient_model(analyser, "without_background")
    assert model.features == "decoder_conv2_bn"
    for method in METHODS:
        found = explain(model, image, method)
        assert found.values.shape == (SIZE, SIZE) and found.values.dtype == np.float32
        assert found.prediction == pytest.approx(score, abs=1e-5)
        assert np.isfinite(found.values).all() and np.ptp(found.values) > 0
        assert found.image is image and found.complete and found.seconds > 0
        if found.additive:
            total = found.baseline + found.values.sum(dtype=float)
            assert total == pytest.approx(math.log(score / (1 - score)), abs=1e-3)
            assert abs(found.residual) < 1e-3


def test_gradient_models_stay_in_memory_by_content(monkeypatch):
    monkeypatch.setattr(gradients, "build_keras", lambda made: tiny())
    analyser = SimpleNamespace(models={role: stored(role) for role in ROLES}, engines={})
    first = gradient_model(analyser, "with_background")
    assert gradient_model(analyser, "with_background") is first
    assert gradient_model(analyser, "without_background") is not first
    analyser.models["with_background"] = stored("with_background", calibration=platt(2, 1))
    assert gradient_model(analyser, "with_background") is not first
    for role in ("segmenter", "background"):
        with pytest.raises(ValueError, match=f"no classifier '{role}'"):
            gradient_model(analyser, role)
