import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from gng_desktop.ui.commands.registry import Registry
from gng_desktop.ui.commands.shortcuts import ShortcutsDialog
from gng_desktop.ui.commands.specs import SPECS


@pytest.fixture
def registry(qtbot, settings):
    window = QMainWindow()
    qtbot.addWidget(window)
    yield Registry(window, settings)


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


def press(qtbot, editor, key, modifier=Qt.KeyboardModifier.NoModifier):
    editor.setFocus()
    qtbot.keyClick(editor, key, modifier)


def test_every_command_is_listed_with_its_keys(dialog):
    assert list(dialog.items) == [spec.key for spec in SPECS]
    assert dialog.items["zoom_in"].text(1) == "Ctrl++, Ctrl+="
    assert dialog.items["zoom_in"].parent().text(0) == "View"


def test_pressed_keys_are_in_force_at_once(qtbot, registry, dialog):
    dialog.choose("explain")
    assert texts(dialog) == ["Ctrl+E", ""]
    press(qtbot, dialog.editors[0], Qt.Key.Key_F7)
    assert registry.keys("explain") == ("F7",)
    press(qtbot, dialog.editors[1], Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    assert registry.keys("explain") == ("F7", "Ctrl+F9")
    assert dialog.items["explain"].text(1) == "F7, Ctrl+F9"
    dialog.removers[0].click()
    assert registry.keys("explain") == ("Ctrl+F9",)
    assert texts(dialog) == ["Ctrl+F9", ""]
    assert [button.isEnabled() for button in dialog.removers] == [True, False]
    dialog.reset_button.click()
    assert registry.keys("explain") == ("Ctrl+E",) and texts(dialog) == ["Ctrl+E", ""]


def test_a_conflict_is_told_and_the_field_goes_back(qtbot, registry, dialog):
    dialog.choose("explain")
    press(qtbot, dialog.editors[0], Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert "is already used by “Open images…”" in dialog.message.text()
    assert texts(dialog) == ["Ctrl+E", ""] and registry.keys("explain") == ("Ctrl+E",)
    dialog.field.setFocus()
    assert "already used" in dialog.message.text()
    dialog.choose("open")
    assert dialog.message.text() == ""


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
    dialog.field.clear()
    assert len(shown()) == len(SPECS)


def test_enter_in_the_filter_presses_no_button(qtbot, registry, dialog):
    registry.set_keys("explain", ["F7"])
    dialog.field.setFocus()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible() and registry.keys("explain") == ("F7",)


def test_tab_leaves_a_field_of_keys_and_all_are_reset(qtbot, registry, dialog):
    dialog.choose("explain")
    press(qtbot, dialog.editors[0], Qt.Key.Key_Tab)
    assert dialog.focusWidget() is not dialog.editors[0]
    assert registry.keys("explain") == ("Ctrl+E",)
    registry.set_keys("explain", ["F7"])
    registry.set_keys("open", [])
    dialog.reset_all_button.click()
    assert dialog.items["explain"].text(1) == "Ctrl+E"
    assert registry.keys("open") == ("Ctrl+O",)
