import keras
import numpy as np
import onnx
import pytest

from gng_desktop.engines.export import export_onnx
from gng_desktop.engines.folding import linear_tail
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.modelstore import ModelError


def engine_of(model, task, folder, **options):
    export_onnx(model, task, folder / "model.onnx", **options)
    return OnnxEngine(folder / "model.onnx", task, threads=2)


NETWORKS = [
    ("mobilenet_v2", 96, {}),
    ("mobilenet_v2", 96, {"activation": "relu"}),
    ("resnet50", 96, {}),
]
"""Sizes whose maps are neither powers of two nor multiples of each other, where possible."""
OTHERS = [("mobilenet_v3_large", 80, {}), ("xception", 96, {})]


@pytest.mark.parametrize(("backbone", "size", "options"), NETWORKS + OTHERS)
def test_score_equals_keras(backbone, size, options, network, images, tmp_path):
    model = network("classification", backbone, size, **options)
    assert (linear_tail(model, "classification") is None) == bool(options)
    batch = images(4, size)
    expected = np.asarray(model(batch, training=False))[:, 0]
    score = engine_of(model, "classification", tmp_path).run(batch)
    assert score.dtype == np.float32 and score.shape == (4,)
    np.testing.assert_allclose(score, expected, rtol=0, atol=5e-5)
    assert expected.std() > 0.02, "a network that ignores its input proves nothing"


@pytest.mark.parametrize(("backbone", "size", "options"), NETWORKS)
def test_logits_and_classes_equal_keras(backbone, size, options, network, images, tmp_path):
    model = network("segmentation", backbone, size, **options)
    assert (linear_tail(model, "segmentation") is None) == bool(options)
    batch = images(3, size)
    expected = np.asarray(model(batch, training=False))
    engine = engine_of(model, "segmentation", tmp_path)
    logits, classes = engine.logits(batch), engine.run(batch)
    np.testing.assert_allclose(logits, expected, rtol=0, atol=1e-4 * np.abs(expected).max())
    np.testing.assert_array_equal(classes, logits.argmax(axis=-1))
    assert classes.dtype == np.uint8 and logits.dtype == np.float32
    assert (classes == expected.argmax(axis=-1)).mean() >= 0.9999
    assert len(np.unique(classes)) > 2


def test_half_storage_changes_size_and_nothing_else(classifier, unfolded_graph, images, tmp_path):
    batch = images(3, 64)
    export_onnx(classifier, "classification", tmp_path / "full.onnx", half=False, fold=False)
    half, full = (tmp_path / name for name in ("half.onnx", "full.onnx"))
    half.write_bytes(unfolded_graph)
    np.testing.assert_array_equal(
        OnnxEngine(half, "classification").run(batch), OnnxEngine(full, "classification").run(batch)
    )
    assert half.stat().st_size < 0.6 * full.stat().st_size


def test_weights_that_half_would_round_are_stored_in_full(classifier, images, tmp_path):
    kernel = classifier.get_layer("aspp_project").kernel
    before = np.array(kernel)
    kernel.assign(before * np.float32(1.0001))
    try:
        expected = np.asarray(classifier(images(2, 64), training=False))[:, 0]
        score = engine_of(classifier, "classification", tmp_path, fold=False).run(images(2, 64))
    finally:
        kernel.assign(before)
    np.testing.assert_allclose(score, expected, rtol=0, atol=1e-5)
    types = {i.name: i.data_type for i in onnx.load(tmp_path / "model.onnx").graph.initializer}
    assert types["aspp_project_kernel"] == onnx.TensorProto.FLOAT
    assert types["decoder_low_kernel_half"] == onnx.TensorProto.FLOAT16


def test_graph_has_the_promised_interface(segmenter_graph):
    graph = onnx.load_from_string(segmenter_graph).graph

    def describe(value):
        tensor = value.type.tensor_type
        return tensor.elem_type, [d.dim_param or d.dim_value for d in tensor.shape.dim]

    assert {v.name: describe(v) for v in [*graph.input, *graph.output]} == {
        "rgb": (onnx.TensorProto.UINT8, ["batch", 64, 64, 3]),
        "classes": (onnx.TensorProto.UINT8, ["batch", 64, 64]),
        "logits": (onnx.TensorProto.FLOAT, ["batch", 64, 64, 14]),
    }


@pytest.mark.parametrize("size", [15, 16])
@pytest.mark.parametrize("stride", [1, 2])
def test_same_padding_strides_and_shared_maps(size, stride, tmp_path):
    """Odd and even sizes, and a batch normalisation whose convolution someone else reads too."""
    keras.utils.set_random_seed(3)
    inputs = keras.Input((size, size, 3))
    x = keras.layers.Rescaling(1 / 127.5, offset=-1.0)(inputs)
    conv = keras.layers.Conv2D(6, 3, strides=stride, padding="same", activation="relu")(x)
    conv = keras.layers.DepthwiseConv2D(4, strides=stride, padding="same", depth_multiplier=2)(conv)
    norm = keras.layers.BatchNormalization()
    x = keras.layers.Add()([norm(conv), conv])
    x = keras.layers.MaxPooling2D(3, strides=2, padding="same")(x)
    x = keras.layers.Activation("hard_sigmoid")(x)
    x = keras.layers.Dropout(0.5)(keras.layers.GlobalAveragePooling2D()(x))
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(x))
    norm.moving_mean.assign(np.linspace(-1, 1, 12))
    norm.moving_variance.assign(np.linspace(0.2, 3, 12))
    batch = np.random.default_rng(0).integers(0, 256, (3, size, size, 3), np.uint8)
    expected = np.asarray(model(batch, training=False))[:, 0]
    score = engine_of(model, "classification", tmp_path).run(batch)
    np.testing.assert_allclose(score, expected, rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    ("layer", "word"),
    [
        (keras.layers.GaussianNoise(0.1), "GaussianNoise"),
        (keras.layers.Activation("gelu"), "gelu"),
        (keras.layers.ReLU(negative_slope=0.1), "slope"),
    ],
)
def test_unknown_layer_is_named_and_leaves_no_file(layer, word, tmp_path):
    inputs = keras.Input((8, 8, 3))
    pooled = keras.layers.GlobalAveragePooling2D()(layer(inputs))
    model = keras.Model(inputs, keras.layers.Dense(1)(pooled))
    with pytest.raises(ModelError, match=word) as caught:
        export_onnx(model, "classification", tmp_path / "model.onnx")
    assert layer.name in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_unknown_task_is_refused(classifier, tmp_path):
    with pytest.raises(ValueError, match="task"):
        export_onnx(classifier, "detection", tmp_path / "model.onnx")
