"""Which of several pictures in a file is analysed: pages of a TIFF, frames of an animation."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.panel import paragraph


class FramePicker(QWidget):
    """A number to choose, and a sentence on what was chosen; hidden for a single picture.

    Signals
    -------
    chosen : int
        Number of a picture, from 1.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.number = QSpinBox()
        self.number.setAccessibleName(tr("Picture of the file"))
        self.number.setKeyboardTracking(False)
        self.number.valueChanged.connect(self.chosen)
        label = QLabel(tr("Picture"))
        label.setBuddy(self.number)
        self.words = paragraph()
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.number)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.words)
        self.hide()

    def show_frame(self, frame: int, frames: int) -> None:
        """Show that picture `frame` of `frames` was analysed."""
        with QSignalBlocker(self.number):
            self.number.setRange(1, frames)
            self.number.setSuffix(tr(" of {count}", count=frames))
            self.number.setValue(frame)
        self.words.setText(frame_text(frame, frames))
        self.setVisible(frames > 1)


def frame_text(frame: int, frames: int) -> str:
    """Return one sentence on which of the pictures of a file was analysed; "" for a single one."""
    if frames < 2:
        return ""
    return tr(
        "The file holds {frames} pictures; picture {frame} was analysed.",
        frames=frames,
        frame=frame,
    )
