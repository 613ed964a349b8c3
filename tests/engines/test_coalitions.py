from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from gng_desktop.engines import coalitions
from gng_desktop.engines.onnx_engine import OnnxEngine

PLAYERS = 5


@pytest.fixture(scope="module")
def bits():
    """Five regions in a face of 64 px, and a border that is always shown."""
    found = np.full((64, 64), PLAYERS)
    found[4:60, 6:58], found[10:24, 10:30], found[10:24, 34:54] = 0, 1, 2
    found[28:40, 26:38], found[46:54, 20:44] = 3, 4
    return found


@pytest.mark.parametrize("most", [30_000, 12_000_000])  # parts of few images, and one of all
def test_images_of_regions_score_as_they_do_one_by_one(
    pooled_graph, images, bits, monkeypatch, most
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


def test_a_network_that_sees_the_whole_image_at_once_is_left_to_the_engine(graph):
    assert OnnxEngine(graph, "classification").coalitions is None
