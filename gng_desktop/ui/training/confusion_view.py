"""A confusion matrix: true class by row, found class by column, shaded by the share of its row."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gng_desktop.ui.language import tr
from gng_desktop.ui.style import is_dark

if TYPE_CHECKING:
    from gng_desktop.training.tested import Confusion

SMALL, GAP = 0.85, 4.0
LARGE_CELL, SMALL_CELL = 84.0, 23.0
FEW = 5
"""Up to so many classes have large cells, with the count in them."""
FROM = 0.005
"""Shares below are not written."""


class ConfusionView(QWidget):
    """Cells with counts, or with shares of the true class where there are many classes."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Confusion | None = None
        self.setAccessibleName(tr("Confusion matrix"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_matrix(self, found: Confusion | None) -> None:
        """Show `found`; None clears the view."""
        self._found = found
        told = []
        if found is not None:
            size = range(len(found.classes))
            told = [self.told(n, m) for n in size for m in size if found.counts[n, m]]
        self.setAccessibleDescription("; ".join(told))
        self.updateGeometry()
        self.update()

    def told(self, row: int, column: int) -> str:
        """Return a cell in words."""
        found = self._found
        assert found is not None
        true, named = (tr(found.classes[n]) for n in (row, column))
        count, total = int(found.counts[row, column]), int(found.counts[row].sum())
        share = count / total if total else 0.0
        if found.unit == "pixels":
            return tr(
                "{share:.1%} of the pixels of {true} were found to be {named}",
                share=share,
                true=true,
                named=named,
            )
        return tr(
            "{count:,} of {total:,} images that are {true} were called {named} ({share:.1%})",
            count=count,
            total=total,
            true=true,
            named=named,
            share=share,
        )

    # -- geometry ---------------------------------------------------------------------------

    def _cell(self) -> float:
        few = self._found is not None and len(self._found.classes) <= FEW
        return LARGE_CELL if few else SMALL_CELL

    def _font(self) -> QFont:
        font = QFont(self.font())
        if self._cell() == SMALL_CELL:
            font.setPointSizeF(font.pointSizeF() * SMALL)
        return font

    def _names(self) -> float:
        """Return the width of the widest name."""
        metrics = QFontMetricsF(self._font())
        names = self._found.classes if self._found else ()
        return max((metrics.horizontalAdvance(tr(name)) for name in names), default=0.0) + 2 * GAP

    def _corner(self) -> QPointF:
        """Return where the cells begin: below the names of the columns, beside those of rows."""
        line = QFontMetricsF(self._font()).height()
        upright = self._cell() == LARGE_CELL
        return QPointF(
            line + GAP + self._names(), 2 * line + GAP if upright else line + self._names()
        )

    def sizeHint(self) -> QSize:
        """Return room for all cells and names."""
        if self._found is None:
            return QSize(0, 0)
        side, corner = len(self._found.classes) * self._cell(), self._corner()
        return QSize(math.ceil(corner.x() + side + 2), math.ceil(corner.y() + side + 2))

    def minimumSizeHint(self) -> QSize:
        """Return the same: cells cannot shrink."""
        return self.sizeHint()

    # -- painting ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names, cells and numbers."""
        if self._found is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        self._paint_names(painter)
        shares, cell, corner = self._found.shares(), self._cell(), self._corner()
        size = len(self._found.classes)
        for row in range(size):
            for column in range(size):
                place = QPointF(corner.x() + column * cell, corner.y() + row * cell)
                self._paint_cell(
                    painter,
                    QRectF(place.x(), place.y(), cell, cell),
                    row,
                    column,
                    float(shares[row, column]),
                )
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().highlight().color(), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)

    def _paint_cell(
        self, painter: QPainter, box: QRectF, row: int, column: int, share: float
    ) -> None:
        assert self._found is not None
        dark = is_dark(self.palette())
        fill = QColor("#8ab4e0" if dark else "#1f4f80")
        # An empty row says nothing, and has no share.
        fill.setAlphaF(0.0 if math.isnan(share) else 0.04 + 0.9 * share)
        painter.fillRect(box, fill)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().mid().color(), 1.6 if row == column else 0.6))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if math.isnan(share):
            return
        deep = share > 0.45
        painter.setPen(
            QColor("#ffffff" if not dark else "#111315")
            if deep
            else self.palette().windowText().color()
        )
        if self._cell() == LARGE_CELL:
            lines = f"{self._found.counts[row, column]:,}\n{share:.1%}"
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, lines)
        elif share >= FROM:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{100 * share:.0f}")

    def _paint_names(self, painter: QPainter) -> None:
        assert self._found is not None
        cell, corner, names = self._cell(), self._corner(), self._names()
        line = QFontMetricsF(self._font()).height()
        side = len(self._found.classes) * cell
        painter.setPen(self.palette().placeholderText().color())
        painter.drawText(
            QRectF(corner.x(), 0, side, line), Qt.AlignmentFlag.AlignCenter, tr("found")
        )
        painter.save()
        painter.translate(0, corner.y() + side)
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, side, line), Qt.AlignmentFlag.AlignCenter, tr("true"))
        painter.restore()
        painter.setPen(self.palette().windowText().color())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for n, name in enumerate(self._found.classes):
            y = corner.y() + n * cell
            painter.drawText(QRectF(line, y, corner.x() - line - GAP, cell), right, tr(name))
            x = corner.x() + n * cell
            if cell == LARGE_CELL:
                box = QRectF(x, line, cell, line)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr(name))
                continue
            painter.save()
            painter.translate(x, corner.y())
            painter.rotate(-90)
            painter.drawText(QRectF(GAP, 0, names, cell), left, tr(name))
            painter.restore()

    # -- reading out ------------------------------------------------------------------------

    def cell_at(self, place: QPoint) -> tuple[int, int] | None:
        """Return row and column of the cell at `place`; None outside of the cells."""
        if self._found is None:
            return None
        corner, cell, size = self._corner(), self._cell(), len(self._found.classes)
        column = math.floor((place.x() - corner.x()) / cell)
        row = math.floor((place.y() - corner.y()) / cell)
        return (row, column) if 0 <= row < size and 0 <= column < size else None

    def event(self, event: QEvent) -> bool:
        """Show the tooltip of the cell under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self.cell_at(event.pos())
            QToolTip.showText(event.globalPos(), self.told(*cell) if cell else "", self)
            return True
        return super().event(event)
