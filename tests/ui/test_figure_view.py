"""A figure in the window: drawn off the GUI thread, pointed at by mouse and keys."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QToolTip, QVBoxLayout, QWidget

from gng_desktop.charts.contributions import Row, bars_height, paired_bars
from gng_desktop.ui.kit.figure_view import FigureView
from gng_desktop.ui.kit.style import palette

ROWS = [Row(name, 0.1 * n, -0.2) for n, name in enumerate(("hair", "nose", "eyes"))]
BARS = partial(paired_bars, rows=ROWS, unit="score")
WORDS = ("hair tip", "nose tip", "eyes tip")


def height(width, line):
    return bars_height(ROWS, line)


def ready(qtbot, view):
    qtbot.waitUntil(lambda: view.settled and view.picture is not None, timeout=60_000)
    return view


@pytest.fixture
def make(qtbot):
    """Make a view beside something else that has the focus."""
    window = QWidget()
    qtbot.addWidget(window)
    column, other = QVBoxLayout(window), QPushButton("Other")

    def one(pointing="row"):
        view = FigureView("Bars", pointing)
        column.addWidget(other)
        column.addWidget(view)
        view.show_figure(BARS, WORDS, height)
        window.resize(360, 400)
        window.show()
        other.setFocus()
        return ready(qtbot, view)

    yield one
    window.close()


def spot(view, key):
    left, top, width, high = next(box for s, box in view.picture.spots if s.key == key)
    return QPoint(round(left + width / 2), round(top + high / 2))


def move(view, place):
    at, none = QPointF(place), Qt.MouseButton.NoButton
    kind = QEvent.Type.MouseMove
    event = QMouseEvent(kind, at, view.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)


def pixels(view):
    return view.grab().toImage()


@pytest.mark.parametrize("pointing", ["row", "line", "box"])
def test_a_figure_is_shown_cleared_and_shown_to_assistive_technology(make, pointing):
    view = make(pointing)
    assert view.accessibleName() == "Bars"
    assert view.accessibleDescription() == "; ".join(WORDS)
    assert view.height() == round(height(0, 1.4 * view.fontInfo().pixelSize()))
    drawn = pixels(view)
    view.choose(1)
    assert pixels(view) != drawn  # the place is marked
    view.show_figure(None)
    assert view.accessibleDescription() == "" and view.sizeHint().isEmpty()
    assert pixels(view) != drawn and view.spot_at(QPointF(100, 100)) == -1


def test_pointing_chooses_and_a_click_keeps(qtbot, make):
    view, heard = make(), []
    view.chosen.connect(heard.append)
    before = pixels(view)
    move(view, spot(view, 1))
    assert heard == [1] and view.read_out == "nose tip"
    assert pixels(view) != before  # it stands out at once
    move(view, QPoint(3, 1))
    assert heard == [1, -1] and view.read_out == ""
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot(view, 0))
    move(view, spot(view, 2))
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.current == 0
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot(view, 0))
    move(view, QPoint(3, 1))
    assert view.current == -1


def test_the_keys_choose_too(qtbot, make):
    view = make()
    assert view.focusPolicy() & Qt.FocusPolicy.TabFocus
    for key, chosen in (
        (Qt.Key.Key_Right, 0),
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_End, 2),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Left, 1),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Escape, -1),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Space, 0),
    ):
        qtbot.keyClick(view, key)
        assert view.current == chosen
    move(view, QPoint(3, 1))
    assert view.current == 0  # the choice stays


def test_words_are_a_tooltip_or_lie_in_the_figure(make, monkeypatch):
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, widget: shown.append(text))
    view = make()
    for place in (spot(view, 2), QPoint(3, 1)):
        event = QHelpEvent(QHelpEvent.Type.ToolTip, place, view.mapToGlobal(place))
        QApplication.sendEvent(view, event)
    assert shown == ["eyes tip", ""]


def test_it_follows_the_theme_and_the_size(qtbot, make):
    view = make()
    light = pixels(view).pixelColor(4, 4)
    view.setPalette(palette(True))
    qtbot.waitUntil(lambda: pixels(view).pixelColor(4, 4) != light, timeout=60_000)
    ready(qtbot, view)
    view.window().resize(500, 400)
    ratio = view.devicePixelRatioF()
    qtbot.waitUntil(
        lambda: view.settled and view.picture.rgba.shape[1] == round(view.width() * ratio),
        timeout=60_000,
    )


def test_what_is_hidden_is_drawn_when_it_is_shown_and_failing_says_so(qtbot):
    view = FigureView("Bars")
    qtbot.addWidget(view)
    view.show_figure(BARS, WORDS, height)
    qtbot.wait(50)
    assert view.picture is None
    view.show()
    ready(qtbot, view)
    view.show_figure(lambda look: 1 / 0, WORDS, height)
    qtbot.waitUntil(lambda: "stopped because of an unexpected error" in view.hint, timeout=60_000)


def test_the_part_chosen_by_key_is_scrolled_into_view(qtbot):
    area, view = QScrollArea(), FigureView("Bars")
    qtbot.addWidget(area)
    rows = [Row(f"row {n}", n, None) for n in range(30)]
    draw = partial(paired_bars, rows=rows, unit="score")
    view.show_figure(draw, [row.name for row in rows], lambda width, line: bars_height(rows, line))
    area.setWidget(view)
    area.setWidgetResizable(True)
    area.resize(300, 200)
    area.show()
    ready(qtbot, view)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert area.verticalScrollBar().value() > 200
