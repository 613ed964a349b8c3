"""What a new case is, asked once; and the hash that proves what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.plain import copy_text
from gng_desktop.ui.kit.widgets import button, paragraph

if TYPE_CHECKING:
    from gng_desktop.ui.case.jobs import Proof

WIDTH = 460


class CaseDialog(QDialog):
    """Title, reference and examiner of a new case; a case needs a title."""

    def __init__(self, examiner: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New case"))
        self.setMinimumWidth(WIDTH)
        self.title = QLineEdit()
        self.reference = QLineEdit()
        self.examiner = QLineEdit(examiner)
        words = QLabel(tr("These details appear in every report and cannot be changed later."))
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
        down(words, form, self.buttons, into=self)
        self._on_title()

    def _on_title(self) -> None:
        titled = bool(self.title.text().strip())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(titled)

    def facts(self) -> tuple[str, str, str]:
        return self.title.text(), self.reference.text(), self.examiner.text()


class ProofDialog(QDialog):
    """The head of a case's log; it does not block the window."""

    asked = Signal(str)  # the case is to be held against this hash

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Hash of the case"))
        self.head = QLineEdit()
        self.head.setReadOnly(True)
        self.noted = QLineEdit()
        self.noted.setPlaceholderText(tr("Optional"))
        copy_button = button(tr("Copy hash"), do=lambda: copy_text(self.head.text()))
        self.check_button = button(tr("Check"), do=self._ask)
        self.answer = paragraph()
        words = paragraph(
            tr(
                "This hash stands for everything recorded in the case so far. Write it down and "
                "store it away from the case: only with it can you prove that nothing was changed."
            )
        )
        grid = QGridLayout(self)
        grid.addWidget(words, 0, 0, 1, 3)
        for row, (text, field, beside) in enumerate(
            (
                (tr("Hash of the case"), self.head, copy_button),
                (tr("Hash noted earlier"), self.noted, self.check_button),
            ),
            start=1,
        ):
            field.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
            field.setMinimumWidth(field.fontMetrics().horizontalAdvance("0" * 64) + 16)
            label = QLabel(text)
            label.setBuddy(field)
            for column, widget in enumerate((label, field, beside)):
                grid.addWidget(widget, row, column)
        grid.addWidget(self.answer, 3, 0, 1, 3)
        self.noted.returnPressed.connect(self._ask)
        self.noted.textChanged.connect(lambda: self.answer.clear())

    def _ask(self) -> None:
        if self.noted.text().strip():
            self.asked.emit(self.noted.text())

    def show_proof(self, proof: Proof) -> None:
        """Show the hash, and what became of the one noted earlier."""
        self.head.setText(proof.head)
        self.head.setCursorPosition(0)
        if proof.problem:
            sentence = tr(
                "The case is not as it was when this hash was noted: {problem}",
                problem=proof.problem,
            )
            self.answer.setText(f"⚠  {sentence}")
        elif proof.entry:
            sentence = tr(
                "This is the hash of entry {entry} of {total}: nothing up to it was changed.",
                entry=proof.entry,
                total=proof.entries,
            )
            self.answer.setText(f"✓  {sentence}")
