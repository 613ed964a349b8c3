"""What the network makes of a few validation images after the last epoch: tiles with captions."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QListWidgetItem, QWidget

from gng_desktop.training.events import Sample, Samples
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.widgets import heading, paragraph
from gng_desktop.ui.kit.workers import JobRunner
from gng_desktop.ui.training.running import queue_jobs
from gng_desktop.ui.training.widgets import Tiles
from gng_desktop.ui.training.words import TRUTHS

LEAST, MOST = 88, 176  # side of an image, px: as large as lets all be seen at once
NONE_STORED = QT_TR_NOOP("No examples of this run were kept.")
NONE_YET = QT_TR_NOOP("Examples appear once the first epoch has finished.")
OF_MASKS = QT_TR_NOOP("After epoch {epoch}: image, true mask, prediction")
OF_FACES = QT_TR_NOOP("Validation images after epoch {epoch}")
UNCALIBRATED = QT_TR_NOOP(
    "The network's own score; near 1 means generated. It is calibrated when a model is made."
)


def caption(sample: Sample) -> str:
    """Return what is true of a sample, and below it what the network says."""
    if not sample.label:
        if sample.score is None:
            return tr("no details known")
        return tr("{share:.1f} % of the pixels correct", share=100 * sample.score)
    true = tr(TRUTHS[sample.label])
    if sample.score is None:
        return true + "\n" + tr("✕ no score")
    words = QT_TR_NOOP("✕ score {score:.2f}, wrong")
    if (sample.score >= 0.5) == (sample.label == "generated"):
        words = QT_TR_NOOP("✓ score {score:.2f}, correct")
    return f"{true}\n{tr(words, score=sample.score)}"


class _Tiles(Tiles):
    """As large as lets all be seen at once; `across` images lie side by side in each."""

    across = 1

    def arrange(self) -> None:
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


class SamplesView(QWidget):
    """The newest samples of a run; `runner` reads their picture on a worker's thread."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = JobRunner(self)
        self.heading = heading("")
        self.heading.setWordWrap(True)
        self.none = paragraph(faint=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list = _Tiles(tr("Examples"), LEAST)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        down(self.heading, (self.none, 1), (self.list, 1), into=self, margins=0, spacing=4)
        self.setMinimumWidth(LEAST + 60)
        self._asked: Samples | None = None
        self.show_samples(None)

    def show_samples(self, samples: Samples | None, coming: bool = True) -> None:
        """Show `samples`, once their picture is read; `coming`: whether there will be some."""
        self.none.setText(tr(NONE_YET if coming else NONE_STORED))
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
        self.heading.setText(tr(words, epoch=samples.epoch))
        self.list.setAccessibleName(self.heading.text())
        self.list.across = max(1, len(samples.columns))
        self.list.clear()
        for sample, image in zip(samples.samples, images, strict=True):
            item = QListWidgetItem(QIcon(QPixmap.fromImage(image)), caption(sample))
            hint = [tr(UNCALIBRATED)] if sample.label else []
            self.list.add(item, sample.path, *hint)
        self.list.arrange()
        self.none.hide()
        self.list.show()
