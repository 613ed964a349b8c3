"""The verdict, the two scores behind it, and the facts that make it checkable."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
)

from gng_desktop.ui.panels.badge import VerdictBadge
from gng_desktop.ui.panels.elided_label import ElidedLabel
from gng_desktop.ui.panels.panel import Panel, paragraph
from gng_desktop.ui.panels.score_scale import ScoreScale

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

FACTS = {
    "file": "File",
    "size": "Size",
    "sha256": "SHA-256",
    "face": "Face",
    "judged": "Judged part",
    "segmenter": "Segmenter",
    "with": "With background",
    "without": "Without background",
    "engine": "Engine",
    "seconds": "Time",
}
NOVELTY = (
    "How far the face lies from the images this classifier was trained and tested on. Nearly all "
    "of those lie within 1 times the limit; above it the face is out of scope and the score must "
    "not be relied on. A face within the limit may still come from an unknown generator."
)


class VerdictPanel(Panel):
    """Everything that `Analysis` says in words and numbers."""

    def __init__(self) -> None:
        super().__init__("Verdict", top=4)
        self.badge = VerdictBadge()
        self.reason = paragraph()
        self.with_background = ScoreScale("Score with background")
        self.without_background = ScoreScale("Score without background")
        self.novelty_with = paragraph()
        self.novelty_without = paragraph()
        for label in (self.novelty_with, self.novelty_without):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            label.setToolTip(NOVELTY)
        self.difference = paragraph()
        self.difference.setToolTip("Score with background minus score without background.")
        self.facts = {key: ElidedLabel() for key in FACTS}
        self.limits = paragraph()
        self.copy_button = QToolButton()
        self.copy_button.setAutoRaise(True)
        self.copy_button.setToolTip("Copy the SHA-256")
        self.copy_button.setAccessibleName("Copy the SHA-256")
        self.copy_button.clicked.connect(self._copy_hash)

        layout = self.column
        layout.addWidget(self.badge)
        layout.addWidget(self.reason)
        layout.addWidget(self.with_background)
        layout.addWidget(self.novelty_with)
        layout.addWidget(self.without_background)
        layout.addWidget(self.novelty_without)
        layout.addWidget(self.difference)
        layout.addWidget(_rule())
        layout.addLayout(self._form())
        layout.addWidget(_rule())
        layout.addWidget(self.limits)
        layout.addStretch(1)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(3)
        form.setHorizontalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for key, name in FACTS.items():
            title = QLabel(name)
            self.facts[key].setAccessibleName(name)
            if key != "sha256":
                form.addRow(title, self.facts[key])
                continue
            row = QHBoxLayout()
            row.setSpacing(2)
            row.addWidget(self.facts[key], 1)
            row.addWidget(self.copy_button)
            form.addRow(title, row)
        return form

    def set_copy_icon(self, icon: QIcon) -> None:
        """Use `icon`, drawn for the theme in use, on the copy button."""
        self.copy_button.setIcon(icon)

    def show_analysis(self, analysis: Analysis, models: Mapping[str, Any]) -> None:
        """Show `analysis`, made with `models` (role to stored model)."""
        self.badge.show_analysis(analysis)
        self.reason.setText(analysis.reason)
        self.reason.setVisible(bool(analysis.reason))
        scored = analysis.status == "ok"
        with_background = analysis.score_with_background if scored else None
        without_background = analysis.score_without_background if scored else None
        self.with_background.show_score(with_background, thresholds(models, "with_background"))
        self.without_background.show_score(
            without_background, thresholds(models, "without_background")
        )
        for label, novelty in (
            (self.novelty_with, analysis.novelty_with_background),
            (self.novelty_without, analysis.novelty_without_background),
        ):
            label.setText(novelty_text(novelty if scored else None))
            label.setVisible(bool(label.text()))
        self.difference.setText(difference_text(with_background, without_background))
        self.difference.setVisible(bool(self.difference.text()))
        self._show_facts(analysis)
        limits = list(dict.fromkeys(text for m in models.values() for text in m.manifest.limits))
        self.limits.setText("Known limits\n" + "\n".join(f"• {text}" for text in limits))
        self.limits.setVisible(bool(limits))
        self.verticalScrollBar().setValue(0)

    def _show_facts(self, analysis: Analysis) -> None:
        facts = self.facts
        facts["file"].set_full_text(Path(analysis.path).name, analysis.path)
        known = analysis.width is not None and analysis.height is not None
        facts["size"].set_full_text(f"{analysis.width} × {analysis.height} px" if known else "—")
        facts["sha256"].set_full_text(analysis.sha256 or "—")
        self.copy_button.setEnabled(analysis.sha256 is not None)
        # Without a verdict there is no face: what the mask calls one is a mistake.
        face = analysis.face_fraction if analysis.status == "ok" else None
        facts["face"].set_full_text("—" if face is None else f"{100 * face:.0f} % of the image")
        box = analysis.face_box
        whole = box is None or box[2:] == (analysis.width, analysis.height)
        part = "" if box is None else f"{box[2]} × {box[3]} px at {box[0]}, {box[1]}"
        part = part if not whole else "the whole image" if box else "—"
        facts["judged"].set_full_text(
            part, "The networks saw this part; what lies outside counts as background."
        )
        facts["segmenter"].set_full_text(analysis.segmenter or "—")
        facts["with"].set_full_text(analysis.classifier_with_background or "—")
        facts["without"].set_full_text(analysis.classifier_without_background or "—")
        engine = ", ".join(filter(None, (analysis.engine, analysis.device)))
        facts["engine"].set_full_text(engine or "—")
        stages = "\n".join(f"{name}: {s:.3f} s" for name, s in analysis.seconds.items())
        total = analysis.seconds.get("total", sum(analysis.seconds.values()))
        facts["seconds"].set_full_text(f"{total:.2f} s" if stages else "—", stages)

    def _copy_hash(self) -> None:
        QGuiApplication.clipboard().setText(self.facts["sha256"].text())


def thresholds(models: Mapping[str, Any], role: str) -> tuple[float, float] | None:
    """Return (real_below, generated_above) of the model in `role`, None where it has none."""
    model = models.get(role)
    found = None if model is None else model.manifest.thresholds
    return None if found is None else (float(found.real_below), float(found.generated_above))


def difference_text(with_background: float | None, without_background: float | None) -> str:
    """Say by how much the background moves the score; empty where a score is missing."""
    if with_background is None or without_background is None:
        return ""
    moved = with_background - without_background
    if abs(moved) < 0.01:
        return "The background moves the score by less than 0.01."
    return f"The background moves the score by {moved:+.2f}.".replace("-", "−")


def novelty_text(novelty: float | None) -> str:
    """Tell the novelty in units of its limit; empty where it is not known."""
    if novelty is None:
        return ""
    return f"novelty {novelty:.2f} × limit" + (", out of scope" if novelty > 1 else "")


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFrameShape(QFrame.Shape.HLine)
    rule.setFrameShadow(QFrame.Shadow.Plain)
    rule.setForegroundRole(rule.palette().ColorRole.Mid)
    return rule
