"""A label that shortens long text in the middle, and one whose text can be copied."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QWidget

from gng_desktop.core.text import visible
from gng_desktop.ui.filling import across
from gng_desktop.ui.language import tr
from gng_desktop.ui.plain import copy_text, tip
from gng_desktop.ui.style import icon


class ElidedLabel(QLabel):
    """One line, whose both ends matter, as of a name or a hash; the tooltip has the whole text."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        super().setText(visible(text))

    def set_full_text(self, text: str, tooltip: str = "") -> None:
        """Show `text`; hovering shows `tooltip`, or `text` itself."""
        self.setText(text)
        self.setToolTip(tip(tooltip or text))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        middle = Qt.TextElideMode.ElideMiddle
        text = self.fontMetrics().elidedText(self.text(), middle, self.width())
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), left, text)


class CopyLine(QWidget):
    """A value called `name`, and a button, which says `words`, that copies it whole."""

    def __init__(self, name: str, words: str = "") -> None:
        super().__init__()
        self._value = ""
        self.label = ElidedLabel()
        self.label.setAccessibleName(name)
        self.button = QToolButton()
        self.button.setAutoRaise(True)
        # A tool button takes no keyboard focus by default.
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = words or tr("Copy: {name}", name=name)
        self.button.setToolTip(words)
        self.button.setAccessibleName(words)
        self.button.clicked.connect(lambda: copy_text(self._value))
        across((self.label, 1), self.button, into=self, spacing=2, margins=0)
        self._draw_icon()

    def show_value(self, value: str, label: str = "", tooltip: str = "") -> None:
        """Show `value`, or `label` in its place; an empty one cannot be copied."""
        self._value = value
        self.label.set_full_text(label or value or "—", tooltip)
        self.button.setEnabled(bool(value))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        self.button.setIcon(icon("copy", self.palette().windowText().color()))
