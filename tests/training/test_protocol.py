import csv
import json

import keras
import numpy as np
import pytest
from PIL import Image

from gng_desktop import cli
from gng_desktop.analysis.held_out import held_out
from gng_desktop.datasets.items import FaceItem
from gng_desktop.modelstore import load_model
from gng_desktop.training.protocol import Protocol, folds, scored
from gng_desktop.training.recipe import load_recipe

RECIPE = """
name = "tex"
task = "classification"
role = "{role}"
seed = 3
[model]
backbone = "mobilenet_v2"
family = "pooled"
size = 32
{model}
[data]
index = "faces.csv"
balance = "family"
per_source = 9
drop_twins = false
[augmentation]
mode = "{mode}"
native_size = [40, 48]
flip = true
[fit]
epochs = 9
batch = 8
learning_rate = 1e-2
monitor = "last"
[protocol]
epochs = {epochs}
epoch_images = 16
min_images = 4
images = 6
{protocol}
"""
GENERATORS = {"StyleGAN3 a": "gan", "StyleGAN3 b": "gan", "flux (dev)": "diffusion", "rare": "gan"}


@pytest.fixture
def shop(tmp_path):
    """Real photos of two sources are red, the images of three generators and a rare one blue."""
    rng = np.random.default_rng(0)
    rows = [["path", "label", "source", "generator", "split", "family"]]
    for name in ("studio", "street", *GENERATORS):
        fake = name in GENERATORS
        for n in range(3 if name == "rare" else 12):
            split = ("train", "train", "val", "test")[n % 4]
            pixels = rng.integers(0, 90, (44, 40, 3), dtype=np.uint8)
            pixels[8:36, 8:32, 2 * fake] = 240
            path = tmp_path / "data" / f"{name}{n}.png"
            path.parent.mkdir(exist_ok=True)
            Image.fromarray(pixels).save(path)
            source = "web" if fake else name
            generator, family = (name, GENERATORS[name]) if fake else ("", "real")
            rows.append([path.name, ("real", "fake")[fake], source, generator, split, family])
    with (tmp_path / "data" / "faces.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return tmp_path


def write(shop, role="texture", model="full_size = 64", mode="crop", epochs=1, protocol=""):
    path = shop / "recipe.toml"
    path.write_text(
        RECIPE.format(role=role, model=model, mode=mode, epochs=epochs, protocol=protocol),
        encoding="utf-8",
    )
    return path


def protocol(shop, path, *options):
    where = ["--data", str(shop / "data"), "--runs", str(shop / "runs")]
    return cli.run(["runs", "protocol", str(path), *where, *options])


def test_folds_leave_out_each_generator_and_source(shop, capsys):
    assert protocol(shop, write(shop), "--list") == 0
    assert capsys.readouterr().out.splitlines() == [
        "tex-without-StyleGAN3_a: StyleGAN3 a",
        "tex-without-StyleGAN3_b: StyleGAN3 b",
        "tex-without-flux_dev: flux (dev)",
        "tex-without-street: street",
        "tex-without-studio: studio",
    ]
    groups = 'joint = true\n[protocol.groups]\nsg3 = ["StyleGAN3*"]'
    assert protocol(shop, write(shop, protocol=groups), "--list") == 0
    assert capsys.readouterr().out.splitlines() == [
        "tex-without-sg3_street: StyleGAN3 a, StyleGAN3 b, street",
        "tex-without-flux_dev_studio: flux (dev), studio",
    ]
    assert not (shop / "runs").exists()


def test_a_fold_is_scored_on_what_it_never_saw(shop):
    recipe = load_recipe(write(shop))
    (fold,) = folds(
        [FaceItem(shop, True, "web", "train", "gan", "StyleGAN3 a")] * 4, Protocol(min_images=4)
    )
    items = scored(recipe, shop / "data", fold, Protocol(images=6))
    out = [i for i in items if fold.holds_out(i)]
    assert len(out) == 6 and {i.split for i in out} == {"train", "val", "test"}
    others = [i for i in items if not fold.holds_out(i)]
    assert not any(i.split == "train" or (i.split == "test" and i.generated) for i in others)


def test_every_fold_is_trained_scored_and_tabulated(shop, capsys, eager):
    only = 'sources = ["street"]\ngenerators = ["flux*"]'
    path, runs = write(shop, protocol=only), shop / "runs"
    assert protocol(shop, path, "--out", str(shop / "docs")) == 0, capsys.readouterr()
    assert "| flux (dev) | generator | diffusion | 6 |" in capsys.readouterr().out
    assert {p.name for p in (shop / "docs").iterdir()} == {
        f"protocol_tex.{suffix}" for suffix in ("csv", "md", "png")
    }
    found = json.loads((runs / "tex-protocol/protocol.json").read_text("utf-8"))
    flux, street = found["rows"]
    assert (flux["name"], flux["kind"], street["name"]) == ("flux (dev)", "generator", "street")
    assert 0 <= flux["auc"] <= 1 and street["auc"] is None
    for row in (flux, street):
        shares = [row[k] for k in ("called_generated", "inconclusive", "called_real")]
        assert sum(shares) == pytest.approx(1) and row["images"] == 6
    record = json.loads((runs / "tex-without-flux_dev/run.json").read_text("utf-8"))
    assert record["epochs"] == 1 and record["recipe"]["data"]["leave_out_generators"] == [
        "flux (dev)"
    ]
    # A model of the whole recipe takes its limits from the folds too.
    assert cli.run(["train", str(path), "--data", str(shop / "data"), "--runs", str(runs)]) == 0
    add = ["models", "add", str(runs / "tex"), "--data", str(shop / "data")]
    add += ["--into", str(shop / "models")]
    assert cli.run([*add, "--protocol", str(shop / "docs")]) == 1
    assert "holds no protocol" in capsys.readouterr().err
    assert cli.run([*add, "--protocol", str(runs / "tex-protocol")]) == 0, capsys.readouterr().err
    manifest = load_model(shop / "models/texture").manifest
    assert (manifest.role, manifest.input.size) == ("texture", 64)
    assert "64 px; trained on 32 px crops at 40 to 48 px" in manifest.input.resize
    assert "protocol of tex" in manifest.thresholds.chosen_on
    known = held_out(manifest.metrics)
    assert {g.name for g in known.generators} == set(GENERATORS) - {"rare"}
    assert (known.unseen.generated_images, known.unseen.real_images) == (6, 6)
    assert list(known.unseen.generated) == sorted(known.unseen.generated)
    card = (shop / "models/texture/CARD.md").read_text("utf-8")
    assert "| flux (dev) | diffusion |" in card
    # The same command again trains and scores nothing.
    times = {p: p.stat().st_mtime_ns for p in runs.glob("tex-without-*/*")}
    assert protocol(shop, path) == 0
    assert "2 folds, of which 2 are trained already." in capsys.readouterr().out
    assert times == {p: p.stat().st_mtime_ns for p in runs.glob("tex-without-*/*")}


def test_a_frozen_backbone_is_run_once_for_all_folds(shop, capsys):
    keras.utils.set_random_seed(1)
    backbone = keras.applications.MobileNetV2(
        include_top=False, weights=None, input_shape=(32, 32, 3)
    )
    for layer in backbone.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0.0
    images = np.random.default_rng(0).uniform(-1, 1, (8, 32, 32, 3))
    images[::2, ..., 0] = images[1::2, ..., 2] = 1
    backbone(images, training=True)
    backbone.save_weights(shop / "data" / "backbone.weights.h5")
    model = 'freeze_backbone = true\ninitial_weights = "backbone.weights.h5"'
    path = write(shop, "with_background", model, "whole", 25)
    assert protocol(shop, path) == 0, capsys.readouterr().err
    kept = shop / "runs/tex-protocol/features.npz"
    with np.load(kept) as stored:
        assert stored["features"].shape[:2] == (3, 63)
    found = json.loads((kept.parent / "protocol.json").read_text("utf-8"))
    assert {row["name"] for row in found["rows"]} == {*GENERATORS, "studio", "street"} - {"rare"}
    assert all(row["auc"] > 0.8 for row in found["rows"] if row["kind"] == "generator")
    before = kept.stat().st_mtime_ns
    (shop / "runs/tex-without-street/protocol.csv").unlink()
    assert protocol(shop, path) == 0
    assert kept.stat().st_mtime_ns == before
    assert (shop / "runs/tex-without-street/protocol.csv").exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[protocol.groups]\nx = ["Midjourney*"]', "protocol.groups.x matches no generator"),
        ("folds = 3", "protocol.folds is no key of a recipe"),
        ("views = -1", "protocol.views is -1"),
    ],
)
def test_a_protocol_that_cannot_be_is_told_in_a_sentence(shop, capsys, text, sentence):
    assert protocol(shop, write(shop, protocol=text)) == 1
    assert sentence in capsys.readouterr().err


def test_nothing_to_leave_out(shop, capsys):
    path = write(shop)
    path.write_text(path.read_text("utf-8").replace("min_images = 4", "min_images = 40"), "utf-8")
    assert protocol(shop, path) == 1
    assert "lower protocol.min_images" in capsys.readouterr().err
