"""What a row of the evidence list says, in a word, in numbers and as a shape."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette

from gng_desktop.ui.evidence.items import Item, State
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.badge import paint_shape
from gng_desktop.ui.panels.score_scale import score_text
from gng_desktop.ui.style import add_drawing, verdict_colour

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Verdict

WORDS: dict[State, str] = {
    "generated": QT_TR_NOOP("Generated"),
    "inconclusive": QT_TR_NOOP("Inconclusive"),
    "real": QT_TR_NOOP("Real"),
    "not_applicable": QT_TR_NOOP("Not applicable"),
    "error": QT_TR_NOOP("Not readable"),
    "waiting": QT_TR_NOOP("Waiting"),
}

ICON = 12
"""Side of a state's shape, px."""


def short_scores(item: Item) -> str:
    """Return both scores, with and without background, as narrow as can be; "" without any."""
    pair = _scores(item)
    if pair == (None, None):
        return ""
    return " · ".join(score_text(score, short=True) for score in pair)


def score_words(item: Item) -> str:
    """Return a sentence with both scores; "" where there are none."""
    with_background, without_background = _scores(item)
    if with_background is None and without_background is None:
        return ""
    return tr(
        "Score with background {with_background}, without background {without_background}.",
        with_background=score_text(with_background),
        without_background=score_text(without_background),
    )


def described(item: Item) -> str:
    """Return what a screen reader says of a row."""
    parts = [item.name, tr(WORDS[item.state]), score_words(item)]
    if item.flag:
        parts.append(tr("The file says that a generator made it"))
    if item.decided:
        parts.append(tr("Decision recorded"))
    return ", ".join(filter(None, parts))


def state_colour(palette: QPalette, state: State) -> QColor:
    """Return the text colour of `state`."""
    return verdict_colour(palette, _verdict(state))


def paint_state(painter: QPainter, box: QRectF, state: State) -> None:
    """Paint the shape of `state` into square `box`, in the brush's colour; three dots: waiting."""
    if state != "waiting":
        paint_shape(painter, box, _verdict(state))
        return
    painter.save()
    painter.setPen(painter.brush().color())
    radius = box.width() / 12
    for step in (-1, 0, 1):
        painter.drawEllipse(box.center() + QPointF(step * box.width() / 3, 0), radius, radius)
    painter.restore()


def shape_icon(state: State, palette: QPalette) -> QIcon:
    """Return the shape of a state in its colour."""
    icon = QIcon()

    def draw(painter: QPainter) -> None:
        painter.setBrush(state_colour(palette, state))
        paint_state(painter, QRectF(1, 1, ICON - 2, ICON - 2), state)

    add_drawing(icon, ICON, draw)
    return icon


def _verdict(state: State) -> Verdict | None:
    known = state in ("generated", "real", "inconclusive")
    return cast("Verdict", state) if known else None


def _scores(item: Item) -> tuple[float | None, float | None]:
    pair = (item.with_background, item.without_background)
    first, second = (None if math.isnan(score) else score for score in pair)
    return first, second
