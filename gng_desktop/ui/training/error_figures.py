"""A test's confusion matrix, reliability diagram and IoU bars, and what their parts say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from gng_desktop.charts import evaluations as charts
from gng_desktop.ui.figure_view import FigureView
from gng_desktop.ui.language import QT_TR_NOOP, tr

if TYPE_CHECKING:
    from gng_desktop.runs.tested import ClassIou, Confusion


def show_confusion(view: FigureView, found: Confusion | None) -> None:
    """Show a confusion matrix; each cell in words."""
    if found is None:
        view.show_figure(None)
        return
    names = [tr(name) for name in found.classes]
    wide, high = charts.confusion_size(names, 0.92 * view.fontInfo().pixelSize())
    cell = QT_TR_NOOP("{share:.1%} of the pixels of {true} were found to be {named}")
    if found.unit != "pixels":
        cell = QT_TR_NOOP(
            "{count:,} of {total:,} images that are {true} were called {named} ({share:.1%})"
        )
    words, filled = [], []
    for true, row in zip(names, found.counts.tolist(), strict=True):
        for named, count in zip(names, row, strict=True):
            values = {"true": true, "named": named, "count": count, "total": sum(row)}
            words.append(tr(cell, share=count / max(1, sum(row)), **values))
            filled += words[-1:] if count else []
    drawn = partial(charts.confusion, names=names, counts=found.counts, unit=found.unit)
    view.show_figure(drawn, words, lambda width, line: high, wide, "; ".join(filled))


def show_reliability(view: FigureView, bins: Sequence[charts.Bin]) -> None:
    """Show a reliability diagram; each bin in words."""
    words = [
        tr("Scores {start:.1f} to {end:.1f}: no images", start=b.start, end=b.end)
        if b.share_generated is None
        else tr(
            "Scores {start:.1f} to {end:.1f}: {images:,} images, {share:.1%} of them generated",
            start=b.start,
            end=b.end,
            images=b.images,
            share=b.share_generated,
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
