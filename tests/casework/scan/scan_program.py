"""The program with engines that need no network, to scan whole folders in no time.

``python scan_program.py scan ...`` is ``python -m gng_desktop scan ...`` in all else. The
environment may hold ``SCAN_PAUSE``, the seconds that each batch of scores takes longer, and
``SCAN_LOG``, a file that grows by a byte for every image scored.
"""

from __future__ import annotations

import os
import runpy
import sys
import time
from pathlib import Path

import numpy as np

SIZE = 56
STEP = 18
"""The red of a painted picture is the class id times this."""
ROLES = ("segmenter", "with_background", "without_background")
PARTS = (
    (1, 12, 46, 12, 44),
    (3, 20, 24, 18, 24),
    (2, 20, 24, 32, 38),
    (4, 27, 34, 24, 31),
    (5, 38, 41, 22, 34),
)
"""Class id, top, bottom, left, right of a painted face, px of 56."""


def portrait(green: int, background: int | None = None) -> np.ndarray:
    """Return a painted face, 112 px square RGB; the greener, the higher its score."""
    rgb = np.zeros((SIZE, SIZE, 3), np.uint8)
    rgb[..., 1] = green if background is None else background
    rgb[12:46, 12:44, 1] = green
    rgb[..., 2] = np.random.default_rng(1).integers(0, 256, (SIZE, SIZE))  # no flat drawing
    for label, top, bottom, left, right in PARTS:
        rgb[top:bottom, left:right, 0] = label * STEP
    return np.kron(rgb, np.ones((2, 2, 1), np.uint8))


def face_in(rgb: np.ndarray):
    """In the place of the detector: a painted face fills its picture."""
    from gng_desktop.imaging.faces import Face

    side, high = float(rgb.shape[1]), 0.475 * rgb.shape[0]
    points = ((0.375 * side, high), (0.625 * side, high), (0.5 * side, 0.6 * side))
    mouth = ((0.4 * side, high + side / 4), (0.6 * side, high + side / 4))
    face = Face((side / 4, side / 4, side / 2, side / 2), (*points, *mouth), 0.9)
    return face if (rgb[..., 0] > STEP / 2).any() else None


class Engine:
    """Red tells the class id; the score is the mean green."""

    name, device, size, features = "fake", "cpu (1 thread)", SIZE, 0

    def __init__(self, role: str) -> None:
        self.role = role
        self.batches: list[int] = []
        self.pause = float(os.environ.get("SCAN_PAUSE", 0))
        self.log = os.environ.get("SCAN_LOG")

    def run(self, batch: np.ndarray) -> np.ndarray:
        self.batches.append(len(batch))
        if self.role == "segmenter":
            return np.minimum(np.rint(batch[..., 0] / STEP), 13).astype(np.uint8)
        time.sleep(self.pause)
        if self.log and self.role == "without_background":
            with Path(self.log).open("ab") as stream:
                stream.write(b"." * len(batch))
        return (batch[..., 1].mean(axis=(1, 2)) / 255).astype(np.float32)


def analyser(version: str = "1"):
    """Return an analyser of fake engines and of models that differ by `version`."""
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.imaging.labels import CLASSES
    from gng_desktop.modelstore import Manifest, StoredModel

    models = {}
    for role in ROLES:
        segments = role == "segmenter"
        limits = {"real_below": 0.3, "generated_above": 0.7, "chosen_on": "nothing"}
        fields = {
            "format": 1,
            "id": role.replace("_", "-"),
            "role": role,
            "task": "segmentation" if segments else "classification",
            "architecture": {
                "family": "deeplabv3plus",
                "backbone": "mobilenet_v2",
                "activation": None,
            },
            "classes": list(CLASSES) if segments else ["real", "generated"],
            "input": {"size": SIZE, "channels": "RGB", "range": [0, 255], "resize": "whole image"},
            "weights": {"file": "model.weights.h5", "sha256": "0" * 64},
            "graph": None,
            "calibration": None,
            "thresholds": None if segments else limits,
            "training": {},
            "metrics": {},
            "limits": [],
            "created": "2024-05-01",
            "program": "0.1.0",
        }
        models[role] = StoredModel(Path(role), Manifest.from_json(fields), f"{version:0>64}")
    return Analyser(models, {role: Engine(role) for role in ROLES}, find_face=face_in)


def main() -> None:
    from gng_desktop.analysis.pipeline import Analyser

    Analyser.open = lambda models=None, device="auto", threads=None: analyser()
    runpy.run_module("gng_desktop", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[3]))
    main()
