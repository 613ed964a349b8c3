"""The multiplied-out tail computes what the layers compute, border included."""

from pathlib import Path

import cv2
import keras
import numpy as np
import onnx
import onnxruntime
import pytest
from skimage import data

from gng_desktop.engines.export import graph_of
from gng_desktop.engines.folding import linear_tail
from gng_desktop.engines.keras_engine import build_keras
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.modelstore import load_model

SHIPPED = Path(__file__).parents[2] / "models"


def real_images(count, size=224):
    """Return uint8 crops (count, size, size, 3) of a portrait: shifted, scaled, mirrored, lit."""
    portrait = data.astronaut()
    rng = np.random.default_rng(11)
    crops = []
    for at in range(count):
        side = int(rng.integers(180, 513))
        top, left = rng.integers(0, 513 - side, 2) // (1 if at % 3 else 4)
        crop = portrait[top : top + side, left : left + side]
        crop = cv2.resize(crop, (size, size), interpolation=cv2.INTER_AREA)
        lit = crop[:, :: rng.choice([1, -1])] * rng.uniform(0.5, 1.4) + rng.uniform(-20, 20)
        crops.append(np.clip(lit, 0, 255).astype(np.uint8))
    return np.stack(crops)


def test_foreign_networks_are_left_alone(classifier):
    inputs = keras.Input((8, 8, 3))
    plain = keras.Model(inputs, keras.layers.Conv2D(2, 1)(inputs))
    assert linear_tail(plain, "segmentation") is None
    assert linear_tail(classifier, "segmentation") is None


def test_a_curve_anywhere_in_the_tail_forbids_folding(classifier, monkeypatch):
    for name in ("aspp_rate8", "aspp_project", "decoder_low", "decoder_conv1"):
        with monkeypatch.context() as patch:
            patch.setattr(classifier.get_layer(name), "activation", keras.activations.relu)
            assert linear_tail(classifier, "classification") is None
    assert linear_tail(classifier, "classification") is not None


def test_graphs_stay_small(graph, segmenter_graph):
    assert len(graph) < 4.5e6 and len(segmenter_graph) < 4.5e6


def pooled_of(proto, batch):
    """Return what enters the head of a classifier's graph, (N, 128), or (N, F) where it says so."""
    name = "features" if "features" in [o.name for o in proto.graph.output] else "pooled"
    if name == "pooled":
        shown = onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [None, 128])
        proto.graph.output.append(shown)
    session = onnxruntime.InferenceSession(proto.SerializeToString())
    return session.run([name], {"rgb": batch})[0]


@pytest.mark.parametrize("role", ["segmenter", "with-background", "without-background"])
def test_shipped_models_on_real_images(role):
    """The parity promised: scores within 1e-4, 99.99 % of the pixels in the same class."""
    stored = load_model(SHIPPED / role)
    model, task = build_keras(stored), stored.manifest.task
    batch = real_images(20, stored.manifest.input.size)
    outputs = model.output if task == "segmentation" else [model.output, model.layers[-3].output]
    watched = keras.Model(model.inputs, outputs)
    parts = [watched(part, training=False) for part in np.split(batch, 2)]
    graph = graph_of(model, task, half=True)
    found = OnnxEngine(graph.SerializeToString(), task).run(batch)
    if task == "segmentation":
        expected = np.concatenate([np.asarray(part) for part in parts])
        assert (found == expected.argmax(axis=-1)).mean() >= 0.9999
        assert len(np.unique(found)) > 6
        return
    score, pooled = (np.concatenate([np.asarray(part[at]) for part in parts]) for at in (0, 1))
    assert np.abs(found - score[:, 0]).max() <= 1e-4
    # One portrait gives scores near one another, so what enters the head is compared as well.
    inside = pooled_of(graph, batch)
    assert pooled.std(axis=0).max() > 0.1
    np.testing.assert_allclose(inside, pooled, rtol=0, atol=1e-4 * np.abs(pooled).max())
