from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.modelstore import ModelError


@pytest.fixture(scope="module")
def graph(graph, tmp_path_factory):
    path = tmp_path_factory.mktemp("graph") / "model.onnx"
    path.write_bytes(graph)
    return path


@pytest.mark.parametrize("threads", [1, 2, 16])
def test_long_batches_come_back_whole_and_in_order(graph, images, threads):
    engine = OnnxEngine(graph, "classification", threads)
    batch = images(35, 64)
    single = np.concatenate([engine.run(batch[i : i + 1]) for i in range(35)])
    np.testing.assert_allclose(engine.run(batch), single, rtol=0, atol=1e-6)
    assert len(np.unique(single)) == 35


def test_threads_share_an_engine(graph, images):
    engine = OnnxEngine(graph, "classification", threads=1)
    batches = [images(8, 64)[i : i + 2] for i in range(6)]
    expected = [engine.run(batch) for batch in batches]
    with ThreadPoolExecutor(2) as pool:
        for _ in range(3):
            for found, score in zip(pool.map(engine.run, batches), expected, strict=True):
                np.testing.assert_array_equal(found, score)


def test_attributes(graph):
    engine = OnnxEngine(graph, "classification", threads=2)
    assert (engine.name, engine.device, engine.size) == ("onnxruntime", "cpu (2 threads)", 64)
    assert OnnxEngine(graph, "classification", threads=1).device == "cpu (1 thread)"


@pytest.mark.parametrize(
    "batch",
    [
        np.zeros((1, 64, 64, 3), np.float32),
        np.zeros((64, 64, 3), np.uint8),
        np.zeros((1, 32, 64, 3), np.uint8),
        np.zeros((0, 64, 64, 3), np.uint8),
        [[0]],
    ],
)
def test_bad_batches_are_refused(graph, batch):
    with pytest.raises(ValueError, match="batch must"):
        OnnxEngine(graph, "classification").run(batch)


def test_classifier_has_no_logits(graph, images):
    with pytest.raises(ValueError, match="no logits"):
        OnnxEngine(graph, "classification").logits(images(1, 64))


def test_bad_graphs_and_arguments_are_refused(graph, tmp_path):
    (tmp_path / "broken.onnx").write_bytes(graph.read_bytes()[:1000])
    with pytest.raises(ModelError, match=r"broken\.onnx cannot be loaded"):
        OnnxEngine(tmp_path / "broken.onnx", "classification")
    with pytest.raises(ModelError, match="no segmentation graph"):
        OnnxEngine(graph, "segmentation")
    with pytest.raises(ValueError, match="0 threads"):
        OnnxEngine(graph, "classification", threads=0)
    with pytest.raises(ValueError, match="task"):
        OnnxEngine(graph, "detection")
