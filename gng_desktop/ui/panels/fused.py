"""The score of all detectors together: what the verdict is made of, unless others decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from gng_desktop.ui.filling import down
from gng_desktop.ui.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.panels.further import detector_name
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.panels.score_scale import ScoreScale, fused_thresholds, limits_text, score_text

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

TIP = QT_TR_NOOP(
    "What each classifier adds to the natural log-odds of the fused score: above 0 favours a "
    "generator, below 0 a photo."
)
BASED = QT_TR_NOOP("The verdict is based on the fused score.")

NO_PART = QT_TR_NOOP("Other detectors decide: the verdict is not made of the fused score.")
CONSTANT = QT_TR_NOOP("The fusion rule itself adds {value}, the same for every image.")


class FusedScore(QWidget):
    """A scale and what each classifier adds to the score; hidden where none is fused."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = ScoreScale(tr("Fused score"))
        self.parts = paragraph()
        down(self.scale, self.parts, into=self, margins=0)

    def show_analysis(self, analysis: Analysis, models: Mapping[str, Any]) -> None:
        self.scale.show_score(analysis.score_fused, fused_thresholds(models))
        self.parts.setText(_words(analysis))
        based = tr(BASED) if analysis.fused_decides else ""
        self.parts.setToolTip(f"{tr(TIP)} {based}".rstrip())
        self.setVisible(analysis.score_fused is not None)


def contributions(analysis: Analysis) -> str:
    """Say what each classifier adds to the fused score; empty where there is none."""
    added = analysis.contributions
    if {"with_background", "without_background"} - set(added):
        return ""
    shares = {name: _signed(value) for name, value in added.items()}
    first, second = shares.pop("with_background"), shares.pop("without_background")
    others = ", ".join(f"{detector_name(name)} {value}" for name, value in shares.items())
    words = QT_TR_NOOP(
        "Contributions to the log-odds: with background {first}, without background {second}."
    )
    if others:
        words = QT_TR_NOOP(
            "Contributions to the log-odds: with background {first}, without background "
            "{second}, {others}."
        )
    shown = tr(words, first=first, second=second, others=others)
    constant = analysis.fused_constant
    if constant is None or not round(constant, 1):
        return shown
    return f"{shown} {tr(CONSTANT, value=_signed(constant))}"


def _signed(value: float) -> str:
    """Return `value` with its sign, which a rounded zero does not have."""
    shown = number(value, "+z.1f").replace("-", "−")
    return shown if round(value, 1) else shown.lstrip("+")


def fused_text(analysis: Analysis, models: Mapping[str, Any]) -> str:
    """Return score, limits and contributions on one line; empty where nothing is fused."""
    if analysis.score_fused is None:
        return ""
    score, limits = score_text(analysis.score_fused), fused_thresholds(models)
    words = tr("Fused score: {score}", score=score)
    if limits is not None:
        words = limits_text(tr("Fused score"), score, limits)
    return f"{words}. {_words(analysis)}".rstrip()


def _words(analysis: Analysis) -> str:
    """Return the contributions and, where other detectors decide, that they do."""
    other = analysis.score_fused is not None and not analysis.fused_decides
    return f"{contributions(analysis)} {tr(NO_PART) if other else ''}".strip()
