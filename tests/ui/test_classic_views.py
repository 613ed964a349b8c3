import hashlib

from PIL import Image
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from gng_desktop.ui.panes.grid import CLASSIC_VIEWS


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
