"""Learning curves as a widget: drawn on a worker's thread, read out by mouse or keys."""

from __future__ import annotations

import time
from collections.abc import Generator

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.style import is_dark
from gng_desktop.ui.training.curves import Curves, Look, Picture, curves_of, draw
from gng_desktop.ui.training.run_words import figures_of
from gng_desktop.ui.workers import JobRunner, Work

LEAST_S = 0.25
"""Between the beginnings of two drawings, s."""
SHARE = 4
"""A drawing that takes long is followed by a pause of so many times that, for the training."""
ACCENTS = {False: "#00734f", True: "#3ecf9f"}
"""Validation: a green that is neither verdict's colour; light and dark theme."""
TITLES = {
    "loss": QT_TR_NOOP("Loss"),
    "accuracy": QT_TR_NOOP("Accuracy"),
    "auc": QT_TR_NOOP("AUC"),
}
HINT = QT_TR_NOOP("The curves begin with the first epoch.")


class _Chart(QWidget):
    """The drawing, with a line where it is read."""

    def __init__(self, view: CurvesView) -> None:
        super().__init__()
        self._view = view
        self.picture: Picture | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(760, 260)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        picture, epoch = self.picture, self._view.read_epoch
        if picture is None:
            painter.setPen(self.palette().placeholderText().color())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), int(flags), tr(HINT))
        else:
            # As large as it was drawn: until the next one comes, that is the sharper of two ills.
            painter.drawImage(QPointF(0, 0), picture.image)
        if picture is not None and epoch is not None:
            painter.setPen(QPen(self.palette().text().color(), 1))
            for area in picture.plots:
                x = area.left() + area.width() * (epoch - picture.left) / (
                    picture.right - picture.left
                )
                painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        if self.hasFocus():
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._view.redraw()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._view.read_at(self._epoch_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        self._view.read_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._view.read_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._view.take_key(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _epoch_at(self, x: float) -> float | None:
        picture = self.picture
        for area in picture.plots if picture else ():
            if area.left() <= x <= area.right() and picture is not None:
                share = (x - area.left()) / area.width()
                return picture.left + share * (picture.right - picture.left)
        return None


class CurvesView(QWidget):
    """Loss, accuracy and AUC of a run, epoch by epoch, and a line with the figures of one epoch.

    Matplotlib is loaded when the first curves are shown.

    Attributes
    ----------
    runner : JobRunner
        Draws; to be closed with the window.
    drawings : int
        How many were shown so far.
    """

    def __init__(self) -> None:
        super().__init__()
        self.runner = JobRunner(self)
        self.drawings = 0
        self.read_epoch: int | None = None
        self._rows: list[dict[str, float | None]] = []
        self._best = 0
        self._trace: list[tuple[float, float]] = []
        self._drawn: tuple[Curves, Look] | None = None
        self._begun = 0.0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._draw)
        self.chart = _Chart(self)
        self.chart.setAccessibleName(tr("Learning curves"))
        self.chart.setToolTip(tr("Left and right keys read the figures of each epoch"))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.words.setMinimumWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.chart, 1)
        column.addWidget(self.words)
        self.runner.busy_changed.connect(self._on_busy)

    def show_course(
        self,
        rows: list[dict[str, float | None]],
        best_epoch: int,
        trace: list[tuple[float, float]],
    ) -> None:
        """Show the curves of a run.

        Parameters
        ----------
        rows : list of dict
            As in ``log.csv``.
        best_epoch : int
            0 for none.
        trace : list of (float, float)
            Of the loss in the epoch in course.
        """
        self._rows, self._best, self._trace = list(rows), best_epoch, list(trace)
        if self.read_epoch is not None and self.read_epoch > len(rows):
            self.read_epoch = None
        self._tell()
        self.redraw()

    def redraw(self) -> None:
        """Draw anew, soon."""
        if not self._rows and len(self._trace) < 2:
            self._wait.stop()
            self.runner.cancel()
            self._drawn = self.chart.picture = None
            self.chart.update()
        elif not self._wait.isActive() and not self.runner.busy:
            self._wait.start(max(0, round(1000 * (self._begun + LEAST_S - time.monotonic()))))

    @property
    def settled(self) -> bool:
        """Whether what is shown is drawn."""
        return not self._wait.isActive() and not self.runner.busy

    def read_at(self, place: float | None) -> None:
        """Tell the figures of the epoch nearest to `place`; None: of the last one."""
        epochs = [int(row.get("epoch") or 0) for row in self._rows]
        found = None
        if place is not None and epochs:
            found = min(epochs, key=lambda epoch: abs(epoch - place))
        if found != self.read_epoch:
            self.read_epoch = found
            self._tell()
            self.chart.update()

    def take_key(self, key: Qt.Key) -> bool:
        """Move the read-out by the arrow keys, Home and End; Escape ends it."""
        count, here = len(self._rows), self.read_epoch
        moves = {
            Qt.Key.Key_Left: count if here is None else max(1, here - 1),
            Qt.Key.Key_Right: 1 if here is None else min(count, here + 1),
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: count,
        }
        if key in moves and count:
            self.read_at(moves[key])
        elif key == Qt.Key.Key_Escape and here is not None:
            self.read_at(None)
        else:
            return False
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while this was hidden."""
        super().showEvent(event)
        self.redraw()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.redraw()

    # -- drawing ------------------------------------------------------------------------------

    def _look(self) -> Look:
        palette = self.palette()
        return Look(
            width=max(200, self.chart.width()),
            height=max(120, self.chart.height()),
            ratio=self.chart.devicePixelRatioF(),
            font=float(self.fontInfo().pixelSize()) * 0.9,
            ground=palette.base().color().name(),
            ink=palette.text().color().name(),
            grey=palette.placeholderText().color().name(),
            faint=palette.mid().color().name(),
            accent=ACCENTS[is_dark(palette)],
            training=tr("training"),
            validation=tr("validation"),
            best=tr("best epoch"),
            epoch=tr("Epoch"),
        )

    def _wanted(self) -> tuple[Curves, Look]:
        titles = {name: tr(title) for name, title in TITLES.items()}
        return curves_of(self._rows, self._best, self._trace, titles), self._look()

    def _draw(self) -> None:
        wanted = self._wanted()
        if wanted == self._drawn or not self.isVisible() or self.runner.busy:
            return
        self._drawn, self._begun = wanted, time.monotonic()
        self.runner.start(_drawing(*wanted), tr("The drawing"), self._on_drawn)

    def _on_drawn(self, picture: Picture) -> None:
        self.chart.picture = picture
        self.drawings += 1
        self.chart.update()

    def _on_busy(self, busy: bool) -> None:
        if busy or self._drawn is None:
            return
        # The training wants the processor too.
        took = time.monotonic() - self._begun
        self._begun = max(self._begun, self._begun + SHARE * took - LEAST_S)
        if self._wanted() != self._drawn:
            self.redraw()

    def _tell(self) -> None:
        """Say the figures of the epoch read, or of the last one."""
        count = len(self._rows)
        epoch = self.read_epoch or count
        if not count:
            self.words.clear()
            self.chart.setAccessibleDescription(tr(HINT))
            return
        told = figures_of(self._rows[min(epoch, count) - 1], epoch == self._best)
        self.words.setText(told)
        self.chart.setAccessibleDescription(told)


def _drawing(curves: Curves, look: Look) -> Work:
    def work() -> Generator[Picture, None, None]:
        yield draw(curves, look)

    return work
