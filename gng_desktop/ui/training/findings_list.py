"""What the check of a data set found, the worst first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.style import emphasise
from gng_desktop.ui.training.finding_words import SEVERITY_WORDS, SIGNS, words

if TYPE_CHECKING:
    from gng_desktop.datasets.findings import Finding

NOTHING = QT_TR_NOOP(
    "Nothing was found: no leak between the splits, and no trivial difference between the classes."
)


class FindingCard(QFrame):
    """One finding: how bad, what, what it means, what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        told = words(finding)
        severity = tr(SEVERITY_WORDS[finding.severity])
        sign = QLabel(SIGNS[finding.severity])
        emphasise(sign, 1.2)
        sign.setFixedWidth(20)
        sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.title = paragraph(told.title)
        emphasise(self.title)
        self.severity = paragraph(severity)
        self.severity.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.text, self.advice = paragraph(told.text), paragraph(f"→ {told.advice}")
        column = QVBoxLayout()
        column.setSpacing(3)
        for label in (self.title, self.severity, self.text, self.advice):
            column.addWidget(label)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 6, 8, 6)
        line.addWidget(sign)
        line.addLayout(column, 1)
        self.setAccessibleName(f"{severity}: {told.title}")
        self.setAccessibleDescription(f"{told.text} {told.advice}")


class FindingsList(QWidget):
    """A card per finding, or a sentence where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[FindingCard] = []
        self.text = paragraph()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.text)

    def say(self, sentence: str) -> None:
        """Show a sentence in the place of findings."""
        self._clear()
        self.text.setText(sentence)
        self.text.show()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show `findings`, which are sorted."""
        if not findings:
            self.say(tr(NOTHING))
            return
        self._clear()
        self.text.hide()
        for finding in findings:
            card = FindingCard(finding)
            self.cards.append(card)
            self._column.addWidget(card)

    def _clear(self) -> None:
        for card in self.cards:
            self._column.removeWidget(card)
            card.deleteLater()
        self.cards = []
