"""The figures in a ``metrics.json``, flat: group, name, value, interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gng_desktop.core.text import N_

PAIRS = {
    "stylegan1/ffhq": ("stylegan1", "ffhq"),
    "stylegan2/portraits": ("stylegan2", "portraits"),
    "openforensics/test-dev": ("openforensics",),
    "openforensics/test-challenge": ("openforensics-challenge",),
}
"""Real and generated sources that share size and encoding, so their figures mean something; the
sources of OpenForensics hold both."""
ALL, TRAINED = "all", "trained"
"""Groups of images: every one, and those of the sources that were trained on."""
IOU = "iou "  # start of the name of a class's IoU
WORDS = {
    "auc": N_("AUC"),
    "accuracy": N_("accuracy"),
    "precision": N_("precision"),
    "recall": N_("recall"),
    "f1": N_("F1"),
    "mcc": N_("MCC"),
    "brier": N_("Brier"),
    "cllr": N_("Cllr (bits)"),
    "ece": N_("ECE"),
    "pixel_accuracy": N_("pixel accuracy"),
    "mean_iou": N_("mean IoU"),
    "foreground_iou": N_("foreground IoU"),
    "macro_f1": N_("macro F1"),
    "binary_accuracy": N_("binary accuracy"),
    "binary_f1": N_("binary F1"),
    "called_generated": N_("called generated"),
    "called_real": N_("called real"),
    "inconclusive": N_("inconclusive"),
}
"""How figures are named in tables; others by their own name."""
MAIN = {
    "segmentation": ("pixel_accuracy", "mean_iou", "foreground_iou"),
    "classification": ("auc", "accuracy", "f1", "mcc"),
    "family": ("accuracy", "macro_f1", "binary_accuracy", "binary_f1"),
}
"""The main figures of a run."""


@dataclass(frozen=True)
class Figure:
    """One figure of a test."""

    # The test images it is over: a matched pair (``stylegan1/ffhq``), ``trained`` (sources that
    # were trained on), ``all``, or one source
    group: str
    images: int  # their number
    name: str  # ``accuracy``, ``auc``, ``mean_iou``, ``iou hair``, ``called_generated``, ...
    value: float | None  # None where it is not defined
    # low, high: ends of its 95 % interval; None where it has none
    low: float | None
    high: float | None

    @property
    def words(self) -> str:
        """Its name as tables show it."""
        if self.name.startswith(IOU):
            return f"IoU {self.name.removeprefix(IOU)}"
        return WORDS.get(self.name, self.name)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both ends of its 95 % interval; None where it has none."""
        return None if self.low is None or self.high is None else (self.low, self.high)

    def text(self) -> str:
        """Return ``0.931 [0.905, 0.954]``, or ``-`` where there is no figure."""
        return with_interval(self.value, self.interval)


def with_interval(value: float | None, interval: Sequence[float] | None) -> str:
    """Return ``0.931 [0.905, 0.954]``, or ``-`` where there is no figure."""
    if value is None:
        return "-"
    ends = f" [{interval[0]:.3f}, {interval[1]:.3f}]" if interval else ""
    return f"{value:.3f}{ends}"


def groups_of(metrics: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return figures by group: pairs, trained, all; of a segmenter only all."""
    if "pairs" not in metrics:
        return {ALL: metrics}
    named = {name: metrics[name] for name in (TRAINED, ALL) if name in metrics}
    return {**metrics["pairs"], **named}


def figures_of(metrics: Mapping[str, Any]) -> Iterator[Figure]:
    """Yield everything in one set of metrics: figures by group, IoU by class, zones by source.

    They are those of a ``metrics.json`` or of a manifest.
    """
    for name, group in groups_of(metrics).items():
        images = int(group.get("images", 0))
        for figure, interval in group["intervals"].items():
            if figure == "iou":
                for label, value in group["iou"].items():
                    yield _figure(name, images, f"{IOU}{label}", value, interval.get(label))
            else:
                yield _figure(name, images, figure, group[figure], interval)
    for name, row in metrics.get("sources", {}).items():
        for zone, interval in row["intervals"].items():
            yield _figure(name, int(row["images"]), zone, row[zone], interval)


def _figure(
    group: str, images: int, name: str, value: float | None, ends: Sequence[float] | None
) -> Figure:
    low, high = ends or (None, None)
    return Figure(group, images, name, value, low, high)


def main_figures(metrics: Mapping[str, Any], task: str) -> tuple[Figure, ...]:
    """Return the figures of `MAIN` for a task over the trained sources, or over all."""
    group = TRAINED if TRAINED in metrics else ALL
    found = {f.name: f for f in figures_of(metrics) if f.group == group}
    return tuple(found[name] for name in MAIN[task] if name in found)


def worse(new: Sequence[Figure], present: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the first of both models' `main_figures` where the new one's is lower; None if not."""
    if not new or not present or new[0].name != present[0].name:
        return None
    values = new[0].value, present[0].value
    lower = values[0] is not None and values[1] is not None and values[0] < values[1]
    return (new[0], present[0]) if lower else None
