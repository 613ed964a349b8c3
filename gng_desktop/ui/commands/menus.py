"""Menu bar and toolbar, built from the registry alone; keys that controls use themselves."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QToolBar,
    QToolButton,
    QWidget,
)

from gng_desktop.ui.commands.registry import Registry
from gng_desktop.ui.commands.specs import MENUS, SUBMENUS
from gng_desktop.ui.kit.language import tr

RECENT_BEFORE = "sample"
"""The command before which the submenu of recent files stands."""
TYPED = (QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit, QKeySequenceEdit)
SCROLLED = (QAbstractScrollArea, QAbstractSlider)
PRESSES = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select}
MOVES = {
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
}
HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class PlainKeys(QObject):
    """Keep shortcuts of one key from a control that uses the key itself.

    Letters and Space go to text fields, Space to buttons, Page down to lists. Qt asks the control
    in focus and then its parents whether they want a key before it looks for a shortcut; most
    controls do not answer, so this filter of the window does. A floating dock is a window of its
    own and needs the filter too.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the key for the control in focus where that control uses it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and isinstance(watched, QWidget)
            and uses(watched.focusWidget(), event)
        ):
            event.accept()
            return True
        return False


def uses(control: QWidget | None, event: QKeyEvent) -> bool:
    """Return whether `control` does something of its own with the key of `event`."""
    if event.modifiers() & HELD:
        return False
    key, text = event.key(), event.text()
    if isinstance(control, TYPED):
        return key in MOVES or bool(text and text.isprintable())
    if isinstance(control, QAbstractButton):
        return key in PRESSES
    return isinstance(control, SCROLLED) and key in MOVES


@dataclass(frozen=True)
class Menus:
    """What was built."""

    menus: dict[str, QMenu]  # by key of `gng_desktop.ui.commands.specs.MENUS`
    recent_menu: QMenu  # empty; see `gng_desktop.ui.commands.recent`
    toolbar: QToolBar
    plain_keys: PlainKeys  # installed on the window; to be installed on floating docks too

    def use_words(self, on: bool) -> None:
        """Show the words of the toolbar's buttons beside their icons, or icons alone."""
        styles = Qt.ToolButtonStyle
        style = styles.ToolButtonTextBesideIcon if on else styles.ToolButtonIconOnly
        if self.toolbar.toolButtonStyle() != style:
            self.toolbar.setToolButtonStyle(style)


def build(window: QMainWindow, registry: Registry, page: QMainWindow | None = None) -> Menus:
    """Give `window` its menu bar, and `page` of it, or itself where there is none, the toolbar."""
    bar = window.menuBar()
    menus = {key: bar.addMenu(tr(title)) for key, title in MENUS.items() if key not in SUBMENUS}
    recent_menu = QMenu(tr("Open &recent"), window)
    for spec in registry:
        if spec.menu not in menus:
            parent = menus[SUBMENUS[spec.menu]]
            if spec.breaks:
                parent.addSeparator()
            menus[spec.menu] = parent.addMenu(tr(MENUS[spec.menu]))
        menu = menus[spec.menu]
        if spec.key == RECENT_BEFORE:
            menu.addMenu(recent_menu)
        if spec.breaks and menu.actions():
            menu.addSeparator()
        menu.addAction(registry[spec.key])
    for menu in menus.values():
        menu.setToolTipsVisible(True)
    plain_keys = PlainKeys(window)
    window.installEventFilter(plain_keys)
    return Menus(menus, recent_menu, _toolbar(page or window, registry), plain_keys)


def _toolbar(window: QMainWindow, registry: Registry) -> QToolBar:
    """Return the toolbar; commands of a group, which the icons tell apart, have no text."""
    tools = QToolBar(tr("Tools"))
    # The name under which the window's layout is stored.
    tools.setObjectName("tools")
    tools.setMovable(False)
    tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    last = ""
    for spec in registry:
        if not spec.toolbar:
            continue
        if last not in ("", spec.menu):
            tools.addSeparator()
        last = spec.menu
        tools.addAction(registry[spec.key])
        button = tools.widgetForAction(registry[spec.key])
        if isinstance(button, QToolButton):
            # Toolbar buttons take no keyboard focus by default; all must be reachable by Tab.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(registry.name(spec.key))
            if spec.group:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    window.addToolBar(tools)
    return tools
