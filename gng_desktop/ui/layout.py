"""Where the panels stand around the panes, and how that is remembered."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QWidget

from gng_desktop.ui.language import QT_TR_NOOP, tr

VERSION = 1
"""Of the arrangement; one that was kept by another version is forgotten."""
SIZE = QSize(1280, 800)
LEFT, RIGHT = 250, 400
"""Widths at first, px."""
TITLES = {
    "evidence": QT_TR_NOOP("Evidence"),
    "verdict": QT_TR_NOOP("Verdict"),
    "explanation": QT_TR_NOOP("Explanation"),
    "provenance": QT_TR_NOOP("Provenance"),
    "stress": QT_TR_NOOP("Stress"),
    "notes": QT_TR_NOOP("Notes"),
    "classes": QT_TR_NOOP("Classes"),
}
TABBED = ("verdict", "explanation", "provenance", "stress", "notes")
_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea


class Grip(QWidget):
    """A slim title bar without a name: by it a panel is dragged out, by a double click too."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self.setToolTip(tr("Drag this panel out, or click twice"))

    def sizeHint(self) -> QSize:
        """Return the height of a row of dots."""
        return QSize(40, 9)

    def minimumSizeHint(self) -> QSize:
        """Return the same: it is never less high."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a row of dots in the middle."""
        painter = QPainter(self)
        painter.setPen(QPen(self.palette().mid().color(), 2))
        middle = self.rect().center()
        for step in range(-3, 4):
            painter.drawPoint(middle.x() + 6 * step, middle.y())


class Layout:
    """The docks of `window`.

    Parameters
    ----------
    window : QMainWindow
        The whole window, or a page of it.
    panels : mapping of str to QWidget
        By the keys of `TITLES`.
    settings : QSettings
        Where the layout is kept.
    """

    def __init__(
        self, window: QMainWindow, panels: Mapping[str, QWidget], settings: QSettings
    ) -> None:
        self._window, self._settings = window, settings
        self.docks: dict[str, QDockWidget] = {}
        self._held_back: list[QDockWidget] = []
        self._set_aside: list[QDockWidget] = []
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

    def _arrange(self) -> None:
        docks, window = self.docks, self._window
        for dock in docks.values():
            dock.setFloating(False)
            window.removeDockWidget(dock)
        window.addDockWidget(_LEFT, docks["evidence"])
        window.addDockWidget(_RIGHT, docks["verdict"])
        window.splitDockWidget(docks["verdict"], docks["classes"], Qt.Orientation.Vertical)
        for key in TABBED[1:]:
            window.tabifyDockWidget(docks["verdict"], docks[key])
        for dock in docks.values():
            dock.show()
        docks["verdict"].raise_()
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        window.resizeDocks([docks["evidence"], docks["verdict"]], [LEFT, RIGHT], across)
        window.resizeDocks([docks["verdict"], docks["classes"]], [500, 170], down)

    def reset(self) -> None:
        """Put everything where it stood at first."""
        self.reveal()
        self._arrange()

    def hold_back(self) -> None:
        """Hide what says nothing before there is an image, until `reveal`."""
        if not self._held_back:
            self._held_back = [d for k, d in self.docks.items() if k != "evidence" and _wanted(d)]
            for dock in self._held_back:
                dock.hide()

    def reveal(self) -> None:
        """Show what `hold_back` hid."""
        docks, self._held_back = self._held_back, []
        for dock in docks:
            dock.show()
        if self.docks["verdict"] in docks:
            self.docks["verdict"].raise_()

    def set_aside(self) -> None:
        """Hide the panels that were dragged out, until `bring_back`: they are not in the page."""
        self._set_aside += [d for d in self.docks.values() if d.isFloating() and not d.isHidden()]
        for dock in self._set_aside:
            dock.hide()

    def bring_back(self) -> None:
        """Show what `set_aside` hid."""
        docks, self._set_aside = self._set_aside, []
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

    def keep(self) -> None:
        """Remember geometry and arrangement."""
        self.reveal()
        self.bring_back()
        self._settings.setValue("geometry", self._window.window().saveGeometry())
        self._settings.setValue("layout", self._window.saveState(VERSION))

    def restore(self) -> None:
        """Put everything where it was last."""
        window = self._window.window()
        window.resize(SIZE)
        geometry, state = self._settings.value("geometry"), self._settings.value("layout")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        if isinstance(state, QByteArray):
            self._window.restoreState(state, VERSION)


def _wanted(dock: QDockWidget) -> bool:
    return not dock.isHidden() or bool(dock.toggleViewAction().isChecked())
