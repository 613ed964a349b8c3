from pathlib import Path

import pytest

from gng_desktop.ui.guide import GuideDialog, guide_path

ROOT = Path(__file__).parents[2]


@pytest.fixture
def dialog(qtbot):
    path = guide_path()
    assert path is not None
    dialog = GuideDialog(path)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.done(0)
    assert dialog.runner.pool.activeThreadCount() == 0


def test_the_guide_is_read_in_the_program(qtbot, dialog):
    text = dialog.browser.toPlainText()
    assert "User guide" in text and "What it says is an aid" in text
    low = dialog.browser.document().size().height()
    qtbot.waitUntil(lambda: not dialog.runner.busy, timeout=60_000)
    # The pictures have come, and fit.
    assert dialog.browser.document().size().height() > low + 1000
    assert dialog.browser.horizontalScrollBar().maximum() == 0


def test_every_picture_of_guide_and_readme_is_there():
    for file in (ROOT / "docs/guide.md", ROOT / "README.md"):
        names = [part.split(")")[0] for part in file.read_text().split("](")[1:]]
        pictures = [name for name in names if name.endswith(".png")]
        assert pictures
        for name in pictures:
            assert (file.parent / name).is_file(), name


def test_the_guide_names_the_keys_that_there_are(qtbot, window):
    text = (ROOT / "docs/guide.md").read_text()
    known = {
        "palette": "Ctrl+K",
        "next": "Ctrl+Down",
        "previous": "Ctrl+Up",
        "find": "Ctrl+F",
        "one_to_one": "Ctrl+9",
        "explain": "Ctrl+E",
        "test_maps": "Ctrl+T",
        "stress": "Ctrl+Shift+T",
        "save_results": "Ctrl+S",
    }
    for command, keys in known.items():
        assert keys in window.commands.keys(command) and keys in text, command
