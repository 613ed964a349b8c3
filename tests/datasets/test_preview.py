from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from gng_desktop.datasets.census import Count, count_table
from gng_desktop.datasets.items import DataError, FaceItem, MaskItem
from gng_desktop.datasets.masks import READERS
from gng_desktop.datasets.preview import draw, masked
from gng_desktop.imaging.labels import COLOURS, SAFE_COLOURS
from tests.tiny_data import write_png


def faces(label, source, split, count):
    return [
        FaceItem(Path(f"{label}{source}{split}{i}"), label == "fake", source, split)
        for i in range(count)
    ]


UNEVEN = (
    faces("real", "ffhq", "train", 900)
    + faces("real", "ffhq", "test", 2)
    + faces("fake", "dalle", "train", 90)
    + faces("fake", "dalle", "val", 9)
)


def test_counts_are_by_class_source_and_split():
    assert count_table(UNEVEN) == [
        Count("real", "ffhq", (900, 0, 2)),
        Count("fake", "dalle", (90, 9, 0)),
    ]
    assert count_table([MaskItem(Path("a"), Path("b"), "hair2", "val")]) == [
        Count("", "hair2", (0, 1, 0))
    ]


def test_every_kind_of_image_is_drawn():
    drawn = draw(UNEVEN, 20, seed=1)
    assert len(set(drawn)) == 20
    counts = Counter((i.generated, i.split) for i in drawn)
    assert counts == {(False, "train"): 6, (False, "test"): 2, (True, "train"): 6, (True, "val"): 6}
    assert drawn == draw(UNEVEN, 20, seed=1) != draw(UNEVEN, 20, seed=2)
    assert len(draw(UNEVEN[:3], 20, seed=1)) == 3 and draw([], 20, seed=1) == []


@pytest.fixture
def item(tmp_path):
    """Write a grey image with a mask."""

    def make(mask, labels="classes14", shape=None):
        image = write_png(tmp_path / "a.png", np.full((*(shape or mask.shape), 3), 100, np.uint8))
        return MaskItem(image, write_png(tmp_path / "mask.png", mask), labels, "train")

    return make


def colours_of(found):
    return {tuple(c) for c in found.overlay.reshape(-1, 3).tolist()}


def test_a_mask_is_laid_over_its_image_in_class_colours(item):
    mask = np.zeros((40, 80), np.uint8)
    mask[:, 40:] = 6
    mask[:, 60:] = 255
    found = masked(item(mask), 40)
    assert found.plain.shape == found.overlay.shape == (20, 40, 3)
    assert found.classes == ("hair",)
    assert (found.overlay[10, 5] == 100).all() and (found.overlay[10, 35] == 100).all()
    expected = 0.4 * 100 + 0.6 * COLOURS[6].astype(float)
    assert np.abs(found.overlay[10, 25] - expected).max() <= 1
    safe = masked(item(mask), 40, SAFE_COLOURS)
    assert (safe.overlay[10, 25] != found.overlay[10, 25]).any()


@pytest.mark.parametrize("labels", READERS)
def test_every_label_set_can_be_shown(item, labels):
    mask = np.tile(np.arange(6, dtype=np.uint8), (6, 1)).repeat(8, 0).repeat(8, 1)
    assert masked(item(mask, labels), 48).overlay.shape == (48, 48, 3)


def test_pixels_of_several_classes_are_striped(item):
    eyes = masked(item(np.full((48, 48), 3, np.uint8), "fasseg6"), 48)
    assert len(colours_of(eyes)) == 2 and eyes.classes == ()
    nearly_anything = masked(item(np.zeros((48, 48), np.uint8), "hair2"), 48)
    assert colours_of(nearly_anything) == {(100, 100, 100)}


def test_a_mask_that_does_not_fit_is_refused(item):
    with pytest.raises(DataError, match="its image"):
        masked(item(np.zeros((9, 8), np.uint8), shape=(8, 8)), 40)
