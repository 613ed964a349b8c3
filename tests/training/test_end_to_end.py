"""From a recipe to a model in use: three tiny networks, trained and published by command line."""

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from gng_desktop import cli
from gng_desktop.engines.graphs import check_graph, check_images
from gng_desktop.engines.keras_engine import build_keras
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.modelstore import ModelError, find_models, load_model
from gng_desktop.networks import deeplab
from gng_desktop.networks.layers import ReachableConv2D
from gng_desktop.networks.weights import load_weights
from gng_desktop.training.exporting import export_run, load_run, zero_unreachable
from gng_desktop.training.recipe import RecipeError, load_recipe

FILES = {
    ".lock",
    "best.weights.h5",
    "log.csv",
    "run.json",
    "state.json",
    "state0.npz",
    "state0.weights.h5",
    "state1.npz",
    "state1.weights.h5",
}


def log_of(run: Path) -> list[dict[str, float]]:
    with (run / "log.csv").open(encoding="utf-8") as stream:
        return [{k: float(v) for k, v in row.items()} for row in csv.DictReader(stream)]


@pytest.mark.parametrize("name", ["segmenter_run", "classifier_run", "stripped_run"])
def test_run_folder(request, workshop, name):
    run = request.getfixturevalue(name)
    assert {p.name for p in run.iterdir() if p.is_file()} - {"metrics.json"} == FILES
    rows = log_of(run)
    assert len(rows) == load_recipe(workshop.recipe(run.name)).fit.epochs
    assert [r["epoch"] for r in rows] == list(range(1, len(rows) + 1))
    assert np.isfinite([list(r.values()) for r in rows]).all()
    assert rows[0]["loss"] != rows[1]["loss"]
    recipe, record = load_run(run)
    assert recipe == load_recipe(workshop.recipe(run.name))
    assert record["finished"] is True
    losses = [r["val_loss"] for r in rows]
    assert record["best_epoch"] == 1 + losses.index(min(losses))
    faces = 6 if recipe.task == "segmentation" else 6 * 3  # two sources and the extra real ones
    assert record["images"] == {"train": faces, "val": faces // 2}
    assert len(record["data_sha256"]) == 64
    assert record["environment"]["backend"] == "tensorflow"


def test_faces_are_found_once_for_both_classifiers(classifier_run, stripped_run, segmenter_run):
    (cache,) = segmenter_run.glob("faces-*")
    assert len(list(cache.glob("*.npz"))) >= 27  # training and validation, three sources


def test_running_again_is_refused(workshop, segmenter_run, capsys):
    before = (segmenter_run / "run.json").read_bytes()
    assert workshop.train("segmenter") == 1
    assert capsys.readouterr().err == (
        "Run 'segmenter' exists; add --resume to go on, or rename it.\n"
    )
    assert (segmenter_run / "run.json").read_bytes() == before
    assert workshop.train("segmenter", "--resume") == 0  # finished: nothing is left to do
    assert json.loads((segmenter_run / "run.json").read_bytes()) == json.loads(before)


def test_a_classifier_waits_for_its_segmenter(workshop, tmp_path, capsys):
    assert workshop.train("with_background", runs=tmp_path) == 1
    assert "holds no run with trained weights; train it first" in capsys.readouterr().err
    with pytest.raises(RecipeError, match="holds no run"):
        load_run(tmp_path / "segmenter")


@pytest.fixture(scope="session")
def models(workshop, segmenter_run, classifier_run, stripped_run, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    for run in (segmenter_run, classifier_run, stripped_run):
        command = ["models", "add", str(run), "--data", str(workshop.data), "--into", str(folder)]
        assert cli.run(command) == 0
    return folder


ROLES = ["segmenter", "with_background", "without_background"]


@pytest.mark.parametrize("role", ROLES)
def test_model_folder(models, workshop, role):
    folder = models / role.replace("_", "-")
    stored = load_model(folder)
    assert {p.name for p in folder.iterdir()} == {
        "manifest.json",
        "model.weights.h5",
        "model.onnx",
        "CARD.md",
    }
    manifest = stored.manifest
    assert manifest.role == role
    assert manifest.id == f"{role}-mobilenet-v2".replace("_", "-")
    assert manifest.input.size == 32
    assert manifest.training["recipe"]["name"] == role
    assert manifest.training == json.loads((workshop.runs / role / "run.json").read_text("utf-8"))
    assert manifest.limits
    card = (folder / "CARD.md").read_text(encoding="utf-8")
    for limit in manifest.limits:
        assert f"- {limit}\n" in card
    assert f"Recipe `{role}`, seed 7" in card


@pytest.mark.parametrize("role", ROLES)
def test_graph_agrees_with_keras(models, role):
    stored = load_model(models / role.replace("_", "-"))
    model = build_keras(stored)
    check_graph(model, stored.manifest.task, stored.graph_path)
    engine = OnnxEngine(stored.graph_path, stored.manifest.task)
    images = check_images(32)
    expected = np.asarray(model(images.astype(np.float32), training=False))
    if role == "segmenter":
        scale = np.abs(expected).max()
        np.testing.assert_allclose(engine.logits(images) / scale, expected / scale, atol=1e-4)
    else:
        np.testing.assert_allclose(engine.run(images), expected[:, 0], atol=1e-4)
        assert np.ptp(expected) > 1e-3  # the score does depend on the picture


def test_published_weights_are_those_of_the_run(models, classifier_run):
    run = deeplab.classifier("mobilenet_v2", 32)
    load_weights(run, classifier_run / "best.weights.h5")
    images = check_images(32).astype(np.float32)
    stored = build_keras(load_model(models / "with-background"))
    np.testing.assert_allclose(stored(images), run(images), atol=0.02)  # half precision
    zero_unreachable(run)
    half = [
        np.float16(w).astype(np.float32) if w.ndim > 1 else w for w in map(np.asarray, run.weights)
    ]
    for found, expected in zip(stored.weights, half, strict=True):
        np.testing.assert_array_equal(np.asarray(found), expected)


def test_segmenter_figures(models):
    metrics = load_model(models / "segmenter").manifest.metrics
    assert metrics["images"] == 3
    assert set(metrics["iou"]) == {"background", "general face", "hair"}
    assert 0 < metrics["pixel_accuracy"] <= 1
    low, high = metrics["intervals"]["pixel_accuracy"]
    assert 0 < low <= high <= 1
    assert "| IoU hair |" in (models / "segmenter" / "CARD.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("role", ROLES[1:])
def test_classifier_figures(models, role):
    stored = load_model(models / role.replace("_", "-"))
    manifest, metrics = stored.manifest, stored.manifest.metrics
    assert manifest.calibration.slope > 0
    assert manifest.calibration.fitted_on == "validation split, 9 images"
    assert manifest.thresholds.real_below <= 0.5 <= manifest.thresholds.generated_above
    assert set(metrics["pairs"]) == {"stylegan1/ffhq"}
    assert metrics["pairs"]["stylegan1/ffhq"]["images"] == 6
    # Orange and blue faces are easily distinguished; a label turned round would show here.
    assert metrics["pairs"]["stylegan1/ffhq"]["auc"] > 0.8
    assert metrics["trained_sources"] == ["celebamask19", "ffhq", "stylegan1"]
    truth = {"celebamask19": 0, "ffhq": 0, "stylegan1": 1, "unseen": 1}
    assert {k: v["generated"] for k, v in metrics["sources"].items()} == truth
    for row in metrics["sources"].values():
        assert row["images"] == 3
        zones = row["called_real"] + row["called_generated"] + row["inconclusive"]
        assert zones == pytest.approx(1)
    assert 0 <= metrics["ece"] <= 1
    assert metrics["trained"]["images"] == 9 and metrics["all"]["images"] == 12
    for group in (metrics["pairs"]["stylegan1/ffhq"], metrics["trained"], metrics["all"]):
        assert 0 <= group["brier"] <= 1 and group["cllr"] > 0
        assert group["intervals"]["auc"][1] >= group["auc"] >= group["intervals"]["auc"][0]
    pooled = metrics["validation"]["pooled"]
    assert pooled == {"images": 6, "called_generated": 0}  # 2 % of 6 photos is none
    card = (stored.folder / "CARD.md").read_text(encoding="utf-8")
    assert "| stylegan1* | generated | 3 |" in card
    assert "| unseen | generated | 3 |" in card


@pytest.mark.parametrize("role", ROLES)
def test_a_published_run_holds_its_figures(models, workshop, role):
    stored, run = load_model(models / role.replace("_", "-")), workshop.runs / role
    tested = json.loads((run / "metrics.json").read_text("utf-8"))
    assert tested["metrics"] == stored.manifest.metrics
    assert tested["parameters"] == build_keras(stored).count_params()
    names = {"curves.png", "confusion.png", "confusion.csv"}
    names |= {"reliability.png", "reliability.csv"} if role != "segmenter" else set()
    assert {p.name for p in (run / "plots").iterdir()} == names
    with (run / "plots" / "confusion.csv").open(encoding="utf-8") as stream:
        rows = [list(map(int, row[1:])) for row in list(csv.reader(stream))[1:]]
    # Pixels of three test images; real and generated test images of the trained sources.
    sums = np.sum(rows, axis=1).tolist()
    assert (sum(sums), len(sums)) == (3 * 32 * 32, 14) if role == "segmenter" else sums == [6, 3]


def test_a_run_is_tested_without_becoming_a_model(models, workshop, stripped_run, tmp_path, capsys):
    run = tmp_path / "runs" / "without_background"
    run.mkdir(parents=True)
    for name in ("run.json", "best.weights.h5"):
        shutil.copy(stripped_run / name, run / name)
    command = ["runs", "evaluate", str(run), "--data", str(workshop.data)]
    assert cli.run(command) == 1
    assert "holds no run with trained weights" in capsys.readouterr().err  # its segmenter
    shutil.copytree(workshop.runs / "segmenter", tmp_path / "runs" / "segmenter")
    assert cli.run([*command, "--flip"]) == 0
    assert capsys.readouterr().out == f"{run / 'metrics.json'}\n"
    flipped = json.loads((run / "metrics.json").read_text("utf-8"))
    assert flipped["flip"] is True and flipped["calibration"]["slope"] > 0
    plain = load_model(models / "without-background").manifest.metrics
    assert plain["all"]["cllr"] != flipped["metrics"]["all"]["cllr"]


def test_the_inverse_view_is_for_studies_only(workshop, stripped_run, tmp_path, capsys):
    run = tmp_path / "background_only"
    run.mkdir()
    shutil.copytree(workshop.runs / "segmenter", tmp_path / "segmenter")
    shutil.copy(stripped_run / "best.weights.h5", run)
    record = json.loads((stripped_run / "run.json").read_text("utf-8"))
    record["recipe"]["role"] = "background_only"
    (run / "run.json").write_text(json.dumps(record), encoding="utf-8")
    data = ["--data", str(workshop.data)]
    assert cli.run(["models", "add", str(run), *data, "--into", str(tmp_path / "models")]) == 1
    assert "measure it with 'runs evaluate'" in capsys.readouterr().err
    assert cli.run(["runs", "evaluate", str(run), *data]) == 0
    tested = json.loads((run / "metrics.json").read_text("utf-8"))
    assert tested["metrics"]["all"]["images"] == 12
    assert cli.run(["runs", "table", "4.2", str(tmp_path)]) == 0
    assert "| StyleGAN | stylegan1/ffhq* | only | background_only |" in capsys.readouterr().out


def test_evaluating_a_model_repeats_its_figures(models, workshop, tmp_path, capsys):
    for role, data in (("segmenter", "parsing"), ("without_background", "")):
        folder, out = models / role.replace("_", "-"), tmp_path / role
        command = ["evaluate", str(folder), str(workshop.data / data / ("index.csv" * bool(data)))]
        more = ["--perturb", "fog"] * (role != "segmenter")
        assert (
            cli.run([*command, "--jpeg", "90,20", "--sizes", "16", "--out", str(out), *more]) == 0
        )
        printed = capsys.readouterr().out
        found = json.loads((out / "metrics.json").read_text("utf-8"))
        fog = [f"fog {strength}" for strength in range(1, 6)] * bool(more)
        assert list(found["results"]) == ["as is", "JPEG 90", "JPEG 20", "16 px", *fog]
        assert f"model: {load_model(folder).label}" in printed
        expected = load_model(folder).manifest.metrics
        for name in ("pairs", "all", "trained", "sources", "pixel_accuracy", "iou"):
            assert found["results"]["as is"].get(name) == expected.get(name)
        assert found["results"]["JPEG 20"] != found["results"]["as is"]
        with (out / "figures.csv").open(newline="", encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        figure = "pixel_accuracy" if role == "segmenter" else "accuracy"
        (row,) = [
            r
            for r in rows
            if (r["images are"], r["group"], r["figure"]) == ("16 px", "all", figure)
        ]
        group = found["results"]["16 px"]
        group = group if role == "segmenter" else group["all"]
        assert float(row["value"]) == group[figure]
        assert float(row["low"]) == group["intervals"][figure][0]
        assert f"| 16 px | {group[figure]:.3f} [" in printed or role != "segmenter"
        names = {"metrics.json", "figures.csv", "confusion.csv", "confusion.png"}
        names |= {"robustness.quality.png", "robustness.side.png"}
        if role != "segmenter":
            names |= {"scores.csv", "reliability.csv", "reliability.png", "accuracy.side.png"}
            names |= {"robustness.fog.png"}
        assert {p.name for p in out.iterdir()} == names


def test_evaluating_what_cannot_be(models, workshop, tmp_path, capsys):
    assert cli.run(["evaluate", str(tmp_path), str(workshop.data)]) == 1
    assert "manifest.json cannot be read" in capsys.readouterr().err
    assert cli.run(["evaluate", str(models / "segmenter"), str(tmp_path)]) == 1
    assert "which a segmenter is tested on" in capsys.readouterr().err
    for wrong in ("0", "101", "x", "90,"):
        command = ["evaluate", str(models / "segmenter"), str(workshop.data), "--jpeg", wrong]
        assert cli.run(command) == 2
    capsys.readouterr()
    (tmp_path / "file").write_text("", encoding="utf-8")
    command = ["evaluate", str(models / "segmenter"), str(workshop.data)]
    assert cli.run([*command, "--out", str(tmp_path / "file")]) == 1
    assert "choose another --out" in capsys.readouterr().err


def test_models_are_found_and_listed(models, capsys):
    inventory = find_models(models)
    assert set(inventory.models) == set(ROLES)
    assert cli.run(["models", "list", "--models", str(models)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ROLES
    assert inventory.models["segmenter"].label in lines[0]


def test_a_model_is_replaced_only_on_request(models, workshop, segmenter_run, tmp_path, capsys):
    target = tmp_path / "segmenter"
    shutil.copytree(models / "segmenter", target)
    first = load_model(target)
    command = ["models", "add", str(segmenter_run), "--data", str(workshop.data)]
    command += ["--into", str(tmp_path)]
    assert cli.run(command) == 1
    assert "exists already; choose another, or replace" in capsys.readouterr().err
    assert load_model(target) == first
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    assert cli.run([*command, "--replace"]) == 0
    assert {p.name for p in tmp_path.iterdir() if p.is_dir()} == {
        "segmenter",
        ".segmenter.previous",
    }
    assert not (target / "notes.txt").exists()
    again = load_model(target)
    assert (again.manifest.weights, again.manifest.graph) == (
        first.manifest.weights,
        first.manifest.graph,
    )
    # What was there comes back as it was.
    command = ["models", "roll-back", "segmenter", "--models", str(tmp_path)]
    assert cli.run(command) == 0
    assert load_model(target) == first
    assert (target / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert cli.run(command) == 0
    assert load_model(target) == again


def test_a_failed_replacement_leaves_the_model(models, segmenter_run, tmp_path, capsys):
    target = tmp_path / "segmenter"
    shutil.copytree(models / "segmenter", target)
    first = load_model(target)
    (tmp_path / "no data").mkdir()
    command = ["models", "add", str(segmenter_run), "--data", str(tmp_path / "no data")]
    assert cli.run([*command, "--into", str(tmp_path), "--replace"]) == 1
    assert "cannot be read" in capsys.readouterr().err
    assert load_model(target) == first


def test_no_other_folder_is_replaced(workshop, segmenter_run, tmp_path):
    (tmp_path / "segmenter").mkdir()
    (tmp_path / "segmenter" / "thesis.txt").write_text("mine", encoding="utf-8")
    command = ["models", "add", str(segmenter_run), "--data", str(workshop.data)]
    assert cli.run([*command, "--into", str(tmp_path), "--replace"]) == 1
    assert (tmp_path / "segmenter" / "thesis.txt").exists()


def test_no_model_of_a_folder_that_is_no_run(tmp_path, workshop, capsys):
    (tmp_path / "empty").mkdir()
    command = ["models", "add", str(tmp_path / "empty"), "--data", str(workshop.data)]
    assert cli.run([*command, "--into", str(tmp_path / "models")]) == 1
    assert "holds no run with trained weights; train it first" in capsys.readouterr().err
    assert not (tmp_path / "models").exists()


def test_a_run_whose_weights_do_not_fit_half_precision(tmp_path, workshop, segmenter_run):
    model = deeplab.segmenter("mobilenet_v2", 32)
    load_weights(model, segmenter_run / "best.weights.h5")
    kernel = model.get_layer("logits").kernel
    kernel.assign(np.full(kernel.shape, 1e5, np.float32))
    (tmp_path / "run").mkdir()
    model.save_weights(tmp_path / "run" / "best.weights.h5")
    (tmp_path / "run" / "run.json").write_bytes((segmenter_run / "run.json").read_bytes())
    with pytest.raises(ModelError, match="do not fit half precision"):
        export_run(tmp_path / "run", tmp_path / "out")


def test_taps_that_never_learned_are_zeroed():
    model = deeplab.segmenter("mobilenet_v2", 32)
    images = check_images(32).astype(np.float32)
    before = np.asarray(model(images))
    zero_unreachable(model)
    np.testing.assert_allclose(model(images), before, atol=1e-6)
    convs = [layer for layer in model.layers if isinstance(layer, ReachableConv2D)]
    assert len(convs) == 4
    # The high-level map is 2 x 2 px: rate 1 reaches all its taps, the others their centre only.
    used = [int((np.abs(c.kernel).sum(axis=(2, 3)) > 0).sum()) for c in convs]
    assert used == [9, 1, 1, 1]


def test_the_worst_images_of_a_trained_run(workshop, segmenter_run, tmp_path, capsys):
    command = ["runs", "worst", str(segmenter_run), "--data", str(workshop.data), "--maps"]
    try:
        assert cli.run([*command, "--count", "2"]) == 0
        printed = capsys.readouterr().out.splitlines()
        assert printed[-1] == str(segmenter_run / "mistakes")
        assert printed[0].startswith("  1  mean IoU 0.") and "parsing/" in printed[0]
        with (segmenter_run / "mistakes" / "mistakes.csv").open(encoding="utf-8") as stream:
            first, second = csv.DictReader(stream)
        assert float(first["mean_iou"]) <= float(second["mean_iou"])
    finally:
        shutil.rmtree(segmenter_run / "mistakes", ignore_errors=True)
    assert cli.run(["runs", "worst", str(tmp_path), "--data", str(workshop.data)]) == 1
    assert "holds no run with trained weights" in capsys.readouterr().err
