import json
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QApplication

from gng_desktop.training.events import Sample, Samples, command
from gng_desktop.training.grid import Grid
from gng_desktop.training.queue import Queue
from gng_desktop.training.recipe import FitPart, Recipe
from gng_desktop.training.recipe_file import save_recipe
from gng_desktop.ui import style
from gng_desktop.ui.training.running_page import RunningPage
from gng_desktop.ui.workers import JobRunner

FAKE = Path(__file__).with_name("fake_training.py")
SOON = 60_000
"""Time in which small processes and jobs end on a busy machine, ms."""

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")


def recipe(name="one"):
    return Recipe(name, "classification", "with_background", fit=FitPart(epochs=3))


class Fakes:
    """Commands for the fake training: the modes by run, ``finish`` if nothing else is said."""

    def __init__(self):
        self.modes = defaultdict(lambda: "finish")
        self.asked = []

    def command(self, recipe, data, runs, *, resume=False, device="", estimate=False):
        self.asked.append((recipe.stem, resume, estimate))
        mode = self.modes["estimate"] if estimate else self.modes[recipe.stem]
        words = [sys.executable, str(FAKE), mode, recipe.stem, str(runs)]
        return [*words, *(["resume"] if resume else [])]


@pytest.fixture
def fakes():
    made = Fakes()
    made.modes["estimate"] = "estimate"
    return made


@pytest.fixture
def make_page(qtbot, settings, fakes, tmp_path):
    """Makes pages with folders of runs and data; afterwards nothing of them is running."""
    pages = []

    def make(wired=True):
        page = RunningPage(settings, fakes.command)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1000, 600)
        page.show()
        if wired:
            page.use_runs(tmp_path / "runs")
            page.use_data(tmp_path)
        return page

    (tmp_path / "runs").mkdir()
    yield make
    for page in pages:
        assert page.close(5_000)
        assert not any(p.processId() for p in page.findChildren(QProcess))
        assert not any(r.pool.activeThreadCount() for r in page.findChildren(JobRunner))


@pytest.fixture
def page(make_page):
    return make_page()


@pytest.fixture
def until(qtbot):
    """Waits until a condition holds, however busy the machine is."""
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=SOON)


@pytest.fixture
def states(tmp_path):
    """Tells the states in the file of the queue, in order."""

    def read():
        try:
            content = json.loads((tmp_path / "runs/queue.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return {entry["name"]: entry["state"] for entry in content["entries"]}

    return read


def course_of(page):
    return page.trainer.course


def in_second_epoch(page):
    """Whether the steered training waits for words."""
    course = course_of(page)
    return bool(course and course.batch and course.batch.epoch == len(course.rows) + 1 >= 2)


def rows_of(page):
    """The texts of the queue."""
    listed = page.queue.list
    return [listed.item(row).text() for row in range(listed.count())]


def test_empty_it_says_what_to_do(page):
    assert page.views.currentIndex() == 0
    assert not page.busy


def test_without_folders_it_asks_for_them(make_page, tmp_path):
    page, said = make_page(wired=False), []
    page.said.connect(lambda sentence, details: said.append(sentence))
    page.start(recipe())
    page.estimate(recipe())
    page.use_runs(tmp_path / "runs")
    page.start(recipe())
    assert [sentence.split(",")[0] for sentence in said] == [
        "Choose the folder of runs first.",
        "Choose the data to learn from first",
        "Choose the data to learn from first",
    ]


def test_a_run_from_start_to_end(page, until, states, fakes, tmp_path):
    finished, busy, told = [], [], []
    page.run_finished.connect(finished.append)
    page.busy_changed.connect(busy.append)
    page.told.connect(told.append)
    page.start(recipe())
    until(lambda: states() == {"one": "finished"} and page.run.curves.drawings)
    assert finished == [tmp_path / "runs/one"]
    assert busy == [True, False]
    assert fakes.asked == [("one", False, False)]
    assert told == ["The training of one is finished"]
    until(lambda: rows_of(page) == ["one\nFinished, 3 of 3 epochs"])
    assert page.run.state.text() == "Finished"
    assert page.run.curves.words.text().startswith("Epoch 3, the best · loss 0.333 training")
    assert not page.run.pause_button.isVisible() and not page.run.resume_button.isVisible()


def test_what_is_shown_while_it_trains(page, until, fakes):
    fakes.modes["one"] = "steered"
    page.start(recipe())
    until(lambda: in_second_epoch(page))
    facts = {key: fact.value.text() for key, fact in page.run.facts.by_key.items()}
    assert facts == {
        "batch": "training, batch 1 of 10",
        "epoch_left": "—",
        "run_left": "—",
        "loss": "0.700",
        "rate": "0.00040",
        "speed": "12.5",
        "best": "1, validation loss 1.000",
        "device": "CPU",
    }
    assert page.run.bar.text() == "Epoch 2 of 3"
    assert 0 < page.run.bar.value() - 1000 < 200
    assert rows_of(page) == ["one\nRunning, 1 of 3 epochs"]
    assert page.busy


def test_queued_runs_follow_one_another(page, until, states, fakes):
    page.enqueue([recipe("one"), recipe("two")])
    until(lambda: states() == {"one": "waiting", "two": "waiting"})
    assert not fakes.asked  # until the queue is started
    until(page.queue.go_button.isEnabled)
    page.queue.go_button.click()
    until(lambda: states() == {"one": "finished", "two": "finished"} and not page.trainer.going)
    # What waits in a queue always goes on with what was begun.
    assert fakes.asked == [("one", True, False), ("two", True, False)]


def test_a_held_queue_starts_nothing_else(page, until, states, fakes):
    fakes.modes["one"] = "steered"
    page.enqueue([recipe("one"), recipe("two")])
    page.trainer.go()
    until(lambda: in_second_epoch(page))
    assert page.queue.go_button.text() == "Hold the queue"
    page.queue.go_button.click()
    assert page.queue.hint.text() == "The queue is held: nothing else starts by itself."
    page.trainer.stop()
    until(lambda: states() == {"one": "stopped", "two": "waiting"} and not page.busy)
    assert len(fakes.asked) == 1


def test_a_recipe_started_while_another_is_trained_comes_next(page, until, states, fakes):
    fakes.modes["one"] = "steered"
    page.start(recipe("one"))
    until(lambda: in_second_epoch(page))
    page.enqueue([recipe("late")])
    page.start(recipe("next"))
    until(lambda: list(states()) == ["one", "next", "late"])
    page.trainer.stop()
    until(lambda: set(states().values()) == {"stopped", "finished"})
    assert [name for name, *_ in fakes.asked] == ["one", "next", "late"]


def test_a_recipe_may_be_a_file(page, until, states, tmp_path):
    save_recipe(recipe("filed"), tmp_path / "filed.toml")
    page.start(tmp_path / "filed.toml")
    until(lambda: states() == {"filed": "finished"})


def test_what_cannot_be_queued_is_said(page, until, tmp_path):
    said = []
    page.said.connect(lambda sentence, details: said.append(sentence))
    page.start(tmp_path / "missing.toml")
    until(lambda: said)
    assert "missing.toml cannot be read" in said[0]
    page.enqueue([recipe("one")])
    page.enqueue([recipe("one")])
    until(lambda: len(said) == 2)
    assert said[1] == "Run 'one' is in the queue already; rename this one."
    # Neither has got in the way of what comes.
    page.trainer.go()
    until(lambda: course_of(page) and course_of(page).state == "finished")


def test_a_grid_is_queued_once(page, until, states):
    grid = Grid("grid", recipe(), {"model.backbone": ("mobilenet_v2", "xception")})
    page.enqueue_grid(grid)
    until(lambda: len(states()) == 2)
    page.enqueue_grid(grid)
    page.enqueue([recipe("last")])
    until(lambda: len(states()) == 3)
    assert set(states().values()) == {"waiting"}


def test_pause_and_go_on(page, until, fakes):
    fakes.modes["one"] = "steered"
    page.start(recipe())
    until(lambda: in_second_epoch(page))
    button = page.run.pause_button
    button.click()
    assert course_of(page).state == "pausing"
    until(lambda: course_of(page).state == "paused")
    assert (page.run.state.text(), button.text()) == ("Paused", "Go on")
    assert rows_of(page) == ["one\nPaused, 1 of 3 epochs"]
    button.click()
    until(lambda: course_of(page).state == "running")
    assert button.text() == "Pause"


def test_stopped_with_a_result(page, until, states, fakes, answer, tmp_path):
    finished = []
    page.run_finished.connect(finished.append)
    fakes.modes["one"] = "steered"
    page.start(recipe())
    until(lambda: in_second_epoch(page))
    assert page.run.stop_button.text() == "Stop and keep best…"
    asked = answer("Stop and keep best")
    page.run.stop_button.click()
    ((_, text, more, buttons),) = asked
    assert text == "How is the training of one to end?" and "weights of epoch 1" in more
    assert buttons[0] == "Cancel"
    assert set(buttons[1:]) == {"Stop and keep best", "End for now"}
    until(lambda: states() == {"one": "stopped"})
    assert finished == [tmp_path / "runs/one"]
    until(lambda: page.run.state.text() == "Stopped")
    # It has a result; who has changed their mind may go on nevertheless.
    fakes.modes["one"] = "finish"
    page.run.resume_button.click()
    until(lambda: states() == {"one": "finished"})


def test_ended_for_now_and_gone_on_with(page, until, states, fakes, answer):
    fakes.modes["one"] = "steered"
    page.start(recipe())
    until(lambda: in_second_epoch(page))
    page.enqueue([recipe("two")])
    until(lambda: "two" in states())
    answer("End for now")
    page.run.stop_button.click()
    until(lambda: states() == {"one": "waiting", "two": "waiting"})
    assert not page.trainer.going  # or it would start again at once
    until(lambda: rows_of(page)[0] == "one\nGoes on behind epoch 1 of 3")
    fakes.modes["one"] = "finish"
    assert page.run.resume_button.text() == "Resume"
    page.run.resume_button.click()
    until(lambda: states() == {"one": "finished", "two": "finished"})
    assert fakes.asked[1] == ("one", True, False)


def test_before_the_first_epoch_there_is_nothing_to_keep(page, until, fakes, answer):
    fakes.modes["one"] = "steered"
    page.start(recipe())
    until(lambda: course_of(page))
    assert course_of(page).state == "preparing" and not course_of(page).best_epoch
    asked = answer("End for now")
    page.ask_stop()
    assert not any(text.startswith("Stop") for text in asked[0][3])
    until(lambda: not page.busy)
    assert course_of(page).state == "waiting"


def test_closing_ends_the_training_and_the_next_window_goes_on(
    page, make_page, until, states, fakes
):
    fakes.modes["one"] = "steered"
    page.start(recipe())
    until(lambda: in_second_epoch(page))
    assert page.close(SOON)
    assert states() == {"one": "waiting"}
    fakes.modes["one"] = "finish"
    again = make_page(wired=False)  # which remembers its folders
    until(lambda: rows_of(again))
    assert rows_of(again) == ["one\nGoes on behind epoch 1 of 3"]
    until(lambda: again.run.curves.drawings)
    assert again.run.resume_button.isVisible() and not again.busy
    again.run.resume_button.click()
    until(lambda: states() == {"one": "finished"})
    assert len(course_of(again).rows) == 3


@posix
def test_a_killed_training_goes_on_when_told(page, until, states, fakes):
    fakes.modes["one"] = "killed"
    page.start(recipe())
    until(lambda: states() == {"one": "failed"})
    until(lambda: page.run.failure.isVisible())
    assert "Resume goes on behind epoch 2." in page.run.failure.text.text()
    assert not page.run.failure.details.isVisible()
    page.run.failure.details_button.click()
    assert "allocating" in page.run.failure.details.toPlainText()
    fakes.modes["one"] = "finish"
    page.run.resume_button.click()
    until(lambda: states() == {"one": "finished"})
    assert not page.run.failure.isVisible()


def test_a_failure_names_no_option_and_is_told_where_it_is_not_seen(
    page, make_page, until, states, fakes
):
    said = []
    page.said.connect(lambda sentence, details: said.append((sentence, details)))
    fakes.modes["one"] = "fail"
    page.enqueue([recipe("one"), recipe("two")])
    page.trainer.go()
    until(lambda: states() == {"one": "failed", "two": "finished"})
    ((sentence, details),) = said  # as the next run came in its place
    assert sentence == "one: The disk is full; press Resume."
    assert details.startswith("Traceback")
    page.queue.list.setCurrentRow(0)
    until(lambda: page.run.failure.isVisible())
    # Another window can still tell why.
    assert page.close(SOON)
    again = make_page()
    until(lambda: rows_of(again))
    again.queue.list.setCurrentRow(0)
    until(lambda: again.run.failure.isVisible())
    assert again.run.failure.text.text() == "⚠  The disk is full; press Resume."
    assert again.run.failure.details.toPlainText().startswith("Traceback")


def test_a_failure_in_view_has_a_heading(page, until, states, fakes):
    said = []
    page.said.connect(lambda sentence, details: said.append(sentence))
    fakes.modes["one"] = "fail"
    page.start(recipe())
    until(lambda: states() == {"one": "failed"})
    until(lambda: page.run.failure.heading.isVisible())
    assert page.run.failure.heading.text() == "The disk cannot be written to"
    assert not said  # it is in view


def test_order_by_keys_and_removal(qtbot, page, until, states):
    page.enqueue([recipe(name) for name in ("one", "two", "three")])
    until(lambda: len(rows_of(page)) == 3)
    page.queue.list.setCurrentRow(2)
    qtbot.keyClick(page.queue.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    until(lambda: list(states()) == ["one", "three", "two"])
    until(lambda: page.queue.list.currentRow() == 1)  # the choice goes with it
    qtbot.keyClick(page.queue.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    until(lambda: page.queue.list.currentRow() == 0)
    assert not page.queue.up_button.isEnabled()
    qtbot.keyClick(page.queue.list, Qt.Key.Key_Delete)
    until(lambda: list(states()) == ["one", "two"] and len(rows_of(page)) == 2)


def test_what_runs_is_neither_moved_nor_removed(page, until, fakes):
    fakes.modes["one"] = "steered"
    page.start(recipe())
    until(lambda: in_second_epoch(page) and rows_of(page))
    page.queue.list.setCurrentRow(0)
    queue = page.queue
    for button in (queue.up_button, queue.down_button, queue.remove_button):
        assert not button.isEnabled()


def test_a_run_of_another_program_is_left_alone(page, until, states, tmp_path):
    queue = Queue(tmp_path / "runs")
    queue.add(recipe("theirs"))
    claim = queue.take()
    page.trainer.reload()
    until(lambda: rows_of(page) == ["theirs\nRunning in another program"])
    page.trainer.go()
    until(lambda: not page.trainer.going)
    assert course_of(page) is None
    claim.done("finished")
    page.trainer.reload()
    until(lambda: rows_of(page) == ["theirs\nFinished"])


def test_the_view_follows_the_choice_and_the_training_goes_on(page, until, states, fakes):
    fakes.modes["two"] = "steered"
    page.enqueue([recipe("one"), recipe("two")])
    page.trainer.go()
    until(lambda: in_second_epoch(page) and course_of(page).name == "two")
    page.queue.list.setCurrentRow(0)
    until(lambda: page.run.title.text() == "one")
    assert page.run.state.text() == "Finished" and not page.run.pause_button.isVisible()
    page.queue.list.setCurrentRow(1)
    until(lambda: page.run.title.text() == "two")
    assert page.run.pause_button.isVisible() and page.busy


def test_estimate(page, until, fakes):
    found, said = [], []
    page.estimated.connect(found.append)
    page.said.connect(lambda sentence, details: said.append(sentence))
    page.estimate(recipe())
    until(lambda: found)
    assert found[0].seconds_run == 189.0
    assert fakes.asked == [("recipe", False, True)]
    until(lambda: not page.estimator.busy)
    fakes.modes["one"] = "steered"
    page.start(recipe())
    until(lambda: in_second_epoch(page))
    page.estimate(recipe())
    assert said == [
        "A training is running and would spoil the estimate; make it when it has ended."
    ]


def test_a_start_goes_before_an_estimate(page, until, states, fakes):
    said = []
    page.said.connect(lambda sentence, details: said.append(sentence))
    fakes.modes["estimate"] = "lame"
    page.estimate(recipe())
    until(lambda: page.estimator.process.busy)
    page.start(recipe())
    until(lambda: states() == {"one": "finished"} and not page.estimator.busy)
    assert not said


def samples(folder, columns=("image",), side=12):
    picture = folder / "epoch-0004.png"
    rng = np.random.default_rng(3)
    pixels = rng.integers(0, 256, (3 * side, side * len(columns), 3), np.uint8)
    Image.fromarray(pixels).save(picture)
    shown = (
        Sample("/a/<b>.png", "real", 0.04),
        Sample("/a/c.png", "generated", 0.3),
        Sample("/a/d.png", "real", None),
    )
    if len(columns) > 1:
        shown = tuple(replace(s, label="") for s in shown)
    return Samples(4, False, str(picture), side, columns, shown)


def test_samples_have_their_label_and_score_in_words(page, until, tmp_path):
    view = page.run.samples
    view.show_samples(samples(tmp_path))
    until(lambda: view.list.count() == 3)
    texts = [view.list.item(row).text() for row in range(3)]
    assert texts == [
        "real\n✓ score 0.04, right",
        "generated\n✕ score 0.30, wrong",
        "real\n✕ no score",
    ]
    assert "<b>" in view.list.item(0).toolTip()
    assert view.list.item(0).icon().actualSize(view.list.iconSize()).width() == 12
    view.show_samples(samples(tmp_path, ("image", "mask", "prediction")))
    until(lambda: view.list.item(0).text() == "4.0 % of the pixels right")
    assert view.list.item(0).icon().actualSize(view.list.iconSize()).width() == 36
    assert view.heading.text() == "After epoch 4: image, true mask, prediction"


def test_a_picture_that_is_gone_leaves_the_last_one(qtbot, page, until, tmp_path):
    view = page.run.samples
    view.show_samples(samples(tmp_path))
    until(lambda: view.list.count() == 3)
    view.show_samples(replace(samples(tmp_path), epoch=5, picture=str(tmp_path / "gone.png")))
    until(lambda: not view.runner.busy)
    assert view.heading.text() == "Validation images after epoch 4"


def test_curves_are_read_by_keys_and_follow_the_theme(qtbot, page, until, fakes):
    page.start(recipe())
    curves = page.run.curves
    until(lambda: course_of(page) and course_of(page).state == "finished")
    until(lambda: curves.drawings and curves.settled)
    qtbot.keyClick(curves.chart, Qt.Key.Key_Home)
    assert curves.words.text().startswith("Epoch 1 · loss 1.000 training, 1.000 validation")
    qtbot.keyClick(curves.chart, Qt.Key.Key_Right)
    assert curves.chart.accessibleDescription().startswith("Epoch 2 · ")
    qtbot.keyClick(curves.chart, Qt.Key.Key_Escape)
    assert curves.words.text().startswith("Epoch 3, the best")
    light = curves.chart.picture.image.pixelColor(2, 2)
    before = QApplication.palette()
    try:
        QApplication.setPalette(style.palette(dark=True))
        until(lambda: curves.chart.picture.image.pixelColor(2, 2) != light)
    finally:
        QApplication.setPalette(before)


def test_the_folder_of_runs_stays_while_a_training_runs(page, until, fakes, tmp_path):
    said = []
    page.said.connect(lambda sentence, details: said.append(sentence))
    fakes.modes["one"] = "steered"
    page.start(recipe())
    until(lambda: in_second_epoch(page))
    page.use_runs(tmp_path / "others")
    assert page.trainer.runs == tmp_path / "runs"
    assert said == ["A training is running; the folder of runs stays until it has ended."]


def test_every_control_has_a_name_and_takes_the_focus(page, until, fakes):
    fakes.modes["one"] = "steered"
    page.start(recipe())
    until(lambda: in_second_epoch(page))
    page.queue.list.setCurrentRow(0)
    controls = (
        page.queue.list,
        page.queue.go_button,
        page.run.pause_button,
        page.run.stop_button,
        page.run.folder_button,
        page.run.curves.chart,
        page.run.samples.list,
    )
    for control in controls:
        assert control.accessibleName() or getattr(control, "text", str)()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_command_is_that_of_the_program(tmp_path):
    words = command(tmp_path / "a.toml", tmp_path, tmp_path, resume=True)
    assert words[0] == sys.executable and "--events" in words and "--resume" in words
