"""The dialogs of the help menu."""

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel

import gng_desktop
from gng_desktop.casework import doctor
from gng_desktop.modelstore import inventory
from gng_desktop.ui.help import about
from gng_desktop.ui.help.about import AboutDialog
from gng_desktop.ui.help.guide import GuideDialog, guide_path

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def no_shipped_models(tmp_path, monkeypatch):
    monkeypatch.setattr(inventory, "shipped_folder", lambda: tmp_path / "nowhere")


@pytest.fixture
def make_dialog(qtbot):
    made = []

    def make(models=None):
        dialog = AboutDialog(models)
        qtbot.addWidget(dialog)
        made.append(dialog)
        return dialog

    yield make
    for dialog in made:
        dialog.reject()
        assert dialog.runner.close()


def test_it_gives_what_doctor_gives_to_be_copied(qtbot, make_dialog, tmp_path, capsys):
    dialog = make_dialog(tmp_path)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.runner.busy)
    assert doctor.doctor(tmp_path) == 1
    text = dialog.text.toPlainText()
    assert text == capsys.readouterr().out.rstrip("\n")
    assert f"gng-desktop {gng_desktop.__version__}" in text and str(tmp_path) in text
    assert dialog.text.isReadOnly() and not dialog.bar.isVisible()
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == text and "Wrong:" in text


def test_it_looks_again_each_time_it_is_opened(qtbot, make_dialog, tmp_path):
    dialog = make_dialog(tmp_path / "models")
    for words in ("  (does not exist)", "\n"):
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.runner.busy)
        assert f"{tmp_path / 'models'}{words}" in dialog.text.toPlainText()
        dialog.reject()
        (tmp_path / "models").mkdir(exist_ok=True)


@pytest.mark.parametrize(
    "kind, words", [("source", ""), ("inspector", "inspector"), ("full", "full build")]
)
def test_it_names_the_build(make_dialog, monkeypatch, kind, words):
    monkeypatch.setattr(about, "build", lambda: kind)
    texts = [label.text() for label in make_dialog().findChildren(QLabel)]
    named = [text for text in texts if "build" in text]
    assert named == [] if not words else words in named[0] and len(named) == 1


def test_there_is_nothing_to_copy_while_it_looks_and_closing_stops_that(
    qtbot, make_dialog, monkeypatch
):
    go, threads = threading.Event(), []

    def examine(models, problems):
        threads.append(threading.get_ident())
        assert go.wait(10)
        yield "all well"

    monkeypatch.setattr(doctor, "examine", examine)
    dialog = make_dialog()
    dialog.show()
    assert dialog.bar.isVisible() and not dialog.copy_button.isEnabled()
    go.set()
    qtbot.waitUntil(dialog.copy_button.isEnabled)
    assert dialog.text.toPlainText() == "all well" and not dialog.bar.isVisible()
    assert threads != [threading.get_ident()]
    dialog.reject()
    go.clear()
    threading.Timer(0.1, go.set).start()
    dialog.show()
    qtbot.waitUntil(lambda: len(threads) == 2)
    dialog.reject()
    assert dialog.runner.pool.waitForDone(2000) and not dialog.text.toPlainText()


@pytest.mark.parametrize("opens", [True, False])
def test_the_folder_of_the_log_is_opened_or_it_says_what_to_do(
    make_dialog, monkeypatch, user_folders, opens
):
    asked = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()) or opens
    )
    dialog = make_dialog()
    dialog.show()
    dialog.log_button.click()
    shown = Path(dialog.log.text())
    assert shown.is_relative_to(user_folders) and shown.name == "log"
    assert asked == [str(shown)] and dialog.refusal.isVisible() is not opens
    assert ("open it in your file manager" in dialog.refusal.text()) is not opens


# -- the guide ----------------------------------------------------------------------------------


@pytest.fixture
def guide(qtbot):
    path = guide_path()
    assert path is not None
    guide = GuideDialog(path)
    qtbot.addWidget(guide)
    guide.show()
    yield guide
    guide.done(0)
    assert guide.runner.pool.activeThreadCount() == 0


def test_the_guide_is_read_in_the_program(qtbot, guide):
    text = guide.browser.toPlainText()
    assert "User guide" in text and "What it says is an aid" in text
    low = guide.browser.document().size().height()
    qtbot.waitUntil(lambda: not guide.runner.busy, timeout=60_000)
    # The pictures have come, and fit.
    assert guide.browser.document().size().height() > low + 1000
    assert guide.browser.horizontalScrollBar().maximum() == 0


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
        "brush": "B is a brush",
        "eraser": "E an eraser",
        "box": "G draws a box",
        "undo_mask": "Ctrl+Alt+Z takes strokes back",
        "again": "(F5)",
    }
    for command, words in known.items():
        keys = words.split()[0].strip("()")
        assert keys in window.commands.keys(command) and words in text, command
    # Qt's name for Enter.
    assert window.commands.keys("analyse_mask") == ("Ctrl+Return",) and "(Ctrl+Enter)" in text
