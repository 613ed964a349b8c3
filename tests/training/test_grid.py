"""Grids of experiments: names, order, and a whole one, trained, tested and put into its table."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gng_desktop.training.grid import Grid, finished, load_grid
from gng_desktop.training.recipe import ModelPart, Recipe, RecipeError
from tests.training.conftest import FACES, MODEL, write_recipe

RECIPES = Path(__file__).parents[2] / "recipes"
BASE = Recipe("base", "classification", "with_background", model=ModelPart("xception"))
SEGMENTER = Recipe("seg", "segmentation", "segmenter", model=ModelPart("xception"))


def grid(**more):
    axes = {"model.backbone": ("resnet50", "xception"), "model.transfer": ("none", "last")}
    return Grid(**{"name": "g", "base": BASE, "axes": axes, "segmenter": SEGMENTER, **more})


def test_every_cell_and_the_segmenters_it_needs(tmp_path):
    found = grid(initial_weights={"resnet50": "weights/r.h5"}).recipes(tmp_path)
    assert [r.name for r in found] == [
        "g-resnet50-none",
        "g-resnet50-segmenter",
        "g-resnet50-last",
        "g-xception-none",
        "g-xception-segmenter",
        "g-xception-last",
    ]
    none, segmenter, last = found[:3]
    assert (none.model.from_run, none.model.initial_weights) == ("", "weights/r.h5")
    assert segmenter.model.backbone == "resnet50"
    assert segmenter.model.initial_weights == "weights/r.h5"
    assert segmenter.role == "segmenter"
    assert (last.model.from_run, last.model.transfer) == ("g-resnet50-segmenter", "last")
    assert last.model.initial_weights == ""
    assert found[3].model.initial_weights == ""
    assert {r.role for r in found} == {"segmenter", "with_background"}


def test_roles_that_need_a_segmenter(tmp_path):
    axes = {"role": ("with_background", "without_background", "background_only")}
    found = {r.name: r for r in grid(axes=axes).recipes(tmp_path)}
    assert list(found) == [
        "g-with_background",
        "g-xception-segmenter",
        "g-without_background",
        "g-background_only",
    ]
    assert found["g-with_background"].stripped_by == ""
    assert found["g-without_background"].stripped_by == "g-xception-segmenter"
    assert found["g-background_only"].model.from_run == ""


def test_a_segmenter_that_is_trained_already(tmp_path):
    known = grid(segmenters={"resnet50": "seg", "xception": "seg2"})
    with pytest.raises(RecipeError, match="segmenters.resnet50 is 'seg', which is no run with"):
        known.recipes(tmp_path)
    for name in ("seg", "seg2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "best.weights.h5").touch()
    found = known.recipes(tmp_path)
    assert len(found) == 4
    assert found[1].model.from_run == "seg"
    with pytest.raises(RecipeError, match="needs a segmenter with backbone resnet50; name its"):
        grid(segmenter=None).recipes(tmp_path)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"axes": {"fit.batch": ("1",)}}, "fit.batch is no axis of a grid; use model.backbone,"),
        ({"axes": {"model.backbone": ("vgg",)}}, "g: model.backbone must be one of .*, not 'vgg'"),
        ({"axes": {"role": ("segmenter",)}}, "role is 'segmenter', which does not fit"),
        ({"base": SEGMENTER}, "A grid varies a classifier"),
    ],
)
def test_grids_that_cannot_be(tmp_path, more, sentence):
    with pytest.raises(RecipeError, match=sentence):
        grid(**more).recipes(tmp_path)


def test_which_runs_are_finished(tmp_path):
    recipe = replace(BASE, name="a")
    assert not finished(tmp_path, recipe)

    def write(done):
        record = {"recipe": recipe.to_dict(), "finished": done}
        (tmp_path / "a" / "run.json").write_text(json.dumps(record), encoding="utf-8")

    (tmp_path / "a").mkdir()
    write(True)
    assert not finished(tmp_path, recipe)  # no weights
    (tmp_path / "a" / "best.weights.h5").touch()
    assert finished(tmp_path, replace(recipe, fit=replace(recipe.fit, device="cpu")))
    assert not finished(tmp_path, replace(recipe, seed=1))
    write(False)
    assert not finished(tmp_path, recipe)


def test_the_shipped_grid_is_the_theses_table(tmp_path):
    found = load_grid(RECIPES / "table_4_3.toml").recipes(tmp_path)
    cells = [(r.model.backbone, r.model.transfer) for r in found if r.role == "with_background"]
    backbones = ("xception", "resnet50", "mobilenet_v3_large")
    assert cells == [(b, t) for b in backbones for t in ("none", "last", "all")]
    assert {r.model.family for r in found} == {"deeplabv3plus"}
    assert [r.model.backbone for r in found if r.role == "segmenter"] == list(backbones)
    assert all(not r.model.initial_weights for r in found)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("nme = 1", "nme is no key of a grid; use name, base"),
        ('name = "a"', "base is missing; a grid needs a name and a base recipe"),
        ('name = "a"\nbase = "none.toml"', "none.toml cannot be read: No such file"),
        ('name = "a"\nbase = "b.toml"\naxes = 3', "axes must be a table"),
        ('name = "a"\nbase = "b.toml"\n[axes]\nrole = "x"', "axes.role must be a list of texts"),
        (
            'name = "a"\nbase = "b.toml"\n[set]\ntask = "x"',
            "b.toml: task must be one of .*, not 'x'",
        ),
        ('name = "a"\nbase = "b.toml"\n[set.name]\na = 1', "name must be text, not {'a': 1}"),
        ('name = "a"\nbase = "b.toml"\nsegmenter = 5', "segmenter must be the file of a recipe"),
        (
            'name = "a"\nbase = "b.toml"\n[segmenters]\nxception = 5',
            "segmenters.xception must be the name of a run",
        ),
        ("name = ", "is not valid TOML"),
    ],
)
def test_grid_files_that_cannot_be_used(tmp_path, text, sentence):
    write_recipe(tmp_path / "b.toml")
    (tmp_path / "g.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RecipeError, match=sentence):
        load_grid(tmp_path / "g.toml").recipes(tmp_path)


GRID = """
name = "t"
base = "base.toml"
segmenter = "segmenter.toml"
[axes]
transfer = ["none", "last"]
"""


@pytest.mark.usefixtures("eager", "tiny_backbone")
def test_runs_of_a_grid_fill_table_4_3(pictures, tmp_path, gng):
    """Each in a process of its own: a classifier, a segmenter, a classifier that begins from it."""
    fit = {"epochs": 1, "batch": 6}
    parts = {"model": MODEL, "fit": fit, "data": FACES | {"drop_twins": False}}
    write_recipe(tmp_path / "base.toml", **parts)
    parts["data"] = {"index": "parsing/index.csv", "drop_twins": False}
    write_recipe(tmp_path / "segmenter.toml", role="segmenter", **parts)
    (tmp_path / "grid.toml").write_text(GRID, encoding="utf-8")
    runs, data = tmp_path / "runs", ["--data", pictures]
    command = ["train", "--grid", tmp_path / "grid.toml", *data, "--runs", runs]
    printed = gng(*command).out
    assert "3 runs, of which 0 are finished already." in printed
    assert "3 run: 3 finished, 0 failed." in printed
    queue = json.loads((runs / "queue.json").read_text("utf-8"))["entries"]
    names = ["t-none", "t-mobilenet_v2-segmenter", "t-last"]
    assert [(e["name"], e["state"]) for e in queue] == [(n, "finished") for n in names]
    # Nothing is left to start a process for.
    assert "3 runs, of which 3 are finished already." in gng(*command).out

    for name in ("t-none", "t-last"):
        gng("runs", "evaluate", runs / name, *data)
    printed = gng("runs", "table", "4.3", runs).out.splitlines()
    rows = [r.split(" | ") for r in printed if r.startswith("| mobilenet_v2 |")]
    assert [r[1:3] for r in rows] == [["none", "t-none"], ["last", "t-last"], ["all", "-"]]
    assert all(0 <= float(row[3].split()[0]) <= 1 for row in rows[:2])
