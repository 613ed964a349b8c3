import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from gng_desktop.training.events import (
    Batch,
    Begun,
    Epoch,
    Failed,
    GoneOn,
    Paused,
    Preparing,
)
from gng_desktop.ui.training.course import TRACE, Course
from gng_desktop.ui.training.curves import Curves, Figure, Look, curves_of, draw, ticks
from gng_desktop.ui.training.queue_jobs import Listed
from gng_desktop.ui.training.queue_view import state_of, words_of
from gng_desktop.ui.training.run_words import (
    STATE_WORDS,
    device_words,
    figures_of,
    mark_icon,
    rate_text,
    spoken,
    step_words,
)

TITLES = {"loss": "Loss", "accuracy": "Accuracy", "auc": "AUC"}
LOOK = Look(400, 200, 1.0, 12.0, "#ffffff", "#1d1f21", "#5f6368", "#c3c6ca", "#00734f")


def row(epoch, loss=0.5, **more):
    figures = {"loss": loss, "val_loss": loss, "accuracy": 0.5, "val_accuracy": 0.75, **more}
    return {"epoch": epoch, **figures}


def begun(rows=(), batches=8, checks=2):
    best = len(rows)
    return Begun(
        "one",
        "/runs/one",
        "classification",
        "with_background",
        4,
        batches,
        checks,
        {},
        "cpu:0",
        "tensorflow",
        {},
        "val_loss",
        best + 1 if rows else 0,
        tuple(rows),
        best,
    )


def batch(epoch, number, phase="training", loss=0.5, batches=8):
    return Batch(epoch, 4, phase, number, batches, loss, {}, 1e-4, 9.0, None, None)


@pytest.fixture
def course():
    made = Course("one", Path("/runs/one"), "preparing")
    made.take(begun())
    return made


# -- the course -------------------------------------------------------------------------------


def test_a_run_counts_the_batches_of_its_epoch_and_the_validation_after_them(course):
    assert (course.state, course.epochs, course.done) == ("running", 4, 0)
    course.take(batch(1, 4))
    assert course.done == pytest.approx(0.4)
    course.take(batch(1, 1, "validation", batches=2))
    assert course.done == pytest.approx(0.9)
    course.take(Epoch(row(1), 1, 1e-4, 2.0, 9.0))
    assert course.done == 1 and course.best_epoch == 1 and not course.trace


def test_a_resumed_run_begins_behind_its_rows():
    course = Course("one", Path("/elsewhere"), "preparing")
    course.take(Preparing("program"))
    course.take(begun([row(1), row(2)]))
    assert course.done == 2 and course.folder == Path("/runs/one") and course.preparing is None
    course.take(batch(3, 8))
    assert course.done == pytest.approx(2.8)


def test_the_trace_has_training_only_and_does_not_grow_for_ever(course):
    course.take(batch(2, 4, loss=None))
    course.take(batch(2, 4, "validation"))
    assert not course.trace
    course.take(batch(2, 4, loss=0.25))
    assert course.trace == [(1.5, 0.25)]
    for number in range(5000):
        course.take(batch(2, number, batches=5000))
    assert TRACE / 2 <= len(course.trace) <= TRACE
    assert course.trace == sorted(course.trace)


def test_a_pause_that_comes_too_late_changes_nothing(course):
    course.state = "stopping"
    course.take(Paused(1, 3))
    course.take(GoneOn(1, 3))
    assert course.state == "stopping"
    course.state = "pausing"
    course.take(Paused(1, 3))
    assert course.state == "paused"


def test_a_failure_is_kept(course):
    course.take(Failed("The disk is full.", "disk", "why", True))
    assert (course.sentence, course.details) == ("The disk is full.", "why")


# -- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rate", "text"),
    [(1e-3, "0.0010"), (4.21e-4, "0.00042"), (0.1, "0.10"), (0.0, "0"), (3.14e-6, "3.1e−6")],
)
def test_learning_rates(rate, text):
    assert rate_text(rate) == text


def test_figures_of_an_epoch():
    assert figures_of(row(3, auc=0.9876, val_auc=None), best=True) == (
        "Epoch 3, the best · loss 0.500 training, 0.500 validation · accuracy 50.0 % training, "
        "75.0 % validation · AUC 0.988 training, — validation"
    )
    assert figures_of({"epoch": 1, "loss": None, "val_loss": 123.456}, best=False) == (
        "Epoch 1 · loss — training, 123 validation"
    )


def test_devices_and_steps():
    assert device_words("cpu:0") == "CPU"
    assert device_words("gpu:0, gpu:1") == "GPU 0, GPU 1"
    assert step_words(Preparing("network")) == "Building the network…"
    assert step_words(Preparing("faces", 1200, 5000)) == "Finding faces: 1,200 of 5,000 images"


def test_sentences_lose_the_options_of_the_command_line():
    said = "Run 'one' exists; add --resume to go on, or rename it."
    assert spoken(said) == "Run 'one' exists; press Resume to go on, or rename it."
    assert "--" not in spoken("The disk is full; make room and go on with --resume.")


def test_every_state_has_a_word_and_opposite_ones_have_different_shapes(qapp):
    palette = QApplication.palette()
    shapes = {state: mark_icon(state, palette).pixmap(14, 14).toImage() for state in STATE_WORDS}
    blank = QPixmap(14, 14)
    blank.fill("transparent")
    told_apart = ("waiting", "running", "paused", "finished", "stopped", "failed", "elsewhere")
    for state in told_apart:
        assert shapes[state] != blank.toImage()
        others = [shapes[other] for other in told_apart if other != state]
        assert shapes[state] not in others
    assert len(set(STATE_WORDS.values())) == len(STATE_WORDS)


def test_an_entry_says_how_far_it_is(course):
    waiting = Listed("two", "waiting", "", epochs=3, most=50)
    assert words_of(waiting, "waiting", None) == "Goes on behind epoch 3 of 50"
    assert words_of(replace(waiting, epochs=0), "waiting", None) == "Waiting"
    own = Listed("one", "running", "", epochs=0, most=50)
    course.take(Epoch(row(1), 1, 1e-4, 2.0, 9.0))
    assert words_of(own, state_of(own, course), course) == "Running, 1 of 4 epochs"
    assert state_of(own, None) == "elsewhere"
    course.state = "failed"  # while the file does not say so yet
    assert state_of(own, course) == "failed"
    # Queued anew, it is not what it was.
    assert state_of(replace(own, state="waiting"), course) == "waiting"


# -- curves -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "most", "expected"),
    [
        (3.4, 8, [1, 2, 3]),
        (16.4, 8, [2, 4, 6, 8, 10, 12, 14, 16]),
        (50.4, 8, [10, 20, 30, 40, 50]),
        (0.6, 5, [1]),
    ],
)
def test_epochs_stand_on_whole_numbers(last, most, expected):
    assert ticks(last, most) == expected


def test_what_is_drawn_of_a_log():
    rows = [row(1), {**row(2), "val_loss": None}]
    found = curves_of(rows, 1, [(2.5, 0.4)], TITLES)
    assert [figure.title for figure in found.figures] == ["Loss", "Accuracy"]
    assert found.figures[0].validation == (0.5, None)
    assert found.figures[0].trace == ((2.5, 0.4),) and not found.figures[1].trace
    # Before the first epoch is over there is the loss so far.
    (only,) = curves_of([], 0, [(0.5, 0.7)], TITLES).figures
    assert only.title == "Loss" and only.trace


def ink(picture, colour):
    """Return the share of pixels of a colour in the first plot."""
    image, area = picture.image, picture.plots[0].toRect()
    spots = [
        image.pixelColor(x, y).name() == colour
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
    ]
    return sum(spots) / len(spots)


def test_validation_is_solid_and_training_dashed():
    epochs = tuple(range(1, 80))  # too many for markers
    flat, none = (1.0,) * 79, (None,) * 79
    look = replace(LOOK, faint=LOOK.ground)
    shares = {}
    for name, figure in {
        "training": Figure("Loss", flat, none),
        "validation": Figure("Loss", none, flat),
    }.items():
        picture = draw(Curves(epochs, (figure,)), look)
        image, area = picture.image, picture.plots[0]
        right = area.width() * (79 - picture.left) / (picture.right - picture.left)
        columns = range(int(area.left()) + 8, int(area.left() + right) - 8)
        drawn = [
            any(
                image.pixelColor(x, y).name() != look.ground
                for y in range(int(area.top()) + 30, int(area.bottom()) - 30)
            )
            for x in columns
        ]
        shares[name] = sum(drawn) / len(drawn)
    assert shares["validation"] == 1
    assert 0.4 < shares["training"] < 0.95


def test_the_best_epoch_is_marked():
    rows = [row(n, 1 / n) for n in range(1, 6)]
    plain = draw(curves_of(rows, 0, [], TITLES), LOOK)
    marked = draw(curves_of(rows, 4, [], TITLES), LOOK)
    assert ink(marked, LOOK.ink) > ink(plain, LOOK.ink)


@pytest.mark.parametrize(("width", "height", "ratio"), [(400, 200, 1.0), (200, 120, 2.0)])
def test_a_drawing_has_the_size_asked_for(width, height, ratio):
    look = replace(LOOK, width=width, height=height, ratio=ratio)
    picture = draw(curves_of([row(1, auc=0.9, val_auc=0.9)], 1, [], TITLES), look)
    assert (picture.image.width(), picture.image.height()) == (width * ratio, height * ratio)
    assert picture.image.deviceIndependentSize().toSize().width() == width
    assert len(picture.plots) == 3


def test_opening_the_page_loads_nothing_heavy(tmp_path):
    heavy = "matplotlib tensorflow keras cv2 sklearn onnxruntime shap"
    code = f"""
import sys
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from gng_desktop.ui.training.running_page import RunningPage
app = QApplication(["test"])
settings = QSettings({str(tmp_path / "s.ini")!r}, QSettings.Format.IniFormat)
page = RunningPage(settings)
page.show()
app.processEvents()
assert page.close()
print([name for name in {heavy!r}.split() if name in sys.modules])
"""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.strip() == "[]", done.stderr
