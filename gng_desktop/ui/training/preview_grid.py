"""Some images of an index with their labels, or with their masks in class colours."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.ui.language import tr
from gng_desktop.ui.plain import tip
from gng_desktop.ui.style import emphasise
from gng_desktop.ui.training.data_jobs import SIDE, Preview
from gng_desktop.ui.training.finding_words import LABEL_WORDS, SPLIT_WORDS

TILE = 128
"""Side of a tile's picture, px."""


class _Tiles(QListWidget):
    """Tiles that share the width evenly."""

    def __init__(self) -> None:
        super().__init__()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setIconSize(QSize(TILE, TILE))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setWordWrap(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(TILE + 40)
        # Whether the bar is there must not depend on the tiles' width, which depends on it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the tiles' width anew."""
        width = self.viewport().width() - 2
        height = TILE + 2 * self.fontMetrics().lineSpacing() + 18
        self.setGridSize(QSize(width // max(1, width // (TILE + 16)), height))
        super().resizeEvent(event)


class PreviewGrid(QWidget):
    """Tiles that wrap; a switch for the masks; a button for other images.

    Signals
    -------
    others_asked
        The user wants to see other images.
    """

    others_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._previews: list[Preview] = []
        heading = QLabel(tr("Some of the images"))
        emphasise(heading)
        self.masks = QCheckBox(tr("Masks"))
        self.masks.setToolTip(
            tr("Lay the masks over the images; stripes mean one of several classes")
        )
        self.masks.setChecked(True)
        self.masks.toggled.connect(self._redraw)
        self.others = QPushButton(tr("Other images"))
        self.others.setToolTip(tr("Draw other images of every class, source and split"))
        self.others.clicked.connect(self.others_asked)
        self.list = _Tiles()
        self.list.setAccessibleName(tr("Some of the images"))
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self.masks)
        top.addWidget(self.others)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)

    def begin(self, masks: bool) -> None:
        """Clear the grid for images that come; `masks` says whether they have masks."""
        self._previews = []
        self.list.clear()
        self.masks.setVisible(masks)

    def add(self, preview: Preview) -> None:
        """Show one more image."""
        self._previews.append(preview)
        item = QListWidgetItem(self._icon(preview), _caption(preview))
        item.setToolTip(_tip(preview))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, _caption(preview).replace("\n", ", "))
        self.list.addItem(item)

    def _redraw(self) -> None:
        for row, preview in enumerate(self._previews):
            self.list.item(row).setIcon(self._icon(preview))

    def _icon(self, preview: Preview) -> QIcon:
        """Return a square with the image in its middle, so that captions stand in one line."""
        overlaid = self.masks.isChecked() and not preview.overlay.isNull()
        image = preview.overlay if overlaid else preview.plain
        tile = QPixmap(SIDE, SIDE)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        if image.isNull():
            painter.setPen(self.palette().mid().color())
            painter.drawRect(tile.rect().adjusted(0, 0, -1, -1))
            painter.setPen(self.palette().text().color())
            painter.drawText(tile.rect(), Qt.AlignmentFlag.AlignCenter, tr("not readable"))
        else:
            painter.drawImage((SIDE - image.width()) // 2, (SIDE - image.height()) // 2, image)
        painter.end()
        return QIcon(tile)


def _caption(preview: Preview) -> str:
    split = tr(SPLIT_WORDS[preview.split])
    if preview.label:
        return "\n".join([tr(LABEL_WORDS[preview.label]), f"{visible(preview.source)} · {split}"])
    return "\n".join([visible(preview.source), split])


def _tip(preview: Preview) -> str:
    lines = [str(preview.path)]
    if preview.reason:
        lines.append(preview.reason)
    if preview.classes:
        lines.append(", ".join(tr(name) for name in preview.classes))
    return tip(*lines)
