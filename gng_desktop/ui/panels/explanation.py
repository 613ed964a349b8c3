"""Why: how to explain, what was found for both classifiers, and whether the maps can be trusted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gng_desktop.explain.catalogue import MASKERS, method_name
from gng_desktop.explain.units import log_odds
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.score_scale import score_text, signed
from gng_desktop.ui.kit.style import emphasise
from gng_desktop.ui.kit.widgets import Panel, Section, paragraph, say
from gng_desktop.ui.panels.explain_controls import ExplainControls
from gng_desktop.ui.panels.faithfulness import FaithfulnessView
from gng_desktop.ui.panels.further import FurtherView
from gng_desktop.ui.panels.interactions import InteractionsView
from gng_desktop.ui.panels.regions import RegionsView

if TYPE_CHECKING:
    from gng_desktop.explain.explanation import Explanation
    from gng_desktop.explain.methods import Explained, FurtherExplained

NOTHING = QT_TR_NOOP("Not explained yet. Press Explain (Ctrl+E) to see what moved the scores.")
UNITS = {
    "log-odds": QT_TR_NOOP(
        "In log-odds: +0.69 doubles the odds of “generated”, −0.69 halves them; 0 leaves them "
        "unchanged."
    ),
    "score": QT_TR_NOOP(
        "In score units: +0.10 raises the score, which ranges from 0 to 1, by 0.10."
    ),
    "relative": QT_TR_NOOP(
        "Values are relative: they compare places within one map, and their sum has no meaning."
    ),
}

ROWS = 6
"""Of the table of the summary, its head among them; one more is made when needed."""


class Summary(QWidget):
    """What was computed, at what cost, and from where to where it leads, for both classifiers."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.unit, self.check = paragraph(), paragraph(), paragraph()
        self.check.hide()
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        for column, stretch in enumerate((4, 3, 3)):
            self._grid.setColumnStretch(column, stretch)
        self._labels: list[list[QLabel]] = []
        self.rows: list[tuple[str, str, str]] = []
        down(self.text, self._table, self.unit, self.check, into=self, spacing=6, margins=0)
        # Made now: so many labels whose text can be selected would hold the first map up.
        self._fill(*[("", "", "")] * ROWS)
        self.show_explained(None)

    def show_explained(self, explained: Explained | None) -> None:
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
            y, labels = len(self._labels), [paragraph(faint=True), paragraph(), paragraph()]
            for x, label in enumerate(labels):
                if y == 0:
                    emphasise(label)
                self._grid.addWidget(label, y, x)
            self._labels.append(labels)
        for index, labels in enumerate(self._labels):
            texts = rows[index] if index < len(rows) else ("", "", "")
            for label, text in zip(labels, texts, strict=True):
                label.setText(text)
                label.setVisible(index < len(rows))


def _cost(explained: Explained) -> str:
    """Say by which method, with what in the place of hidden pixels, and at what cost."""
    first = explained.maps[0]
    words = QT_TR_NOOP("{method}: {evaluations} in {seconds} s. Nothing was hidden.")
    if not explained.complete:
        words = QT_TR_NOOP("{method}, partial: {evaluations} in {seconds} s so far.")
    elif first.masker:
        words = QT_TR_NOOP("{method}: {evaluations} in {seconds} s. Hidden pixels: {masker}.")
    return tr(
        words,
        method=tr(method_name(first.method)),
        evaluations=evaluations_text(explained.maps),
        seconds=number(sum(e.seconds for e in explained.maps), ".1f"),
        masker=tr(MASKERS.get(first.masker, first.masker)),
    )


def evaluations_text(maps: tuple[Explanation, Explanation]) -> str:
    """Return the evaluations spent, counted for each map as they are asked for."""
    first, second = (number(e.evaluations, ",") for e in maps)
    if first == second == "1":
        return tr("1 evaluation per map")
    if first == second:
        return tr("{count} evaluations per map", count=first)
    return tr("{first} and {second} evaluations", first=first, second=second)


def _table(maps: tuple[Explanation, Explanation]) -> list[tuple[str, str, str]]:
    """Return what to say of both maps: a name, and a text for either."""
    rows: list[tuple[str, str, str]] = []

    def add(name: str, text: Callable[[Explanation], str]) -> None:
        rows.append((name, text(maps[0]), text(maps[1])))

    def score(e: Explanation) -> str:
        return score_text(e.prediction, short=True)

    def odds(e: Explanation) -> float:
        return float(log_odds(e.prediction))

    first = maps[0]
    in_odds = first.unit == "log-odds"
    if not first.additive:
        add(tr("Score"), score)
        return rows
    if first.masker:
        name = tr("Score, hidden → whole image")
        add(name, lambda e: f"{score_text(e.hidden_score, short=True)} → {score(e)}")
        if in_odds:
            name = tr("Log-odds, hidden → whole image")
            add(name, lambda e: f"{signed(e.baseline, e.unit)} → {signed(odds(e), e.unit)}")
        moved = tr("Sum of contributions")
        add(moved, lambda e: signed((odds(e) if in_odds else e.prediction) - e.baseline, e.unit))
    else:
        add(tr("Score"), score)
        add(tr("Log-odds"), lambda e: signed(odds(e), "log-odds"))
        add(tr("Of which without a location"), lambda e: signed(e.baseline, e.unit))
    if any(e.residual is not None for e in maps):
        add(tr("Sums to within"), _residual)
    return rows


def _residual(e: Explanation) -> str:
    return "—" if e.residual is None else number(abs(e.residual), ".0e").replace("-", "−")


class ExplanationPanel(Panel):
    """Controls, summary, regions, interactions and faithfulness, in sections."""

    def __init__(self) -> None:
        super().__init__(tr("Explanation"), high=600)
        self.controls = ExplainControls()
        self.summary = Summary()
        self.regions = RegionsView()
        self.interactions = InteractionsView()
        self.faithfulness = FaithfulnessView()
        self.further = FurtherView()
        self.sections = {
            "summary": Section(tr("Summary"), self.summary),
            "regions": Section(tr("Contribution of each region"), self.regions),
            "interactions": Section(tr("Interactions of regions"), self.interactions),
            "faithfulness": Section(tr("Faithfulness of the maps"), self.faithfulness),
            "further": Section(tr("Further detector"), self.further),
        }
        self.sections["further"].hide()
        self.add(self.controls, *self.sections.values(), 1)
        self.show_explained(None)

    def show_explained(self, explained: Explained | None) -> None:
        """Show what was found; of a partial result the summary only; None forgets everything.

        Regions stay on show when another method explains the same image.
        """
        self.summary.show_explained(explained)
        self.show_check("")
        if explained is None:
            self.sections["further"].hide()
        self.faithfulness.show_tested(None)
        found = None if explained is None else explained.regions
        if explained is None or found is not None:
            self.regions.show_regions(explained)
            # A preview knows nothing of pairs, and must not say that there are none.
            whole = explained is not None and explained.complete
            self.interactions.show_regions(found if whole else None)

    def show_check(self, sentence: str) -> None:
        """Show what the published library says of the maps; "" hides it."""
        say(self.summary.check, sentence)

    def show_further(self, found: FurtherExplained, palette: str) -> None:
        """Show the explanation of a further detector, its map in the colours `palette`."""
        self.further.show_found(found, palette)
        self.sections["further"].show()

    def use_palette(self, name: str) -> None:
        self.regions.bars.use_palette(name)
        self.interactions.use_palette(name)

    def regions_of(self) -> dict[str, tuple[float | None, float | None]]:
        """Return each region's contribution with and without background; empty if not explained.

        None where a region is not in a classifier's picture.
        """
        return {row.name: row.values for row in self.regions.bars.rows}
