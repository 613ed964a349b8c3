"""Colours as sRGB: embedded profiles and named colour spaces, converted by LittleCMS."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageFile

from gng_desktop.core.text import N_
from gng_desktop.imaging import icc

SAME = 3
"""Levels of 255 by which a profile may differ from sRGB and still leave the pixels as they are."""
_CACHED_BYTES = 1 << 22
_SPACES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
_NAMES = {"RGB": "RGB", "GRAY": "greyscale", "L": "greyscale", "CMYK": "CMYK"}
_CHUNK_GAMMA = 1 / 2.2
_INTEROPERABILITY, _INDEX = 0xA005, 1
_SRGB = ImageCms.createProfile("sRGB")


@dataclass(frozen=True)
class Conversion:
    """How the colours of one file become sRGB.

    Attributes
    ----------
    name : str
        Of the profile or colour space; "" where the file states none.
    mode : str
        Pillow's mode that `transform` takes: ``"RGB"``, ``"L"``, ``"CMYK"`` or ``"LAB"``.
    transform : ImageCmsTransform or None
        To 8-bit sRGB; None leaves the pixels as they are.
    note : str
        One sentence for the user; "" where there is nothing to say.
    """

    name: str = ""
    mode: str = ""
    transform: ImageCms.ImageCmsTransform | None = None
    note: str = ""

    def __call__(self, image: Image.Image) -> Image.Image:
        """Return the picture, without transparency, as 8-bit sRGB."""
        if self.transform is None:
            return image if image.mode == "RGB" else image.convert("RGB")
        if image.mode != self.mode:
            image = image.convert(self.mode)
        return self.transform.apply(image)


_UNCHANGED = Conversion()


def conversion_of(
    image: ImageFile.ImageFile, data: bytes, chunks: Mapping[bytes, bytes]
) -> Conversion:
    """Return how the colours of an image file become sRGB; any problem becomes a note.

    Parameters
    ----------
    chunks : mapping of bytes to bytes
        A PNG's chunks on colour (`png_chunks.Checked`).
    """
    try:
        if b"cICP" in chunks:  # the PNG specification puts it above a profile
            primaries, transfer = struct.unpack(">BB2x", chunks[b"cICP"])
            return _coded(primaries, transfer, "cICP chunk")
        if image.mode == "LAB":  # whose profile adds nothing
            note = "Colours are converted to sRGB from CIE L*a*b*."
            return Conversion("CIE L*a*b*", "LAB", _from_lab(), note)
        profile = image.info.get("icc_profile")
        if profile and isinstance(profile, bytes):
            grey = image.mode in ("L", "LA", "La", "1") or image.mode.startswith("I;16")
            mode = "L" if grey else "CMYK" if image.mode == "CMYK" else "RGB"
            cached = len(profile) <= _CACHED_BYTES
            return (_from_profile if cached else _from_profile.__wrapped__)(profile, mode)
        if image.mode == "CMYK":
            return Conversion(
                note=N_(
                    "The picture is CMYK without a colour profile, so that its colours are "
                    "approximate."
                )
            )
        if image.format == "PNG":
            return _from_chunks(chunks)
        if b"R03" in image.info.get("exif", b"") and _is_adobe_rgb(image):
            return _named("Adobe RGB (1998)", icc.ADOBE_RGB, (563 / 256,), "EXIF data")
        return _from_boxes(image, data)
    except Exception:  # what states the colours is as untrusted as the rest of the file
        return Conversion(note=_broken("colour information"))


@cache
def _from_lab() -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(ImageCms.createProfile("LAB"), _SRGB, "LAB", "RGB")


def _broken(what: str) -> str:
    return f"The {what} is damaged, so that the colours are taken for sRGB."


def profile_name(profile: bytes) -> str:
    """Return what an ICC profile calls itself, on one line; "" where it cannot be read."""
    try:
        return _clean(ImageCms.getProfileDescription(io.BytesIO(profile)))
    except Exception:  # LittleCMS refuses what is malformed
        return ""


@lru_cache(maxsize=16)
def _from_profile(profile: bytes, mode: str) -> Conversion:
    """Return the conversion from an embedded ICC profile for pixels of a mode."""
    try:
        opened = ImageCms.getOpenProfile(io.BytesIO(profile))
        name = _clean(ImageCms.getProfileDescription(opened)) or "unnamed"
        space = opened.profile.xcolor_space.strip()
        # Grey pixels may have a profile of RGB: their three channels are equal.
        takes = _SPACES.get(space, "")
        if takes != mode and (takes, mode) != ("RGB", "L"):
            kinds = _NAMES.get(space, space), _NAMES[mode]
            return Conversion(
                name,
                note=f"The embedded colour profile “{name}” is for {kinds[0]} and the picture is "
                f"{kinds[1]}, so that the profile is not used.",
            )
        transform = ImageCms.buildTransform(opened, _SRGB, takes, "RGB", ImageCms.Intent.PERCEPTUAL)
        # sRGB by the ICC's own tables is made for other uses of the same values.
        named = name.lower().startswith("srgb") and not opened.profile.is_matrix_shaper
        if takes != "CMYK" and (named or _is_identity(transform, takes)):
            return Conversion(name)
    except Exception:  # LittleCMS refuses what is malformed
        return Conversion(note=_broken("embedded colour profile"))
    note = f"Colours are converted to sRGB from the embedded profile “{name}”."
    return Conversion(name, takes, transform, note)


def _is_identity(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    """Return whether a transform leaves a grid of colours, and all greys, as they are."""
    levels = np.linspace(0, 255, 9).astype(np.uint8)
    grid = np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(-1, 3)
    greys = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)
    before = np.concatenate([greys] if mode == "L" else [grid, greys])[None]
    probe = Image.fromarray(before)
    after = np.asarray(transform.apply(probe.convert(mode)), np.int16)
    return bool(np.abs(after - before).max() <= SAME)


def _named(
    name: str, points: tuple[float, ...], curve: tuple[float, ...], where: str
) -> Conversion:
    found = _from_profile(icc.profile(name, points, curve), "RGB")
    if found.transform is None:
        return found
    note = f"Colours are converted to sRGB from {name}, as stated in the {where}."
    return Conversion(name, found.mode, found.transform, note)


def _coded(primaries: int, transfer: int, where: str) -> Conversion:
    """Return the conversion for code points of ITU-T H.273."""
    if primaries == 2 or (primaries == 1 and transfer in (1, 2, 6, 13, 14, 15)):
        return _UNCHANGED
    name, points = icc.PRIMARIES.get(primaries, ("", ()))
    curve = icc.CURVES.get(transfer)
    if name and curve:
        return _named(name, points, curve, where)
    curve_name = icc.HDR.get(transfer, f"number {transfer}")
    words = f"colour primaries {name or f'number {primaries}'}, transfer curve {curve_name}"
    note = f"The {where} states {words}: not converted, so that the colours are taken for sRGB."
    return Conversion(f"{name} {curve_name}".strip(), note=note)


def _from_chunks(chunks: Mapping[bytes, bytes]) -> Conversion:
    """Return the conversion by a PNG's gAMA and cHRM chunks, unless it has one for sRGB."""
    if b"sRGB" in chunks or not (b"gAMA" in chunks or b"cHRM" in chunks):
        return _UNCHANGED
    curve: tuple[float, ...] = icc.SRGB_CURVE
    if b"gAMA" in chunks:
        gamma = struct.unpack(">I", chunks[b"gAMA"])[0] / 100_000
        # What sRGB has is written as 1/2.2.
        if abs(gamma - _CHUNK_GAMMA) > 0.01:
            if not 0.1 < gamma < 3:
                raise ValueError("no gamma")
            curve = (1 / gamma,)
    points = icc.PRIMARIES[1][1]
    if b"cHRM" in chunks:
        found = [value / 100_000 for value in struct.unpack(">8I", chunks[b"cHRM"])]
        stated = (*found[2:], *found[:2])
        if max(abs(a - b) for a, b in zip(stated, points, strict=True)) > 0.002:
            points = stated
    chunk_names = " and ".join(k.decode() for k in (b"gAMA", b"cHRM") if k in chunks)
    if points is icc.PRIMARIES[1][1] and curve is icc.SRGB_CURVE:
        return _UNCHANGED
    name = f"RGB of gamma {curve[0]:.2f}" if len(curve) == 1 else "RGB"
    return _named(name, points, curve, f"{chunk_names} chunk{'s' * (' ' in chunk_names)}")


def _is_adobe_rgb(image: ImageFile.ImageFile) -> bool:
    """Return whether EXIF names the option file of DCF, whose colours are Adobe RGB."""
    exif = image.getexif()
    index = exif.get_ifd(_INTEROPERABILITY).get(_INDEX)
    return isinstance(index, str) and index.startswith("R03") and image.mode == "RGB"


def _from_boxes(image: ImageFile.ImageFile, data: bytes) -> Conversion:
    """Return the conversion by the code points of a HEIF or AVIF file."""
    if image.format == "HEIF":
        nclx: Any = image.info.get("nclx_profile") or {}
        found = {(nclx.get("color_primaries", 2), nclx.get("transfer_characteristics", 2))}
    elif image.format == "AVIF":
        parts = data[: 1 << 16].split(b"colrnclx")[1:]
        found = {struct.unpack_from(">HH", part) for part in parts if len(part) >= 4}
    else:
        return _UNCHANGED
    # Of several, which is the picture's is not known here.
    return _coded(*found.pop(), "file") if len(found) == 1 else _UNCHANGED


def deep(
    values: NDArray[np.uint16], convert: Callable[[NDArray[np.uint8]], NDArray[np.uint8]]
) -> NDArray[np.uint8]:
    """Convert 16-bit colours by a conversion of 8-bit ones, linearly between its values.

    Parameters
    ----------
    values : ndarray of uint16, shape (H, W, C)
        0..65535.
    convert : callable
        From (H, W, C) uint8 to (H, W, 3) uint8.

    Returns
    -------
    ndarray of uint8, shape (H, W, 3)
    """
    result = np.empty((*values.shape[:2], 3), np.uint8)
    step = max(1, (1 << 20) // max(1, values.shape[1]))
    for top in range(0, len(values), step):
        exact = values[top : top + step].astype(np.float32) / 257
        low = np.minimum(exact, 254).astype(np.uint8)
        base = convert(low).astype(np.float32)
        total = base.copy()
        for channel in range(values.shape[2]):
            up = low.copy()
            up[..., channel] += 1
            share = exact[..., channel, None] - low[..., channel, None]
            total += share * (convert(up).astype(np.float32) - base)
        result[top : top + step] = np.clip(np.rint(total), 0, 255)
    return result


def _clean(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:80]
