"""The words of the page Results, and the shapes of the states of a run."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPolygonF

from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.style import add_drawing

if TYPE_CHECKING:
    from gng_desktop.training.figures import Figure

ICON = 12
"""Side of a shape, px."""
STATES = {
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
    "stopped": QT_TR_NOOP("Ended by its user for good, and not tested yet; press Test this run."),
    "running": QT_TR_NOOP("Being trained: it has written something not long ago."),
    "unfinished": QT_TR_NOOP("Paused or broken off; it can be gone on with."),
    "damaged": QT_TR_NOOP("Its files cannot be read."),
}
ROLES = {
    "segmenter": QT_TR_NOOP("Segmenter"),
    "with_background": QT_TR_NOOP("With background"),
    "without_background": QT_TR_NOOP("Without background"),
    "background_only": QT_TR_NOOP("Background only"),
    "texture": QT_TR_NOOP("Texture"),
}
MODEL_WORDS = {
    "segmenter": QT_TR_NOOP("segmenter"),
    "with_background": QT_TR_NOOP("with-background classifier"),
    "without_background": QT_TR_NOOP("without-background classifier"),
    "background_only": QT_TR_NOOP("background-only classifier"),
    "texture": QT_TR_NOOP("texture detector"),
}
FIGURES = {
    "AUC": QT_TR_NOOP("AUC"),
    "accuracy": QT_TR_NOOP("accuracy"),
    "precision": QT_TR_NOOP("precision"),
    "recall": QT_TR_NOOP("recall"),
    "F1": QT_TR_NOOP("F1"),
    "MCC": QT_TR_NOOP("MCC"),
    "Brier": QT_TR_NOOP("Brier"),
    "Cllr (bits)": QT_TR_NOOP("Cllr (bits)"),
    "ECE": QT_TR_NOOP("ECE"),
    "pixel accuracy": QT_TR_NOOP("pixel accuracy"),
    "mean IoU": QT_TR_NOOP("mean IoU"),
    "foreground IoU": QT_TR_NOOP("foreground IoU"),
    "called generated": QT_TR_NOOP("called generated"),
    "called real": QT_TR_NOOP("called real"),
    "inconclusive": QT_TR_NOOP("inconclusive"),
}
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
STEPS = (
    QT_TR_NOOP("Loading Keras"),
    QT_TR_NOOP("Reading the run"),
    QT_TR_NOOP("Exporting the network"),
    QT_TR_NOOP("Preparing the segmenter"),
    QT_TR_NOOP("Validation images"),
    QT_TR_NOOP("Test images"),
    QT_TR_NOOP("Writing the figures"),
    QT_TR_NOOP("Scope: training images"),
    QT_TR_NOOP("Scope: validation images"),
    QT_TR_NOOP("Scope: test images"),
    QT_TR_NOOP("Pictures"),
    QT_TR_NOOP("Installing the model"),
)
"""What the rooms below say they are doing with a run; looked up when shown."""


def known(words: dict[str, str], name: str) -> str:
    """Return how `name` is called in the user's language; as it is where nobody says."""
    return tr(words[name]) if name in words else name.replace("_", " ")


def figure_name(words: str) -> str:
    """Return a figure's name, `gng_desktop.training.figures.Figure.words`, in the user's language.

    The IoU of a class keeps the class's own name, translated.
    """
    if words.startswith("IoU "):
        return tr("IoU {name}", name=tr(words.removeprefix("IoU ")))
    return known(FIGURES, words)


def figure_text(figure: Figure) -> str:
    """Return ``AUC 0.990 [0.986, 0.995]``."""
    return f"{figure_name(figure.words)} {figure.text()}"


def images_text(count: int) -> str:
    """Return "1 image", "1,010 images"."""
    return tr("1 image") if count == 1 else tr("{n:,} images", n=count)


def duration(seconds: float) -> str:
    """Return a time as "1 h 09 min", "12 min" or "40 s"."""
    whole = round(seconds)
    if whole >= 3600:
        hours, minutes = whole // 3600, f"{whole % 3600 // 60:02d}"
        return tr("{hours} h {minutes} min", hours=hours, minutes=minutes)
    if whole >= 60:
        return tr("{minutes} min", minutes=round(whole / 60))
    return tr("{seconds} s", seconds=whole)


def moment(time: datetime | None) -> str:
    """Return date and minute in this computer's zone; "" for None."""
    return time.astimezone().strftime("%Y-%m-%d %H:%M") if time else ""


def day(time: datetime | None) -> str:
    """Return the date in this computer's zone; "" for None."""
    return time.astimezone().strftime("%Y-%m-%d") if time else ""


def state_icon(state: str, palette: QPalette) -> QIcon:
    """Return the shape of a state of a run in the palette's text colour."""
    icon, box = QIcon(), QRectF(1, 1, ICON - 2, ICON - 2)
    plain, lit = palette.text().color(), palette.highlightedText().color()
    add_drawing(icon, ICON, lambda painter: paint_state(painter, box, state, plain))
    selected = QIcon.Mode.Selected
    add_drawing(icon, ICON, lambda painter: paint_state(painter, box, state, lit), selected)
    return icon


def paint_state(painter: QPainter, box: QRectF, state: str, colour: QColor) -> None:
    """Paint the shape of a state: disc tested, ring not tested, square stopped, and so on.

    Running is a triangle that points on, unfinished two bars, damaged a cross.
    """
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(colour)
    middle, side = box.center(), box.width()
    if state == "tested":
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    elif state == "finished":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    elif state == "stopped":
        painter.drawRect(box.adjusted(1.5, 1.5, -1.5, -1.5))
    elif state == "running":
        right = QPointF(box.right() - 1, middle.y())
        painter.drawPolygon(QPolygonF([box.topLeft(), right, box.bottomLeft()]))
    elif state == "unfinished":
        for left in (0.15, 0.6):
            painter.drawRect(QRectF(box.left() + left * side, box.top() + 1, 0.2 * side, side - 2))
    else:
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomLeft())
