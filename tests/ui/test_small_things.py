import numpy as np
from PySide6.QtGui import QDesktopServices, QImage

from gng_desktop.ui.panels.score_scale import ScoreScale


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


def test_a_narrow_zone_keeps_its_name(qtbot):
    pictures = []
    for high in (0.985, 1.0):
        scale = ScoreScale("Score")
        qtbot.addWidget(scale)
        scale.show_score(0.2, (0.5, high))
        scale.resize(240, scale.sizeHint().height())
        image = scale.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
        bar = rows[2 * scale.fontMetrics().height() + 10 :][:14, 200:236]
        pictures.append(int((bar < 100).sum()))
    assert pictures[0] > pictures[1] + 20
