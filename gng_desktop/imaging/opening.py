"""The header of an image file: what format it is, by content, and who decodes it."""

from __future__ import annotations

import contextlib
import io
import threading
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from PIL import Image, ImageFile, TiffImagePlugin

from gng_desktop.core.text import N_
from gng_desktop.imaging import heif, icc, png_chunks, raw, tiff
from gng_desktop.imaging.errors import ANOTHER_COPY, ImageError, reason_of
from gng_desktop.imaging.heif import boxes
from gng_desktop.imaging.pixels import ORIENTATION

_guard = threading.Lock()
_filters = contextlib.ExitStack()
_inside = 0


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Silence Pillow's warnings of odd metadata and large images: the limits here are our own.

    Any number of threads may be inside, and a thread more than once. `catch_warnings` swaps a list
    that all threads share, so the first one in sets the filter and the last one out takes it away.
    """
    global _inside
    with _guard:
        if not _inside:
            _filters.enter_context(warnings.catch_warnings())
            # Pillow's alone: other rooms may have something to say meanwhile.
            warnings.filterwarnings("ignore", module=r"(PIL|gng_desktop\.imaging)\.")
        _inside += 1
    try:
        yield
    finally:
        with _guard:
            _inside -= 1
            if not _inside:
                _filters.close()


FORMATS: tuple[str, ...] = (
    "JPEG", "PNG", "TIFF", "WEBP", "BMP", "GIF", "JPEG2000", "AVIF", "PPM",
)  # fmt: skip
"""Pillow's names of the formats that it reads here, JPEG also MPO. No other plugin runs: some start
programs."""
SUFFIXES: dict[str, tuple[str, ...]] = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "MPO": (".mpo", ".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png", ".apng"),
    "TIFF": (".tif", ".tiff"),
    "WEBP": (".webp",),
    "BMP": (".bmp",),
    "GIF": (".gif",),
    "JPEG2000": (".jp2", ".j2k", ".j2c", ".jpc", ".jpf", ".jpx"),
    "AVIF": (".avif",),
    "HEIF": (".heic", ".heif", ".hif", ".heics", ".avci"),
    "PPM": (".ppm", ".pgm", ".pbm", ".pnm"),
    "RAW": (
        *(".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".fff", ".iiq", ".kdc"),
        *(".mef", ".mos", ".mrw", ".nef", ".nrw", ".orf", ".pef", ".raf", ".raw", ".rw2", ".rwl"),
        *(".sr2", ".srf", ".srw", ".x3f"),
    ),
}
"""By Pillow's name of the format, ``"HEIF"`` or ``"RAW"``, the lower-case suffixes of its files."""
IMAGE_SUFFIXES = frozenset(suffix for known in SUFFIXES.values() for suffix in known)
"""All of them, for folder listings and dialogs; reading goes by content, not by name."""

_NAMED = "JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, camera RAW or PPM"
_FOREIGN: dict[bytes, str] = {
    b"%PDF": "a PDF document",
    b"%!PS": "a PostScript file",
    b"8BPS": "a Photoshop document",
    b"PK\x03\x04": "a ZIP archive or office document",
}


# Pillow looks for the 43 of a big-endian BigTIFF where it stands in a little-endian one, and knows
# no places of eight bytes (type 18), which it takes for numbers (16).
_BIGTIFF, _ODD_BIGTIFF = b"MM\0+", b"MM+\0"
_Directory: Any = TiffImagePlugin.ImageFileDirectory_v2
with contextlib.suppress(AttributeError, KeyError):  # of another Pillow
    TiffImagePlugin.PREFIXES.append(_ODD_BIGTIFF)
    _Directory._load_dispatch[18] = _Directory._load_dispatch[16]
_begin = _Directory.__init__


def _begin_directory(self: Any, ifh: bytes = b"II*\0\0\0\0\0", *more: Any, **options: Any) -> None:
    magic = _ODD_BIGTIFF if ifh.startswith(_BIGTIFF) else ifh[:4]
    _begin(self, magic + ifh[4:], *more, **options)


_Directory.__init__ = _begin_directory


@dataclass(frozen=True)
class Opened:
    """An image file of which the header was read.

    Attributes
    ----------
    data : bytes
        What `image` was opened from: the file, or a mended copy.
    notes : tuple of str
        One sentence for each oddity of the file that leaves its picture intact.
    damage : str
        What the container says is wrong with the picture's data; "" for nothing.
    colour : mapping of bytes to bytes
        A PNG's chunks on colour.
    """

    image: ImageFile.ImageFile
    data: bytes = field(repr=False)
    notes: tuple[str, ...] = ()
    damage: str = ""
    colour: Mapping[bytes, bytes] = field(default_factory=dict)


def open_file(data: bytes) -> Opened:
    """Read the header of an image file's bytes; no pixel is decoded and no limit applied.

    Raises
    ------
    ImageError
        If the bytes are no image of a known format or the header is damaged.
    """
    if data.startswith(png_chunks.SIGNATURE):
        return _open_png(data)
    box = heif.kind_of(data)
    if box == "HEIF":
        return Opened(heif.open_heif(data), data)
    if raw.is_raw(data):
        return Opened(raw.open_raw(data), data)
    # Not `Image.open`: it enforces the process-wide MAX_IMAGE_PIXELS and never names the size.
    Image.init()
    for name in FORMATS:
        _, accept = Image.OPEN.get(name, (None, None))
        accepted = name == box or (accept(data[:16]) if accept else False)
        if isinstance(accepted, str):  # the reason why this build of Pillow lacks the decoder
            raise ImageError(f"This computer cannot read {name} files; convert a copy to PNG.")
        if accepted:
            return _plain(name, data)
    kind = next((what for magic, what in _FOREIGN.items() if data.startswith(magic)), "")
    if heif.brands(data):
        kind = "a video or another file of ISO boxes"
    found = f"is {kind}, which is not" if kind else "is not"
    raise ImageError(
        f"The file {found} an image this program reads; convert a copy to, or choose, a {_NAMED} "
        "file."
    )


def open_picture(data: bytes) -> Opened:
    """As `open_file`, but of a TIFF whose pages are reduced copies, the picture below them."""
    opened = open_file(data)
    if opened.image.format != "TIFF":
        return opened
    found = tiff.pages(opened.data)
    hidden = tiff.hidden_picture(opened.data, found)
    copies = tiff.copies(found, hidden)
    if not copies:
        return opened
    page = found[copies[0]]
    which = f"{len(copies)} reduced copies" if len(copies) > 1 else "a reduced copy"
    note = (
        f"The file also holds {which} of its picture ({page.width:,} x {page.height:,} px); the "
        "picture of full size was analysed."
    )
    if hidden is None:
        return replace(opened, notes=(*opened.notes, note))
    data = tiff.beginning_at(opened.data, hidden.place)
    image = _open("TIFF", data)
    if hidden.orientation == 1 and page.orientation != 1:  # stated once, for all pages
        image.getexif()[ORIENTATION] = page.orientation
    return Opened(image, data, (*opened.notes, note))


def _plain(name: str, data: bytes) -> Opened:
    """Open a file with what Pillow passes over: colour profiles, and data at the end."""
    end = _end_of_codestream(data) if name == "JPEG2000" else len(data)
    image = _open(name, data[:end])
    if profile := icc.stored(name, data):
        image.info.setdefault("icc_profile", profile)
    return Opened(image, data[:end])


def _end_of_codestream(data: bytes) -> int:
    """Return where the picture of a JP2 file ends: OpenJPEG takes what follows for damage."""
    found = (end for kind, _, end in boxes(data, 0, len(data)) if kind == b"jp2c")
    return next(found, len(data))


def _open(name: str, data: bytes) -> ImageFile.ImageFile:
    try:
        Image.init()
        odd = data.startswith(_BIGTIFF)
        stream = io.BytesIO(_ODD_BIGTIFF + data[4:] if odd else data)
        image = Image.OPEN[name][0](stream, "")
        if odd:
            stream.getbuffer()[:4] = _BIGTIFF  # for libtiff, which decodes compressed pixels
        tiff.mend_planes(image)
        png_chunks.mend_clear(image)
        return image
    except Image.DecompressionBombError as error:
        raise ImageError(
            N_("The image has more pixels than can be decoded safely; scale down a copy.")
        ) from error
    except Exception as error:  # plugins raise anything on malformed bytes
        raise ImageError(
            f"The {name} header is damaged or of a kind that cannot be read "
            f"({reason_of(error)}); {ANOTHER_COPY} or convert one to 8-bit PNG."
        ) from error


def _open_png(data: bytes) -> Opened:
    found = png_chunks.check(data)
    try:
        opened = Opened(_open("PNG", found.data), found.data, found.notes)
    except ImageError as error:
        if (plain := bare_png(found.data, found.notes, error)) is None:
            raise
        opened = plain
    return replace(opened, damage=found.damage, colour=found.colour)


def bare_png(data: bytes, notes: tuple[str, ...], error: Exception) -> Opened | None:
    """Open a PNG without the chunks beside its picture; None where that is of no help.

    Parameters
    ----------
    notes : tuple of str
        Those known already.
    error : Exception
        What went wrong with all chunks.
    """
    plain, left = png_chunks.bare(data)
    if not left:
        return None
    try:
        image = _open("PNG", plain)
    except ImageError:
        return None
    note = (
        f"What stands beside the picture ({', '.join(left)}) is malformed and was passed over "
        f"({reason_of(error.__cause__ or error)})."
    )
    return Opened(image, plain, (*notes, note))
