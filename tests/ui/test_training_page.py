"""The tab Training: what its pages tell each other, and trainings from data to a model in use."""

import csv
import importlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageColor, ImageOps
from PySide6.QtCore import QProcess, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from gng_desktop.imaging.sample import sample_path
from gng_desktop.modelstore import find_models
from gng_desktop.modelstore.changes import read_changes
from gng_desktop.runs.history import Summary
from gng_desktop.training import events
from gng_desktop.training.grid import Grid
from gng_desktop.training.recipe import DataPart, FitPart, ModelPart, Recipe
from gng_desktop.ui.image import jobs
from gng_desktop.ui.training import page as training_page
from gng_desktop.ui.training.data.page import class_colours
from gng_desktop.ui.training.page import NOT_HERE, estimate_words
from gng_desktop.ui.training.results import run_actions
from gng_desktop.ui.training.results.jobs import InUse
from gng_desktop.ui.training.results.run_header import RunHeader
from gng_desktop.ui.training.running.page import RunningPage
from gng_desktop.ui.training.workspace import ChosenData
from tests.tiny_data import portrait, write_png, write_table
from tests.ui.controls import controls_of, name_of
from tests.ui.driver import emitted
from tests.ui.made_up_events import estimated
from tests.ui.training_kit import (
    current_of,
    in_second_epoch,
    made_up_recipe,
    posix,
    states,
    texts_of,
)

HERE = Path(__file__).parent
TINY = HERE.parent / "training" / "tiny_program.py"
LONG = 240_000
"""Time in which a process has loaded TensorFlow and done its work on a busy machine, ms."""
SPLITS = ("train",) * 8 + ("val",) * 4 + ("test",) * 4


# -- pictures to learn from -------------------------------------------------------------------


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder of 32 small faces and 16 masks, with an index of each."""
    rng = np.random.default_rng(3)
    root = tmp_path_factory.mktemp("data")
    faces, masks = [], []
    for n, split in enumerate(SPLITS):
        for source, label in (("made", "fake"), ("found", "real")):
            rgb, _ = portrait(rng, 40, label == "fake")
            write_png(root / f"faces/{source}{n}.png", rgb)
            faces.append((f"{source}{n}.png", label, source, split))
        for name, pixels in zip(("", "_mask"), portrait(rng, 40, False), strict=True):
            write_png(root / f"masks/{n}{name}.png", pixels)
        masks.append((f"{n}.png", f"{n}_mask.png", "celebamask19", split))
    write_table(root / "faces/index.csv", "path,label,source,split", faces)
    write_table(root / "masks/index.csv", "image,mask,labels,split", masks)
    return root


def tiny_recipe(name="tiny", **fit):
    return Recipe(
        name,
        "classification",
        "with_background",
        model=ModelPart(backbone="mobilenet_v2", family="pooled", size=32),
        data=DataPart(index="faces/index.csv", sources=("found", "made"), drop_twins=False),
        fit=FitPart(**{"epochs": 4, "batch": 4, "learning_rate": 3e-3, "monitor": "last"} | fit),
    )


# -- the page in its window -------------------------------------------------------------------


@pytest.fixture
def shown_page(until, tmp_path):
    """Goes to the tab Training of a window, with a folder of runs; returns its page."""
    (tmp_path / "runs").mkdir()

    def show(window):
        window.resize(1200, 800)
        window.tabs.bring("training")
        window.training.results.use_runs(tmp_path / "runs")
        until(lambda: window.training.running.queue_runner.runs == tmp_path / "runs")
        return window.training

    return show


@pytest.fixture
def page(fakes, window, shown_page, data, monkeypatch):
    """The tab of a window that trains by `fakes`, with a data folder."""
    page_of = partial(RunningPage, command=fakes.command)
    monkeypatch.setattr(training_page, "RunningPage", page_of)
    found = shown_page(window)
    found.workspace.use_data(ChosenData(data / "faces/index.csv", "faces", {}, data))
    return found


@pytest.fixture
def training(page, fakes, until):
    """Run "one" is trained in the tab, and waits for words in its second epoch."""
    fakes.modes["one"] = "steered"
    page.recipe.start_asked.emit(made_up_recipe())
    until(lambda: in_second_epoch(page))


def no_process(window):
    return not any(process.processId() for process in window.findChildren(QProcess))


# -- what the pages tell each other -----------------------------------------------------------


def test_classes_have_the_colours_of_the_settings(window, shown_page, data, until):
    def shown():
        return page.data.classes.item(1, 0).icon().pixmap(12).toImage().pixelColor(5, 5).name()

    window.settings.set("class_palette", "colour-blind-safe")
    page = shown_page(window)
    page.data.open(data / "masks/index.csv")
    until(lambda: page.data.data is not None and not page.data.checker.busy)
    safe, usual = ([*class_colours(k).values()] for k in ("colour-blind-safe", "mut1ny"))
    assert shown() == safe[1].name()
    window.settings.set("class_palette", "mut1ny")
    assert shown() == usual[1].name() != safe[1].name()


def test_data_chosen_reaches_the_other_pages(page, data, until):
    page.data.open(data / "faces/index.csv")
    until(lambda: page.data.data is not None and not page.data.checker.busy)
    assert page.workspace.data_folder == data
    assert page.results.data_field.folder == str(data)
    page.data.folder.field.setText(str(data / "faces"))
    until(lambda: page.workspace.data_folder == data / "faces")
    assert page.results.data_field.folder == str(data / "faces")
    assert page.pages.currentWidget() is page.data
    page.data.next_button.click()
    assert page.pages.currentWidget() is page.recipe
    until(lambda: page.recipe.form is not None)
    assert page.recipe.folder == data / "faces"
    assert page.recipe.form.values()["data.index"] == "index.csv"


def test_the_inspector_says_that_it_does_not_train(window, monkeypatch):
    monkeypatch.setattr(training_page, "build", lambda: "inspector")
    window.tabs.bring("training")
    page = window.training
    assert [label.text() for label in page.findChildren(QLabel)] == [NOT_HERE]
    assert not page.findChildren(QAbstractButton)
    assert page.indicated() == [] and not page.busy
    window.tabs.bring("analyse")
    window.tabs.bring("training")  # shown again, there is nothing to tell it
    assert page.close() and window.close() and window.threads_ended


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "10 min for 3 epochs of 2 min"),
        ({"early": True}, "at most 10 min for 3 epochs of 2 min"),
        ({"memory": 3_210_000_000}, "10 min for 3 epochs of 2 min, 3.2 GB of memory"),
    ],
)
def test_what_an_estimate_says(changes, words):
    found = {"seconds_epoch": 120.0, "seconds_run": 600.0, "early": False, "memory": None}
    assert estimate_words(estimated(**found | changes)) == words


def test_an_estimate_is_asked_for_shown_and_forgotten(page, fakes, until):
    page.pages.setCurrentWidget(page.recipe)
    until(lambda: page.recipe.form is not None)
    recipe, estimator = page.recipe, page.running.estimator
    recipe.show_recipe(tiny_recipe())
    recipe.estimate_button.click()
    assert "Measuring how long" in recipe.estimate.text() and not recipe.estimate_button.isEnabled()
    until(lambda: not estimator.busy)
    assert recipe.estimate.text().startswith("On this computer: at most 3 min")
    assert fakes.asked == [("recipe", False, True)]
    assert recipe.estimate_button.isEnabled()
    recipe.show_recipe(tiny_recipe(epochs=5))
    assert "not known yet" in recipe.estimate.text()
    # What is measured while the recipe changes is not said of the changed one.
    fakes.modes["estimate"] = "lame"
    recipe.estimate_button.click()
    until(lambda: estimator.process.busy)
    recipe.show_recipe(tiny_recipe(epochs=9))
    until(lambda: not estimator.busy)
    assert "not known yet" in recipe.estimate.text() and recipe.estimate_button.isEnabled()


def test_a_recipe_is_queued_and_one_is_started(page, tmp_path, until):
    messages = emitted(page.workspace.status_message)
    page.recipe.queue_asked.emit(made_up_recipe("later"))
    until(lambda: states(tmp_path / "runs") == {"later": "waiting"})
    until(lambda: messages == ["1 recipe queued"])
    assert page.pages.currentWidget() is page.data
    page.recipe.start_asked.emit(made_up_recipe("now"))
    assert page.pages.currentWidget() is page.running
    until(lambda: states(tmp_path / "runs") == {"now": "finished", "later": "finished"})
    page.pages.setCurrentWidget(page.results)
    until(lambda: [found.name for found in page.results.model.runs] == ["later", "now"])


def test_a_grid_is_queued_and_trained_in_the_order_that_its_runs_need(page, fakes, until, tmp_path):
    base = replace(tiny_recipe("t"), model=ModelPart("mobilenet_v2", size=32))
    masks = DataPart(index="masks/index.csv")
    segmenter = replace(base, task="segmentation", role="segmenter", data=masks)
    page.recipe.grid_asked.emit(Grid("t", base, {"model.transfer": ("none", "all")}, segmenter))
    names = ["t-none", "t-mobilenet_v2-segmenter", "t-all"]
    until(lambda: states(tmp_path / "runs") == dict.fromkeys(names, "waiting"))
    assert page.pages.currentWidget() is page.running and not page.busy
    until(page.running.queue.go_button.isEnabled)  # the list shows them a moment after the file
    page.running.queue.go_button.click()
    until(lambda: states(tmp_path / "runs") == dict.fromkeys(names, "finished"))
    assert [name for name, *_ in fakes.asked] == names


def test_the_indicator_shows_a_training_and_ends_it(
    window, page, training, answer, tmp_path, until
):
    window.tabs.bring("analyse")
    until(lambda: "Training one" in window.indicator.running and window.indicator.isVisible())
    assert page.busy
    asked = answer("Suspend")
    until(lambda: window.indicator.row.text.text() == "Training one…")
    window.indicator.row.cancel_button.click()
    until(lambda: not page.busy)
    assert asked[0][0] == "Stop the training?"
    assert "Stop and keep best" in asked[0][3]
    until(lambda: states(tmp_path / "runs") == {"one": "waiting"})
    until(lambda: not window.indicator.isVisible())


def test_a_failure_is_shown_in_another_tab_too(window, page, fakes, until):
    fakes.modes["one"] = "fail"
    page.recipe.start_asked.emit(made_up_recipe())
    window.tabs.bring("analyse")
    until(window.notice.isVisible)
    assert "one: The disk is full; press Resume." in window.notice.text.text()
    assert "--resume" not in window.notice.text.text()


def test_other_runs_chosen_during_a_training_are_used_after_it(page, training, tmp_path, until):
    alerts = emitted(page.workspace.alert)
    (tmp_path / "others").mkdir()
    page.results.use_runs(tmp_path / "others")
    until(lambda: alerts)
    assert [sentence for sentence, _ in alerts] == [
        "A training is running; the folder of runs cannot be changed until it has ended."
    ]
    assert page.running.queue_runner.runs == tmp_path / "runs"
    page.running.queue_runner.stop()
    until(lambda: page.running.queue_runner.runs == tmp_path / "others")
    until(lambda: states(tmp_path / "runs") == {"one": "stopped"})
    assert states(tmp_path / "others") == {}


@pytest.mark.timed
@pytest.mark.parametrize("mode", ["steered", "deaf"])
def test_closing_the_window_asks_what_becomes_of_a_training(
    window, page, fakes, tmp_path, until, mode, answer
):
    fakes.modes["one"] = mode
    page.recipe.start_asked.emit(made_up_recipe())
    until(lambda: current_of(page) and current_of(page).rows)
    asked = answer("Keep the window open")
    assert not window.close() and page.running.queue_runner.busy
    assert asked[0][0] == "A training is running" and asked[0][3][0] == "Suspend and close"
    answer("Suspend")
    begun = time.monotonic()
    window.close()
    assert window.threads_ended and no_process(window)
    assert time.monotonic() - begun < 5
    assert states(tmp_path / "runs") == {"one": "waiting"}


def test_a_training_that_is_stopped_closes_the_window_when_it_is_saved(
    window, page, training, tmp_path, until, answer
):
    answer("Stop now")
    assert not window.close()
    until(lambda: not window.isVisible())
    assert states(tmp_path / "runs") == {"one": "stopped"} and no_process(window)


def test_every_control_has_a_name(page, until):
    for step in range(page.pages.count()):
        page.pages.setCurrentIndex(step)
        until(lambda: page.recipe.form is not None or page.pages.currentWidget() is not page.recipe)
        for control in controls_of(page):
            own = "qt_" in control.objectName()
            assert own or name_of(control) or control.toolTip(), (step, control, control.parent())


def test_no_run_is_used_before_the_models_in_use_are_known(qtbot):
    header = RunHeader()
    qtbot.addWidget(header)
    found = Summary("one", Path("runs/one"), "finished", role="with_background")
    header.show_run(found, InUse(), False)
    assert header.test.isEnabled() and not header.use.isEnabled()
    header.show_run(found, InUse(known=True), False)
    assert header.use.isEnabled()
    header.set_free(False)
    assert not header.test.isEnabled() and not header.use.isEnabled()


def test_the_pages_load_nothing_heavy():
    code = """
import sys
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import QSettings
from gng_desktop.ui.training.data import page as data_page
from gng_desktop.ui.training.recipe import page as recipe_page
from gng_desktop.ui.training.results import page as results_page
from gng_desktop.ui.training.running import page as running_page
from gng_desktop.ui.training.workspace import Workspace
app = QApplication([])
place = Workspace(QSettings("/nowhere.ini", QSettings.Format.IniFormat))
# The page Recipe reads its fields when it is shown, and they bring OpenCV.
kinds = data_page.DataPage, running_page.RunningPage, results_page.ResultsPage
pages = [kind(place) for kind in kinds]
for page in pages:
    page.show()
    app.processEvents()
[runner.close() for runner in pages[0].runners]
[page.close() for page in pages]
heavy = "matplotlib tensorflow keras cv2 sklearn scipy onnxruntime shap tomlkit"
print([module for module in heavy.split() if module in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "[]", done.stderr


# -- real trainings ---------------------------------------------------------------------------


@pytest.fixture
def tiny(monkeypatch, ordinary_priority):
    """Trains, tests and publishes really, with the backbone of ``tiny_program``."""
    monkeypatch.setenv("KERAS_BACKEND", "tensorflow")
    monkeypatch.setenv("TINY_EAGER", "1")
    monkeypatch.setattr(events, "program", lambda: [sys.executable, str(TINY)])
    for folder in (TINY.parent, HERE):
        monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(run_actions, "child_tasks", importlib.import_module("tiny_results"))


def choose_data(page, data, until):
    """Open the index of faces."""
    page.data.open(data / "faces/index.csv")
    until(lambda: page.data.data is not None)
    assert page.workspace.data_folder == data


def choose_run(page, name, until):
    """Select a run in the page Results, and wait for what is read of it."""
    results = page.results
    page.pages.setCurrentWidget(results)
    until(lambda: any(found.name == name for found in results.model.runs))
    results.table.choose([found.name for found in results.model.shown].index(name))
    until(lambda: results.details.details and results.details.details.summary.name == name)
    until(lambda: not results.busy)


@pytest.fixture
def tinted(tmp_path):
    """A portrait in two tints: that of the generated faces, and that of the real ones."""
    grey = ImageOps.grayscale(Image.open(sample_path(tmp_path / "source")))
    found = {}
    for name, colour in (("blue", "rgb(60, 90, 230)"), ("orange", "rgb(230, 150, 90)")):
        found[name] = tmp_path / f"{name}.png"
        ImageOps.colorize(grey, "black", "white", ImageColor.getrgb(colour)).save(found[name])
    return found


@posix
def test_from_images_to_a_model_in_use(
    tiny, make_window, shown_page, data, tinted, settled, answer, until, tmp_path, monkeypatch
):
    # So slow that the training is killed in the midst of an epoch.
    monkeypatch.setenv("TINY_PAUSE", "0.3")
    window = make_window(jobs.Computing(None, "cpu", 2).open)
    until(lambda: window.session.analyser is not None)
    shipped = window.session.analyser.models["with_background"].label
    page = shown_page(window)
    page.workspace.alert.connect(lambda sentence, details: details and pytest.fail(details))

    # Data, and the way to the recipe.
    choose_data(page, data, until)
    until(lambda: page.data.grid.list.count())
    page.data.next_button.click()
    until(lambda: page.recipe.form is not None)
    page.recipe.show_recipe(tiny_recipe())
    assert page.recipe.recipe() == tiny_recipe()
    QTest.mouseClick(page.recipe.start_button, Qt.MouseButton.LeftButton)

    # The training is seen, paused, killed and resumed.
    assert page.pages.currentWidget() is page.running
    run = page.running.run
    until(lambda: current_of(page) and current_of(page).rows, LONG)
    assert not window.indicator.running  # one bar is enough: the page shows its own
    run.pause_button.click()
    until(lambda: current_of(page).state == "paused")
    run.pause_button.click()
    until(lambda: current_of(page).state == "running")
    os.kill(page.running.queue_runner.process.pid, signal.SIGKILL)
    until(lambda: not page.busy)
    done = len(current_of(page).rows)
    assert current_of(page).state == "failed" and 1 <= done < 4
    assert run.failure.text.isVisible()
    words = f"because memory ran out. Resume continues after epoch {done}."
    assert run.failure.text.text().endswith(words)
    assert not window.notice.isVisible()  # it stands in the page already
    until(lambda: states(tmp_path / "runs") == {"tiny": "failed"})
    monkeypatch.setenv("TINY_PAUSE", "0")
    until(run.resume_button.isVisible)
    QTest.mouseClick(run.resume_button, Qt.MouseButton.LeftButton)
    until(lambda: states(tmp_path / "runs") == {"tiny": "finished"}, LONG)
    assert current_of(page).begun.resumed_at == done + 1
    with (tmp_path / "runs/tiny/log.csv").open(encoding="utf-8") as stream:
        assert [int(row["epoch"]) for row in csv.DictReader(stream)] == [1, 2, 3, 4]
    until(lambda: run.curves.chart.picture and run.samples.list.count())
    assert run.state.text() == "Finished" and len(current_of(page).rows) == 4

    # It is tested, for the table too.
    results = page.results
    choose_run(page, "tiny", until)
    assert results.data_field.folder == str(data)
    QTest.mouseClick(results.header.test, Qt.MouseButton.LeftButton)
    until(lambda: results.busy)
    until(lambda: not results.busy, LONG)
    assert window.status_text.text() == "Run tiny has been tested."
    assert not window.notice.isVisible()
    QTest.mouseClick(results.tables_button, Qt.MouseButton.LeftButton)
    until(lambda: results.tables.table.rowCount())
    results.tables.which.setCurrentIndex(results.tables.which.findData("4.3"))
    rows = texts_of(results.tables.table)
    (figure,) = (row[3] for row in rows if row[:3] == ["mobilenet_v2", "none", "tiny"])
    assert 0 <= float(figure.split()[0]) <= 1
    assert any(row[0] == "Xception" and row[3].startswith("no run") for row in rows)
    QTest.mouseClick(results.runs_button, Qt.MouseButton.LeftButton)

    # Its run becomes the model.
    until(results.header.use.isEnabled)
    asked = answer("Use this model")
    QTest.mouseClick(results.header.use, Qt.MouseButton.LeftButton)
    assert asked[0][1] == "Use run tiny as the with-background classifier?"
    assert shipped in asked[0][2]

    def model():
        analyser = window.session.analyser
        return "" if analyser is None else analyser.models["with_background"].label

    until(lambda: model() not in ("", shipped), LONG)
    label = model()
    assert label == find_models().models["with_background"].label
    assert read_changes()[-1].after.label == label
    until(lambda: "in use" in results.header.facts.text())
    assert "Run tiny is now the with-background classifier" in window.status_text.text()
    assert json.loads((tmp_path / "runs/tiny/metrics.json").read_text("utf-8"))["metrics"]

    # It judges: by the only thing that it has learned to tell apart.
    scores = {}
    for name, path in tinted.items():
        window.open_image(path)
        settled(window, f"{name}.png")
        analysis = window.session.found.analysis
        assert analysis.status == "ok" and analysis.classifier_with_background == label
        assert window.verdict.facts["with"].text() == label
        scores[name] = analysis.score_with_background
    assert scores["blue"] > 0.5 > scores["orange"]

    # And back to the model that came with the program.
    window.tabs.bring("training")
    answer("Roll back")
    until(results.header.back.isEnabled)
    QTest.mouseClick(results.header.back, Qt.MouseButton.LeftButton)
    until(lambda: model() == shipped)
    until(lambda: window.session.found is not None and not window.session.jobs.busy)
    assert window.session.found.analysis.classifier_with_background == shipped
