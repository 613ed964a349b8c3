"""Words on runs: their states as words and shapes, their figures, times and steps."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPolygonF

from gng_desktop.modelstore.manifest import ROLES
from gng_desktop.training.events import STEP_WORDS, Preparing
from gng_desktop.ui.kit.language import QT_TR_NOOP, local, number, tr
from gng_desktop.ui.kit.style import drawn_icon

if TYPE_CHECKING:
    from gng_desktop.runs.figures import Figure

QUEUE_STATES = {
    "waiting": QT_TR_NOOP("Waiting"),
    "preparing": QT_TR_NOOP("Preparing"),
    "running": QT_TR_NOOP("Running"),
    "pausing": QT_TR_NOOP("Pausing after this batch"),
    "paused": QT_TR_NOOP("Paused"),
    "stopping": QT_TR_NOOP("Stopping after this batch"),
    "leaving": QT_TR_NOOP("Suspending after this batch"),
    "elsewhere": QT_TR_NOOP("Running in another program"),
    "finished": QT_TR_NOOP("Finished"),
    "stopped": QT_TR_NOOP("Stopped"),
    "failed": QT_TR_NOOP("Failed"),
}
RUN_STATES = {
    "tested": QT_TR_NOOP("Tested"),
    "finished": QT_TR_NOOP("Not tested"),
    "stopped": QT_TR_NOOP("Stopped"),
    "running": QT_TR_NOOP("Running"),
    "unfinished": QT_TR_NOOP("Not finished"),
    "damaged": QT_TR_NOOP("Damaged"),
}
STATE_TIPS = {
    "tested": QT_TR_NOOP("Trained, and tested on the test images."),
    "finished": QT_TR_NOOP("Trained, but not tested yet; press Test this run."),
    "stopped": QT_TR_NOOP("Ended for good by the user, and not tested yet; press Test this run."),
    "running": QT_TR_NOOP("Being trained now, here or in another program."),
    "unfinished": QT_TR_NOOP("Suspended, failed or interrupted; it can be resumed."),
    "damaged": QT_TR_NOOP("Its files cannot be read."),
}
SHORT_ROLES = {name: role.short for name, role in ROLES.items()}
MODEL_WORDS = {name: role.words for name, role in ROLES.items()}
GROUPS = {
    "trained": QT_TR_NOOP("trained sources"),
    "all": QT_TR_NOOP("all sources"),
}
LOGGED = {
    "loss": QT_TR_NOOP("Loss"),
    "accuracy": QT_TR_NOOP("Accuracy"),
    "auc": QT_TR_NOOP("AUC"),
}
TRUTHS = {"real": QT_TR_NOOP("real"), "generated": QT_TR_NOOP("generated")}
KIND_WORDS = {
    "recipe": QT_TR_NOOP("The recipe cannot be trained"),
    "data": QT_TR_NOOP("The data cannot be used"),
    "model": QT_TR_NOOP("A stored model cannot be used"),
    "device": QT_TR_NOOP("The device cannot be used"),
    "memory": QT_TR_NOOP("Not enough memory"),
    "disk": QT_TR_NOOP("The disk is not writable"),
    "diverged": QT_TR_NOOP("The training diverged"),
    "stopped": QT_TR_NOOP("Stopped before anything could be kept"),
    "program": QT_TR_NOOP("The program failed"),
}
"""Heading above the sentence of a failure, by kind."""


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


def loss_text(value: float | None) -> str:
    """Return a loss with three digits that mean something."""
    if value is None:
        return "—"
    return number(value, ".3f") if value < 10 else number(value, ".3g")


def rate_text(rate: float) -> str:
    """Return a learning rate with two digits that mean something: 0.00042, 3.1e−6."""
    if rate and abs(rate) < 1e-5:
        return number(rate, ".1e").replace("e-0", "e−").replace("e-", "e−")
    if not rate or not math.isfinite(rate):
        return "0"
    places = 1 - math.floor(math.log10(abs(rate)))
    return number(rate, f".{max(0, places)}f")


def device_words(device: str) -> str:
    """Return "CPU", "GPU 0", from what a training tells of its device."""
    shown = []
    for name in device.split(","):
        kind, _, place = name.strip().partition(":")
        kind = {"cpu": "CPU", "gpu": "GPU", "cuda": "GPU"}.get(kind.lower(), kind)
        shown.append(f"{kind} {place}" if place and kind == "GPU" else kind)
    return ", ".join(shown)


def figures_of(row: Mapping[str, float | None], best: bool) -> str:
    """Return the figures of an epoch in words; training first, then validation."""
    epoch = int(row.get("epoch") or 0)
    words = QT_TR_NOOP("Epoch {epoch}, the best") if best else QT_TR_NOOP("Epoch {epoch}")
    parts = [tr(words, epoch=epoch)]
    for name, words, text in (
        ("loss", QT_TR_NOOP("loss {training} training, {validation} validation"), loss_text),
        ("accuracy", QT_TR_NOOP("accuracy {training} training, {validation} validation"), share),
        ("auc", QT_TR_NOOP("AUC {training} training, {validation} validation"), loss_text),
    ):
        if name == "loss" or name in row or f"val_{name}" in row:
            training, validation = text(row.get(name)), text(row.get(f"val_{name}"))
            parts.append(tr(words, training=training, validation=validation))
    return " · ".join(parts)


def known(words: dict[str, str], name: str) -> str:
    """Return how `name` is called in the user's language; as it is where nobody says."""
    return tr(words[name]) if name in words else name.replace("_", " ")


def figure_name(words: str) -> str:
    """Return a figure's name, `gng_desktop.runs.figures.Figure.words`, in the user's language.

    The IoU of a class keeps the class's own name, translated.
    """
    if words.startswith("IoU "):
        return tr("IoU {name}", name=tr(words.removeprefix("IoU ")))
    return tr(words.replace("_", " "))


def figure_text(figure: Figure) -> str:
    """Return ``AUC 0.990 [0.986, 0.995]``."""
    return f"{figure_name(figure.words)} {interval_text(figure)}"


def interval_text(figure: Figure) -> str:
    """Return ``0.990 [0.986, 0.995]``, with decimal commas ``0,990 [0,986; 0,995]``."""
    return with_ends(figure.text())


def with_ends(text: str) -> str:
    """Return a figure's text in the user's language; decimal commas part its ends by "; "."""
    return text if local(text) == text else local(text.replace(", ", "; "))


def images_text(count: int) -> str:
    """Return "1 image", "1,010 images"."""
    return tr("1 image") if count == 1 else tr("{n:,} images", n=count)


def duration(seconds: float) -> str:
    """Return a time as "1 h 09 min", "12 min" or "40 s"."""
    whole = round(seconds)
    if whole < 60:
        return tr("{seconds} s", seconds=whole)
    if (minutes := round(whole / 60)) < 60:
        return tr("{minutes} min", minutes=minutes)
    # Cut off, as the thesis's tables do.
    hours, minutes = divmod(max(60, whole // 60), 60)
    return tr("{hours} h {minutes} min", hours=hours, minutes=f"{minutes:02d}")


def moment(time: datetime | None) -> str:
    """Return date and minute in this computer's zone; "" for None."""
    return time.astimezone().strftime("%Y-%m-%d %H:%M") if time else ""


def day(time: datetime | None) -> str:
    """Return the date in this computer's zone; "" for None."""
    return time.astimezone().strftime("%Y-%m-%d") if time else ""


# -- shapes -----------------------------------------------------------------------------------

_SHAPES = {
    **dict.fromkeys(("preparing", "running", "stopping", "leaving"), "arrow"),
    "elsewhere": "hollow arrow",
    **dict.fromkeys(("pausing", "paused", "unfinished"), "bars"),
    "finished": "tick",
    "tested": "disc",
    "stopped": "square",
    **dict.fromkeys(("failed", "damaged"), "cross"),
}
"""By state; a ring is what waits."""


def state_icon(state: str, palette: QPalette, size: int = 14) -> QIcon:
    """Return the shape of a state of the queue, or of a run, in the palette's text colour."""
    box, shape = QRectF(1.5, 1.5, size - 3, size - 3), _SHAPES.get(state, "ring")
    draw = partial(_paint, box, shape)
    return drawn_icon(size, draw, palette.text().color(), palette)


def _paint(box: QRectF, shape: str, painter: QPainter, colour: QColor) -> None:
    left, top, side = box.left(), box.top(), box.width()

    def at(x: float, y: float) -> QPointF:
        return QPointF(left + x * side, top + y * side)

    painter.save()
    pen = QPen(colour, side / 6.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setBrush(colour if shape in ("arrow", "disc") else Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    match shape:
        case "arrow" | "hollow arrow":
            painter.drawPolygon(QPolygonF([at(0.2, 0.1), at(0.9, 0.5), at(0.2, 0.9)]))
        case "bars":
            painter.fillRect(QRectF(at(0.12, 0.08), at(0.4, 0.92)), colour)
            painter.fillRect(QRectF(at(0.6, 0.08), at(0.88, 0.92)), colour)
        case "tick":
            painter.drawPolyline(QPolygonF([at(0.05, 0.55), at(0.37, 0.87), at(0.95, 0.15)]))
        case "square":
            painter.fillRect(QRectF(at(0.12, 0.12), at(0.88, 0.88)), colour)
        case "cross":
            painter.drawLine(at(0.12, 0.12), at(0.88, 0.88))
            painter.drawLine(at(0.12, 0.88), at(0.88, 0.12))
        case _:
            painter.drawEllipse(box.adjusted(side / 12, side / 12, -side / 12, -side / 12))
    painter.restore()


def run_icon(state: str, palette: QPalette) -> QIcon:
    """Return the shape of a state of a run, as the page Results tells it: only a test ends it."""
    return state_icon("untested" if state == "finished" else state, palette, 12)
