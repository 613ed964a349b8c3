"""Where the panels stand around the panes, and how that is remembered."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QTabWidget, QWidget

from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import laid_out_once
from gng_desktop.ui.kit.screen import fit_to_screen, resize_within_screen
from gng_desktop.ui.kit.style import fitting_tabs

VERSION = 1
"""Of the arrangement; one stored by another version is forgotten."""
SIZE = QSize(1280, 800)
LEFT, RIGHT = 268, 400
"""Widths at first, px."""
SMALL, SMALL_LEFT, SMALL_RIGHT = QSize(1100, 640), 215, 350
"""A window less wide or high is laid out for little room; its widths then, px."""
TITLES = {
    "evidence": QT_TR_NOOP("Evidence"),
    "verdict": QT_TR_NOOP("Verdict"),
    "explanation": QT_TR_NOOP("Explanation"),
    "provenance": QT_TR_NOOP("Provenance"),
    "stress": QT_TR_NOOP("Stress"),
    "notes": QT_TR_NOOP("Notes"),
    "classes": QT_TR_NOOP("Classes"),
}
"""By name in `WindowParts`: evidence on the left, the others on the right, classes below tabs."""
TABBED = tuple(key for key in TITLES if key not in ("evidence", "classes"))
_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea


def is_small(size: QSize) -> bool:
    """Tell whether a window of `size` is to be laid out for little room."""
    return size.width() < SMALL.width() or size.height() < SMALL.height()


class Grip(QWidget):
    """A slim title bar without a name: by it a panel is dragged out, by a double click too."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self.setToolTip(tr("Drag this panel out, or double-click"))

    def sizeHint(self) -> QSize:
        return QSize(40, 9)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self.palette().mid().color(), 2))
        middle = self.rect().center()
        for step in range(-3, 4):
            painter.drawPoint(middle.x() + 6 * step, middle.y())


class Layout:
    """The docks of `window`, the whole of it or a page, for `panels` by the keys of `TITLES`."""

    def __init__(
        self, window: QMainWindow, panels: Mapping[str, QWidget], settings: QSettings
    ) -> None:
        self._window, self._settings = window, settings
        self.docks: dict[str, QDockWidget] = {}
        self._held_back: list[QDockWidget] = []
        self._floating: list[QDockWidget] = []
        window.setDockNestingEnabled(True)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        for key, title in TITLES.items():
            dock = QDockWidget(tr(title), window)
            dock.setObjectName(key)
            dock.setWidget(panels[key])
            if key in TABBED:
                # The tab has the name already.
                dock.setTitleBarWidget(Grip(dock))
            self.docks[key] = dock
        self._arrange()

    def _arrange(self, small: bool = False) -> None:
        docks, window = self.docks, self._window
        for dock in docks.values():
            dock.setFloating(False)
            window.removeDockWidget(dock)
        window.addDockWidget(_LEFT, docks["evidence"])
        window.addDockWidget(_RIGHT, docks["verdict"])
        if not small:
            window.splitDockWidget(docks["verdict"], docks["classes"], Qt.Orientation.Vertical)
        for key in (*TABBED[1:], *(["classes"] if small else [])):
            window.tabifyDockWidget(docks["verdict"], docks[key])
        for dock in docks.values():
            dock.show()
        docks["verdict"].raise_()
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        widths = [SMALL_LEFT, SMALL_RIGHT] if small else [LEFT, RIGHT]
        window.resizeDocks([docks["evidence"], docks["verdict"]], widths, across)
        window.resizeDocks([docks["verdict"], docks["classes"]], [475, 195], down)

    def reset(self) -> None:
        self.reveal()
        self._arrange(is_small(self._window.window().size()))
        self._dress_tabs()

    def hold_back(self) -> None:
        """Hide what says nothing before there is an image, until `reveal`."""
        if not self._held_back:
            self._held_back = [d for k, d in self.docks.items() if k != "evidence" and _is_open(d)]
            for dock in self._held_back:
                dock.hide()

    def reveal(self) -> None:
        """Show what `hold_back` hid."""
        docks, self._held_back = self._held_back, []
        if docks:
            with laid_out_once(self._window):
                for dock in docks:
                    dock.show()
                if self.docks["verdict"] in docks:
                    self.docks["verdict"].raise_()
        self._dress_tabs()

    def _dress_tabs(self) -> None:
        """Show whole names on tabs: close together where room is short, or by scrolling."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for bar in self._window.findChildren(QTabBar, options=direct):
            if bar.style() is not fitting_tabs():
                bar.setStyle(fitting_tabs())
                bar.setElideMode(Qt.TextElideMode.ElideNone)
                bar.setUsesScrollButtons(True)
                bar.setAccessibleName(tr("Panels"))

    def hide_floating(self) -> None:
        """Hide the panels that were dragged out, which are not in the page."""
        self._floating += [d for d in self.docks.values() if d.isFloating() and not d.isHidden()]
        for dock in self._floating:
            dock.hide()

    def show_floating(self) -> None:
        """Show what `hide_floating` hid."""
        docks, self._floating = self._floating, []
        for dock in docks:
            dock.show()

    def show(self, key: str) -> None:
        """Bring a panel to the front and give it the focus."""
        if self._held_back and key != "evidence":
            return
        dock = self.docks[key]
        dock.show()
        dock.raise_()
        dock.widget().setFocus()

    def save(self) -> None:
        self.reveal()
        self.show_floating()
        self._settings.setValue("geometry", self._window.window().saveGeometry())
        self._settings.setValue("layout", self._window.saveState(VERSION))

    def restore(self) -> None:
        window = self._window.window()
        resize_within_screen(window, SIZE.width(), SIZE.height())
        if is_small(window.size()):
            self._arrange(small=True)
        geometry, state = self._settings.value("geometry"), self._settings.value("layout")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        if not window.isMaximized() and not window.isFullScreen():
            fit_to_screen(window)
        if isinstance(state, QByteArray):
            self._window.restoreState(state, VERSION)


def _is_open(dock: QDockWidget) -> bool:
    return not dock.isHidden() or bool(dock.toggleViewAction().isChecked())
