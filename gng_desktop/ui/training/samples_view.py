"""What the network makes of a few validation images after the last epoch: tiles with captions."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPalette, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.training.events import Sample, Samples
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.plain import tip
from gng_desktop.ui.style import emphasise
from gng_desktop.ui.training import queue_jobs
from gng_desktop.ui.workers import JobRunner

LEAST, MOST = 88, 176
"""Side of an image, px: as large as lets all be seen at once."""
LABELS = {"real": QT_TR_NOOP("real"), "generated": QT_TR_NOOP("generated")}
NONE_KEPT = QT_TR_NOOP("No examples of this run were kept.")
NONE_YET = QT_TR_NOOP("Examples come with the first epoch that is over.")
OF_MASKS = QT_TR_NOOP("After epoch {epoch}: image, true mask, prediction")
OF_FACES = QT_TR_NOOP("Validation images after epoch {epoch}")
UNCALIBRATED = QT_TR_NOOP(
    "The score is the network's own, near 1 generated; it is calibrated when a model is made."
)


def caption(sample: Sample) -> str:
    """Return what is true of a sample, and below it what the network says."""
    if not sample.label:
        if sample.score is None:
            return tr("nothing known")
        return tr("{share:.1f} % of the pixels right", share=100 * sample.score)
    true = tr(LABELS[sample.label])
    if sample.score is None:
        return "\n".join([true, tr("✕ no score")])
    right = (sample.score >= 0.5) == (sample.label == "generated")
    return "\n".join(
        [
            true,
            tr("✓ score {score:.2f}, right", score=sample.score)
            if right
            else tr("✕ score {score:.2f}, wrong", score=sample.score),
        ]
    )


class _Tiles(QListWidget):
    """Tiles that share the width evenly."""

    def __init__(self) -> None:
        super().__init__()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.across = 1

    def arrange(self) -> None:
        """Choose the tiles' size anew."""
        width, height = self.viewport().width() - 2, self.viewport().height()
        # A caption may be wider than one image, but not than three.
        extra = 12 if self.across > 1 else 36
        lines = 1 if self.across > 1 else 2
        below = lines * self.fontMetrics().lineSpacing() + 16
        least = max(40, min(LEAST, (width - extra) // self.across))
        side, columns = least, 1
        for side in (*range(MOST, least, -8), least):
            columns = max(1, width // (self.across * side + extra))
            if math.ceil(self.count() / columns) * (side + below) <= height:
                break
        self.setIconSize(QSize(self.across * side, side))
        self.setGridSize(QSize(width // columns, side + below))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()
        super().resizeEvent(event)


class SamplesView(QWidget):
    """The newest samples of a run; their picture is read on a worker's thread.

    Attributes
    ----------
    runner : JobRunner
        To be closed with the window.
    """

    def __init__(self) -> None:
        super().__init__()
        self.runner = JobRunner(self)
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        emphasise(self.heading)
        self.none = QLabel()
        self.none.setWordWrap(True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.none.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.list = _Tiles()
        self.list.setAccessibleName(tr("Examples"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.none, 1)
        column.addWidget(self.list, 1)
        self.setMinimumWidth(LEAST + 60)
        self._asked: Samples | None = None
        self.show_samples(None)

    def show_samples(self, samples: Samples | None, coming: bool = True) -> None:
        """Show `samples`, once their picture is read.

        Parameters
        ----------
        samples : Samples or None
            None: there are none.
        coming : bool
            Whether there will be some.
        """
        self.none.setText(tr(NONE_YET if coming else NONE_KEPT))
        if samples is not None and samples == self._asked:
            return
        self._asked = samples
        if samples is None:
            self.runner.cancel()
            self.list.clear()
            self.heading.setText(tr("Examples"))
            self.none.show()
            self.list.hide()
        else:
            self.runner.start(queue_jobs.cut(samples), tr("The examples"), self._on_cut)

    def _on_cut(self, found: tuple[Samples, Sequence[QImage]]) -> None:
        samples, images = found
        words = OF_MASKS if len(samples.columns) > 1 else OF_FACES
        heading = tr(words, epoch=samples.epoch)
        self.heading.setText(heading)
        self.list.setAccessibleName(heading)
        self.list.across = max(1, len(samples.columns))
        self.list.clear()
        for sample, image in zip(samples.samples, images, strict=True):
            said = caption(sample)
            item = QListWidgetItem(QIcon(QPixmap.fromImage(image)), said)
            item.setToolTip(_tip(sample))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said.replace("\n", ", "))
            self.list.addItem(item)
        self.list.arrange()
        self.none.hide()
        self.list.show()


def _tip(sample: Sample) -> str:
    lines = [sample.path]
    if sample.label:
        lines.append(tr(UNCALIBRATED))
    return tip(*lines)
