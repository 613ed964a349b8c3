"""Menu bar and toolbar, built from the registry alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton

from gng_desktop.ui.commands.plain_keys import PlainKeys
from gng_desktop.ui.commands.registry import Registry
from gng_desktop.ui.commands.specs import MENUS, SUBMENUS
from gng_desktop.ui.language import tr

BREAKS = frozenset(
    {
        "new_case",
        "report",
        "quit",
        "find",
        "explain",
        "judge_faces",
        "cancel",
        "toggle_original",
        "zoom_in",
        "loupe",
        "next",
        "tab_analyse",
        "settings",
    }
)
"""Commands before which a menu draws a line."""

RECENT_BEFORE = "sample"
"""The command before which the submenu of recent files stands."""


@dataclass(frozen=True)
class Menus:
    """What was built.

    Attributes
    ----------
    menus : dict of str to QMenu
        By key of `gng_desktop.ui.commands.specs.MENUS`.
    recent_menu : QMenu
        Empty; see `gng_desktop.ui.commands.recent`.
    toolbar : QToolBar
    plain_keys : PlainKeys
        Installed on the window; to be installed on floating docks too.
    """

    menus: dict[str, QMenu]
    recent_menu: QMenu
    toolbar: QToolBar
    plain_keys: PlainKeys


def build(window: QMainWindow, registry: Registry, page: QMainWindow | None = None) -> Menus:
    """Give `window` its menu bar, and `page` of it, or itself where there is none, the toolbar."""
    bar = window.menuBar()
    menus = {key: bar.addMenu(tr(title)) for key, title in MENUS.items() if key not in SUBMENUS}
    recent_menu = QMenu(tr("Open &recent"), window)
    for spec in registry:
        if spec.menu not in menus:
            parent = menus[SUBMENUS[spec.menu]]
            if spec.key in BREAKS:
                parent.addSeparator()
            menus[spec.menu] = parent.addMenu(tr(MENUS[spec.menu]))
        menu = menus[spec.menu]
        if spec.key == RECENT_BEFORE:
            menu.addMenu(recent_menu)
        if spec.key in BREAKS and menu.actions():
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
    # The name under which the window's layout is kept.
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
