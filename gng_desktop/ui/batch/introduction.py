"""What the tab shows before there is a scan."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.style import emphasise

WIDTH = 600
WORDS = QT_TR_NOOP(
    "Choose a folder or a list of files, and each file becomes a row with its verdict, both scores "
    "and the reason. The files are only read; a scan can be paused, stopped and gone on with later."
)


class Introduction(QWidget):
    """A heading and two sentences in the middle."""

    def __init__(self) -> None:
        super().__init__()
        column = QWidget()
        column.setMaximumWidth(WIDTH)
        layout = QVBoxLayout(column)
        heading, text = QLabel(tr("Scan a whole folder into one CSV")), QLabel(tr(WORDS))
        emphasise(heading, 1.7)
        layout.addStretch(2)
        for label in (heading, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addStretch(3)
        outer = QHBoxLayout(self)
        outer.addWidget(column, 1)
