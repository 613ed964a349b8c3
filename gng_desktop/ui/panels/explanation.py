"""Why: how to explain, what was found for both classifiers, and whether the maps can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from gng_desktop.explain.catalogue import MASKERS, name_of
from gng_desktop.explain.units import log_odds
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.explain_controls import ExplainControls
from gng_desktop.ui.panels.faithfulness import FaithfulnessView
from gng_desktop.ui.panels.interactions import InteractionsView
from gng_desktop.ui.panels.panel import Panel, paragraph
from gng_desktop.ui.panels.regions import RegionsView
from gng_desktop.ui.panels.score_scale import score_text
from gng_desktop.ui.panels.section import Section
from gng_desktop.ui.panels.signed_scale import signed
from gng_desktop.ui.style import emphasise

if TYPE_CHECKING:
    from gng_desktop.explain.explanation import Explanation
    from gng_desktop.explain.faithfulness import Faithfulness
    from gng_desktop.explain.methods import Explained
    from gng_desktop.progress import Progress

NOTHING = QT_TR_NOOP("Not explained yet. Press Explain (Ctrl+E) to see what moved the scores.")
UNITS = {
    "log-odds": QT_TR_NOOP(
        "In log-odds: +0.69 doubles the odds of “generated”, −0.69 halves them; 0 leaves them."
    ),
    "score": QT_TR_NOOP("In score: +0.10 raises the score, which goes from 0 to 1, by 0.10."),
    "relative": QT_TR_NOOP(
        "Values are relative: they compare places within one map and add up to nothing."
    ),
}


class Summary(QWidget):
    """What was computed, at what cost, and from where to where it leads, for both classifiers."""

    def __init__(self) -> None:
        super().__init__()
        self.text = paragraph()
        self.unit = paragraph()
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        for column, stretch in enumerate((4, 3, 3)):
            self._grid.setColumnStretch(column, stretch)
        self._labels: list[list[QLabel]] = []
        self.rows: list[tuple[str, str, str]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.text, self._table, self.unit):
            layout.addWidget(widget)
        self.show_explained(None)

    def show_explained(self, explained: Explained | None) -> None:
        """Show what is known of `explained`, which may be partial; None says there is nothing."""
        self._table.setVisible(explained is not None)
        self.unit.setVisible(explained is not None)
        if explained is None:
            self.rows = []
            self.text.setText(tr(NOTHING))
            return
        self.text.setText(_cost(explained))
        self.unit.setText(tr(UNITS[explained.maps[0].unit]))
        self.rows = _table(explained.maps)
        self._fill(("", tr("with background"), tr("without background")), *self.rows)

    def _fill(self, *rows: tuple[str, str, str]) -> None:
        while len(self._labels) < len(rows):
            self._add_row()
        for index, labels in enumerate(self._labels):
            texts = rows[index] if index < len(rows) else ("", "", "")
            for label, text in zip(labels, texts, strict=True):
                label.setText(text)
                label.setVisible(index < len(rows))

    def _add_row(self) -> None:
        y = len(self._labels)
        labels = [paragraph() for _ in range(3)]
        labels[0].setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for x, label in enumerate(labels):
            if y == 0:
                emphasise(label)
            self._grid.addWidget(label, y, x)
        self._labels.append(labels)


def _cost(explained: Explained) -> str:
    """Say by which method, with what in the place of hidden pixels, and at what cost."""
    first = explained.maps[0]
    values = {
        "method": tr(name_of(first.method)),
        "evaluations": f"{sum(e.evaluations for e in explained.maps):,}",
        "seconds": f"{sum(e.seconds for e in explained.maps):.1f}",
    }
    if not explained.complete:
        return tr("{method}, partial: {evaluations} evaluations in {seconds} s so far.", **values)
    if first.masker:
        return tr(
            "{method}: {evaluations} evaluations in {seconds} s. Hidden pixels: {masker}.",
            masker=tr(MASKERS.get(first.masker, first.masker)),
            **values,
        )
    return tr("{method}: {evaluations} evaluations in {seconds} s. Nothing was hidden.", **values)


def _table(maps: tuple[Explanation, Explanation]) -> list[tuple[str, str, str]]:
    """Return what to say of both maps: a name, and a text for either."""

    def row(name: str, texts: list[str]) -> tuple[str, str, str]:
        return name, texts[0], texts[1]

    first = maps[0]
    if not first.additive:
        return [row(tr("Score"), [score_text(e.prediction, short=True) for e in maps])]
    odds = [float(log_odds(e.prediction)) for e in maps]
    in_odds = first.unit == "log-odds"
    rows = []
    if first.masker:
        ends = [
            (score_text(e.hidden_score, short=True), score_text(e.prediction, short=True))
            for e in maps
        ]
        rows.append(row(tr("Score, hidden → whole image"), [f"{a} → {b}" for a, b in ends]))
        if in_odds:
            steps = zip(maps, odds, strict=True)
            both = [f"{signed(e.baseline, e.unit)} → {signed(to, e.unit)}" for e, to in steps]
            rows.append(row(tr("Log-odds, hidden → whole image"), both))
        goals = odds if in_odds else [e.prediction for e in maps]
        moved = [signed(to - e.baseline, e.unit) for e, to in zip(maps, goals, strict=True)]
        rows.append(row(tr("Contributions in all"), moved))
    else:
        rows.append(row(tr("Score"), [score_text(e.prediction, short=True) for e in maps]))
        rows.append(row(tr("Log-odds"), [signed(value, "log-odds") for value in odds]))
        rows.append(row(tr("Of that without a place"), [signed(e.baseline, e.unit) for e in maps]))
    residuals = [e.residual for e in maps]
    if any(residual is not None for residual in residuals):
        texts = ["—" if r is None else f"{abs(r):.0e}".replace("-", "−") for r in residuals]
        rows.append(row(tr("Adds up to within"), texts))
    return rows


class ExplanationPanel(Panel):
    """Controls, summary, regions, interactions and faithfulness, in sections.

    Attributes
    ----------
    controls : ExplainControls
        Its signals ask for work.
    sections : dict of str to Section
        ``"summary"``, ``"regions"``, ``"interactions"``, ``"faithfulness"``.

    Signals
    -------
    region_chosen : str
        Name of a region to point out in the overlay, "" for none any more; see
        `gng_desktop.ui.panels.regions.classes_of`.
    """

    region_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("Explanation"))
        self.controls = ExplainControls()
        self.summary = Summary()
        self.regions = RegionsView()
        self.interactions = InteractionsView()
        self.faithfulness = FaithfulnessView()
        self.regions.region_chosen.connect(self.region_chosen)
        self.column.addWidget(self.controls)
        self.sections: dict[str, Section] = {}
        for key, title, content in (
            ("summary", tr("Summary"), self.summary),
            ("regions", tr("Contribution of each region"), self.regions),
            ("interactions", tr("Interactions of regions"), self.interactions),
            ("faithfulness", tr("Faithfulness of the maps"), self.faithfulness),
        ):
            section = Section(title)
            section.column.addWidget(content)
            self.sections[key] = section
            self.column.addWidget(section)
        self.column.addStretch(1)
        self.show_explained(None)

    def sizeHint(self) -> QSize:
        """Ask for no more width than the panels beside which this one lies."""
        return QSize(360, 600)

    def show_explained(self, explained: Explained | None) -> None:
        """Show what was found; of a partial result the summary only; None forgets everything.

        Regions stay on show when another method explains the same image.
        """
        self.summary.show_explained(explained)
        self.faithfulness.show_tested(None)
        found = None if explained is None else explained.regions
        if explained is None or found is not None:
            self.regions.show_regions(found, explained.reading if explained else "")
            self.interactions.show_regions(found)

    def show_tested(self, pair: tuple[Faithfulness, Faithfulness] | None) -> None:
        """Show how faithful both maps are; None says how to find out."""
        self.faithfulness.show_tested(pair)

    def show_progress(self, progress: Progress) -> None:
        """Show how far the running work has come."""
        self.controls.show_progress(progress)

    def set_state(self, explainable: bool, working: bool, testable: bool) -> None:
        """Say what can be done now; see `ExplainControls.set_state`."""
        self.controls.set_state(explainable, working, testable)

    def use_palette(self, name: str) -> None:
        """Draw in the colours `name` of `gng_desktop.explain.catalogue.PALETTES`."""
        self.regions.bars.use_palette(name)
        self.interactions.use_palette(name)

    def regions_of(self) -> dict[str, tuple[float | None, float | None]]:
        """Return each region's contribution with and without background; empty if not explained.

        None where a region is not in a classifier's picture.
        """
        return {name: (first, second) for name, first, second in self.regions.bars.rows}
