"""The score of all detectors together: what the verdict is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from gng_desktop.ui.filling import down
from gng_desktop.ui.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.panels.further import NAMES
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.panels.score_scale import ScoreScale, score_text

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

TIP = QT_TR_NOOP(
    "What each classifier adds to the natural log-odds of the fused score: above 0 favours a "
    "generator, below 0 a photo. The verdict is based on the fused score."
)


class FusedScore(QWidget):
    """A scale and what each classifier adds to the score; hidden where none is fused."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = ScoreScale(tr("Fused score"))
        self.parts = paragraph()
        self.parts.setToolTip(tr(TIP))
        down(self.scale, self.parts, into=self, margins=(0, 0, 0, 0))

    def show_analysis(self, analysis: Analysis, models: Mapping[str, Any]) -> None:
        self.scale.show_score(analysis.score_fused, limits(models))
        self.parts.setText(contributions(analysis))
        self.setVisible(analysis.score_fused is not None)


def limits(models: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return (real_below, generated_above) of the fused score, None where there is none."""
    manifest = getattr(models.get("with_background"), "manifest", None)
    found = getattr(manifest, "fusion", None)
    if found is None:
        return None
    return float(found.thresholds.real_below), float(found.thresholds.generated_above)


def contributions(analysis: Analysis) -> str:
    """Say what each classifier adds to the fused score; empty where there is none."""
    added = analysis.contributions
    if {"with_background", "without_background"} - set(added):
        return ""
    told = {name: _signed(value) for name, value in added.items()}
    first, second = told.pop("with_background"), told.pop("without_background")
    values = {"first": first, "second": second}
    if told:
        others = ", ".join(f"{tr(NAMES.get(name, name))} {value}" for name, value in told.items())
        return tr(
            "Of the log-odds: with background {first}, without background {second}, {others}.",
            others=others,
            **values,
        )
    return tr("Of the log-odds: with background {first}, without background {second}.", **values)


def _signed(value: float) -> str:
    """Return `value` with its sign, which a rounded zero does not have."""
    shown = number(value, "+z.1f").replace("-", "−")
    return shown if round(value, 1) else shown.lstrip("+")


def fused_text(analysis: Analysis, models: Mapping[str, Any]) -> str:
    """Return score, limits and contributions on one line; empty where nothing is fused."""
    if analysis.score_fused is None:
        return ""
    score, found = score_text(analysis.score_fused), limits(models)
    told = tr("Fused score: {score}", score=score)
    if found is not None:
        told = tr(
            "{name}: {score} (range 0 to 1; real below {low}, generated above {high})",
            name=tr("Fused score"),
            score=score,
            low=number(found[0], ".2f"),
            high=number(found[1], ".2f"),
        )
    return f"{told}. {contributions(analysis)}".rstrip()
