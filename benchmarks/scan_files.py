"""Files to be scanned: variants of images, twins of each other, and broken ones."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image


def variant(rgb: NDArray[np.uint8], rng: np.random.Generator) -> bytes:
    """Return an image slightly turned, moved, scaled, brightened, 256 to 512 px, as JPEG."""
    side = int(rng.integers(256, 513))
    height, width = rgb.shape[:2]
    turn = cv2.getRotationMatrix2D(
        (width / 2, height / 2), rng.uniform(-6, 6), rng.uniform(0.95, 1.1) * side / max(rgb.shape)
    )
    turn[:, 2] += side / 2 - np.array([width, height]) / 2 + rng.uniform(-0.03, 0.03, 2) * side
    moved = cv2.warpAffine(
        rgb, turn, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    lit = cv2.convertScaleAbs(moved, alpha=rng.uniform(0.85, 1.15))
    stream = io.BytesIO()
    Image.fromarray(lit).save(stream, "JPEG", quality=int(rng.integers(75, 96)))
    return stream.getvalue()


def broken(whole: bytes, rng: np.random.Generator) -> Iterator[bytes]:
    """Yield files of every way to be no image, over and over."""
    with Image.open(io.BytesIO(whole)) as image:
        stream = io.BytesIO()
        image.save(stream, "PNG")
    png = stream.getvalue()
    flipped = bytearray(png)
    flipped[len(png) // 2] ^= 255
    kinds = (
        b"",
        b"Dear Sir or Madam",
        b"%PDF-1.7\n",
        b"PK\x03\x04" + bytes(90),
        whole[: len(whole) // 3],
        png[:-12],
        bytes(flipped),
        b"\xff\xd8\xff\xe0" + bytes(90),
        bytes(1000),
    )
    for number, kind in enumerate(cycle(kinds)):
        yield kind + (bytes(str(number), "ascii") if kind[:1] in b"DP" else b"")


def write_files(
    folder: Path, images: Sequence[NDArray[np.uint8]], count: int, bad: float, twins: float
) -> None:
    """Fill a folder with variants of images, some of them twins of others and some broken."""
    rng = np.random.default_rng(0)
    wrecks = broken(variant(images[0], rng), rng)
    last = b""
    for number, rgb in enumerate(islice(cycle(images), count)):
        fate = rng.random()
        if fate < bad:
            data = next(wrecks)
        elif fate < bad + twins and last:
            data = last
        else:
            data = last = variant(rgb, rng)
        (folder / f"{number:06d}.jpg").write_bytes(data)
