"""The fused score and further detectors in words, and the explanation of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from gng_desktop.analysis import OWN
from gng_desktop.modelstore import detectors
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.score_scale import (
    ScoreScale,
    fused_thresholds,
    limits_text,
    novelty_text,
    score_text,
    signed,
)
from gng_desktop.ui.kit.widgets import paragraph
from gng_desktop.ui.panels.faithfulness import Tested

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis, DetectorScore
    from gng_desktop.explain.methods import FurtherExplained
    from gng_desktop.explain.rendering import Palette

SIDE = 280
"""Of the map, px."""
HEAD = QT_TR_NOOP(
    "{name}: score {score}, {evaluations} evaluations. Red pushes toward “generated”."
)
SAFE_HEAD = QT_TR_NOOP(
    "{name}: score {score}, {evaluations} evaluations. Orange pushes toward “generated”."
)
TIP = QT_TR_NOOP(
    "What each classifier adds to the natural log-odds of the fused score: above 0 favours a "
    "generator, below 0 a photo."
)
BASED = QT_TR_NOOP("The verdict is based on the fused score.")
NO_PART = QT_TR_NOOP("Other detectors decide: the verdict is not made of the fused score.")
CONSTANT = QT_TR_NOOP("The fusion rule itself adds {value}, the same for every image.")


def further_text(analysis: Analysis) -> str:
    """Return a line for each further detector, and who decided if others than usual did."""
    lines = [_line(analysis, found) for found in analysis.detectors]
    if analysis.deciding != OWN and analysis.status == "ok":
        names = ", ".join(map(detector_name, analysis.deciding))
        lines.append(tr("The verdict was made of: {names}.", names=names))
    return "\n".join(lines)


def detector_name(name: str) -> str:
    """Return what the window calls a role, the id of a further detector, or "fused"."""
    words = detectors.detector_name(name)
    return name if words == name else tr(words)


def detector_text(analysis: Analysis, detector: str) -> str:
    """Return what one further detector says; "" where it did not see the image."""
    found = (d for d in analysis.detectors if d.id == detector)
    return next((_line(analysis, one) for one in found), "")


def _line(analysis: Analysis, found: DetectorScore) -> str:
    if found.raw is None:
        return tr("{name} failed: {problem}", name=found.label, problem=found.problem)
    if found.score is None:
        return tr(
            "{name}: raw score {score} — not calibrated: no verdict",
            name=found.label,
            score=score_text(found.raw),
        )
    parts = [
        tr(
            "{name}: score {score}, {zone}",
            name=found.label,
            score=score_text(found.score),
            zone=tr(found.zone) if found.zone else "—",
        ),
        novelty_text(found.novelty),
        tr("part of the fused score") if found.id in analysis.contributions else "",
        tr("decides") if found.id in analysis.deciding else "",
    ]
    return "; ".join(filter(None, parts))


class FurtherView(QWidget):
    """The map of one further detector, in its own view, and its regions."""

    def __init__(self) -> None:
        super().__init__()
        self.text = paragraph()
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.tested = Tested(tr("Test of the map"))
        down(self.text, self.picture, self.tested, into=self, margins=0)

    def show_found(self, found: FurtherExplained, palette: str) -> None:
        """Show an explanation, its map in the colours `palette` of the catalogue, and its test."""
        from gng_desktop.explain.explanation import common_limit
        from gng_desktop.explain.rendering import colourise

        drawn = colourise(found.map, common_limit(found.map), cast("Palette", palette))
        height, width = drawn.shape[:2]
        image = QImage(drawn.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
        self.picture.setPixmap(
            QPixmap.fromImage(image).scaledToWidth(SIDE, Qt.TransformationMode.SmoothTransformation)
        )
        lines = [
            tr(
                SAFE_HEAD if palette == "colour-blind-safe" else HEAD,
                name=found.detector,
                score=score_text(found.map.prediction),
                evaluations=number(found.map.evaluations, ","),
            )
        ]
        if (regions := found.regions) is not None:
            order = sorted(range(len(regions.players)), key=lambda i: -abs(regions.phi[i]))
            lines += [
                f"{tr(regions.players[i])}: {signed(float(regions.phi[i]), regions.unit)}"
                for i in order
            ]
        self.text.setText("\n".join(lines))
        self.picture.setAccessibleName(lines[0])
        self.tested.setVisible(found.tested is not None)
        if found.tested is not None:
            self.tested.show_tested(found.tested)


class FusedScore(QWidget):
    """A scale and what each classifier adds to the score; hidden where none is fused."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = ScoreScale(tr("Fused score"))
        self.parts = paragraph()
        down(self.scale, self.parts, into=self, margins=0)

    def show_analysis(self, analysis: Analysis, models: Mapping[str, Any]) -> None:
        self.scale.show_score(analysis.score_fused, fused_thresholds(models))
        self.parts.setText(_fused_words(analysis))
        based = tr(BASED) if analysis.fused_decides else ""
        self.parts.setToolTip(f"{tr(TIP)} {based}".rstrip())
        self.setVisible(analysis.score_fused is not None)


def contributions(analysis: Analysis) -> str:
    """Say what each classifier adds to the fused score; empty where there is none."""
    added = analysis.contributions
    if {"with_background", "without_background"} - set(added):
        return ""
    shares = {name: _rounded(value) for name, value in added.items()}
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
    if constant is None or not round(constant, 2):
        return shown
    return f"{shown} {tr(CONSTANT, value=_rounded(constant))}"


def _rounded(value: float) -> str:
    """Return `value` as reports do, with its sign, which a rounded zero does not have."""
    shown = number(value, "+z.2f").replace("-", "−")
    return shown if round(value, 2) else shown.lstrip("+")


def fused_text(analysis: Analysis, models: Mapping[str, Any]) -> str:
    """Return score, limits and contributions on one line; empty where nothing is fused."""
    if analysis.score_fused is None:
        return ""
    limits = fused_thresholds(models)
    words = tr("Fused score: {score}", score=score_text(analysis.score_fused))
    if limits is not None:
        words = limits_text(tr("Fused score"), analysis.score_fused, limits)
    return f"{words}. {_fused_words(analysis)}".rstrip()


def _fused_words(analysis: Analysis) -> str:
    """Return the contributions and, where other detectors decide, that they do."""
    other = analysis.score_fused is not None and not analysis.fused_decides
    return f"{contributions(analysis)} {tr(NO_PART) if other else ''}".strip()
