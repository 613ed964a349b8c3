"""Two buttons that mark the tool's verdict as right or wrong, for the feedback pool."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.widgets import button, paragraph, say


class MarkLine(QWidget):
    """The buttons, and what became of the mark."""

    marked = Signal(bool)
    """bool: The verdict was marked right, or wrong; `show_mark` says what became of it."""

    def __init__(self) -> None:
        super().__init__()
        tip = tr("Mark the verdict as right")
        self.right = button(tr("Right"), tip, tip, lambda: self._mark(True))
        tip = tr("Mark the verdict as wrong")
        self.wrong = button(tr("Wrong"), tip, tip, lambda: self._mark(False))
        self.state = paragraph()
        self._markable, self._analyst = False, ""
        line = across(QLabel(tr("The verdict is")), self.right, self.wrong, 1)
        down(line, self.state, into=self, margins=0)
        say(self.state, "")
        self._refresh()

    def set_markable(self, markable: bool) -> None:
        """Say whether the image shown has a verdict to mark; forget the mark of another."""
        self._markable = markable
        say(self.state, "")
        self._refresh()

    def set_analyst(self, name: str) -> None:
        """Say in whose name a mark would be; nobody's cannot be made."""
        self._analyst = name
        self._refresh()

    def show_mark(self, text: str) -> None:
        say(self.state, text)
        self._refresh()

    def _mark(self, right: bool) -> None:
        self._markable = False  # once an image is shown
        self.show_mark(tr("The protector is checking it…"))
        self.marked.emit(right)

    def _refresh(self) -> None:
        for mark in (self.right, self.wrong):
            mark.setEnabled(self._markable and bool(self._analyst))
