from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from gng_desktop.engines import coalitions
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.modelstore import ModelError


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
    (tmp_path / "broken.onnx").write_bytes(graph[:1000])
    with pytest.raises(ModelError, match=r"broken\.onnx cannot be loaded"):
        OnnxEngine(tmp_path / "broken.onnx", "classification")
    with pytest.raises(ModelError, match="no segmentation graph"):
        OnnxEngine(graph, "segmentation")
    with pytest.raises(ValueError, match="0 threads"):
        OnnxEngine(graph, "classification", threads=0)
    with pytest.raises(ValueError, match="task"):
        OnnxEngine(graph, "detection")


# All images of shown and hidden regions at once

PLAYERS = 5


@pytest.fixture(scope="module")
def bits():
    """Five regions in a face of 64 px, and a border that is always shown."""
    found = np.full((64, 64), PLAYERS)
    found[4:60, 6:58], found[10:24, 10:30], found[10:24, 34:54] = 0, 1, 2
    found[28:40, 26:38], found[46:54, 20:44] = 3, 4
    return found


@pytest.mark.parametrize("most", [90_000, 12_000_000])  # parts of few images, and one of all
def test_images_of_regions_score_as_they_do_one_by_one(
    graph, pooled_graph, images, bits, monkeypatch, most
):
    engine = OnnxEngine(pooled_graph, "classification")
    monkeypatch.setattr(coalitions, "LARGEST", most)
    image, hidden = images(2, 64)
    hidden[46:] = image[46:]  # a region whose hiding changes nothing
    every = np.arange(2**PLAYERS)
    shown = (every[:, None] >> np.arange(PLAYERS) & 1) > 0
    seen = np.append(shown, np.ones((len(every), 1), bool), axis=1)[:, bits]
    expected = engine.run(np.where(seen[..., None], image, hidden))
    found = np.full(len(every), np.nan)
    with ThreadPoolExecutor(2) as pool:
        parts = list(engine.coalitions.parts(image, hidden, bits, PLAYERS, pool))
    for coalition, scores in parts:
        found[coalition] = scores
    assert len(parts) == 1 if most > 1e6 else len(parts) > 2
    assert np.ptp(expected) > 1e-3
    np.testing.assert_allclose(found, expected, atol=1e-5)
    # A network that sees the whole image at once is left to the engine.
    assert OnnxEngine(graph, "classification").coalitions is None
