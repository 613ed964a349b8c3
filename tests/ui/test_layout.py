import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QWidget

from gng_desktop.ui.layout import SIZE, TABBED, TITLES, VERSION, Layout

LEFT, RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
REST = {key for key in TITLES if key != "evidence"}


@pytest.fixture
def make_layout(qtbot, settings):
    """Makes windows with panels, as if the program were started anew."""

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


def test_every_panel_has_its_name_on_the_tab_or_in_its_title(made):
    _, arrangement = made
    for key, dock in arrangement.docks.items():
        assert dock.windowTitle() == TITLES[key] and dock.objectName() == key
        # Under a tab with the name there is only a grip.
        assert (dock.titleBarWidget() is not None) == (key in TABBED)


# -- before there is an image -------------------------------------------------------------------


def test_what_says_nothing_is_held_back_and_revealed(made):
    _, arrangement = made
    arrangement.hold_back()
    assert open_panels(arrangement) == {"evidence"}
    # Again changes nothing; nor does asking for one of them.
    arrangement.hold_back()
    arrangement.show("notes")
    assert open_panels(arrangement) == {"evidence"}
    arrangement.reveal()
    assert open_panels(arrangement) == set(TITLES) and in_front(arrangement) == ["verdict"]


def test_the_list_can_be_gone_to_while_the_others_are_held_back(made, qtbot):
    window, arrangement = made
    with qtbot.waitActive(window):
        window.activateWindow()
    arrangement.hold_back()
    arrangement.docks["evidence"].hide()
    arrangement.show("evidence")
    assert open_panels(arrangement) == {"evidence"}
    assert arrangement.docks["evidence"].widget().hasFocus()


def test_a_panel_that_was_closed_is_not_revealed(made):
    _, arrangement = made
    arrangement.docks["stress"].close()
    arrangement.hold_back()
    arrangement.reveal()
    assert open_panels(arrangement) == set(TITLES) - {"stress"}


def test_revealing_twice_shows_nothing_again_that_was_closed_since(made):
    _, arrangement = made
    arrangement.hold_back()
    arrangement.reveal()
    arrangement.docks["notes"].close()
    arrangement.reveal()
    assert arrangement.docks["notes"].isHidden()


# -- asked for ----------------------------------------------------------------------------------


@pytest.mark.parametrize("key", TITLES)
def test_a_panel_asked_for_comes_to_the_front_with_the_focus(made, qtbot, key):
    window, arrangement = made
    with qtbot.waitActive(window):
        window.activateWindow()
    arrangement.docks[key].close()
    arrangement.show(key)
    panel = arrangement.docks[key].widget()
    assert not panel.visibleRegion().isEmpty() and panel.hasFocus()


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


# -- kept ---------------------------------------------------------------------------------------


def test_the_arrangement_is_kept(made, make_layout, settings):
    window, arrangement = made
    window.resize(700, 640)
    window.addDockWidget(LEFT, arrangement.docks["classes"])
    arrangement.docks["stress"].close()
    arrangement.docks["notes"].setFloating(True)
    expected = places(window, arrangement)
    arrangement.keep()
    settings.sync()
    again, restored = make_layout()
    assert places(again, restored) == expected
    # The offscreen platform's screen is less wide than the window needs: height only.
    assert again.height() == 640


def test_what_is_held_back_is_kept_as_open(made, make_layout):
    _, arrangement = made
    arrangement.docks["stress"].close()
    arrangement.hold_back()
    arrangement.keep()
    _, restored = make_layout()
    assert open_panels(restored) == set(TITLES) - {"stress"}


def test_a_panel_closed_before_stays_closed_when_others_are_revealed(made, make_layout):
    _, arrangement = made
    arrangement.docks["stress"].close()
    arrangement.keep()
    _, restored = make_layout()
    restored.hold_back()
    restored.reveal()
    assert open_panels(restored) == set(TITLES) - {"stress"}


@pytest.mark.parametrize("kept", ["other version", "nonsense", "text"])
def test_what_cannot_be_restored_is_passed_over(made, make_layout, settings, kept):
    window, arrangement = made
    arrangement.docks["stress"].close()
    values = {
        "other version": window.saveState(VERSION + 1),
        "nonsense": QByteArray(b"nonsense"),
        "text": "nonsense",
    }
    settings.setValue("layout", values[kept])
    settings.setValue("geometry", QByteArray(b"nonsense") if kept == "nonsense" else kept)
    again, restored = make_layout()
    assert open_panels(restored) == set(TITLES) and again.size() == SIZE
