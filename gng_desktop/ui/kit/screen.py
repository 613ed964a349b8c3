"""How large a window may be on its screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

TITLE_BAR = 32
"""What a window's frame takes of a screen's height before it is known, px."""


def available(window: QWidget) -> QRect:
    """Return the part of the screen of `window` that windows may take, px."""
    return window.screen().availableGeometry()


def fit_to_screen(window: QWidget) -> None:
    """Bring `window`, which is not shown yet, wholly onto its screen, its status bar too."""
    room = available(window).adjusted(0, TITLE_BAR, 0, 0)
    window.resize(window.size().boundedTo(room.size()))
    place = window.geometry()
    place.moveRight(min(place.right(), room.right()))
    place.moveBottom(min(place.bottom(), room.bottom()))
    place.moveTopLeft(QPoint(max(place.left(), room.left()), max(place.top(), room.top())))
    window.setGeometry(place)


def resize_within_screen(dialog: QWidget, width: int, height: int) -> None:
    """Give `dialog` a size at first, px, but no more than its screen has room for."""
    room = available(dialog).adjusted(0, TITLE_BAR, 0, 0).size()
    dialog.resize(QSize(width, height).boundedTo(room))
