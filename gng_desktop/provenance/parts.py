"""What the readers of the formats find in a file before any of it is understood."""

from __future__ import annotations

from dataclasses import dataclass, field

from gng_desktop.provenance.fields import Field, clean

UNREAD_LIMIT = 20
"""Parts that were not read and are named."""


@dataclass
class Parts:
    """The parts of an image file that hold metadata.

    Attributes
    ----------
    format : str
        Pillow's name by content, or ``"HEIF"``; "" for none that is known.
    end : int or None
        The first byte after the image; None where its end is missing or not known.
    cut_short : bool
        Whether the file ends before the image does.
    exif, xmp, iptc : list of bytes
        TIFF structures, XMP packets, and IPTC-NAA datasets or the Photoshop resources round them.
    fields : list of Field
        Texts that the format holds in a way of its own.
    indexed : set of int
        Places of further pictures that the file itself announces.
    unread : list of str
        Parts that are there and were not read.
    problems : list of str
        One sentence each.
    """

    format: str = ""
    end: int | None = None
    cut_short: bool = False
    exif: list[bytes] = field(default_factory=list)
    xmp: list[bytes] = field(default_factory=list)
    iptc: list[bytes] = field(default_factory=list)
    comments: list[bytes] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    indexed: set[int] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def leave(self, what: str, name: bytes, size: int) -> None:
        """Note a part that is not read, once."""
        if len(self.unread) >= UNREAD_LIMIT:
            return
        shown = clean(name.decode("latin-1").strip("\0 "), 30)
        words = f"{what} '{shown}' ({size:,} bytes)"
        if words not in self.unread:
            self.unread.append(words)
