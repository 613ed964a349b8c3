"""One training on TensorFlow, on JAX, and on JAX with two devices, each in its own process.

The backends draw different random weights, so all three start from the same file; batches and
augmentation come from NumPy and are the same anyway. What a batch normalisation follows has a bias
that changes nothing but the moving averages, and its gradient is all rounding error, which Adam
scales up: so the loss agrees to a millionth and the validation loss, which uses those averages,
less.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import keras
import pytest

from gng_desktop.networks.backbones import BACKBONES
from gng_desktop.networks.families import network
from gng_desktop.networks.weights import load_weights
from tests.tiny_data import read_table
from tests.training import tiny_program
from tests.training.conftest import MODEL, write_recipe

FIT = {"epochs": 3, "batch": 2, "learning_rate": 1e-3, "class_weights": "sqrt", "device": "cpu"}
QUICK = "--xla_backend_optimization_level=0"  # compiling is most of such a training
TWO = "--xla_force_host_platform_device_count=2"
KINDS = {
    "tensorflow": {"KERAS_BACKEND": "tensorflow", "TINY_EAGER": "1"},
    "jax": {"KERAS_BACKEND": "jax", "XLA_FLAGS": QUICK},
    "two": {"KERAS_BACKEND": "jax", "XLA_FLAGS": f"{QUICK} {TWO}"},
}
"""Environment of each training."""


def segmenter() -> keras.Model:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(BACKBONES, tiny_program.NAME, tiny_program.backbone())
        return network("segmentation", "deeplabv3plus", tiny_program.NAME, 32)


@pytest.fixture(scope="module")
def runs(pictures, tmp_path_factory) -> Path:
    """Train all three at once; return the folder of their folders of runs."""
    folder = tmp_path_factory.mktemp("backends")
    recipe = write_recipe(
        folder / "tiny.toml",
        role="segmenter",
        model=MODEL,
        data={"index": "parsing/index.csv"},
        augmentation={"flip": True, "rotation": 10.0},
        fit=FIT,
    )
    weights = folder / "first.weights.h5"
    keras.utils.set_random_seed(1)
    segmenter().save_weights(weights)
    training = {}
    for kind, extra in KINDS.items():
        command = [sys.executable, tiny_program.__file__, "train", str(recipe)]
        command += ["--data", str(pictures), "--runs", str(folder / kind)]
        environment = {**os.environ, "TINY_WEIGHTS": str(weights), **extra}
        training[kind] = subprocess.Popen(
            command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    for kind, process in training.items():
        _, errors = process.communicate(timeout=300)
        assert process.returncode == 0, f"{kind}: {errors}"
    return folder


def curves(runs: Path, kind: str) -> dict[str, list[float]]:
    rows = read_table(runs / kind / "tiny" / "log.csv")
    assert len(rows) == 3
    return {name: [float(row[name]) for row in rows] for name in rows[0]}


@pytest.mark.parametrize(("one", "other"), [("tensorflow", "jax"), ("jax", "two")])
def test_curves_agree(runs, one, other):
    expected, found = curves(runs, one), curves(runs, other)
    assert list(found) == list(expected)
    # Measured here: 6e-7 for the loss, 4e-4 for the validation loss, over five epochs.
    assert found["loss"] == pytest.approx(expected["loss"], rel=1e-4)
    assert found["val_loss"] == pytest.approx(expected["val_loss"], rel=5e-3)
    for name in ("accuracy", "val_accuracy"):
        assert found[name] == pytest.approx(expected[name], abs=5e-3)
    assert found["loss"][-1] < 0.5 * found["loss"][0]


def test_each_ran_on_what_it_says(runs):
    found = {
        kind: json.loads((runs / kind / "tiny" / "run.json").read_text(encoding="utf-8"))
        for kind in KINDS
    }
    about = {kind: record["environment"] for kind, record in found.items()}
    assert [about[kind]["backend"] for kind in KINDS] == ["tensorflow", "jax", "jax"]
    assert [about[kind]["devices"] for kind in KINDS] == ["cpu:0", "cpu:0", "cpu:0, cpu:1"]
    assert about["tensorflow"]["tensorflow"]
    assert about["jax"]["jax"]
    assert len({record["data_sha256"] for record in found.values()}) == 1


@pytest.mark.parametrize("kind", ["jax", "two"])
def test_weights_of_another_backend_load_here(runs, kind):
    load_weights(segmenter(), runs / kind / "tiny" / "best.weights.h5")
    assert keras.backend.backend() == "tensorflow"
