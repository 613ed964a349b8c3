"""The networks of documents 002 and 003: counts, outputs, and their ONNX graphs."""

import keras
import numpy as np
import pytest

from gng_desktop.engines.export import graph_of
from gng_desktop.engines.graphs import check_graph
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.networks.deepfeaturex import CLASSES, take_base_model
from gng_desktop.networks.families import network
from gng_desktop.networks.finetuned import custom_cnn, finetuned_classifier


@pytest.fixture(scope="module")
def base():
    return finetuned_classifier("mobilenet_v2", 32)


@pytest.fixture(scope="module")
def fused():
    return network("family", "deepfeaturex", "mobilenet_v2", 32)


def test_custom_cnn_is_the_published_one():
    model = custom_cnn(224)
    assert model.get_layer("flatten").output.shape == (None, 100_352)
    kinds = [type(layer).__name__ for layer in model.layers if "block1" in layer.name]
    assert kinds == ["Conv2D", "BatchNormalization", "ReLU", "MaxPooling2D"]
    # PyTorch's count of the published listing: no moving statistics (448), no fixed difference (2).
    assert sum(int(np.prod(w.shape)) for w in model.trainable_weights) == 51_475_458
    assert model.count_params() == 51_475_458 + 448 + 2


def test_two_classes_answer_by_a_softmax(base):
    images = np.random.default_rng(0).uniform(0, 255, (3, 32, 32, 3)).astype(np.float32)
    logits = keras.Model(base.input, base.get_layer("logits").output)(images)
    expected = np.asarray(keras.ops.softmax(logits))[:, 1]
    np.testing.assert_allclose(np.asarray(base(images))[:, 0], expected, rtol=1e-5)
    assert [w.shape for w in base.get_layer("logits").weights] == [(1280, 2), (2,)]


def test_the_fusion_is_the_published_one(fused):
    convolutions = [layer for layer in fused.layers if type(layer).__name__ == "Conv1D"]
    found = [(c.filters, *c.kernel_size, *c.strides) for c in convolutions]
    assert found == [(16, 7, 2), (64, 5, 2), (256, 3, 1), (512, 3, 1), (1024, 3, 1)]
    assert fused.get_layer("fusion_stack").output.shape == (None, 1280, 3)
    assert fused.output_shape == (None, 3)
    names = [layer.name for layer in fused.layers]
    assert sum("fusion_bn" in name for name in names) == 4


def test_a_base_model_is_taken_over_and_frozen(base, fused):
    for name in CLASSES:
        take_base_model(fused, name, base)
    images = np.random.default_rng(0).uniform(0, 255, (2, 32, 32, 3)).astype(np.float32)
    signal = keras.Model(fused.input, fused.get_layer("fusion_stack").output)(images)
    features = np.asarray(keras.Model(base.input, base.get_layer("features").output)(images))
    for channel in range(3):
        np.testing.assert_allclose(np.asarray(signal)[..., channel], features, atol=1e-5)
    assert all(w.path.startswith(("fusion", "family")) for w in fused.trainable_weights)


GRAPHS = [
    ("classification", "custom_cnn", "custom_cnn"),
    ("classification", "finetuned", "efficientnet_b0"),
    ("classification", "finetuned", "densenet121"),
    ("family", "deepfeaturex", "mobilenet_v2"),
]


@pytest.mark.parametrize(("task", "family", "backbone"), GRAPHS)
def test_graphs_agree_with_keras(task, family, backbone, request):
    if task == "family":
        model = request.getfixturevalue("fused")
    else:
        model = network(task, family, backbone, 32)
    graph = graph_of(model, task, half=False).SerializeToString()
    check_graph(model, task, graph)
    found = OnnxEngine(graph, task, threads=1)
    images = np.zeros((2, 32, 32, 3), np.uint8)
    assert found.run(images).shape == ((2, 3) if task == "family" else (2,))
    features = 0 if task == "family" else model.get_layer("features").output.shape[1]
    assert found.features == features
