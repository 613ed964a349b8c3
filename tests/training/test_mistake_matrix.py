"""Misclassified images by models: order, table, picture, the command and its refusals."""

import csv

import keras
import numpy as np
import pytest
from PIL import Image

from gng_desktop import cli
from gng_desktop.casework import mistake_matrix
from tests.fakes import Brightness

SIDE = 16


@pytest.fixture
def runs(tmp_path, monkeypatch, png, make_run):
    """Two classifiers: the brighter the more generated, and the darker; ten test images."""
    (tmp_path / "data").mkdir()
    rows = ["path,label,source,split"]
    for name, level, label in (
        ("both.png", 128, "fake"),
        ("dark_fake.png", 20, "fake"),
        ("bright_fake.png", 240, "fake"),
        ("bright_real.png", 230, "real"),
    ):
        png(tmp_path / "data" / name, np.full((SIDE, SIDE, 3), level, np.uint8))
        rows.append(f"{name},{label},s,test")
    (tmp_path / "data/index.csv").write_text("\n".join(rows), encoding="utf-8")

    class Inverse(Brightness):
        def answer(self, batch):
            return 1 - super().answer(batch)

    def export(folder, _):
        return (Inverse if folder.name == "dark" else Brightness)(segments=False)

    def network(*_):
        return keras.Sequential(
            [
                keras.Input((SIDE, SIDE, 3)),
                keras.layers.Conv2D(2, 3, activation="relu"),
                keras.layers.GlobalAveragePooling2D(),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )

    monkeypatch.setattr(mistake_matrix, "export_run", export)
    monkeypatch.setattr(mistake_matrix, "trained_network", network)
    model = {"model": {"size": SIDE}}
    return [make_run(name, recipe=model) for name in ("bright", "dark")]


def command(runs, tmp_path, *more):
    where = ["--data", str(tmp_path / "data"), "--out", str(tmp_path / "out"), *more]
    return ["runs", "matrix", *map(str, runs), *where]


def test_the_images_that_most_models_get_wrong_come_first(runs, tmp_path, capsys):
    assert cli.run(command(runs, tmp_path)) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[-1] == str(tmp_path / "out" / "matrix.png")
    with (tmp_path / "out" / "matrix.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    found = {row["path"]: (row["wrong bright"], row["wrong dark"]) for row in rows}
    assert found["dark_fake.png"] == ("yes", "") and found["bright_real.png"] == ("yes", "")
    assert found["bright_fake.png"] == ("", "yes")
    wrong = [sum(bool(v) for v in found[row["path"]]) for row in rows]
    assert wrong == sorted(wrong, reverse=True)
    picture = Image.open(tmp_path / "out" / "matrix.png")
    assert picture.width > 100 and picture.height > picture.width / 2
    before = picture.height
    assert cli.run(command(runs[:1], tmp_path, "--count", "1")) == 0
    with (tmp_path / "out" / "matrix.csv").open(newline="", encoding="utf-8") as stream:
        assert len(list(csv.DictReader(stream))) == 1
    assert Image.open(tmp_path / "out" / "matrix.png").height < before


def test_an_image_that_is_listed_twice_counts_once(runs, tmp_path):
    index = tmp_path / "data" / "index.csv"
    first, *rows = index.read_text(encoding="utf-8").splitlines()
    index.write_text("\n".join([first, rows[1], *rows]), encoding="utf-8")
    assert cli.run(command(runs, tmp_path)) == 0
    with (tmp_path / "out" / "matrix.csv").open(newline="", encoding="utf-8") as stream:
        found = {row["path"]: row["wrong bright"] for row in csv.DictReader(stream)}
    assert found["dark_fake.png"] == found["bright_real.png"] == "yes"
    assert found["bright_fake.png"] == ""


def test_what_cannot_be_drawn_is_refused(runs, tmp_path, make_run, capsys):
    segmenter = make_run("segmenter", "segmenter")
    assert cli.run(command([segmenter], tmp_path)) == 1
    assert "is no classifier of real and generated" in capsys.readouterr().err
    assert cli.run(command([tmp_path / "none"], tmp_path)) == 1
    assert "train it first" in capsys.readouterr().err
