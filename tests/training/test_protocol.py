import json
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from gng_desktop.analysis.held_out import held_out
from gng_desktop.core.progress import result_of
from gng_desktop.datasets.items import FaceItem, of_split, truth_of
from gng_desktop.modelstore import load_model
from gng_desktop.modelstore.detectors import find_detectors
from gng_desktop.networks import families
from gng_desktop.networks.vit import vit_probe
from gng_desktop.runs.records import read_log
from gng_desktop.training.alternatives import Alternative
from gng_desktop.training.frozen import soft_labels, teacher_of
from gng_desktop.training.preparing import faces_of
from gng_desktop.training.protocol import Protocol, folds, scored
from gng_desktop.training.recipe import RecipeError, load_recipe
from tests.tiny_data import read_table, write_png, write_table
from tests.training.conftest import write_recipe

pytestmark = pytest.mark.usefixtures("eager", "tiny_backbone")
GENERATORS = {"StyleGAN3 a": "gan", "StyleGAN3 b": "gan", "flux (dev)": "diffusion", "rare": "gan"}
NAMES = {*GENERATORS, "studio", "street"} - {"rare"}
"""What is left out in turn."""


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


@pytest.fixture
def write(shop):
    """Write a recipe, by default of a texture classifier, and return its path."""

    def written(name="tex", role="texture", model=None, mode="crop", fit=None, **how):
        network = {"backbone": "mobilenet_v2", "family": "pooled", "size": 32}
        index = {"index": "faces.csv", "balance": "family", "per_source": 9, "drop_twins": False}
        rate = {"batch": 8, "learning_rate": 1e-2, "monitor": "last"}
        few = {"epochs": 1, "epoch_images": 16, "min_images": 4, "images": 6}
        return write_recipe(
            shop / f"{name}.toml",
            name,
            role,
            model=network | ({"full_size": 64} if model is None else model),
            data=index,
            augmentation={"mode": mode, "native_size": [40, 48], "flip": True},
            fit=rate | {"epochs": 9} | (fit or {}),
            protocol=few | how,
        )

    return written


@pytest.fixture
def where(shop):
    return ["--data", shop / "data", "--runs", shop / "runs"]


@pytest.fixture
def protocol(where, gng):
    """Carry out a protocol; return what it printed."""
    return lambda path, *options: gng("runs", "protocol", path, *where, *options).out


@pytest.fixture
def add(shop, gng):
    """Make a model of a run."""
    words = ["models", "add", "--data", shop / "data", "--into", shop / "models"]
    return lambda name, *more, **how: gng(*words, shop / "runs" / name, *more, **how)


def test_folds_leave_out_each_generator_and_source(shop, write, protocol):
    assert protocol(write(), "--list").splitlines() == [
        "tex-without-StyleGAN3_a: StyleGAN3 a",
        "tex-without-StyleGAN3_b: StyleGAN3 b",
        "tex-without-flux_dev: flux (dev)",
        "tex-without-street: street",
        "tex-without-studio: studio",
    ]
    path = write(joint=True, groups={"sg3": ["StyleGAN3*"]})
    assert protocol(path, "--list").splitlines() == [
        "tex-without-sg3_street: StyleGAN3 a, StyleGAN3 b, street",
        "tex-without-flux_dev_studio: flux (dev), studio",
    ]
    assert not (shop / "runs").exists()


def test_a_fold_is_scored_on_what_it_never_saw(shop, write):
    recipe = load_recipe(write())
    (fold,) = folds(
        [FaceItem(shop, True, "web", "train", "gan", "StyleGAN3 a")] * 4, Protocol(min_images=4)
    )
    items = scored(recipe, shop / "data", fold, Protocol(images=6))
    out = [i for i in items if fold.holds_out(i)]
    assert len(out) == 6 and {i.split for i in out} == {"train", "val", "test"}
    others = [i for i in items if not fold.holds_out(i)]
    assert not any(i.split == "train" or (i.split == "test" and i.generated) for i in others)


def test_every_fold_is_trained_scored_and_tabulated(shop, write, where, protocol, add, gng):
    path, runs = write(joint=True, sources=["street"], generators=["flux*"]), shop / "runs"
    printed = protocol(path, "--out", shop / "docs")
    assert "| flux (dev) | generator | diffusion | 6 |" in printed
    names = {f"protocol_tex.{suffix}" for suffix in ("csv", "md", "png")}
    assert {p.name for p in (shop / "docs").iterdir()} == names
    flux, street = json.loads((runs / "tex-protocol/protocol.json").read_text("utf-8"))["rows"]
    assert (flux["name"], flux["kind"], street["name"]) == ("flux (dev)", "generator", "street")
    assert 0 <= flux["auc"] <= 1 and street["auc"] is None
    for row in (flux, street):
        shares = [row[k] for k in ("called_generated", "inconclusive", "called_real")]
        assert sum(shares) == pytest.approx(1) and row["images"] == 6
    record = json.loads((runs / "tex-without-flux_dev_street/run.json").read_text("utf-8"))
    left_out = record["recipe"]["data"]["leave_out_generators"]
    assert record["epochs"] == 1 and left_out == ["flux (dev)"]
    # A model of the whole recipe takes its limits from the folds too.
    gng("train", path, *where)
    assert "holds no protocol" in add("tex", "--protocol", shop / "docs", code=1).err
    add("tex", "--protocol", runs / "tex-protocol")
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
    assert "1 folds, of which 1 are trained already." in protocol(path)
    assert times == {p: p.stat().st_mtime_ns for p in runs.glob("tex-without-*/*")}


def test_a_frozen_backbone_is_run_once_for_all_folds(
    shop, write, where, protocol, add, gng, refused
):
    """And classifiers of two roles are fused, with the folds of both."""
    runs, models = shop / "runs", shop / "models"
    how = {"model": {"freeze_backbone": True}, "mode": "whole", "fit": {"epochs": 3}}
    path = write(role="with_background", epochs=25, **how)
    protocol(path)
    (cache,) = runs.glob("features-*.npz")
    rows = json.loads((runs / "tex-protocol/protocol.json").read_text("utf-8"))["rows"]
    assert {row["name"] for row in rows} == NAMES
    assert all(row["auc"] > 0.8 for row in rows if row["kind"] == "generator")
    before = cache.stat().st_mtime_ns
    (runs / "tex-without-street/protocol.csv").unlink()
    protocol(path)
    assert cache.stat().st_mtime_ns == before
    assert (runs / "tex-without-street/protocol.csv").exists()

    twin = write("twin", epochs=2, **how)
    protocol(twin)
    for name, recipe in (("tex", path), ("twin", twin)):
        gng("train", recipe, *where)
        add(name)
    folders = [models / "with-background", models / "texture"]
    folds_of_both = ["--protocol", *(runs / f"{name}-protocol" for name in ("tex", "twin"))]
    fuse = ["models", "fuse", *folders, *where]
    error = refused(*fuse, "--alternative", f"Gan={folders[1]}")
    assert "The alternative cannot be made: id 'Gan'" in error
    error = refused("models", "fuse", folders[1], *where[:2])
    assert "needs the with-background classifier and others" in error
    gng(*fuse, *folds_of_both)
    first, second = map(load_model, folders)
    rule = first.manifest.fusion
    assert rule.models == {"texture": second.sha256} and min(rule.weights.values()) >= 0
    assert rule.metrics["all"]["auc"] > 0.8
    assert {row["name"] for row in rule.metrics["leave_one_out"]["rows"]} == NAMES
    assert "protocol of tex and twin" in rule.thresholds.chosen_on
    assert "## Fused with the other classifiers" in (first.folder / "CARD.md").read_text("utf-8")
    with_alternative([*fuse, *folds_of_both], second, models, gng)
    weighed([*fuse, "--weighed", f"vit={second.folder}", *folds_of_both], models, gng, refused)


def test_the_head_on_a_frozen_backbone_learns_no_near_duplicates(shop, write, where, refused):
    path = write(model={"freeze_backbone": True}, mode="whole")
    text = path.read_text("utf-8").replace("drop_twins = false", "drop_twins = true")
    path.write_text(text, "utf-8")
    images = shop / "data"
    for row in read_table(images / "faces.csv"):
        if row["split"] == "train":
            shutil.copy(images / "street2.png", images / row["path"])  # which validates
    assert "nearly the same as a held-out one" in refused("runs", "protocol", path, *where)


def with_alternative(fuse, other, models, gng):
    """Fuse again, with a classifier as a third that is not used on what it has been trained on."""
    before = load_model(models / "with-background").manifest.fusion
    known = other.folder / "manifest.json"
    fields = json.loads(known.read_text("utf-8"))
    fields["metrics"]["trained_sources"] = ["street"]
    known.write_text(json.dumps(fields), encoding="utf-8")
    gng(*fuse, "--alternative", f"gan={other.folder}")
    rule = load_model(models / "with-background").manifest.fusion
    found, problems = find_detectors(models)
    assert problems == () and found["gan"].sha256 == rule.models["gan"]
    assert rule.weights == pytest.approx(before.weights) and rule.slope > 0
    assert set(rule.alternatives) == {"gan"}
    manifest = found["gan"].manifest
    assert (manifest.view, manifest.thresholds.real_below) == ("face", 0)
    assert "1 real sources that it was not trained on" in manifest.thresholds.chosen_on
    assert "Trained on street" in (found["gan"].folder / "CARD.md").read_text("utf-8")
    assert {row["name"] for row in rule.metrics["leave_one_out"]["rows"]} == NAMES


def weighed(fuse, models, gng, refused):
    """Fuse again, with the twin as a third that --fast leaves out."""
    assert "Name a protocol for each model" in refused(*fuse)
    gng(*fuse, fuse[-1])
    rule = load_model(models / "with-background").manifest.fusion
    assert rule.weights["vit"] >= 0 and set(rule.fast.weights) == {"with_background", "texture"}
    found, _ = find_detectors(models)
    assert found["vit"].sha256 == rule.models["vit"] and "vit" not in rule.fast.models
    assert found["vit"].manifest.thresholds.real_below > 0
    assert "## Fused with `--fast`" in (models / "with-background/CARD.md").read_text("utf-8")


@pytest.fixture
def vit(write, monkeypatch):
    """The recipe of a linear head on a narrow tower."""
    monkeypatch.setattr(families, "vit_probe", partial(vit_probe, width=48, heads=3))
    network = {"backbone": "clip_vit_b16", "family": "vit", "blocks": 1, "tuned": "head"}
    return write("vit", model=network | {"full_size": 64}, mode="whole", fit={"epochs": 1})


def test_a_linear_head_on_a_vit_is_fitted_on_stored_features(shop, vit, where, protocol, add, gng):
    runs = shop / "runs"
    protocol(vit)
    cached = [path.name for path in runs.glob("features-*.npz")]
    gng("train", vit, *where)
    add("vit", "--protocol", runs / "vit-protocol")
    manifest = load_model(shop / "models/texture").manifest
    assert manifest.architecture.backbone == "clip_vit_b16_1_middle32"
    assert manifest.metrics["all"]["auc"] > 0.9 and manifest.scope is None
    assert not any("out of scope" in limit for limit in manifest.limits)
    assert [path.name for path in runs.glob("features-*.npz")] == cached != []


def test_what_a_network_learns_of_its_teacher_is_without_what_it_leaves_out(
    shop, write, vit, where, gng
):
    data, runs = shop / "data", shop / "runs"
    gng("train", vit, *where)

    def recipe(share, teacher="vit", name="taught"):
        taught = {"class_weights": "none", "teacher": teacher, "teacher_share": share}
        return load_recipe(write(name, fit=taught | {"epochs": 3}))

    def soft(of):
        return result_of(soft_labels(of, teacher_of(of, runs), items, data, runs))

    whole = recipe(1)
    items = of_split(faces_of(whole, data), "train")
    score, mixed = soft(whole), soft(recipe(0.25))
    np.testing.assert_allclose(mixed, 0.75 * truth_of(items) + 0.25 * score, atol=1e-6)
    # The head was fitted on these images, and is the run's own.
    head = read_log(runs / "vit")[-1]["accuracy"]
    assert ((score > 0.5) == truth_of(items)).mean() == pytest.approx(head, abs=1e-6)
    fold = replace(whole, data=replace(whole.data, leave_out_generators=("flux *",)))
    assert np.abs(soft(fold) - score).max() > 1e-4

    # What is logged is by label; the loss is that of the soft labels, at least their entropy.
    recipe(0.25)
    gng("train", shop / "taught.toml", *where)
    row = read_log(runs / "taught")[-1]
    entropy = -np.mean(mixed * np.log(mixed) + (1 - mixed) * np.log(1 - mixed))
    assert row["auc"] > 0.9 and row["loss"] > 0.9 * entropy > 0.05
    with pytest.raises(RecipeError, match="'taught' is no linear head"):
        soft(recipe(1, "taught", "again"))


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


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"groups": {"x": ["Midjourney*"]}}, "protocol.groups.x matches no generator"),
        ({"folds": 3}, "protocol.folds is not a known field"),
        ({"views": -1}, "protocol.views is -1"),
        ({"min_images": 40}, "lower protocol.min_images"),
    ],
)
def test_an_impossible_protocol_is_explained_in_a_sentence(write, where, refused, how, sentence):
    assert sentence in refused("runs", "protocol", write(**how), *where)
