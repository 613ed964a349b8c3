"""What the tabs beside the panes have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from gng_desktop.core.text import visible


class Panel(QScrollArea):
    """A column of widgets that scrolls up and down only; subclasses fill `column`."""

    def __init__(self, name: str, top: int = 8) -> None:
        super().__init__()
        body = QWidget()
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(8, top, 8, 4)
        self.column.setSpacing(8)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)


class _Paragraph(QLabel):
    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.setText(words)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def setText(self, words: str) -> None:
        """Show `words`, of whomever."""
        super().setText(visible(words, breaks=True))


def paragraph(words: str = "") -> QLabel:
    """Return a label of plain, wrapped text that can be selected; it hides nothing."""
    return _Paragraph(words)
