"""The image in view: its pictures and classic views, its zoom, and the list beside it."""

import hashlib
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from gng_desktop.ui.batch.request import ScanRequest
from gng_desktop.ui.kit.widgets import Veil
from gng_desktop.ui.panes.grid import CLASSIC_VIEWS

WORDS = "The file holds 3 pictures; picture {} was analysed."


@pytest.fixture
def pages(window, analyser, make_analysis, explainer, pictures, settled):
    """A window that shows b.png, in which there are three pictures."""
    analyser.answers["b.png"] = replace(make_analysis(), frames=3)
    window.open_image(pictures[1])
    settled(window, "b.png")
    return window


def test_another_picture_of_the_file_is_chosen(qtbot, pages, pictures, analyser, settled):
    picker = pages.verdict.frame
    assert picker.isVisibleTo(pages.verdict) and picker.words.text() == WORDS.format(1)
    assert (picker.number.maximum(), picker.number.suffix()) == (3, " of 3")
    picker.number.setValue(2)
    qtbot.waitUntil(lambda: pages.session.found.analysis.frame == 2)
    assert picker.words.text() == WORDS.format(2) and picker.number.value() == 2
    pages.verdict.copy_summary()
    assert WORDS.format(2) in QGuiApplication.clipboard().text()
    # One that was not waited for is not named.
    analyser.go.clear()
    picker.number.setValue(3)
    pages.commands["cancel"].trigger()
    assert picker.number.value() == 2 and picker.words.text() == WORDS.format(2)
    analyser.go.set()
    settled(pages, "b.png")
    # The list goes by the first.
    items = pages.evidence.model.items
    assert items.analyses[items.id_of(pictures[1])].frame == 1
    pages.commands["again"].trigger()
    qtbot.waitUntil(lambda: not pages.session.jobs.busy)
    assert pages.session.found.analysis.frame == 2
    pages.open_image(pictures[0])
    settled(pages, "a.png")
    assert not picker.isVisibleTo(pages.verdict)


def test_every_picture_is_scanned_if_asked_for(window, tmp_path):
    window.tabs.bring("batch")
    form = window.batch.form
    assert form.request(window.computing()).frames == "first"
    form.frames.setChecked(True)
    assert form.request(window.computing()).frames == "all"
    words = ScanRequest("a", tmp_path / "b.csv", frames="all").command("new")
    assert words[5:7] == ("--frames", "all")


# -- classic views, zoom and folder -------------------------------------------------------------


def test_classic_views_are_computed_when_panes_show_them(
    window, analyser, settled, pictures, make_analysis, qtbot
):
    path = pictures[0]
    Image.effect_noise((90, 60), 60).save(path)
    found = make_analysis(path, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    analyser.answers["a.png"] = found
    window.open_image(path)
    settled(window, "a.png")
    scene = window.panes.scene
    assert not scene.classic_pixels()  # nobody has asked
    window.commands["views_classic"].trigger()
    assert window.panes.shown_keys() == list(CLASSIC_VIEWS)
    qtbot.waitUntil(lambda: not window.classic.runner.busy)
    assert scene.classic_pixels().keys() == set(CLASSIC_VIEWS) - {"original"}
    pane = window.panes.pane("histogram")
    assert pane.has_picture and pane.canvas.accessibleDescription().startswith("Gaps and spikes")
    assert "of all values are 0" in pane.canvas.accessibleDescription()
    assert window.panes.about.text().startswith("Point at")
    for other in window.panes.panes:  # wherever another test left the pointer
        QApplication.sendEvent(other.canvas, QEvent(QEvent.Type.Leave))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    pane.canvas.setFocus()
    qtbot.waitUntil(pane.canvas.hasFocus)
    assert window.panes.about.text().startswith("Histogram: Gaps and spikes")
    # The choice of a single pane computes what it lacks, and only that.
    pane.show_view("gradient")
    qtbot.waitUntil(lambda: scene.classic("gradient") is not None)
    window.commands["views_neural"].trigger()
    assert "map_with" in window.panes.shown_keys() and not window.panes.about.isVisible()
    # Another image forgets them; one that was changed since is not shown as analysed.
    window.commands["views_classic"].trigger()
    window.open_image(pictures[1])
    settled(window, "b.png")
    assert "no longer the one that was analysed" in scene.text("ela")


def test_while_the_first_image_is_analysed_nobody_is_asked_for_one(
    window, analyser, pictures, settled, qtbot
):
    analyser.go.clear()
    window.open_image(pictures[0])
    qtbot.waitUntil(lambda: "Waiting" in window.empty.heading.text())
    assert window.empty.text.text() == "a.png is being analysed…"
    window.commands["cancel"].trigger()
    assert "Waiting" not in window.empty.heading.text()
    analyser.go.set()
    window.open_image(pictures[1])
    settled(window, "b.png")
    assert window.pages.currentWidget() is window.panes


def veiled(window):
    veils = [veil for veil in window.findChildren(Veil) if veil.isVisibleTo(window)]
    return {veil.parentWidget() for veil in veils}


def test_an_image_is_not_shown_while_the_list_names_another(
    qtbot, shown, analyser, pictures, settled
):
    analyser.go.clear()
    shown.open_image(pictures[1])
    acts = "report", "save_results", "copy_summary", "copy_view", "again"
    assert not any(shown.commands[key].isEnabled() for key in acts)
    qtbot.waitUntil(lambda: shown.verdict in veiled(shown))
    assert {shown.panes, shown.notes, shown.legend} <= veiled(shown)
    assert shown.evidence not in veiled(shown)
    assert "b.png is being analysed…" in {
        veil.accessibleName() for veil in shown.findChildren(Veil)
    }
    # The one in view is that of the list again where the next one is not waited for.
    shown.commands["cancel"].trigger()
    qtbot.waitUntil(lambda: not veiled(shown))
    assert shown.evidence.current == pictures[0] and shown.session.found.analysis.path.endswith(
        "a.png"
    )
    assert all(shown.commands[key].isEnabled() for key in acts)
    shown.open_image(pictures[1])
    qtbot.waitUntil(lambda: bool(veiled(shown)))
    analyser.go.set()
    settled(shown, "b.png")
    assert not veiled(shown) and shown.evidence.current == pictures[1]


def test_what_is_hidden_is_neither_decided_nor_named(
    qtbot, shown, analyser, pictures, store, settled
):
    shown.notes.set_analyst("A. Rossi")
    shown.notes.choices["real"].setChecked(True)
    shown.notes.comment.setPlainText("On a.png.")
    analyser.go.clear()
    shown.open_image(pictures[1])
    qtbot.waitUntil(lambda: bool(veiled(shown)))
    shown.notes.button.click()
    assert not shown.session.recorder.busy and shown.notes.comment.toPlainText() == "On a.png."
    shown.open_image(pictures[2])
    words = {veil.accessibleName() for veil in shown.findChildren(Veil)}
    assert words == {"c.png is being analysed…"}
    # Other models: the image waited for is the one that is opened.
    shown.session.load_models()
    assert shown.evidence.current == pictures[2] and veiled(shown)
    analyser.go.set()
    settled(shown, "c.png")
    assert not veiled(shown) and shown.evidence.current == pictures[2]
    shown.notes.drafts.clear()


def test_cancelled_where_the_image_in_view_is_not_listed_any_more(
    qtbot, shown, analyser, pictures, settled
):
    analyser.go.clear()
    shown.open_image(pictures[1])
    shown.evidence.remove([pictures[0]])
    shown.commands["cancel"].trigger()
    qtbot.waitUntil(lambda: not shown.session.awaiting)
    analyser.go.set()
    shown.evidence.select(pictures[1])
    settled(shown, "b.png")


def test_the_zoom_stands_in_the_status_bar(qtbot, shown):
    canvas = shown.panes.active.canvas
    fitted = shown.zoom_text.text()
    assert fitted.endswith(" %")
    shown.commands["one_to_one"].trigger()
    assert shown.zoom_text.text() == "100 %" and canvas.width() > 0
    shown.commands["zoom_in"].trigger()
    assert shown.zoom_text.text() == "125 %"
    shown.commands["zoom_out"].trigger()
    assert shown.zoom_text.text() == "100 %"
    shown.commands["fit"].trigger()
    assert shown.zoom_text.text() == fitted and shown.panes.view.zoom == 1
    shown.commands["panes_1"].trigger()
    qtbot.waitUntil(lambda: shown.zoom_text.text() != fitted)  # it follows the room there is


def test_a_file_is_shown_where_it_lies(shown, pictures, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    shown.evidence.select(pictures[0])
    texts = {action.text(): action for action in shown.evidence.menu().actions()}
    texts["Show in folder"].trigger()
    assert opened == [str(pictures[0].parent)]


# -- the analysis of the list beside all else ---------------------------------------------------


def waiting(window):
    return window.evidence.model.counts()["waiting"]


def test_the_list_is_analysed_as_the_setting_says(qtbot, shown, analyser, pictures, settled):
    shown.commands["analyse_all"].trigger()
    assert not shown.settings.value("background_analysis")
    analyser.asked.clear()
    shown.evidence.model.add(pictures)
    qtbot.wait(150)
    assert analyser.asked == []
    # Nor after other work.
    shown.open_image(pictures[3])
    settled(shown, "d.png")
    assert analyser.asked == ["d.png"]
    shown.commands["analyse_all"].trigger()
    qtbot.waitUntil(lambda: waiting(shown) == 0)
    assert analyser.asked == ["d.png", "b.png", "c.png"]
    assert shown.windowTitle().startswith("d.png")


def test_cancelling_the_list_pauses_it_until_it_is_asked_for_again(
    qtbot, shown, analyser, pictures, settled
):
    analyser.go.clear()
    shown.evidence.model.add(pictures)
    qtbot.waitUntil(shown.indicator.isVisible)
    qtbot.waitUntil(lambda: shown.indicator.running == ["Analysing b.png"])
    qtbot.mouseClick(shown.indicator.row.cancel_button, Qt.MouseButton.LeftButton)
    assert not shown.settings.value("background_analysis")
    assert not shown.commands["analyse_all"].isChecked()
    analyser.go.set()
    settled(shown, "a.png")
    assert waiting(shown) == 3


def test_an_image_chosen_from_the_list_comes_first(qtbot, window, analyser, pictures, settled):
    analyser.go.clear()
    window.evidence.model.add(pictures)
    qtbot.waitUntil(lambda: analyser.asked == ["a.png"])
    window.evidence.select(pictures[3])
    qtbot.waitUntil(lambda: analyser.asked == ["a.png", "d.png"])
    analyser.go.set()
    settled(window, "d.png")
    qtbot.waitUntil(lambda: waiting(window) == 0)
    # What was interrupted is begun again; what was analysed meanwhile is not.
    assert analyser.asked == ["a.png", "d.png", "a.png", "b.png", "c.png"]


def test_the_list_goes_on_after_an_explanation(qtbot, shown, explainer, analyser, pictures):
    explainer.go.clear()
    shown.explain()
    qtbot.waitUntil(lambda: bool(explainer.asked))
    shown.evidence.model.add(pictures)
    qtbot.wait(150)
    assert waiting(shown) == 3
    explainer.go.set()
    qtbot.waitUntil(lambda: waiting(shown) == 0)
    assert shown.windowTitle().startswith("a.png")
    assert shown.panes.pane("map_with").has_picture
