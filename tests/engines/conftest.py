"""Small untrained networks with lively batch-norm statistics, and images for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import keras
import numpy as np
import pytest

from gng_desktop.engines.export import graph_of
from gng_desktop.modelstore import StoredModel, install
from gng_desktop.networks import deeplab
from gng_desktop.networks.finetuned import pooled_classifier
from tests.fakes import manifest_fields


def make_images(count: int, size: int) -> np.ndarray:
    """Return uint8 images (count, size, size, 3): gradients with noise, of all contrasts."""
    rng = np.random.default_rng(1)
    colour = rng.uniform(0, 1, (count, size, 1, 3))
    ramp = np.linspace(0, 200, size)[None, :, None, None] * colour
    return (ramp + rng.uniform(0, 55, (count, size, size, 3))).astype(np.uint8)


def make_network(task: str, backbone: str, size: int, **options) -> keras.Model:
    """Return a network whose statistics are as uneven as a trained one's, in float16 steps.

    `task` may be "pooled", too: a classifier of that family.
    """
    makers = {
        "segmentation": deeplab.segmenter,
        "classification": deeplab.classifier,
        "pooled": pooled_classifier,
    }
    make = makers[task]
    keras.utils.set_random_seed(7)
    model = make(backbone, size=size, **options)
    rng = np.random.default_rng(7)
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.gamma.assign(rng.uniform(0.6, 1.4, layer.gamma.shape))
            layer.beta.assign(rng.normal(0, 0.3, layer.beta.shape))
            layer.momentum = 0.0
        elif getattr(layer, "use_bias", False):
            layer.bias.assign(rng.normal(0, 0.1, layer.bias.shape))
    # One pass in training mode makes the statistics those of real activations, so that the
    # output depends on the image as a trained network's does.
    model(make_images(6, size), training=True)
    for variable in model.weights:
        if len(variable.shape) >= 2:
            variable.assign(np.asarray(variable).astype(np.float16).astype(np.float32))
    return model


def store(folder: Path, model: keras.Model, role: str, graph: Path | None = None) -> StoredModel:
    """Install a mobilenet_v2 network."""
    weights = folder.with_name(f"{folder.name}-source.weights.h5")
    model.save_weights(weights)
    fields = manifest_fields(
        role, model.input_shape[1], id="tiny", thresholds=None, limits=["Not trained."]
    )
    if model.name.startswith("pooled"):
        fields["architecture"]["family"] = "pooled"
    files = {"model.weights.h5": weights} | ({"model.onnx": graph} if graph else {})
    return install(folder, fields, files)


@pytest.fixture(scope="session")
def images() -> Callable[..., np.ndarray]:
    return make_images


@pytest.fixture(scope="session")
def network() -> Callable[..., keras.Model]:
    return make_network


@pytest.fixture(scope="session")
def install_network() -> Callable[..., StoredModel]:
    return store


@pytest.fixture(scope="session")
def classifier() -> keras.Model:
    return make_network("classification", "mobilenet_v2", 64)


@pytest.fixture(scope="session")
def pooled() -> keras.Model:
    return make_network("pooled", "mobilenet_v2", 64)


@pytest.fixture(scope="session")
def segmenter() -> keras.Model:
    return make_network("segmentation", "mobilenet_v2", 64)


@pytest.fixture(scope="session")
def stored_classifier(classifier, tmp_path_factory) -> StoredModel:
    return store(tmp_path_factory.mktemp("models") / "classifier", classifier, "with_background")


@pytest.fixture(scope="session")
def stored_pooled(pooled, tmp_path_factory) -> StoredModel:
    return store(tmp_path_factory.mktemp("models") / "pooled", pooled, "with_background")


@pytest.fixture(scope="session")
def stored_segmenter(segmenter, tmp_path_factory) -> StoredModel:
    return store(tmp_path_factory.mktemp("models") / "segmenter", segmenter, "segmenter")


@pytest.fixture(scope="session")
def graph(classifier) -> bytes:
    """The graph of `classifier`."""
    return graph_of(classifier, "classification", half=True).SerializeToString()


@pytest.fixture(scope="session")
def unfolded_graph(classifier) -> bytes:
    """The graph of `classifier`, layer by layer."""
    return graph_of(classifier, "classification", half=True, fold=False).SerializeToString()


@pytest.fixture(scope="session")
def segmenter_graph(segmenter) -> bytes:
    """The graph of `segmenter`."""
    return graph_of(segmenter, "segmentation", half=True).SerializeToString()


@pytest.fixture(scope="session")
def pooled_graph(pooled) -> bytes:
    """The graph of `pooled`."""
    return graph_of(pooled, "classification", half=True).SerializeToString()


@pytest.fixture
def cache(tmp_path, monkeypatch) -> Path:
    """The user's cache folder, moved into the test's own."""
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_args, **_kw: tmp_path / "cache")
    return tmp_path / "cache"
