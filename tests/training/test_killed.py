"""A training that a window pauses and a kill ends goes on as if nothing had happened."""

import os
import subprocess
import sys

import h5py
import numpy as np
import pytest

from gng_desktop.training.events import command, parse_line
from tests.tiny_data import read_table
from tests.training import tiny_program
from tests.training.conftest import FACES, MODEL, write_recipe


def log_of(runs):
    rows = [{k: float(v) for k, v in row.items()} for row in read_table(runs / "tiny" / "log.csv")]
    return [{k: v for k, v in row.items() if k != "seconds"} for row in rows]


def weights_of(runs):
    found = {}

    def take(name, item):
        if isinstance(item, h5py.Dataset):
            found[name] = np.asarray(item)

    with h5py.File(runs / "tiny" / "best.weights.h5") as file:
        file["layers"].visititems(take)
    return found


class Training:
    """A training process as a window has it."""

    def __init__(self, command, environment):
        self.process = subprocess.Popen(
            command,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def until(self, kind):
        """Return the events up to the next of a kind; every line has to be one."""
        found = []
        while not found or found[-1].event != kind:
            found.append(parse_line(self.process.stdout.readline()))
        return found

    def say(self, word):
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()


def test_paused_killed_and_resumed(pictures, tmp_path):
    recipe, runs = tmp_path / "tiny.toml", tmp_path / "broken"
    rate = {"learning_rate": 3e-3, "schedule": "cosine", "warmup_epochs": 0.5}
    write_recipe(
        recipe,
        model=MODEL | {"family": "pooled"},
        data=FACES,
        augmentation={"flip": True, "rotation": 10.0, "light": 0.1},
        fit=rate | {"epochs": 4, "batch": 2},
    )
    program = [sys.executable, tiny_program.__file__]

    def environment(pause=0.0):
        return {**os.environ, "TINY_PAUSE": str(pause), "KERAS_BACKEND": "tensorflow"}

    def observed(resume=False, pause=0.0):
        words = command(recipe, pictures, runs, resume=resume)
        words = words[words.index("train") :]
        return Training([*program, *words], environment(pause))

    plain = [*program, "train", str(recipe), "--data", str(pictures)]
    plain += ["--runs", str(tmp_path / "whole")]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    whole = subprocess.Popen(plain, env=environment(), **quiet)

    killed = observed(pause=0.3)
    assert killed.until("begun")[-1].images["train"] == {"generated": 6, "real": 6}
    killed.until("epoch")
    killed.say("pause")
    paused = killed.until("paused")[-1]
    assert paused.epoch in (1, 2)
    with pytest.raises(subprocess.TimeoutExpired):
        killed.process.wait(0.5)
    killed.say("go on")
    assert killed.until("gone_on")[-1].batch == paused.batch
    assert killed.until("batch")[-1].epoch == 2
    killed.process.kill()
    killed.process.communicate(timeout=60)
    assert len(log_of(runs)) == 1

    left = observed(resume=True, pause=0.3)
    begun = left.until("begun")[-1]
    assert (begun.resumed_at, begun.best_epoch) == (2, 1)
    left.until("epoch")
    left.process.stdin.close()  # the window is gone
    left.process.stdin = None
    output, _ = left.process.communicate(timeout=120)
    assert parse_line(output.splitlines()[-1]).event == "interrupted"
    assert left.process.returncode == 1

    ended = observed(resume=True)
    events = ended.until("finished")
    assert [e.row["epoch"] for e in events if e.event == "epoch"] in ([3, 4], [4])
    assert ended.process.wait(timeout=60) == 0
    ended.process.communicate(timeout=60)
    assert whole.wait(timeout=120) == 0

    expected, found = log_of(tmp_path / "whole"), log_of(runs)
    assert len(expected) == len(found) == 4
    for one, other in zip(expected, found, strict=True):
        assert other == pytest.approx(one, rel=1e-5)
    expected, found = weights_of(tmp_path / "whole"), weights_of(runs)
    assert set(found) == set(expected)
    for name, values in expected.items():
        np.testing.assert_allclose(found[name], values, rtol=1e-5, atol=1e-7, err_msg=name)


def test_a_recipe_that_cannot_be_read_is_an_event(tmp_path):
    words = command(tmp_path / "none.toml", tmp_path, tmp_path / "runs")
    training = Training(words, None)
    last = training.until("failed")[-1]
    assert last.kind == "recipe"
    assert last.sentence.startswith(f"The recipe {tmp_path / 'none.toml'} cannot be read")
    assert training.process.wait(timeout=60) == 1
    training.process.communicate(timeout=60)
