"""A small line plot: series told apart by dash and marker, decision zones, and a read-out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gng_desktop.ui.panels.badge import paint_shape
from gng_desktop.ui.style import verdict_colour, zone_colour

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Verdict

Marker = Literal["square", "open square", "cross"]
"""None of them is the shape of a verdict."""

HEIGHT = 120.0
"""Of the plotted area, px."""
GAP = 4.0
SAMPLE = 26.0
MARK = 10.0
POINT = 3.5
INSET = 10.0
"""How far the ends of the x axis lie inside the plotted area, px."""
SMALL = 0.85


@dataclass(frozen=True)
class Series:
    """One line of a chart.

    Attributes
    ----------
    name : str
        For the legend.
    points : sequence of (float, float or None)
        x, ascending, and y; None leaves a gap.
    dash : Qt.PenStyle
    marker : {"square", "open square", "cross"}
    levels : sequence of float
        y of thin lines across the chart in the dash of the series: its own thresholds.
    """

    name: str
    points: Sequence[tuple[float, float | None]]
    dash: Qt.PenStyle = Qt.PenStyle.SolidLine
    marker: Marker = "square"
    levels: Sequence[float] = ()


@dataclass(frozen=True)
class Zone:
    """A shaded band between two y, named at the right; the colour is that of a verdict."""

    low: float
    high: float
    verdict: Verdict | None
    name: str


@dataclass(frozen=True)
class Chart:
    """What a `LinePlot` shows.

    Attributes
    ----------
    series : sequence of Series
    x_ticks, y_ticks : sequence of (float, str)
        Places and labels; the first and the last are the ends of the axis. At least two.
    zones : sequence of Zone
    marks : mapping of float to Verdict or None
        By x, the verdict whose shape is drawn below the axis.
    notes : mapping of float to str
        By x, what the read-out says there.
    legend : bool
        Whether to name the series above the plot.
    """

    series: Sequence[Series]
    x_ticks: Sequence[tuple[float, str]]
    y_ticks: Sequence[tuple[float, str]] = ((0.0, "0"), (0.5, "0.5"), (1.0, "1"))
    zones: Sequence[Zone] = ()
    marks: Mapping[float, Verdict | None] = field(default_factory=dict)
    notes: Mapping[float, str] = field(default_factory=dict)
    legend: bool = True


class LinePlot(QWidget):
    """Shows a `Chart`. Pointing at it, or the arrow keys, read out what lies at an x.

    Parameters
    ----------
    name : str
        For assistive technology, which is told every note besides.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._read: float | None = None
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    @property
    def read_out(self) -> str:
        """The note at the x that is pointed at, or ""."""
        if self._chart is None or self._read is None:
            return ""
        return self._chart.notes.get(self._read, "")

    def show_chart(self, chart: Chart | None) -> None:
        """Show `chart`; None clears the plot."""
        self._chart = chart
        if chart is None or self._read not in chart.notes:
            self._read = None
        self.setAccessibleDescription("; ".join(chart.notes.values()) if chart else "")
        self.updateGeometry()
        self.update()

    # -- geometry -----------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return room for the legend, the plotted area, tick labels and marks."""
        chart = self._chart
        line = QFontMetricsF(self._small_font()).height()
        rows = line * len(chart.series) + GAP if chart and chart.legend else 0.0
        marks = MARK + GAP if chart and chart.marks else 0.0
        return QSize(280, round(rows + 2 * GAP + HEIGHT + line + 3 * GAP + marks))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which ticks can be told apart."""
        return QSize(200, self.sizeHint().height())

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * SMALL)
        return font

    def _area(self, chart: Chart) -> QRectF:
        """Return the plotted area."""
        metrics = QFontMetricsF(self._small_font())
        left = max(metrics.horizontalAdvance(label) for _, label in chart.y_ticks) + 2 * GAP
        names = [metrics.horizontalAdvance(zone.name) for zone in chart.zones]
        right = max(names, default=0.0) + 2 * GAP
        first, last = (
            metrics.horizontalAdvance(label) / 2 + 1 - INSET
            for label in (chart.x_ticks[0][1], chart.x_ticks[-1][1])
        )
        left, right = max(left, first), max(right, last)
        rows = metrics.height() * len(chart.series) + GAP if chart.legend else 0.0
        top = 2 * GAP + rows
        return QRectF(left, top, max(20.0, self.width() - left - right), HEIGHT)

    def _x(self, chart: Chart, area: QRectF, x: float) -> float:
        first, last = chart.x_ticks[0][0], chart.x_ticks[-1][0]
        inner = area.adjusted(INSET, 0, -INSET, 0)
        return inner.left() + (x - first) / (last - first) * inner.width()

    def _y(self, chart: Chart, area: QRectF, y: float) -> float:
        first, last = chart.y_ticks[0][0], chart.y_ticks[-1][0]
        return area.bottom() - (y - first) / (last - first) * area.height()

    # -- reading out --------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read out the nearest x."""
        chart = self._chart
        if chart is None or not chart.notes:
            return
        area, spot = self._area(chart), event.position()
        nearest = min(chart.notes, key=lambda x: abs(self._x(chart, area, x) - spot.x()))
        self._read_at(nearest)

    def leaveEvent(self, event: QEvent) -> None:
        """Stop reading out."""
        self._read_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop reading out."""
        self._read_at(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the read-out by the arrow keys, Home and End; Escape ends it."""
        chart = self._chart
        places = sorted(chart.notes) if chart else []
        key = Qt.Key(event.key())
        if chart is None or not places:
            super().keyPressEvent(event)
            return
        here = places.index(self._read) if self._read in places else None
        moves = {
            Qt.Key.Key_Left: 0 if here is None else max(0, here - 1),
            Qt.Key.Key_Right: 0 if here is None else min(len(places) - 1, here + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(places) - 1,
        }
        if key in moves:
            self._read_at(places[moves[key]])
        elif key == Qt.Key.Key_Escape and here is not None:
            self._read_at(None)
        else:
            super().keyPressEvent(event)

    def _read_at(self, x: float | None) -> None:
        if x != self._read:
            self._read = x
            self.update()

    # -- painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint zones, axes, lines, marks and legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small_font())
        chart = self._chart
        if chart is not None:
            area = self._area(chart)
            self._paint_zones(painter, chart, area)
            self._paint_axes(painter, chart, area)
            for series in chart.series:
                self._paint_series(painter, chart, area, series)
            self._paint_marks(painter, chart, area)
            if chart.legend:
                self._paint_legend(painter, chart)
            if self._read is not None:
                self._paint_read_out(painter, chart, area, self._read)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().highlight().color(), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)

    def _paint_zones(self, painter: QPainter, chart: Chart, area: QRectF) -> None:
        line = painter.fontMetrics().height()
        painter.setPen(self.palette().windowText().color())
        for zone in chart.zones:
            top, bottom = self._y(chart, area, zone.high), self._y(chart, area, zone.low)
            band = QRectF(area.left(), top, area.width(), bottom - top)
            painter.fillRect(band, zone_colour(self.palette(), zone.verdict))
            # A narrow zone's name may stand out of it, but not out of the plot.
            middle = min(max(band.center().y(), area.top() + line / 3), area.bottom() - line / 3)
            room = QRectF(area.right() + GAP, middle - line / 2, self.width(), line)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, zone.name
            )

    def _paint_axes(self, painter: QPainter, chart: Chart, area: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        grey, text = self.palette().mid().color(), self.palette().placeholderText().color()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(grey, 1))
        painter.drawRect(area)
        painter.setPen(text)
        for value, label in chart.y_ticks:
            y = self._y(chart, area, value)
            painter.drawLine(QPointF(area.left() - 3, y), QPointF(area.left(), y))
            room = QRectF(0, y - metrics.height() / 2, area.left() - GAP, metrics.height())
            painter.drawText(
                room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label
            )
        free = -GAP
        for value, label in chart.x_ticks:
            x = self._x(chart, area, value)
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3))
            width = metrics.horizontalAdvance(label)
            # A label without room gives way; the read-out has them all.
            if x - width / 2 >= free + GAP:
                room = QRectF(x - width / 2, area.bottom() + GAP, width + 1, metrics.height())
                painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, label)
                free = room.right()

    def _paint_series(self, painter: QPainter, chart: Chart, area: QRectF, series: Series) -> None:
        ink = self.palette().windowText().color()
        thin = self.palette().placeholderText().color()
        painter.setPen(QPen(thin, 0.8, series.dash))
        for level in series.levels:
            y = self._y(chart, area, level)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        spots = [
            None if y is None else QPointF(self._x(chart, area, x), self._y(chart, area, y))
            for x, y in series.points
        ]
        painter.setPen(QPen(ink, 1.4, series.dash))
        for start, end in zip(spots, spots[1:], strict=False):
            if start is not None and end is not None:
                painter.drawLine(start, end)
        for spot in spots:
            if spot is not None:
                self._paint_point(painter, spot, series.marker)

    def _paint_point(self, painter: QPainter, spot: QPointF, marker: Marker) -> None:
        ink = self.palette().windowText().color()
        reach = QPointF(POINT, POINT)
        painter.setPen(QPen(ink, 1.4))
        if marker == "cross":
            painter.drawLine(spot - reach, spot + reach)
            painter.drawLine(spot + QPointF(-POINT, POINT), spot + QPointF(POINT, -POINT))
            return
        painter.setBrush(ink if marker == "square" else self.palette().window().color())
        painter.drawRect(QRectF(spot - reach, spot + reach))

    def _paint_marks(self, painter: QPainter, chart: Chart, area: QRectF) -> None:
        top = area.bottom() + 2 * GAP + QFontMetricsF(painter.font()).height()
        for x, verdict in chart.marks.items():
            painter.setBrush(verdict_colour(self.palette(), verdict))
            place = QRectF(self._x(chart, area, x) - MARK / 2, top, MARK, MARK)
            paint_shape(painter, place, verdict)

    def _paint_read_out(self, painter: QPainter, chart: Chart, area: QRectF, x: float) -> None:
        """Draw a line at `x` and its note, in the half of the plot that the points leave free."""
        place = self._x(chart, area, x)
        painter.setPen(QPen(self.palette().windowText().color(), 1))
        painter.drawLine(QPointF(place, area.top()), QPointF(place, area.bottom()))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        room = QRectF(0, 0, self.width() - 6 * GAP, 1e4)
        needed = painter.boundingRect(room, flags, self.read_out)
        box = QRectF(0, 0, needed.width() + 2 * GAP, needed.height() + GAP)
        left = min(max(GAP, place - box.width() / 2), self.width() - box.width() - GAP)
        heights = [
            self._y(chart, area, y)
            for series in chart.series
            for at, y in series.points
            if at == x and y is not None
        ]
        high = not heights or sum(heights) / len(heights) < area.center().y()
        box.moveTo(left, area.bottom() - GAP - box.height() if high else area.top() + GAP)
        painter.setPen(QPen(self.palette().mid().color(), 1))
        painter.setBrush(self.palette().toolTipBase().color())
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(self.palette().toolTipText().color())
        painter.drawText(box.adjusted(GAP, GAP / 2, -GAP + 1, 0), flags, self.read_out)

    def _paint_legend(self, painter: QPainter, chart: Chart) -> None:
        line = QFontMetricsF(painter.font()).height()
        ink = self.palette().windowText().color()
        for row, series in enumerate(chart.series):
            y = GAP + (row + 0.5) * line
            left, right = QPointF(GAP, y), QPointF(GAP + SAMPLE, y)
            painter.setPen(QPen(ink, 1.4, series.dash))
            painter.drawLine(left, right)
            self._paint_point(painter, (left + right) / 2, series.marker)
            painter.setPen(ink)
            start = right.x() + 2 * GAP
            room = QRectF(start, y - line / 2, self.width() - start, line)
            name = painter.fontMetrics().elidedText(
                series.name, Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
