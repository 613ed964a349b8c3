import json
import os
import shutil

import platformdirs
import pytest
from PIL import Image

from gng_desktop.cli import run
from gng_desktop.modelstore.inventory import shipped_folder


@pytest.fixture
def images(tmp_path):
    folder = tmp_path / "images"
    folder.mkdir()
    Image.new("RGB", (80, 80), "gray").save(folder / "a.png")
    return folder


COMMANDS = ("analyse", "explain", "stress", "compare", "case", "scan", "doctor", "models", "study")


@pytest.mark.parametrize(
    ("command", "state"),
    [
        *((command, "damaged") for command in COMMANDS),
        *(("analyse", state) for state in ("missing", "empty", "pipe")),
    ],
)
def test_models_that_were_named_are_used_or_it_is_an_error(
    command, state, images, tmp_path, capsys
):
    models = tmp_path / "models"
    if state == "damaged":
        shutil.copytree(shipped_folder() / "with-background", models / "m")
        (models / "m" / "model.onnx").write_bytes(b"another graph")
    elif state != "missing":
        models.mkdir()
    if state == "pipe":
        os.mkfifo(models / "manifest.json")
    assert run(["case", "new", str(tmp_path / "a.gng"), "--title", "t"]) == 0
    arguments = {
        "explain": ["explain", str(images / "a.png"), "--out", str(tmp_path / "out")],
        "stress": ["stress", str(images / "a.png")],
        "compare": ["compare-explainers", str(images)],
        "case": ["case", "add", str(tmp_path / "a.gng"), str(images / "a.png")],
        "study": ["runs", "study", "r.toml", "--data", ".", "--out", str(tmp_path / "out")],
        "analyse": ["analyse", str(images / "a.png"), "--out", str(tmp_path / "out")],
        "scan": ["scan", str(images), "--csv", str(tmp_path / "out.csv")],
        "doctor": ["doctor"],
        "models": ["models", "list"],
    }[command]
    assert run([*arguments, "--models", str(models)]) == 1
    said = capsys.readouterr()
    if command == "doctor":
        assert str(models) in said.out
    else:
        (sentence,) = said.err.splitlines()
        assert str(models) in sentence
    assert not list(tmp_path.glob("out.*"))
    if state == "missing":
        assert run(["models", "log", "--models", str(models)]) == 1


def test_models_passed_over_are_named_wherever_results_go(images, tmp_path, capsys):
    own = platformdirs.user_data_path("gng-desktop") / "models" / "mine"
    shutil.copytree(shipped_folder() / "with-background", own)
    (own / "model.onnx").write_bytes(b"another graph")
    case, csv, html = tmp_path / "a.gng", tmp_path / "out.csv", tmp_path / "a.html"
    assert run(["scan", str(images), "--csv", str(csv)]) == 0
    assert str(own) in capsys.readouterr().err
    meta = json.loads(csv.with_suffix(".meta.json").read_text("utf-8"))
    assert str(own) in meta["model_problems"][0]
    assert run(["case", "new", str(case), "--title", "t"]) == 0
    for _ in range(2):  # in the log once
        assert run(["case", "add", str(case), str(images / "a.png")]) == 0
        assert str(own) in capsys.readouterr().err
    assert run(["case", "log", str(case)]) == 0
    assert capsys.readouterr().out.count(str(own)) == 1
    assert run(["report", str(case), "--html", str(html)]) == 0
    assert "mine" in html.read_text("utf-8")
