"""From a recipe to a model in use: three tiny networks, trained and published by command line."""

import csv
import json
import shutil
from pathlib import Path

import keras
import numpy as np
import pytest

from gng_desktop import cli
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import of_split
from gng_desktop.datasets.loading import Batches
from gng_desktop.engines.graphs import check_graph, check_images
from gng_desktop.engines.keras_engine import build_keras
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.modelstore import ModelError, find_models, load_model
from gng_desktop.modelstore.manifest import ROLES as ALL_ROLES
from gng_desktop.networks import deeplab
from gng_desktop.networks.layers import ReachableConv2D
from gng_desktop.networks.weights import load_weights
from gng_desktop.training.exporting import export_run, load_run, trained_network, zero_unreachable
from gng_desktop.training.preparing import faces_of, masks_of
from gng_desktop.training.recipe import load_recipe
from tests.tiny_data import read_table
from tests.training.conftest import EAGER, FACES, MODEL, ROLES, SIZE, write_recipe

pytestmark = [*EAGER, pytest.mark.usefixtures("tiny_backbone")]
FILES = {".lock", "best.weights.h5", "log.csv", "run.json", "state.json"}
FILES |= {"state0.weights.h5", "state1.weights.h5"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory) -> Path:
    """A folder with the recipes of a segmenter and of the classifiers of both views."""
    folder = tmp_path_factory.mktemp("shop")
    write_recipe(
        folder / "segmenter.toml",
        "segmenter",
        "segmenter",
        model=MODEL,
        data={"index": "parsing/index.csv"},
        augmentation={"flip": True, "rotation": 10.0, "light": 0.1},
        fit={"epochs": 2, "batch": 2, "learning_rate": 1e-2, "class_weights": "sqrt"}
        | {"schedule": "cosine", "warmup_epochs": 0.5},
    )
    extra = {"extra_real_index": "parsing/index.csv", "extra_real": ["celebamask19"]}
    for role in ROLES[1:]:
        write_recipe(
            folder / f"{role}.toml",
            role,
            role,
            stripped_by="segmenter" if role == "without_background" else "",
            model=MODEL | {"from_run": "segmenter", "transfer": "all"},
            data=FACES | extra,
            augmentation={"flip": True, "jpeg": [60, 95]},
            fit={"epochs": 3, "batch": 6, "learning_rate": 3e-3},
        )
    return folder


def settle(data: Path, run: Path) -> None:
    """Give a run's best weights the batch-norm statistics that two epochs are too short for."""
    recipe, _ = load_run(run)
    segments = recipe.task == "segmentation"
    items = (masks_of if segments else faces_of)(recipe, data)
    cached = next((run.parent / "segmenter").glob("faces-*"), None)
    faces = FaceCache(cached, None) if cached and not segments else None
    view = ALL_ROLES[recipe.role].view
    images = Batches(of_split(items, "train"), SIZE, 64, faces=faces, view=view)[0][0]
    model = trained_network(recipe, run)
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0.0
    model(images, training=True)
    model.save_weights(run / "best.weights.h5")


@pytest.fixture(scope="module")
def runs(shop, pictures, eager, tiny_backbone) -> Path:
    """The folder of the trained runs, one for each of `ROLES`."""
    where = ["--data", str(pictures), "--runs", str(shop / "runs")]
    for role in ROLES:
        assert cli.run(["train", str(shop / f"{role}.toml"), *where]) == 0
        settle(pictures, shop / "runs" / role)
    return shop / "runs"


@pytest.fixture(scope="module")
def models(pictures, runs, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    for role in ROLES:
        where = ["--data", str(pictures), "--into", str(folder)]
        assert cli.run(["models", "add", str(runs / role), *where]) == 0
    return folder


@pytest.fixture
def stored(models, request):
    """A published model; the parameter is its role."""
    return load_model(models / request.param.replace("_", "-"))


each_model = pytest.mark.parametrize("stored", ROLES, indirect=True)


@pytest.mark.parametrize("name", ROLES)
def test_run_folder(shop, runs, name):
    run = runs / name
    assert {p.name for p in run.iterdir() if p.is_file()} - {"metrics.json"} == FILES
    rows = [{k: float(v) for k, v in row.items()} for row in read_table(run / "log.csv")]
    recipe, record = load_run(run)
    assert recipe == load_recipe(shop / f"{name}.toml")
    assert [r["epoch"] for r in rows] == list(range(1, recipe.fit.epochs + 1))
    assert np.isfinite([list(r.values()) for r in rows]).all()
    assert rows[0]["loss"] != rows[1]["loss"]
    assert record["finished"] is True
    losses = [r["val_loss"] for r in rows]
    assert record["best_epoch"] == 1 + losses.index(min(losses))
    faces = 6 if name == "segmenter" else 6 * 3  # two sources and the extra real ones
    assert record["images"] == {"train": faces, "val": faces // 2}
    assert len(record["data_sha256"]) == 64
    assert record["environment"]["backend"] == "tensorflow"


def test_faces_are_found_once_for_both_classifiers(runs):
    (cache,) = (runs / "segmenter").glob("faces-*")
    assert len(list(cache.glob("*.npz"))) >= 27  # training and validation, three sources


def test_a_finished_run_is_left_as_it_is(shop, pictures, runs, gng, refused):
    files = [p for p in (runs / "segmenter").iterdir() if p.is_file()]
    before = {p: p.read_bytes() for p in files}
    where = ["--data", pictures, "--runs", runs]
    error = refused("train", shop / "segmenter.toml", *where)
    assert error == "Run 'segmenter' exists; add --resume to go on, or rename it.\n"
    gng("train", shop / "segmenter.toml", *where, "--resume")
    assert {p: p.read_bytes() for p in files} == before


def test_a_classifier_waits_for_its_segmenter(shop, pictures, tmp_path, refused):
    words = ["train", shop / "with_background.toml", "--data", pictures]
    assert "holds no run with trained weights; train it" in refused(*words, "--runs", tmp_path)


@each_model
def test_model_folder(stored, runs):
    manifest, role = stored.manifest, stored.manifest.role
    names = {"manifest.json", "model.weights.h5", "model.onnx", "CARD.md"}
    assert {p.name for p in stored.folder.iterdir()} == names
    assert manifest.id == f"{role}-mobilenet-v2".replace("_", "-")
    assert manifest.input.size == SIZE
    assert manifest.training["recipe"]["name"] == role
    assert manifest.training == json.loads((runs / role / "run.json").read_text("utf-8"))
    card = (stored.folder / "CARD.md").read_text(encoding="utf-8")
    assert manifest.limits and all(f"- {limit}\n" in card for limit in manifest.limits)
    assert f"Recipe `{role}`, seed 7" in card


@each_model
def test_graph_agrees_with_keras(stored):
    model = build_keras(stored)
    check_graph(model, stored.manifest.task, stored.folder / "model.onnx")
    engine = OnnxEngine(stored.folder / "model.onnx", stored.manifest.task)
    images = check_images(SIZE)
    expected = np.asarray(model(images.astype(np.float32), training=False))
    if stored.manifest.role == "segmenter":
        scale = np.abs(expected).max()
        np.testing.assert_allclose(engine.logits(images) / scale, expected / scale, atol=1e-4)
    else:
        np.testing.assert_allclose(engine.run(images), expected[:, 0], atol=1e-4)
        assert np.ptp(expected) > 1e-3  # the score does depend on the picture


def test_published_weights_are_those_of_the_run(models, runs):
    run = deeplab.classifier("mobilenet_v2", SIZE)
    load_weights(run, runs / "with_background" / "best.weights.h5")
    images = check_images(SIZE).astype(np.float32)
    stored = build_keras(load_model(models / "with-background"))
    np.testing.assert_allclose(stored(images), run(images), atol=0.02)  # half precision
    zero_unreachable(run)
    for found, weight in zip(stored.weights, map(np.asarray, run.weights), strict=True):
        half = weight.astype(np.float16).astype(np.float32) if weight.ndim > 1 else weight
        np.testing.assert_array_equal(np.asarray(found), half)


def test_segmenter_figures(models):
    metrics = load_model(models / "segmenter").manifest.metrics
    assert metrics["images"] == 3
    assert set(metrics["iou"]) == {"background", "general face", "hair"}
    assert 0 < metrics["pixel_accuracy"] <= 1
    low, high = metrics["intervals"]["pixel_accuracy"]
    assert 0 < low <= high <= 1
    assert "| IoU hair |" in (models / "segmenter" / "CARD.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("stored", ROLES[1:], indirect=True)
def test_classifier_figures(stored):
    manifest, metrics = stored.manifest, stored.manifest.metrics
    assert manifest.calibration.slope > 0
    assert manifest.calibration.fitted_on == "validation split, 9 images"
    assert manifest.thresholds.real_below <= 0.5 <= manifest.thresholds.generated_above
    ((pair, figures),) = metrics["pairs"].items()
    assert (pair, figures["images"]) == ("stylegan1/ffhq", 6)
    # Orange and blue faces are easily distinguished; a label turned round would show here.
    assert figures["auc"] > 0.8
    assert metrics["trained_sources"] == ["celebamask19", "ffhq", "stylegan1"]
    truth = {"celebamask19": 0, "ffhq": 0, "stylegan1": 1, "unseen": 1}
    assert {k: v["generated"] for k, v in metrics["sources"].items()} == truth
    for row in metrics["sources"].values():
        assert row["images"] == 3
        zones = row["called_real"] + row["called_generated"] + row["inconclusive"]
        assert zones == pytest.approx(1)
    assert 0 <= metrics["ece"] <= 1
    assert metrics["trained"]["images"] == 9 and metrics["all"]["images"] == 12
    for group in (figures, metrics["trained"], metrics["all"]):
        assert 0 <= group["brier"] <= 1 and group["cllr"] > 0
        assert group["intervals"]["auc"][1] >= group["auc"] >= group["intervals"]["auc"][0]
    pooled = metrics["validation"]["pooled"]
    assert pooled == {"images": 6, "called_generated": 0}  # 2 % of 6 photos is none
    card = (stored.folder / "CARD.md").read_text(encoding="utf-8")
    assert "| stylegan1* | generated | 3 |" in card and "| unseen | generated | 3 |" in card


@each_model
def test_a_published_run_holds_its_figures(stored, runs):
    role = stored.manifest.role
    tested = json.loads((runs / role / "metrics.json").read_text("utf-8"))
    assert tested["metrics"] == stored.manifest.metrics
    assert tested["parameters"] == build_keras(stored).count_params()
    names = {"curves.png", "confusion.png", "confusion.csv"}
    names |= {"reliability.png", "reliability.csv"} if role != "segmenter" else set()
    assert {p.name for p in (runs / role / "plots").iterdir()} == names
    with (runs / role / "plots" / "confusion.csv").open(encoding="utf-8") as stream:
        sums = [sum(map(int, row[1:])) for row in list(csv.reader(stream))[1:]]
    # Pixels of three test images; real and generated test images of the trained sources.
    assert (sum(sums), len(sums)) == (3 * SIZE**2, 14) if role == "segmenter" else sums == [6, 3]


def test_a_run_is_tested_without_becoming_a_model(models, pictures, runs, tmp_path, gng, refused):
    run = tmp_path / "without_background"
    run.mkdir()
    for name in ("run.json", "best.weights.h5"):
        shutil.copy(runs / run.name / name, run / name)
    command = ["runs", "evaluate", run, "--data", pictures]
    assert "holds no run with trained weights" in refused(*command)  # its segmenter
    shutil.copytree(runs / "segmenter", tmp_path / "segmenter")
    assert gng(*command, "--flip").out == f"{run / 'metrics.json'}\n"
    flipped = json.loads((run / "metrics.json").read_text("utf-8"))
    assert flipped["flip"] is True and flipped["calibration"]["slope"] > 0
    plain = load_model(models / "without-background").manifest.metrics
    assert plain["all"]["cllr"] != flipped["metrics"]["all"]["cllr"]


def test_the_inverse_view_is_for_studies_only(pictures, runs, tmp_path, gng, refused):
    run = tmp_path / "background_only"
    run.mkdir()
    shutil.copytree(runs / "segmenter", tmp_path / "segmenter")
    shutil.copy(runs / "without_background" / "best.weights.h5", run)
    record = json.loads((runs / "without_background" / "run.json").read_text("utf-8"))
    record["recipe"]["role"] = "background_only"
    (run / "run.json").write_text(json.dumps(record), encoding="utf-8")
    data = ["--data", pictures]
    error = refused("models", "add", run, *data, "--into", tmp_path / "models")
    assert "measure it with 'runs evaluate'" in error
    gng("runs", "evaluate", run, *data)
    tested = json.loads((run / "metrics.json").read_text("utf-8"))
    assert tested["metrics"]["all"]["images"] == 12
    printed = gng("runs", "table", "4.2", tmp_path).out
    assert "| StyleGAN | stylegan1/ffhq* | only | background_only |" in printed


def test_evaluating_a_model_repeats_its_figures(models, pictures, tmp_path, gng):
    for role, data in (("segmenter", "parsing/index.csv"), ("without_background", "")):
        segments = role == "segmenter"
        folder, out = models / role.replace("_", "-"), tmp_path / role
        command = ["evaluate", folder, pictures / data, "--out", out]
        more = [] if segments else ["--perturb", "fog"]
        printed = gng(*command, "--jpeg", "90,20", "--sizes", "16", *more).out
        found = json.loads((out / "metrics.json").read_text("utf-8"))
        fog = [f"fog {strength}" for strength in range(1, 6)] * bool(more)
        assert list(found["results"]) == ["as is", "JPEG 90", "JPEG 20", "16 px", *fog]
        assert f"model: {load_model(folder).label}" in printed
        expected = load_model(folder).manifest.metrics
        for name in ("pairs", "all", "trained", "sources", "pixel_accuracy", "iou"):
            assert found["results"]["as is"].get(name) == expected.get(name)
        assert found["results"]["JPEG 20"] != found["results"]["as is"]
        figure = "pixel_accuracy" if segments else "accuracy"
        group = found["results"]["16 px"] if segments else found["results"]["16 px"]["all"]
        (row,) = [
            r
            for r in read_table(out / "figures.csv")
            if (r["images are"], r["group"], r["figure"]) == ("16 px", "all", figure)
        ]
        assert float(row["value"]) == group[figure]
        assert float(row["low"]) == group["intervals"][figure][0]
        assert f"| 16 px | {group[figure]:.3f} [" in printed or not segments
        names = {"metrics.json", "figures.csv", "confusion.csv", "confusion.png"}
        names |= {"robustness.quality.png", "robustness.side.png"}
        if not segments:
            names |= {"scores.csv", "reliability.csv", "reliability.png", "accuracy.side.png"}
            names |= {"robustness.fog.png"}
        assert {p.name for p in out.iterdir()} == names


def test_evaluating_what_cannot_be(models, pictures, tmp_path, gng, refused):
    assert "manifest.json cannot be read" in refused("evaluate", tmp_path, pictures)
    error = refused("evaluate", models / "segmenter", tmp_path)
    assert "which a segmenter is tested on" in error
    command = ["evaluate", models / "segmenter", pictures]
    for wrong in ("0", "101", "x", "90,"):
        gng(*command, "--jpeg", wrong, code=2)
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "choose another --out" in gng(*command, "--out", tmp_path / "file", code=1).err


def test_models_are_found_and_listed(models, gng):
    inventory = find_models(models)
    assert set(inventory.models) == set(ROLES)
    lines = gng("models", "list", "--models", models).out.splitlines()
    assert tuple(line.split()[0] for line in lines) == ROLES
    assert inventory.models["segmenter"].label in lines[0]


def test_a_model_is_replaced_only_on_request(models, pictures, runs, tmp_path, gng, refused):
    target = tmp_path / "segmenter"
    shutil.copytree(models / "segmenter", target)
    first = load_model(target)
    command = ["models", "add", runs / "segmenter", "--data"]
    into = ["--into", tmp_path]
    error = refused(*command, pictures, *into)
    assert "exists already; choose another, or replace" in error
    (tmp_path / "no data").mkdir()
    assert "cannot be read" in refused(*command, tmp_path / "no data", *into, "--replace")
    assert load_model(target) == first
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    gng(*command, pictures, *into, "--replace")
    names = {p.name for p in tmp_path.iterdir() if p.is_dir()}
    assert names == {"segmenter", ".segmenter.previous", "no data"}
    assert not (target / "notes.txt").exists()
    again = load_model(target)
    assert again.manifest.weights == first.manifest.weights
    assert again.manifest.graph == first.manifest.graph
    # What was there comes back as it was.
    command = ["models", "roll-back", "segmenter", "--models", tmp_path]
    gng(*command)
    assert load_model(target) == first
    assert (target / "notes.txt").read_text(encoding="utf-8") == "mine"
    gng(*command)
    assert load_model(target) == again


def test_no_other_folder_is_replaced(pictures, runs, tmp_path, refused):
    (tmp_path / "segmenter").mkdir()
    (tmp_path / "segmenter" / "thesis.txt").write_text("mine", encoding="utf-8")
    add = ["models", "add", runs / "segmenter", "--data", pictures]
    refused(*add, "--into", tmp_path, "--replace")
    assert (tmp_path / "segmenter" / "thesis.txt").exists()
    error = refused("models", "add", tmp_path, *add[3:], "--into", tmp_path / "models")
    assert "holds no run with trained weights; train it first" in error
    assert not (tmp_path / "models").exists()


def test_a_run_whose_weights_do_not_fit_half_precision(tmp_path, runs):
    model = deeplab.segmenter("mobilenet_v2", SIZE)
    load_weights(model, runs / "segmenter" / "best.weights.h5")
    kernel = model.get_layer("logits").kernel
    kernel.assign(np.full(kernel.shape, 1e5, np.float32))
    (tmp_path / "run").mkdir()
    model.save_weights(tmp_path / "run" / "best.weights.h5")
    shutil.copy(runs / "segmenter" / "run.json", tmp_path / "run")
    with pytest.raises(ModelError, match="do not fit half precision"):
        export_run(tmp_path / "run", tmp_path / "out")


def test_taps_that_never_learned_are_zeroed():
    model = deeplab.segmenter("mobilenet_v2", SIZE)
    images = check_images(SIZE).astype(np.float32)
    before = np.asarray(model(images))
    zero_unreachable(model)
    np.testing.assert_allclose(model(images), before, atol=1e-6)
    convs = [layer for layer in model.layers if isinstance(layer, ReachableConv2D)]
    # The high-level map is 4 x 4 px: rate 1 reaches all its taps, the others their centre only.
    used = [int((np.abs(c.kernel).sum(axis=(2, 3)) > 0).sum()) for c in convs]
    assert used == [9, 1, 1, 1]


def test_the_worst_images_of_a_trained_run(pictures, runs, tmp_path, gng, refused):
    run = runs / "segmenter"
    where = ["--data", pictures]
    try:
        printed = gng("runs", "worst", run, *where, "--maps", "--count", "2").out.splitlines()
        assert printed[-1] == str(run / "mistakes")
        assert printed[0].startswith("  1  mean IoU 0.") and "parsing/" in printed[0]
        first, second = read_table(run / "mistakes" / "mistakes.csv")
        assert float(first["mean_iou"]) <= float(second["mean_iou"])
    finally:
        shutil.rmtree(run / "mistakes", ignore_errors=True)
    assert "holds no run with trained weights" in refused("runs", "worst", tmp_path, *where)
