"""A test's confusion matrix, reliability diagram, IoU bars, and errors by group of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from gng_desktop.charts import measured as charts
from gng_desktop.training.fairness import CAUTION, RATES, SMALL, gap_text, images_of
from gng_desktop.ui.kit.figure_view import FigureView
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.widgets import paragraph
from gng_desktop.ui.training.read_table import ReadTable, Row, Text, share_cell
from gng_desktop.ui.training.words import images_text

if TYPE_CHECKING:
    from gng_desktop.runs.tested import ClassIou, Confusion

ATTRIBUTES = {"gender": QT_TR_NOOP("Gender"), "ethnicity": QT_TR_NOOP("Ethnicity")}


def show_confusion(view: FigureView, found: Confusion | None) -> None:
    """Show a confusion matrix; each cell in words."""
    if found is None:
        view.show_figure(None)
        return
    names = [tr(name) for name in found.classes]
    wide, high = charts.confusion_size(names, 0.92 * view.fontInfo().pixelSize())
    cell = QT_TR_NOOP("{share:.1f} % of the pixels of {true} were found to be {named}")
    if found.unit != "pixels":
        cell = QT_TR_NOOP(
            "{count:,} of {total:,} images that are {true} were called {named} ({share:.1f} %)"
        )
    words, filled = [], []
    for true, row in zip(names, found.counts.tolist(), strict=True):
        for named, count in zip(names, row, strict=True):
            values = {"true": true, "named": named, "count": count, "total": sum(row)}
            words.append(tr(cell, share=100 * count / max(1, sum(row)), **values))
            filled += words[-1:] if count else []
    drawn = partial(charts.confusion, names=names, counts=found.counts, unit=found.unit)
    view.show_figure(drawn, words, lambda width, line: high, wide, "; ".join(filled))


def show_reliability(view: FigureView, bins: Sequence[charts.Bin]) -> None:
    """Show a reliability diagram; each bin in words."""
    words = [
        tr("Scores {start:.1f} to {end:.1f}: no images", start=b.start, end=b.end)
        if b.share_generated is None
        else tr(
            "Scores {start:.1f} to {end:.1f}: {images:,} images, {share:.1f} % of them generated",
            start=b.start,
            end=b.end,
            images=b.images,
            share=100 * b.share_generated,
        )
        for b in bins
    ]
    description = "; ".join(word for word, b in zip(words, bins, strict=True) if b.images)
    drawn = partial(charts.reliability, bins=bins) if bins else None
    view.show_figure(drawn, words, lambda width, line: 340, 290, description)


def show_iou(view: FigureView, classes: Sequence[ClassIou]) -> None:
    """Show the IoU of each class as bars, each in words."""
    bars = [charts.Bar(tr(found.name), found.value, found.low, found.high) for found in classes]
    description, tips = [], []
    for bar, found in zip(bars, classes, strict=True):
        words, note = QT_TR_NOOP("{name}: {value:.3f}"), ""
        if bar.value is None:
            words, note = QT_TR_NOOP("{name}: no figure"), tr("No test mask contains this class.")
        elif bar.low is not None and bar.high is not None:
            words = QT_TR_NOOP("{name}: {value:.3f}, 95 % interval {low:.3f} to {high:.3f}")
        if bar.value is not None and found.pixels is not None:
            note = tr("{pixels:,} of its pixels in the test masks", pixels=found.pixels)
        values = {"name": bar.name, "value": bar.value, "low": bar.low, "high": bar.high}
        description.append(tr(words, **values))
        tips.append("\n".join(filter(None, (description[-1], note))))
    view.show_figure(
        partial(charts.intervals, bars=bars) if bars else None,
        tips,
        lambda width, line: charts.intervals_height(len(bars), line),
        description="; ".join(description),
    )


class FairnessView(QWidget):
    """The page of the tab Fairness."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps = paragraph()
        self.table = ReadTable(tr("Errors by group of people"), texts=2)
        down(self.gaps, (self.table, 1), into=self, margins=(8, 6, 8, 4))

    def show_fairness(self, tested: bool, found: Mapping[str, Any]) -> None:
        """Show `found`, from `gng_desktop.training.fairness.fairness`, of a run that is tested."""
        self.table.setVisible(bool(found))
        rows: list[Row] = []
        words = []
        for attribute, part in found.items():
            name = tr(ATTRIBUTES[attribute]) if attribute in ATTRIBUTES else attribute
            words += [f"{name}: {gap_text(part, rate, tr)}" for rate in RATES]
            for position, (group, row) in enumerate(part["groups"].items()):
                rows.append(
                    [
                        Text(name if not position else "", bold=True),
                        Text(group, images_text(row["images"])),
                        *(_rate(row, rate) for rate in RATES),
                        *(Text(" / ".join(map(str, side))) for side in row["counts"]),
                    ]
                )
        note = QT_TR_NOOP("There is nothing to show until the run has been tested.")
        if found:
            note = CAUTION
        elif tested:
            note = QT_TR_NOOP("The test images record no gender or ethnicity.")
        self.gaps.setText("\n".join([*words, tr(note)]))
        head = [
            tr("Attribute"),
            tr("Group"),
            tr("False alarms"),
            tr("Misses"),
            tr("Real: called real / inconclusive / generated"),
            tr("Generated: called real / inconclusive / generated"),
        ]
        self.table.fill(head, rows)


def _rate(row: Mapping[str, Any], rate: str) -> Text:
    ends = row["intervals"].get(rate)
    note = tr("too few images to compare") if images_of(row, rate) < SMALL else ""
    return share_cell(None if ends is None else row[rate], ends, note)
