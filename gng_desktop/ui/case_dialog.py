"""What a new case is: asked once, kept in the case for ever."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.ui.language import tr

WIDTH = 460


class CaseDialog(QDialog):
    """Title, reference and examiner of a new case; a case needs a title.

    Parameters
    ----------
    examiner : str
        Proposed.
    """

    def __init__(self, examiner: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New case"))
        self.setMinimumWidth(WIDTH)
        self.title = QLineEdit()
        self.reference = QLineEdit()
        self.examiner = QLineEdit(examiner)
        words = QLabel(tr("These facts stand in every report and cannot be changed later."))
        words.setWordWrap(True)
        form = QFormLayout()
        for text, field in (
            (tr("&Title"), self.title),
            (tr("&Reference"), self.reference),
            (tr("&Examiner"), self.examiner),
        ):
            form.addRow(text, field)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.title.textChanged.connect(self._on_title)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        self._on_title()

    def _on_title(self) -> None:
        titled = bool(self.title.text().strip())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(titled)

    def facts(self) -> tuple[str, str, str]:
        """Return title, reference and examiner."""
        return self.title.text(), self.reference.text(), self.examiner.text()
