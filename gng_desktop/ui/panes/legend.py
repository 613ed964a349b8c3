"""The 14 classes: colour, name, share of the pixels, and whether the overlay shows them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QSlider, QWidget

from gng_desktop.imaging.labels import BACKGROUND, CLASSES, COLOURS
from gng_desktop.ui.style import emphasise

SWATCH = 12
COLUMNS = 2


class Legend(QWidget):
    """Check boxes for the classes and a slider for the overlay's opacity.

    Signals
    -------
    changed
        A class was shown or hidden, or the opacity changed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[QCheckBox] = []
        self._shares: list[QLabel] = []
        self.opacity_slider = QSlider(Qt.Orientation.Horizontal)
        self.opacity_slider.setRange(0, 100)
        self.opacity_slider.setValue(50)
        self.opacity_slider.setAccessibleName("Opacity of the overlay, percent")
        self.opacity_slider.valueChanged.connect(self._on_opacity)
        self._percent = QLabel("50 %")
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("100 %"))

        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.setHorizontalSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        title = QLabel("Overlay opacity")
        emphasise(title)
        head.addWidget(title)
        head.addWidget(self.opacity_slider, 1)
        head.addWidget(self._percent)
        grid.addLayout(head, 0, 0, 1, 2 * COLUMNS + 1)
        rows = -(-len(CLASSES) // COLUMNS)
        for index, name in enumerate(CLASSES):
            box = QCheckBox(name)
            box.setIcon(_swatch(index))
            box.setIconSize(QSize(SWATCH, SWATCH))
            box.setChecked(index != BACKGROUND)
            box.setAccessibleName(f"Show {name} in the overlay")
            box.toggled.connect(self.changed)
            share = QLabel()
            share.setMinimumWidth(share.fontMetrics().horizontalAdvance("<0.1 %"))
            share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            column = 3 * (index // rows)
            grid.addWidget(box, 1 + index % rows, column)
            grid.addWidget(share, 1 + index % rows, column + 1)
            self.boxes.append(box)
            self._shares.append(share)
        grid.setColumnMinimumWidth(2, 12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(3, 1)
        self.show_regions({})

    @property
    def hidden(self) -> frozenset[int]:
        """Ids of the classes that the overlay leaves out; always the background."""
        return frozenset(i for i, box in enumerate(self.boxes) if not box.isChecked())

    @property
    def opacity(self) -> float:
        """Opacity of the overlay, 0..1."""
        return self.opacity_slider.value() / 100

    def show_regions(self, regions: dict[str, float]) -> None:
        """Show each present class's share (0..1) of the pixels; absent classes go grey."""
        for name, box, label in zip(CLASSES, self.boxes, self._shares, strict=True):
            share = regions.get(name)
            # The overlay never colours the background: there is nothing to show or hide.
            box.setEnabled(share is not None and name != CLASSES[BACKGROUND])
            label.setText(share_text(share))
            label.setEnabled(share is not None)
            box.setToolTip(f"{name}: {share_text(share) or 'not in this image'}")

    def _on_opacity(self, value: int) -> None:
        self._percent.setText(f"{value} %")
        self.changed.emit()


def share_text(share: float | None) -> str:
    """Return a share, 0..1, as a percentage; a trace must not read as none at all."""
    if share is None:
        return ""
    return "<0.1 %" if share < 0.0005 else f"{100 * share:.1f} %"


def _swatch(index: int) -> QIcon:
    """Return a framed square in the class's colour, the same when the box is greyed out."""
    pixmap = QPixmap(SWATCH, SWATCH)
    pixmap.fill(QColor(*(int(c) for c in COLOURS[index])))
    painter = QPainter(pixmap)
    painter.setPen(QColor(128, 128, 128))
    painter.drawRect(0, 0, SWATCH - 1, SWATCH - 1)
    painter.end()
    swatch = QIcon(pixmap)
    swatch.addPixmap(pixmap, QIcon.Mode.Disabled)
    return swatch
