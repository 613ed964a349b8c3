"""Misclassified images by models: order, table, picture, the command and its refusals."""

import keras
import numpy as np
import pytest
from PIL import Image

from gng_desktop.casework import mistake_matrix
from tests.fakes import Brightness
from tests.tiny_data import read_table, write_table

SIDE = 16


@pytest.fixture
def runs(tmp_path, monkeypatch, png, make_run):
    """Two classifiers: the brighter the more generated, and the darker; ten test images."""
    rows = []
    for name, level, label in (
        ("both.png", 128, "fake"),
        ("dark_fake.png", 20, "fake"),
        ("bright_fake.png", 240, "fake"),
        ("bright_real.png", 230, "real"),
    ):
        png(tmp_path / "data" / name, np.full((SIDE, SIDE, 3), level, np.uint8))
        rows.append((name, label, "s", "test"))
    # One is listed twice, and counts once.
    write_table(tmp_path / "data/index.csv", "path,label,source,split", [rows[1], *rows])

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
    where = ["--data", tmp_path / "data", "--out", tmp_path / "out", *more]
    return ["runs", "matrix", *runs, *where]


def test_the_images_that_most_models_get_wrong_come_first(runs, tmp_path, gng):
    out = tmp_path / "out"
    printed = gng(*command(runs, tmp_path)).out.splitlines()
    assert printed[-1] == str(out / "matrix.png")
    rows = read_table(out / "matrix.csv")
    found = {row["path"]: (row["wrong bright"], row["wrong dark"]) for row in rows}
    assert len(found) == len(rows)
    assert found["dark_fake.png"] == ("yes", "") and found["bright_real.png"] == ("yes", "")
    assert found["bright_fake.png"] == ("", "yes")
    wrong = [sum(map(bool, found[row["path"]])) for row in rows]
    assert wrong == sorted(wrong, reverse=True)
    picture = Image.open(out / "matrix.png")
    assert picture.width > 100 and picture.height > picture.width / 2
    gng(*command(runs[:1], tmp_path, "--count", "1"))
    assert len(read_table(out / "matrix.csv")) == 1
    assert Image.open(out / "matrix.png").height < picture.height


def test_what_cannot_be_drawn_is_refused(runs, tmp_path, make_run, refused):
    segmenter = make_run("segmenter", "segmenter")
    error = refused(*command([segmenter], tmp_path))
    assert "is no classifier of real and generated" in error
    assert "train it first" in refused(*command([tmp_path / "none"], tmp_path))
