"""What pairs of regions bring in together: the strongest as bars, all of them as a matrix."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QCheckBox, QWidget

from gng_desktop.charts.contributions import Row, interaction_matrix, matrix_height
from gng_desktop.charts.look import SIDES
from gng_desktop.ui.kit.figure_view import FigureView
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.paired_bars import PairedBars
from gng_desktop.ui.kit.score_scale import signed
from gng_desktop.ui.kit.widgets import paragraph

if TYPE_CHECKING:
    from gng_desktop.explain.regions import RegionExplanation

    Regions = tuple[RegionExplanation, RegionExplanation]

DESCRIBED = 10
"""Pairs read to a screen reader."""


def joint_effects(found: RegionExplanation) -> NDArray[np.float64]:
    """Return (n, n): what each pair brings in together; on the diagonal, each region by itself.

    `RegionExplanation.interactions` has half of a pair's effect in either of its two cells.
    """
    matrix = 2 * found.interactions
    np.fill_diagonal(matrix, found.interactions.diagonal())
    return matrix


def strongest(regions: Regions | None, most: int) -> list[tuple[str, str, Row]]:
    """Return the two regions and the row of up to `most` pairs, the largest effect first."""
    found: dict[tuple[str, str], list[float | None]] = {}
    for place, one in enumerate(regions or ()):
        effects = joint_effects(one)
        for i, first in enumerate(one.players):
            for j in range(i):
                pair = (one.players[j], first)
                found.setdefault(pair, [None, None])[place] = float(effects[i, j])
    rows = [(a, b, Row(f"{a} × {b}", one, two)) for (a, b), (one, two) in found.items()]
    return sorted((row for row in rows if row[2].size > 1e-9), key=lambda row: -row[2].size)[:most]


class InteractionMatrix(FigureView):
    """A coloured cell a pair, for both classifiers on one scale; rows and columns are numbered."""

    def __init__(self) -> None:
        super().__init__(tr("Interactions of all pairs of regions"), least=220)
        self._regions: Regions | None = None
        self._colours = next(iter(SIDES))

    def use_palette(self, name: str) -> None:
        self._colours = name
        self.show_regions(self._regions)

    def show_regions(self, regions: Regions | None) -> None:
        """Show the effects of all pairs; None clears the matrix."""
        self._regions = regions
        names = list(dict.fromkeys(name for found in regions or () for name in found.players))
        unit = regions[0].unit if regions else "score"
        effects = []
        for found in regions or ():
            whole = np.full((len(names), len(names)), np.nan)
            place = [names.index(name) for name in found.players]
            whole[np.ix_(place, place)] = joint_effects(found)
            effects.append(whole)
        shown = [tr(name) for name in names]
        words = [
            _cell(shown[i], shown[j], i == j, signed(None if np.isnan(v) else float(v), unit))
            for whole in effects
            for (i, j), v in np.ndenumerate(whole)
        ]
        spoken = [
            tr(
                "{first} × {second} {one} with, {two} without",
                first=tr(first),
                second=tr(second),
                one=signed(row.with_background, unit),
                two=signed(row.without_background, unit),
            )
            for first, second, row in strongest(regions, DESCRIBED)
        ]
        colours = self._colours
        draw = partial(interaction_matrix, names=shown, effects=effects, unit=unit, palette=colours)
        self.show_figure(
            draw if names else None,
            words,
            partial(matrix_height, shown),
            description="; ".join(spoken),
        )


def _cell(first: str, second: str, alone: bool, number: str) -> str:
    if alone:
        return tr("{name} alone {value}", name=first, value=number)
    return tr("{first} × {second} together {value}", first=first, second=second, value=number)


NOTHING = QT_TR_NOOP(
    "Not explained by regions yet; the Regions method also shows what pairs of regions add "
    "together."
)
HOW = QT_TR_NOOP(
    "What two regions add together beyond what each adds alone; strongest pairs first."
)
NONE = QT_TR_NOOP("No two regions add more or less together than alone.")
HOW_MATRIX = QT_TR_NOOP(
    "On the diagonal: what a region adds alone. Off the diagonal: what a pair adds beyond that. "
    "Counting each pair once, these values sum to the contributions of the regions."
)
TOWARD = QT_TR_NOOP("together they push further toward generated than one by one")
AWAY = QT_TR_NOOP("together they push less toward generated than one by one")
MOST = 6
"""Pairs shown as bars."""


class InteractionBars(PairedBars):
    """Two bars a pair of regions, with and without background, on one scale around 0."""

    def __init__(self) -> None:
        super().__init__(tr("Strongest interactions of regions"))
        self._pairs: dict[str, tuple[str, str]] = {}

    def show_regions(self, regions: Regions | None) -> None:
        pairs = strongest(regions, MOST)
        self._pairs = {row.name: (first, second) for first, second, row in pairs}
        self.show_rows([row for *_, row in pairs], regions[0].unit if regions else "score")

    def title(self, row: Row) -> str:
        first, second = self._pairs[row.name]
        return tr("{first} × {second}", first=tr(first), second=tr(second))

    def note(self, row: Row) -> str:
        values = [value for value in row.values if value is not None]
        if max(values, key=abs) > 0:
            return tr("together more toward generated")
        return tr("together less toward generated")

    def tip(self, row: Row) -> str:
        lines = [self.title(row)]
        whole = QT_TR_NOOP("with background {value}: {meaning}")
        stripped = QT_TR_NOOP("without background {value}: {meaning}")
        for words, value in zip((whole, stripped), row.values, strict=True):
            if value is not None:
                meaning = tr(TOWARD if value > 0 else AWAY)
                lines.append(tr(words, value=signed(value, self.unit), meaning=meaning))
        return "\n".join(lines)


class InteractionsView(QWidget):
    """The strongest pairs, and on request the matrix of all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.hint = paragraph()
        self.bars = InteractionBars()
        self.toggle = QCheckBox(tr("Show all pairs as a matrix"))
        self.matrix = InteractionMatrix()
        self.how_matrix = paragraph(tr(HOW_MATRIX))
        self.toggle.toggled.connect(self._show_matrix)
        parts = (self.hint, self.bars, self.toggle, self.how_matrix, self.matrix)
        down(*parts, into=self, spacing=8, margins=0)
        self._found = False
        self.show_regions(None)

    def show_regions(self, regions: Regions | None) -> None:
        """Show the pairs of both classifiers; None says how to find them."""
        self._found = bool(strongest(regions, 1))
        hint = NOTHING if regions is None else HOW if self._found else NONE
        self.hint.setText(tr(hint))
        self.bars.show_regions(regions)
        self.matrix.show_regions(regions if self._found else None)
        self.bars.setVisible(self._found)
        self.toggle.setVisible(self._found)
        self._show_matrix()

    def use_palette(self, name: str) -> None:
        self.bars.use_palette(name)
        self.matrix.use_palette(name)

    def _show_matrix(self) -> None:
        for widget in (self.how_matrix, self.matrix):
            widget.setVisible(self._found and self.toggle.isChecked())
