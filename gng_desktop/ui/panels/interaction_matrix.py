"""What pairs of regions bring in together, as a coloured matrix for both classifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QLinearGradient,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gng_desktop.explain.catalogue import PALETTES
from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.paired_bars import SMALL, Row
from gng_desktop.ui.panels.signed_scale import side_colour, signed

if TYPE_CHECKING:
    from gng_desktop.explain.regions import RegionExplanation

    Regions = tuple[RegionExplanation, RegionExplanation]

DESCRIBED = 10
"""Pairs told to a screen reader."""
CELL, GAP, WIDE, BAR = 28.0, 14.0, 480, 10.0
STRONG = 0.25
"""Share of the scale from which a cell bears its sign."""


def joint_effects(found: RegionExplanation) -> NDArray[np.float64]:
    """Return (n, n): what each pair brings in together; on the diagonal, each region by itself.

    `RegionExplanation.interactions` has half of a pair's effect in either of its two cells.
    """
    matrix = 2 * found.interactions
    np.fill_diagonal(matrix, found.interactions.diagonal())
    return matrix


def strongest(regions: Regions | None, most: int) -> list[tuple[str, str, Row]]:
    """Return the two regions and the row of up to `most` pairs, the largest effect first."""
    found: dict[tuple[str, str], list[float | None]] = {}
    for place, one in enumerate(regions or ()):
        effects = joint_effects(one)
        for i, first in enumerate(one.players):
            for j in range(i):
                pair = (one.players[j], first)
                found.setdefault(pair, [None, None])[place] = float(effects[i, j])
    rows = [(a, b, (f"{a} × {b}", values[0], values[1])) for (a, b), values in found.items()]
    rows = [row for row in rows if _size(row[2]) > 1e-9]
    return sorted(rows, key=lambda row: -_size(row[2]))[:most]


def _size(row: Row) -> float:
    return max(abs(value or 0.0) for value in row[1:])


class InteractionMatrix(QWidget):
    """A coloured cell a pair, for both classifiers on one scale; rows and columns are numbered."""

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self._effects: list[NDArray[np.float64]] = []
        self._unit = "score"
        self._colours = PALETTES[0]
        # Not fixed: that would hold the height to the size hint's, whatever the width.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Interactions of all pairs of regions"))

    def show_regions(self, regions: Regions | None) -> None:
        """Show the effects of all pairs; None clears the matrix."""
        names = dict.fromkeys(name for found in regions or () for name in found.players)
        self._names = list(names)
        self._effects = []
        for found in regions or ():
            whole = np.full((len(names), len(names)), np.nan)
            place = [self._names.index(name) for name in found.players]
            whole[np.ix_(place, place)] = joint_effects(found)
            self._effects.append(whole)
        self._unit = regions[0].unit if regions else "score"
        told = [
            tr(
                "{first} × {second} {one} with, {two} without",
                first=tr(first),
                second=tr(second),
                one=signed(row[1], self._unit),
                two=signed(row[2], self._unit),
            )
            for first, second, row in strongest(regions, DESCRIBED)
        ]
        self.setAccessibleDescription("; ".join(told))
        self.updateGeometry()
        self.update()

    def use_palette(self, name: str) -> None:
        """Draw in the colours `name` of `gng_desktop.explain.catalogue.PALETTES`."""
        self._colours = name
        self.update()

    @property
    def limit(self) -> float:
        """Value at full colour, the same for both classifiers."""
        sizes = [float(np.nanmax(np.abs(effects))) for effects in self._effects]
        return max([1e-9, *sizes])

    # -- where things are ---------------------------------------------------------------------

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * SMALL)
        return font

    def _labels(self) -> float:
        """Return the width of the names of the rows."""
        metrics = QFontMetricsF(self._small())
        return max(metrics.horizontalAdvance(name) for name in self._numbered()) + 6

    def _numbered(self) -> list[str]:
        return [f"{tr(name)}  {number}" for number, name in enumerate(self._names, 1)]

    def _grids(self, width: float) -> list[QRectF]:
        """Return where the cells of both classifiers are, in a widget `width` px wide."""
        count, head = len(self._names), 2 * QFontMetricsF(self._small()).height() + 2
        beside = 2 if width >= WIDE else 1
        room = (width - self._labels() - (beside - 1) * GAP - 2) / beside
        side = max(4.0, min(CELL, room / count)) * count
        first = QRectF(self._labels(), head, side, side)
        if beside == 2:
            return [first, first.translated(side + GAP, 0)]
        return [first, first.translated(0, side + head + GAP)]

    def hasHeightForWidth(self) -> bool:
        """Tell that the matrices stand side by side only where there is room."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the matrices, one below the other if `width` is small."""
        if not self._names:
            return 0
        scale_height = GAP + BAR + 2 * QFontMetricsF(self._small()).height() + 6
        return round(self._grids(width)[-1].bottom() + scale_height)

    def sizeHint(self) -> QSize:
        """Return the size at a narrow panel's width."""
        return QSize(300, self.heightForWidth(300))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which cells can be told apart."""
        return QSize(220, 0)

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names, numbers and cells of both classifiers, and the scale."""
        if not self._names:
            return
        painter = QPainter(self)
        painter.setFont(self._small())
        grids = self._grids(self.width())
        words = (tr("with background"), tr("without background"))
        for index, (grid, effects, title) in enumerate(
            zip(grids, self._effects, words, strict=True)
        ):
            named = index == 0 or grid.left() == grids[0].left()
            self._paint_grid(painter, grid, effects, title, named)
        self._paint_scale(painter, grids[-1].bottom() + GAP)

    def _paint_grid(
        self,
        painter: QPainter,
        grid: QRectF,
        effects: NDArray[np.float64],
        title: str,
        named: bool,
    ) -> None:
        line = QFontMetricsF(self._small()).height()
        text, cell = self.palette().windowText().color(), grid.width() / len(self._names)
        centre = Qt.AlignmentFlag.AlignCenter
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(text)
        whole = QRectF(grid.left(), grid.top() - 2 * line - 2, self.width() - grid.left(), line)
        painter.drawText(whole, Qt.AlignmentFlag.AlignLeft, title)
        for i, name in enumerate(self._numbered()):
            painter.setPen(text)
            above = QRectF(grid.left() + i * cell - 10, grid.top() - line - 1, cell + 20, line)
            painter.drawText(above, centre, str(i + 1))
            if named:
                label = QRectF(0, grid.top() + i * cell + (cell - line) / 2, grid.left() - 5, line)
                painter.drawText(label, align, name)
            for j in range(len(self._names)):
                box = QRectF(grid.left() + j * cell, grid.top() + i * cell, cell, cell)
                self._paint_cell(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), effects[i, j])

    def _paint_cell(self, painter: QPainter, box: QRectF, value: float) -> None:
        if np.isnan(value):
            painter.setPen(self.palette().mid().color())
            painter.drawLine(box.topLeft(), box.bottomRight())
            return
        share = abs(value) / self.limit
        fill = self._mixed(value > 0, share)
        painter.fillRect(box, fill)
        if share >= STRONG and box.height() >= QFontMetricsF(self._small()).height() - 3:
            dark = fill.lightnessF() < 0.55
            painter.setPen(Qt.GlobalColor.white if dark else Qt.GlobalColor.black)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
            painter.drawText(box, flags, "+" if value > 0 else "−")

    def _mixed(self, toward: bool, share: float) -> QColor:
        ground = self.palette().base().color()
        full = side_colour(self.palette(), toward, self._colours)
        return QColor.fromRgbF(
            ground.redF() + (full.redF() - ground.redF()) * share,
            ground.greenF() + (full.greenF() - ground.greenF()) * share,
            ground.blueF() + (full.blueF() - ground.blueF()) * share,
        )

    def _paint_scale(self, painter: QPainter, top: float) -> None:
        line, left = QFontMetricsF(self._small()).height(), 2.0
        bar = QRectF(left, top, self.width() - 2 * left, BAR)
        ramp = QLinearGradient(bar.topLeft(), bar.topRight())
        ramp.setColorAt(0, self._mixed(False, 1))
        ramp.setColorAt(0.5, self._mixed(True, 0))
        ramp.setColorAt(1, self._mixed(True, 1))
        painter.fillRect(bar, ramp)
        painter.setPen(self.palette().windowText().color())
        numbers = (signed(-self.limit, self._unit), "0", signed(self.limit, self._unit))
        words = (tr("away from generated"), "", tr("toward generated"))
        for row, texts in enumerate((numbers, words)):
            place = QRectF(bar.left(), bar.bottom() + 2 + row * line, bar.width(), line)
            sides = (
                Qt.AlignmentFlag.AlignLeft,
                Qt.AlignmentFlag.AlignHCenter,
                Qt.AlignmentFlag.AlignRight,
            )
            for text, side in zip(texts, sides, strict=True):
                painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, text)

    # -- tooltips -------------------------------------------------------------------------------

    def tip_at(self, point: QPointF) -> str:
        """Return what the cell at `point` says, "" beside the cells."""
        if not self._names:
            return ""
        for step, grid in enumerate(self._grids(self.width())):
            if not grid.contains(point):
                continue
            cell = grid.width() / len(self._names)
            last = len(self._names) - 1
            i = min(last, int((point.y() - grid.top()) / cell))
            j = min(last, int((point.x() - grid.left()) / cell))
            value = self._effects[step][i, j]
            number = signed(None if np.isnan(value) else float(value), self._unit)
            first, second = tr(self._names[i]), tr(self._names[j])
            if i == j:
                return tr("{name} by itself {value}", name=first, value=number)
            return tr(
                "{first} × {second} together {value}", first=first, second=second, value=number
            )
        return ""

    def event(self, event: QEvent) -> bool:
        """Show the tooltip of the cell under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self.tip_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)
