"""Do the maps show what moves the scores? Deletion and insertion curves beside chance."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gng_desktop.charts.curves import faithfulness_height, small_faithfulness
from gng_desktop.ui.kit.figure_view import FigureView
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.widgets import heading, paragraph

if TYPE_CHECKING:
    from gng_desktop.explain.faithfulness import Faithfulness

NOTHING = QT_TR_NOOP(
    "Not tested yet.\n\nExplain the image, then press Test maps (Ctrl+T): the pixels a map ranks "
    "highest are hidden first (deletion) and shown first (insertion), and the score is followed."
)
HOW = QT_TR_NOOP(
    "Solid: the pixel order of the map; dashed: chance, the same map rotated and shifted at "
    "random. With a faithful map the score falls faster as pixels are hidden and rises faster as "
    "they are shown. Support is the score, or 1 − score where hiding the image raises the score."
)


class Tested(QWidget):
    """The curves of one map, and its areas in words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.plot = FigureView(name, least=130)
        self.words = paragraph()
        down(self.plot, self.words, 1, into=self, margins=0)

    def show_tested(self, found: Faithfulness) -> None:
        drawn = partial(small_faithfulness, found=found)
        self.plot.show_figure(drawn, (), faithfulness_height, description=numbers(found))
        self.words.setText(numbers(found))


class FaithfulnessView(QWidget):
    """The curves and numbers of both maps, side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.hint = paragraph()
        names = (tr("Map with background"), tr("Map without background"))
        self.parts = [Tested(name) for name in names]
        self.plots = [part.plot for part in self.parts]
        self.words = [part.words for part in self.parts]
        self._pair = QWidget()
        grid = QGridLayout(self._pair)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        for column, (name, part) in enumerate(zip(names, self.parts, strict=True)):
            title = heading(name)
            title.setWordWrap(True)
            grid.addWidget(title, 0, column, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(part, 1, column)
            grid.setColumnStretch(column, 1)
        down(self.hint, self._pair, into=self, spacing=8, margins=0)
        self.show_tested(None)

    def show_tested(self, pair: tuple[Faithfulness, Faithfulness] | None) -> None:
        """Show both results; None says how to get them."""
        self.hint.setText(tr(NOTHING) if pair is None else tr(HOW))
        self._pair.setVisible(pair is not None)
        for part, found in zip(self.parts, pair or (), strict=False):
            part.show_tested(found)


def numbers(found: Faithfulness) -> str:
    """Return the areas of the map and of chance, the gain, and what support means, in words."""
    sentence = (
        QT_TR_NOOP(
            "Area when hidden first: {deletion} (chance {random_deletion}); when shown first: "
            "{insertion} (chance {random_insertion}); gain over chance {gain}, in log-odds "
            "{gain_log_odds}. Support: score."
        )
        if found.toward > 0
        else QT_TR_NOOP(
            "Area when hidden first: {deletion} (chance {random_deletion}); when shown first: "
            "{insertion} (chance {random_insertion}); gain over chance {gain}, in log-odds "
            "{gain_log_odds}. Support: 1 − score."
        )
    )
    areas = ("deletion", "random_deletion", "insertion", "random_insertion")
    gains = ("gain", "gain_log_odds")
    values = {name: number(getattr(found, f"{name}_auc"), ".2f") for name in areas}
    values |= {name: number(getattr(found, name), "+z.2f").replace("-", "−") for name in gains}
    return tr(sentence, **values)
