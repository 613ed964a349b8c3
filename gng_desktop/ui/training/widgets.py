"""Small widgets that several pages of the tab Training use."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
)

from gng_desktop.core.progress import Progress
from gng_desktop.ui.kit.jobs_indicator import JobRow
from gng_desktop.ui.kit.plain import tip
from gng_desktop.ui.kit.time_left import TimeLeft, words
from gng_desktop.ui.kit.workers import JobRunner

PAUSE = 0.1  # least time between two words, s: more cannot be read


class JobLine(JobRow):
    """What `runner` does and Cancel, by default that of the runner; hidden while it does nothing.

    `name` is shown until its work says more.
    """

    def __init__(
        self, runner: JobRunner, name: str, cancel: Callable[[], object] | None = None
    ) -> None:
        super().__init__(cancel or runner.cancel)
        self._name, self._estimate, self._spoken = name, TimeLeft(), 0.0
        self.bar.setFixedWidth(170)
        runner.busy_changed.connect(self._on_busy)
        runner.progress.connect(self._on_progress)
        self.hide()

    def _on_busy(self, busy: bool) -> None:
        self._estimate, self._spoken = TimeLeft(), 0.0
        self.show_job(self._name, None, "")
        self.setVisible(busy)

    def _on_progress(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.total:  # else there is nothing to tell the time left by
            self._estimate.update(now, progress)
        if now - self._spoken >= PAUSE:
            self._spoken = now
            self.show_job(progress.text or self._name, progress, words(self._estimate.left(now)))


class Tiles(QListWidget):
    """Pictures, `lines` of caption below each, in tiles that share the width evenly."""

    def __init__(self, name: str, side: int, lines: int = 2) -> None:
        super().__init__()
        self._lines = lines
        self.setAccessibleName(name)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setWordWrap(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIconSize(QSize(side, side))
        # Whether the bar is there must not depend on the tiles' width, which depends on it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def arrange(self) -> None:
        """Choose the tiles' size."""
        icon, width = self.iconSize(), self.viewport().width() - 2
        height = icon.height() + self._lines * self.fontMetrics().lineSpacing() + 18
        self.setGridSize(QSize(width // max(1, width // (icon.width() + 16)), height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()
        super().resizeEvent(event)

    def add(self, item: QListWidgetItem, *lines: str) -> None:
        """Show one more tile; `lines` are its tooltip."""
        item.setToolTip(tip(*lines))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, item.text().replace("\n", ", "))
        self.addItem(item)
