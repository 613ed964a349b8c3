import json
import runpy
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from gng_desktop import cli
from gng_desktop.analysis.held_out import held_out
from gng_desktop.core.progress import result_of
from gng_desktop.datasets.items import FaceItem, of_split, truth_of
from gng_desktop.modelstore import load_model
from gng_desktop.modelstore.detectors import find_detectors
from gng_desktop.networks.backbones import BACKBONES
from gng_desktop.runs.records import read_log
from gng_desktop.training import events
from gng_desktop.training.alternatives import Alternative
from gng_desktop.training.preparing import faces_of
from gng_desktop.training.protocol import Protocol, folds, scored
from gng_desktop.training.recipe import RecipeError, load_recipe
from gng_desktop.training.teacher import soft_labels, teacher_of
from tests.tiny_data import write_png, write_table

PROGRAM = Path(__file__).with_name("tiny_program.py")
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
epochs = {fit}
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


@pytest.fixture(autouse=True)
def tiny(monkeypatch, eager):
    """Here and in processes of their own trainings have a backbone of three layers."""
    backbone = runpy.run_path(str(PROGRAM))["backbone"]()
    monkeypatch.setitem(BACKBONES, backbone.name, backbone)
    monkeypatch.setattr(events, "program", lambda: [sys.executable, str(PROGRAM)])
    monkeypatch.setenv("TINY_EAGER", "1")
    monkeypatch.setenv("KERAS_BACKEND", "tensorflow")


@pytest.fixture
def shop(tmp_path):
    """Real photos of two sources are red, the images of three generators and a rare one blue."""
    rng = np.random.default_rng(0)
    rows = []
    for name in ("studio", "street", *GENERATORS):
        fake = name in GENERATORS
        for n in range(3 if name == "rare" else 12):
            split = ("train", "train", "val", "test")[n % 4]
            pixels = rng.integers(0, 90, (44, 40, 3), dtype=np.uint8)
            pixels[8:36, 8:32, 2 * fake] = 240
            path = write_png(tmp_path / "data" / f"{name}{n}.png", pixels)
            source = "web" if fake else name
            generator, family = (name, GENERATORS[name]) if fake else ("", "real")
            rows.append([path.name, ("real", "fake")[fake], source, generator, split, family])
    write_table(tmp_path / "data/faces.csv", "path,label,source,generator,split,family", rows)
    return tmp_path


def write(shop, role="texture", model="full_size = 64", mode="crop", epochs=1, protocol="", fit=9):
    path = shop / "recipe.toml"
    path.write_text(
        RECIPE.format(role=role, model=model, mode=mode, fit=fit, epochs=epochs, protocol=protocol),
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


def test_every_fold_is_trained_scored_and_tabulated(shop, capsys):
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
    model = "freeze_backbone = true"
    path = write(shop, "with_background", model, "whole", 25, fit=3)
    assert protocol(shop, path) == 0, capsys.readouterr().err
    (cache,) = (shop / "runs").glob("features-*.npz")
    found = json.loads((shop / "runs/tex-protocol/protocol.json").read_text("utf-8"))
    assert {row["name"] for row in found["rows"]} == {*GENERATORS, "studio", "street"} - {"rare"}
    assert all(row["auc"] > 0.8 for row in found["rows"] if row["kind"] == "generator")
    fused(shop, path, capsys)
    before = cache.stat().st_mtime_ns
    (shop / "runs/tex-without-street/protocol.csv").unlink()
    assert protocol(shop, path) == 0
    assert cache.stat().st_mtime_ns == before
    assert (shop / "runs/tex-without-street/protocol.csv").exists()


def fused(shop, path, capsys):
    """Fuse the recipe's classifier and its twin of another role, with the folds of both."""
    twin = path.with_name("twin.toml")
    text = path.read_text("utf-8").replace('"tex"', '"twin"').replace("with_background", "texture")
    text = text.replace("epochs = 25", "epochs = 2")
    twin.write_text(text, encoding="utf-8")
    assert protocol(shop, twin) == 0, capsys.readouterr().err
    data, models = ["--data", str(shop / "data")], shop / "models"
    for name, recipe in (("tex", path), ("twin", twin)):
        runs = str(shop / "runs")
        assert cli.run(["train", str(recipe), *data, "--runs", runs]) == 0
        add = ["models", "add", f"{runs}/{name}", *data, "--into", str(models)]
        assert cli.run(add) == 0, capsys.readouterr().err
    folders = [str(models / "with-background"), str(models / "texture")]
    fuse = ["models", "fuse", *folders, *data, "--runs", str(shop / "runs")]
    assert cli.run([*fuse, "--alternative", f"Gan={folders[1]}"]) == 1
    assert "The alternative cannot be made: id 'Gan'" in capsys.readouterr().err
    assert cli.run(["models", "fuse", folders[1], *data]) == 1
    assert "needs the with-background classifier and others" in capsys.readouterr().err
    folds_of_both = [str(shop / f"runs/{name}-protocol") for name in ("tex", "twin")]
    assert cli.run([*fuse, "--protocol", *folds_of_both]) == 0, capsys.readouterr().err
    first, second = map(load_model, map(Path, folders))
    rule = first.manifest.fusion
    assert rule.models == {"texture": second.sha256} and min(rule.weights.values()) >= 0
    assert rule.metrics["all"]["auc"] > 0.8
    left_out = {row["name"] for row in rule.metrics["leave_one_out"]["rows"]}
    assert left_out == {*GENERATORS, "studio", "street"} - {"rare"}
    assert "protocol of tex and twin" in rule.thresholds.chosen_on
    assert "## Fused with the other classifiers" in (first.folder / "CARD.md").read_text("utf-8")
    with_alternative(fuse, folds_of_both, second, shop / "models", rule)
    weighed(fuse, folds_of_both, second, shop / "models", capsys)


def weighed(fuse, protocols, other, models, capsys):
    """Fuse again, with the twin as a third that --fast leaves out."""
    add = ["--weighed", f"vit={other.folder}", "--protocol", *protocols]
    assert cli.run([*fuse, *add]) == 1
    assert "Name a protocol for each model" in capsys.readouterr().err
    assert cli.run([*fuse, *add, protocols[1]]) == 0, capsys.readouterr().err
    rule = load_model(models / "with-background").manifest.fusion
    assert rule.weights["vit"] >= 0 and set(rule.fast.weights) == {"with_background", "texture"}
    found, _ = find_detectors(models)
    assert found["vit"].sha256 == rule.models["vit"] and "vit" not in rule.fast.models
    assert found["vit"].manifest.thresholds.real_below > 0
    assert "## Fused with `--fast`" in (models / "with-background/CARD.md").read_text("utf-8")


@pytest.fixture
def vit(shop):
    """The recipe of a linear head."""
    text = write(shop, fit=1).read_text("utf-8")
    text = text.replace('"mobilenet_v2"', '"clip_vit_b16"').replace('"pooled"', '"vit"')
    text = text.replace("full_size = 64", 'blocks = 1\nfull_size = 64\ntuned = "head"')
    path = shop / "vit.toml"
    path.write_text(text.replace('mode = "crop"', 'mode = "whole"'), encoding="utf-8")
    return path


def test_a_linear_head_on_a_vit_is_fitted_on_stored_features(shop, vit, capsys):
    runs = shop / "runs"
    assert protocol(shop, vit) == 0, capsys.readouterr().err
    cached = [path.name for path in runs.glob("features-*.npz")]
    data = ["--data", str(shop / "data")]
    assert cli.run(["train", str(vit), *data, "--runs", str(runs)]) == 0, capsys.readouterr().err
    add = ["models", "add", str(runs / "tex"), *data, "--into", str(shop / "models")]
    assert cli.run([*add, "--protocol", str(runs / "tex-protocol")]) == 0, capsys.readouterr().err
    model = load_model(shop / "models/texture")
    assert model.manifest.architecture.backbone == "clip_vit_b16_1_middle32"
    assert model.manifest.metrics["all"]["auc"] > 0.9 and model.manifest.scope is None
    assert [path.name for path in runs.glob("features-*.npz")] == cached != []


def test_what_a_network_learns_of_its_teacher_is_without_what_it_leaves_out(shop, vit, capsys):
    data, runs = shop / "data", shop / "runs"
    where = ["--data", str(data), "--runs", str(runs)]
    assert cli.run(["train", str(vit), *where]) == 0, capsys.readouterr().err
    taught = 'class_weights = "none"\nteacher = "{}"\nteacher_share = {}\nmonitor'
    text = write(shop, fit=3).read_text("utf-8").replace('"tex"', '"taught"')
    path = shop / "taught.toml"

    def recipe(share, teacher="tex"):
        path.write_text(text.replace("monitor", taught.format(teacher, share)), encoding="utf-8")
        return load_recipe(path)

    def soft(of):
        return result_of(soft_labels(of, teacher_of(of, runs), items, data, runs))

    whole = recipe(1)
    items = of_split(faces_of(whole, data), "train")
    score, mixed = soft(whole), soft(recipe(0.25))
    np.testing.assert_allclose(mixed, 0.75 * truth_of(items) + 0.25 * score, atol=1e-6)
    # The head was fitted on these images, and is the run's own.
    head = read_log(runs / "tex")[-1]["accuracy"]
    assert ((score > 0.5) == truth_of(items)).mean() == pytest.approx(head, abs=1e-6)
    fold = replace(whole, data=replace(whole.data, leave_out_generators=("flux *",)))
    assert np.abs(soft(fold) - score).max() > 1e-4

    # What is logged is by label; the loss is that of the soft labels, at least their entropy.
    recipe(0.25)
    assert cli.run(["train", str(path), *where]) == 0, capsys.readouterr().err
    row = read_log(runs / "taught")[-1]
    entropy = -np.mean(mixed * np.log(mixed) + (1 - mixed) * np.log(1 - mixed))
    assert row["auc"] > 0.9 and row["loss"] > 0.9 * entropy > 0.05
    with pytest.raises(RecipeError, match="'taught' is no linear head"):
        soft(recipe(1, "taught"))


def test_an_alternative_has_seen_its_sources_and_their_generators_of_any_source():
    metrics = {"trained_sources": ["stylegan1", "ffhq"]}
    other = Alternative("gan", SimpleNamespace(manifest=SimpleNamespace(metrics=metrics)))
    items = [
        FaceItem(Path("a"), generated, source, "val", "", generator)
        for generated, source, generator in (
            (True, "stylegan1", "StyleGAN"),
            (True, "other", "StyleGAN (looks like it)"),
            (False, "ffhq", ""),
            (True, "other", "StyleGAN3"),
            (False, "street", ""),
            (True, "other", ""),
        )
    ]
    assert other.has_seen(items).tolist() == [True, True, True, False, False, False]


def with_alternative(fuse, protocols, other, models, before):
    """Fuse again, with a classifier as a third that is not used on what it has been trained on."""
    known = other.folder / "manifest.json"
    fields = json.loads(known.read_text("utf-8"))
    fields["metrics"]["trained_sources"] = ["street"]
    known.write_text(json.dumps(fields), encoding="utf-8")
    add = ["--protocol", *protocols, "--alternative", f"gan={other.folder}"]
    assert cli.run([*fuse, *add]) == 0
    rule = load_model(models / "with-background").manifest.fusion
    found, problems = find_detectors(models)
    assert problems == () and found["gan"].sha256 == rule.models["gan"]
    assert rule.weights == pytest.approx(before.weights) and rule.slope > 0
    assert set(rule.alternatives) == {"gan"}
    manifest = found["gan"].manifest
    assert (manifest.view, manifest.thresholds.real_below) == ("face", 0)
    assert "1 real sources that it was not trained on" in manifest.thresholds.chosen_on
    assert "Trained on street" in (found["gan"].folder / "CARD.md").read_text("utf-8")
    rows = {r["name"]: r for r in rule.metrics["leave_one_out"]["rows"]}
    old = {r["name"]: r for r in before.metrics["leave_one_out"]["rows"]}
    assert set(rows) == set(old)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[protocol.groups]\nx = ["Midjourney*"]', "protocol.groups.x matches no generator"),
        ("folds = 3", "protocol.folds is not a known field"),
        ("views = -1", "protocol.views is -1"),
    ],
)
def test_an_impossible_protocol_is_explained_in_a_sentence(shop, capsys, text, sentence):
    assert protocol(shop, write(shop, protocol=text)) == 1
    assert sentence in capsys.readouterr().err


def test_nothing_to_leave_out(shop, capsys):
    path = write(shop)
    path.write_text(path.read_text("utf-8").replace("min_images = 4", "min_images = 40"), "utf-8")
    assert protocol(shop, path) == 1
    assert "lower protocol.min_images" in capsys.readouterr().err
