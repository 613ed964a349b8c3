"""A real, tiny training seen and steered from the page: interrupted, gone on with, finished."""

import csv
import json
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QProcess

from gng_desktop.training.events import command
from gng_desktop.training.recipe import DataPart, FitPart, ModelPart, Recipe
from gng_desktop.ui.training.running_page import RunningPage

PROGRAM = Path(__file__).parents[1] / "training" / "tiny_program.py"
LONG = 240_000
"""Time in which a process has loaded TensorFlow on a busy machine, ms."""
EPOCHS = 8
RECIPE = Recipe(
    "tiny",
    "classification",
    "with_background",
    model=ModelPart(backbone="mobilenet_v2", family="pooled", size=32),
    data=DataPart(index="faces/index.csv", sources=("made", "found")),
    fit=FitPart(epochs=EPOCHS, batch=2, learning_rate=3e-3, monitor="last"),
)


@pytest.fixture
def data(tmp_path):
    """A data folder of twelve small faces, blue ones generated."""
    rng = np.random.default_rng(3)
    folder = tmp_path / "data" / "faces"
    folder.mkdir(parents=True)
    rows = []
    for n, split in enumerate(("train",) * 4 + ("val",) * 2):
        for source, label, colour in (
            ("made", "fake", (60, 90, 230)),
            ("found", "real", (230, 150, 90)),
        ):
            pixels = np.clip(rng.normal(colour, 12, (40, 40, 3)), 0, 255).astype(np.uint8)
            Image.fromarray(pixels).save(folder / f"{source}{n}.png")
            rows.append((f"{source}{n}.png", label, source, split))
    with (folder / "index.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([("path", "label", "source", "split"), *rows])
    return tmp_path / "data"


def test_a_training_is_seen_interrupted_and_gone_on_with(
    qtbot, settings, data, tmp_path, monkeypatch
):
    monkeypatch.setenv("KERAS_BACKEND", "tensorflow")
    # So slow that it is heard in the midst of an epoch.
    monkeypatch.setenv("TINY_PAUSE", "0.2")

    def tiny(*places, **options):
        words = command(*places, **options)
        return [sys.executable, str(PROGRAM), *words[words.index("train") :]]

    def until(condition):
        qtbot.waitUntil(lambda: bool(condition()), timeout=LONG)

    finished = []
    (tmp_path / "runs").mkdir()
    page = RunningPage(settings, tiny)
    qtbot.addWidget(page)
    page.said.connect(lambda sentence, details: pytest.fail(f"{sentence}\n{details}"))
    page.run_finished.connect(finished.append)
    page.use_runs(tmp_path / "runs")
    page.use_data(data)
    page.resize(1000, 600)
    page.show()

    page.start(RECIPE)
    until(lambda: page.trainer.course and len(page.trainer.course.rows) == 1)
    page.run.pause_button.click()
    until(lambda: page.trainer.course.state == "paused")
    page.trainer.interrupt()
    until(lambda: not page.busy)
    assert page.trainer.course.state == "waiting"
    done = len(page.trainer.course.rows)
    assert 1 <= done < EPOCHS

    monkeypatch.setenv("TINY_PAUSE", "0")
    until(page.run.resume_button.isVisible)
    page.run.resume_button.click()
    until(lambda: finished)
    assert finished == [tmp_path / "runs/tiny"]
    assert page.trainer.course.begun.resumed_at == done + 1
    with (finished[0] / "log.csv").open(encoding="utf-8") as stream:
        assert [int(row["epoch"]) for row in csv.DictReader(stream)] == list(range(1, EPOCHS + 1))
    assert json.loads((finished[0] / "run.json").read_text(encoding="utf-8"))["finished"]
    until(lambda: page.run.samples.list.count() == 4 and page.run.curves.drawings)
    assert page.run.samples.heading.text() == f"Validation images after epoch {EPOCHS}"
    until(lambda: page.queue.state("tiny") == "finished")
    assert page.close(10_000)
    assert not any(process.processId() for process in page.findChildren(QProcess))
    assert any((finished[0] / "tensorboard").iterdir())
