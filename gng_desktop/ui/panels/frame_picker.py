"""Which of several pictures in a file is analysed: pages of a TIFF, frames of an animation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from gng_desktop.imaging.frames import frames_notes
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.widgets import named, paragraph

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis


class FramePicker(QWidget):
    """A number to choose, and a sentence on what was chosen; hidden for a single picture."""

    chosen = Signal(int)  # int: number of a picture, from 1

    def __init__(self) -> None:
        super().__init__()
        self.number = QSpinBox()
        self.number.setKeyboardTracking(False)
        self.number.valueChanged.connect(self.chosen)
        label = named(tr("Picture"), self.number)
        self.number.setAccessibleName(tr("Picture of the file"))
        self.words = paragraph()
        down(across(label, self.number, 1), self.words, into=self, spacing=4, margins=0)
        self.hide()

    def show_analysis(self, analysis: Analysis) -> None:
        frame, frames = analysis.frame, analysis.frames
        with QSignalBlocker(self.number):
            self.number.setRange(1, frames)
            self.number.setSuffix(tr(" of {count}", count=frames))
            self.number.setValue(frame)
        self.words.setText(frame_text(analysis))
        self.setVisible(frames > 1)


def frame_text(analysis: Analysis) -> str:
    """Return one sentence on which of the pictures of a file was analysed; "" for a single one."""
    if analysis.frames < 2:
        return ""
    counts = {"frames": analysis.frames, "frame": analysis.frame}
    if analysis.width is None:
        return tr("The file holds {frames} pictures; picture {frame} could not be read.", **counts)
    return tr("The file holds {frames} pictures; picture {frame} was analysed.", **counts)


def other_notes(analysis: Analysis) -> list[str]:
    """Return the notes beside that sentence, in the window's language."""
    of_frames = frames_notes(analysis.frame, analysis.frames, analysis.width is not None)
    return [tr(note) for note in analysis.notes if note not in of_frames]
