"""Pictures on disk and the index files that list them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image


def write_png(path: Path, pixels: np.ndarray) -> Path:
    """Write (H, W, 3) uint8 as RGB, (H, W) uint8 as a palette PNG like CelebAMask-HQ's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if pixels.ndim == 3:
        image = Image.fromarray(pixels)
    else:
        image = Image.frombytes("P", pixels.shape[::-1], pixels.tobytes())
        image.putpalette(np.random.default_rng(0).integers(0, 256, 768).tolist())
    image.save(path)
    return path


@pytest.fixture
def png() -> Callable[[Path, np.ndarray], Path]:
    return write_png


@pytest.fixture
def index(tmp_path) -> Callable[..., Path]:
    def write(header: str, *rows: str) -> Path:
        path = tmp_path / "set" / "index.csv"
        path.parent.mkdir(exist_ok=True)
        with path.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows(line.split(",") for line in (header, *rows))
        return path

    return write


@pytest.fixture
def noisy() -> np.ndarray:
    """A picture, 40 x 60 px, that every change shows in."""
    return np.random.default_rng(4).integers(0, 256, (40, 60, 3), dtype=np.uint8)
