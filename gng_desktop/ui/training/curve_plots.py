"""Learning curves side by side, as many in a row as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gng_desktop.ui.training.curve_plot import CurvePlot

if TYPE_CHECKING:
    from gng_desktop.training.plots import Curve


class CurvePlots(QWidget):
    """A plot for each figure of the logs, side by side where there is room."""

    LEAST = 270

    def __init__(self) -> None:
        super().__init__()
        self.plots: list[CurvePlot] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_plots(self, curves: Sequence[tuple[str, Sequence[Curve]]]) -> None:
        """Show titles, in the user's language, and their curves."""
        for plot in self.plots:
            plot.setParent(None)
            plot.deleteLater()
        self.plots = []
        for title, found in curves:
            plot = CurvePlot(title)
            plot.setParent(self)
            plot.show_curves(found)
            plot.show()
            self.plots.append(plot)
        self._place()
        self.updateGeometry()

    def _columns(self, width: int) -> int:
        return max(1, min(len(self.plots), width // self.LEAST))

    def _place(self) -> None:
        """Lay the plots out, row by row."""
        columns, y = self._columns(self.width()), 0
        wide = self.width() // columns
        for start in range(0, len(self.plots), columns):
            row = self.plots[start : start + columns]
            high = max(plot.sizeHint().height() for plot in row)
            for n, plot in enumerate(row):
                plot.setGeometry(n * wide, y, wide - 8, high)
            y += high + 8
        self.setMinimumHeight(y)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the plots out anew."""
        self._place()
