"""Which face of the image is analysed, what was found of each, and what that means for the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTableView,
    QToolButton,
    QWidget,
)

from gng_desktop.ui.kit.badge import verdict_icon
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import across, add, down
from gng_desktop.ui.kit.row_model import Column, RowModel
from gng_desktop.ui.kit.row_table import RowView
from gng_desktop.ui.kit.score_scale import score_text
from gng_desktop.ui.kit.style import emphasise, verdict_colour
from gng_desktop.ui.kit.widgets import Section, button, fainter, paragraph, rule, say
from gng_desktop.ui.panels.further import detector_name

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

    FaceRow = tuple[int, Analysis | None]

FILE: dict[str | None, str] = {
    "generated": QT_TR_NOOP("The file: generated, because face {number} is."),
    "inconclusive": QT_TR_NOOP(
        "The file: inconclusive, because face {number} is and no face is generated."
    ),
    "real": QT_TR_NOOP("The file: real, because every analysable face is."),
    None: QT_TR_NOOP("The file: no verdict, because no face could be analysed."),
}
"""What all faces mean for the file, by its verdict; ``number`` is the face that decides."""
WORDS: dict[str, str] = {
    "generated": QT_TR_NOOP("generated"),
    "real": QT_TR_NOOP("real"),
    "inconclusive": QT_TR_NOOP("inconclusive"),
    "not_applicable": QT_TR_NOOP("not applicable"),
    "error": QT_TR_NOOP("failed"),
}
MOST_ROWS = 8
"""Faces in sight at once: below them stands what was found of the one chosen."""
FAILED = QT_TR_NOOP("The file: no verdict, because the analysis of face {number} failed.")


@dataclass(frozen=True)
class FacesShown:
    """The faces of an image that can be chosen, those analysed, and what they mean for the file.

    Faces are numbered from 1. `chosen` is 0 for the picture as a whole, which is analysed by its
    face `whole_by`. `least` is the least side of the square around a face, px, below which it is
    `too_small`; `problem` says why faces cannot be found.
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


class FaceModel(RowModel):
    """A row a face: its number and what was found of it, None while it was not analysed."""

    def __init__(self) -> None:
        super().__init__(
            [
                Column("number", "", lambda row: tr("Face {number}", number=row[0])),
                Column("verdict", "", self._word, icon=self._icon, colour=self._colour),
                Column("with", "", partial(_score, "score_with_background"), True),
                Column("without", "", partial(_score, "score_without_background"), True),
                Column("beside", "", _scores_beside, True),
            ]
        )

    def _word(self, row: FaceRow) -> str:
        return tr("not analysed yet") if row[1] is None else word_of(row[1])

    def _icon(self, row: FaceRow) -> QIcon | None:
        palette = QApplication.palette()
        return None if row[1] is None else verdict_icon(row[1].verdict, palette)

    def _colour(self, row: FaceRow) -> QColor:
        palette = QApplication.palette()
        if row[1] is None:
            return palette.color(QPalette.ColorRole.PlaceholderText)
        return verdict_colour(palette, row[1].verdict)

    def tip(self, row: FaceRow, column: Column) -> str:
        return self.sentence(row)

    def spoken(self, row: FaceRow, column: Column) -> str:
        return self.sentence(row) if column.key == "number" else column.words(row)

    def sentence(self, row: FaceRow) -> str:
        """Return what a row says, in a sentence."""
        number, found = row
        if found is None:
            return tr("Face {number}: not analysed yet", number=number)
        values = {"number": number, "verdict": word_of(found)}
        if found.status != "ok":
            return tr("Face {number}: {verdict}. {reason}", reason=tr(found.reason), **values)
        both = QT_TR_NOOP(
            "Face {number}: {verdict}, score with background {first}, without background {second}"
        )
        all_three = QT_TR_NOOP(
            "Face {number}: {verdict}, score with background {first}, without background "
            "{second}, fused {fused}"
        )
        beside = found.beside_scores
        shown = tr(
            all_three if "fused" in beside else both,
            first=score_text(found.score_with_background),
            second=score_text(found.score_without_background),
            fused=score_text(found.score_fused),
            **values,
        )
        more = (f"{detector_name(n)} {score_text(s)}" for n, s in beside.items() if n != "fused")
        return ", ".join([shown, *more])


def _score(field: str, row: FaceRow) -> str:
    value = None if row[1] is None or row[1].status != "ok" else getattr(row[1], field)
    return "" if value is None else score_text(value, short=True)


def _scores_beside(row: FaceRow) -> str:
    found = {} if row[1] is None or row[1].status != "ok" else row[1].beside_scores
    return " · ".join(score_text(score, short=True) for score in found.values())


def word_of(analysis: Analysis) -> str:
    """Return the verdict on a face, or why there is none, in the user's language."""
    return tr(WORDS[analysis.verdict or analysis.status])


class FaceChooser(QWidget):
    """A list of the faces, with buttons for the next and the one before; hidden for one alone."""

    chosen = Signal(int)
    """int: Number of a face, 0 for the picture as a whole."""
    every_asked = Signal()
    """The user asks for every face."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = FacesShown()
        self.choice = _Choice()
        self.choice.setAccessibleName(tr("What is analysed"))
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choice.setMinimumContentsLength(12)
        emphasise(self.choice)
        self.choice.activated.connect(self.chosen)
        self.before = self._arrow(Qt.ArrowType.LeftArrow, tr("Analyse the previous face"), -1)
        self.next = self._arrow(Qt.ArrowType.RightArrow, tr("Analyse the next face"), 1)
        self.every = button(tr("Analyse every face"), do=self.every_asked)
        self.by = paragraph(faint=True)
        self.shape = QLabel()
        self.file = emphasise(paragraph())
        self.section = Section(tr("Every face"))
        self.scores = fainter(QLabel())
        self.scores.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.faces = FaceModel()
        self.table = RowView(self.faces, tr("Every face"))
        self.note = paragraph(faint=True)
        self._build()
        self.show_faces(FacesShown())

    def _arrow(self, arrow: Qt.ArrowType, name: str, by: int) -> QToolButton:
        made = QToolButton()
        made.setArrowType(arrow)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.clicked.connect(lambda: self.chosen.emit(self._shown.chosen + by))
        return made

    def _build(self) -> None:
        self.row = QWidget()
        parts = self.before, (self.choice, 1), self.next, self.every
        across(*parts, into=self.row, spacing=4, margins=0)
        self.section.column.setSpacing(2)
        shape = (self.shape, 0, Qt.AlignmentFlag.AlignTop)
        file = across(shape, (self.file, 1), spacing=8, margins=(6, 0, 0, 0))
        add(self.section.column, file, self.scores, self.table)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setAlternatingRowColors(False)
        self.table.viewport().setAutoFillBackground(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.table.horizontalHeader()
        header.hide()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.row_chosen.connect(self._on_row)
        below = self.by, self.section, self.note, rule()
        down(self.row, *below, into=self, spacing=4, margins=0)

    def show_faces(self, shown: FacesShown) -> None:
        self._shown = shown
        several = shown.count > 0
        self.setVisible(bool(several or shown.too_small or shown.problem))
        self.row.setVisible(several)
        self._fill(shown)
        self.before.setEnabled(shown.chosen > 0)
        self.next.setEnabled(shown.chosen < shown.count)
        words = tr("Whole-picture verdict is based on face {number}.", number=shown.whole_by)
        say(self.by, words if several and not shown.chosen and shown.whole_by else "")
        self.section.setVisible(several and bool(shown.analyses))
        self._name_scores([a for a in shown.analyses.values() if a.status == "ok"])
        self._show_rows(shown)
        self._show_file(shown.verdict)
        say(self.note, shown.problem or too_small_text(shown.too_small, shown.least))

    def set_usable(self, usable: bool, left: bool) -> None:
        """Say whether a face can be chosen now, and whether any is `left` to be analysed."""
        for widget in (self.choice, self.table):
            widget.setEnabled(usable)
        self.before.setEnabled(usable and self._shown.chosen > 0)
        self.next.setEnabled(usable and self._shown.chosen < self._shown.count)
        self.every.setEnabled(usable and left)

    def _fill(self, shown: FacesShown) -> None:
        numbers = range(1, shown.count + 1)
        names = [tr("Face {number} of {count}", number=n, count=shown.count) for n in numbers]
        names.insert(0, tr("Whole picture"))
        with QSignalBlocker(self.choice):
            if [self.choice.itemText(n) for n in range(self.choice.count())] != names:
                self.choice.clear()
                self.choice.addItems(names)
            self.choice.setCurrentIndex(shown.chosen)

    def _show_rows(self, shown: FacesShown) -> None:
        rows = [(number, shown.analyses.get(number)) for number in range(1, shown.count + 1)]
        if len(rows) != self.faces.rowCount():
            self.faces.set_rows(rows)
            self.table.setFixedHeight(self.table.row_height() * min(len(rows), MOST_ROWS))
        self.faces.rows = rows
        if rows:  # the columns of the scores follow their words
            last = self.faces.index(len(rows) - 1, self.faces.columnCount() - 1)
            self.faces.dataChanged.emit(self.faces.index(0, 0), last)
        if shown.chosen:
            self.table.choose(shown.chosen - 1)
        else:
            self.table.clearSelection()
            self.table.forget_current()

    def _name_scores(self, scored: Sequence[Analysis]) -> None:
        """Say above the table what its numbers are; where no others decide, two are enough."""
        beside = list(dict.fromkeys(name for a in scored for name in a.beside_scores))
        self.table.setColumnHidden(self.faces.columnCount() - 1, not beside)
        words = QT_TR_NOOP("score with and without background")
        if beside == ["fused"]:
            words = QT_TR_NOOP("score with and without background, and fused")
        elif beside:
            words = QT_TR_NOOP("score with and without background, and of: {names}")
        self.scores.setText(tr(words, names=", ".join(map(detector_name, beside))))
        self.scores.setVisible(bool(scored))

    def _on_row(self, row: FaceRow) -> None:
        if row[0] != self._shown.chosen:
            self.chosen.emit(row[0])

    def changeEvent(self, event: QEvent) -> None:
        """Draw the shape in the colour of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_file(self._shown.verdict)

    def _show_file(self, verdict: Analysis | None) -> None:
        for widget in (self.shape, self.file):
            widget.setVisible(verdict is not None)
        if verdict is None:
            return
        text = FAILED if verdict.status == "error" else FILE[verdict.verdict]
        self.file.setText(tr(text, number=verdict.face_index))
        icon = verdict_icon(verdict.verdict, QApplication.palette())
        self.shape.setPixmap(icon.pixmap(12))


def too_small_text(count: int, least: int) -> str:
    """Say in one sentence that faces are too small to be analysed; "" where none is."""
    if not count:
        return ""
    one = QT_TR_NOOP(
        "1 face is too small to analyse: the square around a face must be at least {least} px wide."
    )
    many = QT_TR_NOOP(
        "{count} faces are too small to analyse: the square around a face must be at least "
        "{least} px wide."
    )
    return tr(one if count == 1 else many, count=count, least=least)
