"""What each region of the face contributed: a reading in words and ranked bars."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from gng_desktop.charts.contributions import Row, ranked
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.paired_bars import PairedBars
from gng_desktop.ui.kit.score_scale import signed
from gng_desktop.ui.kit.widgets import paragraph, say

if TYPE_CHECKING:
    from gng_desktop.explain.methods import Explained
    from gng_desktop.explain.reading import Caps
    from gng_desktop.explain.regions import RegionExplanation

    Regions = tuple[RegionExplanation, RegionExplanation]

NOTHING = QT_TR_NOOP(
    "Not explained by regions yet.\n\nChoose the Regions method and press Explain (Ctrl+E): every "
    "combination of the face's regions and the background is scored, and the exact share of each "
    "region in the score is shown here."
)
MERGED = {
    "eyes": ("left eye", "right eye"),
    "eyebrows": ("left eyebrow", "right eyebrow"),
    "ears": ("left ear", "right ear"),
}
"""Regions that stand for two classes, counted together where there are many regions."""


def classes_of(region: str) -> tuple[str, ...]:
    """Return the classes that `region`, a name in the bars, stands for."""
    return MERGED.get(region, (region,))


def odds_factor(value: float, caps: tuple[float | None, float | None] = (None, None)) -> str:
    """Return by what a contribution of `value`, in log-odds, multiplies the odds of "generated".

    Beyond what `caps` (for "generated" and "real") back, only that it is more.
    """
    factor = math.exp(max(-700.0, min(value, 700.0)))
    up, down = caps
    if up is not None and factor > up:
        return tr("× more than {most}", most=number(up, ",.3g"))
    if down is not None and factor < 1 / down:
        return tr("× less than {least}", least=number(1 / down, ".2g"))
    return f"× {number(factor, ',.0f')}" if factor >= 1000 else f"× {number(factor, '.3g')}"


class RegionBars(PairedBars):
    """Two bars a region, with and without background, ranked, on one scale around 0."""

    def __init__(self) -> None:
        super().__init__(tr("Contribution of each region"))
        self.caps: tuple[Caps, Caps] = ((None, None), (None, None))

    def show_regions(self, regions: Regions | None) -> None:
        """Rank and show the regions of both classifiers; None clears the bars."""
        rows = ranked([found.contributions for found in regions or ()])
        self.show_rows(rows, regions[0].unit if regions else "score")

    def tip(self, row: Row) -> str:
        """Return both contributions; in log-odds also what they do to the odds."""
        if self.unit != "log-odds":
            return super().tip(row)
        first, second = (
            tr(
                "{value} log-odds, odds of “generated” {factor}",
                value=signed(value, self.unit),
                factor=odds_factor(value, caps),
            )
            if value is not None
            else signed(value)
            for value, caps in zip(row.values, self.caps, strict=True)
        )
        return tr(
            "{name}\nwith background: {first}\nwithout background: {second}",
            name=tr(row.name),
            first=first,
            second=second,
        )


class RegionsView(QWidget):
    """The reading, the bars, and what was merged."""

    def __init__(self) -> None:
        super().__init__()
        self.reading = paragraph()
        self.bars = RegionBars()
        self.notes = paragraph()
        self.spread = QCheckBox(tr("Map per pixel"))
        self.spread.setToolTip(
            tr(
                "Off: every pixel shows the total of its region, as in the text and the bars. On: "
                "the total is spread over the region's pixels, so that small regions stand out."
            )
        )
        parts = self.reading, self.bars, self.notes, self.spread
        down(*parts, into=self, spacing=8, margins=0)
        self.show_regions(None)

    def show_regions(self, explained: Explained | None) -> None:
        """Show what was found for both classifiers; None says how to find it."""
        regions, reading = (explained.regions, explained.reading) if explained else (None, "")
        if explained is not None:
            self.bars.caps = explained.caps
        self.reading.setText(tr(reading if regions else NOTHING))
        self.bars.show_regions(regions)
        notes = list(dict.fromkeys(note for e in regions or () for note in e.notes))
        say(self.notes, "\n".join(map(tr, notes)))
        for widget in (self.bars, self.spread):
            widget.setVisible(regions is not None)
