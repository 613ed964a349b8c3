from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QApplication

from gng_desktop.training.events import Sample, Samples
from gng_desktop.training.grid import Grid
from gng_desktop.training.queue import Queue
from gng_desktop.ui.kit import style
from gng_desktop.ui.kit.workers import JobRunner
from gng_desktop.ui.training.running.page import RunningPage
from gng_desktop.ui.training.workspace import ChosenData, Workspace
from tests.ui.controls import name_of
from tests.ui.driver import emitted
from tests.ui.training_kit import SOON, current_of, in_second_epoch, posix
from tests.ui.training_kit import made_up_recipe as recipe
from tests.ui.training_kit import states as queue_states


@pytest.fixture
def make_page(qtbot, settings, fakes, tmp_path):
    """Makes pages with folders of runs and data; afterwards nothing of them is running."""
    pages = []

    def make(wired=True):
        place = Workspace(settings)
        page = RunningPage(place, fakes.command)
        page.place, page.alerts = place, emitted(place.alert)
        page.messages = emitted(place.status_message)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1000, 600)
        page.show()
        if wired:
            place.use_runs(tmp_path / "runs")
            use_data(page, tmp_path)
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
def training(page, fakes, until):
    """Run "one" is trained in the page, and waits for words in its second epoch."""
    fakes.modes["one"] = "steered"
    page.start(recipe())
    until(lambda: in_second_epoch(page))


@pytest.fixture
def states(tmp_path):
    return lambda: queue_states(tmp_path / "runs")


def use_data(page, folder):
    page.place.use_data(ChosenData(folder / "index.csv", "faces", {}, folder))


def rows_of(page):
    """The texts of the queue."""
    listed = page.queue.list
    return [listed.item(row).text() for row in range(listed.count())]


def test_without_folders_it_asks_for_them(make_page, tmp_path):
    page = make_page(wired=False)
    assert page.views.currentIndex() == 0  # it says what to do
    page.start(recipe())
    page.estimator.estimate(recipe())
    page.place.use_runs(tmp_path / "runs")
    page.start(recipe())
    assert [sentence.split(",")[0] for sentence, _ in page.alerts] == [
        "Choose the folder of runs first.",
        "Choose the data to learn from first",
        "Choose the data to learn from first",
    ]


def test_a_run_from_start_to_end(page, until, states, fakes, tmp_path):
    finished = emitted(page.queue_runner.finished)
    busy = emitted(page.queue_runner.busy_changed)
    page.start(recipe())
    until(lambda: states() == {"one": "finished"} and page.run.curves.chart.picture)
    assert finished == [tmp_path / "runs/one"]
    assert busy == [True, False]
    assert fakes.asked == [("one", False, False)]
    assert page.messages == ["The training of one has finished"]
    until(lambda: rows_of(page) == ["one\nFinished, 3 of 3 epochs"])
    assert page.run.state.text() == "Finished"
    assert page.run.curves.words.text().startswith("Epoch 3, the best · loss 0.333 training")
    assert not page.run.pause_button.isVisible() and not page.run.resume_button.isVisible()


def test_what_is_shown_while_it_trains(page, training):
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
    queue, run = page.queue, page.run
    queue.list.setCurrentRow(0)
    for button in (queue.up_button, queue.down_button, queue.remove_button):
        assert not button.isEnabled()
    buttons = queue.go_button, run.pause_button, run.stop_button, run.folder_button
    for control in (queue.list, *buttons, run.curves.chart, run.samples.list):
        assert name_of(control)
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    page.estimator.estimate(recipe())
    assert [sentence for sentence, _ in page.alerts] == [
        "A training is running and would distort the estimate; make it when the training has ended."
    ]


def test_queued_runs_follow_one_another(page, until, states, fakes):
    page.queue_runner.enqueue([recipe("one"), recipe("two")])
    until(lambda: states() == {"one": "waiting", "two": "waiting"})
    assert not fakes.asked  # until the queue is started
    until(page.queue.go_button.isEnabled)
    page.queue.go_button.click()
    both = {"one": "finished", "two": "finished"}
    until(lambda: states() == both and not page.queue_runner.going)
    # What waits in a queue always goes on with what was begun.
    assert fakes.asked == [("one", True, False), ("two", True, False)]


def test_a_held_queue_starts_nothing_else(page, until, states, fakes):
    fakes.modes["one"] = "steered"
    page.queue_runner.enqueue([recipe("one"), recipe("two")])
    page.queue_runner.start_queue()
    until(lambda: in_second_epoch(page))
    assert page.queue.go_button.text() == "Pause queue"
    page.queue.go_button.click()
    assert page.queue.hint.text() == "The queue is paused: nothing else starts automatically."
    page.queue_runner.stop()
    until(lambda: states() == {"one": "stopped", "two": "waiting"} and not page.queue_runner.busy)
    assert len(fakes.asked) == 1


def test_a_recipe_started_while_another_is_trained_comes_next(page, training, until, states, fakes):
    page.queue_runner.enqueue([recipe("late")])
    page.start(recipe("next"))
    until(lambda: list(states()) == ["one", "next", "late"])
    coming = "It starts when the current training has ended"
    until(lambda: coming in page.messages)
    page.start(recipe("next"))
    until(lambda: page.alerts)
    assert "is in the queue already" in page.alerts[0][0] and page.messages.count(coming) == 1
    page.queue_runner.stop()
    until(lambda: set(states().values()) == {"stopped", "finished"})
    assert [name for name, *_ in fakes.asked] == ["one", "next", "late"]


def test_a_grid_is_queued_once(page, until, states):
    grid = Grid("grid", recipe(), {"model.backbone": ("mobilenet_v2", "xception")})
    page.queue_runner.enqueue_grid(grid)
    until(lambda: len(states()) == 2)
    page.queue_runner.enqueue_grid(grid)
    page.queue_runner.enqueue([recipe("last")])
    until(lambda: len(states()) == 3)
    assert set(states().values()) == {"waiting"}


def test_a_queue_that_is_read_after_the_page_is_closed_starts_nothing(page, until, qtbot):
    page.queue_runner.enqueue([recipe()])
    assert page.close(SOON)  # what was read waits to be passed on
    qtbot.wait(50)
    assert not any(r.busy for r in page.findChildren(JobRunner)) and not rows_of(page)


def test_pause_and_go_on(page, training, until):
    button = page.run.pause_button
    button.click()
    assert current_of(page).state == "pausing"
    until(lambda: current_of(page).state == "paused")
    assert (page.run.state.text(), button.text()) == ("Paused", "Resume")
    assert rows_of(page) == ["one\nPaused, 1 of 3 epochs"]
    button.click()
    until(lambda: current_of(page).state == "running")
    assert button.text() == "Pause"


def test_stopped_with_a_result(page, training, until, states, fakes, answer, tmp_path):
    finished = emitted(page.queue_runner.finished)
    assert page.run.stop_button.text() == "Stop and keep best…"
    asked = answer("Stop and keep best")
    page.run.stop_button.click()
    ((_, text, more, buttons),) = asked
    assert text == "How should the training of one end?" and "weights of epoch 1" in more
    assert buttons[0] == "Cancel"
    assert set(buttons[1:]) == {"Stop and keep best", "Suspend"}
    until(lambda: states() == {"one": "stopped"})
    assert finished == [tmp_path / "runs/one"]
    until(lambda: page.run.state.text() == "Stopped")
    # It has a result; who has changed their mind may go on nevertheless.
    fakes.modes["one"] = "finish"
    page.run.resume_button.click()
    until(lambda: states() == {"one": "finished"})


def test_ended_for_now_and_gone_on_with(page, training, until, states, fakes, answer):
    page.queue_runner.enqueue([recipe("two")])
    until(lambda: "two" in states())
    answer("Suspend")
    page.run.stop_button.click()
    until(lambda: states() == {"one": "waiting", "two": "waiting"})
    assert not page.queue_runner.going  # or it would start again at once
    until(lambda: rows_of(page)[0] == "one\nContinues after epoch 1 of 3")
    fakes.modes["one"] = "finish"
    assert page.run.resume_button.text() == "Resume"
    page.run.resume_button.click()
    until(lambda: states() == {"one": "finished", "two": "finished"})
    assert fakes.asked[1] == ("one", True, False)


def test_before_the_first_epoch_there_is_nothing_to_keep(page, until, fakes, answer):
    fakes.modes["one"] = "steered"
    page.start(recipe())
    until(lambda: current_of(page))
    assert current_of(page).state == "preparing" and not current_of(page).best_epoch
    asked = answer("Suspend")
    page.ask_stop()
    assert not any(text.startswith("Stop") for text in asked[0][3])
    until(lambda: not page.queue_runner.busy)
    assert current_of(page).state == "waiting"


def test_closing_ends_the_training_and_the_next_window_goes_on(
    page, training, make_page, until, states, fakes
):
    assert page.close(SOON)
    assert states() == {"one": "waiting"}
    fakes.modes["one"] = "finish"
    again = make_page(wired=False)  # which remembers its folders
    until(lambda: rows_of(again))
    assert rows_of(again) == ["one\nContinues after epoch 1 of 3"]
    until(lambda: again.run.curves.chart.picture)
    assert again.run.resume_button.isVisible() and not again.queue_runner.busy
    again.run.resume_button.click()
    until(lambda: states() == {"one": "finished"})
    assert len(current_of(again).rows) == 3


@posix
def test_a_killed_training_goes_on_when_asked(page, until, states, fakes):
    fakes.modes["one"] = "killed"
    page.start(recipe())
    until(lambda: states() == {"one": "failed"})
    until(lambda: page.run.failure.isVisible())
    assert page.run.failure.text.text() == (
        "⚠  The training was ended by the system, perhaps because memory ran out. "
        "Resume continues after epoch 2."
    )
    assert not page.run.failure.details.isVisible()
    page.run.failure.details_button.click()
    details = page.run.failure.details.toPlainText()
    assert "allocating" in details and '{"event":"epo' in details
    fakes.modes["one"] = "finish"
    page.run.resume_button.click()
    until(lambda: states() == {"one": "finished"})
    assert not page.run.failure.isVisible()


def test_a_failure_names_no_option_and_is_shown_where_it_is_not_seen(
    page, make_page, until, states, fakes
):
    fakes.modes["one"] = "fail"
    page.queue_runner.enqueue([recipe("one"), recipe("two")])
    page.queue_runner.start_queue()
    until(lambda: states() == {"one": "failed", "two": "finished"})
    ((sentence, details),) = page.alerts  # as the next run came in its place
    assert sentence == "one: The disk is full; press Resume."
    assert details.startswith("Traceback")
    page.alerts.clear()
    page.queue.list.setCurrentRow(0)
    until(lambda: page.run.failure.isVisible())
    page.run.resume_button.click()
    until(lambda: len(fakes.asked) == 3 and not page.queue_runner.busy)
    until(lambda: states()["one"] == "failed")
    until(lambda: page.run.failure.heading.isVisible())
    assert page.run.failure.heading.text() == "The disk is not writable"
    assert not page.alerts  # it is in view
    # Another window can still tell why.
    assert page.close(SOON)
    again = make_page()
    until(lambda: rows_of(again))
    again.queue.list.setCurrentRow(list(again.queue.entries).index("one"))
    until(lambda: again.run.failure.isVisible())
    assert again.run.failure.text.text() == "⚠  The disk is full; press Resume."
    assert again.run.failure.details.toPlainText().startswith("Traceback")


def test_what_diverged_would_do_so_again(page, make_page, until, states, fakes):
    fakes.modes["one"] = "diverge"
    page.start(recipe())
    until(lambda: states() == {"one": "failed"} and page.run.failure.isVisible())
    assert not page.run.resume_button.isVisible()
    assert page.close(SOON)
    again = make_page()
    until(lambda: again.run.failure.isVisible())
    assert not again.run.resume_button.isVisible()
    assert again.run.failure.heading.text() == "The training diverged"


def test_order_by_keys_and_removal(qtbot, page, until, states):
    page.queue_runner.enqueue([recipe(name) for name in ("one", "two", "three")])
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


def test_a_run_of_another_program_is_left_alone(page, until, states, tmp_path):
    queue = Queue(tmp_path / "runs")
    queue.add(recipe("theirs"))
    claim = queue.take()
    page.queue_runner.reload()
    until(lambda: rows_of(page) == ["theirs\nRunning in another program"])
    page.queue_runner.start_queue()
    until(lambda: not page.queue_runner.going)
    assert current_of(page) is None
    claim.done("finished")
    page.queue_runner.reload()
    until(lambda: rows_of(page) == ["theirs\nFinished"])


def test_the_view_follows_the_choice_and_the_training_goes_on(page, until, states, fakes):
    fakes.modes["two"] = "steered"
    page.queue_runner.enqueue([recipe("one"), recipe("two")])
    page.queue_runner.start_queue()
    until(lambda: in_second_epoch(page) and current_of(page).name == "two")
    page.queue.list.setCurrentRow(0)
    until(lambda: page.run.title.text() == "one")
    assert page.run.state.text() == "Finished" and not page.run.pause_button.isVisible()
    page.queue.list.setCurrentRow(1)
    until(lambda: page.run.title.text() == "two")
    assert page.run.pause_button.isVisible() and page.queue_runner.busy


def test_a_start_goes_before_an_estimate(page, until, states, fakes):
    fakes.modes["estimate"] = "lame"
    page.estimator.estimate(recipe())
    until(lambda: page.estimator.process.busy)
    page.start(recipe())
    until(lambda: states() == {"one": "finished"} and not page.estimator.busy)
    assert not page.alerts


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
        "real\n✓ score 0.04, correct",
        "generated\n✕ score 0.30, wrong",
        "real\n✕ no score",
    ]
    assert "<b>" in view.list.item(0).toolTip()
    assert view.list.item(0).icon().actualSize(view.list.iconSize()).width() == 12
    view.show_samples(samples(tmp_path, ("image", "mask", "prediction")))
    until(lambda: view.list.item(0).text() == "4.0 % of the pixels correct")
    assert view.list.item(0).icon().actualSize(view.list.iconSize()).width() == 36
    assert view.heading.text() == "After epoch 4: image, true mask, prediction"


def test_a_picture_that_is_gone_leaves_the_last_one(page, until, tmp_path):
    view = page.run.samples
    view.show_samples(samples(tmp_path))
    until(lambda: view.list.count() == 3)
    view.show_samples(replace(samples(tmp_path), epoch=5, picture=str(tmp_path / "gone.png")))
    until(lambda: not view.runner.busy)
    assert view.heading.text() == "Validation images after epoch 4"


def test_curves_are_read_by_keys_and_follow_the_theme(qtbot, page, until, fakes):
    page.start(recipe())
    curves = page.run.curves
    until(lambda: current_of(page) and current_of(page).state == "finished")
    until(lambda: curves.chart.picture and curves.chart.settled)
    qtbot.keyClick(curves.chart, Qt.Key.Key_Home)
    assert curves.words.text().startswith("Epoch 1 · loss 1.000 training, 1.000 validation")
    qtbot.keyClick(curves.chart, Qt.Key.Key_Right)
    assert curves.chart.accessibleDescription().startswith("Epoch 2 · ")
    qtbot.keyClick(curves.chart, Qt.Key.Key_Escape)
    assert curves.words.text().startswith("Epoch 3, the best")
    light = curves.chart.grab().toImage().pixelColor(4, 4)
    before = QApplication.palette()
    try:
        QApplication.setPalette(style.palette(dark=True))
        until(lambda: curves.chart.grab().toImage().pixelColor(4, 4) != light)
    finally:
        QApplication.setPalette(before)
