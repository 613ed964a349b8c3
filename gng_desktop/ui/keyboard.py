"""The keyboard in the window: no stop that cannot be seen, and a ring around the focus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QStatusBar,
    QTabBar,
    QToolBar,
    QWidget,
)

from gng_desktop.ui.kit.garbage import ancestors, hold
from gng_desktop.ui.kit.tabs import Tabs
from gng_desktop.ui.panes.grid import PaneGrid

FOLLOW_MS, WIDTH = 120, 2


def move_focus(window: QWidget, forward: bool) -> bool:
    """Move the focus to the next stop of `window` in sight, or the one before; False for none."""
    order, there = _stops(window), QApplication.focusWidget()
    if not order:
        return False
    place = order.index(there) if there in order else (-1 if forward else 0)
    stop = order[(place + (1 if forward else -1)) % len(order)]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stop.setFocus(reason)
    for parent in ancestors(stop):
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(stop)
    return True


def _stops(window: QWidget) -> list[QWidget]:
    """Return what Tab reaches: bars, then panels and panes from left to right, then the status."""
    # Docks can be dragged anywhere, so the order of Qt's chain holds within each part only.
    found, widget = [], window.nextInFocusChain()
    while widget is not None and widget is not window:
        hold(widget)
        by_tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        usable = widget.isEnabled() and widget.isVisibleTo(window) and widget.focusProxy() is None
        if by_tab and usable and widget.window() is window and _can_be_seen(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return sorted(found, key=lambda stop: _part(stop, window))


def _part(widget: QWidget, window: QWidget) -> tuple[int, int, int]:
    """Return where the part of the window that holds `widget` stands: row, x, y."""
    part, above = widget, list(ancestors(widget))
    if not (isinstance(widget, QTabBar) and isinstance(above[0], QMainWindow)):  # a dock's tabs
        whole = QDockWidget | QToolBar | QStatusBar | PaneGrid
        for parent in above:
            if isinstance(parent, Tabs) or isinstance(part, whole):
                break
            part = parent
    top = part is window or isinstance(part, QToolBar) or isinstance(part.parent(), Tabs)
    row = 2 if isinstance(part, QStatusBar) else int(not top or isinstance(part, QStackedWidget))
    place = part.mapTo(window, QPoint(0, 0))
    return row, place.x(), place.y()


def _can_be_seen(widget: QWidget) -> bool:
    """Return whether `widget` can take the focus in sight, and not in a panel behind another."""
    if isinstance(widget, QTabBar):
        return not widget.visibleRegion().isEmpty()
    dock = next((p for p in (widget, *ancestors(widget)) if isinstance(p, QDockWidget)), None)
    inside = dock and dock.widget()
    return inside is None or not inside.visibleRegion().isEmpty()


class FocusRing(QWidget):
    """A frame around whatever has the keyboard's focus in `window`, in either theme.

    Shown only once the focus was moved by keyboard, as the platform does it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        # The focused widget may be scrolled or resized by what lies around it.
        self._timer = QTimer(self)
        self._timer.setInterval(FOLLOW_MS)
        self._timer.timeout.connect(self.follow)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        by_key = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if new is None or not by_key or new.window() is not self.window():
            self._timer.stop()
            self.hide()
            return
        self._timer.start()
        self.follow()

    def follow(self) -> None:
        widget = QApplication.focusWidget()
        if widget is None or widget.window() is not self.window():
            self.hide()
            return
        seen = widget.visibleRegion().boundingRect()
        place = QRect(widget.mapTo(self.window(), QPoint(0, 0)) + seen.topLeft(), seen.size())
        place = place.adjusted(-WIDTH, -WIDTH, WIDTH, WIDTH) & self.window().rect()
        if place != self.geometry():
            self.setGeometry(place)
        self.setVisible(not seen.isEmpty())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(QApplication.palette().highlight().color(), WIDTH)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
