"""A training that is killed in the middle of an epoch goes on as if nothing had happened."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
import pytest

PROGRAM = Path(__file__).with_name("tiny_program.py")
RECIPE = """
name = "tiny"
task = "classification"
role = "with_background"
seed = 7
[model]
family = "pooled"
backbone = "mobilenet_v2"
size = 32
[data]
index = "faces/index.csv"
sources = ["stylegan1", "ffhq"]
[augmentation]
flip = true
rotation = 10.0
light = 0.1
[fit]
epochs = 4
batch = 2
learning_rate = 3e-3
schedule = "cosine"
warmup_epochs = 0.5
"""


def log_of(runs: Path) -> list[dict[str, float]]:
    with (runs / "tiny" / "log.csv").open(encoding="utf-8") as stream:
        rows = [{k: float(v) for k, v in row.items()} for row in csv.DictReader(stream)]
    return [{k: v for k, v in row.items() if k != "seconds"} for row in rows]


def weights_of(runs: Path) -> dict[str, np.ndarray]:
    found = {}
    with h5py.File(runs / "tiny" / "best.weights.h5") as file:
        file["layers"].visititems(
            lambda name, item: (
                found.update({name: np.asarray(item)}) if isinstance(item, h5py.Dataset) else None
            )
        )
    return found


def test_killed_and_resumed(workshop, tmp_path):
    recipe = tmp_path / "tiny.toml"
    recipe.write_text(RECIPE, encoding="utf-8")

    def start(runs: str, *options: str, pause: float = 0.0) -> subprocess.Popen:
        command = [sys.executable, str(PROGRAM), "train", str(recipe), *options]
        command += ["--data", str(workshop.data), "--runs", str(tmp_path / runs)]
        environment = {**os.environ, "TINY_PAUSE": str(pause), "KERAS_BACKEND": "tensorflow"}
        return subprocess.Popen(
            command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    whole = start("whole")
    with start("broken", pause=0.3) as killed:
        # Epochs of six batches, two at a time, and validation: a second and more.
        assert killed.stdout.readline().startswith("epoch   1 ")
        with pytest.raises(subprocess.TimeoutExpired):
            killed.wait(0.5)  # well into the second epoch
        killed.kill()
        assert killed.stdout.read() == ""
    assert killed.returncode != 0
    assert len(log_of(tmp_path / "broken")) == 1
    said, _ = start("broken", "--resume").communicate(timeout=120)
    assert [line[:9] for line in said.splitlines()[:-1]] == [f"epoch   {n}" for n in (2, 3, 4)]
    whole.communicate(timeout=120)

    expected, found = log_of(tmp_path / "whole"), log_of(tmp_path / "broken")
    assert len(expected) == len(found) == 4
    for one, other in zip(expected, found, strict=True):
        assert other == pytest.approx(one, rel=1e-5)
    expected, found = weights_of(tmp_path / "whole"), weights_of(tmp_path / "broken")
    assert set(found) == set(expected)
    for name, values in expected.items():
        np.testing.assert_allclose(found[name], values, rtol=1e-5, atol=1e-7, err_msg=name)
