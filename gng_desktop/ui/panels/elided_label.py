"""A label that shortens long text in the middle: both ends of a name or a hash matter."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from gng_desktop.core.text import visible
from gng_desktop.ui.plain import tip


class ElidedLabel(QLabel):
    """One line; the whole text is in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return a width at which the ends can still be read."""
        return QSize(60, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show `text`, of whomever, on one line."""
        super().setText(visible(text))

    def set_full_text(self, text: str, tooltip: str = "") -> None:
        """Show `text`; hovering shows `tooltip`, or `text` itself."""
        self.setText(text)
        self.setToolTip(tip(tooltip or text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of both ends as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, self.width()
        )
        painter.drawText(
            self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text
        )
