"""A run's errors by group of people: a table, the largest gaps, and what they may be due to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from gng_desktop.training.fairness import RATES, SMALL, images_of
from gng_desktop.ui.filling import down
from gng_desktop.ui.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.training.tables import ReadTable, Row, Text, share_cell
from gng_desktop.ui.training.words import images_text

ATTRIBUTES = {"gender": QT_TR_NOOP("Gender"), "ethnicity": QT_TR_NOOP("Ethnicity")}
GAPS = {
    "false_alarm": QT_TR_NOOP("Largest gap in false alarms: {high} {gap} points above {low} ({p})"),
    "miss": QT_TR_NOOP("Largest gap in misses: {high} {gap} points above {low} ({p})"),
}
EVEN = {
    "false_alarm": QT_TR_NOOP("The comparable groups do not differ in false alarms."),
    "miss": QT_TR_NOOP("The comparable groups do not differ in misses."),
}
NO_GAP = {
    "false_alarm": QT_TR_NOOP("Fewer than two groups have {least} real images to compare."),
    "miss": QT_TR_NOOP("Fewer than two groups have {least} generated images to compare."),
}


class FairnessView(QWidget):
    """The page of the tab Fairness."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps = paragraph()
        self.table = ReadTable(tr("Errors by group of people"), texts=2)
        down(self.gaps, (self.table, 1), into=self, margins=(8, 6, 8, 4))

    def show_fairness(self, tested: bool, found: Mapping[str, Any]) -> None:
        """Show `found`, from `gng_desktop.training.fairness.fairness`, of a run that is tested."""
        self.table.setVisible(bool(found))
        rows: list[Row] = []
        words = []
        for attribute, part in found.items():
            name = tr(ATTRIBUTES[attribute]) if attribute in ATTRIBUTES else attribute
            words += [f"{name}: {self._gap(part, rate)}" for rate in RATES]
            for position, (group, row) in enumerate(part["groups"].items()):
                rows.append(
                    [
                        Text(name if not position else "", bold=True),
                        Text(group, images_text(row["images"])),
                        *(_rate(row, rate) for rate in RATES),
                        *(Text(" / ".join(map(str, side))) for side in row["counts"]),
                    ]
                )
        note = QT_TR_NOOP("There is nothing to show until the run has been tested.")
        if found:
            note = QT_TR_NOOP(
                "Groups come from different sources and generators: a gap may be due to the "
                "sources and not to the people."
            )
        elif tested:
            note = QT_TR_NOOP("The test images record no gender or ethnicity.")
        self.gaps.setText("\n".join([*words, tr(note)]))
        head = [
            tr("Attribute"),
            tr("Group"),
            tr("False alarms"),
            tr("Misses"),
            tr("Real: called real / inconclusive / generated"),
            tr("Generated: called real / inconclusive / generated"),
        ]
        self.table.fill(head, rows)

    def _gap(self, part: Mapping[str, Any], rate: str) -> str:
        gap = part["gaps"].get(rate)
        if gap is None:
            return tr(NO_GAP[rate], least=SMALL)
        if not gap["gap"]:
            return tr(EVEN[rate])
        low, high = gap["groups"]
        p = "p < 0.001" if gap["p"] < 0.001 else f"p = {number(gap['p'], '.3f')}"
        return tr(GAPS[rate], high=high, low=low, gap=number(100 * gap["gap"], ".1f"), p=p)


def _rate(row: Mapping[str, Any], rate: str) -> Text:
    ends = row["intervals"].get(rate)
    note = tr("too few images to compare") if images_of(row, rate) < SMALL else ""
    return share_cell(None if ends is None else row[rate], ends, note)
