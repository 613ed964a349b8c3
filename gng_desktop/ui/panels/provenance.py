"""What the file itself states: credentials, traces, hashes, compression, thumbnail, metadata.

None of it enters a score; each fact stands with its source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from gng_desktop.core.text import visible
from gng_desktop.provenance import traces
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import across
from gng_desktop.ui.kit.widgets import (
    CopyLine,
    ElidedLabel,
    Panel,
    ReadText,
    Section,
    facts_form,
    paragraph,
    say,
)
from gng_desktop.ui.panels.provenance_table import MetadataTable
from gng_desktop.ui.panels.provenance_text import (
    checks_text,
    manifests_text,
    tables_text,
    trailing_text,
)
from gng_desktop.ui.panes.pictures import to_qimage

if TYPE_CHECKING:
    from gng_desktop.provenance.facts import Facts
    from gng_desktop.provenance.record import Provenance
    from gng_desktop.provenance.thumbnail import Thumbnail

PICTURE_HEIGHT = 120


class Picture(QLabel):
    """A picture `rgb`, uint8 (H, W, 3), called `name`, scaled to the room there is."""

    def __init__(self, name: str, rgb: NDArray[np.uint8]) -> None:
        super().__init__()
        self._pixels = QPixmap.fromImage(to_qimage(rgb))
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(PICTURE_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, PICTURE_HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(150, PICTURE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.size() * self.devicePixelRatio()
        shown = self._pixels.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(self.devicePixelRatio())
        QPainter(self).drawPixmap(0, 0, shown)


class ThumbnailPair(QWidget):
    """An embedded thumbnail beside the image, and how much they differ.

    `preview`, uint8 (H, W, 3), is the image, upright; without one that of `found`, reduced.
    """

    def __init__(self, found: Thumbnail, preview: NDArray[np.uint8] | None) -> None:
        super().__init__()
        image = preview if preview is not None else found.image_rgb
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(3)
        pictures = [(tr("Thumbnail in {source}", source=tr(found.source)), found.rgb)]
        if image is not None:
            pictures.append((tr("Image"), image))
        for column in range(2):
            layout.setColumnStretch(column, 1)
        for column, (name, rgb) in enumerate(pictures):
            caption = paragraph(name)
            caption.setAlignment(Qt.AlignmentFlag.AlignTop)
            layout.addWidget(Picture(name, rgb), 0, column)
            layout.addWidget(caption, 1, column)
        self.words = paragraph(tr(found.sentence))
        layout.addWidget(self.words, 2, 0, 1, 2)


NOTHING = QT_TR_NOOP(
    "Open an image: what the file states about its origin is shown here. None of it affects the "
    "scores."
)
GPS = QT_TR_NOOP(
    "The metadata say where the image was taken; the position is hidden until you ask for it."
)
GPS_SHOWN = QT_TR_NOOP(
    "The metadata say where the image was taken; the position is shown in the table."
)
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
        super().__init__(tr("Provenance"), high=300)
        self._provenance: Provenance | None = None
        self.words = paragraph()
        self.problems = ReadText(tr("What could not be read"))
        self.credentials = ReadText(tr("Content Credentials"))
        self.manifests = ReadText(tr("What was signed, and by whom"))
        self.checks = ReadText(tr("Checks of the signature"))
        self._checks = Section(tr("Checks"), self.checks, open_=False)
        self.traces = ReadText(tr("Traces of generators"))
        self.trailing = ReadText(tr("Data after the end of the image"))
        self.flag = paragraph()
        self.caveat = paragraph(tr(traces.CAVEAT), faint=True)
        self.hashes = {name: CopyLine(name) for name in HASHES}
        self.facts = {key: ElidedLabel() for key in FACTS}
        self.suffix = paragraph()
        self.jpeg = paragraph()
        self.tables = paragraph()
        self.tables.setWordWrap(False)
        self.tables.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._tables = Section(tr("Quantisation tables"), self.tables, open_=False)
        self.pairs: list[ThumbnailPair] = []
        self.gps = paragraph()
        self.gps_button = QPushButton()
        self.gps_button.setCheckable(True)
        self.gps_button.toggled.connect(self._show_rows)
        self.table = MetadataTable()
        self._build()
        self.show_provenance(None, None)

    def _build(self) -> None:
        facts = facts_form({tr(FACTS[key]): label for key, label in self.facts.items()})
        signed = self.credentials, self.manifests, self._checks
        self.sections = {
            "credentials": Section(tr("Content Credentials"), *signed),
            "traces": Section(tr("Traces of generators"), self.traces, self.caveat),
            "trailing": Section(tr("Data after the end of the image"), self.trailing),
            "hashes": Section(tr("Hashes"), facts_form(self.hashes)),
            "facts": Section(tr("File"), facts, self.suffix),
            "jpeg": Section(tr("JPEG compression"), self.jpeg, self._tables),
            "thumbnail": Section(tr("Embedded thumbnail")),
            "metadata": Section(tr("Metadata"), self.gps, across(self.gps_button, 1), self.table),
        }
        self.add(self.words, self.flag, self.problems, *self.sections.values(), 1)

    def say(self, text: str) -> None:
        """Show `text` alone, in the place of what a file states."""
        self.words.setText(text)
        self.words.show()
        for widget in (self.flag, self.problems, *self.sections.values()):
            widget.hide()

    def show_provenance(
        self, provenance: Provenance | None, rgb_preview: NDArray[np.uint8] | None = None
    ) -> None:
        """Show what a file states; None says how to get there.

        `rgb_preview`, uint8 (H, W, 3), is the image, upright, at any size; it is shown beside an
        embedded thumbnail.
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
        flag = provenance.flag
        say(self.flag, f"⚑  {visible(tr(flag.sentence))}" if flag.word else "")
        self.credentials.show_text("\n".join(map(tr, (credentials.sentence, *credentials.notes))))
        self.manifests.show_text(manifests_text(credentials))
        self.manifests.setVisible(bool(credentials.manifests))
        self.checks.show_text(checks_text(credentials))
        self._checks.setVisible(bool(credentials.checks))
        found = [f"{t.what}\n“{t.excerpt}”\n{t.source}" for t in provenance.traces]
        template = traces.NOTHING_BESIDE if credentials.states else traces.NOTHING_FOUND
        read = ", ".join(map(tr, provenance.read)) or tr(traces.NO_METADATA)
        left = ", ".join(map(tr, (*provenance.not_read, traces.WATERMARKS)))
        self.traces.show_text("\n\n".join(found) or tr(template, read=read, left=left))
        self.caveat.setVisible(bool(found))
        self.trailing.show_text("\n".join(trailing_text(p) for p in provenance.trailing))

    def _show_facts(self, facts: Facts) -> None:
        from gng_desktop.provenance.fields import clean

        self.hashes["SHA-256"].show_value(facts.sha256 or "")
        self.hashes["MD5"].show_value(facts.md5 or "")
        pixels = facts.pixels
        texts = {
            "name": clean(facts.name),
            "folder": clean(facts.folder),
            "size": "—"
            if facts.size is None
            else tr("{count} bytes", count=number(facts.size, ",")),
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
        sentence = tr(facts.suffix_sentence)
        say(self.suffix, sentence if facts.suffix_fits or not sentence else f"⚠  {sentence}")

    def _show_jpeg(self, provenance: Provenance) -> None:
        jpeg = provenance.jpeg
        if jpeg is None:
            return
        words = tr(
            "Estimated quality {quality} of 100; chroma subsampling {subsampling}; {order}.",
            quality=jpeg.quality,
            subsampling=tr(jpeg.subsampling),
            order=tr("progressive") if jpeg.progressive else tr("sequential"),
        )
        self.jpeg.setText(f"{words}\n{tr(jpeg.sentence)}")
        self.tables.setText(tables_text(jpeg))

    def _show_pairs(self, provenance: Provenance, preview: NDArray[np.uint8] | None) -> None:
        from gng_desktop.provenance.thumbnail import EXPLANATION  # brings Pillow

        column = self.sections["thumbnail"].column
        for found in provenance.thumbnails:
            self.pairs.append(ThumbnailPair(found, preview))
            column.addWidget(self.pairs[-1])
        if self.pairs:
            column.addWidget(paragraph(tr(EXPLANATION), faint=True))

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
