"""What pairs of regions bring in together: the strongest ones as bars, all of them as a matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.interaction_matrix import InteractionMatrix, strongest
from gng_desktop.ui.panels.paired_bars import PairedBars, Row
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.panels.signed_scale import signed

if TYPE_CHECKING:
    from gng_desktop.explain.regions import RegionExplanation

    Regions = tuple[RegionExplanation, RegionExplanation]

NOTHING = QT_TR_NOOP(
    "Not explained by regions yet; the method Regions also shows what pairs of regions bring in "
    "together."
)
HOW = QT_TR_NOOP(
    "What two regions bring in together beyond what each brings in by itself; the strongest pairs "
    "first."
)
NONE = QT_TR_NOOP("No two regions bring in together more or less than each by itself.")
HOW_MATRIX = QT_TR_NOOP(
    "On the diagonal: what a region brings in by itself. Beside it: what a pair brings in beyond "
    "that. All of these, each pair counted once, add up to the contributions of the regions."
)
TOWARD = QT_TR_NOOP("together they push further toward generated than one by one")
AWAY = QT_TR_NOOP("together they push less toward generated than one by one")
MOST = 6
"""Pairs shown as bars."""


class InteractionBars(PairedBars):
    """Two bars a pair of regions, with and without background, on one scale around 0."""

    def __init__(self) -> None:
        super().__init__(tr("Strongest interactions of regions"), names_above=True)
        self._pairs: dict[str, tuple[str, str]] = {}

    def show_regions(self, regions: Regions | None) -> None:
        """Show the strongest pairs; None clears the bars."""
        pairs = strongest(regions, MOST)
        self._pairs = {row[0]: (first, second) for first, second, row in pairs}
        self.show_rows([row for *_, row in pairs], regions[0].unit if regions else "score")

    def title(self, row: Row) -> str:
        """Return both regions in the user's language."""
        first, second = self._pairs[row[0]]
        return tr("{first} × {second}", first=tr(first), second=tr(second))

    def note(self, row: Row) -> str:
        """Return which way the stronger of both effects goes."""
        values = [value for value in row[1:] if value is not None]
        if max(values, key=abs) > 0:
            return tr("together more toward generated")
        return tr("together less toward generated")

    def tip(self, row: Row) -> str:
        """Return what both effects mean."""
        lines = [self.title(row)]
        if row[1] is not None:
            lines.append(
                tr(
                    "with background {value}: {meaning}",
                    value=signed(row[1], self.unit),
                    meaning=tr(TOWARD if row[1] > 0 else AWAY),
                )
            )
        if row[2] is not None:
            lines.append(
                tr(
                    "without background {value}: {meaning}",
                    value=signed(row[2], self.unit),
                    meaning=tr(TOWARD if row[2] > 0 else AWAY),
                )
            )
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.hint, self.bars, self.toggle, self.how_matrix, self.matrix):
            layout.addWidget(widget)
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
        """Draw in the colours `name` of `gng_desktop.explain.catalogue.PALETTES`."""
        self.bars.use_palette(name)
        self.matrix.use_palette(name)

    def _show_matrix(self) -> None:
        for widget in (self.how_matrix, self.matrix):
            widget.setVisible(self._found and self.toggle.isChecked())
