"""Faces pasted on the backgrounds of other images: one image's test, and the four cells."""

import json

import numpy as np
import pytest
from PIL import Image

from gng_desktop import cli
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.scene import SceneTest, cut, pasted, scene_test
from gng_desktop.casework.sources import four_cells
from gng_desktop.casework.study_text import section, with_section
from gng_desktop.core.templates import filled
from gng_desktop.datasets.items import DataError, FaceItem
from tests.fakes import SIZE, Engine, with_engine


class Green(Engine):
    """Scores the mean green of a part of its input: all, the middle, or the rim."""

    def __init__(self, part):
        super().__init__(SIZE)
        self.part = part

    def answer(self, batch):
        green = batch[..., 1].astype(np.float64) / 255
        if self.part == "middle":
            return green[:, 20:36, 20:36].mean(axis=(1, 2)).astype(np.float32)
        return green[:, :6].mean(axis=(1, 2)).astype(np.float32)


def write(path, painted, face, scene):
    rgb = painted(160, 160)
    rgb[..., 1] = scene
    rgb[..., 1][rgb[..., 0] > 0] = face
    Image.fromarray(rgb).save(path)
    return path


@pytest.fixture
def images(tmp_path, painted):
    """A green face on a dark scene; others the other way round, one without a face."""
    own = write(tmp_path / "own.png", painted, 220, 30)
    others = [write(tmp_path / f"other{n}.png", painted, 30, 220) for n in range(3)]
    Image.fromarray(painted(160, 160, parts={})).save(tmp_path / "empty.png")
    return own, [str(path) for path in others], str(tmp_path / "empty.png")


@pytest.fixture
def looking(make_analyser):
    return lambda part: with_engine(make_analyser(), "with_background", Green(part))


@pytest.mark.parametrize(("part", "answer"), [("middle", "face"), ("rim", "scene")])
def test_what_the_score_depends_on(looking, images, part, answer):
    own, others, empty = images
    analyser = looking(part)
    analysis = analyser.analyse(own)
    *_, found = scene_test(analyser, analysis, [*others, empty, str(own)])
    assert isinstance(found, SceneTest)
    assert found.answer == answer and f"depends mainly on the {answer}" in found.sentence
    assert (len(found.on_scenes), len(found.of_faces)) == (3, 3)
    assert found.to_json()["answer"] == answer
    with pytest.raises(ValueError, match="choose others"):
        list(scene_test(analyser, analysis, [empty]))


def test_pasting_keeps_the_face_and_takes_the_scene(looking, images):
    own, others, _ = images
    analyser = looking("rim")
    face, scene = (cut(analyser.analyse(path)) for path in (own, others[0]))
    mixed = pasted(face, scene)
    assert abs(float(mixed[face.face][:, 1].mean()) - 220) < 12
    assert abs(float(mixed[:20, :, 1].mean()) - 220) < 12
    # Nothing of the face that was there shines through.
    around = ~face.face
    assert float((mixed[..., 1][around] < 100).mean()) < 0.1


def test_four_cells(looking, images, tmp_path, painted):
    own, others, empty = images
    second = write(tmp_path / "own2.png", painted, 210, 30)
    items = [FaceItem(p, True, "s", "test") for p in (own, second)]
    items += [FaceItem(tmp_path / f"other{n}.png", False, "s", "test") for n in range(3)]
    items.append(FaceItem(tmp_path / "empty.png", False, "s", "test"))
    cells = four_cells(looking("middle"), items)["with_background"]
    assert cells["generated on real"]["images"] == 2 and cells["real on real"]["images"] == 3
    assert cells["generated on real"]["score"] > 0.7 > 0.3 > cells["real on generated"]["score"]
    assert cells["effects"]["face"] > 5 * abs(cells["effects"]["background"])
    found = four_cells(looking("rim"), items)
    table = filled("study/cells.md", cells=json.loads(json.dumps(found)))
    assert found["with_background"]["effects"]["background"] < -1
    assert "| with background | generated | real | 2 |" in table
    with pytest.raises(DataError, match="Fewer than two"):
        four_cells(looking("rim"), items[1:])


def test_the_section_of_the_study_is_replaced_and_the_rest_stays():
    text = with_section("# Study\n\nOld.\n", "First")
    again = with_section(text, "Second")
    assert again.startswith("# Study\n\nOld.\n") and "First" not in again
    assert "Second" in section(again) and section("# Study") == ""


def test_on_the_command_line(looking, images, monkeypatch, capsys):
    own, others, empty = images
    analyser = looking("middle")
    monkeypatch.setattr(Analyser, "open", classmethod(lambda cls, *_: analyser))
    assert cli.run(["stress", str(own), "--backgrounds", *others]) == 0
    assert "3 foreign backgrounds" in capsys.readouterr().out
    assert cli.run(["stress", str(own), "--backgrounds", empty]) == 1
    assert "None of the other images shows a usable face" in capsys.readouterr().err
