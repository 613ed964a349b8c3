"""The verdict, what it is worth, the two scores behind it, and what makes it checkable."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QWidget

from gng_desktop.analysis.conclusion import conclude
from gng_desktop.analysis.support import model_of
from gng_desktop.core.text import capital
from gng_desktop.ui.kit.badge import VerdictBadge
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import across, laid_out_once
from gng_desktop.ui.kit.plain import copy_text
from gng_desktop.ui.kit.score_scale import ScoreScale, novelty_text, thresholds
from gng_desktop.ui.kit.style import emphasise
from gng_desktop.ui.kit.widgets import (
    CopyLine,
    ElidedLabel,
    Panel,
    button,
    facts_form,
    heading,
    paragraph,
    rule,
    say,
)
from gng_desktop.ui.panels.faces import FaceChooser
from gng_desktop.ui.panels.frame_picker import FramePicker, other_notes
from gng_desktop.ui.panels.further import FusedScore, further_text
from gng_desktop.ui.panels.model_facts import NAMES, KnownGenerators, ModelFacts
from gng_desktop.ui.panels.summary import family_text, summary

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis, Verdict

FACTS = {
    "file": QT_TR_NOOP("File"),
    "size": QT_TR_NOOP("Size"),
    "sha256": QT_TR_NOOP("SHA-256"),
    "face": QT_TR_NOOP("Face"),
    "analysed": QT_TR_NOOP("Analysed part"),
    "engine": QT_TR_NOOP("Engine"),
    "seconds": QT_TR_NOOP("Time"),
}
MODELS = {"segmenter": "segmenter", "with_background": "with", "without_background": "without"}
"""By role, the key of the model's name among the facts."""
NOVELTY = QT_TR_NOOP(
    "How far the face lies from the images this classifier was trained and tested on. Nearly all "
    "of those lie within 1 times the limit; beyond it the face is out of scope and the score must "
    "not be relied on. A face within the limit may still come from an unknown generator."
)
FLAG = QT_TR_NOOP(
    "What the file says about itself; anyone can add or remove it, and it affects no score. "
    "Details are in the Provenance tab."
)
SUPPORT = QT_TR_NOOP(
    "Verbal scale of the ENFSI guideline for evaluative reporting (2015). The score that decides "
    "counts, of several the weakest; no more is claimed than the held-out images support."
)
FAMILY = QT_TR_NOOP(
    "The family model's calibrated probabilities for this face, at even prior odds of the three "
    "classes. They are a lead on the generator and no part of the verdict."
)
NOT_READ = QT_TR_NOOP(
    "It is not known yet what the scores rest on: choose the Regions method and press Explain "
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
        self.support_word = emphasise(paragraph(tip=tr(SUPPORT)), 1.15)
        self.support_sentence = paragraph(tip=tr(SUPPORT))
        self.reason, self.notes, self.flag = paragraph(), paragraph(), paragraph(tip=tr(FLAG))
        self.fused = FusedScore()
        self.with_background = ScoreScale(tr("Score with background"))
        self.without_background = ScoreScale(tr("Score without background"))
        self.novelty_with = paragraph(faint=True, tip=tr(NOVELTY))
        self.novelty_without = paragraph(faint=True, tip=tr(NOVELTY))
        self.family = paragraph(tip=tr(FAMILY))
        tip = tr("Score with background minus score without background.")
        self.difference, self.shift, self.further = paragraph(tip=tip), paragraph(), paragraph()
        self._reading_title, self.reading = heading(tr("Reading")), paragraph()
        tip = tr("Copy verdict, support, scores, thresholds and models as text for a report")
        self.summary_button = button(tr("Copy summary"), tip, do=self.copy_summary)
        self.facts = {key: ElidedLabel() for key in FACTS}
        self.sha256 = CopyLine(tr(FACTS["sha256"]), tr("Copy the SHA-256"))
        self.facts["sha256"] = self.sha256.label
        self.models = {role: ModelFacts(role) for role in NAMES}
        self.facts |= {key: self.models[role].line.label for role, key in MODELS.items()}
        self.generators = KnownGenerators()
        self._limits_title = heading(tr("Known limits"))
        self.limits = paragraph()
        self._build()

    def _build(self) -> None:
        shown: dict[str, QWidget] = {**self.facts, "sha256": self.sha256}
        self.add(
            self.frame,
            self.faces,
            self.badge,
            self.support_word,
            self.support_sentence,
            self.reason,
            self.notes,
            self.flag,
            self.fused,
            self.with_background,
            self.novelty_with,
            self.without_background,
            self.novelty_without,
            self.family,
            self.difference,
            self.shift,
            self.further,
            self._reading_title,
            self.reading,
            across(self.summary_button, 1),
            rule(),
            facts_form({tr(name): shown[key] for key, name in FACTS.items()}),
            rule(),
            *self.models.values(),
            rule(),
            self.generators,
            self._limits_title,
            self.limits,
            1,
        )

    def set_copy_icon(self, icon: QIcon) -> None:
        self.summary_button.setIcon(icon)

    def show_analysis(self, analysis: Analysis, models: Mapping[str, Any]) -> None:
        with laid_out_once(self.body):
            self._fill(analysis, models)
        self.verticalScrollBar().setValue(0)

    def _fill(self, analysis: Analysis, models: Mapping[str, Any]) -> None:
        used = {role: model_of(analysis, models, role) for role in models}
        self._analysis, self._models = analysis, models
        self.frame.show_analysis(analysis)
        concluded = conclude(analysis, models)
        self.badge.show_conclusion(concluded)
        self.show_flag("")
        word = tr(concluded.support_word)
        scored = analysis.status == "ok"
        with_background = analysis.score_with_background if scored else None
        without_background = analysis.score_without_background if scored else None
        self.fused.show_analysis(analysis, used)
        self.with_background.show_score(with_background, thresholds(used, "with_background"))
        limits = thresholds(used, "without_background")
        self.without_background.show_score(without_background, limits)
        for label, text in (
            (self.support_word, capital(word)),
            (self.support_sentence, tr(concluded.support_sentence)),
            (self.reason, tr(concluded.reason)),
            (self.notes, " ".join(map(tr, other_notes(analysis)))),
            (self.novelty_with, scored and novelty_text(analysis.novelty_with_background)),
            (self.novelty_without, scored and novelty_text(analysis.novelty_without_background)),
            (self.family, family_text(analysis)),
            (self.difference, difference_text(with_background, without_background)),
            (self.shift, shift_text(*concluded.zones)),
            (self.further, further_text(analysis)),
        ):
            say(label, text or "")
        self.show_reading("")
        self._show_facts(analysis)
        self._show_models({role: analysis.label_of(role) for role in self.models}, used)
        known = (text for m in used.values() if m is not None for text in m.manifest.limits)
        found = list(dict.fromkeys(known))
        self.limits.setText("\n".join(f"• {tr(text)}" for text in found))
        for widget in (self._limits_title, self.limits):
            widget.setVisible(bool(found))

    def use_models(self, models: Mapping[str, Any]) -> None:
        """Show what is known of the `models`, by role, before there is an analysis by them."""
        self._show_models({role: getattr(m, "label", None) for role, m in models.items()}, models)

    def _show_models(self, labels: Mapping[str, str | None], models: Mapping[str, Any]) -> None:
        for role, facts in self.models.items():
            facts.show_model(labels.get(role), models.get(role))
        self.generators.show_models(models)

    def show_flag(self, sentence: str) -> None:
        """Show what the file says of a generator, beside the scores; "" hides the line."""
        say(self.flag, f"⚑  {tr(sentence)}" if sentence else "")

    def show_reading(self, reading: str) -> None:
        """Show what an explanation by regions found, in plain language; "" says how to get it."""
        self._read = reading
        self.reading.setText(tr(reading or NOT_READ))
        self.reading.setForegroundRole(
            QPalette.ColorRole.WindowText if reading else QPalette.ColorRole.PlaceholderText
        )
        explainable = self._analysis is not None and self._analysis.verdict is not None
        for widget in (self._reading_title, self.reading):
            widget.setVisible(explainable)

    def _show_facts(self, analysis: Analysis) -> None:
        facts = self.facts
        facts["file"].set_full_text(Path(analysis.path).name, analysis.path)
        width, height = analysis.width, analysis.height
        size = tr("{width} × {height} px", width=width, height=height)
        facts["size"].set_full_text("—" if None in (width, height) else size)
        self.sha256.show_value(analysis.sha256 or "")
        # Without a verdict there is no face: what the mask calls one is a mistake.
        face = analysis.face_fraction if analysis.status == "ok" else None
        facts["face"].set_full_text(
            "—" if face is None else tr("{share} % of the image", share=number(100 * face, ".0f"))
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
        facts["analysed"].set_full_text(
            part, tr("The networks saw this part; everything outside it counts as background.")
        )
        engine = ", ".join(filter(None, (analysis.engine, analysis.device)))
        facts["engine"].set_full_text(engine or "—")
        stages = "\n".join(f"{name}: {number(s, '.3f')} s" for name, s in analysis.seconds.items())
        total = analysis.seconds.get("total", sum(analysis.seconds.values()))
        facts["seconds"].set_full_text(f"{number(total, '.2f')} s" if stages else "—", stages)

    def copy_summary(self) -> None:
        if self._analysis is not None:
            moved = " ".join(filter(None, (self.difference.text(), self.shift.text())))
            copy_text(summary(self._analysis, self._models, self.badge.word, moved, self._read))


def difference_text(with_background: float | None, without_background: float | None) -> str:
    """Say by how much the background moves the score; empty where a score is missing."""
    if with_background is None or without_background is None:
        return ""
    moved = with_background - without_background
    if abs(moved) < 0.01:
        return tr("The background moves the score by less than 0.01.")
    return tr(
        "The background moves the score by {moved}.", moved=number(moved, "+.2f").replace("-", "−")
    )


def shift_text(with_background: Verdict | None, without_background: Verdict | None) -> str:
    """Say in which zones the two scores lie; empty where a zone is not known."""
    if with_background is None or without_background is None:
        return ""
    if with_background == without_background:
        return tr("Both scores lie in the zone “{zone}”.", zone=tr(with_background))
    return tr(
        "With background the score lies in the zone “{first}”, without it in the zone “{second}”.",
        first=tr(with_background),
        second=tr(without_background),
    )
