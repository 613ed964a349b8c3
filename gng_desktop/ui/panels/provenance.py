"""What the file itself states: credentials, traces, hashes, compression, thumbnail, metadata.

None of it enters a score; each fact stands with its source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QWidget

from gng_desktop.core.text import visible
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.elided_label import ElidedLabel
from gng_desktop.ui.panels.panel import Panel, paragraph
from gng_desktop.ui.panels.provenance_parts import CopyLine, ThumbnailPair
from gng_desktop.ui.panels.provenance_table import MetadataTable
from gng_desktop.ui.panels.provenance_text import (
    checks_text,
    manifests_text,
    tables_text,
    trailing_text,
)
from gng_desktop.ui.panels.read_text import ReadText
from gng_desktop.ui.panels.section import Section

if TYPE_CHECKING:
    from gng_desktop.imaging.provenance.facts import Facts
    from gng_desktop.imaging.provenance.record import Provenance

NOTHING = QT_TR_NOOP(
    "Open an image: what its file states about where it comes from is shown here. None of it "
    "enters the scores."
)
NO_TRACES = QT_TR_NOOP(
    "No generator traces in what was read ({read}), which proves nothing. Not read: {left}."
)
NO_TRACES_BESIDE = QT_TR_NOOP(
    "Beside the Content Credentials, no generator traces in what was read ({read}). Not read: "
    "{left}."
)
NO_METADATA = QT_TR_NOOP("nothing, as the format holds no metadata")
WATERMARKS = QT_TR_NOOP("invisible watermarks")
CAVEAT = QT_TR_NOOP(
    "Traces are text that anyone can write into a file or take out of it: one that is there may be "
    "forged, and an image without any may still be generated."
)
COMPARED = QT_TR_NOOP(
    "The image is scaled to the thumbnail's size and both are compared in grey (0..255). Scaling "
    "and compression alone leave a small difference. A large one means that image and thumbnail "
    "show different things: the image was changed or cropped and the thumbnail left as it was, or "
    "a camera put the thumbnail into a frame of another shape."
)
GPS = QT_TR_NOOP("The metadata tell where the image was taken; that is withheld until asked for.")
GPS_SHOWN = QT_TR_NOOP("The metadata tell where the image was taken; it is shown in the table.")
FACTS = {
    "name": QT_TR_NOOP("File"),
    "folder": QT_TR_NOOP("Folder"),
    "size": QT_TR_NOOP("Size"),
    "modified": QT_TR_NOOP("Modified (UTC)"),
    "pixels": QT_TR_NOOP("Image"),
    "colours": QT_TR_NOOP("Colours"),
}
HASHES = ("SHA-256", "MD5")


class ProvenancePanel(Panel):
    """Everything that `Provenance` holds, a section for each part; a place only on request."""

    def __init__(self) -> None:
        super().__init__(tr("Provenance"))
        self._provenance: Provenance | None = None
        self.words = paragraph()
        self.problems = ReadText(tr("What could not be read"))
        self.sections = {
            "credentials": Section(tr("Content Credentials")),
            "traces": Section(tr("Traces of generators")),
            "trailing": Section(tr("Data after the end of the image")),
            "hashes": Section(tr("Hashes")),
            "facts": Section(tr("File")),
            "jpeg": Section(tr("JPEG compression")),
            "thumbnail": Section(tr("Embedded thumbnail")),
            "metadata": Section(tr("Metadata")),
        }
        self.credentials = ReadText(tr("Content Credentials"))
        self.manifests = ReadText(tr("What was signed, by whom"))
        self.checks = ReadText(tr("Checks of the signature"))
        self._checks = Section(tr("Checks"), open_=False)
        self.traces = ReadText(tr("Traces of generators"))
        self.trailing = ReadText(tr("Data after the end of the image"))
        self.flag = paragraph()
        self.caveat = paragraph(tr(CAVEAT))
        self.caveat.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.hashes = {name: CopyLine(name) for name in HASHES}
        self.facts = {key: ElidedLabel() for key in FACTS}
        self.suffix = paragraph()
        self.jpeg = paragraph()
        self.tables = QLabel()
        self.tables.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.tables.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._tables = Section(tr("Quantisation tables"), open_=False)
        self.pairs: list[ThumbnailPair] = []
        self.gps = paragraph()
        self.gps_button = QPushButton()
        self.gps_button.setCheckable(True)
        self.gps_button.toggled.connect(self._show_rows)
        self.table = MetadataTable()
        self._build()
        self.show_provenance(None, None)

    def _build(self) -> None:
        self._checks.column.addWidget(self.checks)
        self._tables.column.addWidget(self.tables)
        contents: dict[str, tuple[QWidget, ...]] = {
            "credentials": (self.credentials, self.manifests, self._checks),
            "traces": (self.traces, self.caveat),
            "trailing": (self.trailing,),
            "jpeg": (self.jpeg, self._tables),
            "metadata": (self.gps, self.gps_button, self.table),
        }
        for key, widgets in contents.items():
            for widget in widgets:
                self.sections[key].column.addWidget(widget)
        self.sections["metadata"].column.setAlignment(self.gps_button, Qt.AlignmentFlag.AlignLeft)
        self.sections["hashes"].column.addLayout(_form(self.hashes))
        self.sections["facts"].column.addLayout(
            _form({tr(FACTS[key]): label for key, label in self.facts.items()})
        )
        self.sections["facts"].column.addWidget(self.suffix)
        self.column.addWidget(self.words)
        self.column.addWidget(self.flag)
        self.column.addWidget(self.problems)
        for section in self.sections.values():
            self.column.addWidget(section)
        self.column.addStretch(1)

    def sizeHint(self) -> QSize:
        """Ask for no more width than the verdict beside which this panel lies."""
        return QSize(360, 300)

    def say(self, text: str) -> None:
        """Show `text` alone, in the place of what a file states."""
        self.words.setText(text)
        self.words.show()
        self.flag.hide()
        self.problems.hide()
        for section in self.sections.values():
            section.hide()

    def show_provenance(
        self, provenance: Provenance | None, rgb_preview: NDArray[np.uint8] | None = None
    ) -> None:
        """Show what a file states; None says how to get there.

        Parameters
        ----------
        provenance : Provenance or None
        rgb_preview : ndarray of uint8, shape (H, W, 3), optional
            The image, upright, at any size; shown beside an embedded thumbnail.
        """
        self._provenance = provenance
        self._clear_pairs()
        self.gps_button.setChecked(False)
        if provenance is None:
            self.table.show_rows(())
            self.say(tr(NOTHING))
            return
        self.words.hide()
        self.problems.show_text("\n".join(f"⚠  {tr(problem)}" for problem in provenance.problems))
        self.problems.setVisible(bool(provenance.problems))
        readable = bool(provenance.facts.pixels or provenance.read)
        shown = {
            "credentials": readable,
            "traces": readable,
            "trailing": bool(provenance.trailing),
            "hashes": provenance.facts.sha256 is not None,
            "facts": True,
            "jpeg": provenance.jpeg is not None,
            "thumbnail": bool(provenance.thumbnails),
            "metadata": bool(provenance.metadata),
        }
        for key, section in self.sections.items():
            section.setVisible(shown[key])
        self._show_credentials(provenance)
        self._show_facts(provenance.facts)
        self._show_jpeg(provenance)
        self._show_pairs(provenance, rgb_preview)
        self.gps.setVisible(provenance.has_gps)
        self.gps_button.setVisible(provenance.has_gps)
        self._show_rows()
        self.verticalScrollBar().setValue(0)

    def _show_credentials(self, provenance: Provenance) -> None:
        credentials = provenance.credentials
        self.flag.setText(f"⚑  {visible(provenance.flag.sentence)}")
        self.flag.setVisible(bool(provenance.flag.word))
        self.credentials.show_text("\n".join(map(tr, (credentials.sentence, *credentials.notes))))
        self.manifests.show_text(manifests_text(credentials))
        self.manifests.setVisible(bool(credentials.manifests))
        self.checks.show_text(checks_text(credentials))
        self._checks.setVisible(bool(credentials.checks))
        traces = [f"{t.what}\n“{t.excerpt}”\n{t.source}" for t in provenance.traces]
        template = NO_TRACES_BESIDE if credentials.states else NO_TRACES
        read = ", ".join(map(tr, provenance.read)) or tr(NO_METADATA)
        left = ", ".join(map(tr, (*provenance.not_read, WATERMARKS)))
        self.traces.show_text("\n\n".join(traces) or tr(template, read=read, left=left))
        self.caveat.setVisible(bool(traces))
        self.trailing.show_text("\n".join(trailing_text(p) for p in provenance.trailing))

    def _show_facts(self, facts: Facts) -> None:
        from gng_desktop.imaging.provenance.fields import clean

        self.hashes["SHA-256"].show_value(facts.sha256 or "")
        self.hashes["MD5"].show_value(facts.md5 or "")
        pixels = facts.pixels
        texts = {
            "name": clean(facts.name),
            "folder": clean(facts.folder),
            "size": "—" if facts.size is None else tr("{count} bytes", count=f"{facts.size:,}"),
            "modified": (facts.modified or "—").removesuffix("+00:00").replace("T", " "),
            "pixels": "—",
            "colours": "—",
        }
        if pixels is not None:
            size = {"format": pixels.format, "width": pixels.width, "height": pixels.height}
            texts["pixels"] = tr("{format}, {width} × {height} px as stored", **size)
            colours = tr(pixels.colours)
            texts["colours"] = (
                tr("{colours}, {bits} bits per channel", colours=colours, bits=pixels.bits)
                if pixels.bits
                else colours
            )
        for key, text in texts.items():
            self.facts[key].set_full_text(text)
        sentence = facts.suffix_sentence
        self.suffix.setText(sentence if facts.suffix_fits or not sentence else f"⚠  {sentence}")
        self.suffix.setVisible(bool(sentence))

    def _show_jpeg(self, provenance: Provenance) -> None:
        jpeg = provenance.jpeg
        if jpeg is None:
            return
        order = tr("progressive") if jpeg.progressive else tr("sequential")
        self.jpeg.setText(
            tr(
                "Estimated quality {quality} of 100; chroma subsampling {subsampling}; {order}.",
                quality=jpeg.quality,
                subsampling=tr(jpeg.subsampling),
                order=order,
            )
            + f"\n{jpeg.sentence}"
        )
        self.tables.setText(tables_text(jpeg))

    def _show_pairs(self, provenance: Provenance, preview: NDArray[np.uint8] | None) -> None:
        column = self.sections["thumbnail"].column
        for found in provenance.thumbnails:
            pair = ThumbnailPair(found, preview)
            column.addWidget(pair)
            self.pairs.append(pair)
        if self.pairs:
            note = paragraph(tr(COMPARED))
            note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            column.addWidget(note)

    def _clear_pairs(self) -> None:
        self.pairs = []
        column = self.sections["thumbnail"].column
        while (item := column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _show_rows(self) -> None:
        asked = self.gps_button.isChecked()
        self.gps_button.setText(tr("Hide GPS position") if asked else tr("Show GPS position"))
        self.gps.setText(tr(GPS_SHOWN) if asked else tr(GPS))
        if self._provenance is not None:
            self.table.show_rows(self._provenance.rows(gps=asked))


def _form(rows: dict[str, CopyLine] | dict[str, ElidedLabel]) -> QFormLayout:
    form = QFormLayout()
    form.setVerticalSpacing(3)
    form.setHorizontalSpacing(10)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for name, widget in rows.items():
        title = QLabel(name)
        widget.setAccessibleName(name)
        form.addRow(title, widget)
    return form
