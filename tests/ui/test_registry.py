from collections import Counter

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.core.shipped import shipped
from gng_desktop.ui.commands import menus
from gng_desktop.ui.commands.registry import Registry
from gng_desktop.ui.commands.specs import MENUS, SPECS, SUBMENUS


@pytest.fixture
def make_window(qtbot):
    made = []

    def make():
        made.append(QMainWindow())
        qtbot.addWidget(made[-1])
        return made[-1]

    yield make


@pytest.fixture
def window(make_window):
    return make_window()


@pytest.fixture
def registry(window, settings):
    return Registry(window, settings)


@pytest.fixture
def again(make_window, settings):
    """Makes a registry as after a new start."""

    def make():
        settings.sync()
        kept = QSettings(settings.fileName(), QSettings.Format.IniFormat)
        return Registry(make_window(), kept)

    return make


# -- what is declared ---------------------------------------------------------------------------


def test_what_is_declared_holds_together(registry):
    assert Counter(spec.key for spec in SPECS).most_common(1)[0][1] == 1
    # Keys that clash with an earlier command's are dropped when the registry is made.
    assert {s.key: registry.keys(s.key) for s in registry} == {s.key: s.keys for s in SPECS}
    for spec in SPECS:
        assert not spec.icon or (shipped("resources") / "icons" / f"{spec.icon}.svg").is_file()
        assert spec.icon or not spec.toolbar


# -- menus and toolbar --------------------------------------------------------------------------


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


def test_the_toolbar_fits_and_is_reached_by_tab(qtbot, window, registry):
    registry.recolour(QColor("black"))
    built = menus.build(window, registry)
    window.resize(1280, 400)
    window.show()
    buttons = [built.toolbar.widgetForAction(registry[s.key]) for s in SPECS if s.toolbar]
    assert all(button.isVisible() for button in buttons)
    assert not built.toolbar.findChild(QToolButton, "qt_toolbar_ext_button").isVisible()
    assert all(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in buttons)
    assert [button.accessibleName() for button in buttons][0] == "Open images…"
    with_text = {b.accessibleName() for b in buttons if "Beside" in b.toolButtonStyle().name}
    assert "Explain" in with_text and "4 panes" not in with_text


# -- giving commands ----------------------------------------------------------------------------


def test_slots_hear_on_or_off_of_a_checkable_command_alone(registry):
    heard = []
    registry.triggered_by("open", lambda path="none": heard.append(path))
    registry.triggered_by("loupe", heard.append)
    registry["open"].trigger()
    registry["loupe"].trigger()
    registry["loupe"].trigger()
    assert heard == ["none", True, False]


# -- keys ---------------------------------------------------------------------------------------


def test_the_tooltip_tells_the_keys_in_force(registry):
    assert registry["open"].toolTip() == "Open one or more images (Ctrl+O)"
    assert registry["sample"].toolTip() == "Analyse a sample image"
    assert registry["zoom_in"].toolTip().endswith("(Ctrl++, Ctrl+=)")
    registry.set_keys("open", ["F7"])
    assert registry["open"].toolTip() == "Open one or more images (F7)"
    registry.set_keys("open", [])
    assert registry["open"].toolTip() == "Open one or more images"


def test_changed_keys_are_kept_and_reset(registry, settings, again):
    heard = []
    registry.keys_changed.connect(heard.append)
    assert registry.set_keys("open", ["F7", "Ctrl+;"]) == ""
    assert registry.set_keys("fit", []) == ""
    assert registry.set_keys("explain", ["Ctrl+O"]) == ""
    assert heard == ["open", "fit", "explain"]
    other = again()
    assert other.keys("open") == ("F7", "Ctrl+;")
    assert other.keys("fit") == ()
    assert other.keys("explain") == ("Ctrl+O",)
    assert "Explain" in registry.reset("open")
    assert registry.keys("open") == ("F7", "Ctrl+;")
    assert registry.reset("explain") == "" == registry.reset("open")
    assert again().keys("open") == ("Ctrl+O",)
    registry.reset_all()
    assert registry.keys("fit") == ("Ctrl+0",) == again().keys("fit")
    assert settings.allKeys() == []


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("Ctrl+E", "Ctrl+E is already used by “Explain”; change that command first."),
        ("Ctrl+E, Ctrl+B", "Ctrl+E, Ctrl+B is already used by “Explain”"),
        ("Ctrl+=", "is already used by “Zoom in”"),
        ("Tab", "Tab is needed to operate the window"),
        ("Alt+F", "Alt+F opens the menu “File”"),
        ("Nonsense+", "“Nonsense+” is not a valid shortcut"),
    ],
)
def test_a_conflict_is_told_and_changes_nothing(registry, settings, keys, said):
    assert said in registry.set_keys("open", ["F7", keys])
    assert registry.keys("open") == ("Ctrl+O",)
    assert registry["explain"].shortcut().toString() == "Ctrl+E"
    assert settings.allKeys() == []


def test_what_the_user_chose_wins_over_a_new_default(window, settings):
    # As if a later version gave Explain the keys that the user gave to Open, or a file was edited.
    settings.setValue("shortcuts/next", "Ctrl+O")
    settings.setValue("shortcuts/about", "Nonsense+")
    settings.setValue("shortcuts/quit", "Ctrl+O")
    registry = Registry(window, settings)
    assert registry.keys("next") == () and registry.keys("quit") == ("Ctrl+O",)
    assert registry.keys("open") == () == registry.keys("about")


# -- keys that controls use themselves ----------------------------------------------------------


@pytest.fixture
def typed(qtbot, window, registry):
    """Types a key into a control of an active window and tells which commands were given."""
    menus.build(window, registry)
    body = QWidget()
    window.setCentralWidget(body)
    layout = QVBoxLayout(body)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    given = []
    for spec in registry:
        registry[spec.key].triggered.connect(lambda _, key=spec.key: given.append(key))

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
