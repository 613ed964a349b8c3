"""Which model it was, what it reached on held-out images, and which generators it knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from gng_desktop.analysis import NEEDED
from gng_desktop.analysis.held_out import (
    Figure,
    Generator,
    HeldOut,
    Share,
    Source,
    held_out,
    verdict_figures,
)
from gng_desktop.core.text import capital
from gng_desktop.modelstore.family import WORDS as FAMILY_WORDS
from gng_desktop.modelstore.manifest import ROLES
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.widgets import CopyLine, Section, heading, paragraph

NAMES = {role: capital(ROLES[role].words) for role in NEEDED}
ERRORS = (
    (
        False,
        QT_TR_NOOP("Held-out real photos misclassified: {share}."),
        QT_TR_NOOP("Most false alarms: real photos of {source}: {share}."),
    ),
    (
        True,
        QT_TR_NOOP("Held-out generated images misclassified: {share}."),
        QT_TR_NOOP("Most misses: generated images of {source}: {share}."),
    ),
)
"""Whether of generated images; how many were misclassified, and of which source the most."""
NO_FIGURES = QT_TR_NOOP("This model reports no test figures.")
NOT_HERE = QT_TR_NOOP(
    "This model is not one of those in use: its test figures are not available here."
)


class ModelFacts(QWidget):
    """One model: role, name with hash, a button that copies the whole hash, test figures."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        name = tr(NAMES[role])
        copying = tr("Copy the SHA-256 of the model's manifest")
        self.line = CopyLine(name, f"{copying}: {name}")
        self.figures = paragraph()
        self._shown: tuple[str | None, Any] = "", None
        down(heading(name), self.line, self.figures, into=self, spacing=2, margins=0)

    def show_model(self, label: str | None, model: Any) -> None:
        """Show the model that results call `label`; `model` is None where it is not at hand."""
        if label == self._shown[0] and model is self._shown[1]:
            return
        self._shown = label, model
        sha256 = getattr(model, "sha256", "") or ""
        tooltip = tr("SHA-256 of manifest.json: {sha256}", sha256=sha256) if sha256 else ""
        self.line.show_value(sha256, label or "—", tooltip)
        lines = figures_text(self._role, model).splitlines()
        self.figures.setText("\n".join(f"• {line}" for line in lines))


def figures_text(role: str, model: Any) -> str:
    """Tell what `model` (None: not at hand) of `role` reached, a sentence a line.

    Of one with a rule of fusion also what the fused score reached.
    """
    if model is None:
        return tr(NOT_HERE)
    found = held_out(getattr(model.manifest, "metrics", None) or {}, ROLES[role].task)
    lines = [tr(NO_FIGURES)] if found is None else _lines(found)
    rule = getattr(model.manifest, "fusion", None)
    fused = None if rule is None else held_out(rule.metrics)
    if fused is not None:
        lines += [tr("The fused score, of which this classifier is a part:"), *_lines(fused)]
    return "\n".join(lines)


def _lines(found: HeldOut) -> list[str]:
    listed = ", ".join(_figure(figure) for figure in found.figures)
    count = number(found.images, ",")
    words = QT_TR_NOOP("On {count} held-out images: {figures}.")
    if found.trained:
        words = QT_TR_NOOP("On {count} held-out images from the training sources: {figures}.")
    lines = [tr(words, count=count, figures=listed)]
    for generated, every, most in ERRORS:
        errors = found.misses if generated else found.false_alarms
        if errors is not None:
            lines.append(tr(every, share=share(errors)))
            if (worst := _worst(found, generated)) is not None:
                lines.append(tr(most, source=worst.name, share=share(worst.errors)))
    if found.false_alarms is not None and not found.by_zones:
        lines.append(tr("Both were counted at a score of 0.5, not by the decision zones."))
    return lines


def _worst(found: HeldOut, generated: bool) -> Source | None:
    """Return the source with the largest share of errors, if there are sources and errors."""
    sources = [s for s in found.sources if s.generated is generated]
    worst = max(sources, key=lambda s: s.errors.value, default=None)
    return worst if worst is not None and worst.errors.hits and len(sources) > 1 else None


def _figure(figure: Figure) -> str:
    name, value = tr(figure.name), number(figure.value, ".3f")
    if figure.interval is None:
        return f"{name} {value}"
    low, high = (number(end, ".3f") for end in figure.interval)
    words = QT_TR_NOOP("{name} {value} (95 % interval {low} to {high})")
    return tr(words, name=name, value=value, low=low, high=high)


def share(found: Share) -> str:
    """Return hits and images, the share and its interval; a share alone says too little."""
    low, high = (number(100 * end, ".1f") for end in found.interval)
    return tr(
        "{hits} of {images}, {share} % (95 % interval {low} to {high} %)",
        hits=found.hits,
        images=found.images,
        share=number(100 * found.value, ".1f"),
        low=low,
        high=high,
    )


INTRODUCTION = QT_TR_NOOP(
    "How often held-out images of each generator are classified as generated, and how often those "
    "of a generator were by models trained without it: the nearest measure of a generator not "
    "listed here, which may be found less often still."
)


class KnownGenerators(Section):
    """A line for each generator of the models' test; hidden where the models tell of none."""

    def __init__(self) -> None:
        lines = paragraph()
        super().__init__(tr("Known generators"), paragraph(tr(INTRODUCTION)), lines, open_=False)
        self._found: HeldOut | None = None
        self.lines = lines

    def show_models(self, models: Mapping[str, Any]) -> None:
        """Show what is known of the `models`, by role, that made an analysis."""
        found = verdict_figures(models)
        if found is not None and found is self._found:
            return  # nearly every image is analysed with the models of the one before
        self._found = found
        parts = [] if found is None else [_line(known) for known in found.generators]
        self.lines.setText("\n".join(f"• {line}" for line in parts))
        self.setVisible(bool(parts))


def _line(known: Generator) -> str:
    name = f"{known.name} ({tr(FAMILY_WORDS.get(known.family, known.family))})"
    parts = []
    if known.found is not None:
        parts.append(tr("detected {share}", share=share(known.found)))
    if known.unseen is not None and known.unseen_missed is not None:
        parts.append(
            tr(
                "by models trained without it detected {found}, classified as real {missed}",
                found=share(known.unseen),
                missed=share(known.unseen_missed),
            )
        )
    return f"{name}: {'; '.join(parts)}."
