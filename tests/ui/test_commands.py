"""The commands: declared, in menus, by keys, in the palette, and what was opened recently."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.core.shipped import shipped
from gng_desktop.ui.commands import menus
from gng_desktop.ui.commands.palette import CommandPalette, rank
from gng_desktop.ui.commands.recent import LENGTH, Recent, RecentMenu
from gng_desktop.ui.commands.registry import Registry
from gng_desktop.ui.commands.shortcuts import ShortcutsDialog
from gng_desktop.ui.commands.specs import MENUS, SPECS, SUBMENUS

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 600)
    return window


@pytest.fixture
def registry(window, settings):
    return Registry(window, settings)


def stored(settings):
    settings.sync()
    return QSettings(settings.fileName(), QSettings.Format.IniFormat)


@pytest.fixture
def again(qtbot, settings):
    """Makes a registry as after a new start."""
    windows = []

    def make():
        windows.append(QMainWindow())
        qtbot.addWidget(windows[-1])
        return Registry(windows[-1], stored(settings))

    return make


@pytest.fixture
def given(registry):
    """The keys of the commands given."""
    heard = []
    for spec in registry:
        registry[spec.key].triggered.connect(lambda _, key=spec.key: heard.append(key))
    return heard


# -- what is declared, menus and toolbar --------------------------------------------------------


def test_what_is_declared_holds_together(registry):
    assert Counter(spec.key for spec in SPECS).most_common(1)[0][1] == 1
    # Keys that clash with an earlier command's are dropped when the registry is made.
    assert {s.key: registry.keys(s.key) for s in registry} == {s.key: s.keys for s in SPECS}
    for spec in SPECS:
        assert not spec.icon or (shipped("resources") / "icons" / f"{spec.icon}.svg").is_file()
        assert spec.icon or not spec.toolbar


def test_every_command_is_in_one_menu(window, registry):
    built = menus.build(window, registry)
    found = [a.objectName() for menu in built.menus.values() for a in menu.actions()]
    assert sorted(filter(None, found)) == sorted(spec.key for spec in SPECS)
    assert set(built.menus) == set(MENUS)
    bar = [action.menu() for action in window.menuBar().actions()]
    assert bar == [built.menus[menu] for menu in MENUS if menu not in SUBMENUS]
    assert built.recent_menu.menuAction() in built.menus["file"].actions()
    for menu, parent in SUBMENUS.items():
        assert built.menus[menu].menuAction() in built.menus[parent].actions()


def test_the_toolbar_fits_and_is_reached_by_tab(window, registry):
    registry.recolour(QColor("black"))
    built = menus.build(window, registry)
    window.show()
    buttons = [built.toolbar.widgetForAction(registry[s.key]) for s in SPECS if s.toolbar]
    assert all(button.isVisible() for button in buttons)
    assert not built.toolbar.findChild(QToolButton, "qt_toolbar_ext_button").isVisible()
    assert all(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in buttons)
    assert [button.accessibleName() for button in buttons][0] == "Open images…"
    with_text = {b.accessibleName() for b in buttons if "Beside" in b.toolButtonStyle().name}
    assert "Explain" in with_text and "4 panes" not in with_text


# -- keys ---------------------------------------------------------------------------------------


def test_the_tooltip_tells_the_keys_in_force(registry):
    assert registry["open"].toolTip() == "Open one or more images (Ctrl+O)"
    assert registry["sample"].toolTip() == "Analyse a sample image"
    assert registry["zoom_in"].toolTip().endswith("(Ctrl++, Ctrl+=)")
    registry.set_keys("open", ["F7"])
    assert registry["open"].toolTip() == "Open one or more images (F7)"
    registry.set_keys("open", [])
    assert registry["open"].toolTip() == "Open one or more images"


def test_changed_keys_are_stored_and_reset(registry, settings, again):
    heard = []
    registry.keys_changed.connect(heard.append)
    changes = {"open": ("F7", "Ctrl+;"), "fit": (), "explain": ("Ctrl+O",)}
    for key, keys in changes.items():
        assert registry.set_keys(key, [*keys]) == ""
    assert heard == [*changes]
    other = again()
    assert {key: other.keys(key) for key in changes} == changes
    assert "Explain" in registry.reset("open")
    assert registry.keys("open") == ("F7", "Ctrl+;")
    assert registry.reset("explain") == "" == registry.reset("open")
    assert again().keys("open") == ("Ctrl+O",)
    registry.reset_all()
    assert registry.keys("fit") == ("Ctrl+0",) == again().keys("fit")
    assert settings.allKeys() == []


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("Ctrl+E", "Ctrl+E is already used by “Explain”; change that command first."),
        ("Ctrl+E, Ctrl+B", "Ctrl+E, Ctrl+B is already used by “Explain”"),
        ("Ctrl+=", "is already used by “Zoom in”"),
        ("Tab", "Tab is needed to operate the window"),
        ("Alt+F", "Alt+F opens the menu “File”"),
        ("Nonsense+", "“Nonsense+” is not a valid shortcut"),
    ],
)
def test_a_conflict_is_shown_and_changes_nothing(registry, settings, keys, words):
    assert words in registry.set_keys("open", ["F7", keys])
    assert registry.keys("open") == ("Ctrl+O",) and registry.keys("explain") == ("Ctrl+E",)
    assert settings.allKeys() == []


def test_what_the_user_chose_wins_over_a_new_default(window, settings):
    # As if a later version gave Explain the keys that the user gave to Open, or a file was edited.
    for key, keys in (("next", "Ctrl+O"), ("about", "Nonsense+"), ("quit", "Ctrl+O")):
        settings.setValue(f"shortcuts/{key}", keys)
    registry = Registry(window, settings)
    assert registry.keys("next") == () and registry.keys("quit") == ("Ctrl+O",)
    assert registry.keys("open") == () == registry.keys("about")


@pytest.fixture
def typed(qtbot, window, registry, given):
    """Types a key into a control of an active window and tells which commands were given."""
    menus.build(window, registry)
    body = QWidget()
    window.setCentralWidget(body)
    layout = QVBoxLayout(body)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()

    def type_(control, key):
        layout.addWidget(control)
        control.show()
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        control.setFocus()
        assert control.hasFocus()
        given.clear()
        qtbot.keyClick(control, key)
        return list(given)

    return type_


def test_plain_keys_are_shortcuts_where_nothing_else_uses_them(typed):
    canvas = QWidget()
    assert typed(canvas, Qt.Key.Key_L) == ["loupe"]
    assert typed(canvas, Qt.Key.Key_Space) == ["toggle_original"]
    assert typed(canvas, Qt.Key.Key_PageDown) == ["next"]
    assert typed(QListWidget(), Qt.Key.Key_Space) == ["toggle_original"]
    assert typed(QPushButton("a"), Qt.Key.Key_X) == ["crosshair"]


@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit])
def test_letters_and_space_stay_in_a_text_field(typed, make):
    field = make()
    for key in (Qt.Key.Key_L, Qt.Key.Key_X, Qt.Key.Key_O, Qt.Key.Key_Space, Qt.Key.Key_PageDown):
        assert typed(field, key) == []
    text = field.text() if make is QLineEdit else field.toPlainText()
    assert text.lower() == "lxo "
    assert typed(field, Qt.Key.Key_F5) == ["again"]


def test_controls_keep_the_keys_that_work_them(typed):
    button = QPushButton("a")
    pressed = []
    button.clicked.connect(lambda: pressed.append(True))
    assert typed(button, Qt.Key.Key_Space) == [] and pressed == [True]
    rows = QListWidget()
    rows.addItems(["a", "b", "c"])
    rows.setCurrentRow(0)
    assert typed(rows, Qt.Key.Key_PageDown) == [] and rows.currentRow() == 2
    box = QComboBox()
    box.addItems(["a", "linear"])
    assert typed(box, Qt.Key.Key_L) == [] and box.currentText() == "linear"


# -- the dialog of the shortcuts ----------------------------------------------------------------


@pytest.fixture
def dialog(qtbot, registry):
    dialog = ShortcutsDialog(registry)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def texts(dialog):
    return [editor.keySequence().toString() for editor in dialog.editors]


@pytest.fixture
def press(qtbot, dialog):
    def press(editor, key, modifier=Qt.KeyboardModifier.NoModifier):
        dialog.editors[editor].setFocus()
        qtbot.keyClick(dialog.editors[editor], key, modifier)

    return press


def test_pressed_keys_are_in_force_at_once(press, registry, dialog):
    assert list(dialog.items) == [spec.key for spec in SPECS]
    assert dialog.items["zoom_in"].text(1) == "Ctrl++, Ctrl+="
    assert dialog.items["zoom_in"].parent().text(0) == "View"
    dialog.choose("explain")
    assert texts(dialog) == ["Ctrl+E", ""]
    press(0, Qt.Key.Key_F7)
    assert registry.keys("explain") == ("F7",)
    press(1, Qt.Key.Key_F9, CONTROL)
    assert registry.keys("explain") == ("F7", "Ctrl+F9")
    assert dialog.items["explain"].text(1) == "F7, Ctrl+F9"
    dialog.removers[0].click()
    assert registry.keys("explain") == ("Ctrl+F9",)
    assert texts(dialog) == ["Ctrl+F9", ""]
    assert [button.isEnabled() for button in dialog.removers] == [True, False]
    dialog.reset_button.click()
    assert registry.keys("explain") == ("Ctrl+E",) and texts(dialog) == ["Ctrl+E", ""]
    registry.set_keys("open", [])
    dialog.reset_all_button.click()
    assert registry.keys("open") == ("Ctrl+O",)


def test_in_the_dialog_a_conflict_is_shown_and_the_field_goes_back(press, registry, dialog):
    dialog.choose("explain")
    press(0, Qt.Key.Key_O, CONTROL)
    assert "is already used by “Open images…”" in dialog.message.text()
    assert texts(dialog) == ["Ctrl+E", ""] and registry.keys("explain") == ("Ctrl+E",)
    dialog.field.setFocus()
    assert "already used" in dialog.message.text()
    dialog.choose("open")
    assert dialog.message.text() == ""
    press(0, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is not dialog.editors[0]
    assert registry.keys("open") == ("Ctrl+O",)


def test_the_filter_finds_commands_and_keys(qtbot, dialog):
    def shown():
        return [key for key, item in dialog.items.items() if not item.isHidden()]

    qtbot.keyClicks(dialog.field, "zoom")
    assert shown() == ["zoom_in", "zoom_out"]
    assert dialog.key == "zoom_in" and texts(dialog) == ["Ctrl++", "Ctrl+="]
    dialog.field.setText("ctrl+shift+t")
    assert shown() == ["stress"] and dialog.key == "stress"
    assert dialog.items["open"].parent().isHidden()
    dialog.field.setText("no such thing")
    assert shown() == [] and dialog.key == ""
    assert not any(editor.isEnabled() for editor in dialog.editors)
    # Enter presses no button.
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    dialog.field.clear()
    assert dialog.isVisible() and len(shown()) == len(SPECS)


# -- the palette --------------------------------------------------------------------------------


@pytest.fixture
def palette(window, registry, settings):
    window.show()
    palette = CommandPalette(window, registry, settings)
    palette.ask()
    return palette


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("st", "Stress test", "Paste image"),
        ("zo", "Zoom in", "Zoom out of it"),
        ("ei", "Export images", "Reset it"),
        ("EXPL", "Explain", "Export all views as PNG"),
        ("piu", "Più grande", "Pickup"),
        ("oi", "Open images", "io"),
    ],
)
def test_the_better_fit_ranks_higher(query, better, worse):
    assert rank(query, better) > (rank(query, worse) or 0)
    assert rank(query + "!", better) is None and rank("", better) == 0


def test_all_enabled_commands_are_listed_in_the_order_of_the_menus(registry, palette):
    registry["explain"].setEnabled(False)
    registry["loupe"].setChecked(True)
    palette.ask()
    assert palette.keys == [s.key for s in SPECS if s.key not in ("explain", "palette")]
    row = palette.list.topLevelItem(palette.keys.index("loupe"))
    assert [row.text(column) for column in range(3)] == ["✓  Loupe", "View", "L"]
    assert palette.list.topLevelItem(palette.keys.index("crosshair")).text(0) == "Crosshair"


def test_typing_and_enter_give_the_best_fit_and_remember_it(
    qtbot, window, registry, palette, given, settings
):
    for query, best in (("filter li", "find"), ("dark theme", "theme_dark")):
        palette.ask()
        assert palette.field.hasFocus()
        qtbot.keyClicks(palette.field, query)
        assert palette.keys[0] == best
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
        assert given[-1] == best and not palette.isVisible()
    # Those given last come first.
    other = CommandPalette(window, registry, settings)
    other.ask()
    assert other.keys[:3] == ["theme_dark", "find", "open"]


def test_arrows_choose_while_the_field_keeps_the_focus(qtbot, palette, given):
    qtbot.keyClicks(palette.field, "zoom")
    first, second, *_ = palette.keys
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(palette.field, key)
    assert palette.field.hasFocus()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert given == [second] and first != second


def test_a_click_gives_a_command_once(qtbot, palette, given):
    item = palette.list.topLevelItem(1)
    spot = palette.list.visualItemRect(item).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    # Where the platform activates on one click, this signal follows.
    palette.list.itemActivated.emit(item, 0)
    assert given == ["open_folder"]


def test_nothing_fits_and_escape_gives_nothing(qtbot, window, palette, given):
    assert not palette.nothing.isVisible()
    qtbot.keyClicks(palette.field, "qqq")
    assert palette.keys == [] and palette.nothing.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    window.resize(400, 300)
    palette.ask()
    assert palette.width() <= 400
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible() and given == []


# -- what was opened recently -------------------------------------------------------------------


@pytest.fixture
def recent(qapp, settings):
    return Recent(settings)


@pytest.fixture
def menu(qtbot, recent):
    """The menu of recent files; what it opened is in `opened`."""
    opened, below = [], QMenu()
    qtbot.addWidget(below)
    menu = RecentMenu(below, recent, opened.append)
    menu.opened = opened
    yield menu
    assert menu.runner.close()


def test_only_the_last_are_listed_each_once_and_the_newest_first(recent, settings):
    recent.add("/evidence/a, b.png")
    assert Recent(stored(settings)).paths == ["/evidence/a, b.png"]  # one path comes back as one
    for name in ("@c.png", "a, b.png"):
        recent.add(Path("/evidence") / name)
    assert recent.paths == ["/evidence/a, b.png", "/evidence/@c.png"]
    assert recent.paths == Recent(stored(settings)).paths
    for number in range(LENGTH + 3):
        recent.add(f"{number}.png")
    assert len(recent.paths) == LENGTH
    assert recent.paths[0] == f"{LENGTH + 2}.png" and "2.png" not in recent.paths


def test_clearing_leaves_no_trace_in_the_file(menu, recent, settings):
    recent.add("/evidence/secret.png")
    settings.sync()
    assert "secret" in Path(settings.fileName()).read_text()
    menu.menu.actions()[-1].trigger()
    assert recent.paths == []
    assert "secret" not in Path(settings.fileName()).read_text()
    (nothing,) = menu.menu.actions()
    assert nothing.text() == "Nothing opened yet" and not nothing.isEnabled()


def test_entries_open_their_path_and_what_is_gone_turns_grey(qtbot, menu, recent, tmp_path):
    there = tmp_path / "a&b.png"
    there.touch()
    for path in (tmp_path / "gone.png", tmp_path, there):
        recent.add(path)

    def enabled():
        menu.menu.aboutToShow.emit()
        qtbot.waitUntil(lambda: not menu.runner.busy)
        return [action.isEnabled() for action in menu.menu.actions()[:3]]

    assert enabled() == [True, True, False]
    first, _, gone, *_ = menu.menu.actions()
    assert "no longer exists" in gone.toolTip()
    assert first.text().startswith("&1  a&&b.png — ") and first.toolTip() == str(there)
    first.trigger()
    assert menu.opened == [there]
    there.unlink()
    assert enabled() == [False, True, False]
