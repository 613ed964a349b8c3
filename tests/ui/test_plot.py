import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from gng_desktop.ui.plot import Chart, LinePlot, Series, Zone
from gng_desktop.ui.style import palette, verdict_colour, zone_colour


def pixels(widget):
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def has(shown, colour):
    return (shown == colour.getRgb()[:3]).all(2)


def chart(**changes):
    fields = {
        "series": (
            Series("first", [(0, 0.1), (1, 0.9), (2, 0.5)], levels=(0.25,)),
            Series("second", [(0, 0.8), (1, None), (2, 0.2)], Qt.PenStyle.DashLine, "open square"),
        ),
        "x_ticks": [(0, "as is"), (1, "95"), (2, "90")],
        "notes": {0: "as is: 0.1", 1: "95: 0.9", 2: "90: 0.5"},
    }
    return Chart(**(fields | changes))


@pytest.fixture
def plot(qtbot):
    """A plot beside something else that has the focus."""
    window = QWidget()
    qtbot.addWidget(window)
    plot, other = LinePlot("Scores"), QPushButton("Other")
    for widget in (other, plot):
        widget.setParent(window)
    other.move(0, 300)
    window.resize(340, 340)
    other.setFocus()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(other.hasFocus)
    show(plot, None)
    yield plot
    del window  # kept until here: it owns the plot


def show(plot, what):
    plot.show_chart(what)
    plot.resize(330, plot.sizeHint().height())


def move(plot, x, y=60):
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(x, y),
        plot.mapToGlobal(QPointF(x, y)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(plot, event)


def test_an_empty_plot_paints_nothing(plot):
    shown = pixels(plot)
    assert (shown == shown[0, 0]).all()
    show(plot, chart())
    assert (pixels(plot) != shown[0, 0]).any()
    plot.show_chart(None)
    assert plot.chart is None and plot.read_out == ""


def test_zones_are_shaded_in_proportion(plot):
    zones = [
        Zone(0, 0.25, "real", "real"),
        Zone(0.25, 0.75, "inconclusive", "?"),
        Zone(0.75, 1, "generated", "generated"),
    ]
    show(plot, chart(series=(Series("none", []),), zones=zones))
    shown = pixels(plot)
    heights = {}
    for zone in zones:
        rows = has(shown, zone_colour(plot.palette(), zone.verdict)).any(1)
        heights[zone.verdict] = rows.sum()
        first = np.flatnonzero(rows)[0]
        heights[f"{zone.verdict} top"] = first
    assert heights["real"] == pytest.approx(heights["generated"], abs=2)
    assert heights["inconclusive"] == pytest.approx(2 * heights["real"], abs=3)
    assert heights["generated top"] < heights["inconclusive top"] < heights["real top"]


def test_series_differ_without_colour(plot):
    one = [(0, 0.5), (1, 0.5), (2, 0.5)]
    drawn = []
    for dash, marker in (
        (Qt.PenStyle.SolidLine, "square"),
        (Qt.PenStyle.DashLine, "square"),
        (Qt.PenStyle.SolidLine, "open square"),
        (Qt.PenStyle.SolidLine, "cross"),
    ):
        show(plot, chart(series=(Series("s", one, dash, marker),), legend=False))
        drawn.append(pixels(plot))
    for n, first in enumerate(drawn):
        for second in drawn[n + 1 :]:
            assert (first != second).any()


def test_a_missing_value_leaves_a_gap(plot):
    def dark(points):
        show(plot, chart(series=(Series("s", points),), legend=False))
        return has(pixels(plot), plot.palette().windowText().color()).sum()

    whole, gap = dark([(0, 0.5), (1, 0.5), (2, 0.5)]), dark([(0, 0.5), (1, None), (2, 0.5)])
    assert gap < whole - 60


def test_the_larger_value_lies_higher(plot):
    def middle(value):
        show(plot, chart(series=(Series("s", [(1, value)]),), legend=False))
        return np.flatnonzero(has(pixels(plot), plot.palette().windowText().color()).any(1)).mean()

    assert middle(0.9) < middle(0.5) < middle(0.1)


def test_verdicts_are_marked_below_the_axis(plot):
    show(plot, chart(marks={0: "generated", 1: "real", 2: None}))
    shown = pixels(plot)[-16:]
    found = (shown != shown[0, 0]).any(2).any(0)
    edges = np.flatnonzero(np.diff(found.astype(int)))
    assert len(edges) == 6  # three shapes
    shapes = [shown[:, a + 1 : b + 1].tobytes() for a, b in edges.reshape(3, 2)]
    assert len(set(shapes)) == 3
    assert has(shown, verdict_colour(plot.palette(), "generated"))[:, : edges[1] + 1].any()
    assert has(shown, verdict_colour(plot.palette(), "real"))[:, edges[2] : edges[3] + 1].any()


def test_pointing_reads_out_the_nearest_place(plot):
    show(plot, chart())
    move(plot, 40)
    assert plot.read_out == "as is: 0.1"
    before = pixels(plot)
    move(plot, 165)
    assert plot.read_out == "95: 0.9"
    assert (pixels(plot) != before).any()
    move(plot, 325)
    assert plot.read_out == "90: 0.5"
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert plot.read_out == ""


def test_the_arrow_keys_read_out_too(qtbot, plot):
    show(plot, chart())
    assert plot.focusPolicy() & Qt.FocusPolicy.TabFocus
    for key, told in (
        (Qt.Key.Key_Right, "as is: 0.1"),
        (Qt.Key.Key_Right, "95: 0.9"),
        (Qt.Key.Key_End, "90: 0.5"),
        (Qt.Key.Key_Right, "90: 0.5"),
        (Qt.Key.Key_Left, "95: 0.9"),
        (Qt.Key.Key_Home, "as is: 0.1"),
        (Qt.Key.Key_Escape, ""),
    ):
        qtbot.keyClick(plot, key)
        assert plot.read_out == told


def test_a_read_out_that_is_gone_is_dropped(plot):
    show(plot, chart())
    move(plot, 325)
    show(plot, chart(notes={0: "as is: 0.1"}))
    assert plot.read_out == ""


def test_assistive_technology_is_told_everything(plot):
    show(plot, chart())
    assert plot.accessibleName() == "Scores"
    assert plot.accessibleDescription() == "as is: 0.1; 95: 0.9; 90: 0.5"
    plot.show_chart(None)
    assert plot.accessibleDescription() == ""


@pytest.mark.parametrize("width", [120, 200, 330])
def test_nothing_leaves_the_widget(plot, width):
    zones = [Zone(0, 0.5, "real", "real"), Zone(0.5, 1, "generated", "generated")]
    many = [(x, f"{x} %") for x in range(12)]
    points = [(x, x / 11) for x in range(12)]
    show(plot, chart(series=(Series("a very long name of a series " * 3, points),), x_ticks=many))
    plot.setMinimumSize(0, 0)
    plot.resize(width, plot.height())
    pixels(plot)
    show(plot, chart(zones=zones))
    plot.resize(width, plot.height())
    shown = pixels(plot)
    ground = shown[0, 0]
    assert (shown[:, 0] == ground).all() and (shown[-1] == ground).all()


@pytest.mark.parametrize("dark", [False, True])
def test_lines_stand_out_from_every_zone(dark):
    made = palette(dark)
    ink = np.array(made.windowText().color().getRgb()[:3])
    for verdict in ("generated", "real", "inconclusive", None):
        ground = np.array(zone_colour(made, verdict).getRgb()[:3])
        assert np.abs(ink - ground).max() > 100


def test_the_focus_is_visible(qtbot, plot):
    show(plot, chart())
    before = pixels(plot)
    plot.setFocus()
    qtbot.waitUntil(plot.hasFocus)
    after = pixels(plot)
    assert (after[1] != before[1]).any()
    assert (after[4:-4, 4:-4] == before[4:-4, 4:-4]).all()


def test_the_mouse_over_an_empty_plot_is_ignored(plot):
    move(plot, 20)
    assert plot.read_out == "" and plot.rect().contains(QPoint(20, 5))
