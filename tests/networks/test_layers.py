"""The custom layers against their plain, published equivalents."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from gng_desktop.networks.layers import (
    DynamicUpsample,
    ReachableConv2D,
    UpsampledAverage,
)


def noise(*shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


@pytest.mark.parametrize(
    ("small", "large"),
    [((7, 7), (28, 28)), ((3, 5), (10, 11)), ((6, 6), (4, 4)), ((1, 1), (9, 7)), ((5, 6), (5, 6))],
)
def test_upsample_is_tensorflow_bilinear(small, large):
    x = noise(2, *small, 4)
    found = DynamicUpsample()(x, np.zeros((2, *large, 1), np.float32))
    np.testing.assert_allclose(found, tf.image.resize(x, large, method="bilinear"), atol=1e-6)


def test_upsample_honours_its_method():
    x = noise(1, 4, 4, 1)
    found = DynamicUpsample(method="nearest")(x, np.zeros((1, 8, 8, 1), np.float32))
    np.testing.assert_array_equal(found, x.repeat(2, axis=1).repeat(2, axis=2))


def test_upsample_takes_the_size_of_each_input():
    small, large = keras.Input((None, None, 3)), keras.Input((None, None, 1))
    model = keras.Model([small, large], DynamicUpsample()(small, large))
    for size in (8, 11):
        x = noise(1, 4, 4, 3)
        found = model([x, np.zeros((1, size, size, 1), np.float32)])
        np.testing.assert_allclose(found, tf.image.resize(x, (size, size)), atol=1e-6)


def test_saved_model_loads_without_custom_objects(tmp_path):
    inputs = keras.Input((16, 16, 3))
    x = keras.layers.Conv2D(4, 3, strides=4)(inputs)
    x = ReachableConv2D(5, 5, dilation_rate=2, padding="same")(x)
    up = DynamicUpsample(method="nearest")(x, inputs)
    model = keras.Model(inputs, [up, UpsampledAverage((16, 16))(x)])
    model.save(tmp_path / "model.keras")
    again = keras.saving.load_model(tmp_path / "model.keras")
    image = noise(2, 16, 16, 3)
    for before, after in zip(model(image), again(image), strict=True):
        np.testing.assert_array_equal(before, after)


@pytest.mark.parametrize("size", [(14, 14), (20, 9), (1, 1), (40, 40)])
@pytest.mark.parametrize(("kernel", "rate"), [(3, 1), (5, 4), (7, 8), (11, 16)])
def test_reachable_convolution_is_a_convolution(size, kernel, rate):
    options = {"dilation_rate": rate, "padding": "same", "bias_initializer": "random_normal"}
    plain = keras.layers.Conv2D(3, kernel, **options)
    reachable = ReachableConv2D(3, kernel, **options)
    x = noise(2, *size, 4)
    plain.build(x.shape)
    reachable.build(x.shape)
    reachable.set_weights(plain.get_weights())
    assert reachable.kernel.shape == (kernel, kernel, 4, 3)
    np.testing.assert_allclose(reachable(x), plain(x), atol=2e-5)


def test_reachable_convolution_of_unknown_size():
    inputs = keras.Input((None, None, 2))
    layer = ReachableConv2D(3, 5, dilation_rate=4, padding="same")
    model = keras.Model(inputs, layer(inputs))
    plain = keras.layers.Conv2D(3, 5, dilation_rate=4, padding="same")
    x = noise(1, 12, 12, 2)
    plain.build(x.shape)
    plain.set_weights(layer.get_weights())
    np.testing.assert_allclose(model(x), plain(x), atol=1e-5)


def test_taps_out_of_reach_change_nothing():
    layer = ReachableConv2D(2, 7, dilation_rate=8, padding="same")
    x = noise(1, 14, 14, 2)
    before = np.asarray(layer(x))
    kernel, bias = layer.get_weights()
    rows = layer.reach(14, 0)
    garbage = np.full_like(kernel, 1e6)
    garbage[rows, rows] = kernel[rows, rows]
    layer.set_weights([garbage, bias])
    np.testing.assert_array_equal(layer(x), before)
    kernel[rows.start] += 1
    layer.set_weights([kernel, bias])
    assert np.abs(np.asarray(layer(x)) - before).max() > 0.1


@pytest.mark.parametrize(("small", "large"), [((56, 56), (224, 224)), ((5, 3), (12, 13))])
def test_upsampled_average_is_resize_then_average(small, large):
    x = noise(2, *small, 6)
    layer = UpsampledAverage(large)
    expected = np.asarray(tf.image.resize(x, large)).astype(np.float64).mean(axis=(1, 2))
    np.testing.assert_allclose(layer(x), expected, atol=1e-6)
    assert layer.weights_of(*small).sum() == pytest.approx(1, abs=1e-6)
