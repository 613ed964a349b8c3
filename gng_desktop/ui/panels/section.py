"""A part of a panel that can be folded away by its heading."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from gng_desktop.ui.filling import Part, down
from gng_desktop.ui.language import tr
from gng_desktop.ui.style import emphasise


class _Heading(QToolButton):
    """A button as wide as the panel that shows its keyboard focus, which styles may leave out."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class Section(QWidget):
    """A heading with an arrow, and below it a `column` of parts that the heading shows or hides."""

    def __init__(self, title: str, *parts: Part, open_: bool = True) -> None:
        super().__init__()
        self.header = _Heading()
        self.header.setText(title)
        self.header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.header.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # A tool button takes no keyboard focus by default.
        self.header.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.header.setAccessibleName(title)
        emphasise(self.header)
        self.body = QWidget()
        self.column = down(*parts, into=self.body, margins=(4, 2, 0, 6), spacing=6)
        down(self.header, self.body, into=self, spacing=0, margins=0)
        self.header.clicked.connect(lambda: self.set_open(not self.is_open))
        self.set_open(open_)

    @property
    def is_open(self) -> bool:
        return self._open

    def set_open(self, open_: bool) -> None:
        self._open = open_
        self.body.setVisible(open_)
        self.header.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)
        tip = tr("Hide this section") if open_ else tr("Show this section")
        self.header.setToolTip(tip)
        self.header.setAccessibleDescription(tip)
