import pytest
from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QTabBar, QWidget

from gng_desktop.ui.kit.screen import TITLE_BAR
from gng_desktop.ui.panels.layout import SIZE, TABBED, TITLES, VERSION, Layout

LEFT, RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
REST = {key for key in TITLES if key != "evidence"}


@pytest.fixture
def make_layout(qtbot, settings):
    """Makes windows with panels, as if the program were started again."""

    def make():
        window = QMainWindow()
        qtbot.addWidget(window)
        window.setCentralWidget(QWidget())
        # Something that takes the focus.
        arrangement = Layout(window, {key: QLineEdit() for key in TITLES}, settings)
        arrangement.restore()
        window.show()
        qtbot.waitExposed(window)
        return window, arrangement

    return make


@pytest.fixture
def made(make_layout):
    return make_layout()


def open_panels(arrangement):
    return {key for key, dock in arrangement.docks.items() if not dock.isHidden()}


def in_front(arrangement):
    return [key for key in TABBED if not arrangement.docks[key].widget().visibleRegion().isEmpty()]


def places(window, arrangement):
    """Where each panel stands, in words."""
    docks = arrangement.docks
    return {
        key: (window.dockWidgetArea(dock), dock.isFloating(), dock.isHidden())
        for key, dock in docks.items()
    }


def test_the_list_stands_left_and_all_else_right(made):
    window, arrangement = made
    assert window.size() == SIZE
    assert window.dockWidgetArea(arrangement.docks["evidence"]) == LEFT
    assert {window.dockWidgetArea(arrangement.docks[key]) for key in REST} == {RIGHT}
    assert open_panels(arrangement) == set(TITLES) and in_front(arrangement) == ["verdict"]
    together = {d.objectName() for d in window.tabifiedDockWidgets(arrangement.docks["verdict"])}
    assert together == set(TABBED) - {"verdict"}
    for key, dock in arrangement.docks.items():
        assert dock.windowTitle() == TITLES[key] and dock.objectName() == key
        # Under a tab with the name there is only a grip.
        assert (dock.titleBarWidget() is not None) == (key in TABBED)


def test_what_says_nothing_is_held_back_and_revealed(made, make_layout, qtbot):
    window, arrangement = made
    arrangement.docks["stress"].close()
    arrangement.hold_back()
    # Again changes nothing; nor does asking for one of them, but for the list.
    arrangement.hold_back()
    arrangement.show("notes")
    assert open_panels(arrangement) == {"evidence"}
    with qtbot.waitActive(window):
        window.activateWindow()
    arrangement.docks["evidence"].hide()
    arrangement.show("evidence")
    assert open_panels(arrangement) == {"evidence"}
    assert arrangement.docks["evidence"].widget().hasFocus()
    # What is held back is stored as open; what was closed stays closed.
    arrangement.save()
    for layout in (arrangement, make_layout()[1]):
        layout.hold_back()
        layout.reveal()
        assert open_panels(layout) == REST - {"stress"} | {"evidence"}
        # What is closed then stays closed, too.
        layout.docks["notes"].close()
        layout.reveal()
        assert layout.docks["notes"].isHidden()
    assert in_front(arrangement) == ["verdict"]


def test_a_panel_asked_for_comes_to_the_front_with_the_focus(made, qtbot):
    window, arrangement = made
    with qtbot.waitActive(window):
        window.activateWindow()
    for dock in arrangement.docks.values():
        dock.close()
        arrangement.show(dock.objectName())
        assert not dock.widget().visibleRegion().isEmpty() and dock.widget().hasFocus()


def test_everything_can_be_put_back(made):
    window, arrangement = made
    before = places(window, arrangement)
    arrangement.docks["notes"].setFloating(True)
    arrangement.docks["stress"].close()
    window.addDockWidget(LEFT, arrangement.docks["classes"])
    arrangement.show("provenance")
    assert places(window, arrangement) != before
    arrangement.reset()
    assert places(window, arrangement) == before and in_front(arrangement) == ["verdict"]


def test_the_arrangement_is_stored(made, make_layout, settings):
    window, arrangement = made
    window.resize(700, 640)
    window.addDockWidget(LEFT, arrangement.docks["classes"])
    arrangement.docks["stress"].close()
    arrangement.docks["notes"].setFloating(True)
    expected = places(window, arrangement)
    arrangement.save()
    settings.sync()
    again, restored = make_layout()
    assert places(again, restored) == expected
    # The offscreen platform's screen is less wide than the window needs: height only.
    assert again.height() == 640


def test_what_cannot_be_restored_is_passed_over(made, make_layout, settings):
    window, arrangement = made
    arrangement.docks["stress"].close()
    nonsense = QByteArray(b"nonsense")
    stored = window.saveState(VERSION + 1), nonsense, "nonsense"
    for layout, geometry in zip(stored, ("text", nonsense, "text"), strict=True):
        settings.setValue("layout", layout)
        settings.setValue("geometry", geometry)
        again, restored = make_layout()
        assert open_panels(restored) == set(TITLES) and again.size() == SIZE


@pytest.mark.parametrize("size", [(960, 540), (1280, 800)])
def test_the_window_fits_its_screen_with_its_status_bar(
    size, screen, settings, make_window, analyser, qtbot, pictures, settled
):
    """960 x 540 is 1920 x 1080 at 200 %; what was stored on a larger screen must fit, too."""
    screen.setSize(QSize(*size))
    earlier = QMainWindow()
    earlier.setGeometry(1500, 900, 1900, 1000)
    settings.setValue("geometry", earlier.saveGeometry())
    window = make_window(lambda: analyser)
    qtbot.waitUntil(lambda: not window.session.loader.busy)
    window.open_image(pictures[0])
    settled(window, "a.png")
    assert screen.contains(window.geometry()) and window.height() <= size[1] - TITLE_BAR
    for tab in window.tabs.keys:
        window.tabs.bring(tab)
        window.resize(960, 508)
        assert (window.width(), window.height()) == (960, 508)
        bar = window.statusBar()
        place = bar.mapTo(window, bar.rect().bottomRight())
        assert bar.isVisible() and window.rect().contains(place)
    window.tabs.bring("analyse")
    canvas = window.panes.panes[5].canvas
    assert canvas.isVisible() and canvas.height() > 120
    titles = [pane.title.text() for pane in window.panes.panes]
    if size == (1280, 800):
        window.resize(1280, 768)
        qtbot.waitUntil(lambda: window.panes.panes[0].width() > 180)
        titles = [pane.title.text() for pane in window.panes.panes]
        assert not [title for title in titles if title.endswith("…")]


def test_the_name_of_a_file_makes_no_window_wider(window, qtbot):
    """However long a name without spaces is, and whatever says it."""
    window.show()
    window.resize(1000, 600)
    wide, sentence = window.width(), f"{'x' * 240}.jpg was changed; what is shown is of now."
    window.notice.say(sentence)
    window.status_text.setText(sentence)
    window.empty.say_waiting(f"{'x' * 240}.jpg")
    qtbot.wait(50)
    assert window.minimumSizeHint().width() <= wide and window.width() == wide
    assert sentence in window.notice.text.text()


@pytest.mark.parametrize("spoken", ["en", "it"])
def test_a_small_window_cuts_no_name_and_no_number(
    spoken, spoken_in, screen, make_window, analyser, qtbot, pictures, settled, make_explanation
):
    spoken_in(spoken)
    screen.setSize(QSize(960, 540))
    window = make_window(lambda: analyser)
    qtbot.waitUntil(lambda: not window.session.loader.busy)
    window.open_image(pictures[0])
    settled(window, "a.png")
    window.resize(960, 540)
    drawn = make_explanation(scale=0.13)
    window.panes.scene.show_maps((drawn, drawn))
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    docks = window.arrangement.docks["verdict"].parentWidget()

    def bar():
        bars = docks.findChildren(QTabBar, options=direct)
        return next(bar for bar in bars if bar.count() == len(REST))

    qtbot.waitUntil(lambda: bar().tabRect(len(REST) - 1).right() < bar().width() < 400)
    titles = [pane.title.text() for pane in window.panes.panes]
    assert len(titles) == 6 and not [title for title in titles if "…" in title]
    listed = window.evidence.width()
    window.evidence.filters.more.click()
    qtbot.waitUntil(window.evidence.filters.range.isVisible)
    qtbot.waitUntil(lambda: window.evidence.filters.range.width() > 100)
    assert window.evidence.width() == listed and window.evidence.table.height() > 50
    assert [pane.title.text() for pane in window.panes.panes] == titles
    _, texts = window.panes.colour_bar.parts()
    assert len(texts) == 5
    for i, (place, _) in enumerate(texts):
        assert window.panes.colour_bar.width() >= place.right() and place.left() >= 0
        assert not any(place.intersects(other) for other, _ in texts[:i])
    # With more room there is more of it beside the names.
    close = bar().tabRect(0).width()
    window.resize(1400, 540)
    docks.resizeDocks([window.arrangement.docks["verdict"]], [600], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: bar().tabRect(0).width() > close + 8)
