"""The 14 classes: colour, name, share of the pixels, contribution, and whether they are drawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QSlider, QWidget

from gng_desktop.charts import contributions
from gng_desktop.imaging.labels import BACKGROUND, CLASSES, PALETTES
from gng_desktop.ui.kit.language import local, number, tr
from gng_desktop.ui.kit.style import emphasise
from gng_desktop.ui.panes.scene import OverlayLook

SWATCH = 12
COLUMNS = 2
"""Where there is room for as many; one where there is not."""
MARGIN, GAP, BETWEEN = 8, 4, 10
"""Beside all columns, within and between them, px."""
Contributions = Mapping[str, tuple[str, float | None, float | None]]
"""By class: the region it was counted with, and that region's Shapley values with and without
background; None where it did not take part."""


class Legend(QWidget):
    """Check boxes for the classes and a slider for the overlay's opacity."""

    changed = Signal()  # the overlay is to be drawn in another way: see `look`

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[QCheckBox] = []
        self._shares: list[QLabel] = []
        self._regions: Mapping[str, float] = {}
        self._contributions: Contributions = {}
        self._palette = "mut1ny"
        self.opacity_slider = QSlider(Qt.Orientation.Horizontal)
        self.opacity_slider.setRange(0, 100)
        self.opacity_slider.setValue(50)
        self.opacity_slider.setAccessibleName(tr("Opacity of the overlay, percent"))
        self.opacity_slider.valueChanged.connect(self._on_opacity)
        self._percent = QLabel("50 %")
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("100 %"))
        self.outlines = QCheckBox(tr("Outlines"))
        self.outlines.setToolTip(tr("Draw the borders of the classes instead of their areas"))
        self.outlines.toggled.connect(self.changed)

        self._columns = 0
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(MARGIN, 2, MARGIN, 4)
        grid.setVerticalSpacing(1)
        grid.setHorizontalSpacing(GAP)
        head = QHBoxLayout()
        head.setSpacing(10)
        title = QLabel(tr("Overlay"))
        emphasise(title)
        for widget, stretch in ((title, 0), (self.opacity_slider, 1), (self._percent, 0)):
            head.addWidget(widget, stretch)
        head.addWidget(self.outlines)
        grid.addLayout(head, 0, 0, 1, 2 * COLUMNS + 1)
        for index, name in enumerate(CLASSES):
            box = QCheckBox(tr(name))
            box.setIconSize(QSize(SWATCH, SWATCH))
            box.setChecked(index != BACKGROUND)
            box.setAccessibleName(tr("Show {name} in the overlay", name=tr(name)))
            box.toggled.connect(self.changed)
            share = QLabel()
            share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.boxes.append(box)
            self._shares.append(share)
        self._place(COLUMNS)
        self.use_palette(self._palette)
        self.show_regions({})

    # -- how many columns there is room for --------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(1), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        self._place(COLUMNS if self._width(COLUMNS) <= self.width() else 1)

    def _width(self, columns: int) -> int:
        """Return what so many columns take, px."""
        rows, total = -(-len(CLASSES) // columns), 2 * MARGIN + (columns - 1) * (BETWEEN + 2 * GAP)
        for first in range(0, len(CLASSES), rows):
            for widgets in (self.boxes, self._shares):
                total += max(w.sizeHint().width() for w in widgets[first : first + rows])
        return total + columns * GAP

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns, rows = columns, -(-len(CLASSES) // columns)
        for index, (box, share) in enumerate(zip(self.boxes, self._shares, strict=True)):
            column = 3 * (index // rows)
            self._grid.addWidget(box, 1 + index % rows, column)
            self._grid.addWidget(share, 1 + index % rows, column + 1)
        self._grid.setColumnMinimumWidth(2, BETWEEN * (columns - 1))
        for column in range(2):
            self._grid.setColumnStretch(3 * column, int(column < columns))

    @property
    def look(self) -> OverlayLook:
        """How the overlay is to be drawn; the background never is."""
        hidden = frozenset(i for i, box in enumerate(self.boxes) if not box.isChecked())
        opacity = self.opacity_slider.value() / 100
        return OverlayLook(opacity, hidden, self.outlines.isChecked(), self._palette)

    def use_palette(self, name: str) -> None:
        """Use the class colours `name` of `gng_desktop.imaging.labels.PALETTES`."""
        self._palette = name
        for box, colour in zip(self.boxes, PALETTES[name].tolist(), strict=True):
            box.setIcon(_swatch(QColor(*colour)))
        self.changed.emit()

    def show_regions(self, regions: Mapping[str, float]) -> None:
        """Show each present class's share (0..1) of the pixels; absent classes go grey."""
        self._regions, self._contributions = regions, {}
        self._write()

    def show_contributions(self, contributions: Contributions) -> None:
        """Show, beside its share, what each region contributed with background."""
        self._contributions = contributions
        self._write()

    def solo(self, names: Collection[str]) -> None:
        """Draw the classes `names` alone; all of them if none of these can be drawn."""
        drawable = {n: b for n, b in zip(CLASSES, self.boxes, strict=True) if b.isEnabled()}
        chosen = [name for name in drawable if name in names] or list(drawable)
        blockers = [QSignalBlocker(box) for box in drawable.values()]
        for name, box in drawable.items():
            box.setChecked(name in chosen)
        del blockers
        self.changed.emit()

    def _write(self) -> None:
        for name, box, label in zip(CLASSES, self.boxes, self._shares, strict=True):
            share = self._regions.get(name)
            # The overlay never colours the background: there is nothing to show or hide.
            box.setEnabled(share is not None and name != CLASSES[BACKGROUND])
            label.setEnabled(share is not None)
            region, first, second = self._contributions.get(name, (name, None, None))
            shown = "" if first is None else signed(first)
            if shown and region != name:  # counted together with another class
                shown = f"({shown})"
            label.setText("  ".join(filter(None, (share_text(share), shown))))
            tip = tr("not in this image") if share is None else share_text(share)
            if name in self._contributions:
                tip = tr(
                    "{share} of the pixels; contribution of the region “{region}” {first} with "
                    "background, {second} without",
                    share=share_text(share),
                    region=tr(region),
                    first=signed(first),
                    second=signed(second),
                )
            for widget in (box, label):
                widget.setToolTip(f"{tr(name)}: {tip}")
        self._fit()

    def _on_opacity(self, value: int) -> None:
        self._percent.setText(f"{value} %")
        self.changed.emit()


def share_text(share: float | None) -> str:
    """Return a share, 0..1, as a percentage; a trace must not read as none at all."""
    if share is None:
        return ""
    return local("<0.1 %") if share < 0.0005 else f"{number(100 * share, '.1f')} %"


def signed(value: float | None) -> str:
    """Return a contribution with its sign, a dash for none."""
    return local(contributions.signed(value, "log-odds"))


def _swatch(colour: QColor) -> QIcon:
    """Return a framed square in `colour`, the same when the box is greyed out."""
    pixmap = QPixmap(SWATCH, SWATCH)
    pixmap.fill(colour)
    painter = QPainter(pixmap)
    painter.setPen(QColor(128, 128, 128))
    painter.drawRect(0, 0, SWATCH - 1, SWATCH - 1)
    painter.end()
    swatch = QIcon(pixmap)
    swatch.addPixmap(pixmap, QIcon.Mode.Disabled)
    return swatch
