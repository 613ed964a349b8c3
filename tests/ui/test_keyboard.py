import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QSlider

from gng_desktop.ui.kit.style import palette
from tests.ui.controls import name_of

TAB = Qt.Key.Key_Tab


@pytest.fixture
def active(shown, qtbot):
    with qtbot.waitActive(shown):
        shown.activateWindow()
    shown.panes.panes[0].canvas.setFocus()
    return shown


def test_tab_reaches_everything_in_sight_and_nothing_else(active, qtbot):
    start, stops = QApplication.focusWidget(), []
    for key in (TAB, Qt.Key.Key_Backtab):
        stops.append([])
        for _ in range(90):
            qtbot.keyClick(QApplication.focusWidget(), key)
            stop = QApplication.focusWidget()
            stops[-1].append(stop)
            behind = [active.arrangement.docks[k] for k in ("explanation", "stress", "notes")]
            assert not any(dock.isAncestorOf(stop) for dock in behind), name_of(stop)
            assert name_of(stop), stop
            if stop is start:
                break
    forward, backward = stops
    assert set(forward) == set(backward) and len(forward) < 60
    assert {active.evidence.table, active.tabs.tabBar(), active.verdict.summary_button} <= set(
        forward
    )
    # In the order in which the parts stand: bars, list, panes, panels; and so in the list.
    table = forward.index(active.evidence.table)
    walk = forward[table:] + forward[:table]
    listed = [stop for stop in walk if active.evidence.isAncestorOf(stop)]
    assert listed[0] is active.evidence.table and listed[1] is active.evidence.filters.search
    parts = (active.panes, active.arrangement.docks["verdict"], active.tabs.tabBar())
    parts = (*parts, active.menus.toolbar, active.evidence)
    places = [
        next(n for n, stop in enumerate(walk) if part is stop or part.isAncestorOf(stop))
        for part in parts[:-1]
    ]
    assert places == sorted(places) and walk.index(listed[1]) > places[-1]
    # A panel that is brought to the front joins in.
    active.arrangement.show("notes")
    qtbot.keyClick(QApplication.focusWidget(), TAB)
    assert active.notes.isAncestorOf(QApplication.focusWidget())


def test_the_focus_has_a_ring_that_can_be_seen_once_keys_are_used(active, qtbot):
    for dark in (True, False):
        QApplication.setPalette(palette(dark))
        qtbot.mouseClick(active.panes.panes[1].canvas, Qt.MouseButton.LeftButton)
        qtbot.keyClick(QApplication.focusWidget(), TAB)
        ring, there = active.ring, QApplication.focusWidget()
        qtbot.waitUntil(ring.isVisible)
        assert ring.geometry().contains(there.mapTo(active, there.rect().center()))
        colour, ground = ring.grab().toImage().pixelColor(1, 1), palette(dark).window().color()
        assert abs(colour.lightness() - ground.lightness()) > 60


def test_a_click_on_a_tab_puts_the_focus_on_no_control(active, qtbot):
    for key in ("training", "batch", "analyse"):
        bar = active.tabs.tabBar()
        spot = bar.tabRect(active.tabs.keys.index(key)).center()
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=spot)
        there = QApplication.focusWidget()
        assert not isinstance(there, QSlider) and name_of(there), there


def heard(widget):
    """The names that a screen reader finds in a widget, as AT-SPI hands them on."""
    found, places = [], [QAccessible.queryAccessibleInterface(widget)]
    while places:
        place = places.pop(0)
        if place is None or place.state().invisible:
            continue
        found.append(place.text(QAccessible.Text.Name))
        found.append(place.text(QAccessible.Text.Description))
        places += [place.child(n) for n in range(place.childCount())]
    return [text for text in found if text]


def test_a_screen_reader_reads_the_verdict(active):
    texts = heard(active.verdict)
    assert texts[0] == "Verdict"
    assert "Verdict: generated" in texts
    assert "Score with background: 0.93" in texts and "Score without background: 0.62" in texts
    zones = next(text for text in texts if "Above 0.70: generated" in text)
    assert texts.index("Score with background: 0.93") < texts.index(zones)
    assert "Strength not known" in texts
    panes = heard(active.panes)
    assert "Segmentation" in panes and "Map with background" in panes
