"""The one door through which every image file enters: checked, decoded, upright, 8-bit RGB."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import stat
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile, ImageOps

from gng_desktop.imaging.frames import count_frames

MAX_PIXELS = 120_000_000
MAX_BYTES = 1 << 30

FORMATS: tuple[str, ...] = (
    "JPEG",  # opens MPO too
    "PNG",
    "TIFF",
    "WEBP",
    "BMP",
    "GIF",
    "JPEG2000",
    "AVIF",
    "PPM",
)
"""Pillow's names of the formats read. No other plugin runs: some start programs (EPS)."""

# fmt: off
IMAGE_SUFFIXES: frozenset[str] = frozenset({
    ".jpg", ".jpeg", ".jpe", ".jfif", ".mpo",
    ".png", ".apng", ".tif", ".tiff", ".webp", ".bmp", ".gif",
    ".jp2", ".j2k", ".j2c", ".jpc", ".jpf", ".jpx",
    ".avif", ".ppm", ".pgm", ".pbm", ".pnm",
})
# fmt: on
"""Lower-case suffixes for folder listings and dialogs; reading goes by content, not by name."""

_NAMED = "JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF or PPM"
_ANOTHER_COPY = "obtain another copy of the file"
_FOREIGN: dict[bytes, str] = {
    b"%PDF": "a PDF document",
    b"%!PS": "a PostScript file",
    b"8BPS": "a Photoshop document",
    b"PK\x03\x04": "a ZIP archive or office document",
}
_UNSCALED = {"I": "32-bit integer", "F": "floating-point", "LAB": "L*a*b*"}
_TIFF_BITS_PER_SAMPLE, _TIFF_PHOTOMETRIC = 258, 262

_WARNING_MODULES = r"(PIL|gng_desktop\.imaging)\."
"""Where a warning that `quiet` keeps is said to come from."""


class ImageError(Exception):
    """An image that cannot be used; its text is one sentence for the user, without the path.

    Attributes
    ----------
    sha256 : str or None
        Of the file's bytes; None where they could not be read.
    frames : int
        Pictures in the file, as far as is known.
    """

    def __init__(self, message: str, sha256: str | None = None) -> None:
        super().__init__(message)
        self.sha256 = sha256
        self.frames = 1


@dataclass(frozen=True)
class Picture:
    """One decoded image.

    Attributes
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB, 0..255, C-contiguous, upright, without alpha.
    sha256 : str
        Of the file's bytes, 64 hexadecimal digits.
    width, height : int
        Of `rgb`, px.
    format : str
        Pillow's name of the format, by content; for example ``"JPEG"``.
    bytes_read : int
        Size of the file, bytes.
    frame, frames : int
        Which of how many pictures in the file this is, from 1.
    """

    rgb: NDArray[np.uint8] = field(repr=False, compare=False)
    sha256: str
    width: int
    height: int
    format: str
    bytes_read: int
    frame: int = 1
    frames: int = 1

    @property
    def about(self) -> dict[str, Any]:
        """What an `Analysis` states of the file, by its fields' names."""
        return {"frame": self.frame, "frames": self.frames}


def read_image(
    path: str | os.PathLike[str], max_pixels: int = MAX_PIXELS, frame: int = 1
) -> Picture:
    """Read an image file without ever writing to it.

    Parameters
    ----------
    path : str or path-like
        The file; its suffix does not matter.
    max_pixels : int
        Largest width * height that is decoded, px.
    frame : int
        Which of several pictures in the file; 1 is its primary one.

    Returns
    -------
    Picture
        Upright, as 8-bit RGB.

    Raises
    ------
    ImageError
        If the file cannot be read, is above 1 GiB, or `decode_image` refuses it.
    """
    return decode_image(read_bytes(path), max_pixels, frame=frame)


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """Return the whole content of a file that may be an image, without ever writing to it.

    Parameters
    ----------
    path : str or path-like
        A regular file of at most 1 GiB; what it holds does not matter.

    Raises
    ------
    ImageError
        If there is no such file, it is a folder, device or pipe, it is above 1 GiB, it changes
        while it is read, or the disk or the user's rights do not let it be read.
    """
    try:
        path = Path(path)
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ImageError("This is a folder, not an image file; choose a file inside it.")
        if not stat.S_ISREG(status.st_mode):
            # Opening a pipe would wait for ever.
            raise ImageError("This is a device or pipe, not an image file; choose a regular file.")
        if status.st_size > MAX_BYTES:
            raise ImageError(
                f"The file holds {status.st_size:,} bytes, above the limit of {MAX_BYTES:,} bytes; "
                "choose a smaller image."
            )
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            # A byte more: whether there is one shows that the file has grown.
            data = file.read(min(before.st_size, MAX_BYTES) + 1)
            after = os.fstat(file.fileno())
        if (len(data), before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            # Its hash would be that of no file there ever was.
            raise ImageError(
                "The file changed while it was read; wait until nothing writes to it, then try "
                "again."
            )
        return data
    except FileNotFoundError as error:
        raise ImageError("The file does not exist; check its name and place.") from error
    except PermissionError as error:
        raise ImageError(
            "The file may not be read by this user; ask for permission or copy it."
        ) from error
    except (OSError, ValueError) as error:
        raise ImageError(
            f"The file could not be read ({reason_of(error)}); check the disk or copy it elsewhere."
        ) from error


def decode_image(
    data: bytes,
    max_pixels: int = MAX_PIXELS,
    sha256: str | None = None,
    frame: int = 1,
    image: ImageFile.ImageFile | None = None,
) -> Picture:
    """Decode the bytes of an image file.

    EXIF orientation is applied; transparency is laid over black; 16-bit values keep their high
    byte; greyscale, palette and CMYK become RGB without colour management.

    Parameters
    ----------
    data : bytes
        The whole file.
    max_pixels : int
        Largest width * height that is decoded, px; checked in the header, before decoding.
    sha256 : str, optional
        Of `data`, 64 hexadecimal digits, where the caller has just computed it.
    frame : int
        Which of several pictures in the file; 1 is its primary one.
    image : ImageFile, optional
        What `open_image` made of `data`, at the frame before or an earlier one: a frame of an
        animation is drawn upon those before it.

    Returns
    -------
    Picture
        Upright, as 8-bit RGB.

    Raises
    ------
    ImageError
        If the bytes are empty, no image of a known format, damaged, cut short, too large, or of
        a pixel type without a defined 8-bit scale, or if there is no such frame. Its `sha256` and
        `frames` are set.

    Notes
    -----
    libjpeg fills what a damaged scan leaves open and Pillow does not pass its complaint on: a JPEG
    that breaks off but was given a proper end marker afterwards is read, its last rows grey.
    """
    digest = sha256 or hashlib.sha256(data).hexdigest()
    try:
        if not data:
            raise ImageError(f"The file is empty (0 bytes); {_ANOTHER_COPY}.")
        with quiet():
            rgb, format_name, frames = _decode(data, max_pixels, frame, image)
    except ImageError as error:
        error.sha256 = digest
        raise
    height, width = rgb.shape[:2]
    return Picture(rgb, digest, width, height, format_name, len(data), frame, frames)


def reason_of(error: BaseException) -> str:
    """Return what an error says, on one line and without a full stop at its end."""
    text = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
    return " ".join(text.split()).rstrip(".")


class _Quiet:
    """Pillow's warnings switched off while any thread is inside.

    `catch_warnings` swaps a list that all threads share: were each thread to do so for itself, one
    would put back what another has yet to undo. So the first one in sets the filter and the last
    one out takes it away, and all may decode at the same time.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._filters = contextlib.ExitStack()

    def enter(self) -> None:
        with self._lock:
            if not self._inside:
                self._filters.enter_context(warnings.catch_warnings())
                # Pillow's alone: other rooms may have something to say meanwhile.
                warnings.filterwarnings("ignore", module=_WARNING_MODULES)
            self._inside += 1

    def leave(self) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                self._filters.close()


_quiet = _Quiet()


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep Pillow's warnings of odd metadata and large images: the limits here are our own.

    Any number of threads may be inside, and a thread more than once.
    """
    _quiet.enter()
    try:
        yield
    finally:
        _quiet.leave()


def open_image(data: bytes) -> ImageFile.ImageFile:
    """Read the header of an image file's bytes; no pixel is decoded and no limit applied.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    ImageFile
        Pillow's image of one of `FORMATS`. What it says of the file is untrusted, and Pillow
        may warn while it is used: see `quiet`.

    Raises
    ------
    ImageError
        If the bytes are no image of a known format or the header is damaged.
    """
    # Not `Image.open`: it enforces the process-wide MAX_IMAGE_PIXELS and never names the size.
    Image.init()
    for name in FORMATS:
        factory, accept = Image.OPEN.get(name, (None, None))
        accepted = accept(data[:16]) if factory and accept else False
        if isinstance(accepted, str):  # the reason why this build of Pillow lacks the decoder
            raise ImageError(f"This computer cannot read {name} files; convert a copy to PNG.")
        if not factory or not accepted:
            continue
        try:
            return factory(io.BytesIO(data), "")
        except Image.DecompressionBombError as error:
            raise ImageError(
                "The image holds more pixels than can safely be decoded; scale a copy down."
            ) from error
        except Exception as error:  # plugins raise anything on malformed bytes
            raise ImageError(
                f"The {name} header is damaged or of a kind that cannot be read "
                f"({reason_of(error)}); {_ANOTHER_COPY} or convert one to 8-bit PNG."
            ) from error
    kind = next((what for magic, what in _FOREIGN.items() if data.startswith(magic)), "")
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1"):
        kind = "a HEIC photograph"
    found = f"is {kind}, which is not" if kind else "is not"
    raise ImageError(
        f"The file {found} an image this program reads; convert a copy to, or choose, a {_NAMED} "
        "file."
    )


def _decode(
    data: bytes, max_pixels: int, frame: int, opened: ImageFile.ImageFile | None
) -> tuple[NDArray[np.uint8], str, int]:
    image = opened or open_image(data)
    frames = count_frames(image, data)
    try:
        if frame > 1:
            _turn_to(image, frame, frames, max_pixels)
        return *_pixels(image, data, max_pixels, opened is not None), frames
    except ImageError as error:
        error.frames = frames
        raise


def _turn_to(image: ImageFile.ImageFile, frame: int, frames: int, max_pixels: int) -> None:
    """Make `image` another picture of its file; one that is too large is left to `_pixels`."""
    if image.width * image.height > max_pixels:
        return
    try:
        image.seek(frame - 1)
    except Exception as error:  # decoders raise anything on malformed bytes
        raise ImageError(
            f"Picture {frame} of {frames} in the file cannot be read ({reason_of(error)}); "
            f"{_ANOTHER_COPY}."
        ) from error


def _pixels(
    image: ImageFile.ImageFile, data: bytes, max_pixels: int, used_again: bool
) -> tuple[NDArray[np.uint8], str]:
    name = image.format or "image"
    width, height = image.size
    if width * height == 0:
        raise ImageError(f"The {name} image holds no pixels; {_ANOTHER_COPY}.")
    if width * height > max_pixels:
        raise ImageError(
            f"The image is {width:,} x {height:,} px ({width * height:,} pixels), above the limit "
            f"of {max_pixels:,} pixels; scale a copy down."
        )
    try:
        if name == "PNG":
            # Decoding alone passes over a wrong checksum and a missing closing chunk.
            open_image(data).verify()
        image.load()
        shown = image.copy() if used_again else image
        # Unreadable metadata says nothing of orientation: as stored.
        with contextlib.suppress(Exception):
            ImageOps.exif_transpose(shown, in_place=True)
        return _to_rgb(shown), name
    except ImageError:
        raise
    except MemoryError as error:
        raise ImageError(
            f"There is not enough memory for an image of {width:,} x {height:,} px; close other "
            "programs or scale a copy down."
        ) from error
    except Exception as error:  # decoders raise anything on malformed bytes
        raise ImageError(
            f"The {name} image is damaged or cut short ({reason_of(error)}); {_ANOTHER_COPY}."
        ) from error


def _to_rgb(image: Image.Image) -> NDArray[np.uint8]:
    if image.mode.startswith("I;16") or (image.mode, image.format) == ("I", "PPM"):
        grey = _high_byte(image)
        return np.ascontiguousarray(np.repeat(grey[..., None], 3, axis=2))
    if image.mode in _UNSCALED:
        raise ImageError(
            f"The image stores {_UNSCALED[image.mode]} values, which have no fixed brightness "
            "scale; export a copy with 8 or 16 bits per channel."
        )
    if image.has_transparency_data:
        # Black, as in the stripped view: what no viewer shows must not reach the classifiers,
        # and one kind of emptiness is enough.
        rgba = image.convert("RGBA")
        flat = Image.new("RGB", rgba.size)
        flat.paste(rgba.convert("RGB"), mask=rgba.getchannel("A"))
        return np.array(flat, np.uint8)
    return np.array(image.convert("RGB"), np.uint8)


def _high_byte(image: Image.Image) -> NDArray[np.uint8]:
    # Pillow's own conversion clips at 255 instead of scaling.
    values = np.asarray(image).astype(np.uint16)
    tags: Any = getattr(image, "tag_v2", {})
    bits = int(tags.get(_TIFF_BITS_PER_SAMPLE, (16,))[0])
    grey = (values >> (bits - 8)).astype(np.uint8)
    if tags.get(_TIFF_PHOTOMETRIC) == 0:  # white is zero; Pillow inverts up to 8 bits only
        grey = 255 - grey
    if image.info.get("transparency") is not None:
        grey[values == image.info["transparency"]] = 0
    return grey
