"""Engines that need no network, and pictures that such a segmenter understands."""

import numpy as np
import pytest
from PIL import Image

from gng_desktop.analysis.pipeline import Analyser
from tests.fakes import STEP, Fixed, Painted, platt, stored

# Class id: top, bottom, left, right as shares of a square in which the face fills a quarter.
PARTS = {
    1: [(0.25, 0.75, 0.25, 0.75)],
    2: [(0.34, 0.44, 0.54, 0.70)],
    3: [(0.34, 0.44, 0.30, 0.46)],
    4: [(0.48, 0.60, 0.44, 0.56)],
    5: [(0.64, 0.70, 0.40, 0.60)],
}


def paint(width=224, height=224, x=0, y=0, side=None, parts=PARTS):
    """Return (height, width, 3) uint8: red codes the class, green and blue are noise."""
    side = side or min(width, height)
    rgb = np.random.default_rng(3).integers(1, 256, (height, width, 3)).astype(np.uint8)
    rgb[..., 0] = 0
    for label, boxes in parts.items():
        for top, bottom, left, right in boxes:
            rows = slice(y + round(top * side), y + round(bottom * side))
            columns = slice(x + round(left * side), x + round(right * side))
            rgb[rows, columns, 0] = label * STEP
    return rgb


def model(role, calibration=None, thresholds=(0.3, 0.7)):
    changes = {"calibration": platt(*calibration) if calibration else None}
    if thresholds != (0.3, 0.7):
        low, high = thresholds or (None, None)
        limits = {"real_below": low, "generated_above": high, "chosen_on": "nothing"}
        changes["thresholds"] = limits if thresholds else None
    return stored(role, **changes)


def make(raw_with=0.9, raw_without=0.9, with_options=None, without_options=None):
    return Analyser(
        {
            "segmenter": model("segmenter"),
            "with_background": model("with_background", **(with_options or {})),
            "without_background": model("without_background", **(without_options or {})),
        },
        {
            "segmenter": Painted("segmenter"),
            "with_background": Fixed(raw_with),
            "without_background": Fixed(raw_without),
        },
    )


@pytest.fixture
def make_analyser():
    return make


@pytest.fixture
def painted():
    return paint


@pytest.fixture
def portrait(tmp_path):
    """A PNG of a painted face that fills the picture."""
    path = tmp_path / "portrait.png"
    Image.fromarray(paint()).save(path)
    return path


@pytest.fixture
def crowd(tmp_path):
    """A PNG, 640 x 480 px, in which the painted face is small: a box of its own is judged."""
    path = tmp_path / "crowd.png"
    Image.fromarray(paint(640, 480, x=301, y=153, side=160)).save(path)
    return path
