"""A case in the window: made, opened, decided in, reported on."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog

from gng_desktop.casework.case.store import Case
from gng_desktop.casework.decisions import decide
from gng_desktop.ui.case_dialog import CaseDialog


@pytest.fixture
def choose(monkeypatch):
    """Answers the file dialogs."""

    def answer(path):
        for name in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *rest: (str(path), "")))

    return answer


@pytest.fixture
def made(qtbot, shown, choose, monkeypatch, tmp_path):
    """A window with an image in view and a new case."""
    choose(tmp_path / "robbery")
    # The made-up models are no stored ones.
    monkeypatch.setattr(shown.sitting.analyser, "models", {})

    def filled(dialog):
        dialog.title.setText("Robbery <b>")
        dialog.reference.setText("12/26")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(CaseDialog, "exec", filled)
    shown.commands["new_case"].trigger()
    qtbot.waitUntil(lambda: shown.casefile.case is not None)
    qtbot.waitUntil(lambda: not shown.casefile.opener.busy)
    return shown


def test_a_new_case_is_made_and_named(made, tmp_path):
    assert made.casefile.case.metadata.title == "Robbery <b>"
    assert (tmp_path / "robbery.gng").is_file()
    assert "Robbery <b>" in made.case_text.text()
    assert str(tmp_path / "robbery.gng") in made.opening.recent.paths
    for key in ("add_to_case", "close_case", "report"):
        assert made.commands[key].isEnabled()


def test_without_a_case_nothing_can_be_added_to_it(shown):
    assert not shown.commands["add_to_case"].isEnabled()
    assert not shown.commands["close_case"].isEnabled()
    assert shown.commands["report"].isEnabled()


def test_a_case_needs_a_title(qtbot):
    dialog = CaseDialog("A. Analyst")
    qtbot.addWidget(dialog)
    ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    assert not ok.isEnabled() and dialog.examiner.text() == "A. Analyst"
    dialog.title.setText("  x")
    assert ok.isEnabled()


def test_decisions_are_kept_in_the_case_with_what_they_are_about(qtbot, made):
    analysis = made.sitting.found.analysis
    made.notes.recorded.emit(decide(analysis, "generated", "sure", "A. Analyst"))
    qtbot.waitUntil(lambda: len(made.sitting.found.history) == 1)
    qtbot.waitUntil(lambda: not made.casefile.writer.busy)
    (image,) = made.casefile.case.images()
    assert image.sha256 == analysis.sha256 and image.history[0].comment == "sure"
    assert image.analyses
    # Without the case the user's own decisions are back.
    made.commands["close_case"].trigger()
    qtbot.waitUntil(lambda: made.sitting.found.history == [])
    assert made.case_text.text() == "" and not made.commands["add_to_case"].isEnabled()


def test_a_case_is_opened_again_and_looked_over(qtbot, made, choose, monkeypatch):
    path = made.casefile.case.path
    made.commands["close_case"].trigger()
    choose(path)
    made.commands["open_case"].trigger()
    qtbot.waitUntil(lambda: made.casefile.case is not None and not made.casefile.opener.busy)
    assert not made.notice.isVisible()

    def changed(path, expected_head=""):
        yield "Row 1 of images was changed."

    monkeypatch.setattr("gng_desktop.casework.case.verify.verify_steps", changed)
    made.casefile.open(path)
    qtbot.waitUntil(lambda: made.notice.isVisible())
    assert "Row 1 of images was changed." in made.notice.text.text()


def test_the_images_of_an_opened_case_are_hashed_anew(qtbot, made, pictures):
    path, image = made.casefile.case.path, Path(made.sitting.found.analysis.path)
    results = made.sitting.found.results()
    digest = hashlib.sha256(image.read_bytes()).hexdigest()  # the made-up analysis knows another
    results = replace(results, analysis=replace(results.analysis, sha256=digest), provenance=None)
    made.casefile.case.add_results(results)

    def opened():
        made.commands["close_case"].trigger()
        made.status_text.clear()
        made.casefile.open(path)
        qtbot.waitUntil(lambda: made.casefile.case is not None and not made.casefile.opener.busy)

    opened()
    assert not made.notice.isVisible() and not made.status_text.text()
    whole = image.read_bytes()
    image.write_bytes(whole + b"!")
    opened()
    told = made.notice.text.text()
    assert image.name in told and "no longer the image" in told
    made.notice.hide()
    image.unlink()
    opened()
    assert not made.notice.isVisible()
    assert made.status_text.text() == "One image of the case is not found on this machine"


def test_what_is_no_case_is_told_in_a_sentence(qtbot, shown, tmp_path):
    (tmp_path / "x.gng").write_text("no case")
    shown.casefile.open(tmp_path / "x.gng")
    qtbot.waitUntil(lambda: shown.notice.isVisible())
    assert shown.casefile.case is None


@pytest.mark.parametrize("name", ["r.html", "r.pdf"])
def test_a_report_on_the_case(qtbot, made, choose, tmp_path, name):
    made.commands["add_to_case"].trigger()
    qtbot.waitUntil(lambda: "is in the case" in made.status_text.text())
    choose(tmp_path / name)
    made.commands["report"].trigger()
    qtbot.waitUntil(lambda: name in made.status_text.text(), timeout=60_000)
    data = (tmp_path / name).read_bytes()
    assert data.startswith(b"%PDF") if name.endswith("pdf") else b"Robbery &lt;b&gt;" in data
    (report,) = Case.open(made.casefile.case.path).reports()
    assert Path(report.path).name == name


def test_a_report_never_takes_the_place_of_an_image(qtbot, made, choose, pictures):
    before = pictures[0].read_bytes()
    choose(pictures[0])
    made.commands["report"].trigger()
    qtbot.waitUntil(lambda: "Report written" in made.status_text.text(), timeout=60_000)
    assert pictures[0].read_bytes() == before
    assert pictures[0].with_name(pictures[0].name + ".pdf").is_file()
