"""The verdict, what it is worth, the two scores behind it, and what makes it checkable."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
)

from gng_desktop.analysis.support import model_of, support
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.badge import VerdictBadge
from gng_desktop.ui.panels.elided_label import ElidedLabel
from gng_desktop.ui.panels.faces import FaceChooser
from gng_desktop.ui.panels.frame_picker import FramePicker, other_notes
from gng_desktop.ui.panels.model_facts import ROLES, ModelFacts
from gng_desktop.ui.panels.panel import Panel, paragraph
from gng_desktop.ui.panels.score_scale import ScoreScale, novelty_text
from gng_desktop.ui.panels.summary import summary
from gng_desktop.ui.style import emphasise

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis, Verdict

FACTS = {
    "file": QT_TR_NOOP("File"),
    "size": QT_TR_NOOP("Size"),
    "sha256": QT_TR_NOOP("SHA-256"),
    "face": QT_TR_NOOP("Face"),
    "judged": QT_TR_NOOP("Judged part"),
    "engine": QT_TR_NOOP("Engine"),
    "seconds": QT_TR_NOOP("Time"),
}
MODELS = {"segmenter": "segmenter", "with_background": "with", "without_background": "without"}
"""By role, the key of the model's name among the facts."""
NOVELTY = QT_TR_NOOP(
    "How far the face lies from the images this classifier was trained and tested on. Nearly all "
    "of those lie within 1 times the limit; above it the face is out of scope and the score must "
    "not be relied on. A face within the limit may still come from an unknown generator."
)
FLAG = QT_TR_NOOP(
    "What the file says of itself; anyone can write or remove it, and it enters no score. Details "
    "are in the Provenance tab."
)
SUPPORT = QT_TR_NOOP(
    "Verbal scale of the ENFSI guideline for evaluative reporting (2015). The weaker of the two "
    "classifiers decides, and no more is claimed than the held-out images back."
)
SUPPORT_WORDS = (
    QT_TR_NOOP("no conclusion"),
    QT_TR_NOOP("no support"),
    QT_TR_NOOP("weak support"),
    QT_TR_NOOP("moderate support"),
    QT_TR_NOOP("moderately strong support"),
    QT_TR_NOOP("strong support"),
    QT_TR_NOOP("very strong support"),
    QT_TR_NOOP("extremely strong support"),
)
"""The words of `gng_desktop.analysis.support`, for the translator."""
ZONES = {
    "generated": QT_TR_NOOP("generated"),
    "real": QT_TR_NOOP("real"),
    "inconclusive": QT_TR_NOOP("inconclusive"),
}
NOT_READ = QT_TR_NOOP(
    "What the scores rest on is not known yet: choose Regions as the method and press Explain "
    "(Ctrl+E) to read it here."
)


class VerdictPanel(Panel):
    """Everything that `Analysis` says in words and numbers."""

    def __init__(self) -> None:
        super().__init__(tr("Verdict"), top=4)
        self._analysis: Analysis | None = None
        self._models: Mapping[str, Any] = {}
        self._read = ""
        self.frame = FramePicker()
        self.faces = FaceChooser()
        self.badge = VerdictBadge()
        self.support_word = paragraph()
        emphasise(self.support_word, 1.15)
        self.support_sentence = paragraph()
        for label in (self.support_word, self.support_sentence):
            label.setToolTip(tr(SUPPORT))
        self.reason = paragraph()
        self.notes = paragraph()
        self.flag = paragraph()
        self.flag.setToolTip(tr(FLAG))
        self.with_background = ScoreScale(tr("Score with background"))
        self.without_background = ScoreScale(tr("Score without background"))
        self.novelty_with = paragraph()
        self.novelty_without = paragraph()
        for label in (self.novelty_with, self.novelty_without):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            label.setToolTip(tr(NOVELTY))
        self.difference = paragraph()
        self.difference.setToolTip(tr("Score with background minus score without background."))
        self.shift = paragraph()
        self._reading_title = QLabel(tr("Reading"))
        emphasise(self._reading_title)
        self.reading = paragraph()
        self.summary_button = QPushButton(tr("Copy summary"))
        self.summary_button.setToolTip(
            tr("Copy verdict, support, scores, thresholds and models as text for a report")
        )
        self.summary_button.clicked.connect(self.copy_summary)
        self.facts = {key: ElidedLabel() for key in FACTS}
        self.models = {role: ModelFacts(role) for role in ROLES}
        self.facts |= {key: self.models[role].label for role, key in MODELS.items()}
        self._limits_title = QLabel(tr("Known limits"))
        emphasise(self._limits_title)
        self.limits = paragraph()
        self.copy_button = QToolButton()
        self.copy_button.setAutoRaise(True)
        self.copy_button.setToolTip(tr("Copy the SHA-256"))
        self.copy_button.setAccessibleName(tr("Copy the SHA-256"))
        self.copy_button.clicked.connect(self._copy_hash)
        self._build()

    def _build(self) -> None:
        layout = self.column
        for widget in (
            self.frame,
            self.faces,
            self.badge,
            self.support_word,
            self.support_sentence,
            self.reason,
            self.notes,
            self.flag,
            self.with_background,
            self.novelty_with,
            self.without_background,
            self.novelty_without,
            self.difference,
            self.shift,
            self._reading_title,
            self.reading,
        ):
            layout.addWidget(widget)
        layout.addWidget(self.summary_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(_rule())
        layout.addLayout(self._form())
        layout.addWidget(_rule())
        for model in self.models.values():
            layout.addWidget(model)
        layout.addWidget(_rule())
        layout.addWidget(self._limits_title)
        layout.addWidget(self.limits)
        layout.addStretch(1)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(3)
        form.setHorizontalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for key, name in FACTS.items():
            title = QLabel(tr(name))
            self.facts[key].setAccessibleName(tr(name))
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
        """Use `icon`, drawn for the theme in use, on the copy buttons."""
        for button in (self.copy_button, self.summary_button):
            button.setIcon(icon)
        for model in self.models.values():
            model.set_copy_icon(icon)

    def show_analysis(self, analysis: Analysis, models: Mapping[str, Any]) -> None:
        """Show `analysis`, made with `models` (role to stored model)."""
        used = {role: model_of(analysis, models, role) for role in models}
        self._analysis, self._models = analysis, models
        self.frame.show_analysis(analysis)
        self.badge.show_analysis(analysis)
        self.show_flag("")
        self._show_support(analysis, models)
        self.reason.setText(tr(analysis.reason))
        self.reason.setVisible(bool(analysis.reason))
        notes = other_notes(analysis)
        self.notes.setText(" ".join(notes))
        self.notes.setVisible(bool(notes))
        scored = analysis.status == "ok"
        with_background = analysis.score_with_background if scored else None
        without_background = analysis.score_without_background if scored else None
        limits = [thresholds(used, role) for role in ("with_background", "without_background")]
        self.with_background.show_score(with_background, limits[0])
        self.without_background.show_score(without_background, limits[1])
        for label, novelty in (
            (self.novelty_with, analysis.novelty_with_background),
            (self.novelty_without, analysis.novelty_without_background),
        ):
            label.setText(novelty_text(novelty if scored else None))
            label.setVisible(bool(label.text()))
        self.difference.setText(difference_text(with_background, without_background))
        self.difference.setVisible(bool(self.difference.text()))
        self.shift.setText(shift_text(self.with_background.zone, self.without_background.zone))
        self.shift.setVisible(bool(self.shift.text()))
        self.show_reading("")
        self._show_facts(analysis)
        for role, model in self.models.items():
            model.show_model(_label(analysis, role), used.get(role))
        known = (text for m in used.values() if m is not None for text in m.manifest.limits)
        found = list(dict.fromkeys(known))
        self.limits.setText("\n".join(f"• {tr(text)}" for text in found))
        for widget in (self._limits_title, self.limits):
            widget.setVisible(bool(found))
        self.verticalScrollBar().setValue(0)

    def show_flag(self, sentence: str) -> None:
        """Show what the file says of a generator, beside the scores; "" hides the line."""
        self.flag.setText(f"⚑  {sentence}")
        self.flag.setVisible(bool(sentence))

    def show_reading(self, reading: str) -> None:
        """Show what an explanation by regions found, in plain language; "" says how to get it."""
        self._read = reading
        self.reading.setText(reading or tr(NOT_READ))
        self.reading.setForegroundRole(
            QPalette.ColorRole.WindowText if reading else QPalette.ColorRole.PlaceholderText
        )
        explainable = self._analysis is not None and self._analysis.verdict is not None
        for widget in (self._reading_title, self.reading):
            widget.setVisible(explainable)

    def _show_support(self, analysis: Analysis, models: Mapping[str, Any]) -> None:
        found = support(analysis, models)
        word = tr(found.word)
        self.support_word.setText(word[:1].upper() + word[1:])
        self.support_word.setVisible(analysis.verdict is not None)
        # An inconclusive verdict's reason has a label of its own.
        told = found.sentence if analysis.verdict in ("generated", "real") else ""
        self.support_sentence.setText(tr(told))
        self.support_sentence.setVisible(bool(told))

    def _show_facts(self, analysis: Analysis) -> None:
        facts = self.facts
        facts["file"].set_full_text(Path(analysis.path).name, analysis.path)
        width, height = analysis.width, analysis.height
        known = width is not None and height is not None
        facts["size"].set_full_text(
            tr("{width} × {height} px", width=width, height=height) if known else "—"
        )
        facts["sha256"].set_full_text(analysis.sha256 or "—")
        self.copy_button.setEnabled(analysis.sha256 is not None)
        # Without a verdict there is no face: what the mask calls one is a mistake.
        face = analysis.face_fraction if analysis.status == "ok" else None
        facts["face"].set_full_text(
            "—" if face is None else tr("{share} % of the image", share=f"{100 * face:.0f}")
        )
        box = analysis.face_box
        if box is None:
            part = "—"
        elif box[2:] == (width, height):
            part = tr("the whole image")
        else:
            x, y, w, h = box
            part = tr("{width} × {height} px at {x}, {y}", width=w, height=h, x=x, y=y)
        if analysis.face_index is not None:
            part = tr("face {number}: {part}", number=analysis.face_index, part=part)
        facts["judged"].set_full_text(
            part, tr("The networks saw this part; what lies outside counts as background.")
        )
        engine = ", ".join(filter(None, (analysis.engine, analysis.device)))
        facts["engine"].set_full_text(engine or "—")
        stages = "\n".join(f"{name}: {s:.3f} s" for name, s in analysis.seconds.items())
        total = analysis.seconds.get("total", sum(analysis.seconds.values()))
        facts["seconds"].set_full_text(f"{total:.2f} s" if stages else "—", stages)

    def _copy_hash(self) -> None:
        QGuiApplication.clipboard().setText(self.facts["sha256"].text())

    def copy_summary(self) -> None:
        """Put what is known of the image, as text for a report, into the clipboard."""
        if self._analysis is not None:
            moved = " ".join(filter(None, (self.difference.text(), self.shift.text())))
            QGuiApplication.clipboard().setText(
                summary(self._analysis, self._models, self.badge.word, moved, self._read)
            )


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
        return tr("The background moves the score by less than 0.01.")
    return tr("The background moves the score by {moved}.", moved=f"{moved:+.2f}".replace("-", "−"))


def shift_text(with_background: Verdict | None, without_background: Verdict | None) -> str:
    """Say in which zones the two scores lie; empty where a zone is not known."""
    if with_background is None or without_background is None:
        return ""
    if with_background == without_background:
        return tr("Both scores lie in the zone “{zone}”.", zone=tr(ZONES[with_background]))
    return tr(
        "With background the score lies in the zone “{first}”, without it in the zone “{second}”.",
        first=tr(ZONES[with_background]),
        second=tr(ZONES[without_background]),
    )


def _label(analysis: Analysis, role: str) -> str | None:
    return {
        "segmenter": analysis.segmenter,
        "with_background": analysis.classifier_with_background,
        "without_background": analysis.classifier_without_background,
    }[role]


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFrameShape(QFrame.Shape.HLine)
    rule.setFrameShadow(QFrame.Shadow.Plain)
    rule.setForegroundRole(rule.palette().ColorRole.Mid)
    return rule
