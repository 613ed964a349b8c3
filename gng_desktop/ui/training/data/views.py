"""What a data set holds: its counts, what the check found, and some of its images."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QFrame, QListWidgetItem, QWidget

from gng_desktop.core.text import visible
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.style import emphasise
from gng_desktop.ui.kit.widgets import button, heading, paragraph
from gng_desktop.ui.training.data.finding_words import (
    LABEL_WORDS,
    SEVERITY_WORDS,
    SIGNS,
    SPLIT_WORDS,
    words,
)
from gng_desktop.ui.training.data.jobs import SIDE, Preview
from gng_desktop.ui.training.read_table import ReadTable, Row, Text
from gng_desktop.ui.training.widgets import Tiles

if TYPE_CHECKING:
    from gng_desktop.datasets.census import Count
    from gng_desktop.datasets.findings import Finding

TILE = 128  # side of a tile's picture, px
NOTHING = QT_TR_NOOP(
    "Nothing found: no leak between the splits, and no trivial difference between the classes."
)


def show_counts(table: ReadTable, kind: str, counts: Sequence[Count]) -> None:
    """Fill `table` with the images per class, source and split, and their sums."""
    faces = kind == "faces"
    splits = [tr("Training"), tr("Validation"), tr("Test"), tr("All")]
    head = [tr("Source"), tr("Class"), *splits] if faces else [tr("Label set"), *splits]

    def row(source: str, label: str, images: Sequence[int]) -> list[str]:
        numbers = (number(n, ",") for n in (*images, sum(images)))
        return [source, *([label] if faces else []), *numbers]

    rows: list[Row] = [
        [*row(count.source, tr(LABEL_WORDS.get(count.label, "")), count.splits)] for count in counts
    ]
    sums = [sum(count.splits[i] for count in counts) for i in range(3)]
    table.texts = 2 if faces else 1
    table.fill(head, [*rows, [Text(cell, bold=True) for cell in row(tr("All"), "", sums)]])


def show_classes(
    table: ReadTable, colours: Mapping[str, QColor], found: Mapping[str, tuple[int, float]]
) -> None:
    """Fill `table` with the classes: colour, masks that hold each, and share of the pixels.

    `found` is `gng_desktop.ui.training.data.jobs.Checked.classes`; empty while it is not known.
    """
    names = [*colours, *(name for name in found if name not in colours)]
    rows: list[Row] = []
    for name in names:
        masks, share = found.get(name, (0, 0.0))
        cells = [number(masks, ","), tr("{share:.2f} %", share=100 * share)]
        rows.append([tr(name), *(cells if found else ["…", "…"])])
    table.fill([tr("Class"), tr("Masks"), tr("Pixels")], rows)
    for row, name in enumerate(names):
        item = table.item(row, 0)
        if item is not None and name in colours:
            swatch = QPixmap(12, 12)
            swatch.fill(colours[name])
            item.setIcon(QIcon(swatch))


class FindingCard(QFrame):
    """One finding: how bad, what, what it means, what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        found = words(finding)
        severity = tr(SEVERITY_WORDS[finding.severity])
        sign = heading(SIGNS[finding.severity], 1.2)
        sign.setFixedWidth(20)
        sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.title = emphasise(paragraph(found.title))
        self.severity = paragraph(severity, faint=True)
        text, advice = paragraph(found.text), paragraph(f"→ {found.advice}")
        column = down(self.title, self.severity, text, advice, spacing=3)
        across(sign, (column, 1), into=self, margins=(6, 6, 8, 6))
        self.setAccessibleName(f"{severity}: {found.title}")
        self.setAccessibleDescription(f"{found.text} {found.advice}")


class FindingsList(QWidget):
    """A card per finding, or a sentence where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[FindingCard] = []
        self.text = paragraph()
        self._column = down(self.text, into=self, margins=0, spacing=6)

    def say(self, sentence: str) -> None:
        """Show a sentence in the place of findings."""
        for card in self.cards:
            self._column.removeWidget(card)
            card.deleteLater()
        self.cards = []
        self.text.setText(sentence)
        self.text.show()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show `findings`, which are sorted."""
        self.say(tr(NOTHING))
        self.text.setVisible(not findings)
        for finding in findings:
            self.cards.append(FindingCard(finding))
            self._column.addWidget(self.cards[-1])


class PreviewGrid(QWidget):
    """Some images of an index, with their labels or their masks in class colours."""

    others_asked = Signal()  # the user wants to see other images

    def __init__(self) -> None:
        super().__init__()
        self._previews: list[Preview] = []
        self.masks = QCheckBox(tr("Masks"))
        self.masks.setToolTip(
            tr("Overlay the masks on the images; stripes mean one of several classes")
        )
        self.masks.setChecked(True)
        self.masks.toggled.connect(self._redraw)
        tip = tr("Show other images of every class, source and split")
        self.others = button(tr("Other images"), tip, do=self.others_asked)
        self.list = Tiles(tr("Some of the images"), TILE)
        self.list.setMinimumWidth(TILE + 40)
        top = across((heading(tr("Some of the images")), 1), self.masks, self.others)
        down(top, (self.list, 1), into=self, margins=0)

    def begin(self, masks: bool) -> None:
        """Clear the grid for images that come; `masks` says whether they have masks."""
        self._previews = []
        self.list.clear()
        self.masks.setVisible(masks)

    def add(self, preview: Preview) -> None:
        self._previews.append(preview)
        split = tr(SPLIT_WORDS[preview.split])
        caption = [visible(preview.source), split]
        if preview.label:
            caption = [tr(LABEL_WORDS[preview.label]), " · ".join(caption)]
        classes = ", ".join(map(tr, preview.classes))
        lines = filter(None, (str(preview.path), preview.reason, classes))
        self.list.add(QListWidgetItem(self._icon(preview), "\n".join(caption)), *lines)

    def _redraw(self) -> None:
        for row, preview in enumerate(self._previews):
            self.list.item(row).setIcon(self._icon(preview))

    def _icon(self, preview: Preview) -> QIcon:
        """Return a square with the image in its middle, so that captions stand in one line."""
        overlaid = self.masks.isChecked() and not preview.overlay.isNull()
        image = preview.overlay if overlaid else preview.plain
        tile = QPixmap(SIDE, SIDE)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        if image.isNull():
            painter.setPen(self.palette().mid().color())
            painter.drawRect(tile.rect().adjusted(0, 0, -1, -1))
            painter.setPen(self.palette().text().color())
            painter.drawText(tile.rect(), Qt.AlignmentFlag.AlignCenter, tr("not readable"))
        else:
            painter.drawImage((SIDE - image.width()) // 2, (SIDE - image.height()) // 2, image)
        painter.end()
        return QIcon(tile)
