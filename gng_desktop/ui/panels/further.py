"""Further detectors in words, and the explanation of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from gng_desktop.analysis import OWN
from gng_desktop.ui.filling import down
from gng_desktop.ui.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.panels.faithfulness import Tested
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.panels.score_scale import novelty_text, score_text, signed

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
NAMES = {
    "fused": QT_TR_NOOP("fused score"),
    "with_background": QT_TR_NOOP("with-background classifier"),
    "without_background": QT_TR_NOOP("without-background classifier"),
    "gan": QT_TR_NOOP("GAN detector"),
    "vit": QT_TR_NOOP("ViT detector"),
}


def further_text(analysis: Analysis) -> str:
    """Return a line for each further detector, and who decided if others than usual did."""
    lines = [_line(analysis, found) for found in analysis.detectors]
    if analysis.deciding != OWN and analysis.status == "ok":
        names = ", ".join(map(detector_name, analysis.deciding))
        lines.append(tr("The verdict was made of: {names}.", names=names))
    return "\n".join(lines)


def detector_name(name: str) -> str:
    """Return what the window calls a role, the id of a further detector, or "fused"."""
    return tr(NAMES[name]) if name in NAMES else name


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
