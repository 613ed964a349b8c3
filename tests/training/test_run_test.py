"""Test figures, with engines whose answers are known."""

import numpy as np
import pytest

from gng_desktop.core.progress import result_of
from gng_desktop.datasets.items import FaceItem, MaskItem, read_faces
from gng_desktop.training import run_test
from gng_desktop.training.recipe import DataPart, Recipe
from gng_desktop.training.scoring import PART, score_steps
from gng_desktop.training.testdata import all_faces
from tests.fakes import Brightness


def test_raw_scores_over_several_batches(workshop):
    items = read_faces(workshop.data / "faces/index.csv")
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


def test_segmentation_test(tmp_path, png, monkeypatch):
    items = []
    for n in range(18):
        mask = np.zeros((16, 16), np.uint8)
        mask[:, : n % 5 + 4] = 1
        rgb = (mask * 255)[..., None].repeat(3, axis=2)
        rgb[0, 15] = 255  # one pixel per picture that is taken for skin
        paths = png(tmp_path / f"{n}.png", rgb), png(tmp_path / f"{n}m.png", mask)
        items.append(MaskItem(*paths, "celebamask19", "test"))
    recipe = Recipe("a", "segmentation", "segmenter", data=DataPart("i.csv"))
    monkeypatch.setattr(run_test, "masks_for_test", lambda *_: items)
    figures = result_of(
        run_test.measure_steps(recipe, Brightness(segments=True), tmp_path, None)
    ).metrics
    assert figures["images"] == 18
    assert figures["pixel_accuracy"] == pytest.approx(255 / 256)
    assert set(figures["iou"]) == {"background", "general face"}
    low, high = figures["intervals"]["pixel_accuracy"]
    assert low == high == round(255 / 256, 4)  # every image has the same error
    assert figures["intervals"]["iou"].keys() == figures["iou"].keys()


def test_all_faces(tmp_path):
    (tmp_path / "f.csv").write_text(
        "path,label,source,split\na.jpg,fake,stylegan1,test\nb.jpg,fake,unseen,test\n",
        encoding="utf-8",
    )
    rows = "lfw_1.jpg,1.png,hair2,test\nceleb_2.jpg,2.png,hair2,val\n3.jpg,3.png,celebamask19,val\n"
    (tmp_path / "m.csv").write_text(f"image,mask,labels,split\n{rows}", encoding="utf-8")
    recipe = Recipe(
        "a", "classification", "with_background", data=DataPart("f.csv", ("stylegan1",))
    )
    assert [i.source for i in all_faces(recipe, tmp_path)] == ["stylegan1", "unseen"]
    part = DataPart("f.csv", ("stylegan1",), extra_real_index="m.csv")
    recipe = Recipe("a", "classification", "with_background", data=part)
    found = {i.path.name: (i.source, i.generated) for i in all_faces(recipe, tmp_path)}
    assert found == {
        "a.jpg": ("stylegan1", True),
        "b.jpg": ("unseen", True),
        "lfw_1.jpg": ("lfw", False),
        "celeb_2.jpg": ("celeb", False),
        "3.jpg": ("celebamask19", False),
    }
