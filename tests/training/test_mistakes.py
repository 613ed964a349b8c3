"""The test images a run gets most wrong, by engines whose answers are known."""

import hashlib
import json

import numpy as np
import pytest
from PIL import Image

from gng_desktop.core.progress import result_of
from gng_desktop.datasets.items import DataError
from gng_desktop.runs.tested import read_mistakes
from gng_desktop.training import mistakes
from gng_desktop.training.mistakes import mistake_steps
from tests.fakes import Brightness
from tests.tiny_data import write_table


def find_mistakes(*arguments, **options):
    return result_of(mistake_steps(*arguments, **options))


@pytest.fixture
def engines(monkeypatch):
    def export(folder, _):
        return Brightness(segments=folder.name == "segmenter")

    monkeypatch.setattr(mistakes, "export_run", export)


def grey(level):
    return np.full((16, 16, 3), level, np.uint8)


@pytest.fixture
def faces(tmp_path, png, engines, make_run):
    """Real and generated pictures; the brighter, the more generated they seem."""
    data, rows = tmp_path / "data", []
    for name, level, label, split in (
        ("right.png", 230, "fake", "test"),
        ("worst.png", 20, "fake", "test"),
        ("more/alarm.png", 200, "real", "test"),
        ("b.png", 153, "real", "test"),
        ("a.png", 153, "real", "test"),
        ("train.png", 1, "fake", "train"),
    ):
        png(data / name, grey(level))
        rows.append((name, label, "s", split))
    write_table(data / "index.csv", "path,label,source,split", rows)
    return make_run("with_background"), data


def all_bytes(folder):
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


def test_a_classifier(faces):
    run, data = faces
    before = all_bytes(data)
    found = find_mistakes(run, data, count=4)
    assert [m.path for m in found] == ["worst.png", "more/alarm.png", "a.png", "b.png"]
    assert [m.rank for m in found] == [1, 2, 3, 4]
    assert [m.truth for m in found] == ["generated", "real", "real", "real"]
    assert found[0].score == pytest.approx(20 / 255)
    assert found[0].loss == pytest.approx(-np.log(20 / 255))
    assert all(m.wrong and m.source == "s" and m.map == "" for m in found)
    assert all_bytes(data) == before
    assert read_mistakes(run) == found
    names = {"mistakes.csv", *(f"{n:02d}.png" for n in range(1, 5))}
    assert {p.name for p in (run / "mistakes").iterdir()} == names
    np.testing.assert_array_equal(Image.open(run / "mistakes" / "02.png"), grey(200))
    assert not list(run.glob(".mistakes*"))


def test_scores_are_calibrated_and_right_ones_marked_right(faces):
    run, data = faces
    tested = json.loads((run / "metrics.json").read_text())
    tested["calibration"] = {"slope": 1.0, "intercept": -2.0}
    (run / "metrics.json").write_text(json.dumps(tested))
    found = find_mistakes(run, data)
    assert len(found) == 5
    logit = np.log(230 / 25) - 2
    shifted = next(m for m in found if m.path == "right.png")
    assert shifted.score == pytest.approx(1 / (1 + np.exp(-logit)), abs=1e-4)
    right = [m.path for m in found if not m.wrong]
    assert right == ["right.png", "more/alarm.png", "a.png", "b.png"]


def test_the_same_again_in_its_place(faces):
    run, data = faces
    find_mistakes(run, data)
    first = all_bytes(run)
    (run / ".mistakes-killed").mkdir()
    find_mistakes(run, data)
    assert all_bytes(run) == first
    assert not list(run.glob(".mistakes*"))
    find_mistakes(run, data, count=1)
    assert {p.name for p in (run / "mistakes").iterdir()} == {"mistakes.csv", "01.png"}


def test_maps_are_drawn_by_what_is_given(faces):
    run, data = faces
    asked = []

    def explain(score, rgb):
        asked.append(float(score(rgb[None])[0]))
        yield 1
        return 255 - rgb

    found = find_mistakes(run, data, 2, maps=True, explain=explain)
    assert asked == pytest.approx([20 / 255, 200 / 255])
    assert [m.map for m in found] == ["01.map.png", "02.map.png"]
    np.testing.assert_array_equal(Image.open(run / "mistakes" / "01.map.png"), grey(235))


def test_ending_it_early_leaves_what_was_there(faces):
    run, data = faces
    find_mistakes(run, data, count=1)
    before, ended = all_bytes(run), []

    def explain(score, rgb):
        try:
            while True:
                yield 1
        finally:
            ended.append(True)

    steps = mistake_steps(run, data, maps=True, explain=explain)
    progress = [next(steps) for _ in range(9)]
    assert {p.text for p in progress} >= {"Test images", "Pictures"}
    steps.close()
    assert ended and all_bytes(run) == before and not list(run.glob(".mistakes*"))


def test_a_folder_of_something_else_stays(faces):
    run, data = faces
    (run / "mistakes").mkdir()
    (run / "mistakes" / "thesis.txt").write_text("mine")
    with pytest.raises(DataError, match="holds something else than mistakes"):
        find_mistakes(run, data)
    assert (run / "mistakes" / "thesis.txt").exists()


def test_a_segmenter(tmp_path, png, engines, make_run):
    data, rows = tmp_path / "data", []
    for name, wrong in (("bad", 8), ("good", 0), ("fair", 2)):
        mask = np.zeros((16, 16), np.uint8)
        mask[:, 8:] = 1
        rgb = (mask * 255)[..., None].repeat(3, axis=2)
        rgb[:wrong, :8] = 255
        png(data / f"{name}.png", rgb)
        png(data / f"{name}_mask.png", mask)
        rows.append((f"{name}.png", f"{name}_mask.png", "celebamask19", "test"))
    write_table(data / "index.csv", "image,mask,labels,split", rows)
    run = make_run("segmenter", "segmenter")
    found = find_mistakes(run, data, maps=True)
    assert [m.path for m in found] == ["bad.png", "fair.png", "good.png"]
    assert [m.wrong for m in found] == [True, True, False]
    assert found[0].pixel_accuracy == pytest.approx(1 - 64 / 256)
    assert found[0].mean_iou == pytest.approx((64 / 128 + 128 / 192) / 2)
    assert read_mistakes(run) == found
    drawn = np.array(Image.open(run / "mistakes" / "01.map.png"))
    wrong = (drawn == mistakes.WRONG).all(axis=2)
    assert wrong[:8, :8].all() and wrong.sum() == 64


def test_unknown_pixels_are_not_wrong():
    mask = np.array([[0, 255], [1, 20]], np.uint8)
    drawn = mistakes.wrong_pixels(np.zeros((2, 2, 3), np.uint8), mask, np.ones((2, 2), np.uint8))
    assert (drawn == mistakes.WRONG).all(axis=2).tolist() == [[True, False], [False, False]]


def test_nothing_found_yet_and_a_damaged_table(make_run):
    run = make_run("a")
    assert read_mistakes(run) == ()
    (run / "mistakes").mkdir()
    (run / "mistakes" / "mistakes.csv").write_text("rank,path\nx,y\n")
    with pytest.raises(DataError, match="find the mistakes of the run again"):
        read_mistakes(run)
