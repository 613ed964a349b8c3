"""What each region of the face contributed: a reading in words and ranked bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.paired_bars import PairedBars, Row
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.panels.signed_scale import odds_factor, signed

if TYPE_CHECKING:
    from gng_desktop.explain.regions import RegionExplanation

    Regions = tuple[RegionExplanation, RegionExplanation]

NOTHING = QT_TR_NOOP(
    "Not explained by regions yet.\n\nChoose Regions as the method and press Explain (Ctrl+E): "
    "every combination of the face's regions and the background is scored, and each region's "
    "exact share in the score is shown here."
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


def ranked(regions: Regions | None) -> list[Row]:
    """Return region, contribution with and without background; the largest first."""
    tables: list[dict[str, float]] = [
        dict(zip(e.players, e.phi.tolist(), strict=True)) for e in regions or ()
    ]
    names = dict.fromkeys(name for table in tables for name in table)
    rows: list[Row] = [(name, tables[0].get(name), tables[1].get(name)) for name in names]
    return sorted(rows, key=lambda row: -max(abs(v or 0.0) for v in row[1:]))


class RegionBars(PairedBars):
    """Two bars a region, with and without background, ranked, on one scale around 0."""

    def __init__(self) -> None:
        super().__init__(tr("Contribution of each region"))

    def show_regions(self, regions: Regions | None) -> None:
        """Rank and show the regions of both classifiers; None clears the bars."""
        self.show_rows(ranked(regions), regions[0].unit if regions else "score")

    def tip(self, row: Row) -> str:
        """Return both contributions; in log-odds also what they do to the odds."""
        name, *values = row
        if self.unit != "log-odds":
            return super().tip(row)
        first, second = (
            tr(
                "{value} log-odds, odds of “generated” {factor}",
                value=signed(value, self.unit),
                factor=odds_factor(value),
            )
            if value is not None
            else signed(value)
            for value in values
        )
        return tr(
            "{name}\nwith background: {first}\nwithout background: {second}",
            name=tr(name),
            first=first,
            second=second,
        )


class RegionsView(QWidget):
    """The reading, the bars, and what was merged.

    Signals
    -------
    region_chosen : str
        Name of the region whose bar is hovered over, clicked or walked to; "" for none any
        more. See `classes_of`.
    """

    region_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.reading = paragraph()
        self.bars = RegionBars()
        self.bars.row_chosen.connect(self.region_chosen)
        self.notes = paragraph()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        for widget in (self.reading, self.bars, self.notes):
            self.column.addWidget(widget)
        self.show_regions(None, "")

    def show_regions(self, regions: Regions | None, reading: str) -> None:
        """Show what was found for both classifiers; None says how to find it."""
        self.reading.setText(reading if regions else tr(NOTHING))
        self.bars.show_regions(regions)
        notes = list(dict.fromkeys(note for e in regions or () for note in e.notes))
        self.notes.setText("\n".join(tr(note) for note in notes))
        self.bars.setVisible(regions is not None)
        self.notes.setVisible(bool(notes))
