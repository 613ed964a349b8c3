"""Scores that are cheap to compute, and whose explanation is known."""

from dataclasses import replace

import numpy as np
import pytest

from gng_desktop.analysis.result import Views
from gng_desktop.explain.explanation import Explanation
from tests import fakes

SIDE = 32
ROWS, COLUMNS = slice(4, 12), slice(16, 28)


def patch_score(batch):
    """Return the mean brightness of the patch ROWS x COLUMNS, 0..1, of each image."""
    assert batch.dtype == np.uint8 and batch.shape[1:] == (SIDE, SIDE, 3)
    return batch[:, ROWS, COLUMNS].mean(axis=(1, 2, 3)) / 255.0


def picture(patch=255, ground=40):
    rng = np.random.default_rng(5)
    image = rng.integers(ground - 20, ground + 20, (SIDE, SIDE, 3)).astype(np.uint8)
    image[ROWS, COLUMNS] = patch
    return image


def explained(values, image=None, **changes):
    """Return an Explanation that holds `values`, (S, S)."""
    values = np.asarray(values, np.float32)
    if image is None:
        image = np.full((*values.shape, 3), 128, np.uint8)
    made = Explanation("shap-partition", "telea", values, image, 0.25, 0.75, 300, 1.0)
    return replace(made, **changes)


class FakeAnalyser:
    """Scores both pictures by their patch, or raises `fault`."""

    def __init__(self):
        self.calls, self.models, self.fault = 0, {}, None

    def score(self, role, batch):
        self.calls += 1
        if self.fault:
            raise self.fault
        return patch_score(batch) if role == "with_background" else 1 - patch_score(batch)


def analysis_of(**changes):
    image = picture()
    models = ("segmenter", "classifier_with_background", "classifier_without_background")
    views = Views(image, image, picture(ground=20), np.zeros((SIDE, SIDE), np.uint8))
    box = {"width": SIDE, "height": SIDE, "face_box": (0, 0, SIDE, SIDE)}
    return fakes.analysis(**(dict.fromkeys(models) | box | {"views": views} | changes))


@pytest.fixture
def score():
    return patch_score


@pytest.fixture
def make_picture():
    return picture


@pytest.fixture
def make_explanation():
    return explained


@pytest.fixture
def analyser():
    return FakeAnalyser()


@pytest.fixture
def make_analysis():
    return analysis_of


@pytest.fixture
def eagerly():
    """Spare TensorFlow's tracing, which takes longer than one run of a network."""
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    yield
    tf.config.run_functions_eagerly(False)


@pytest.fixture
def in_patch():
    inside = np.zeros((SIDE, SIDE), bool)
    inside[ROWS, COLUMNS] = True
    return inside
