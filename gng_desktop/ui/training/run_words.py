"""What the page Running says of a run: its state as word and shape, its figures, its steps."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPolygonF

from gng_desktop.training.events import Preparing
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.style import add_drawing
from gng_desktop.ui.training.course import State

ICON = 14
STATE_WORDS: dict[State, str] = {
    "waiting": QT_TR_NOOP("Waiting"),
    "preparing": QT_TR_NOOP("Preparing"),
    "running": QT_TR_NOOP("Running"),
    "pausing": QT_TR_NOOP("Pausing after this batch"),
    "paused": QT_TR_NOOP("Paused"),
    "stopping": QT_TR_NOOP("Stopping after this batch"),
    "leaving": QT_TR_NOOP("Ending after this batch"),
    "elsewhere": QT_TR_NOOP("Running in another program"),
    "finished": QT_TR_NOOP("Finished"),
    "stopped": QT_TR_NOOP("Stopped"),
    "failed": QT_TR_NOOP("Failed"),
}
STEP_WORDS = {
    "program": QT_TR_NOOP("Starting the program"),
    "device": QT_TR_NOOP("Taking the device"),
    "data": QT_TR_NOOP("Reading the index"),
    "duplicates": QT_TR_NOOP("Looking for near-duplicates"),
    "faces": QT_TR_NOOP("Finding faces"),
    "network": QT_TR_NOOP("Building the network"),
    "measuring": QT_TR_NOOP("Measuring"),
}
KIND_WORDS = {
    "recipe": QT_TR_NOOP("The recipe cannot be trained"),
    "data": QT_TR_NOOP("The data cannot be used"),
    "model": QT_TR_NOOP("A stored model cannot be used"),
    "device": QT_TR_NOOP("The device cannot be used"),
    "memory": QT_TR_NOOP("Not enough memory"),
    "disk": QT_TR_NOOP("The disk cannot be written to"),
    "diverged": QT_TR_NOOP("The training diverged"),
    "stopped": QT_TR_NOOP("Stopped before there was anything to keep"),
    "program": QT_TR_NOOP("The program failed"),
}
"""Heading above the sentence of a failure, by kind."""

_SPOKEN = (
    ("add --resume to go on, or rename it", "press Resume to go on, or rename it"),
    ("go on with --resume", "press Resume"),
)
"""Parts of sentences that name options of the command line, and what the window says instead."""


def spoken(sentence: str) -> str:
    """Return a sentence of a training without the options of its command line."""
    for option, words in _SPOKEN:
        sentence = sentence.replace(option, words)
    return sentence


def step_of(work: str, step: Preparing) -> str:
    """Return `work` and which step of it is done, for a job in the window's indicator."""
    return tr("{work}: {step}", work=work, step=tr(STEP_WORDS.get(step.step, step.step)))


def step_words(step: Preparing) -> str:
    """Return what is done before the first batch."""
    work = tr(STEP_WORDS.get(step.step, step.step))
    if not step.total:
        return tr("{work}…", work=work)
    return tr("{work}: {done:,} of {total:,} images", work=work, done=step.done, total=step.total)


def share(value: float | None) -> str:
    """Return a share as percent."""
    return "—" if value is None else tr("{value:.1f} %", value=100 * value)


def number(value: float | None) -> str:
    """Return a loss with three digits that mean something."""
    if value is None:
        return "—"
    return f"{value:.3f}" if value < 10 else f"{value:.3g}"


def rate_text(rate: float) -> str:
    """Return a learning rate with two digits that mean something: 0.00042, 3.1e−6."""
    if rate and abs(rate) < 1e-5:
        return f"{rate:.1e}".replace("e-0", "e−").replace("e-", "e−")
    if not rate or not math.isfinite(rate):
        return "0"
    places = 1 - math.floor(math.log10(abs(rate)))
    return f"{rate:.{max(0, places)}f}"


def device_words(device: str) -> str:
    """Return "CPU", "GPU 0", from what a training tells of its device."""
    names = [name.strip() for name in device.split(",")]
    shown = []
    for name in names:
        kind, _, place = name.partition(":")
        kind = {"cpu": "CPU", "gpu": "GPU", "cuda": "GPU"}.get(kind.lower(), kind)
        shown.append(f"{kind} {place}" if place and kind == "GPU" else kind)
    return ", ".join(shown)


def figures_of(row: Mapping[str, float | None], best: bool) -> str:
    """Return the figures of an epoch in words; training first, then validation."""
    epoch = int(row.get("epoch") or 0)
    parts = [
        tr("Epoch {epoch}, the best", epoch=epoch) if best else tr("Epoch {epoch}", epoch=epoch)
    ]
    pair = {"training": number(row.get("loss")), "validation": number(row.get("val_loss"))}
    parts.append(tr("loss {training} training, {validation} validation", **pair))
    if "accuracy" in row or "val_accuracy" in row:
        pair = {
            "training": share(row.get("accuracy")),
            "validation": share(row.get("val_accuracy")),
        }
        parts.append(tr("accuracy {training} training, {validation} validation", **pair))
    if "auc" in row or "val_auc" in row:
        pair = {"training": number(row.get("auc")), "validation": number(row.get("val_auc"))}
        parts.append(tr("AUC {training} training, {validation} validation", **pair))
    return " · ".join(parts)


# -- shapes -----------------------------------------------------------------------------------


def mark_icon(state: State, palette: QPalette) -> QIcon:
    """Return the shape of a state; a failure's is in colour, too."""
    icon, box = QIcon(), QRectF(1.5, 1.5, ICON - 3, ICON - 3)
    plain, lit = palette.text().color(), palette.highlightedText().color()
    add_drawing(icon, ICON, lambda painter: paint_mark(painter, box, state, plain))
    # The same in a selected row, whose ground is dark in the light theme.
    selected = QIcon.Mode.Selected
    add_drawing(icon, ICON, lambda painter: paint_mark(painter, box, state, lit), selected)
    return icon


def paint_mark(painter: QPainter, box: QRectF, state: State, colour: QColor) -> None:
    """Paint the shape of `state` into square `box`.

    Arrow: it runs; two bars: paused; tick: finished; square: stopped; cross: failed; ring: waits.
    """
    left, top, side = box.left(), box.top(), box.width()

    def at(x: float, y: float) -> QPointF:
        return QPointF(left + x * side, top + y * side)

    painter.save()
    pen = QPen(colour, side / 6.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    match state:
        case "running" | "preparing" | "stopping" | "leaving" | "elsewhere":
            if state != "elsewhere":
                painter.setBrush(colour)
            painter.drawPolygon(QPolygonF([at(0.2, 0.1), at(0.9, 0.5), at(0.2, 0.9)]))
        case "pausing" | "paused":
            painter.fillRect(QRectF(at(0.12, 0.08), at(0.4, 0.92)), colour)
            painter.fillRect(QRectF(at(0.6, 0.08), at(0.88, 0.92)), colour)
        case "finished":
            painter.drawPolyline(QPolygonF([at(0.05, 0.55), at(0.37, 0.87), at(0.95, 0.15)]))
        case "stopped":
            painter.fillRect(QRectF(at(0.12, 0.12), at(0.88, 0.88)), colour)
        case "failed":
            painter.drawLine(at(0.12, 0.12), at(0.88, 0.88))
            painter.drawLine(at(0.12, 0.88), at(0.88, 0.12))
        case _:
            painter.drawEllipse(box.adjusted(side / 12, side / 12, -side / 12, -side / 12))
    painter.restore()
