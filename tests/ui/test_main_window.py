import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.methods import Explained
from gng_desktop.explain.regions import RegionExplanation
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.ui.workers import UserError

BUTTONS = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def drag(window, *urls):
    """Drop `urls` on the window; return whether it took the drag."""
    data = QMimeData()
    data.setUrls(list(urls))
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, *BUTTONS)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        drop = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, *BUTTONS)
        QApplication.sendEvent(window, drop)
    return enter.isAccepted()


def pixels_of(pane):
    return pane.canvas._picture.levels[0]


def test_opening_the_window_loads_no_engine():
    code = (
        "import sys, gng_desktop.ui.app\n"
        "heavy = {'tensorflow', 'keras', 'shap', 'onnxruntime', 'matplotlib', 'cv2', 'sklearn'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_many_signals_do_not_end_the_program():
    # PySide6 6.12.0 on Python 3.11 aborts after some thousands; pyproject keeps it out.
    code = (
        "import sys\n"
        "from PySide6.QtCore import QObject, Signal\n"
        "from gng_desktop.ui.app import make_application\n"
        "class Source(QObject):\n"
        "    signal = Signal()\n"
        "app, source = make_application(['x']), Source()\n"
        "for _ in range(20_000):\n"
        "    source.signal.emit()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_starts_empty_and_inviting(window):
    assert window.pages.currentWidget() is window.empty
    assert window.empty.open_button.isVisible() and window.empty.sample_button.isVisible()
    assert not window.actions_.explain.isEnabled()


def test_without_models_says_how_to_get_them(qtbot, make_window):
    def fail():
        raise UserError("No segmenter is installed; put its model folder into X.")

    window = make_window(fail)
    qtbot.waitUntil(lambda: window.empty.retry_button.isVisible())
    assert window.empty.text.text() == "No segmenter is installed; put its model folder into X."
    assert not window.empty.open_button.isVisible()
    assert not window.actions_.open.isEnabled()


def test_models_can_be_looked_for_again(qtbot, make_window, analyser, tmp_path):
    answers = [UserError("None here."), analyser]

    def open_models():
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    window = make_window(open_models)
    qtbot.waitUntil(lambda: window.empty.retry_button.isVisible())
    window.empty.retry_button.click()
    qtbot.waitUntil(lambda: window.analyser is analyser)
    assert window.empty.open_button.isVisible()


def test_image_asked_for_while_models_load_is_opened_then(qtbot, make_window, analyser, tmp_path):
    window = make_window(lambda: analyser)
    window.open_image(tmp_path / "early.png")
    qtbot.waitUntil(lambda: window.analysis is not None)
    assert window.analysis.path == str(tmp_path / "early.png")


def test_analysis_is_displayed(shown, make_analysis):
    panel = shown.verdict
    assert shown.pages.currentWidget() is shown.splitter
    assert panel.badge.word == "GENERATED"
    assert panel.with_background.score_text == "0.93"
    assert panel.without_background.score_text == "0.62"
    assert len(panel.with_background.zones()) == 3
    assert len(panel.without_background.zones()) == 1
    assert panel.difference.text() == "The background moves the score by +0.31."
    assert panel.reason.text() == make_analysis().reason
    assert panel.facts["size"].text() == "90 × 60 px"
    assert panel.facts["segmenter"].text() == "seg@0123456789ab"
    assert panel.limits.text().count("StyleGAN") == 1
    panes = shown.panes
    for pane in (panes.original, panes.overlay, panes.stripped, panes.background_only):
        assert pane.has_picture
    assert not panes.shap_with.has_picture
    assert shown.windowTitle().startswith("a.png")
    assert shown.actions_.explain.isEnabled()


def test_error_is_shown_as_one_sentence(qtbot, shown, analyser, make_analysis, tmp_path):
    sentence = "broken.png is not an image this program can read; open a PNG or JPEG."
    analyser.answers["broken.png"] = make_analysis(
        "broken.png",
        status="error",
        reason=sentence,
        verdict=None,
        views=None,
        sha256=None,
        width=None,
        height=None,
        score_with_background=None,
        score_without_background=None,
        face_fraction=None,
        regions={},
        seconds={},
    )
    shown.open_image(tmp_path / "broken.png")
    qtbot.waitUntil(lambda: shown.analysis.status == "error")
    assert shown.verdict.badge.word == "NOT READABLE"
    assert shown.verdict.reason.text() == sentence
    assert shown.verdict.with_background.score_text == "—"
    assert not shown.verdict.difference.isVisible()
    assert shown.verdict.facts["sha256"].text() == "—"
    # Nothing of the image before may remain.
    assert not any(pane.has_picture for pane in (shown.panes.original, shown.panes.overlay))
    assert not shown.actions_.explain.isEnabled()
    qtbot.wait(30)
    assert not shown.panes.overlay.has_picture


def test_not_applicable_has_views_but_no_scores(qtbot, shown, analyser, make_analysis, tmp_path):
    analyser.answers["cat.png"] = make_analysis(
        "cat.png", status="not_applicable", verdict=None, reason="No face was found."
    )
    shown.open_image(tmp_path / "cat.png")
    qtbot.waitUntil(lambda: shown.analysis.status == "not_applicable")
    assert shown.verdict.badge.word == "NOT APPLICABLE"
    assert shown.verdict.reason.text() == "No face was found."
    assert shown.verdict.with_background.score_text == "—"
    assert shown.verdict.without_background.score_text == "—"
    assert shown.panes.original.has_picture
    assert not shown.actions_.explain.isEnabled()


def test_explain_shows_both_maps_on_one_scale(qtbot, shown, explainer):
    shown.actions_.evaluations.setValue(300)
    shown.actions_.explain.trigger()
    qtbot.waitUntil(lambda: shown.panes.shap_with.has_picture)
    assert shown.panes.shap_without.has_picture
    assert explainer.evaluations == 300
    assert shown.panes.colour_bar.limit == pytest.approx(1e-3, rel=0.02)
    qtbot.waitUntil(lambda: not shown.jobs.busy)
    # One scale: the half as strong map must be paler, not stretched to full colour.
    strong, weak = (pixels_of(p) for p in (shown.panes.shap_with, shown.panes.shap_without))

    def redness(image):
        colour = image.pixelColor(image.width() - 1, image.height() - 1)
        return colour.red() - colour.green()

    assert redness(strong) > 1.5 * redness(weak) > 0
    assert "1000 evaluations" in shown.status_text.text()


def test_window_answers_while_explaining(qtbot, shown, explainer):
    explainer.go.clear()
    shown.explain()
    qtbot.waitUntil(lambda: shown.progress_bar.maximum() == 1000)
    assert shown.progress_bar.isVisible() and shown.cancel_button.isVisible()
    assert not shown.actions_.explain.isEnabled()
    shown.legend.opacity_slider.setValue(90)
    before = pixels_of(shown.panes.overlay)
    qtbot.waitUntil(lambda: pixels_of(shown.panes.overlay) is not before)
    explainer.go.set()
    qtbot.waitUntil(lambda: shown.panes.shap_with.has_picture)
    qtbot.waitUntil(lambda: not shown.progress_bar.isVisible())


def test_escape_cancels_and_nothing_follows(qtbot, shown, explainer):
    explainer.go.clear()
    shown.explain()
    qtbot.waitUntil(lambda: shown.progress_bar.maximum() == 1000)
    shown.actions_.cancel.trigger()
    assert shown.status_text.text() == "Cancelled"
    assert explainer.closed.wait(5)
    explainer.go.set()
    qtbot.wait(50)
    assert shown.status_text.text() == "Cancelled"
    assert not shown.panes.shap_with.has_picture
    assert "Not explained" in shown.panes.shap_with.canvas._text
    assert shown.actions_.explain.isEnabled()


def test_a_new_image_cuts_off_the_explanation_of_the_last(qtbot, shown, explainer, tmp_path):
    explainer.go.clear()
    shown.explain()
    qtbot.waitUntil(lambda: shown.progress_bar.maximum() == 1000)
    shown.open_image(tmp_path / "b.png")
    qtbot.waitUntil(lambda: shown.analysis.path.endswith("b.png"))
    assert explainer.closed.is_set()
    explainer.go.set()
    qtbot.wait(50)
    assert not shown.panes.shap_with.has_picture
    assert shown.windowTitle().startswith("b.png")


def test_the_last_image_asked_for_wins(qtbot, shown, analyser, tmp_path):
    analyser.go.clear()
    analyser.entered.clear()
    shown.open_image(tmp_path / "first.png")
    assert analyser.entered.wait(5)
    shown.open_image(tmp_path / "second.png")
    titles = []
    shown.windowTitleChanged.connect(titles.append)
    analyser.go.set()
    qtbot.waitUntil(lambda: not shown.jobs.busy)
    assert len(titles) == 1 and titles[0].startswith("second.png")


def test_a_crash_of_the_explanation_is_one_sentence(qtbot, shown, monkeypatch):
    def explain_pair(*arguments):
        yield from ()
        raise RuntimeError("inner detail")

    monkeypatch.setitem(
        sys.modules,
        "gng_desktop.explain.partition",
        SimpleNamespace(explain_pair=explain_pair),
    )
    shown.explain()
    qtbot.waitUntil(lambda: shown.notice.isVisible())
    assert "The explanation stopped" in shown.notice.text.text()
    assert "inner detail" not in shown.notice.text.text()
    assert "Not explained" in shown.panes.shap_with.canvas._text


def test_drop_opens_an_image(qtbot, window, tmp_path):
    assert drag(window, QUrl.fromLocalFile(str(tmp_path / "dropped.png")))
    qtbot.waitUntil(lambda: window.analysis is not None)
    assert window.analysis.path == str(tmp_path / "dropped.png")


def test_drop_of_a_folder_or_a_web_address(window, analyser, tmp_path):
    assert not drag(window, QUrl("https://example.org/a.png"))
    assert drag(window, QUrl.fromLocalFile(str(tmp_path)))
    assert "folder" in window.notice.text.text() and window.notice.isVisible()
    assert analyser.asked == []


def test_dialog_offers_the_readable_suffixes(qtbot, window, monkeypatch, tmp_path):
    asked = []

    def answer(parent, title, folder, patterns):
        asked.append(patterns)
        return str(tmp_path / "chosen.jpg"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    window.empty.open_button.click()
    qtbot.waitUntil(lambda: window.analysis is not None)
    assert window.analysis.path == str(tmp_path / "chosen.jpg")
    assert "*.png" in asked[0] and "*.jpg" in asked[0]


def test_sample_goes_to_the_cache_folder(qtbot, window, monkeypatch, tmp_path):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / name)
    folders = []

    def sample_path(folder):
        folders.append(folder)
        return folder / "sample.png"

    monkeypatch.setattr("gng_desktop.imaging.sample.sample_path", sample_path)
    window.empty.sample_button.click()
    qtbot.waitUntil(lambda: window.analysis is not None)
    assert folders == [tmp_path / "gng-desktop"]
    assert window.analysis.path == str(tmp_path / "gng-desktop" / "sample.png")


def test_legend_hides_a_class_in_the_overlay(qtbot, shown):
    views = shown.analysis.views
    y, x = (int(v[0]) for v in (views.mask == CLASSES.index("hair")).nonzero())
    plain = tuple(int(v) for v in views.rgb[y, x])
    assert pixels_of(shown.panes.overlay).pixelColor(x, y).getRgb()[:3] != plain
    shown.legend.boxes[CLASSES.index("hair")].click()
    qtbot.waitUntil(lambda: pixels_of(shown.panes.overlay).pixelColor(x, y).getRgb()[:3] == plain)


def test_cursor_is_described(qtbot, shown):
    shown.explain()
    qtbot.waitUntil(lambda: shown.panes.shap_with.has_picture)
    views = shown.analysis.views
    shown.panes.view.set_cursor(QPoint(31, 30))
    red, green, blue = views.rgb[30, 31]
    text = shown.cursor_text.text()
    assert text.startswith(f"x 31  y 30  ·  RGB {red} {green} {blue}  ·  general face")
    assert "SHAP" in text
    shown.panes.view.set_cursor(None)
    assert shown.cursor_text.text() == ""


def test_theme_changes_and_is_kept(qtbot, window, make_window, analyser, settings):
    window.actions_.themes["Dark"].trigger()
    assert QApplication.palette().window().color().lightness() < 128
    window.actions_.themes["Light"].trigger()
    assert QApplication.palette().window().color().lightness() > 128
    window.actions_.themes["Dark"].trigger()
    again = make_window(lambda: analyser)
    assert again.actions_.themes["Dark"].isChecked()


def test_geometry_is_kept(qtbot, window, make_window, analyser):
    # The offscreen platform's screen is 800 px wide, less than the window needs: height only.
    window.resize(1010, 690)
    window.close()
    again = make_window(lambda: analyser)
    assert again.height() == 690


def test_closing_while_explaining_leaves_no_thread(qtbot, shown, explainer):
    explainer.go.clear()
    shown.explain()
    qtbot.waitUntil(lambda: shown.progress_bar.maximum() == 1000)
    assert shown.jobs.pool.activeThreadCount() == 1
    shown.close()
    assert explainer.closed.is_set()
    assert shown.jobs.pool.activeThreadCount() == 0


def test_every_control_has_a_name(shown):
    from PySide6.QtWidgets import QAbstractButton, QSlider, QSpinBox

    for kind in (QAbstractButton, QSlider, QSpinBox):
        for control in shown.findChildren(kind):
            if control.isVisible():
                named = control.accessibleName() or getattr(control, "text", str)()
                assert named, control


def test_the_method_is_chosen_in_the_toolbar(qtbot, shown, monkeypatch):
    actions = shown.actions_
    assert actions.evaluations.isEnabled() and actions.masker.isEnabled()
    asked = []

    def explain(analyser, analysis, method, evaluations, masker):
        asked.append((method, evaluations, masker))
        values, image = np.ones((8, 8), np.float32), np.zeros((8, 8, 3), np.uint8)
        drawn = Explanation("attention", "", values, image, np.nan, 0.5, 1, 0.1, directed=False)
        yield Explained((drawn, drawn))

    monkeypatch.setattr("gng_desktop.explain.methods.explain", explain)
    actions.masker.setCurrentIndex(actions.masker.findData("blur"))
    actions.method.setCurrentIndex(actions.method.findData("attention"))
    assert not actions.evaluations.isEnabled() and not actions.masker.isEnabled()
    shown.explain()
    qtbot.waitUntil(lambda: shown.panes.shap_with.has_picture)
    assert asked == [("attention", 500, "blur")]
    assert shown.panes.shap_with.title.text() == "Attention with background"
    assert shown.panes.shap_without.title.text() == "Attention without background"
    assert "responds strongly" in shown.panes.colour_bar.accessibleDescription()


def test_a_partial_map_says_so_until_the_last(qtbot, shown, monkeypatch):
    values, image = np.ones((8, 8), np.float32), np.zeros((8, 8, 3), np.uint8)
    go = threading.Event()

    def explain(*arguments):
        for complete in (False, True):
            drawn = Explanation(
                "shap-partition", "blur", values, image, 0.1, 0.5, 100, 0.1, complete=complete
            )
            yield Explained((drawn, drawn))
            assert go.wait(10)

    monkeypatch.setattr("gng_desktop.explain.methods.explain", explain)
    shown.explain()
    qtbot.waitUntil(lambda: shown.panes.shap_with.has_picture)
    assert shown.panes.shap_with.title.text() == "SHAP with background (partial)"
    go.set()
    qtbot.waitUntil(lambda: shown.panes.shap_with.title.text() == "SHAP with background")
    qtbot.waitUntil(lambda: "200 evaluations" in shown.status_text.text())


def test_regions_are_read_and_ranked(qtbot, shown, monkeypatch):
    labels, image = np.repeat([0, 1], 32).reshape(8, 8), np.zeros((8, 8, 3), np.uint8)

    def found(*phi):
        return RegionExplanation(
            players=("hair", "background"),
            phi=np.array(phi),
            interactions=np.zeros((2, 2)),
            baseline=0.1,
            prediction=0.1 + sum(phi),
            evaluations=4,
            seconds=0.1,
            notes=("The ears were counted with the hair.",),
            masker="blur",
            image=image,
            labels=labels,
        )

    def explain(*arguments):
        pair = found(0.1, 0.3), found(-0.05, 0.0)
        yield Explained(
            tuple(e.to_explanation() for e in pair), pair, "It rests on the background."
        )

    monkeypatch.setattr("gng_desktop.explain.methods.explain", explain)
    panel = shown.regions
    assert "Choose Regions" in panel.reading.text() and panel.bars.rows == []
    shown.actions_.method.setCurrentIndex(shown.actions_.method.findData("regions"))
    shown.explain()
    qtbot.waitUntil(lambda: shown.side.currentWidget() is panel)
    assert panel.reading.text() == "It rests on the background."
    assert panel.bars.rows == [("background", 0.3, 0.0), ("hair", 0.1, -0.05)]
    assert "background +0.300 with, +0.000 without" in panel.bars.accessibleDescription()
    assert "75%" in panel.notes.text() and "The ears" in panel.notes.text()
    # A new image forgets them.
    shown.open_image(Path("b.png"))
    qtbot.waitUntil(lambda: shown.side.currentWidget() is shown.verdict)
    assert panel.bars.rows == []


def test_maps_are_tested_on_demand(qtbot, shown, explainer, analyser):
    actions = shown.actions_
    assert not actions.test_maps.isEnabled()
    assert "Not tested yet" in shown.faithfulness.hint.text()
    shown.explain()
    qtbot.waitUntil(lambda: actions.test_maps.isEnabled())
    # A score that only the brightness of the first rows moves.
    analyser.score = lambda role, batch: batch[:, :4].mean(axis=(1, 2, 3)) / 255
    actions.test_maps.trigger()
    qtbot.waitUntil(lambda: shown.side.currentWidget() is shown.faithfulness)
    for words, plot in zip(shown.faithfulness.words, shown.faithfulness.plots, strict=True):
        assert "gain over chance" in words.text()
        assert plot.accessibleDescription() == words.text()
        assert plot.grab().toImage().pixelColor(1, 1).isValid()
    shown.open_image(Path("b.png"))
    qtbot.waitUntil(lambda: shown.side.currentWidget() is shown.verdict)
    assert "Not tested yet" in shown.faithfulness.hint.text()
    assert not actions.test_maps.isEnabled()


def test_colours_change_under_the_maps_on_show_and_are_kept(
    qtbot, shown, explainer, make_window, analyser
):
    shown.explain()
    qtbot.waitUntil(lambda: shown.panes.shap_with.has_picture)

    def strongest():
        return pixels_of(shown.panes.shap_with).pixelColor(23, 23).getRgb()[:3]

    before = strongest()
    shown.actions_.safe_colours.trigger()
    red, green, _ = strongest()
    assert strongest() != before and red > green > 60  # orange holds green, red hardly any
    assert "orange" in shown.panes.colour_bar.accessibleDescription()
    assert make_window(lambda: analyser).actions_.safe_colours.isChecked()
