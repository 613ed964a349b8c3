"""Near-duplicate pictures: found by a perceptual hash, confirmed by their thumbnails."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from gng_desktop.imaging.reading import MAX_PIXELS, ImageError, read_image

SIDE = 32
"""Side of the grey thumbnail that is transformed, px."""
LOW = 8
"""Coefficients used per direction; 8 * 8 bits make the hash."""
DECODED = 128
"""A JPEG is decoded at an eighth, quarter or half if that keeps this many px per side."""
BITS = 64
NOTHING = np.uint64(0)
"""Hash of a file that cannot be read and of a picture of one flat colour; it has no twin."""
LIKENESS = 0.98
"""Least correlation of the thumbnails of near-duplicates.

Measured on the development data: re-encoded, halved and brightened copies are above 0.989;
different portraits whose hashes differ in at most 2 bits are below 0.955.
"""
DROPPED_BITS = 2
"""Greatest distance of hashes at which `held_out_twins` drops a training image, if confirmed."""
AT_ONCE = 64
"""Pictures hashed between two reports."""
_BLOCK = 1 << 22
"""Pairs compared at a time; bounds the memory to about 200 MB."""


def perceptual_hashes(
    paths: Sequence[Path], report: Callable[[int], object] = lambda done: None
) -> NDArray[np.uint64]:
    """Hash pictures so that scaled and re-encoded copies differ in few bits.

    Each is averaged down to 32 x 32 grey values; a bit says whether one of the 63 lowest
    coefficients of its cosine transform, without the mean, is above their median.

    Parameters
    ----------
    paths : sequence of Path
        Image files, of any size and shape. They are read only.
    report : callable, optional
        Called with the number hashed so far, every `AT_ONCE`; what it raises ends the work.

    Returns
    -------
    ndarray of uint64, shape (N,)
        `NOTHING` for a file that is missing or cannot be decoded.
    """
    if not paths:
        return np.zeros(0, np.uint64)
    # Pillow gives way to other threads while it decodes.
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        hashes: list[np.uint64] = []
        for start in range(0, len(paths), AT_ONCE):
            hashes += pool.map(_hash, paths[start : start + AT_ONCE])
            report(len(hashes))
    return np.array(hashes, np.uint64)


def _hash(path: Path) -> np.uint64:
    try:
        about = path.stat()
    except OSError:
        return NOTHING
    return _hashed(path, about.st_mtime_ns, about.st_size)


@lru_cache(1 << 16)  # a protocol compares the images of every fold
def _hashed(path: Path, *stamp: int) -> np.uint64:
    from scipy.fft import dctn

    grey = _thumbnail(path)
    if grey is None:
        return NOTHING
    low = dctn(grey, norm="ortho")[:LOW, :LOW].ravel()
    if np.abs(low[1:]).max() < 1:  # less than one grey level: flat
        return NOTHING
    bits = low > np.median(low[1:])
    bits[0] = False
    return np.uint64(int.from_bytes(np.packbits(bits).tobytes(), "big"))


def _thumbnail(path: Path) -> NDArray[np.float32] | None:
    """Return the (32, 32) float32 grey values 0..255 of a picture held upright."""
    try:
        with Image.open(path, formats=("JPEG",)) as image:
            if image.width * image.height > MAX_PIXELS:
                return None
            image.draft("L", (DECODED, DECODED))
            grey = ImageOps.exif_transpose(image).convert("L")
    except Exception:  # no JPEG, or a damaged one: decoders raise anything
        try:
            grey = Image.fromarray(read_image(path).rgb).convert("L")
        except ImageError:
            return None
    return np.asarray(grey.resize((SIDE, SIDE), Image.Resampling.BOX), np.float32)


def near_pairs(a: NDArray[np.uint64], b: NDArray[np.uint64], bits: int) -> list[tuple[int, int]]:
    """Return the pairs of hashes that differ in at most `bits` bits.

    Exact: of `bits` + 1 bands of bits at least one must be equal, so that only hashes that share
    a band are compared, a bounded number at a time.

    Parameters
    ----------
    a, b : ndarray of uint64, shape (N,) and (M,)
    bits : int
        Greatest distance, 0..63.

    Returns
    -------
    list of (int, int)
        Positions in `a` and in `b`, sorted. `NOTHING` pairs with nothing.
    """
    mine, theirs = np.flatnonzero(a != NOTHING), np.flatnonzero(b != NOTHING)
    found: list[NDArray[np.int64]] = []
    edges = np.linspace(0, BITS, bits + 2).astype(int)
    for low, high in zip(edges[:-1], edges[1:], strict=True):
        band = np.uint64(((1 << int(high - low)) - 1) << int(low))
        theirs = theirs[np.argsort(b[theirs] & band, kind="stable")]
        keys = b[theirs] & band
        first = np.searchsorted(keys, a[mine] & band, "left")
        counts = np.searchsorted(keys, a[mine] & band, "right") - first
        found += _compare(a, b, mine, theirs, first, counts, bits)
    if not found:
        return []
    pairs = np.unique(np.concatenate(found), axis=0)
    return [(int(i), int(j)) for i, j in pairs]


def _compare(
    a: NDArray[np.uint64],
    b: NDArray[np.uint64],
    mine: NDArray[np.int64],
    theirs: NDArray[np.int64],
    first: NDArray[np.int64],
    counts: NDArray[np.int64],
    bits: int,
) -> list[NDArray[np.int64]]:
    """Compare ``mine[i]`` with ``theirs[first[i] : first[i] + counts[i]]``; return (n, 2) pairs."""
    found = []
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    for start in range(0, total, _BLOCK):
        number = np.arange(start, min(start + _BLOCK, total))
        row = np.searchsorted(ends, number, "right")
        i = mine[row]
        j = theirs[first[row] + number - (ends[row] - counts[row])]
        near = np.bitwise_count(a[i] ^ b[j]) <= bits
        if near.any():
            found.append(np.stack([i[near], j[near]], axis=1))
    return found


def confirmed(
    pairs: Iterable[tuple[int, int]], a: Sequence[Path], b: Sequence[Path]
) -> list[tuple[int, int]]:
    """Return those of the pairs that show the same picture, not only the same layout.

    Portraits with the face in the same place before the same plain wall have nearly the same hash.
    Only the files that occur in `pairs` are read.

    Parameters
    ----------
    pairs : iterable of (int, int)
        Positions in `a` and in `b`, as `near_pairs` finds them.
    a, b : sequence of Path
        The images.
    """
    known: dict[Path, NDArray[np.float32] | None] = {}

    def normal(path: Path) -> NDArray[np.float32] | None:
        if path not in known:
            grey = _thumbnail(path)
            if grey is not None:
                grey = grey - grey.mean()
                norm = np.linalg.norm(grey)
                grey = (grey / norm).astype(np.float32) if norm > 0 else None
            known[path] = grey
        return known[path]

    found = []
    for i, j in pairs:
        one, other = normal(a[i]), normal(b[j])
        if one is not None and other is not None and float((one * other).sum()) >= LIKENESS:
            found.append((i, j))
    return found


def held_out_twins(
    train: Sequence[Path],
    held_out: Sequence[Path],
    report: Callable[[int], object] = lambda done: None,
) -> set[Path]:
    """Return the training images that are near-duplicates of held-out ones.

    `report`: As in `perceptual_hashes`, of both together.
    Returns: A subset of `train`. Files that cannot be read are not in it.
    """
    hashes = perceptual_hashes([*train, *held_out], report)
    pairs = near_pairs(hashes[: len(train)], hashes[len(train) :], DROPPED_BITS)
    return {train[i] for i, _ in confirmed(pairs, train, held_out)}
