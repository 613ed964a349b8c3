"""Results to be written, made up."""

import numpy as np
import pytest

from gng_desktop.analysis.result import Views
from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.methods import Explained
from gng_desktop.imaging.faces import Box
from gng_desktop.imaging.labels import fractions
from tests import fakes
from tests.fakes import ROLES, stored

NAMES = {"segmenter": "segmenter", "with_background": "with", "without_background": "without"}


def analysis_of(path="case/a.png", box=None, **changes):
    rng = np.random.default_rng(11)
    ids = np.zeros((16, 16), np.uint8)
    ids[3:13, 4:12] = 1
    ids[3:5, 4:12] = 6
    ids[6:8, 6:10] = 13
    small = rng.integers(0, 256, (16, 16, 3)).astype(np.uint8)
    views = Views(rng.integers(0, 256, (48, 64, 3)).astype(np.uint8), small, small, ids, box)
    fields = {
        "path": str(path),
        "width": 64,
        "height": 48,
        "face_fraction": 0.3,
        "face_box": (0, 0, 64, 48),
        "regions": fractions(ids),
        "classifier_with_background": "with@0123456789ab",
        "classifier_without_background": "without@0123456789ab",
        "seconds": {"read": 0.1, "total": 0.1},
        "views": views,
    }
    return fakes.analysis(**(fields | changes))


@pytest.fixture(scope="module")
def make_analysis():
    return analysis_of


@pytest.fixture
def square():
    return Box(8, 4, 32, 32)


@pytest.fixture(scope="module")
def pair():
    values = np.linspace(-1, 1, 64, dtype=np.float32).reshape(8, 8)
    image = np.full((8, 8, 3), 90, np.uint8)
    return tuple(
        Explanation("shap-partition", "telea", values * sign, image, 0.2, 0.9, 300, 1.0)
        for sign in (1, -1)
    )


@pytest.fixture
def explained(pair):
    return Explained(pair)


def model(role, folder):
    segments = role == "segmenter"
    sources = {
        "ffhq": {"images": 200, "generated": 0, "called_generated": 0.03, "called_real": 0.9},
        "gan": {"images": 100, "generated": 1, "called_generated": 0.9, "called_real": 0.05},
    }
    counts = {"true_real": 194, "false_generated": 6, "false_real": 5, "true_generated": 95}
    figures = {"images": 300, "auc": 0.991, "accuracy": 0.95, "intervals": {"auc": [0.98, 0.995]}}
    limits = {"real_below": 0.25, "generated_above": 0.75, "chosen_on": "validation"}
    return stored(
        role,
        folder,
        sha256="0123456789ab" + "0" * 52,
        id=NAMES[role],
        size=64,
        thresholds=None if segments else limits,
        training={"images": {"train": 1000, "val": 200}},
        metrics={"images": 40, "pixel_accuracy": 0.9, "mean_iou": 0.6}
        if segments
        else {"trained": figures | counts, "all": figures | counts, "sources": sources},
        limits=["Frontal faces only."],
    )


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """The models that `make_analysis` names."""
    folder = tmp_path_factory.mktemp("models")
    return {role: model(role, folder / role) for role in ROLES}
