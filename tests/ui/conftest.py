import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import hashlib
import sys
import threading
import types
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QSettings

from gng_desktop.analysis.result import Analysis, Views
from gng_desktop.explain.explanation import Explanation
from gng_desktop.imaging import labels
from gng_desktop.progress import Progress
from gng_desktop.ui.app import make_application
from gng_desktop.ui.main_window import MainWindow

HERE = Path(__file__).parent
WIDTH, HEIGHT, SIDE = 90, 60, 24


def pytest_collection_modifyitems(items):
    # The offscreen platform warns whenever a window has a minimum size; every real one obeys.
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


def made_up_views():
    rng = np.random.default_rng(7)
    mask = np.zeros((SIDE, SIDE), np.uint8)
    mask[4:20, 6:18] = 1
    mask[4:8, 6:18] = 6
    small = rng.integers(0, 256, (SIDE, SIDE, 3), np.uint8)
    return Views(
        rgb=rng.integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8),
        network_rgb=small,
        network_stripped=small,
        network_mask=mask,
    )


def made_up_analysis(path="a.png", **changes):
    views = made_up_views()
    analysis = Analysis(
        path=str(path),
        sha256=hashlib.sha256(b"a").hexdigest(),
        status="ok",
        reason="Both classifiers see a generated face.",
        width=WIDTH,
        height=HEIGHT,
        verdict="generated",
        score_with_background=0.93,
        score_without_background=0.62,
        face_fraction=0.37,
        face_box=None,
        regions=labels.fractions(views.network_mask),
        segmenter="seg@0123456789ab",
        classifier_with_background="with@0123456789ab",
        classifier_without_background="without@0123456789ab",
        engine="onnxruntime",
        device="cpu (2 threads)",
        seconds={"read": 0.01, "segment": 0.02},
        version="0.1.0",
        views=views,
    )
    return replace(analysis, **changes)


def made_up_explanation(scale=1.0, side=SIDE):
    values = np.linspace(-1e-3, 1e-3, side * side, dtype=np.float32).reshape(side, side)
    image = np.full((side, side, 3), 100, np.uint8)
    return Explanation("shap-partition", "telea", values * scale, image, 0.5, 0.5, 500, 1.0)


class FakeAnalyser:
    """Answers by file name; `hold` keeps every analysis back until `go` is set."""

    def __init__(self):
        def manifest(thresholds):
            return SimpleNamespace(
                manifest=SimpleNamespace(
                    thresholds=thresholds, limits=["Trained on StyleGAN faces only."]
                )
            )

        zones = SimpleNamespace(real_below=0.3, generated_above=0.7)
        self.models = {
            "segmenter": manifest(None),
            "with_background": manifest(zones),
            "without_background": manifest(None),
        }
        self.go = threading.Event()
        self.go.set()
        self.entered = threading.Event()
        self.answers = {}
        self.asked = []

    def analyse(self, path):
        self.asked.append(str(path))
        self.entered.set()
        assert self.go.wait(10)
        return self.answers.get(path.name, made_up_analysis(path))


class FakeExplainer:
    """Stands in for gng_desktop.explain.partition; waits for `go` before its last yield."""

    def __init__(self):
        self.go = threading.Event()
        self.go.set()
        self.closed = threading.Event()
        self.evaluations = None

    def explain_pair(self, analyser, analysis, evaluations=500, masker="telea"):
        self.evaluations = evaluations
        try:
            done = 0
            while not self.go.wait(0.005) or done == 0:
                done += 1
                yield Progress(done, 1000, "Explaining with background")
            yield made_up_explanation(), made_up_explanation(0.5)
        finally:
            self.closed.set()


@pytest.fixture(scope="session")
def qapp():
    return make_application(["gng-desktop"])


@pytest.fixture
def settings(tmp_path):
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def analyser():
    return FakeAnalyser()


@pytest.fixture
def explainer(monkeypatch):
    fake = FakeExplainer()
    module = types.ModuleType("gng_desktop.explain.partition")
    module.explain_pair = fake.explain_pair
    monkeypatch.setitem(sys.modules, "gng_desktop.explain.partition", module)
    return fake


@pytest.fixture
def make_window(qtbot, settings):
    """Makes windows; after the test every thread of theirs must have ended."""
    made = []

    def make(open_models):
        window = MainWindow(open_models, settings)
        made.append(window)
        qtbot.addWidget(window)
        window.show()
        return window

    yield make
    for window in made:
        window.close()
        for runner in (window.loader, window.jobs):
            assert runner.pool.activeThreadCount() == 0


@pytest.fixture
def window(qtbot, make_window, analyser):
    window = make_window(lambda: analyser)
    qtbot.waitUntil(lambda: window.analyser is not None)
    return window


@pytest.fixture
def shown(qtbot, window, explainer, tmp_path):
    """A window that shows an analysis."""
    window.open_image(tmp_path / "a.png")
    qtbot.waitUntil(
        lambda: window.analysis is not None and window.panes.pane("segmentation").has_picture
    )
    qtbot.waitUntil(lambda: not window.jobs.busy)
    return window


@pytest.fixture
def make_analysis():
    return made_up_analysis


@pytest.fixture
def make_explanation():
    return made_up_explanation
