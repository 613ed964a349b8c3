"""Small parts of the provenance panel: a value with a copy button, a pair of pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.elided_label import ElidedLabel
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.panes.pictures import to_qimage
from gng_desktop.ui.style import icon

if TYPE_CHECKING:
    from gng_desktop.imaging.provenance.thumbnail import Thumbnail

PICTURE_HEIGHT = 120


class CopyLine(QWidget):
    """One value, shortened in the middle, and a button that copies it whole.

    Parameters
    ----------
    name : str
        Of the value, in the user's language.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._value = ""
        self.label = ElidedLabel()
        self.label.setAccessibleName(name)
        self.button = QToolButton()
        self.button.setAutoRaise(True)
        # A tool button takes no keyboard focus by default.
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = tr("Copy: {name}", name=name)
        self.button.setToolTip(words)
        self.button.setAccessibleName(words)
        self.button.clicked.connect(self._copy)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button)
        self._draw_icon()

    def show_value(self, value: str) -> None:
        """Show `value`; an empty one cannot be copied."""
        self._value = value
        self.label.set_full_text(value or "—")
        self.button.setEnabled(bool(value))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon in the colour of another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        self.button.setIcon(icon("copy", self.palette().windowText().color()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._value)


class Picture(QLabel):
    """A picture scaled to the room there is, never enlarged beyond its own size.

    Parameters
    ----------
    name : str
        For assistive technology.
    rgb : ndarray of uint8, shape (H, W, 3)
    """

    def __init__(self, name: str, rgb: NDArray[np.uint8]) -> None:
        super().__init__()
        self._pixels = QPixmap.fromImage(to_qimage(rgb))
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(PICTURE_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return a width at which something can still be seen."""
        return QSize(60, PICTURE_HEIGHT)

    def sizeHint(self) -> QSize:
        """Ask for half a panel."""
        return QSize(150, PICTURE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture at the left, as large as fits."""
        room = self.size() * self.devicePixelRatio()
        shown = self._pixels.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(self.devicePixelRatio())
        QPainter(self).drawPixmap(0, 0, shown)


class ThumbnailPair(QWidget):
    """An embedded thumbnail beside the image, and how much they differ.

    Parameters
    ----------
    found : Thumbnail
    preview : ndarray of uint8, shape (H, W, 3), optional
        The image, upright; without one the reduced image of `found`.
    """

    def __init__(self, found: Thumbnail, preview: NDArray[np.uint8] | None) -> None:
        super().__init__()
        image = preview if preview is not None else found.image_rgb
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(3)
        pictures = [(tr("Thumbnail in {source}", source=tr(found.source)), found.rgb)]
        if image is not None:
            pictures.append((tr("Image"), image))
        for column in range(2):
            layout.setColumnStretch(column, 1)
        for column, (name, rgb) in enumerate(pictures):
            caption = paragraph(name)
            caption.setAlignment(Qt.AlignmentFlag.AlignTop)
            layout.addWidget(Picture(name, rgb), 0, column)
            layout.addWidget(caption, 1, column)
        self.words = paragraph(found.sentence)
        layout.addWidget(self.words, 2, 0, 1, 2)
