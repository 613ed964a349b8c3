"""Which model it was, and what it reached on held-out images."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gng_desktop.analysis.held_out import Figure, HeldOut, Share, Source, held_out
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.elided_label import ElidedLabel
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.style import emphasise

ROLES = {
    "segmenter": QT_TR_NOOP("Segmenter"),
    "with_background": QT_TR_NOOP("With-background classifier"),
    "without_background": QT_TR_NOOP("Without-background classifier"),
}
FIGURES = {
    "AUC": QT_TR_NOOP("AUC"),
    "accuracy at score 0.5": QT_TR_NOOP("accuracy at score 0.5"),
    "pixel accuracy": QT_TR_NOOP("pixel accuracy"),
    "mean IoU": QT_TR_NOOP("mean IoU"),
    "foreground IoU": QT_TR_NOOP("foreground IoU"),
}
NO_FIGURES = QT_TR_NOOP("This model tells no test figures.")
NOT_HERE = QT_TR_NOOP("This model is not among those in use: its test figures are not known here.")


class ModelFacts(QWidget):
    """One model: role, name with hash, a button that copies the whole hash, test figures.

    Parameters
    ----------
    role : str
        A key of `ROLES`.
    """

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        title = QLabel(tr(ROLES[role]))
        emphasise(title)
        self.label = ElidedLabel()
        self.label.setAccessibleName(tr(ROLES[role]))
        self.copy_button = QToolButton()
        self.copy_button.setAutoRaise(True)
        name = tr("Copy the SHA-256 of the model's manifest")
        self.copy_button.setToolTip(name)
        self.copy_button.setAccessibleName(f"{name}: {tr(ROLES[role])}")
        self.copy_button.clicked.connect(self._copy)
        self.figures = paragraph()
        self.sha256 = ""
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.label, 1)
        row.addWidget(self.copy_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(title)
        layout.addLayout(row)
        layout.addWidget(self.figures)

    def set_copy_icon(self, icon: QIcon) -> None:
        """Use `icon` on the copy button."""
        self.copy_button.setIcon(icon)

    def show_model(self, label: str | None, model: Any) -> None:
        """Show the model that results call `label`.

        `model` is that stored model, None where it is not at hand.
        """
        self.sha256 = getattr(model, "sha256", "") or ""
        self.label.set_full_text(
            label or "—",
            tr("SHA-256 of manifest.json: {sha256}", sha256=self.sha256) if self.sha256 else "",
        )
        self.copy_button.setEnabled(bool(self.sha256))
        lines = figures_text(self._role, model).replace(" %", "\N{NO-BREAK SPACE}%").splitlines()
        self.figures.setText("\n".join(f"• {line}" for line in lines))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.sha256)


def figures_text(role: str, model: Any) -> str:
    """Tell what `model` (None: not at hand) of `role` reached, a sentence a line."""
    if model is None:
        return tr(NOT_HERE)
    task = "segmentation" if role == "segmenter" else "classification"
    found = held_out(getattr(model.manifest, "metrics", None) or {}, task)
    return tr(NO_FIGURES) if found is None else "\n".join(_lines(found))


def _lines(found: HeldOut) -> list[str]:
    listed = ", ".join(_figure(figure) for figure in found.figures)
    count = f"{found.images:,}"
    lines = [
        tr(
            "On {count} held-out images of the sources trained on: {figures}.",
            count=count,
            figures=listed,
        )
        if found.trained
        else tr("On {count} held-out images: {figures}.", count=count, figures=listed)
    ]
    alarms, misses = found.false_alarms, found.misses
    if alarms is not None:
        lines.append(tr("Held-out real photos called generated: {share}.", share=share(alarms)))
        worst = _worst(found, generated=False)
        if worst is not None:
            lines.append(
                tr(
                    "Most false alarms: real photos of {source}: {share}.",
                    source=worst.name,
                    share=share(worst.errors),
                )
            )
    if misses is not None:
        lines.append(tr("Held-out generated images called real: {share}.", share=share(misses)))
        worst = _worst(found, generated=True)
        if worst is not None:
            lines.append(
                tr(
                    "Most misses: generated images of {source}: {share}.",
                    source=worst.name,
                    share=share(worst.errors),
                )
            )
    if found.false_alarms is not None and not found.by_zones:
        lines.append(tr("Both were counted at score 0.5, not by the decision zones."))
    return lines


def _worst(found: HeldOut, generated: bool) -> Source | None:
    """Return the source with the largest share of errors, if there are sources and errors."""
    sources = [s for s in found.sources if s.generated is generated]
    worst = max(sources, key=lambda s: s.errors.value, default=None)
    return worst if worst is not None and worst.errors.hits and len(sources) > 1 else None


def _figure(figure: Figure) -> str:
    name, value = tr(FIGURES[figure.name]), f"{figure.value:.3f}"
    if figure.interval is None:
        return f"{name} {value}"
    low, high = (f"{end:.3f}" for end in figure.interval)
    return tr(
        "{name} {value} (95 % interval {low} to {high})",
        name=name,
        value=value,
        low=low,
        high=high,
    )


def share(found: Share) -> str:
    """Return hits and images, the share and its interval; a share alone says too little."""
    low, high = (f"{100 * end:.1f}" for end in found.interval)
    return tr(
        "{hits} of {images}, {share} % (95 % interval {low} to {high} %)",
        hits=found.hits,
        images=found.images,
        share=f"{100 * found.value:.1f}",
        low=low,
        high=high,
    )
