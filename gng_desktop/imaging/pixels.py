"""Pillow's pixels of any mode as 8-bit RGB."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile, ImageOps

from gng_desktop.core.text import N_
from gng_desktop.imaging import in_place
from gng_desktop.imaging.colour import Conversion, deep
from gng_desktop.imaging.errors import ImageError

ORIENTATION = 0x0112
"""Tag of TIFF and EXIF."""
_UNSCALED = {"I": "32-bit integer", "F": "floating-point"}
_TIFF_BITS_PER_SAMPLE, _TIFF_PHOTOMETRIC, _TIFF_SAMPLE_FORMAT = 258, 262, 339
_SIGNED = 2
TRANSPARENT = N_("The picture has transparent parts, which are laid over black.")
UNUSED_ALPHA = N_(
    "The BMP file's alpha is zero everywhere, as in files that do not use it, and was ignored."
)
_OTHER_BYTE = {"RGB;16B": "RGB;16L", "RGB;16L": "RGB;16B", "RGB;16N": "RGB;16B"}
_OTHER_BYTE |= {f"RGBA{k[3:]}": f"RGBA{v[3:]}" for k, v in _OTHER_BYTE.items()}
_OTHER_BYTE |= {f"RGBX{k[3:]}": f"RGBX{v[3:]}" for k, v in _OTHER_BYTE.items() if k[3] == ";"}
_OTHER_BYTE |= {f"{band};16{a}": f"{band};16{b}" for band in "RGBA" for a, b in ("BL", "LB")}
"""Pillow keeps the high byte of a 16-bit colour; what gives the low one instead."""


def to_rgb(
    image: Image.Image, conversion: Conversion, low: Image.Image | None = None
) -> NDArray[np.uint8]:
    """Return a decoded picture as 8-bit sRGB, transparency laid over black, (H, W, 3) uint8.

    Parameters
    ----------
    conversion : Conversion
        Of its colours.
    low : Image, optional
        The low bytes of 16-bit colours, from `low_bytes`.

    Raises
    ------
    ImageError
        If the pixels have no defined 8-bit scale.
    """
    if image.mode.startswith("I;16") or (image.mode, image.format) == ("I", "PPM"):
        return _grey(image, conversion)
    signed = _SIGNED in getattr(image, "tag_v2", {}).get(_TIFF_SAMPLE_FORMAT, ())
    if kind := _UNSCALED.get(image.mode, "signed" if signed else ""):
        raise ImageError(
            f"The image stores {kind} values, which have no fixed brightness "
            "scale; export a copy with 8 or 16 bits per channel."
        )

    def converted(picture: Image.Image) -> Image.Image:
        if low is None:
            return conversion(picture)
        both = (np.asarray(part.convert("RGB"), np.uint16) for part in (picture, low))
        values: Any = (next(both) << 8) + next(both)
        return Image.fromarray(deep(values, _on_arrays(conversion)))

    image = with_alpha(image)
    if image.mode == "RGBA":
        # Black, as in the stripped view: what no viewer shows must not reach the classifiers,
        # and one kind of emptiness is enough.
        flat = Image.new("RGB", image.size)
        flat.paste(converted(image.convert("RGB")), mask=image.getchannel("A"))
        return pixels_of(flat)
    return pixels_of(converted(image))


def with_alpha(image: Image.Image, low: Image.Image | None = None) -> Image.Image:
    """Return a decoded picture with transparency as RGBA; others and grey of 16 bits as it is.

    A BMP whose alpha is zero everywhere uses none: it becomes RGB.

    `low` are the low bytes of 16-bit colours, from `low_bytes`, where one of them is transparent.
    """
    clear: Any = image.info.get("transparency")
    if low is not None and isinstance(clear, tuple):  # Pillow would compare its low bytes alone
        high, rest = (np.asarray(part, np.uint16) for part in (image, low))
        opaque = ((high << 8) + rest != clear).any(axis=2)
        alpha = Image.fromarray(opaque.astype(np.uint8) * 255)
        return Image.merge("RGBA", (*image.split(), alpha))
    if image.mode == "La":  # which Pillow turns into nothing but LA
        image = image.convert("LA")
    if (image.format, image.mode) == ("BMP", "RGBA") and not image.getchannel("A").getextrema()[1]:
        return image.convert("RGB")
    plain = image.mode == "RGBA" or image.mode.startswith("I;16")
    return image if plain or not image.has_transparency_data else image.convert("RGBA")


def is_transparent(image: Image.Image) -> bool:
    """Return whether a picture of `with_alpha` has black laid below it by `to_rgb` anywhere."""
    if image.mode.startswith("I;16"):
        clear = image.info.get("transparency")
        return clear is not None and bool((np.asarray(image) == clear).any())
    least: Any = image.getchannel("A").getextrema()[0] if image.mode == "RGBA" else 255
    return bool(least < 255)


def pixels_of(image: Image.Image) -> NDArray[np.uint8]:
    """Return a picture's pixels, (H, W, 3) uint8, copied a strip at a time.

    All at once Pillow copies them three times over: 1 GB more for a picture of 120 megapixels.
    Those that were decoded in place are taken away from `image`.
    """
    if image.mode != "RGB":
        return np.array(image, np.uint8)
    if (decoded := in_place.taken(image)) is not None:
        return decoded
    pixels = np.empty((image.height, image.width, 3), np.uint8)
    step = max(1, in_place.STRIP // image.width)
    for top in range(0, image.height, step):
        strip = image.crop((0, top, image.width, min(top + step, image.height)))
        pixels[top : top + step] = np.frombuffer(strip.tobytes(), np.uint8).reshape(
            -1, image.width, 3
        )
    return pixels


def upright(picture: Image.Image, orientation: int) -> Image.Image:
    """Return a picture turned as an EXIF orientation, 1..8, says; any other leaves it as it is."""
    picture.getexif()[ORIENTATION] = orientation
    return ImageOps.exif_transpose(picture)


def low_bytes(image: ImageFile.ImageFile) -> Image.Image | None:
    """Return the low bytes of 16-bit colours as a picture; None where there are none.

    Of the image only the header was read.
    """
    tiles = []
    for tile in image.tile:
        args: Any = tile.args
        raw_mode = _OTHER_BYTE.get(args[0] if isinstance(args, tuple) else args)
        if raw_mode is None:
            return None
        tiles.append(
            tile._replace(args=(raw_mode, *args[1:]) if isinstance(args, tuple) else raw_mode)
        )
    image.tile = tiles
    image.load()
    return image


def _on_arrays(conversion: Conversion) -> Callable[[NDArray[np.uint8]], NDArray[np.uint8]]:
    def convert(values: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return np.asarray(
            conversion(Image.fromarray(values.squeeze(-1) if values.shape[2] == 1 else values))
        )

    return convert


def _grey(image: Image.Image, conversion: Conversion) -> NDArray[np.uint8]:
    # Pillow's own conversion clips at 255 instead of scaling.
    stored = np.asarray(image).astype(np.uint16)
    tags: Any = getattr(image, "tag_v2", {})
    values: Any = stored << (16 - int(tags.get(_TIFF_BITS_PER_SAMPLE, (16,))[0]))
    if tags.get(_TIFF_PHOTOMETRIC) == 0:  # white is zero; Pillow inverts up to 8 bits only
        values = ~values
    if conversion.transform is None:
        rgb = np.repeat((values >> 8).astype(np.uint8)[..., None], 3, axis=2)
    else:
        rgb = deep(values[..., None], _on_arrays(conversion))
    if image.info.get("transparency") is not None:
        rgb[stored == image.info["transparency"]] = 0
    return np.ascontiguousarray(rgb)
