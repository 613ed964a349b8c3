"""The tabs: what belongs to which of them, and what happens to the rest meanwhile."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from gng_desktop.ui.commands.specs import SPECS
from gng_desktop.ui.layout import LEFT, RIGHT
from gng_desktop.ui.tabs import Tabs

ONLY_HERE = [spec.key for spec in SPECS if spec.only == "analyse"]
BRINGING = [spec.key for spec in SPECS if spec.brings == "analyse"]


@pytest.fixture
def no_dialogs(monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *rest: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *rest: "")
    monkeypatch.setattr("gng_desktop.ui.opening.Opening.sample", lambda opening: None)


# -- the tabs alone -----------------------------------------------------------------------------


@pytest.fixture
def tabs(qtbot):
    made, tabs = [], Tabs()
    qtbot.addWidget(tabs)
    for key in ("one", "two", "three"):
        tabs.add(key, key.title(), lambda key=key: made.append(key) or QLineEdit(key))
    with qtbot.waitActive(tabs):
        tabs.show()
        tabs.activateWindow()
    return tabs, made


def test_a_page_is_made_when_it_is_first_shown_and_once(qtbot, tabs):
    tabs, made = tabs
    told = []
    tabs.changed.connect(told.append)
    assert made == ["one"] and tabs.key == "one" and tabs.made("two") is None
    tabs.bring("three")
    tabs.bring("one")
    tabs.setCurrentIndex(2)
    assert made == ["one", "three"] and told == ["three", "one", "three"]
    assert tabs.made("three").isVisible() and not tabs.made("one").isVisible()
    assert [tabs.tabText(i) for i in range(tabs.count())] == ["One", "Two", "Three"]


def test_the_keyboard_goes_along(tabs):
    tabs, _ = tabs
    tabs.page("one").setFocus()
    tabs.bring("two")
    assert tabs.page("two").hasFocus()
    tabs.bring("one")
    assert tabs.page("one").hasFocus()


# -- in the window ------------------------------------------------------------------------------


def test_the_window_opens_with_analyse_in_front_and_makes_no_other_page(window):
    assert window.tabs.key == "analyse" and window.batch is None
    assert window.commands["tab_analyse"].isChecked()
    assert window.training is None
    titles = [window.tabs.tabText(i) for i in range(window.tabs.count())]
    assert titles == ["Analyse", "Batch", "Training"]


def test_keys_change_the_tab(qtbot, shown):
    with qtbot.waitActive(shown):
        shown.activateWindow()
    canvas = shown.panes.active.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_F3)
    assert shown.tabs.key == "batch" and shown.commands["tab_batch"].isChecked()
    assert shown.batch.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    assert shown.tabs.key == "analyse" and shown.commands["tab_analyse"].isChecked()
    assert canvas.hasFocus()


def test_docks_and_toolbar_are_seen_with_analyse_only(shown):
    parts = [shown.menus.toolbar, shown.evidence, shown.verdict, shown.panes]
    assert all(part.isVisible() for part in parts)
    shown.tabs.bring("batch")
    assert not any(part.isVisible() for part in parts)
    assert shown.menuBar().isVisible() and shown.statusBar().isVisible()
    shown.tabs.bring("analyse")
    assert all(part.isVisible() for part in parts)


def test_a_panel_dragged_out_goes_and_comes_back(shown, settings):
    dock = shown.arrangement.docks["stress"]
    dock.setFloating(True)
    dock.show()
    shown.arrangement.docks["notes"].close()
    shown.tabs.bring("batch")
    assert not dock.isVisible()
    shown.tabs.bring("analyse")
    assert dock.isVisible() and dock.isFloating()
    assert shown.arrangement.docks["notes"].isHidden()


def test_the_layout_is_kept_whatever_tab_is_in_front(shown, make_window, analyser, settings):
    dock = shown.arrangement.docks["stress"]
    dock.setFloating(True)
    dock.show()
    shown.arrangement.docks["notes"].close()
    shown.tabs.bring("batch")
    shown.close()
    settings.sync()
    again = make_window(lambda: analyser)
    again.arrangement.reveal()
    docks = again.arrangement.docks
    assert docks["stress"].isFloating() and not docks["stress"].isHidden()
    assert docks["notes"].isHidden() and again.tabs.key == "analyse"


# -- commands -----------------------------------------------------------------------------------


def test_what_belongs_to_analyse_cannot_be_given_elsewhere(shown):
    before = {key for key in ONLY_HERE if shown.commands[key].isEnabled()}
    assert {"explain", "toggle_original", "zoom_in", "panes_4", "copy_view"} <= before
    shown.tabs.bring("batch")
    assert [key for key in ONLY_HERE if shown.commands[key].isEnabled()] == []
    # Neither by what goes on in the background.
    shown.session.state_changed.emit()
    assert [key for key in ONLY_HERE if shown.commands[key].isEnabled()] == []
    shown.tabs.bring("analyse")
    assert {key for key in ONLY_HERE if shown.commands[key].isEnabled()} == before


@pytest.mark.parametrize("key", BRINGING)
def test_what_is_seen_in_analyse_brings_it_to_the_front(shown, no_dialogs, key):
    shown.tabs.bring("batch")
    shown.commands[key].trigger()
    assert shown.tabs.key == "analyse"


def test_recent_images_bring_analyse_to_the_front(shown, pictures, settled):
    shown.tabs.bring("batch")
    shown.recent_menu.fill()
    entries = [a for a in shown.recent_menu.menu.actions() if "a.png" in a.text()]
    entries[0].trigger()
    assert shown.tabs.key == "analyse"
    settled(shown, "a.png")


def test_a_report_on_the_image_needs_it_in_view(shown):
    assert shown.commands["report"].isEnabled()
    shown.tabs.bring("batch")
    assert not shown.commands["report"].isEnabled()


def test_finding_types_into_the_tab_in_front(qtbot, window):
    with qtbot.waitActive(window):
        window.activateWindow()
    window.tabs.bring("batch")
    window.commands["find"].trigger()
    assert window.tabs.key == "batch" and window.batch.form.source.hasFocus()
    window.tabs.bring("analyse")
    window.commands["find"].trigger()
    assert window.evidence.filters.search.hasFocus()


def test_the_panels_stand_as_wide_as_they_should(shown):
    docks = shown.arrangement.docks
    assert abs(docks["evidence"].width() - LEFT) < 30
    assert abs(docks["verdict"].width() - RIGHT) < 30
    assert docks["verdict"].height() > 2 * docks["classes"].height()


def test_what_models_a_scan_uses_is_what_the_window_uses(window, tmp_path, settings):
    assert window.computing().models is None and window.computing().device == "auto"
    window.settings.set_all({"models": str(tmp_path), "device": "cpu", "threads": 2})
    found = window.computing()
    assert (found.models, found.device, found.threads) == (tmp_path, "cpu", 2)
