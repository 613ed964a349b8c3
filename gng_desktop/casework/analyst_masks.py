"""Masks that analysts corrected, stored as they were used; none is ever replaced."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from numpy.typing import NDArray

from gng_desktop.core.timestamps import now

LOG = "masks.jsonl"
HASHED = "SHA-256 of the mask: "  # in the note of an analysis with a corrected mask


def mask_sha256(mask: NDArray[np.uint8]) -> str:
    """Return the hash of a mask's class ids, row by row."""
    return hashlib.sha256(np.ascontiguousarray(mask, np.uint8).tobytes()).hexdigest()


def mask_note(notes: Iterable[str]) -> str:
    """Return the note on a corrected mask; "" where the segmenter's own was used."""
    return next((note for note in notes if HASHED in note), "")


def keep_mask(mask: NDArray[np.uint8], facts: dict[str, Any], folder: Path | None = None) -> Path:
    """Write a mask, (S, S) class ids 0..13, as PNG and add a line on it to the log beside it.

    `facts` are JSON values: which image, which part of it, by whom. None for `folder` means the
    user's own data folder. Return the path of the PNG, named by the hash of the mask; OSError if
    it cannot be written.
    """
    # Loads OpenCV.
    from gng_desktop.casework.records import save_png

    folder = folder or platformdirs.user_data_path("gng-desktop") / "masks"
    folder.mkdir(parents=True, exist_ok=True)
    digest = mask_sha256(mask)
    path = folder / f"{digest}.png"
    if not path.exists():
        save_png(path, mask)
    line = json.dumps({"mask": digest, "at": now(), **facts}, ensure_ascii=True)
    with (folder / LOG).open("a", encoding="ascii") as stream:
        stream.write(line + "\n")
    return path
