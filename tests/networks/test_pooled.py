import keras
import numpy as np
import pytest

from gng_desktop.engines.export import export_onnx
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.networks.finetuned import pooled_classifier

SIZE = 64


@pytest.fixture(scope="module")
def images() -> np.ndarray:
    rng = np.random.default_rng(1)
    ramp = np.linspace(0, 200, SIZE)[None, :, None, None] * rng.uniform(0, 1, (4, SIZE, 1, 3))
    return (ramp + rng.uniform(0, 55, (4, SIZE, SIZE, 3))).astype(np.uint8)


@pytest.fixture(scope="module")
def model(images) -> keras.Model:
    keras.utils.set_random_seed(3)
    model = pooled_classifier("mobilenet_v2_expanded", SIZE)
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0.0
    model(images, training=True)  # statistics of real activations
    return model


def test_head_reads_the_spatial_means_of_both_taps(model, images):
    taps = [model.get_layer(f"block_{n}_expand_relu").output for n in (13, 3)]
    high, low = keras.Model(model.input, taps)(images)
    assert (high.shape[1:3], low.shape[1:3]) == ((4, 4), (16, 16))
    pooled = keras.Model(model.input, model.get_layer("pool").output)(images)
    means = np.concatenate([np.asarray(t).mean(axis=(1, 2)) for t in (high, low)], axis=1)
    np.testing.assert_allclose(pooled, means, rtol=1e-4, atol=1e-5)
    head = {"head_dense", "score"}
    assert head <= {layer.name for layer in model.layers}
    assert not any(layer.name.startswith(("aspp", "decoder")) for layer in model.layers)


def test_graph_agrees_with_keras(model, images, tmp_path):
    export_onnx(model, "classification", tmp_path / "model.onnx", half=False)
    engine = OnnxEngine(tmp_path / "model.onnx", "classification", threads=1)
    expected = np.asarray(model(images, training=False))[:, 0]
    assert np.ptp(expected) > 1e-2  # a network that ignores its input proves nothing
    np.testing.assert_allclose(engine.run(images), expected, rtol=0, atol=1e-5)
