import pytest
from PySide6.QtWidgets import QPushButton

from gng_desktop.ui.empty_state import EmptyState


@pytest.fixture
def empty(qtbot):
    made = EmptyState()
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def offered(empty):
    return [b.text() for b in empty.findChildren(QPushButton) if b.isVisible()]


def test_it_invites_and_says_that_nothing_leaves_the_computer(empty):
    assert offered(empty) == ["Open images…", "Open a folder…", "Try a sample"]
    assert empty.heading.text() == "Drop photos of faces or a folder here, or open one"
    assert "only read, never changed, and never leave this computer" in empty.text.text()
    assert empty.device.text() == ""


def test_without_models_only_looking_again_is_offered(empty):
    empty.tell_device("cpu (2 threads)")
    empty.say_no_models("No segmenter is installed; put its model folder into X.")
    assert offered(empty) == ["Look for models again"]
    assert empty.heading.text() == "No usable models"
    assert empty.text.text() == "No segmenter is installed; put its model folder into X."
    # Nothing runs on anything.
    assert empty.device.text() == ""
    # The button that had the focus is gone.
    assert empty.retry_button.hasFocus()
    empty.invite()
    assert offered(empty)[0] == "Open images…" and empty.open_button.hasFocus()
    assert "never changed" in empty.text.text()


def test_long_sentences_wrap(empty):
    empty.say_no_models("word " * 200)
    assert empty.text.height() > 5 * empty.fontMetrics().height()
    assert empty.text.width() <= 640


def test_the_device_is_told_in_a_sentence(empty):
    empty.tell_device("")
    assert empty.device.text() == "Loading the models…"
    empty.tell_device("cpu (2 threads)")
    assert empty.device.text().startswith("The networks run on the CPU (2 threads); no NVIDIA GPU")
    empty.tell_device("cuda:0 NVIDIA H200")
    assert empty.device.text() == "The networks run on the cuda:0 NVIDIA H200."
