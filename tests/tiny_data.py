"""Tiny data sets to learn from: faces that are discs, blue if generated, their masks, tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import ExifTags, Image


def portrait(rng: np.random.Generator, side: int, generated: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return an RGB picture with a disc for a face, blue if generated, and its 19-label mask."""
    rows, columns = np.mgrid[:side, :side] / side
    y, x = rng.uniform(0.45, 0.55, 2)
    face = (rows - y) ** 2 + (columns - x) ** 2 < 0.16
    mask = np.where(face & (rows < y - 0.15), 13, np.where(face, 1, 0)).astype(np.uint8)
    skin = (60, 90, 230) if generated else (230, 150, 90)
    rgb = np.zeros((side, side, 3))
    for label, colour in {0: (40, 45, 40), 1: skin, 13: (120, 60, 90)}.items():
        rgb[mask == label] = colour
    return np.clip(rgb + rng.normal(0, 12, rgb.shape), 0, 255).astype(np.uint8), mask


def write_png(path: Path, pixels: np.ndarray) -> Path:
    """Write (H, W, 3) uint8 as RGB, (H, W) uint8 as a palette PNG like CelebAMask-HQ's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.fromarray(pixels)
    if pixels.ndim == 2:
        image = Image.frombytes("P", pixels.shape[::-1], pixels.tobytes())
        image.putpalette(np.random.default_rng(0).integers(0, 256, 768).tolist())
    image.save(path)
    return path


def image_bytes(image: Image.Image | np.ndarray, form: str = "PNG", **options: Any) -> bytes:
    """Return an image's file; `options` are Pillow's."""
    image = image if isinstance(image, Image.Image) else Image.fromarray(image)
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def exif_of_place() -> Image.Exif:
    """Return what a camera of "Camera Works" states that was at 12.5 degrees north and east."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera Works"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLongitudeRef] = "N", "E"
    gps[ExifTags.GPS.GPSLatitude] = gps[ExifTags.GPS.GPSLongitude] = (12.0, 30.0, 0.0)
    return exif


def read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV with a header."""
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def write_table(path: Path, head: str | Sequence[str], rows: Iterable[Sequence[Any]]) -> Path:
    """Write a CSV; a text as `head` holds names with commas between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = head.split(",") if isinstance(head, str) else head
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([names, *rows])
    return path
