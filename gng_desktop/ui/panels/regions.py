"""What each region of the face contributed: a reading in words and ranked bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gng_desktop.ui.panels.panel import Panel, paragraph
from gng_desktop.ui.style import emphasise, verdict_colour

if TYPE_CHECKING:
    from gng_desktop.explain.regions import RegionExplanation

    Regions = tuple[RegionExplanation, RegionExplanation]

NOTHING = (
    "Not explained by regions yet.\n\nChoose Regions as the method and press Explain (Ctrl+E): "
    "every combination of the face's regions and the background is scored, and each region's "
    "exact share in the score is shown here."
)
BAR, GAP = 9.0, 6.0


class RegionBars(QWidget):
    """Two bars a region, with and without background, ranked, on one scale around 0."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[str, float | None, float | None]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Contribution of each region")

    @property
    def rows(self) -> list[tuple[str, float | None, float | None]]:
        """Name, contribution with and without background; the largest first."""
        return self._rows

    def show_regions(self, regions: Regions | None) -> None:
        """Rank and show the regions of both classifiers; None clears the bars."""
        found = regions or ()
        tables: list[dict[str, float]] = [
            dict(zip(e.players, e.phi.tolist(), strict=True)) for e in found
        ]
        names = dict.fromkeys(name for table in tables for name in table)
        self._rows = [(name, tables[0].get(name), tables[1].get(name)) for name in names]
        self._rows.sort(key=lambda row: -max(abs(v or 0.0) for v in row[1:]))
        self.setAccessibleDescription(
            "; ".join(f"{n} {_signed(a)} with, {_signed(b)} without" for n, a, b in self._rows)
        )
        self.updateGeometry()
        self.update()

    def _line(self) -> float:
        return max(2 * BAR + GAP, self.fontMetrics().height() + GAP)

    def sizeHint(self) -> QSize:
        """Return room for a row a region."""
        return QSize(260, round(self._line() * len(self._rows)) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names, bars and numbers."""
        if not self._rows:
            return
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        names = max(metrics.horizontalAdvance(name) for name, *_ in self._rows) + 8
        number = metrics.horizontalAdvance("−0.000") + 6
        limit = max(abs(v or 0.0) for row in self._rows for v in row[1:]) or 1.0
        room = QRectF(names, 0, max(20.0, self.width() - names - number), self.height())
        zero = room.center().x()
        text = self.palette().windowText().color()
        small = self.font()
        small.setPointSizeF(small.pointSizeF() * 0.82)
        for index, (name, *values) in enumerate(self._rows):
            top = index * self._line()
            painter.setPen(text)
            painter.setFont(self.font())
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, names, self._line()), middle, name)
            painter.setFont(small)
            for step, value in enumerate(values):
                if value is None:
                    continue
                y = top + (self._line() - 2 * BAR - 1) / 2 + step * (BAR + 1)
                length = value / limit * room.width() / 2
                colour = verdict_colour(self.palette(), "generated" if value > 0 else "real")
                # The lower bar of a pair, without background, is paler.
                colour.setAlphaF(0.55 if step else 1.0)
                bar = QRectF(min(zero, zero + length), y, max(abs(length), 1.0), BAR)
                painter.fillRect(bar, colour)
                painter.setPen(text)
                place = QRectF(self.width() - number, y - 2, number, BAR + 4)
                painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, _signed(value))
        painter.setPen(self.palette().mid().color())
        painter.drawLine(round(zero), 0, round(zero), self.height())


class RegionsPanel(Panel):
    """The reading, the bars, the background's share, and what was merged."""

    def __init__(self) -> None:
        super().__init__("Regions")
        self.reading = paragraph()
        self.heading = QLabel("Contribution to the score")
        emphasise(self.heading)
        self.key = paragraph()
        self.bars = RegionBars()
        self.notes = paragraph()
        layout = self.column
        for widget in (self.reading, self.heading, self.key, self.bars, self.notes):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.show_regions(None, "")

    def show_regions(self, regions: Regions | None, reading: str) -> None:
        """Show what was found for both classifiers; None says how to find it."""
        self.reading.setText(reading if regions else NOTHING)
        self.bars.show_regions(regions)
        for widget in (self.heading, self.key, self.bars, self.notes):
            widget.setVisible(regions is not None)
        if regions is None:
            return
        first, second = regions
        self.key.setText(
            "Upper bar with background, lower without. Right, red: toward generated; left, blue: "
            f"away from it. Hidden: {first.baseline:.2f} and {second.baseline:.2f}; image: "
            f"{first.prediction:.2f} and {second.prediction:.2f}."
        )
        notes = list(dict.fromkeys(note for e in regions for note in e.notes))
        notes.insert(0, f"Background share with background: {first.background_share:.0%}.")
        self.notes.setText("\n".join(notes))


def _signed(value: float | None) -> str:
    return "—" if value is None else f"{value:+.3f}".replace("-", "−")
