"""Engines that need no network, and pictures that such a segmenter understands."""

import dataclasses

import cv2
import numpy as np
import pytest
from PIL import Image

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.imaging import detect
from gng_desktop.imaging.faces import Box
from gng_desktop.modelstore.scope import Scope
from tests import fakes
from tests.fakes import SIZE, STEP, with_engine

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


def framed(box):
    """Return a face whose frame is a square."""
    return fakes.framed_face(box.x + box.width / 2, box.y + box.height / 2, box.width)


def see_painted(rgb, scale):
    """In the place of the detector: find what `paint` has painted."""
    if not rgb.size:
        raise ValueError("an empty picture")
    count, _, boxes, _ = cv2.connectedComponentsWithStats((rgb[..., 0] > STEP / 2).astype(np.uint8))
    found = []
    for x, y, width, height, _ in boxes[1:count]:
        side = 2 * width
        found.append(framed(Box(x - width // 2, y - height // 2, side, side)))
    return found


class Mean(fakes.Engine):
    """Scores by the mean of one colour; its features are the means of all three."""

    features = 3

    def __init__(self, channel, size=SIZE):
        super().__init__(size)
        self.channel = channel

    def run(self, batch):
        return self.run_with_features(batch)[0]

    def run_with_features(self, batch):
        self.batches.append(len(batch))
        means = (batch.mean(axis=(1, 2)) / 255).astype(np.float32)
        return means[:, self.channel], means


def model(role, calibration=None, thresholds=(0.3, 0.7)):
    changes = {"calibration": fakes.platt(*calibration) if calibration else None}
    if role != "segmenter":
        low, high = thresholds
        limits = {"real_below": low, "generated_above": high, "chosen_on": "nothing"}
        changes["thresholds"] = limits
    return fakes.stored(role, **changes)


def make(raw_with=0.9, raw_without=0.9, **options):
    """Return an analyser by raw scores; `options` are arguments of `model` by role."""
    engines = {
        "segmenter": fakes.Painted("segmenter"),
        "with_background": fakes.Fixed(raw_with),
        "without_background": fakes.Fixed(raw_without),
    }
    return Analyser({role: model(role, **options.get(role, {})) for role in engines}, engines)


@pytest.fixture(autouse=True)
def detector(monkeypatch):
    """Let the faces that `paint` paints be found; `undo()` brings the true detector back."""
    with monkeypatch.context() as patch:
        patch.setattr(detect, "_detected", see_painted)
        yield patch


@pytest.fixture
def face_in():
    return framed


@pytest.fixture
def make_analyser():
    return make


@pytest.fixture
def analyser(make_analyser):
    """Scores and novelties that depend on the image, by classifiers of two sizes."""
    made = with_engine(make_analyser(), "with_background", Mean(1))
    rng = np.random.default_rng(5)
    scopes = {
        role: Scope(*(rng.normal(size=(n, 2)).astype(np.float32) for n in (2, 3)), 0.8)
        for role in ("with_background", "without_background")
    }
    made = dataclasses.replace(made, scopes=scopes)
    return with_engine(made, "without_background", Mean(2, size=48))


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
    """A PNG, 640 x 480 px, in which the painted face is small: a box of its own is analysed."""
    path = tmp_path / "crowd.png"
    Image.fromarray(paint(640, 480, x=301, y=153, side=160)).save(path)
    return path
