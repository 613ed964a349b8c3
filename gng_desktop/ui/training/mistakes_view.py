"""The test images a run gets most wrong: what the network sees, its score, and its map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.plain import tip
from gng_desktop.ui.training.details_jobs import MistakesFound, MistakeTile
from gng_desktop.ui.training.result_words import TRUTHS

if TYPE_CHECKING:
    from gng_desktop.training.mistaken import Mistake

SIDE, GAP = 132, 4
"""Side of a picture and space between it and its map, px."""
MOST = 48


class _Tiles(QListWidget):
    """Tiles that share the width evenly."""

    def __init__(self) -> None:
        super().__init__()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QListWidget.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setWordWrap(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Mistakes, the worst first"))
        # Whether the bar is there must not depend on the tiles' width, which depends on it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def fit(self, pictures: int) -> None:
        """Make the tiles wide enough for so many pictures side by side."""
        self.setIconSize(QSize(pictures * SIDE + (pictures - 1) * GAP, SIDE))
        self._share()

    def _share(self) -> None:
        width, least = self.viewport().width() - 2, self.iconSize().width() + 14
        height = SIDE + 3 * self.fontMetrics().lineSpacing() + 14
        self.setGridSize(QSize(width // max(1, width // least), height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the tiles' width anew."""
        self._share()
        super().resizeEvent(event)


class MistakesView(QWidget):
    """Tiles, the worst first, and the button that looks for the mistakes.

    Signals
    -------
    asked : int, bool
        Find so many mistakes; with maps.
    """

    asked = Signal(int, bool)

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton(tr("Find mistakes"))
        self.button.setToolTip(
            tr("Run the network over the test images and show those it gets most wrong")
        )
        self.button.clicked.connect(self._ask)
        self.count = QSpinBox()
        self.count.setRange(1, MOST)
        self.count.setValue(12)
        self.count.setSuffix(tr(" images"))
        self.count.setAccessibleName(tr("How many mistakes"))
        self.maps = QCheckBox(tr("With SHAP maps"))
        self.told = paragraph()
        self.list = _Tiles()
        top = QHBoxLayout()
        for part in (self.button, self.count, self.maps):
            top.addWidget(part)
        top.addWidget(self.told, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 6, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)

    def _ask(self) -> None:
        self.asked.emit(self.count.value(), self.maps.isChecked())

    def prepare(self, segmenter: bool, refusal: str) -> None:
        """Clear the view for a run; `refusal` says why nothing can be looked for, "" if it can."""
        self.list.clear()
        self.told.setText(refusal)
        self.maps.setText(tr("With the wrong pixels") if segmenter else tr("With SHAP maps"))
        self.maps.setToolTip(
            tr("Also draw which pixels are of a wrong class, in orange")
            if segmenter
            else tr("Also draw what in the picture moves the score; takes longer")
        )

    def show_found(self, found: MistakesFound) -> None:
        """Show what is known of a run's mistakes."""
        self.list.clear()
        self.list.setVisible(found.known)
        if not found.known:
            self.told.setText(tr("The mistakes of this run were not looked for yet."))
            return
        wrong = sum(tile.mistake.wrong for tile in found.tiles)
        if wrong == len(found.tiles):
            self.told.setText(tr("The worst first; hover over one for its file."))
        else:
            self.told.setText(
                tr(
                    "The worst first; only {wrong} of these are wrong, the others are the least "
                    "sure of the right ones.",
                    wrong=wrong,
                )
            )
        mapped = any(not tile.map.isNull() for tile in found.tiles)
        self.list.fit(2 if mapped else 1)
        for tile in found.tiles:
            item = QListWidgetItem(self._icon(tile, mapped), _caption(tile.mistake))
            lines = [tile.mistake.path, _caption(tile.mistake).replace("\n", ", ")]
            item.setToolTip(tip(*lines))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(lines))
            self.list.addItem(item)

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
        iou = "—" if of.mean_iou is None else f"{of.mean_iou:.3f}"
        first = tr("mean IoU {value}", value=iou)
    else:
        score = f"{of.score:.3f}"
        truth = tr(TRUTHS.get(of.truth, of.truth))
        first = (
            tr("✕ {truth}, score {score}", truth=truth, score=score)
            if of.wrong
            else tr("✓ {truth}, score {score}", truth=truth, score=score)
        )
    return f"{first}\n{visible(of.source)}"
