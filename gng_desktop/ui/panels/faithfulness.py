"""Do the maps show what moves the scores? Deletion and insertion curves beside chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.paired_bars import SMALL
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.style import emphasise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gng_desktop.explain.faithfulness import Faithfulness

NOTHING = QT_TR_NOOP(
    "Not tested yet.\n\nExplain the image, then press Test maps (Ctrl+T): the pixels a map calls "
    "important are hidden first (deletion) and shown first (insertion), and the score is followed."
)
HOW = QT_TR_NOOP(
    "Solid: the map's order of pixels; dashed: chance, the same map turned and shifted at random. "
    "A faithful map falls faster where pixels are hidden and rises faster where they are shown. "
    "Support is the score, or 1 − score where hiding the image raises the score."
)
PLOT = 96.0
LEAST_WIDTH = 130


class CurvePlot(QWidget):
    """Deletion above, insertion below; solid the map, dashed chance; both axes from 0 to 1."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._found: Faithfulness | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * SMALL)
        return font

    def _height(self) -> float:
        """Return the height of one plot with its title, ticks and label."""
        return PLOT + 3 * QFontMetricsF(self._small()).height() + 14

    def sizeHint(self) -> QSize:
        """Return room for two small plots, each with title and axes."""
        return QSize(160, round(2 * self._height()))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which the curves can be told apart."""
        return QSize(LEAST_WIDTH, self.sizeHint().height())

    def show_curves(self, found: Faithfulness) -> None:
        """Show the curves of `found`."""
        self._found = found
        self.setAccessibleDescription(numbers(found))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both plots."""
        if self._found is None:
            return
        found, painter = self._found, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        plots = (
            (tr("hidden first"), tr("% hidden"), found.deletion, found.random_deletion),
            (tr("shown first"), tr("% shown"), found.insertion, found.random_insertion),
        )
        for index, (title, label, own, random) in enumerate(plots):
            place = QRectF(0, index * self._height(), self.width(), self._height())
            box = self._paint_axes(painter, place, title, label)
            text = self.palette().windowText().color()
            for curve, style in ((random, Qt.PenStyle.DashLine), (own, Qt.PenStyle.SolidLine)):
                painter.setPen(QPen(text, 1.6, style))
                painter.drawPolyline(_polyline(found.fractions, curve, box))

    def _paint_axes(self, painter: QPainter, place: QRectF, title: str, label: str) -> QRectF:
        """Paint frame, title, ticks and labels; return where the curves go."""
        metrics = QFontMetricsF(self._small())
        line = metrics.height()
        left = metrics.horizontalAdvance("0.5") + line + 9
        right = metrics.horizontalAdvance("100") / 2 + 1
        box = QRectF(place.left() + left, place.top() + line + 3, 0, PLOT)
        box.setRight(place.right() - right)
        text, faint = self.palette().windowText().color(), self.palette().mid().color()
        centre = Qt.AlignmentFlag.AlignCenter
        for share in (0.0, 0.5, 1.0):
            x, y = box.left() + share * box.width(), box.bottom() - share * box.height()
            painter.setPen(QPen(faint, 0.8))
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom() + 3))
            painter.drawLine(QPointF(box.left() - 3, y), QPointF(box.right(), y))
            painter.setPen(text)
            painter.drawText(
                QRectF(x - 30, box.bottom() + 3, 60, line), centre, f"{share:.0%}"[:-1]
            )
            room = QRectF(box.left() - 65, y - line / 2, 60, line)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, align, f"{share:g}")
        painter.drawText(QRectF(box.left(), place.top(), box.width(), line), centre, title)
        under = QRectF(box.left(), box.bottom() + 3 + line, box.width(), line)
        painter.drawText(under, centre, label)
        painter.save()
        painter.translate(place.left() + line / 2, box.center().y())
        painter.rotate(-90)
        painter.drawText(QRectF(-PLOT / 2, -line / 2, PLOT, line), centre, tr("support"))
        painter.restore()
        return box


class FaithfulnessView(QWidget):
    """The curves and numbers of both maps, side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.hint = paragraph()
        self.words = [paragraph() for _ in range(2)]
        names = (tr("Map with background"), tr("Map without background"))
        self.plots = [CurvePlot(name) for name in names]
        self._pair = QWidget()
        grid = QGridLayout(self._pair)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        for column, (name, plot, words) in enumerate(
            zip(names, self.plots, self.words, strict=True)
        ):
            heading = QLabel(name)
            heading.setWordWrap(True)
            heading.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
            emphasise(heading)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            for row, widget in enumerate((heading, plot, words)):
                grid.addWidget(widget, row, column)
            grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.hint)
        layout.addWidget(self._pair)
        self.show_tested(None)

    def show_tested(self, pair: tuple[Faithfulness, Faithfulness] | None) -> None:
        """Show both results; None says how to get them."""
        self.hint.setText(tr(NOTHING) if pair is None else tr(HOW))
        self._pair.setVisible(pair is not None)
        for plot, words, found in zip(self.plots, self.words, pair or (), strict=False):
            plot.show_curves(found)
            words.setText(numbers(found))


def numbers(found: Faithfulness) -> str:
    """Return the areas of the map and of chance, the gain, and what support means, in words."""
    if found.toward > 0:
        return tr(
            "Area hidden first {deletion} (chance {random_deletion}), shown first {insertion} "
            "(chance {random_insertion}); gain over chance {gain}, in log-odds {gain_log_odds}. "
            "Support: score.",
            **_areas(found),
        )
    return tr(
        "Area hidden first {deletion} (chance {random_deletion}), shown first {insertion} "
        "(chance {random_insertion}); gain over chance {gain}, in log-odds {gain_log_odds}. "
        "Support: 1 − score.",
        **_areas(found),
    )


def _areas(found: Faithfulness) -> dict[str, str]:
    return {
        "deletion": f"{found.deletion_auc:.2f}",
        "random_deletion": f"{found.random_deletion_auc:.2f}",
        "insertion": f"{found.insertion_auc:.2f}",
        "random_insertion": f"{found.random_insertion_auc:.2f}",
        "gain": f"{found.gain:+.2f}".replace("-", "−"),
        "gain_log_odds": f"{found.gain_log_odds:+.2f}".replace("-", "−"),
    }


def _polyline(x: NDArray[np.float64], y: NDArray[np.float64], box: QRectF) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(box.x() + a * box.width(), box.bottom() - b * box.height())
            for a, b in zip(x.tolist(), y.tolist(), strict=True)
        ]
    )
