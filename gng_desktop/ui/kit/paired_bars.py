"""Diverging bars in pairs, with and without background, on one scale around 0."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from gng_desktop.charts.contributions import Row, bars_height, paired_bars
from gng_desktop.charts.look import SIDES
from gng_desktop.ui.kit.figure_view import FigureView
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.score_scale import signed


class PairedBars(FigureView):
    """Rows of two bars: the upper, filled, with background; the lower, hatched, without."""

    row_chosen = Signal(str)
    """str: Name of the row hovered over, clicked or walked to; "" when none is any more."""

    def __init__(self, name: str) -> None:
        super().__init__(name, least=220)
        self.rows: list[Row] = []
        """The largest first; names in English."""
        self.unit = "score"
        """What the values are counted in: "score" or "log-odds"."""
        self._colours = next(iter(SIDES))
        self.chosen.connect(
            lambda key: self.row_chosen.emit(self.rows[key].name if key >= 0 else "")
        )

    def show_rows(self, rows: Sequence[Row], unit: str) -> None:
        self.rows, self.unit = list(rows), unit
        self._show()

    def use_palette(self, name: str) -> None:
        self._colours = name
        self._show()

    def _show(self) -> None:
        shown = [Row(self.title(row), *row.values, self.note(row)) for row in self.rows]
        draw = partial(paired_bars, rows=shown, unit=self.unit, palette=self._colours)
        words = [
            tr(
                "{name} {first} with, {second} without",
                name=tr(row.name),
                first=signed(row.with_background, self.unit),
                second=signed(row.without_background, self.unit),
            )
            for row in self.rows
        ]
        self.show_figure(
            draw if shown else None,
            [self.tip(row) or text for row, text in zip(self.rows, words, strict=True)],
            lambda width, line: bars_height(shown, line),
            description="; ".join(words),
        )

    def title(self, row: Row) -> str:
        """Return what is written for the name of `row`."""
        return tr(row.name)

    def note(self, row: Row) -> str:
        """Return what is written at the right of a name that has a line of its own; "" for none."""
        return ""

    def tip(self, row: Row) -> str:
        """Return what hovering over `row` shows; "" for both values."""
        return ""
