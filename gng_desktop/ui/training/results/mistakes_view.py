"""The test images a run gets most wrong: what the network sees, its score, and its map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.widgets import button, paragraph
from gng_desktop.ui.training.results.jobs import MistakesFound, MistakeTile
from gng_desktop.ui.training.widgets import Tiles
from gng_desktop.ui.training.words import TRUTHS

if TYPE_CHECKING:
    from gng_desktop.runs.tested import Mistake

SIDE, GAP = 132, 4  # side of a picture and space between it and its map, px
MOST = 48


class MistakesView(QWidget):
    """Tiles, the worst first, and the button that looks for the mistakes."""

    asked = Signal(int, bool)  # int, bool: find so many mistakes; with maps

    def __init__(self) -> None:
        super().__init__()
        tip = tr("Run the network on the test images and show those it gets most wrong")
        self.button = button(tr("Find mistakes"), tip, do=self._ask)
        self.count = QSpinBox()
        self.count.setRange(1, MOST)
        self.count.setValue(12)
        self.count.setSuffix(tr(" images"))
        self.count.setAccessibleName(tr("How many mistakes"))
        self.maps = QCheckBox(tr("With SHAP maps"))
        self.note = paragraph()
        self.list = Tiles(tr("Mistakes, worst first"), SIDE, lines=3)
        self.list.setSelectionMode(QListWidget.SelectionMode.SingleSelection)
        top = across(self.button, self.count, self.maps, (self.note, 1))
        down(top, (self.list, 1), into=self, margins=(4, 6, 0, 0))

    def _ask(self) -> None:
        self.asked.emit(self.count.value(), self.maps.isChecked())

    def prepare(self, segmenter: bool, refusal: str) -> None:
        """Clear the view for a run; `refusal` says why nothing can be looked for, "" if it can."""
        self.list.clear()
        self.note.setText(refusal)
        self.maps.setText(tr("With the wrong pixels") if segmenter else tr("With SHAP maps"))
        self.maps.setToolTip(
            tr("Also mark the pixels assigned to a wrong class, in orange")
            if segmenter
            else tr("Also show what in the image moves the score; takes longer")
        )

    def show_found(self, found: MistakesFound) -> None:
        self.list.clear()
        self.list.setVisible(found.known)
        if not found.known:
            self.note.setText(tr("The mistakes of this run have not been searched for yet."))
            return
        wrong = sum(tile.mistake.wrong for tile in found.tiles)
        words = QT_TR_NOOP("Worst first; hover over one to see its file.")
        if wrong < len(found.tiles):
            words = QT_TR_NOOP(
                "Worst first; only {wrong} of these are wrong, the others are the least certain of "
                "the correct ones."
            )
        self.note.setText(tr(words, wrong=wrong))
        mapped = any(not tile.map.isNull() for tile in found.tiles)
        self.list.setIconSize(QSize(SIDE + (SIDE + GAP) * mapped, SIDE))
        self.list.arrange()
        for tile in found.tiles:
            item = QListWidgetItem(self._icon(tile, mapped), _caption(tile.mistake))
            words = item.text().replace("\n", ", ")
            self.list.add(item, tile.mistake.path, words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{tile.mistake.path}, {words}")

    def _icon(self, tile: MistakeTile, mapped: bool) -> QIcon:
        pictures = [tile.picture, tile.map] if mapped else [tile.picture]
        ratio = 2
        wide = len(pictures) * SIDE + (len(pictures) - 1) * GAP
        pixmap = QPixmap(ratio * wide, ratio * SIDE)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for n, picture in enumerate(pictures):
            box = QRect(n * (SIDE + GAP), 0, SIDE, SIDE)
            if picture.isNull():
                painter.setPen(QColor(self.palette().mid().color()))
                painter.drawRect(box.adjusted(0, 0, -1, -1))
            else:
                painter.drawImage(box, picture)
        painter.end()
        icon = QIcon(pixmap)
        # Else a selected tile is tinted, which changes its colours.
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
        return icon


def _caption(of: Mistake) -> str:
    """Return truth and score of a face, or the mean IoU of a mask; below them the source."""
    if of.score is None:
        iou = "—" if of.mean_iou is None else number(of.mean_iou, ".3f")
        first = tr("mean IoU {value}", value=iou)
    else:
        words = QT_TR_NOOP("✓ {truth}, score {score}")
        if of.wrong:
            words = QT_TR_NOOP("✕ {truth}, score {score}")
        truth = tr(TRUTHS.get(of.truth, of.truth))
        first = tr(words, truth=truth, score=number(of.score, ".3f"))
    return f"{first}\n{visible(of.source)}"
