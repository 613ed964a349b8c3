"""Index files, a picture of noise, and a segmenter that finds a face in every picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.fakes import Fixed
from tests.tiny_data import write_table


@pytest.fixture
def index(tmp_path) -> Callable[..., Path]:
    """Write an index of lines."""

    def write(header: str, *rows: str) -> Path:
        return write_table(tmp_path / "set/index.csv", header, [row.split(",") for row in rows])

    return write


@pytest.fixture
def noisy() -> np.ndarray:
    """A picture, 40 x 60 px, that every change shows in."""
    return np.random.default_rng(4).integers(0, 256, (40, 60, 3), dtype=np.uint8)


@pytest.fixture
def segmenter() -> Fixed:
    """A face with hair in the middle of whatever it is given, 32 px a side."""
    mask = np.zeros((32, 32), np.uint8)
    mask[8:26, 6:26] = 1
    mask[8:10, 6:26] = 6
    return Fixed(mask, 32)
