"""The published figures of the network, and that our shortcuts compute the published function."""

import keras
import numpy as np
import pytest

from gng_desktop.networks.backbones import CAFFE_MEAN_BGR, features, preprocess
from gng_desktop.networks.deeplab import classifier, core, segmenter
from gng_desktop.networks.layers import DynamicUpsample

SIZE = 64


@pytest.fixture(scope="module")
def ours():
    """A segmenter and a classifier whose vectors all have values of their own."""
    return {build: lively(build("mobilenet_v2", SIZE)) for build in (segmenter, classifier)}


@pytest.mark.parametrize(
    ("backbone", "published"),
    [("mobilenet_v3_large", 5_815_646), ("resnet50", 15_411_966), ("xception", 74_803_174)],
)
def test_parameters_as_published(backbone, published):
    assert segmenter(backbone, size=224).count_params() == published


def lively(model):
    """Give every vector (biases, batch-norm statistics) its own random value."""
    rng = np.random.default_rng(2)
    for weight in model.weights:
        if len(weight.shape) == 1:
            weight.assign(rng.uniform(0.7, 1.3, weight.shape))
    return model


def images(count=2):
    return np.random.default_rng(1).uniform(0, 255, (count, SIZE, SIZE, 3)).astype(np.float32)


@pytest.mark.parametrize("build", [segmenter, classifier])
def test_published_order_gives_the_same(build, ours):
    # As in the source: resized before the last layers.
    inputs = keras.Input((SIZE, SIZE, 3))
    x = DynamicUpsample()(core("mobilenet_v2", inputs), inputs)
    if build is segmenter:
        x = keras.layers.Conv2D(14, 1)(x)
    else:
        x = keras.layers.GlobalAveragePooling2D()(x)
        x = keras.layers.Dense(200, activation="selu")(x)
        x = keras.layers.Dense(1, activation="sigmoid")(x)
    published = keras.Model(inputs, x)
    published.set_weights(ours[build].get_weights())
    expected, found = np.asarray(published(images())), np.asarray(ours[build](images()))
    assert found.shape == expected.shape
    assert expected.std() > 0
    scale = np.abs(expected).max()
    np.testing.assert_allclose(found / scale, expected / scale, atol=1e-5)


def test_no_activation_unless_asked_for(ours):
    core = [n.name for n in ours[segmenter].layers if n.name.startswith(("aspp", "decoder"))]
    assert core and not any(name.endswith("relu") for name in core)


def test_preprocessing_matches_keras_applications():
    image = images()
    inputs = keras.Input((SIZE, SIZE, 3))
    scaled = keras.Model(inputs, preprocess(inputs, "scale"))(image)
    expected = keras.applications.mobilenet_v2.preprocess_input(image.copy())
    np.testing.assert_allclose(scaled, expected, atol=1e-5)
    caffe = keras.Model(inputs, preprocess(inputs, "caffe"))(image)
    expected = keras.applications.resnet50.preprocess_input(image.copy())
    np.testing.assert_allclose(caffe, expected, atol=1e-4)
    assert np.asarray(caffe)[..., 0].min() >= -CAFFE_MEAN_BGR[0] - 1e-3
    assert preprocess(inputs, "none") is inputs
    with pytest.raises(ValueError, match="'keras'"):
        preprocess(inputs, "keras")


def test_high_features_are_coarser_than_low_ones():
    high, low = features("mobilenet_v2", keras.Input((SIZE, SIZE, 3)))
    assert high.shape[1:3] == (4, 4)
    assert low.shape[1:3] == (16, 16)
