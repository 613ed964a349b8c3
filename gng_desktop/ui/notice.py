"""A strip above the panes for one sentence that must not be overlooked."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from gng_desktop.core.text import visible
from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.panel import paragraph

DETAILS_HEIGHT = 140


class Notice(QFrame):
    """One sentence, its details on request, and a button to close it.

    Hidden when there is nothing to say.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.text = paragraph()
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setFixedHeight(DETAILS_HEIGHT)
        self.details.setAccessibleName(tr("Details"))
        self.details_button = QPushButton(tr("Details"))
        self.details_button.setCheckable(True)
        self.details_button.toggled.connect(self.details.setVisible)
        close = QPushButton(tr("Close"))
        close.setAccessibleName(tr("Close the notice"))
        close.clicked.connect(self.hide)
        line = QHBoxLayout()
        line.addWidget(self.text, 1)
        line.addWidget(self.details_button)
        line.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 4, 6, 4)
        layout.addLayout(line)
        layout.addWidget(self.details)
        self.hide()

    def say(self, sentence: str, details: str = "") -> None:
        """Warn with `sentence`; show `details`, if any, when asked for."""
        self._show(f"⚠  {sentence}", sentence, details)

    def tell(self, sentence: str, details: str = "") -> None:
        """Show `sentence` as good news; otherwise as `say`."""
        self._show(f"✓  {sentence}", sentence, details)

    def _show(self, text: str, sentence: str, details: str) -> None:
        self.text.setText(text)
        self.setAccessibleName(sentence)
        self.details.setPlainText(visible(details, breaks=True))
        self.details_button.setVisible(bool(details))
        self.details_button.setChecked(False)
        self.details.hide()
        self.show()
