"""One face in a line: number, verdict as shape and word, both scores; a click chooses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.badge import paint_shape
from gng_desktop.ui.panels.score_scale import score_text
from gng_desktop.ui.style import verdict_colour

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

SHAPE, MARGIN, GAP = 10.0, 6.0, 8.0
WORDS: dict[str, str] = {
    "generated": QT_TR_NOOP("generated"),
    "real": QT_TR_NOOP("real"),
    "inconclusive": QT_TR_NOOP("inconclusive"),
    "not_applicable": QT_TR_NOOP("not applicable"),
    "error": QT_TR_NOOP("failed"),
}


def word_of(analysis: Analysis) -> str:
    """Return the verdict on a face, or why there is none, in the user's language."""
    return tr(WORDS[analysis.verdict or analysis.status])


class FaceLine(QAbstractButton):
    """The line of one face.

    Parameters
    ----------
    number : int
        From 1.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self._analysis: Analysis | None = None
        self._chosen = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_face(self, analysis: Analysis | None, chosen: bool) -> None:
        """Show what is known of the face (None: not judged), and whether it is in view."""
        self._analysis, self._chosen = analysis, chosen
        self.setAccessibleName(self.words)
        self.setToolTip(self.words)
        self.update()

    @property
    def words(self) -> str:
        """What the line says, in a sentence."""
        found = self._analysis
        if found is None:
            return tr("Face {number}: not judged yet", number=self.number)
        if found.status != "ok":
            reason, word = tr(found.reason), word_of(found)
            return tr(
                "Face {number}: {verdict}. {reason}",
                number=self.number,
                verdict=word,
                reason=reason,
            )
        return tr(
            "Face {number}: {verdict}, score with background {first}, without background {second}",
            number=self.number,
            verdict=word_of(found),
            first=score_text(found.score_with_background),
            second=score_text(found.score_without_background),
        )

    def sizeHint(self) -> QSize:
        """Return the size of a line of text."""
        return QSize(240, self.fontMetrics().height() + 6)

    def minimumSizeHint(self) -> QSize:
        """Return the same height, and a width at which verdicts can still be read."""
        return QSize(200, self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the line can be clicked."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show nothing of that any more."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line in columns, on a ground of its own if it is chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        if self._chosen or self.underMouse():
            ground = self.palette().color(QPalette.ColorRole.Mid)
            ground.setAlpha(150 if self._chosen else 70)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(room, 3, 3)
        font = QFont(self.font())
        font.setBold(self._chosen)
        painter.setFont(font)
        painter.setPen(self.palette().windowText().color())
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        metrics = painter.fontMetrics()
        inside = room.adjusted(MARGIN, 0, -MARGIN, 0)
        title = tr("Face {number}", number=self.number)
        painter.drawText(inside, middle, title)
        x = inside.left() + metrics.horizontalAdvance(tr("Face {number}", number=88)) + GAP
        self._paint_verdict(painter, inside, max(x, inside.left() + 60))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect(room.adjusted(1, 1, -1, -1))

    def _paint_verdict(self, painter: QPainter, room: QRectF, x: float) -> None:
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        found, metrics = self._analysis, painter.fontMetrics()
        if found is None:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(room.adjusted(x - room.left(), 0, 0, 0), middle, tr("not judged yet"))
            return
        colour = verdict_colour(self.palette(), found.verdict)
        painter.setBrush(colour)
        paint_shape(painter, QRectF(x, room.center().y() - SHAPE / 2, SHAPE, SHAPE), found.verdict)
        scores = found.score_with_background, found.score_without_background
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        column = metrics.horizontalAdvance(">0.999")
        if found.status == "ok":
            for place, score in enumerate(reversed(scores)):
                part = room.adjusted(0, 0, -place * (column + GAP), 0)
                painter.drawText(part, right, score_text(score, short=True))
        painter.setPen(colour)
        left = x + SHAPE + GAP
        end = room.right() - (2 * (column + GAP) if found.status == "ok" else 0)
        word = metrics.elidedText(word_of(found), Qt.TextElideMode.ElideRight, int(end - left))
        painter.drawText(QRectF(left, room.top(), end - left, room.height()), middle, word)
