"""Which face of the image is judged, what was found of each, and what that means for the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.badge import paint_shape
from gng_desktop.ui.panels.face_line import SHAPE, FaceLine
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.panels.section import Section
from gng_desktop.ui.style import emphasise, verdict_colour

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis, Verdict

FILE: dict[str | None, str] = {
    "generated": QT_TR_NOOP("The file: generated, because face {number} is."),
    "inconclusive": QT_TR_NOOP(
        "The file: inconclusive, because face {number} is and no face is generated."
    ),
    "real": QT_TR_NOOP("The file: real, because every face that could be judged is."),
    None: QT_TR_NOOP("The file: no verdict, because no face could be judged."),
}
"""What all faces mean for the file, by its verdict; ``number`` is the face that decides."""
MOST_LINES = 8
"""Faces in sight at once: below them stands what was found of the one chosen."""
FAILED = QT_TR_NOOP("The file: no verdict, because the analysis of face {number} failed.")


@dataclass(frozen=True)
class FacesShown:
    """What there is to be said of the faces of an image.

    Attributes
    ----------
    count : int
        Faces that can be chosen.
    chosen : int
        Number of the one judged, from 1; 0 for the picture as a whole.
    whole_by : int or None
        Number of the face by which the picture as a whole is judged.
    analyses : mapping of int to Analysis
        Of the faces judged so far, by number.
    verdict : Analysis or None
        What all of them mean for the file.
    too_small, least : int
        Faces too small to be judged; the least side of the square around one, px.
    problem : str
        Why faces cannot be found; "" if they can.
    """

    count: int = 0
    chosen: int = 0
    whole_by: int | None = None
    analyses: Mapping[int, Analysis] = field(default_factory=dict)
    verdict: Analysis | None = None
    too_small: int = 0
    least: int = 0
    problem: str = ""


class _Choice(QComboBox):
    """A list that the wheel does not change: the panel it stands in scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Shape(QWidget):
    """The shape of a verdict in its colour, as high as a line of text."""

    def __init__(self) -> None:
        super().__init__()
        self._verdict: Verdict | None = None
        self.setFixedSize(round(SHAPE) + 2, self.fontMetrics().height())

    def show_verdict(self, verdict: Verdict | None) -> None:
        self._verdict = verdict
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(verdict_colour(self.palette(), self._verdict))
        top = (self.height() - SHAPE) / 2
        paint_shape(painter, QRectF(1, top, SHAPE, SHAPE), self._verdict)


class FaceChooser(QWidget):
    """A list of the faces with buttons for the next and the one before; hidden for one face alone.

    Signals
    -------
    chosen : int
        Number of a face, 0 for the picture as a whole.
    every_asked
        The user wants every face judged.
    """

    chosen = Signal(int)
    every_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = FacesShown()
        self.choice = _Choice()
        self.choice.setAccessibleName(tr("What is judged"))
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choice.setMinimumContentsLength(12)
        emphasise(self.choice)
        self.choice.activated.connect(self.chosen)
        self.before = self._arrow(Qt.ArrowType.LeftArrow, tr("Judge the previous face"), -1)
        self.next = self._arrow(Qt.ArrowType.RightArrow, tr("Judge the next face"), 1)
        self.every = QPushButton(tr("Judge every face"))
        self.every.clicked.connect(self.every_asked)
        self.by = paragraph()
        self.shape = _Shape()
        self.file = paragraph()
        emphasise(self.file)
        self.section = Section(tr("Every face"))
        self.scores = QLabel(tr("score with and without background"))
        self.scores.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.scores.setForegroundRole(self.scores.palette().ColorRole.PlaceholderText)
        self.lines: list[FaceLine] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.area = QScrollArea()
        self.note = paragraph()
        for label in (self.by, self.note):
            label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
        self._build()
        self.show_faces(FacesShown())

    def _arrow(self, arrow: Qt.ArrowType, name: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setArrowType(arrow)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: self.chosen.emit(self._shown.chosen + by))
        return button

    def _build(self) -> None:
        self.row = QWidget()
        row = QHBoxLayout(self.row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.before)
        row.addWidget(self.choice, 1)
        row.addWidget(self.next)
        row.addWidget(self.every)
        self.section.column.setSpacing(2)
        file = QHBoxLayout()
        file.setContentsMargins(6, 0, 0, 0)
        file.setSpacing(8)
        file.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignTop)
        file.addWidget(self.file, 1)
        self.section.column.addLayout(file)
        self.section.column.addWidget(self.scores)
        body = QWidget()
        body.setLayout(self._lines)
        self.area.setWidget(body)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.section.column.addWidget(self.area)
        rule = QFrame()
        rule.setFrameShape(QFrame.Shape.HLine)
        rule.setFrameShadow(QFrame.Shadow.Plain)
        rule.setForegroundRole(rule.palette().ColorRole.Mid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.row, self.by, self.section, self.note, rule):
            layout.addWidget(widget)

    def show_faces(self, shown: FacesShown) -> None:
        """Show which faces there are and what is known of them."""
        self._shown = shown
        several = shown.count > 0
        self.setVisible(bool(several or shown.too_small or shown.problem))
        self.row.setVisible(several)
        self._fill(shown)
        self.before.setEnabled(shown.chosen > 0)
        self.next.setEnabled(shown.chosen < shown.count)
        by = several and shown.chosen == 0 and shown.whole_by is not None
        self.by.setText(
            tr("As a whole, the picture is judged by face {number}.", number=shown.whole_by)
            if by
            else ""
        )
        self.by.setVisible(by)
        self.section.setVisible(several and bool(shown.analyses))
        self.scores.setVisible(any(a.status == "ok" for a in shown.analyses.values()))
        self._show_lines(shown)
        self._show_file(shown.verdict)
        note = shown.problem or too_small_text(shown.too_small, shown.least)
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def set_usable(self, usable: bool, left: bool) -> None:
        """Say whether a face can be chosen now, and whether any is `left` to be judged."""
        for widget in (self.choice, *self.lines):
            widget.setEnabled(usable)
        self.before.setEnabled(usable and self._shown.chosen > 0)
        self.next.setEnabled(usable and self._shown.chosen < self._shown.count)
        self.every.setEnabled(usable and left)

    def _fill(self, shown: FacesShown) -> None:
        names = [tr("Whole picture")]
        names += [
            tr("Face {number} of {count}", number=number, count=shown.count)
            for number in range(1, shown.count + 1)
        ]
        blocker = QSignalBlocker(self.choice)
        if [self.choice.itemText(n) for n in range(self.choice.count())] != names:
            self.choice.clear()
            self.choice.addItems(names)
        self.choice.setCurrentIndex(shown.chosen)
        del blocker

    def _show_lines(self, shown: FacesShown) -> None:
        while len(self.lines) > shown.count:
            self.lines.pop().deleteLater()
        while len(self.lines) < shown.count:
            line = FaceLine(len(self.lines) + 1)
            line.clicked.connect(lambda _=False, number=line.number: self.chosen.emit(number))
            self._lines.addWidget(line)
            self.lines.append(line)
        for line in self.lines:
            line.show_face(shown.analyses.get(line.number), line.number == shown.chosen)
        if self.lines:
            height = self.lines[0].sizeHint().height()
            self.area.setFixedHeight(height * min(len(self.lines), MOST_LINES))
        if shown.chosen:
            self.area.ensureWidgetVisible(self.lines[shown.chosen - 1], 0, 0)

    def _show_file(self, verdict: Analysis | None) -> None:
        for widget in (self.shape, self.file):
            widget.setVisible(verdict is not None)
        if verdict is None:
            return
        text = FAILED if verdict.status == "error" else FILE[verdict.verdict]
        self.file.setText(tr(text, number=verdict.face_index))
        self.shape.show_verdict(verdict.verdict)


def too_small_text(count: int, least: int) -> str:
    """Say in one sentence that faces are too small to be judged; "" where none is."""
    if not count:
        return ""
    if count == 1:
        return tr(
            "1 face is too small to judge: the square around a face must be at least {least} px "
            "wide.",
            least=least,
        )
    return tr(
        "{count} faces are too small to judge: the square around a face must be at least {least} "
        "px wide.",
        count=count,
        least=least,
    )
