"""Tiny pictures, recipes and trained runs that the tests of this room share."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import keras
import numpy as np
import pytest
import tensorflow as tf
import tomlkit

from gng_desktop import cli
from gng_desktop.modelstore.manifest import ROLES as ALL_ROLES
from gng_desktop.networks.backbones import BACKBONES
from gng_desktop.training import events, preparing
from gng_desktop.training.recipe import DataPart, FitPart, ModelPart, Recipe
from tests.tiny_data import portrait, write_png, write_table
from tests.training import tiny_program

SIZE = 32
MODEL = {"backbone": "mobilenet_v2", "size": SIZE}
ROLES = ("segmenter", "with_background", "without_background")
FACES = {"index": "faces/index.csv", "sources": ["stylegan1", "ffhq"]}
TINY = Recipe(
    "tiny",
    "classification",
    "with_background",
    model=ModelPart(size=8),
    data=DataPart("index.csv", drop_twins=False),
    fit=FitPart(epochs=3, batch=2, learning_rate=1e-2, schedule="cosine", warmup_epochs=0.5),
)
"""A recipe for the fixtures `data` and `small_network`."""


def write_recipe(
    path: Path, name: str = "tiny", role: str = "with_background", **parts: object
) -> Path:
    """Write a recipe; `parts` are its tables and further keys."""
    head = {"name": name, "task": ALL_ROLES[role].task, "role": role, "seed": 7}
    path.write_text(tomlkit.dumps({**head, **parts}), encoding="utf-8")
    return path


SPLITS = ("train",) * 6 + ("val",) * 3 + ("test",) * 3


@pytest.fixture(scope="session")
def png() -> Callable[[Path, np.ndarray], Path]:
    return write_png


@pytest.fixture(scope="session")
def pictures(tmp_path_factory) -> Path:
    """A data folder: ``faces/`` of three sources, one of them only tested, and ``parsing/``."""
    root = tmp_path_factory.mktemp("pictures")
    rng = np.random.default_rng(3)
    faces, masks = [], []
    for n, split in enumerate(SPLITS):
        for source, generated in (("stylegan1", True), ("ffhq", False), ("unseen", True)):
            if source == "unseen" and split != "test":
                continue
            name = f"{source}/{n:02d}.png"
            write_png(root / "faces" / name, portrait(rng, 40, generated)[0])
            label = "fake" if generated else "real"
            faces.append((name, label, source, source, split, 40, 40, "0" * 64))
        rgb, mask = portrait(rng, 48, False)
        write_png(root / f"parsing/{n}.png", rgb)
        write_png(root / f"parsing/{n}_mask.png", mask)
        masks.append((f"{n}.png", f"{n}_mask.png", "celebamask19", split))
    header = "path,label,source,generator,split,width,height,sha256"
    write_table(root / "faces/index.csv", header, faces)
    write_table(root / "parsing/index.csv", "image,mask,labels,split", masks)
    return root


@contextmanager
def eagerly() -> Iterator[None]:
    """Spare a training of few steps the compilation of its network, which takes longer."""
    tf.config.run_functions_eagerly(True)
    try:
        yield
    finally:
        tf.config.run_functions_eagerly(False)


@pytest.fixture(scope="module")
def eager() -> Iterator[None]:
    """Train like `eagerly` in all tests of a module."""
    with eagerly():
        yield


EAGER = [
    pytest.mark.usefixtures("eager"),
    pytest.mark.filterwarnings("ignore:Even though the `tf.config.experimental_run_functions"),
]


@pytest.fixture(scope="module")
def tiny_backbone() -> Iterator[None]:
    """Let MobileNetV2 have three layers, here and in processes of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(BACKBONES, tiny_program.NAME, tiny_program.backbone())
        patch.setattr(events, "program", lambda: [sys.executable, tiny_program.__file__])
        patch.setenv("TINY_EAGER", "1")
        patch.setenv("KERAS_BACKEND", "tensorflow")
        yield


@pytest.fixture
def gng(capsys) -> Callable[..., tuple[str, str]]:
    """Run the program's command line; return what it printed: output and errors."""

    def run(*words: object, code: int = 0) -> tuple[str, str]:
        found = cli.run([*map(str, words)])
        printed = capsys.readouterr()
        assert found == code, printed
        return printed

    return run


@pytest.fixture
def refused(gng) -> Callable[..., str]:
    """Run a command line that fails; return the one line that it printed on standard error."""

    def run(*words: object) -> str:
        error = gng(*words, code=1).err
        assert error.count("\n") == 1, error
        return error

    return run


def _figures(value: float, images: int = 40) -> dict:
    names = ("accuracy", "precision", "recall", "f1", "mcc", "auc")
    values = {name: value + n / 1000 for n, name in enumerate(names)}
    cells = {"true_real": 18, "false_generated": 2, "false_real": 3, "true_generated": 17}
    intervals = {n: [round(v - 0.02, 4), round(v + 0.02, 4)] for n, v in values.items()}
    return {"images": images, **values, **cells, "intervals": intervals | {"ece": None}, "ece": 0.1}


@pytest.fixture
def make_run(tmp_path) -> Callable[..., Path]:
    """Write the records of a run, ``tmp_path/runs/NAME``, as training and testing leave them."""

    def make(
        name: str,
        role: str = "with_background",
        value: float | None = 0.9,
        losses: tuple[float, ...] = (0.5, 0.3, 0.4),
        recipe: dict | None = None,
        **record: object,
    ) -> Path:
        folder = tmp_path / "runs" / name
        folder.mkdir(parents=True)
        segments = role == "segmenter"
        whole = {
            "name": name,
            "task": "segmentation" if segments else "classification",
            "role": role,
            "seed": 7,
            "stripped_by": "segmenter" if role == "without_background" else "",
            "model": {"backbone": "mobilenet_v2", "size": 32, "transfer": "none"},
            "data": {"index": "index.csv"},
            "fit": {"epochs": 9, "learning_rate": 1e-3},
        }
        for part, changes in (recipe or {}).items():
            whole[part] = whole[part] | changes
        document = {
            "recipe": whole,
            "environment": {"keras": "3.0", "commit": "c" * 40},
            "data_sha256": "d" * 64,
            "images": {"train": 30, "val": 10},
            "finished": True,
        }
        if losses and record.get("finished", True):
            best = 1 + losses.index(min(losses))
            ended = {"best_epoch": best, "epochs": len(losses), "wall_seconds": 10.0 * len(losses)}
            document |= ended
        (folder / "run.json").write_text(json.dumps(document | record), encoding="utf-8")
        (folder / "best.weights.h5").write_bytes(b"w" * 1000)
        rows = [(n, 0.6, loss + 0.1, 0.7, loss, 10.0) for n, loss in enumerate(losses, 1)]
        if rows:
            write_table(
                folder / "log.csv", "epoch,accuracy,loss,val_accuracy,val_loss,seconds", rows
            )
        if value is not None:
            metrics = _of_segmenter(value) if segments else _of_classifier(value)
            tested = {"flip": False, "parameters": 1234, "metrics": metrics, "program": "0.1.0"}
            (folder / "metrics.json").write_text(json.dumps(tested), encoding="utf-8")
        return folder

    return make


def _of_segmenter(value: float) -> dict:
    figures = {"pixel_accuracy": value, "mean_iou": value - 0.2, "foreground_iou": value - 0.1}
    intervals = {n: [round(v - 0.02, 4), round(v + 0.02, 4)] for n, v in figures.items()}
    iou = {"background": 0.8, "hair": 0.6}
    ends = {"background": [0.7, 0.9], "hair": [0.5, 0.7]}
    return {"images": 4, **figures, "iou": iou, "intervals": {**intervals, "iou": ends}}


def _of_classifier(value: float) -> dict:
    zones = {"called_generated": 0.1, "called_real": 0.8, "inconclusive": 0.1}
    source = {"images": 20, "generated": 0, **zones}
    source["intervals"] = {zone: [0.0, 0.9] for zone in zones}
    return {
        "pairs": {"stylegan1/ffhq": _figures(value - 0.1)},
        "trained": _figures(value),
        "all": _figures(value - 0.2, 60),
        "sources": {"ffhq": source},
        "trained_sources": ["ffhq", "stylegan1"],
        "validation": {"pooled": {"images": 5, "called_generated": 0.0}},
    }


@pytest.fixture
def data(tmp_path):
    """Twelve faces of noise, 8 px a side, and their index."""
    folder = tmp_path / "data"
    folder.mkdir()
    rng = np.random.default_rng(0)
    rows = []
    for n in range(12):
        write_png(folder / f"{n}.png", rng.integers(0, 256, (8, 8, 3), dtype=np.uint8))
        rows.append((f"{n}.png", ("real", "fake")[n % 2], "s", "train" if n < 8 else "val"))
    write_table(folder / "index.csv", "path,label,source,split", rows)
    return folder


@pytest.fixture
def small_network(monkeypatch):
    """Every recipe's network is a small one, for `data`."""

    def build(recipe, data, runs):
        keras.utils.set_random_seed(recipe.seed)
        return keras.Sequential(
            [
                keras.Input((recipe.model.size, recipe.model.size, 3)),
                keras.layers.Rescaling(1 / 255),
                keras.layers.Conv2D(4, 3, name="frozen", trainable=False),
                keras.layers.Conv2D(4, 3),
                keras.layers.BatchNormalization(),
                keras.layers.Flatten(),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )

    monkeypatch.setattr(preparing, "build", build)
