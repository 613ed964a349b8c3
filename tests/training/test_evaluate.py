"""Figures per source and pair, with engines whose answers are known."""

from pathlib import Path

import numpy as np
import pytest

from gng_desktop.datasets.items import FaceItem, MaskItem
from gng_desktop.training import evaluate
from gng_desktop.training.recipe import DataPart, Recipe


def faces(*sources):
    return [FaceItem(Path("x"), s.startswith(("style", "gan")), s, "test") for s in sources]


def test_per_source():
    items = faces("ffhq", "ffhq", "ffhq", "stylegan1", "ffhq")
    score = np.array([0.1, 0.2, 0.9, 0.8, 0.5])
    table = evaluate.per_source(items, score, (0.2, 0.8))
    assert list(table) == ["ffhq", "stylegan1"]
    ffhq = {"called_real": 0.25, "called_generated": 0.25, "inconclusive": 0.5}
    assert table["ffhq"] == {"images": 4, "generated": 0} | ffhq
    # On a limit is between the limits.
    stylegan = {"called_real": 0, "called_generated": 0, "inconclusive": 1}
    assert table["stylegan1"] == {"images": 1, "generated": 1} | stylegan


def test_pairs_take_their_own_sources_only():
    items = faces("ffhq", "stylegan1", "portraits", "stylegan2", "gan_other")
    score = np.array([0.1, 0.9, 0.8, 0.2, 0.0])
    figures = evaluate.classification_test(items, score, (0.5, 0.5))
    assert set(figures["pairs"]) == {"stylegan1/ffhq", "stylegan2/portraits"}
    assert figures["pairs"]["stylegan1/ffhq"]["accuracy"] == 1
    assert figures["pairs"]["stylegan1/ffhq"]["images"] == 2
    assert figures["pairs"]["stylegan2/portraits"]["auc"] == 0
    assert set(figures["sources"]) == {i.source for i in items}


def test_half_a_pair_is_left_out():
    figures = evaluate.classification_test(faces("ffhq", "gan"), np.array([0.1, 0.9]), (0.5, 0.5))
    assert figures["pairs"] == {}
    assert set(figures["sources"]) == {"ffhq", "gan"}


class Brightness:
    """Scores a picture by its brightness, and finds skin where it is bright."""

    size = 16

    def run(self, batch):
        if self.segments:
            return (batch[..., 0] > 127).astype(np.uint8)
        return (batch.mean(axis=(1, 2, 3)) / 255).astype(np.float32)

    def __init__(self, segments=False):
        self.segments = segments


def test_raw_scores_over_several_batches(workshop):
    items = evaluate.read_faces(workshop.data / "faces/index.csv")
    assert len(items) > evaluate.BATCH
    scores = evaluate.raw_scores(Brightness(), items, None, False)
    assert scores.shape == (len(items),)
    one_by_one = [evaluate.raw_scores(Brightness(), [i], None, False)[0] for i in items]
    np.testing.assert_array_equal(scores, one_by_one)


def test_segmentation_test(tmp_path, png):
    items = []
    for n in range(18):
        mask = np.zeros((16, 16), np.uint8)
        mask[:, : n % 5 + 4] = 1
        rgb = (mask * 255)[..., None].repeat(3, axis=2)
        rgb[0, 15] = 255  # one pixel per picture that is taken for skin
        paths = png(tmp_path / f"{n}.png", rgb), png(tmp_path / f"{n}m.png", mask)
        items.append(MaskItem(*paths, "celebamask19", "test"))
    figures = evaluate.segmentation_test(Brightness(segments=True), items)
    assert figures["images"] == 18
    assert figures["pixel_accuracy"] == pytest.approx(255 / 256)
    assert set(figures["iou"]) == {"background", "general face"}


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
    assert [i.source for i in evaluate.all_faces(recipe, tmp_path)] == ["stylegan1", "unseen"]
    part = DataPart("f.csv", ("stylegan1",), extra_real_index="m.csv")
    recipe = Recipe("a", "classification", "with_background", data=part)
    found = {i.path.name: (i.source, i.generated) for i in evaluate.all_faces(recipe, tmp_path)}
    assert found == {
        "a.jpg": ("stylegan1", True),
        "b.jpg": ("unseen", True),
        "lfw_1.jpg": ("lfw", False),
        "celeb_2.jpg": ("celeb", False),
        "3.jpg": ("celebamask19", False),
    }


def test_all_faces_needs_no_particular_label_set(tmp_path):
    (tmp_path / "f.csv").write_text("path,label,source,split\na,fake,s,test\n", encoding="utf-8")
    (tmp_path / "m.csv").write_text(
        "image,mask,labels,split\n3.jpg,3.png,celebamask19,val\n", encoding="utf-8"
    )
    part = DataPart("f.csv", extra_real_index="m.csv")
    recipe = Recipe("a", "classification", "with_background", data=part)
    assert [i.source for i in evaluate.all_faces(recipe, tmp_path)] == ["s", "celebamask19"]
