"""The case is the workspace: through the program's own main, what was done is found again."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from gng_desktop.casework.case.store import Case
from gng_desktop.casework.case.verify import verify_steps
from gng_desktop.explain.methods import Explained
from gng_desktop.ui.case.dialog import CaseDialog
from gng_desktop.ui.image.findings import Findings
from gng_desktop.ui.image.shelf import Shelf
from tests.ui.driver import erase, type_keys

pytestmark = pytest.mark.usefixtures("loaded_once")


@pytest.fixture
def evidence(tmp_path, portrait):
    """A folder with two faces, and one below it."""
    place = tmp_path / "evidence"
    (place / "below").mkdir(parents=True)
    picture = Image.open(portrait)
    for name, quarter in (("a.png", None), ("b.png", Image.Transpose.FLIP_LEFT_RIGHT)):
        (picture if quarter is None else picture.transpose(quarter)).save(place / name)
    picture.crop((20, 20, 500, 500)).save(place / "below" / "c.png")
    return place


@pytest.fixture
def case_at(monkeypatch, tmp_path):
    """Has every dialog answered: the case is robbery.gng."""
    path = tmp_path / "robbery.gng"
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *rest: (str(path), "")))

    def filled(dialog):
        dialog.title.setText("Robbery")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(CaseDialog, "exec", filled)
    return path


def names(window):
    return [path.name for path in window.evidence.model.paths()]


def item(window, name):
    model = window.evidence.model
    return next(model.row_at(r) for r in range(model.rowCount()) if model.row_at(r).name == name)


def idle(window):
    runners = (*window.session.runners, window.casefile.writer, window.casefile.marker)
    return not any(r.busy for r in (*runners, window.casefile.opener, window.list_session.runner))


def seen(window, name):
    found = window.session.found
    return found is not None and Path(found.analysis.path).name == name and idle(window)


def test_a_case_is_the_list(start, evidence, case_at, explainer):
    def first(window, watchdog):
        yield "open", lambda: seen(window, "a.png") and len(names(window)) == 3
        window.commands["new_case"].trigger()
        yield "case", lambda: window.casefile.case is not None and idle(window)
        window.commands["add_to_case"].trigger()
        yield "added", lambda: item(window, "a.png").in_case and idle(window)
        # What is computed of an image of the case goes into it, without being asked.
        window.explanation.controls.method = "shap"
        window.commands["explain"].trigger()
        yield "explained", lambda: bool(window.session.found.explained) and idle(window)
        window.notes.set_analyst("A. Analyst")
        window.notes.choices["real"].setChecked(True)
        window.notes.button.click()
        yield "decided", lambda: item(window, "a.png").decision == "real" and idle(window)

    start(first, "open", evidence)
    (image,) = Case.open(case_at).images()
    assert [e.method for e in image.explanations] == ["shap-partition"] and image.history
    assert len(explainer.asked) == 1

    def second(window, watchdog):
        yield "opened", lambda: seen(window, "a.png") and "intact" in window.case_text.text()
        assert "Robbery" in window.case_text.text() and "entries" in window.case_text.text()
        # All that was listed beside the case is there, analysed already.
        yield "listed", lambda: len(names(window)) == 3
        assert window.evidence.model.counts()["waiting"] == 0
        assert item(window, "a.png").in_case and not item(window, "b.png").in_case
        yield "ticked", lambda: item(window, "a.png").decision == "real"
        yield "maps", lambda: "shap-partition" in window.session.found.explained
        assert window.panes.panes[2].has_picture
        entries = window.casefile.case.entries
        window.commands["add_to_case"].trigger()
        yield "nothing new", lambda: "is in the case" in window.status_text.text()
        assert window.casefile.case.entries == entries
        window.commands["close_case"].trigger()
        yield "closed", lambda: window.casefile.case is None and idle(window)
        # The same images were listed before there was a case; the decision is the case's own.
        assert len(names(window)) == 3 and not item(window, "a.png").in_case
        yield "unticked", lambda: not item(window, "a.png").decided and idle(window)

    start(second)
    assert len(explainer.asked) == 1


def test_evidence_on_another_disk_is_shown_as_it_was_stored(start, evidence, case_at):
    def first(window, watchdog):
        yield "open", lambda: seen(window, "a.png")
        window.commands["new_case"].trigger()
        yield "case", lambda: window.casefile.case is not None and idle(window)
        window.commands["add_to_case"].trigger()
        yield "added", lambda: item(window, "a.png").in_case and idle(window)

    start(first, "open", evidence / "a.png")
    evidence.rename(evidence.with_name("elsewhere"))

    def second(window, watchdog):
        yield "opened", lambda: seen(window, "a.png")
        assert item(window, "a.png").state == "real"
        assert window.verdict.badge.word == "REAL"
        assert not window.commands["explain"].isEnabled()
        # The case has a preview, for list and panes; what it does not hold says so.
        original, mask = window.panes.pane("original"), window.panes.pane("segmentation")
        yield "preview", lambda: original.has_picture
        assert "only its preview" in window.panes.scene.text(mask.key) and not mask.has_picture
        path, thumbnails = Path(window.session.found.analysis.path), window.evidence.thumbnails
        yield "in the list", lambda: bool(thumbnails.get(path, thumbnails._side))

    start(second)


def test_the_list_is_found_again_after_a_restart(start, evidence):
    def first(window, watchdog):
        yield "open", lambda: len(names(window)) == 3 and idle(window)
        assert window.evidence.select(evidence / "b.png")
        yield "b", lambda: seen(window, "b.png")
        yield "all", lambda: window.evidence.model.counts()["waiting"] == 0 and idle(window)
        type_keys(window, "Ctrl+2")
        window.panes.panes[0].show_view("background")
        window.settings.set("theme", "Dark")

    start(first, "open", evidence)
    Image.open(evidence / "a.png").rotate(5).save(evidence / "below" / "c.png")

    def second(window, watchdog):
        yield "listed", lambda: len(names(window)) == 3
        # Only the file that was changed meanwhile is analysed anew.
        assert window.evidence.model.counts()["waiting"] == 1
        yield "b", lambda: seen(window, "b.png")
        assert window.evidence.current == evidence / "b.png"
        assert window.panes.count == 2 and window.panes.panes[0].key == "background"
        assert QApplication.palette().window().color().lightness() < 128
        window.settings.set("theme", "Light")

    start(second)
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def test_what_took_long_stays_with_its_image(start, evidence, explainer):
    def first(window, watchdog):
        yield "open", lambda: seen(window, "a.png")
        window.commands["explain"].trigger()
        yield "explained", lambda: bool(window.session.found.explained) and idle(window)
        first, shown = window.session.found, window.panes.panes[2].has_picture
        assert shown
        window.evidence.select(evidence / "b.png")
        yield "b", lambda: seen(window, "b.png")
        assert not window.session.found.explained
        window.evidence.select(evidence / "a.png")
        yield "back", lambda: seen(window, "a.png")
        assert window.session.found is not first and window.session.found.explained
        assert window.panes.scene.pair is not None
        # The same explanation is not computed again, another one is.
        window.commands["explain"].trigger()
        assert not window.session.jobs.busy and len(explainer.asked) == 1
        window.explanation.controls.evaluations += 100
        window.commands["explain"].trigger()
        yield "another", lambda: len(explainer.asked) == 2 and idle(window)

    start(first, "open", evidence)

    def second(window, watchdog):
        yield "from the disk", lambda: seen(window, "a.png") and window.session.found.explained
        assert window.panes.scene.pair is not None

    start(second)
    assert len(explainer.asked) == 2


def test_memory_holds_no_more_findings_than_it_may(qapp, make_analysis, make_explanation):
    shelf = Shelf(QObject(), lambda: 0, memory=250_000)
    analyses = [make_analysis(sha256=f"{n}" * 64) for n in range(4)]
    for analysis in analyses:
        found = Findings(analysis)
        found.add(Explained((make_explanation(side=100), make_explanation(side=100))))
        shelf.put(found)
    assert shelf.size <= 250_000
    assert [shelf.known(a) is not None for a in analyses] == [False, False, False, True]
    assert shelf.known(analyses[3]).analysis.views is None
    other = make_analysis(sha256="3" * 64, segmenter="other@0123456789ab")
    assert shelf.known(other) is None


def test_a_corrected_mask_is_a_record_of_the_case(start, evidence, case_at):
    corrected = {}

    def noted(window):
        return "The mask was corrected by" in " ".join(window.session.found.analysis.notes)

    def first(window, watchdog):
        yield "open", lambda: seen(window, "a.png")
        window.commands["new_case"].trigger()
        yield "case", lambda: window.casefile.case is not None and idle(window)
        before = window.session.found.analysis
        yield from erase(window)
        yield "corrected", lambda: noted(window) and idle(window)
        analysis = window.session.found.analysis
        assert 0 < analysis.score_without_background != before.score_without_background
        # Undone and done again; both are in the log.
        window.commands["undo"].trigger()
        yield "undone", lambda: not noted(window) and idle(window)
        score = window.session.found.analysis.score_without_background
        assert score == before.score_without_background
        window.commands["redo"].trigger()
        yield "done again", lambda: noted(window) and idle(window)
        corrected["score"] = window.session.found.analysis.score_without_background
        assert corrected["score"] == analysis.score_without_background

    start(first, "open", evidence / "a.png")
    made, gone = "analyst's mask of a.png", "analyst's mask of a.png withdrawn"
    case = Case.open(case_at)
    log = [entry.what for entry in case.log() if "mask" in entry.what]
    assert log == [made, gone, made]
    assert not [step for step in verify_steps(case_at) if isinstance(step, str)]

    def second(window, watchdog):
        yield "with the mask", lambda: seen(window, "a.png") and noted(window)
        assert window.session.found.analysis.score_without_background == corrected["score"]
        yield "listed", lambda: idle(window)
        listed = window.evidence.model.analysis(evidence / "a.png")
        assert listed.score_without_background == corrected["score"]
        entries = window.casefile.case.entries
        window.commands["add_to_case"].trigger()
        yield "nothing new", lambda: "is in the case" in window.status_text.text()
        assert window.casefile.case.entries == entries

    start(second)
