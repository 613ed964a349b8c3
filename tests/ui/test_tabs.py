"""The tabs: what belongs to which of them, and what happens to the rest meanwhile."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from gng_desktop.ui.commands.specs import SPECS
from gng_desktop.ui.kit.tabs import Tabs

ONLY_HERE = [spec.key for spec in SPECS if spec.only == "analyse"]


def test_a_page_is_made_when_it_is_first_shown_and_once_and_the_keyboard_goes_along(qtbot):
    made, changes, tabs = [], [], Tabs()
    qtbot.addWidget(tabs)
    for key in ("one", "two", "three"):
        tabs.add(key, key.title(), lambda key=key: made.append(key) or QLineEdit(key))
    tabs.changed.connect(changes.append)
    with qtbot.waitActive(tabs):
        tabs.show()
        tabs.activateWindow()
    assert made == ["one"] and tabs.key == "one" and tabs.made("two") is None
    tabs.page("one").setFocus()
    for key in ("three", "one"):
        tabs.bring(key)
        assert tabs.page(key).hasFocus()
    tabs.setCurrentIndex(2)
    assert made == ["one", "three"] and changes == ["three", "one", "three"]
    assert tabs.made("three").isVisible() and not tabs.made("one").isVisible()
    assert [tabs.tabText(i) for i in range(tabs.count())] == ["One", "Two", "Three"]


def test_the_window_opens_with_analyse_in_front_and_makes_no_other_page(window):
    assert window.tabs.key == "analyse" and window.batch is None
    assert window.commands["tab_analyse"].isChecked()
    assert window.training is None
    titles = [window.tabs.tabText(i) for i in range(window.tabs.count())]
    assert titles == ["Analyse", "Batch", "Training"]


def test_keys_change_the_tab_and_the_focus_comes_back(qtbot, shown):
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


def test_panels_are_seen_with_analyse_only_and_are_stored_whatever_tab_is_in_front(
    shown, make_window, analyser, settings
):
    dock, notes = shown.arrangement.docks["stress"], shown.arrangement.docks["notes"]
    dock.setFloating(True)
    dock.show()
    notes.close()
    parts = [shown.menus.toolbar, shown.evidence, shown.verdict, shown.panes, dock]
    for tab, seen in (("analyse", True), ("batch", False), ("analyse", True), ("batch", False)):
        shown.tabs.bring(tab)
        assert {part.isVisible() for part in parts} == {seen}
        assert shown.menuBar().isVisible() and shown.statusBar().isVisible()
        assert shown.commands["report"].isEnabled() == seen
        assert notes.isHidden() and dock.isFloating()
    shown.close()
    settings.sync()
    again = make_window(lambda: analyser)
    again.arrangement.reveal()
    docks = again.arrangement.docks
    assert docks["stress"].isFloating() and not docks["stress"].isHidden()
    assert docks["notes"].isHidden() and again.tabs.key == "analyse"


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


def test_what_is_seen_in_analyse_brings_it_to_the_front(shown, settled, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *rest: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *rest: "")
    monkeypatch.setattr("gng_desktop.ui.image.opening.Opening.sample", lambda opening: None)
    for spec in (spec for spec in SPECS if spec.brings == "analyse"):
        panel = shown.arrangement.docks.get(spec.key.removeprefix("panel_"))
        if panel is not None:
            panel.hide()
        shown.tabs.bring("batch")
        shown.commands[spec.key].trigger()
        assert shown.tabs.key == "analyse", spec.key
        assert panel is None or not panel.widget().visibleRegion().isEmpty(), spec.key
    shown.tabs.bring("batch")
    shown.recent_menu.fill()
    next(a for a in shown.recent_menu.menu.actions() if "a.png" in a.text()).trigger()
    assert shown.tabs.key == "analyse"
    settled(shown, "a.png")


def test_finding_types_into_the_tab_in_front(qtbot, window):
    with qtbot.waitActive(window):
        window.activateWindow()
    window.tabs.bring("batch")
    window.commands["find"].trigger()
    assert window.tabs.key == "batch" and window.batch.form.source.hasFocus()
    window.tabs.bring("analyse")
    window.arrangement.docks["evidence"].hide()
    window.commands["find"].trigger()
    search = window.evidence.filters.search
    assert search.isVisible() and search.hasFocus()
