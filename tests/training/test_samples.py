"""The picture of a few validation images, with a network whose answers are known."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gng_desktop.datasets.items import FaceItem, MaskItem
from gng_desktop.datasets.loading import Batches
from gng_desktop.imaging.labels import COLOURS
from gng_desktop.training.events import parse_line
from gng_desktop.training.recipe import FitPart, Recipe
from gng_desktop.training.samples import UNKNOWN, Shown, choose

SIZE = 8


class Network:
    """Answers by the mean of the red channel; remembers the shapes it was asked for."""

    def __init__(self, segments):
        self.segments, self.shapes = segments, set()

    def predict_on_batch(self, batch):
        assert batch.dtype == np.float32
        self.shapes.add(batch.shape)
        if not self.segments:
            return batch[..., 0].mean(axis=(1, 2))[:, None] / 255
        logits = np.zeros((*batch.shape[:3], 14), np.float32)
        logits[..., 1] = batch[..., 0] > 127
        logits[..., 0] = 0.5
        return logits


def face(real=True, name="x"):
    return FaceItem(Path(name), not real, "s", "val")


def test_choice_is_spread_and_fixed():
    faces = [face(real=n < 20, name=str(n)) for n in range(30)]
    chosen = choose(faces, 6)
    assert [i.path.name for i in chosen] == ["0", "10", "19", "20", "24", "29"]
    assert choose(faces, 6) == chosen
    assert len(choose(faces, 3)) == 3
    assert len(choose(faces[18:22], 8)) == 4
    assert choose(faces, 0) == []
    masks = [MaskItem(Path(str(n)), Path("m"), "classes14", "val") for n in range(9)]
    assert [i.path.name for i in choose(masks, 3)] == ["0", "4", "8"]


def faces_in(folder):
    items = []
    for n, red in enumerate((0, 51, 102, 153, 255)):
        path = folder / f"{n}.png"
        Image.fromarray(np.full((SIZE, SIZE, 3), red, np.uint8)).save(path)
        items.append(FaceItem(path, n > 2, "s", "val"))
    return items


def test_a_classifiers_samples(tmp_path):
    items = faces_in(tmp_path)
    recipe = Recipe("a", "classification", "with_background", fit=FitPart(batch=2))
    network = Network(False)
    shown = Shown(tmp_path / "samples", recipe, Batches(items, SIZE, 5))
    event = shown.show(network, 3, 3)
    assert (event.epoch, event.best, event.tile, event.columns) == (3, True, SIZE, ("image",))
    assert [s.path for s in event.samples] == [str(i.path) for i in items]
    assert [s.label for s in event.samples] == ["real"] * 3 + ["generated"] * 2
    assert [s.score for s in event.samples] == pytest.approx([0, 0.2, 0.4, 0.6, 1])
    assert network.shapes == {(2, SIZE, SIZE, 3)}  # one compilation
    with Image.open(event.picture) as picture:
        pixels = np.asarray(picture)
    assert pixels.shape == (5 * SIZE, SIZE, 3)
    assert [pixels[n * SIZE, 0, 0] for n in range(5)] == [0, 51, 102, 153, 255]
    beside = Path(event.picture).with_suffix(".json").read_text("utf-8")
    assert parse_line(beside) == event


def test_the_latest_and_the_best_pictures_stay(tmp_path):
    recipe = Recipe("a", "classification", "with_background")
    shown = Shown(tmp_path / "samples", recipe, Batches(faces_in(tmp_path), SIZE, 5))
    (tmp_path / "samples" / "notes.txt").write_text("mine", encoding="utf-8")
    for epoch, best in ((1, 1), (2, 2), (3, 2), (4, 2), (5, 2)):
        event = shown.show(Network(False), epoch, best)
        assert event.best == (epoch == best)
    names = sorted(p.name for p in (tmp_path / "samples").iterdir())
    numbers = [f"epoch-{n:04d}.{kind}" for n in (2, 4, 5) for kind in ("json", "png")]
    assert names == [*numbers, "notes.txt"]


def test_a_segmenters_samples(tmp_path):
    image = np.zeros((SIZE, SIZE, 3), np.uint8)
    image[:, 4:, 0] = 255
    mask = np.zeros((SIZE, SIZE), np.uint8)
    mask[4:] = 1
    mask[0] = 99  # not known
    Image.fromarray(image).save(tmp_path / "a.png")
    Image.fromarray(mask).save(tmp_path / "m.png")
    items = [MaskItem(tmp_path / "a.png", tmp_path / "m.png", "classes14", "val")]
    recipe = Recipe("a", "segmentation", "segmenter")
    shown = Shown(tmp_path / "samples", recipe, Batches(items, SIZE, 1))
    event = shown.show(Network(True), 1, 1)
    assert event.columns == ("image", "mask", "prediction")
    # Of the 7 known rows the lower 4 are right on the right, the upper 3 on the left.
    assert event.samples[0].score == pytest.approx((4 * 4 + 3 * 4) / (7 * 8))
    assert event.samples[0].label == ""
    with Image.open(event.picture) as picture:
        pixels = np.asarray(picture)
    assert pixels.shape == (SIZE, 3 * SIZE, 3)
    np.testing.assert_array_equal(pixels[:, :SIZE], image)
    np.testing.assert_array_equal(
        pixels[4:, SIZE : 2 * SIZE], np.broadcast_to(COLOURS[1], (4, 8, 3))
    )
    assert (pixels[0, SIZE : 2 * SIZE] == UNKNOWN).all()
    assert (pixels[:, 2 * SIZE : 2 * SIZE + 4] == COLOURS[0]).all()
    assert (pixels[:, 2 * SIZE + 4 :] == COLOURS[1]).all()
    assert json.loads(event.to_line())["tile"] == SIZE
