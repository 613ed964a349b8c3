"""Why a training failed, what to do, and its details when asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from gng_desktop.core.text import visible
from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.style import emphasise

HEIGHT = 130


class Failure(QFrame):
    """One sentence with its remedy; hidden where there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.heading, self.text = paragraph(), paragraph()
        emphasise(self.heading)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setFixedHeight(HEIGHT)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setAccessibleName(tr("Details of the failure"))
        self.details.setTabChangesFocus(True)
        self.details_button = QPushButton(tr("Details"))
        self.details_button.setCheckable(True)
        self.details_button.toggled.connect(self.details.setVisible)
        line = QHBoxLayout()
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.heading)
        said.addWidget(self.text)
        line.addLayout(said, 1)
        line.addWidget(self.details_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 6, 4)
        column.addLayout(line)
        column.addWidget(self.details)
        self.details.hide()
        self.hide()

    def show_failure(
        self, sentence: str, details: str, calm: bool = False, heading: str = ""
    ) -> None:
        """Show a sentence, "" for none; `calm` for what the user wanted to happen."""
        if not sentence:
            self.hide()
            return
        text = visible(sentence if calm else f"⚠  {sentence}", breaks=True)
        details = visible(details, breaks=True)
        if text != self.text.text() or details != self.details.toPlainText():
            self.text.setText(text)
            self.details.setPlainText(details)
            self.details_button.setChecked(False)
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        self.setAccessibleName(sentence)
        self.details_button.setVisible(bool(details))
        self.show()
