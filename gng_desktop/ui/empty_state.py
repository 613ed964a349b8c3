"""What the window shows before there is an image."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gng_desktop.ui.style import emphasise

WIDTH = 600
INVITATION = "Drop a face photo here, or open one"
PROMISE = "The image is only read, never changed, and never leaves this computer."


class EmptyState(QWidget):
    """An invitation to open an image, or the sentence that says why that cannot be done."""

    open_asked = Signal()
    sample_asked = Signal()
    retry_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = QLabel()
        emphasise(self.heading, 1.7)
        self.text = QLabel()
        for label in (self.heading, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_button = QPushButton("Open image…")
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self.open_asked)
        self.sample_button = QPushButton("Try a sample")
        self.sample_button.clicked.connect(self.sample_asked)
        self.retry_button = QPushButton("Look again for models")
        self.retry_button.clicked.connect(self.retry_asked)

        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.open_button, self.sample_button, self.retry_button):
            button.setMinimumSize(150, 34)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QWidget()
        column.setFixedWidth(WIDTH)
        layout = QVBoxLayout(column)
        layout.setSpacing(14)
        layout.addStretch(2)
        layout.addWidget(self.heading)
        layout.addWidget(self.text)
        layout.addLayout(buttons)
        layout.addStretch(3)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(column)
        outer.addStretch(1)
        self.invite()

    def invite(self) -> None:
        """Ask for an image."""
        self._set(INVITATION, PROMISE, models=True)

    def say_no_models(self, sentence: str) -> None:
        """Show `sentence`, which says why no image can be analysed and what to do."""
        self._set("No usable models", sentence, models=False)

    def _set(self, heading: str, text: str, models: bool) -> None:
        self.heading.setText(heading)
        self.text.setText(text)
        self.open_button.setVisible(models)
        self.sample_button.setVisible(models)
        self.retry_button.setVisible(not models)
        (self.open_button if models else self.retry_button).setFocus()
