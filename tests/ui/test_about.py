import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel

import gng_desktop
from gng_desktop.casework import doctor
from gng_desktop.modelstore import inventory
from gng_desktop.ui import about
from gng_desktop.ui.about import AboutDialog


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
    "kind, said", [("source", ""), ("inspector", "inspector"), ("full", "full build")]
)
def test_it_names_the_build(make_dialog, monkeypatch, kind, said):
    monkeypatch.setattr(about, "build", lambda: kind)
    texts = [label.text() for label in make_dialog().findChildren(QLabel)]
    named = [text for text in texts if "build" in text]
    assert named == [] if not said else said in named[0] and len(named) == 1


def test_there_is_nothing_to_copy_while_it_looks(qtbot, make_dialog, monkeypatch):
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


def test_closing_stops_the_look(qtbot, make_dialog, monkeypatch):
    steps = []

    def examine(models, problems):
        while True:
            steps.append(1)
            threading.Event().wait(0.005)
            yield "line"

    monkeypatch.setattr(doctor, "examine", examine)
    dialog = make_dialog()
    dialog.show()
    qtbot.waitUntil(lambda: len(steps) > 2)
    dialog.reject()
    assert dialog.runner.pool.waitForDone(2000)
    assert dialog.text.toPlainText() == ""


def test_the_folder_of_the_log_is_named(make_dialog, user_folders):
    shown = Path(make_dialog().log.text())
    assert shown.is_relative_to(user_folders) and shown.name == "log"


@pytest.mark.parametrize("opens", [True, False])
def test_the_folder_of_the_log_is_opened_or_it_says_what_to_do(make_dialog, monkeypatch, opens):
    asked = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()) or opens
    )
    dialog = make_dialog()
    dialog.show()
    dialog.log_button.click()
    assert asked == [dialog.log.text()] and dialog.refusal.isVisible() is not opens
    assert ("open it in your file manager" in dialog.refusal.text()) is not opens
