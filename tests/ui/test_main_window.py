import subprocess
import sys
from dataclasses import replace

import pytest
from PIL import Image, PngImagePlugin
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from gng_desktop.imaging.labels import CLASSES
from gng_desktop.ui.kit.workers import JobRunner, UserError

PANELS = ("evidence", "verdict", "explanation", "provenance", "stress", "notes", "classes")
OF_ALL = {"open", "open_folder", "paste", "sample"}
OF_AN_IMAGE = {"save_results", "export_views", "copy_view", "copy_summary", "again"}
OF_SCORES = {"explain", "stress"}
DEPENDING = OF_ALL | OF_AN_IMAGE | OF_SCORES | {"test_maps", "cancel"}


def enabled(window):
    """Keys of the commands that can be given, of those that depend on anything."""
    return {key for key in DEPENDING if window.commands[key].isEnabled()}


def offered(window):
    return [b.text() for b in window.empty.findChildren(QPushButton) if b.isVisible()]


def pictured(window):
    return [pane.key for pane in window.panes.panes if pane.has_picture]


def test_opening_the_window_loads_no_engine():
    code = (
        "import sys, gng_desktop.ui.app\n"
        "heavy = {'tensorflow', 'keras', 'shap', 'onnxruntime', 'matplotlib', 'cv2'}\n"
        "heavy |= {'sklearn', 'jinja2', 'c2pa', 'defusedxml'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


# -- before there is an image -------------------------------------------------------------------


@pytest.mark.parametrize("fuses", [True, False])
def test_models_passed_over_are_named_and_the_list_goes_by_the_score_that_decides(
    qtbot, make_window, analyser, fuses
):
    analyser.fuses = fuses
    analyser.problems = ("Model folder M cannot be used.", "Model folder N cannot be used.")
    window = make_window(lambda: analyser)
    qtbot.waitUntil(lambda: not window.session.loader.busy)
    assert window.notice.isVisible() and "folder M" in window.notice.text.text()
    assert "folder N" in window.notice.details.toPlainText()
    assert window.evidence.filters.which.currentData() == ("fused" if fuses else "either")


def test_starts_empty_and_inviting(window):
    assert window.pages.currentWidget() is window.empty
    assert offered(window) == ["Open images…", "Open a folder…", "Try a sample"]
    assert "only read, never changed, and never leave this computer" in window.empty.text.text()
    assert enabled(window) == OF_ALL
    assert window.windowTitle() == "GNG Desktop" and not window.notice.isVisible()
    shown = {key for key, dock in window.arrangement.docks.items() if dock.isVisible()}
    assert shown == {"evidence"}


def test_what_a_file_says_of_a_generator_is_shown_beside_the_scores(
    shown, settled, pictures, tmp_path
):
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Software", "NovelAI")
    path = tmp_path / "generated.png"
    Image.open(pictures[0]).save(path, pnginfo=texts)
    assert not shown.verdict.flag.isVisibleTo(shown.verdict)
    shown.open_image(path)
    settled(shown, "generated.png")
    assert "NovelAI" in shown.verdict.flag.text()
    assert shown.verdict.flag.isVisibleTo(shown.verdict)
    assert "NovelAI" in shown.provenance.flag.text()
    model = shown.evidence.model
    flags = {item.name: item.flag for item in map(model.row_at, range(model.rowCount()))}
    assert "NovelAI" in flags.pop("generated.png") and not any(flags.values())
    shown.evidence.filters.flagged.setChecked(True)
    assert model.paths() == [path]


def test_the_device_is_shown_once_it_is_known(window):
    assert window.device_text.text() == "CPU (2 threads)"
    assert "CPU (2 threads); no NVIDIA GPU is in use" in window.empty.device.text()
    window.empty.tell_device("cuda:0 NVIDIA H200")
    assert window.empty.device.text() == "The networks run on the cuda:0 NVIDIA H200."
    window.empty.tell_device("")
    assert window.empty.device.text() == "Loading the models…"


def test_without_models_says_how_to_get_them(qtbot, make_window, analyser):
    missing = [True]

    def open_models():
        if missing:
            raise UserError("No segmenter is installed; put its model folder into X.")
        return analyser

    window = make_window(open_models)
    qtbot.waitUntil(lambda: window.empty.retry_button.isVisible())
    qtbot.waitUntil(lambda: not window.session.loader.busy)
    assert window.empty.text.text() == "No segmenter is installed; put its model folder into X."
    assert offered(window) == ["Look for models again"] and window.empty.retry_button.hasFocus()
    assert window.empty.heading.text() == "No usable models" and not window.empty.device.text()
    assert enabled(window) == set()
    # One sentence, reported once.
    assert not window.notice.isVisible()
    missing.clear()
    window.empty.retry_button.click()
    qtbot.waitUntil(lambda: window.session.analyser is analyser)
    qtbot.waitUntil(lambda: not window.session.loader.busy)
    assert offered(window)[0] == "Open images…" and window.empty.open_button.hasFocus()
    assert enabled(window) == OF_ALL


def test_a_crash_while_loading_says_so_with_details(qtbot, make_window):
    def fail():
        raise ZeroDivisionError("inner detail")

    window = make_window(fail)
    qtbot.waitUntil(lambda: window.empty.retry_button.isVisible())
    assert window.empty.text.text().startswith(
        "Loading the models stopped because of an unexpected error"
    )
    assert window.notice.isVisible()
    assert "inner detail" in window.notice.details.toPlainText()


# -- one image in view --------------------------------------------------------------------------


def test_analysis_is_displayed(shown, make_analysis):
    panel = shown.verdict
    assert shown.pages.currentWidget() is shown.panes
    assert panel.badge.word == "GENERATED"
    assert panel.with_background.score_text == "0.93"
    assert panel.without_background.score_text == "0.62"
    assert panel.reason.text() == make_analysis().reason
    assert panel.facts["file"].text() == "a.png"
    assert panel.facts["segmenter"].text() == "seg@0123456789ab"
    assert "StyleGAN" in panel.limits.text()
    assert pictured(shown) == ["original", "segmentation", "stripped", "background"]
    assert "Not explained yet" in shown.panes.scene.text("map_with")
    assert shown.windowTitle() == "a.png — GNG Desktop"
    assert enabled(shown) == OF_ALL | OF_AN_IMAGE | OF_SCORES
    # 12 x 4 of the 24 x 24 pixels of the mask are hair.
    assert shown.legend.boxes[CLASSES.index("hair")].toolTip() == "hair: 8.3 %"
    # The button that had the focus is gone.
    assert shown.panes.active.canvas.hasFocus()
    # The verdict is in front of those it shares its place with.
    docks = shown.arrangement.docks
    assert [key for key in PANELS if docks[key].isHidden()] == []
    assert not panel.visibleRegion().isEmpty() and shown.notes.visibleRegion().isEmpty()
    shown.commands["copy_summary"].trigger()
    text = QGuiApplication.clipboard().text()
    assert "GENERATED" in text and shown.session.found.analysis.sha256 in text


@pytest.mark.parametrize(
    ("status", "word"), [("error", "NOT READABLE"), ("not_applicable", "NOT APPLICABLE")]
)
def test_without_scores_a_sentence_says_why_and_nothing_of_the_image_before_remains(
    shown, analyser, make_analysis, pictures, settled, status, word
):
    sentence = "b.png is not an image this program can read; open a PNG or JPEG."
    found = make_analysis(status=status, verdict=None, reason=sentence)
    if status == "error":
        names = "views sha256 width height score_with_background score_without_background"
        nothing = dict.fromkeys((*names.split(), "face_fraction"))
        found = replace(found, **nothing, regions={}, seconds={})
    analyser.answers["b.png"] = found
    shown.open_image(pictures[1])
    settled(shown, "b.png")
    panel, views = shown.verdict, ["original", "segmentation", "stripped", "background"]
    assert panel.badge.word == word and panel.reason.text() == sentence
    assert panel.with_background.score_text == "—" and not panel.difference.isVisible()
    assert enabled(shown) == OF_ALL | OF_AN_IMAGE
    readable = status != "error"
    assert pictured(shown) == (views if readable else [])
    assert shown.panes.scene.text("original") == ("" if readable else "No picture")
    assert shown.panes.scene.text("map_with") == "Nothing to explain" or not readable
    assert (panel.facts["sha256"].text() == "—") != readable
    tip = shown.legend.boxes[CLASSES.index("hair")].toolTip()
    assert tip == ("hair: 8.3 %" if readable else "hair: not in this image")
    assert shown.notes.comment.isEnabled() == readable


def test_another_image_forgets_the_last(shown, explainer, pictures, settled):
    shown.explain()
    settled(shown, "a.png")
    shown.session.test_maps()
    settled(shown, "a.png")
    shown.test_stress()
    settled(shown, "a.png")
    shown.panes.view.set_cursor(QPoint(3, 3))
    shown.panes.zoom(4)
    assert shown.cursor_text.text() and shown.panes.view.zoom > 1
    assert shown.provenance.facts["name"].text() == "a.png"
    assert enabled(shown) == OF_ALL | OF_AN_IMAGE | OF_SCORES | {"test_maps"}
    shown.open_image(pictures[1])
    settled(shown, "b.png")
    assert shown.windowTitle() == "b.png — GNG Desktop"
    assert not shown.panes.pane("map_with").has_picture
    assert "Not explained yet" in shown.explanation.summary.text.text()
    assert "Not tested yet" in shown.explanation.faithfulness.hint.text()
    assert "Not tested yet" in shown.stress.words.text()
    assert shown.cursor_text.text() == "" and shown.panes.view.zoom == 1
    assert shown.status_text.text() == ""
    assert shown.provenance.facts["name"].text() == "b.png"
    assert enabled(shown) == OF_ALL | OF_AN_IMAGE | OF_SCORES


def test_a_file_that_was_changed_since_it_was_analysed_is_warned_of(
    shown, analyser, make_analysis, pictures, settled
):
    analyser.asked.clear()
    shown.commands["again"].trigger()
    settled(shown, "a.png")
    assert not shown.notice.isVisible() and {*analyser.asked} == {"a.png"}
    changed = {"sha256": "7" * 64, "score_with_background": 0.11}
    analyser.answers["a.png"] = make_analysis(pictures[0], **changed)
    shown.commands["again"].trigger()
    settled(shown, "a.png")
    assert shown.verdict.with_background.score_text == "0.11"
    assert shown.evidence.model.analysis(pictures[0]).score_with_background == 0.11
    assert shown.notice.text.text().startswith("⚠  a.png was changed or replaced after")
    # It is reported once, and stands until it is read.
    shown.open_image(pictures[1])
    settled(shown, "b.png")
    assert shown.notice.isVisible()
    shown.notice.close_button.click()
    shown.evidence.select(pictures[0])
    settled(shown, "a.png")
    assert not shown.notice.isVisible()


def test_a_file_changed_before_the_background_read_it_is_warned_of_when_it_is_opened(
    shown, analyser, make_analysis, pictures, settled
):
    present = analyser.answers["a.png"] = make_analysis(pictures[0], sha256="7" * 64)
    shown.evidence.model.set_analysis(replace(present, views=None, path=str(pictures[0])))
    assert not shown.notice.isVisible()
    shown.commands["again"].trigger()
    settled(shown, "a.png")
    assert shown.notice.text.text().startswith("⚠  a.png was changed or replaced after")


# -- closing ------------------------------------------------------------------------------------


def test_a_thread_that_does_not_end_is_shown(qtbot, shown, analyser, monkeypatch, pictures):
    monkeypatch.setattr("gng_desktop.ui.image.session.CLOSING_MS", 50)
    analyser.go.clear()
    analyser.entered.clear()
    shown.open_image(pictures[1])
    assert analyser.entered.wait(5)
    shown.close()
    assert not shown.threads_ended
    analyser.go.set()
    runners = shown.findChildren(JobRunner)
    qtbot.waitUntil(lambda: not any(runner.pool.activeThreadCount() for runner in runners))
