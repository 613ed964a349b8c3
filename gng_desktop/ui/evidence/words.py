"""What a row of the evidence list says, in a word, in numbers and as a shape."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette

from gng_desktop.analysis import OWN
from gng_desktop.ui.evidence.items import Item
from gng_desktop.ui.kit.badge import paint_shape
from gng_desktop.ui.kit.decision_words import CONCLUSION_WORDS
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.row_store import State
from gng_desktop.ui.kit.score_scale import score_text
from gng_desktop.ui.kit.style import drawn_icon, verdict_colour
from gng_desktop.ui.panels.further import NO_PART, detector_name

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

DECIDED: dict[str, Verdict | None] = {
    "generated": "generated",
    "probably_generated": "generated",
    "undecided": "inconclusive",
    "probably_real": "real",
    "real": "real",
    "unsuitable": None,
}
"""The verdict whose shape stands for a conclusion."""

ICON = 12
"""Side of a state's shape, px."""


def short_scores(item: Item) -> str:
    """Return the scores that the verdict is made of, as narrow as can be; "" without any."""
    scores = [score for _, score in item.deciding]
    if all(score is None for score in scores):
        return ""
    return " · ".join(score_text(score, short=True) for score in scores)


def score_words(item: Item) -> str:
    """Return sentences on both scores, the fused one and others that decide; "" for none."""
    if not short_scores(item):
        return ""
    words = QT_TR_NOOP(
        "Score with background {with_background}, without background {without_background}."
    )
    if not math.isnan(item.fused):
        words = QT_TR_NOOP(
            "Fused score {fused}, with background {with_background}, without background "
            "{without_background}."
        )
    shown = tr(
        words,
        fused=score_text(item.fused),
        with_background=score_text(item.with_background),
        without_background=score_text(item.without_background),
    )
    return " ".join([shown, *_decided_by(item)])


def _decided_by(item: Item) -> list[str]:
    """Return sentences on what decides where that is not the fused score or both classifiers."""
    names = [name for name, _ in item.deciding]
    if names in (["fused"], list(OWN)):
        return []
    aside = "fused" not in names and not math.isnan(item.fused)
    shown = ", ".join(f"{detector_name(name)} {score_text(score)}" for name, score in item.deciding)
    words = tr("The verdict was made of: {names}.", names=shown)
    return [tr(NO_PART), words] if aside else [words]


def described(item: Item) -> str:
    """Return what a screen reader says of a row."""
    parts = [item.name, tr(WORDS[item.state]), score_words(item)]
    if item.flag:
        parts.append(tr("The file says that a generator made it"))
    return ", ".join(filter(None, [*parts, *fact_words(item)]))


def fact_words(item: Item) -> list[str]:
    """Return a sentence for each: decision, tags, place in the case, models that are not in use."""
    words = []
    if item.decided:
        conclusion = tr(CONCLUSION_WORDS[item.decision])
        words.append(tr("Decision recorded: {conclusion}.", conclusion=conclusion))
    if item.tags:
        words.append(tr("Tags: {tags}.", tags=", ".join(item.tags)))
    if item.in_case:
        words.append(tr("In the case."))
    if item.stale:
        words.append(tr("Analysed with models other than those in use."))
    return words


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

    def draw(painter: QPainter, colour: QColor) -> None:
        painter.setBrush(colour)
        paint_state(painter, QRectF(1, 1, ICON - 2, ICON - 2), state)

    return drawn_icon(ICON, draw, state_colour(palette, state), palette)


def _verdict(state: State) -> Verdict | None:
    known = state in ("generated", "real", "inconclusive")
    return cast("Verdict", state) if known else None
