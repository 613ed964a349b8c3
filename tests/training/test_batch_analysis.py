"""The chain of many images is that of one, with engines whose answers are known."""

import numpy as np
import pytest
from PIL import Image

from gng_desktop.core.progress import result_of
from gng_desktop.datasets.framing import analysed_parts
from gng_desktop.datasets.items import DataError, FaceItem, MaskItem, read_faces
from gng_desktop.imaging.background import foreground, strip
from gng_desktop.imaging.inputs import network_input
from gng_desktop.imaging.perturbations import Perturbation, jpeg
from gng_desktop.training import batch_analysis
from gng_desktop.training.scoring import PART, score_steps
from tests.fakes import Brightness, Painted

SIZE = 32
AS_IS = Perturbation()


class Segmenter(Brightness):
    """Finds skin where red is bright."""

    def __init__(self):
        super().__init__(segments=True, size=SIZE)


class Green(Painted):
    """Scores by the mean green."""

    def __init__(self):
        super().__init__("with_background", SIZE)


def face(side, width=200, height=160):
    """Return a picture with a square red face of `side` px on green noise."""
    rgb = np.random.default_rng(side).integers(0, 120, (height, width, 3)).astype(np.uint8)
    y, x = (height - side) // 2, (width - side) // 3
    rgb[y : y + side, x : x + side, 0] = 230
    return rgb


def items_of(folder, pictures):
    items = []
    for n, rgb in enumerate(pictures):
        path = folder / f"{n:02d}.png"
        Image.fromarray(rgb).save(path)
        items.append(FaceItem(path, True, "s", "test"))
    return items


@pytest.mark.parametrize("stripped", [False, True])
def test_scores_are_those_of_the_analysis_of_each_perturbed_image(tmp_path, stripped):
    pictures = [face(30 + n) for n in range(20)]
    engine, changes = Green(), [AS_IS, Perturbation(quality=30), Perturbation(side=64)]
    items = items_of(tmp_path, pictures)
    parts = list(batch_analysis.scores(engine, Segmenter(), items, stripped, changes))
    assert [part.shape for part in parts] == [(3, 16), (3, 4)]
    assert engine.batches == [16, 16, 16, 4, 4, 4]  # never one at a time
    found = np.concatenate(parts, axis=1)
    for n, rgb in enumerate(pictures):
        for row, change in enumerate(changes):
            changed = change.apply(rgb)
            ((mask, box),) = analysed_parts([changed], Segmenter())
            seen = network_input(box.of(changed), SIZE)
            if stripped:
                seen = strip(seen, foreground(mask))
            assert found[row, n] == Green().run(seen[None])[0]
    assert (found[0] != found[1]).any() and (found[0] != found[2]).any()


def test_large_images_come_in_smaller_batches(tmp_path, monkeypatch):
    items = items_of(tmp_path, [face(40)] * 5)
    monkeypatch.setattr(batch_analysis, "BATCH_PIXELS", 200 * 160 * 2)
    assert [len(chosen) for chosen, _ in batch_analysis.batches(items)] == [2, 2, 1]


def test_an_unreadable_image_is_named(tmp_path):
    (tmp_path / "broken.png").write_bytes(b"nothing")
    items = [FaceItem(tmp_path / "broken.png", True, "s", "test")]
    with pytest.raises(DataError, match="broken.png: The file is not an image"):
        list(batch_analysis.scores(Green(), Segmenter(), items, False, [AS_IS]))


class Sides:
    """A segmenter that calls bright red "left eye" on the left half, whatever is there."""

    size = SIZE

    def logits(self, batch):
        logits = np.zeros((*batch.shape[:3], 14), np.float32)
        bright = batch[..., 0] > 127
        logits[..., 2] = bright * (np.arange(SIZE) < SIZE // 2)
        logits[..., 0] = 0.4
        return logits

    def run(self, batch):
        return self.logits(batch).argmax(-1).astype(np.uint8)


def test_matrices_compare_with_the_mask_whatever_the_perturbation(tmp_path):
    rgb = np.zeros((64, 64, 3), np.uint8)
    rgb[:32, :, 0] = 200
    mask = np.zeros((64, 64), np.uint8)
    mask[:32] = 1
    Image.fromarray(rgb).save(tmp_path / "a.png")
    Image.fromarray(mask).save(tmp_path / "m.png")
    items = [MaskItem(tmp_path / "a.png", tmp_path / "m.png", "classes14", "test")] * 18
    changes = [AS_IS, Perturbation(side=8), Perturbation(quality=20)]
    parts = list(batch_analysis.matrices(Segmenter(), items, changes))
    assert [part.shape for part in parts] == [(3, 16, 14, 14), (3, 2, 14, 14)]
    for row in parts[0]:
        assert row[0].sum() == SIZE * SIZE
        assert np.trace(row[0]) >= SIZE * SIZE - SIZE  # all but a blurred row at most


def test_flipped_classes_mirror_the_classes_back():
    batch = np.full((2, SIZE, SIZE, 3), 200, np.uint8)
    alone = Sides().run(batch)
    assert set(alone[0, 0, : SIZE // 2]) == {2} and set(alone[0, 0, SIZE // 2 :]) == {0}
    both = batch_analysis.flipped_classes(Sides(), batch)
    # Mirrored, the network sees a left eye on its left: the subject's right eye, on the right.
    assert set(both[0, 0, : SIZE // 2]) == {2} and set(both[0, 0, SIZE // 2 :]) == {3}


def test_jpeg_comes_before_the_segmentation(tmp_path):
    class Spy(Segmenter):
        seen = []

        def run(self, batch):
            self.seen.append(batch.copy())
            return super().run(batch)

    rgb = face(150)
    spy, items = Spy(), items_of(tmp_path, [rgb])
    list(batch_analysis.scores(Green(), spy, items, True, [Perturbation(quality=10)]))
    np.testing.assert_array_equal(spy.seen[0][0], network_input(jpeg(rgb, 10), SIZE))


def test_raw_scores_over_several_batches(pictures):
    items = read_faces(pictures / "faces/index.csv")
    assert len(items) > PART
    scores = result_of(score_steps(Brightness(), items, None))
    assert scores.shape == (len(items),)
    one_by_one = [result_of(score_steps(Brightness(), [i], None))[0] for i in items]
    np.testing.assert_array_equal(scores, one_by_one)


class LeftHalf(Brightness):
    """Scores a picture by the brightness of its left half."""

    def answer(self, batch):
        return super().answer(batch[:, :, : self.size // 2])


def test_flipped_scores_are_the_mean_logit_of_both_sides(tmp_path, png):
    rgb = np.zeros((16, 16, 3), np.uint8)
    rgb[:, :8], rgb[:, 8:] = 204, 51
    item = FaceItem(png(tmp_path / "a.png", rgb), True, "s", "test")
    assert result_of(score_steps(LeftHalf(), [item], None))[0] == pytest.approx(0.8)
    assert result_of(score_steps(LeftHalf(), [item], None, flip=True))[0] == pytest.approx(0.5)
    rgb[:, 8:] = 204
    item = FaceItem(png(tmp_path / "b.png", rgb), True, "s", "test")
    assert result_of(score_steps(LeftHalf(), [item], None, flip=True))[0] == pytest.approx(0.8)
