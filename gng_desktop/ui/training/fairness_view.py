"""A run's errors by group of people: a table, the largest gaps, and what they may be due to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from gng_desktop.training.fairness import CAUTION, RATES, SMALL, gap_text, images_of
from gng_desktop.ui.filling import down
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.training.tables import ReadTable, Row, Text, share_cell
from gng_desktop.ui.training.words import images_text

ATTRIBUTES = {"gender": QT_TR_NOOP("Gender"), "ethnicity": QT_TR_NOOP("Ethnicity")}


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
            words += [f"{name}: {gap_text(part, rate, tr)}" for rate in RATES]
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
            note = CAUTION
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


def _rate(row: Mapping[str, Any], rate: str) -> Text:
    ends = row["intervals"].get(rate)
    note = tr("too few images to compare") if images_of(row, rate) < SMALL else ""
    return share_cell(None if ends is None else row[rate], ends, note)
