"""Document 003: base models, fusion, tables, the published model and its answer, on tiny images."""

import dataclasses
import json
import shutil
from functools import partial
from pathlib import Path

import keras
import numpy as np
import pytest
from PIL import Image

from gng_desktop import cli
from gng_desktop.casework.sources_text import SYSTEMS
from gng_desktop.datasets.families import against_others, half_of
from gng_desktop.datasets.items import FaceItem
from gng_desktop.engines.select import open_engine
from gng_desktop.imaging.perturbations import KINDS
from gng_desktop.modelstore import Calibration, load_model
from gng_desktop.modelstore.family import answer, calibrated, sentence
from gng_desktop.networks import families
from gng_desktop.networks.backbones import BACKBONES
from gng_desktop.networks.vit import vit_classifier, vit_tower
from gng_desktop.training import building, protector
from gng_desktop.training.family import of_families, temperature
from tests.tiny_data import write_table
from tests.training.conftest import eagerly, write_recipe

COLOURS = {"real": (200, 150, 110), "gan": (60, 80, 220), "diffusion": (70, 210, 90)}
MODEL = {"backbone": "mobilenet_v2", "size": 32, "norm_momentum": 0.5}
DATA = {"index": "index.csv", "drop_twins": False, "leave_out_generators": ["New*"]}
FIT = {"epochs": 2, "learning_rate": 1e-3, "monitor": "last"}


def write_family(path, bases=COLOURS, name="family"):
    """Write the recipe of a family model on base models of these classes."""
    model = {"family": "deepfeaturex", "base_runs": [f"base_{base}" for base in bases]}
    data, fit = DATA | {"half": "second"}, FIT | {"batch": 6}
    return write_recipe(path, name, "family", model=MODEL | model, data=data, fit=fit)


def tiny(include_top, weights, input_tensor):
    """Stand in for MobileNetV2."""
    x = input_tensor
    for n, filters in enumerate((8, 16), 1):
        x = keras.layers.Conv2D(filters, 3, 2, use_bias=False, name=f"tiny_{n}")(x)
        x = keras.layers.BatchNormalization(name=f"tiny_{n}_bn")(x)
        x = keras.layers.ReLU(name=f"tiny_{n}_relu")(x)
    return keras.Model(keras.utils.get_source_inputs(input_tensor), x)


@pytest.fixture(scope="module", autouse=True)
def small_backbone():
    with pytest.MonkeyPatch.context() as patch:
        spec = dataclasses.replace(BACKBONES["mobilenet_v2"], build=tiny)
        patch.setitem(BACKBONES, "mobilenet_v2", spec)
        yield


@pytest.fixture(scope="module")
def shop(tmp_path_factory, small_backbone):
    """A folder with data, recipes, finished runs and the published family model."""
    root = tmp_path_factory.mktemp("families")
    data = root / "data"
    data.mkdir()
    rng, rows = np.random.default_rng(1), []
    for split, count in (("train", 12), ("val", 6), ("test", 4)):
        for family, colour in COLOURS.items():
            for n in range(count):
                new = "New " if n == count - 1 and family != "real" else ""
                rgb = np.clip(np.array(colour) + rng.normal(0, 20, (40, 40, 3)), 0, 255)
                name = f"{split}_{family}_{n}.png"
                Image.fromarray(rgb.astype(np.uint8)).save(data / name)
                label = "real" if family == "real" else "fake"
                generator = "" if family == "real" else f"{new}{family}"
                rows.append((name, label, family, split, family, generator))
    write_table(data / "index.csv", "path,label,source,split,family,generator", rows)
    recipes = []
    for base in COLOURS:
        path, own = root / f"{base}.toml", DATA | {"target": base, "half": "first"}
        model, fit = MODEL | {"family": "finetuned"}, FIT | {"batch": 4}
        write_recipe(path, f"base_{base}", "base_model", model=model, data=own, fit=fit)
        recipes.append(path)
    where = ["--data", str(data), "--runs", str(root / "runs")]
    with eagerly():
        for recipe in (*recipes, write_family(root / "family.toml")):
            assert cli.run(["train", str(recipe), *where]) == 0
    for target in COLOURS:
        command = ["runs", "evaluate", str(root / "runs" / f"base_{target}"), *where[:2]]
        assert cli.run(command) == 0
    command = ["models", "add", str(root / "runs" / "family"), "--data", str(data)]
    assert cli.run([*command, "--into", str(root / "models")]) == 0
    return root


def metrics_of(run: Path) -> dict:
    found: dict = json.loads((run / "metrics.json").read_text("utf-8"))["metrics"]
    return found


def test_the_tables(shop, gng):
    found = metrics_of(shop / "runs" / "family")
    assert found["images"] == 9  # the three families alike, without the generators left out
    assert set(found["jpeg"]) == {"90", "80", "70", "60", "50"}
    assert found["generalisation"]["G"]["i"]["images"] == 4 + 3
    assert found["generalisation"]["G"]["o"]["images"] == 4 + 3  # all splits of the unseen one
    assert found["generalisation"]["G/D"]["i/o"]["images"] == 4 + 2 * (3 + 3)
    new = {k: v for k, v in found["generators"]["New gan"].items() if k != "answers"}
    assert new == {"images": 3, "family": "gan", "seen": False}
    assert sum(found["generators"]["gan"]["answers"].values()) == pytest.approx(1)
    texts = [gng("runs", "table", "deepfeaturex", n, shop / "runs").out for n in "1234"]
    base = metrics_of(shop / "runs" / "base_gan")["all"]
    assert f"| mobilenet_v2 | gan | base_gan | {base['accuracy']:.4f} [" in texts[0]
    assert "| densenet121 | gan | - | no run (paper 0.9234)" in texts[0]
    assert f"| mobilenet_v2 | family | {found['accuracy']:.4f} [" in texts[1]
    assert "(paper 0.9139)" in texts[1] and "(paper 0.8489)" in texts[2]
    assert f"| {found['generalisation']['D']['o']['balanced_accuracy']:.4f} [" in texts[3]
    assert "(paper 0.6474)" in texts[3]


def test_the_published_model_answers(shop):
    stored = load_model(shop / "models" / "family")
    manifest = stored.manifest
    assert (manifest.role, manifest.task) == ("family", "family")
    assert manifest.classes == ("real", "gan", "diffusion")
    assert manifest.calibration is not None and manifest.calibration.method == "temperature"
    card = (stored.folder / "CARD.md").read_text("utf-8")
    assert "| New gan* | gan | 3 |" in card and "no part of the verdict" in card
    raw = open_engine(stored, "cpu").run(np.zeros((2, 32, 32, 3), np.uint8))
    assert raw.shape == (2, 3)
    np.testing.assert_allclose(raw.sum(axis=1), 1, atol=1e-5)


def test_the_answer_on_a_photo(shop, tmp_path, gng):
    printed = gng("analyse", "--sample", "--out", tmp_path, "--models", shop / "models").out
    assert "Generator family: " in printed
    (document,) = tmp_path.glob("*.json")
    found = json.loads(document.read_text("utf-8"))
    assert found["classifier_family"] == load_model(shop / "models" / "family").label
    assert sum(found["family_probabilities"].values()) == pytest.approx(1)


VIT = {"family": "vit", "backbone": "clip_vit_b16", "blocks": 1, "tuned": "head"}


def test_one_command_measures_every_system_and_writes_tables_and_figures(
    shop, tmp_path, monkeypatch, gng
):
    """Runs of 002 and 004 beside those of 003; the tower was stored for images of 48 px."""
    small = {"width": 24, "heads": 3}
    monkeypatch.setattr(families, "vit_classifier", partial(vit_classifier, **small))
    monkeypatch.setattr(building, "vit_tower", partial(vit_tower, blocks=1, **small))
    monkeypatch.setattr(protector, "EPOCHS", 2)
    vit_tower(48, 1, **small).save_weights(shop / "data" / "clip.weights.h5")
    runs, recipes = tmp_path / "runs", tmp_path / "recipes"
    recipes.mkdir()
    shutil.copytree(shop / "runs", runs)
    data = {"index": "index.csv", "drop_twins": False}
    for name, model in (
        ("of", {"family": "finetuned", "backbone": "mobilenet_v2"}),
        ("vit", VIT | {"initial_weights": "clip.weights.h5"}),
    ):
        fit, model = {"epochs": 1, "batch": 12}, model | {"size": 32}
        write_recipe(recipes / f"{name}.toml", name, model=model, data=data, fit=fit)
    ends = {"score": [0.2, 0.3], "called_generated": [0.0, 1.0]}
    cell = {"images": 4, "score": 0.25, "called_generated": 0.5, "intervals": ends}
    cells = {f"{f} on {s}": cell for f in ("real", "generated") for s in ("real", "generated")}
    found = {"with_background": cells | {"effects": {"face": 2.0, "background": -0.5}}}
    (runs / "four_cells.json").write_text(json.dumps(found), encoding="utf-8")
    out, readme = tmp_path / "docs" / "study.md", tmp_path / "README.md"
    out.parent.mkdir()
    where = ["--data", shop / "data", "--runs", runs, "--out", out, "--readme", readme]
    with eagerly():
        gng("runs", "sources", recipes, *where)
    kinds = json.loads((runs / "of" / "kinds.json").read_text("utf-8"))
    assert kinds["images"] == 8 and len(kinds["found"]) == 1 + 5 * len(KINDS)
    about = json.loads((runs / "vit" / "protector.json").read_text("utf-8"))
    for row in about["detection"]:
        assert [end[0] for end in row["roc"]] == [0, 0] and [e[-1] for e in row["roc"]] == [1, 1]
    sums = json.loads((runs / "vit" / "completeness.json").read_text("utf-8"))
    assert len(sums) == 12
    np.testing.assert_allclose([r["sum"] for r in sums], [r["log_odds"] for r in sums], atol=1e-3)
    text = out.read_text("utf-8")
    assert f"| snow | MobileNetV2 | of | {kinds['found']['snow 1']['accuracy']:.4f} |" in text
    assert "| vit | clip_vit_b16 | 20% |" in text and "| New gan* | gan | 3 |" in text
    names = {f"{name}.png" for name, *_ in SYSTEMS[:-1]} | {"udfd_fullgrad.png"}
    figures = {path.name for path in (out.parent / "figures").iterdir()}
    assert figures | {"fairness.png"} == names | {"fairness.png"}
    assert all(f"(figures/{name})" in text for name in figures)
    shown = figures - {"udfd_fullgrad.png"}
    assert readme.read_text("utf-8").count("](docs/figures/") == len(shown)


def test_other_commands_know_these_runs_and_models(shop, gng, refused):
    runs, models, data = (shop / name for name in ("runs", "models", "data"))
    assert "macro F1" in gng("runs", "show", runs / "family").out
    assert "binary accuracy" in gng("runs", "list", runs).out
    for name in ("family", "base_gan"):
        error = refused("runs", "worst", runs / name, "--data", data)
        assert "tells no real from generated faces" in error
    assert "tested by 'runs evaluate'" in refused("evaluate", models / "family", data)
    assert "family" in gng("models", "list", "--models", models).out


def test_what_is_missing_is_named(shop, tmp_path, refused):
    recipe = write_family(tmp_path / "recipe.toml", ("real", "none", "diffusion"), "f2")
    error = refused("train", recipe, "--data", shop / "data", "--runs", shop / "runs")
    assert error == "Run 'base_none' has no trained weights; train it first.\n"


def faces(**counts):
    return [
        FaceItem(Path(f"{family}{n}"), family != "real", family, split, family)
        for split in ("train", "val", "test")
        for family, count in counts.items()
        for n in range(count)
    ]


def test_halves_do_not_overlap_and_hold_each_family_alike():
    items = faces(real=20, gan=11, diffusion=6)
    first, second = (half_of(items, half, 3) for half in ("first", "second"))
    trained = [{i.path.name for i in h if i.split == "train"} for h in (first, second)]
    assert trained[0] | trained[1] == {i.path.name for i in items}
    assert not trained[0] & trained[1] and len(trained[0]) == 10 + 6 + 3
    assert [sum(i.split == "test" for i in half) for half in (first, second)] == [37, 37]


def test_a_base_model_gets_nine_of_its_class_to_one_other():
    chosen = against_others(faces(real=100, gan=90, diffusion=40), "gan", 3)
    train = [i for i in chosen if i.split == "train"]
    assert sum(i.generated for i in train) == 90 and len(train) == 100
    others = [i.family for i in train if not i.generated]
    assert (others.count("real"), others.count("diffusion")) == (5, 5)
    # Of a class that is too large for the others there are, a part is drawn.
    few = against_others(faces(real=100, gan=2, diffusion=1), "real", 3)
    train = [i for i in few if i.split == "train"]
    assert (sum(i.generated for i in train), len(train)) == (27, 30)
    assert sum(i.split == "test" for i in few) == 103


def test_answers_and_calibration():
    assert answer((0.5, 0.3, 0.2)) == "real"
    assert answer((0.2, 0.7, 0.1)) == "gan"
    assert answer((0.0, 0.1, 0.9)) == "diffusion"
    assert answer((0.2, 0.45, 0.35)) == "generated"
    words = sentence("generated", {"real": 0.2, "gan": 0.45, "diffusion": 0.35})
    assert words == (
        "Generator family: generated, family not decided (real 20 %, GAN 45 %, diffusion 35 %)."
    )
    assert sentence("", {}) == ""
    rng = np.random.default_rng(0)
    truth = np.repeat([0, 1, 2], 200)
    logits = 3.0 * rng.normal(0, 1, (600, 3)) + 3.0 * np.eye(3)[truth]  # three times too sure
    raw = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    slope = temperature(raw, truth)
    assert 0.1 < slope < 0.6
    found = calibrated(raw, Calibration("temperature", slope, 0.0, "here"))
    np.testing.assert_allclose(found.sum(axis=1), 1)
    assert (found.argmax(axis=1) == raw.argmax(axis=1)).all()


def test_figures_by_hand():
    truth, called = np.array([0, 0, 1, 1, 2, 2]), np.array([0, 1, 1, 2, 2, 0])
    found = {k: v[0] for k, v in of_families(truth, called, np.ones((1, 6))).items()}
    assert found["accuracy"] == pytest.approx(3 / 6)
    assert found["binary_accuracy"] == pytest.approx(4 / 6)
    assert found["binary_f1"] == pytest.approx(2 * 3 / (2 * 3 + 1 + 1))
    assert found["balanced_accuracy"] == pytest.approx((3 / 4 + 1 / 2) / 2)
    assert found["macro_f1"] == pytest.approx(0.5)
