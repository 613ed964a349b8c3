"""RAW files of cameras, developed by LibRaw; their reduced previews are never taken for them."""

from __future__ import annotations

import contextlib
import io
from typing import Any

import numpy as np
from PIL import Image, ImageFile

from gng_desktop.imaging import ifd
from gng_desktop.imaging.errors import ANOTHER_COPY, ImageError, reason_of

FULL_PIXELS = 48_000_000
"""Above it RAW data are developed at half the width and height, px."""
_MAGIC = (
    b"IIRO", b"IIRS", b"MMOR",  # Olympus ORF
    b"IIU\0",  # Panasonic RW2, Leica RWL
    b"FUJIFILMCCD-RAW",
    b"FOVb",  # Sigma X3F
    b"\0MRM",  # Minolta MRW
)  # fmt: skip
_CFA, _LINEAR = 32803, 34892
_RAW_COMPRESSION = {262, 32767, 32769, 32770, 34713, 65000, 65535}
_PLAIN = (0, 1, 2, 3, 5, 6)
"""Photometric interpretations of finished pictures."""
_SUB_IFDS, _COMPRESSION, _PHOTOMETRIC, _MAKE, _SUBFILE, _DNG = 330, 259, 262, 271, 254, 50706
_TURNS = {3: 180, 5: 90, 6: 270}
"""LibRaw's numbers of turns: degrees, counter-clockwise."""
_FULL_SHARE = 0.9
"""Share of the RAW data's width from which an embedded picture counts as full size."""


def is_raw(data: bytes) -> bool:
    """Return whether a file holds RAW data of a camera, by its content."""
    if data.startswith(_MAGIC) or data[6:14] == b"HEAPCCDR" or data[4:12] == b"ftypcrx ":
        return True
    # Canon CR2; Phase One IIQ, whose second header lies behind the first.
    if data[:4] == b"II*\0" and (data[8:10] == b"CR" or data[8:12] == b"IIII"):
        return True
    if data[:4] == b"MM\0*" and data[8:12] == b"MMMM":
        return True
    return data[:4] in (b"II*\0", b"MM\0*") and _tiff_is_raw(data)


def _tiff_is_raw(data: bytes) -> bool:
    """Return whether a TIFF's directories describe sensor data."""
    whole = ifd.Structure(data)
    found = [
        {entry.tag: next(iter(whole.values(entry)), 0) for entry in directory.entries}
        for directory in whole.walk(32, (_SUB_IFDS,))
    ]
    camera = any(_MAKE in tags for tags in found)
    for tags in found:
        if _DNG in tags or tags.get(_PHOTOMETRIC) in (_CFA, _LINEAR):
            return True
        if camera and tags.get(_COMPRESSION) in _RAW_COMPRESSION:
            return True
    # A camera's file whose first picture is a reduced one, and nothing else in it is a whole one.
    first = found[0] if found else {}
    return bool(camera and first.get(_SUBFILE, 0) & 1) and not any(
        not tags.get(_SUBFILE, 0) & 1 and tags.get(_PHOTOMETRIC) in _PLAIN for tags in found[1:]
    )


class RawImageFile(ImageFile.ImageFile):
    """A RAW file as Pillow's image: its size is that of the developed picture, upright.

    Attributes
    ----------
    notes : tuple of str
        How the pixels came about; complete once they are loaded.
    """

    format = "RAW"
    format_description = "RAW data of a camera"
    notes: tuple[str, ...] = ()

    def _open(self) -> None:
        import rawpy

        assert self.fp is not None
        self._data = self.fp.read()
        self._raw = rawpy.RawPy()
        self._raw.open_buffer(io.BytesIO(self._data))
        sizes = self._raw.sizes
        self._flip, turned = sizes.flip, sizes.flip in (5, 6)
        wide, high = sizes.iwidth, sizes.iheight
        self._size = (high, wide) if turned else (wide, high)
        self._mode = "RGB"
        if self._data[:2] in (b"II", b"MM"):
            # Its directories are those of EXIF.
            self.info["exif"] = b"Exif\0\0" + self._data

    def load(self) -> Any:
        """Develop the picture, or take the embedded one of full size where that fails."""
        if getattr(self, "_im", None) is None:
            self.im = self._developed().im
        return None

    def _developed(self) -> Image.Image:
        import rawpy

        half = self.width * self.height > FULL_PIXELS
        try:
            self._raw.unpack()
            pixels = self._raw.postprocess(
                use_camera_wb=True,
                half_size=half,
                gamma=(2.4, 12.92),  # of sRGB
                output_color=rawpy.ColorSpace.sRGB,
                demosaic_algorithm=rawpy.DemosaicAlgorithm.PPG,
            )
        except Exception as error:
            # LibRaw knows the file and not its compression, or it is damaged.
            picture = self._embedded(error)
        else:
            picture = Image.fromarray(np.ascontiguousarray(pixels))
            self.notes = (
                "The picture was developed from RAW data (LibRaw "
                f"{'.'.join(map(str, rawpy.libraw_version))}, white balance of the camera, sRGB); "
                "other programs develop it with other brightness and colours.",
            )
            if half:
                self.notes += (reduced_note(self.size, picture.size),)
        self._raw.close()
        self._size = picture.size
        return picture

    def _embedded(self, error: Exception) -> Image.Image:
        import rawpy

        thumb, why = None, _words(error)
        # An error has closed the other one.
        with contextlib.suppress(Exception), rawpy.RawPy() as again:
            again.open_buffer(io.BytesIO(self._data))
            thumb = again.extract_thumb()
        if thumb is not None and thumb.format == rawpy.ThumbFormat.JPEG:
            with Image.open(io.BytesIO(bytes(thumb.data)), formats=("JPEG",)) as picture:
                if max(picture.size) >= _FULL_SHARE * max(self.size):
                    found = picture.convert("RGB").rotate(_TURNS.get(self._flip, 0), expand=True)
                    wide, high = found.size
                    self.notes = (
                        f"The RAW data cannot be developed ({why}): this is the JPEG "
                        f"picture of {wide:,} x {high:,} px that the camera put beside them.",
                    )
                    return found
        raise ImageError(
            f"The RAW data are damaged or of a kind that cannot be developed ({why}); "
            f"{ANOTHER_COPY}, or develop it elsewhere and choose that picture."
        )


def _words(error: Exception) -> str:
    """Return what LibRaw, whose texts are bytes, says of an error."""
    text = error.args[0] if error.args else ""
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else reason_of(error)


def reduced_note(size: tuple[int, int], shown: tuple[int, int]) -> str:
    """Return the sentence on a picture that was decoded at less than its size."""
    return (
        f"The picture has {size[0]:,} x {size[1]:,} px and was reduced to {shown[0]:,} x "
        f"{shown[1]:,} px while it was decoded; sizes and places are those of the reduced picture."
    )


def open_raw(data: bytes) -> RawImageFile:
    """Read the header of a RAW file's bytes.

    Raises
    ------
    ImageError
        If LibRaw does not know the camera's format or the header is damaged.
    """
    try:
        return RawImageFile(io.BytesIO(data), "")
    except Exception as error:  # LibRaw raises anything on malformed bytes
        raise ImageError(
            "The file holds RAW data of a camera that cannot be read "
            f"({_words(error)}); develop it elsewhere and choose that picture."
        ) from error
