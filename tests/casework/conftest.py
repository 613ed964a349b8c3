"""Results to be written, made up."""

import numpy as np
import pytest

from gng_desktop.analysis.result import Analysis, Views
from gng_desktop.explain.explanation import Explanation
from gng_desktop.imaging.faces import Box
from gng_desktop.imaging.labels import fractions


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
        "sha256": "0" * 64,
        "status": "ok",
        "reason": "",
        "width": 64,
        "height": 48,
        "verdict": "generated",
        "score_with_background": 0.9,
        "score_without_background": 0.8,
        "face_fraction": 0.3,
        "face_box": (0, 0, 64, 48),
        "regions": fractions(ids),
        "segmenter": "segmenter@0123456789ab",
        "classifier_with_background": "with@0123456789ab",
        "classifier_without_background": "without@0123456789ab",
        "engine": "onnxruntime",
        "device": "cpu (1 thread)",
        "seconds": {"read": 0.1, "total": 0.1},
        "version": "0.1.0",
        "views": views,
    }
    return Analysis(**(fields | changes))


@pytest.fixture
def make_analysis():
    return analysis_of


@pytest.fixture
def square():
    return Box(8, 4, 32, 32)


@pytest.fixture
def pair():
    values = np.linspace(-1, 1, 64, dtype=np.float32).reshape(8, 8)
    image = np.full((8, 8, 3), 90, np.uint8)
    return tuple(
        Explanation("shap-partition", "telea", values * sign, image, 0.2, 0.9, 300, 1.0)
        for sign in (1, -1)
    )
