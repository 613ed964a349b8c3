"""A case in the window: made, opened, decided in, reported on."""

import hashlib
import threading
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton

from gng_desktop.analysis import OWN, faces_in_image
from gng_desktop.analysis.result import DetectorScore
from gng_desktop.casework import restoring
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.decisions import decide
from gng_desktop.casework.saving import Results
from gng_desktop.imaging.faces import Box
from gng_desktop.ui.case import selected_jobs
from gng_desktop.ui.case.dialog import CaseDialog
from gng_desktop.ui.report.dialog import ReportDialog, ReportImage
from tests.fakes import analysis


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
    monkeypatch.setattr(shown.session.analyser, "models", {})

    def filled(dialog):
        dialog.title.setText("Robbery <b>")
        dialog.reference.setText("12/26")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(CaseDialog, "exec", filled)
    shown.commands["new_case"].trigger()
    qtbot.waitUntil(lambda: shown.casefile.case is not None)
    qtbot.waitUntil(lambda: not shown.casefile.opener.busy)
    return shown


@pytest.fixture
def asked(monkeypatch):
    """Answers the report's dialog with whatever a test does to it."""

    def answer(fill=lambda dialog: None):
        monkeypatch.setattr(ReportDialog, "open", lambda dialog: (fill(dialog), dialog.accept()))

    answer()
    return answer


@pytest.fixture
def add(qtbot):
    """Adds the image in view to the case and waits until it is there."""

    def add(window):
        window.status_text.clear()
        window.commands["add_to_case"].trigger()
        qtbot.waitUntil(lambda: "is in the case" in window.status_text.text())

    return add


@pytest.fixture
def report(qtbot, choose, asked):
    """Writes a report to a path and waits until it is there; returns its bytes."""

    def report(window, path):
        choose(path)
        window.status_text.clear()
        window.commands["report"].trigger()
        qtbot.waitUntil(lambda: path.name in window.status_text.text(), timeout=60_000)
        return path.read_bytes() if path.exists() else b""

    return report


def test_a_new_case_is_made_and_named(made, tmp_path):
    assert made.casefile.case.metadata.title == "Robbery <b>"
    assert (tmp_path / "robbery.gng").is_file()
    assert "Robbery <b>" in made.case_text.text()
    assert str(tmp_path / "robbery.gng") in made.opening.recent.paths
    keys = "add_to_case", "close_case", "report"
    assert all(made.commands[key].isEnabled() for key in (*keys, "case_proof"))
    made.commands["close_case"].trigger()
    assert [made.commands[key].isEnabled() for key in keys] == [False, False, True]


def test_a_case_needs_a_title(qtbot):
    dialog = CaseDialog("A. Analyst")
    qtbot.addWidget(dialog)
    ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    assert not ok.isEnabled() and dialog.examiner.text() == "A. Analyst"
    dialog.title.setText("  x")
    assert ok.isEnabled()


def test_decisions_are_stored_in_the_case_with_what_they_are_about(qtbot, made):
    analysis = made.session.found.analysis
    made.notes.recorded.emit(decide(analysis, "generated", "sure", "A. Analyst"))
    qtbot.waitUntil(lambda: len(made.session.found.history) == 1)
    qtbot.waitUntil(lambda: not made.casefile.writer.busy)
    (image,) = made.casefile.case.images()
    assert image.sha256 == analysis.sha256 and image.history[0].comment == "sure"
    assert image.analyses
    # Without the case the user's own decisions are back.
    made.commands["close_case"].trigger()
    qtbot.waitUntil(lambda: made.session.found.history == [])
    assert made.session.store is made.casefile.own
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


def test_the_hash_of_a_case_is_shown_and_one_noted_earlier_checked(qtbot, made, monkeypatch):
    case, proof = made.casefile.case, made.casefile.proof
    qtbot.waitUntil(lambda: proof.head.text() == case.head)
    assert proof.isVisible()  # it is asked for when a case is opened
    early = case.head
    case.remark("more")
    made.commands["case_proof"].trigger()
    qtbot.waitUntil(lambda: proof.head.text() == case.head)
    for noted, answer in (
        (f" {early.upper()} ", "✓  This is the hash of entry 1 of 2"),
        ("<b>" + "0" * 61, "⚠  The case is not as it was when this hash was noted: No entry"),
    ):
        proof.noted.setText(noted)
        proof.check_button.click()
        qtbot.waitUntil(lambda answer=answer: proof.answer.text().startswith(answer))
    assert proof.answer.textFormat() == Qt.TextFormat.PlainText
    made.commands["close_case"].trigger()
    assert not proof.isVisible()


def test_a_log_whose_dates_run_backwards_is_shown(qtbot, made, monkeypatch):
    path = made.casefile.case.path
    monkeypatch.setattr("gng_desktop.casework.case.log.now", lambda: "2001-01-01T00:00:00+00:00")
    made.casefile.case.remark("early")
    made.casefile.open(path)
    qtbot.waitUntil(lambda: made.notice.isVisible())
    assert "dates in the log run backwards: Entry 2" in made.notice.text.text()


def test_the_images_of_an_opened_case_are_hashed_again(qtbot, made, pictures, monkeypatch):
    path, image = made.casefile.case.path, Path(made.session.found.analysis.path)
    results = made.session.found.results()
    digest = hashlib.sha256(image.read_bytes()).hexdigest()  # the made-up analysis knows another
    results = replace(results, analysis=replace(results.analysis, sha256=digest), provenance=None)
    made.casefile.case.add_results(results)
    made.session.analyser.answers[image.name] = results.analysis
    # The list, and what is stored of it with and without a case, is to know the same one.
    runners = *made.session.runners, made.list_session.runner
    for command in ("again", "close_case"):
        made.commands[command].trigger()
        qtbot.waitUntil(lambda: made.session.found.analysis.sha256 == digest)
        qtbot.waitUntil(lambda: not any(runner.busy for runner in runners))
    made.notice.hide()

    def opened():
        made.commands["close_case"].trigger()
        made.status_text.clear()
        made.casefile.open(path)
        qtbot.waitUntil(lambda: made.casefile.case is not None and not made.casefile.opener.busy)

    opened()
    assert not made.notice.isVisible() and not made.status_text.text(), made.notice.text.text()
    whole = image.read_bytes()
    image.write_bytes(whole + b"!")
    opened()
    words = made.notice.text.text()
    assert image.name in words and "no longer the image" in words
    made.notice.hide()
    image.unlink()
    # On a slow machine its list is read, and its image opened, after all else was checked.
    checked, read = threading.Event(), restoring.read_session

    def read_late(path):
        assert checked.wait(10)
        return read(path)

    monkeypatch.setattr(restoring, "read_session", read_late)
    opened()
    seen = []
    made.session.analysed.connect(seen.append)
    checked.set()
    qtbot.waitUntil(lambda: bool(seen) and not made.list_session.runner.busy)
    assert not made.notice.isVisible()
    assert made.status_text.text() == "One image of the case was not found on this computer"


def test_a_changed_image_does_not_hide_that_another_is_away(qtbot, made, tmp_path):
    case, results = made.casefile.case, made.session.found.results()
    away = replace(results.analysis, sha256="1" * 64, path=str(tmp_path / "away.png"))
    case.add_results(replace(results, provenance=None))  # the made-up analysis has another hash
    case.add_results(replace(results, analysis=away, provenance=None))
    made.commands["close_case"].trigger()
    made.status_text.clear()
    made.casefile.open(case.path)
    qtbot.waitUntil(lambda: made.notice.isVisible())
    assert "no longer the image" in made.notice.text.text()
    assert made.status_text.text() == "One image of the case was not found on this computer"


def test_what_is_no_case_is_shown_in_a_sentence(qtbot, shown, tmp_path):
    (tmp_path / "x.gng").write_text("no case")
    shown.casefile.open(tmp_path / "x.gng")
    qtbot.waitUntil(lambda: shown.notice.isVisible())
    assert shown.casefile.case is None


@pytest.fixture
def faces(monkeypatch):
    """Have the detector find three faces."""
    squares = (Box(2, 4, 20, 20), Box(30, 6, 24, 24), Box(60, 20, 22, 22))
    group = faces_in_image.Group(squares, squares, 0, 64)
    monkeypatch.setattr(faces_in_image, "group_of", lambda rgb, analysed: group)
    return squares


def test_every_face_analysed_is_added_with_its_own_findings(qtbot, faces, made, add, settled):
    made.session.faces.choose(3)
    settled(made, "a.png")
    made.explain()
    settled(made, "a.png")
    made.session.faces.choose(1)
    settled(made, "a.png")
    add(made)
    (image,) = made.casefile.case.images()
    assert [part.face for part in image.parts] == [1, 3, None]
    assert image.analysis.face == 1  # the one in view
    for part in image.faces:
        box = faces[part.face - 1]
        assert part.analysis.box == [box.x, box.y, box.width, box.height]
        assert {"original", "overlay", "stripped"} <= set(part.previews)
    assert [len(part.explanations) for part in image.parts] == [0, 1, 0]
    # Nothing is added twice.
    entries = len(made.casefile.case.log())
    add(made)
    assert len(made.casefile.case.log()) == entries


def test_faces_analysed_when_the_image_was_in_view_before_are_added_too(
    faces, made, add, pictures, settled
):
    made.commands["judge_faces"].trigger()
    settled(made, "a.png")
    for path in pictures[1::-1]:
        made.open_image(path)
        settled(made, path.name)
    add(made)
    (image,) = made.casefile.case.images()
    assert [part.face for part in image.parts] == [1, 2, 3, None]
    assert image.analysis.face is None and image.previews


def test_a_report_without_a_case_tells_of_every_face(
    faces, shown, report, settled, monkeypatch, tmp_path
):
    monkeypatch.setattr(shown.session.analyser, "models", {})
    shown.commands["judge_faces"].trigger()
    settled(shown, "a.png")
    text = report(shown, tmp_path / "r.html").decode()
    assert all(f'id="image-1-face-{n}"' in text for n in (1, 2, 3)) and "3 faces" in text


@pytest.mark.parametrize(
    ("name", "holds"), [("r.html", b"Robbery &lt;b&gt;"), ("r.pdf", b"%PDF"), ("a.png", b"")]
)
def test_a_report_on_the_case_tells_of_changed_evidence_and_replaces_none(
    made, add, report, pictures, name, holds
):
    add(made)
    pictures[0].write_bytes(b"other")
    path = pictures[0].with_name(name)
    assert holds in report(made, path)
    assert "a.png is not the file that was examined" in made.notice.text.text()
    assert pictures[0].read_bytes() == b"other"
    (written,) = Case.open(made.casefile.case.path).reports()
    assert Path(written.path).name == (name if holds else "a.png.pdf")
    assert Path(written.path).is_file()


def item(window, name):
    model = window.evidence.model
    rows = map(model.row_at, range(model.rowCount()))
    return next((row for row in rows if row.name == name), None)


def test_what_another_program_adds_to_the_case_is_seen(qtbot, made, add, monkeypatch, tmp_path):
    """Decisions on images listed or in view; images not listed yet, which alone are read."""
    read, rows_of = [], restoring.rows_of
    monkeypatch.setattr(
        restoring, "rows_of", lambda case, only: read.append(only) or rows_of(case, only)
    )
    add(made)
    found = made.session.found.analysis
    other = Case.open(made.casefile.case.path, "B. Neri")
    other.add_decision(decide(found, "real", "Seen elsewhere.", "B. Neri"))
    qtbot.waitUntil(lambda: item(made, "a.png").decision == "real")
    qtbot.waitUntil(lambda: "Seen elsewhere." in made.notes.last.toPlainText())
    # This window may write an entry of its own meanwhile.
    qtbot.waitUntil(lambda: f"{other.entries} entries" in made.case_text.text())
    Image.new("RGB", (8, 8)).save(place := tmp_path / "new.png")
    other.add_results(Results(analysis(path=str(place), sha256="7" * 64)))
    qtbot.waitUntil(lambda: item(made, "new.png") is not None)
    qtbot.waitUntil(lambda: item(made, "new.png").in_case)
    assert read == [["7" * 64]]
    assert made.session.found.analysis.path == found.path


def test_what_was_added_on_a_drive_that_tells_nothing_is_seen_on_return(qtbot, made):
    watch = made.casefile.watch
    watch._files.removePaths(watch._files.files())
    case = Case.open(made.casefile.case.path, "B. Neri")
    case.remark("looked at by the court")
    QApplication.sendEvent(made, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: f"{case.entries} entries" in made.case_text.text())
    # It is watched again; a case on a disk that was taken out is no reason for a warning.
    away = case.path.rename(case.path.with_name("away"))
    QApplication.sendEvent(made, QEvent(QEvent.Type.WindowActivate))
    qtbot.wait(800)
    qtbot.waitUntil(lambda: not made.casefile.marker.busy)
    assert not made.notice.isVisible()
    away.rename(case.path)
    # A window that is closing looks no more.
    made.casefile.leave()
    watch.written.emit()
    assert not made.casefile.marker.busy


def test_the_report_holds_what_was_chosen_in_its_dialog(
    qtbot, made, add, choose, asked, pictures, settled, monkeypatch, tmp_path
):
    for path in pictures[1::-1]:
        made.open_image(path)
        settled(made, path.name)
        add(made)
    logo = tmp_path / "logo.png"
    Image.new("RGBA", (3000, 500), (200, 0, 0, 90)).save(logo)

    proposed = []

    def fill(dialog):
        proposed.append(dialog.logo.text())
        assert (dialog.title.text(), dialog.reference.text()) == ("Robbery <b>", "12/26")
        assert dialog.list.count() == 2
        dialog.order.setCurrentIndex(1)
        dialog.order.activated.emit(1)
        dialog.list.item(1).setSelected(True)
        (up,) = (b for b in dialog.findChildren(QPushButton) if b.text() == "&Up")
        up.click()
        dialog.laboratory.setText("Forensic <i> laboratory")
        dialog.logo.setText(str(logo))
        dialog.contact_sheet.setChecked(len(proposed) == 1)

    asked(fill)
    out = tmp_path / "r.html"
    save = staticmethod(lambda *rest: (proposed.append(Path(rest[2]).name), (str(out), ""))[1])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    made.commands["report"].trigger()
    qtbot.waitUntil(lambda: "Report written" in made.status_text.text(), timeout=60_000)
    text = out.read_text(encoding="utf-8")
    names = sorted(path.name for path in pictures[:2])
    images = text[text.index('id="image-1"') :]
    assert images.index(names[1]) < images.index(names[0])
    assert "Forensic &lt;i&gt; laboratory" in text and 'alt="Logo of the laboratory"' in text
    assert 'id="contact"' in text and proposed == ["", "Report 12_26.pdf"]
    # Laboratory and logo are proposed for the next report.
    made.commands["report"].trigger()
    qtbot.waitUntil(lambda: proposed[2:3] == [str(logo)])
    qtbot.waitUntil(lambda: 'id="contact"' not in out.read_text(encoding="utf-8"), timeout=60_000)
    file = made.casefile
    qtbot.waitUntil(lambda: not any(r.busy for r in (file.writer, file.marker)), timeout=60_000)


def test_a_report_needs_an_image_and_leaves_out_what_is_not_chosen(qtbot):
    images = [ReportImage(str(n), f"{n}.png", "real") for n in range(3)]
    dialog = ReportDialog(images, "T", "", "")
    qtbot.addWidget(dialog)
    buttons = {b.text(): b for b in dialog.findChildren(QPushButton)}
    buttons["&None"].click()
    assert not buttons["&Write report"].isEnabled() and "0 of 3" in dialog.count.text()
    dialog.list.item(2).setCheckState(Qt.CheckState.Checked)
    assert buttons["&Write report"].isEnabled() and dialog.choice().images == ("2",)


def test_an_image_on_which_a_further_detector_decided_is_not_added_twice(tmp_path, qapp):
    lab = DetectorScore(id="lab", label="lab@0123456789ab", view="face", raw=0.9, score=0.9)
    Image.new("RGB", (8, 8)).save(path := tmp_path / "a.png")
    found = analysis(path=str(path), detectors=(lab,), deciding=(*OWN, "lab"))
    analyser = SimpleNamespace(models={}, analyse=lambda image: found)
    case = Case.create(tmp_path / "a.gng", "Case", "", "A.")
    for counts in (selected_jobs.Added(1, 0, 0), selected_jobs.Added(0, 1, 0)):
        *_, added = selected_jobs.add_all(case, analyser, [(path, None)], {}, "red-blue", ())
        assert added == counts
    (model,) = {part.analysis.made_by for part in case.image(found.sha256).parts}
    assert model[-1] == "lab@0123456789ab" and len(model) == 4
