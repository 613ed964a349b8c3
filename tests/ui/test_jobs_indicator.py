import itertools

import pytest
from PySide6.QtCore import QObject, Qt, Signal

from gng_desktop.core.progress import Progress
from gng_desktop.ui.kit import notice
from gng_desktop.ui.kit.jobs_indicator import JobsIndicator
from gng_desktop.ui.kit.time_left import TimeLeft, words


class Runner(QObject):
    """Speaks like a `JobRunner`, when the test says so."""

    progress = Signal(object)
    busy_changed = Signal(bool)
    busy = False

    def set_busy(self, busy):
        self.busy = busy
        self.busy_changed.emit(busy)


@pytest.fixture
def indicator(qtbot):
    now = [100.0]
    indicator = JobsIndicator(lambda: now[0])
    qtbot.addWidget(indicator)

    def later(seconds):
        now[0] += seconds
        indicator.refresh()

    indicator.later = later
    return indicator


@pytest.fixture
def runners(indicator):
    """Two runners, the more important one first, and the names of those cancelled."""
    found, cancelled = [Runner(), Runner()], []
    for runner, name in zip(found, ("Explanation", "Background"), strict=True):
        indicator.add(runner, name, lambda name=name: cancelled.append(name))
    return *found, cancelled


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ([(0, 0), (1.4, 50)], None),  # too soon
        ([(0, 0), (1.6, 50)], 1.6),
        ([(0, 0), (60, 2)], None),  # too little
        ([(0, 90), (2, 95)], 2),  # what was done before the start is no pace
        ([(n * 0.5, n) for n in range(61)], 20),  # an even pace
        ([(0, 0), (10, 50), (11, 0)], None),  # a new part begins
        ([(0, 0), (10, 50), (11, 30, 50)], None),
        ([(0, 0), (10, 50), (11, 9, 0)], None),
    ],
)
def test_the_time_left_follows_from_the_pace(steps, left):
    estimate = TimeLeft()
    for now, done, *total in steps:
        estimate.update(now, Progress(done, *(total or [100]), ""))
    assert estimate.left(now) == (None if left is None else pytest.approx(left))


def test_the_estimate_is_calm_and_counts_down():
    estimate = TimeLeft()
    estimate.update(0, Progress(0, 100, ""))
    estimate.update(10, Progress(50, 100, ""))
    assert estimate.left(14) == pytest.approx(6)
    # Stalled for 10 s: by itself the new pace says 20 s more.
    estimate.update(20, Progress(50, 100, ""))
    assert 0 < estimate.left(20) < 10
    assert estimate.left(1000) == 0
    # Work that knows its time left is believed.
    estimate.update(1000.0, Progress(1, 1000, "Training", 90.0))
    assert estimate.left(1002.0) == 88.0


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (None, ""),
        (0, "a few seconds left"),
        (7, "a few seconds left"),
        (8, "about 10 s left"),
        (41, "about 40 s left"),
        (57, "about 55 s left"),
        (58, "about 1 min left"),
        (200, "about 3 min left"),
        (3540, "about 59 min left"),
        (3599, "about 1 h 00 min left"),
        (7500, "about 2 h 05 min left"),
    ],
)
def test_the_words_are_as_rough_as_the_estimate(seconds, shown):
    assert words(seconds) == shown


def test_a_job_is_shown_with_text_bar_and_time(indicator, runners):
    first, _, _ = runners
    first.set_busy(True)
    indicator.later(0.14)
    assert indicator.isHidden()  # a short job is never shown
    indicator.later(0.06)
    row = indicator.row
    assert not indicator.isHidden() and indicator.more.isHidden()
    assert row.text.text() == "Explanation…" and row.bar.maximum() == 0
    first.progress.emit(Progress(0, 200, "Explaining b.jpg"))
    indicator.later(10)
    first.progress.emit(Progress(50, 200, "Explaining b.jpg"))
    indicator.refresh()
    assert row.text.text() == "Explaining b.jpg…"
    assert (row.bar.value(), row.bar.maximum()) == (50, 200)
    assert row.bar.text() == "25 %  ·  about 30 s left"
    assert row.bar.accessibleName() == "Progress: Explaining b.jpg"
    indicator.later(10)
    assert row.bar.text() == "25 %  ·  about 20 s left"
    # One that follows at once does not make it flicker.
    first.set_busy(False)
    first.set_busy(True)
    first.progress.emit(Progress(0, 2, "Two"))
    indicator.later(0.1)
    assert not indicator.isHidden() and row.text.text() == "Explaining b.jpg…"
    indicator.later(0.1)
    assert row.text.text() == "Two…" and row.bar.value() == 0
    first.set_busy(False)
    indicator.later(0.2)
    assert indicator.isHidden()


def test_work_already_running_is_seen_unless_it_is_in_sight_elsewhere(indicator):
    runner, seen = Runner(), []
    runner.busy = True
    indicator.add(runner, "Loading the models", lambda: None, elsewhere=lambda: bool(seen))
    indicator.later(1)
    assert indicator.running == ["Loading the models"] and not indicator.isHidden()
    seen.append(1)
    indicator.later(1)
    assert indicator.running == [] and indicator.isHidden()


def test_of_several_the_first_is_shown_and_the_others_on_request(qtbot, indicator, runners):
    first, second, cancelled = runners
    second.set_busy(True)
    indicator.later(1)
    assert indicator.running == ["Background"] and indicator.row.text.text() == "Background…"
    first.set_busy(True)
    indicator.later(1)
    assert indicator.running == ["Explanation", "Background"]
    assert indicator.row.text.text() == "Explanation…"
    assert not indicator.more.isHidden() and indicator.more.text() == "2 jobs"
    indicator.show()
    qtbot.mouseClick(indicator.more, Qt.MouseButton.LeftButton)
    rows = [row for row in indicator.rows if not row.isHidden()]
    assert indicator.popup.isVisible()
    assert [row.text.text() for row in rows] == ["Explanation…", "Background…"]
    rows[1].cancel_button.click()
    indicator.row.cancel_button.click()
    assert cancelled == ["Background", "Explanation"]
    second.set_busy(False)
    indicator.later(1)
    assert not indicator.popup.isVisible() and indicator.more.isHidden()


def test_messages_in_the_status_bar_go_by_themselves(qtbot, monkeypatch):
    monkeypatch.setattr(notice, "SECONDS", 0.05)
    text = notice.StatusText()
    qtbot.addWidget(text)
    text.setText("first")
    text.setText("second")  # overtaken
    assert text.text() == "second"
    qtbot.waitUntil(lambda: text.text() == "")


def test_the_list_counts_on_when_an_image_is_opened_meanwhile(window, analyser, pictures, qtbot):
    seen = []
    window.session.background.progress.connect(lambda step: seen.append((step.done, step.total)))
    analyser.go.clear()
    window.evidence.model.add(pictures)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[-1] == (0, 4)
    analyser.go.set()
    qtbot.waitUntil(lambda: window.session.found is not None or len(seen) >= 2)
    window.open_image(pictures[3])
    qtbot.waitUntil(lambda: not window.evidence.waiting.left and not window.session.jobs.busy)
    qtbot.waitUntil(lambda: not window.session.background.busy)
    done = [done for done, total in seen]
    # What was in hand when the other image was opened is done again.
    assert all(after >= before - 1 for before, after in itertools.pairwise(done))
    assert {total for _, total in seen} == {4}


def test_escape_cancels_what_loads_but_not_the_list(make_window, analyser, qtbot):
    analyser.go.clear()

    def slow():
        analyser.go.wait(10)
        return analyser

    window = make_window(slow)
    qtbot.waitUntil(lambda: window.session.loader.busy)
    assert window.commands["cancel"].isEnabled()
    window.commands["cancel"].trigger()
    assert not window.session.loader.busy
