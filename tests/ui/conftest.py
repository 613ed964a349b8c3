import gc
import hashlib
import sys
import threading
import time
import types
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QLocale, QRect, QSettings, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gng_desktop.analysis.result import Analysis, Views
from gng_desktop.casework.decisions import DecisionStore
from gng_desktop.core.progress import Progress
from gng_desktop.explain.explanation import Explanation
from gng_desktop.imaging import labels, thumbnails
from gng_desktop.ui.app import make_application
from gng_desktop.ui.kit import language
from gng_desktop.ui.kit.workers import JobRunner
from gng_desktop.ui.main_window import MainWindow
from tests.conftest import freeze_imports
from tests.ui.driver import isolated, loaded_once, portrait, shipped_models, start  # noqa: F401
from tests.ui.training_kit import fakes, ordinary_priority, until  # noqa: F401

HERE = Path(__file__).parent
WIDTH, HEIGHT, SIDE = 90, 60, 24
PATIENCE = 3.0
"""How long a modal dialog may wait for an answer, s."""
# A busy machine, or the other worker, is no reason to give up: pytest-qt's own limit is 5 s.
for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    _wait.__kwdefaults__["timeout"] = 30_000


def pytest_collection_modifyitems(items):
    # The offscreen platform warns of what windows and popups ask of it; every real one obeys.
    missing = "does not support (propagateSizeHints|raise|grabbing)"
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(missing, extend=True))
            item.add_marker(pytest.mark.gui)
            # An exception from a signal's handler would end a slot, not Qt's event loop.
            item.add_marker(pytest.mark.timeout(method="thread"))


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem):
    # Each window's test has let go of the libraries too.
    if nextitem is not None and HERE not in nextitem.path.parents:
        freeze_imports()


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


def made_up_sha256(path):
    """The SHA-256 that `FakeAnalyser` gives the image at `path`."""
    return hashlib.sha256(Path(path).name.encode()).hexdigest()


class FakeAnalyser:
    """Answers by file name.

    While `go` is cleared every analysis of a file is kept back, while `pictures_go` is, every
    analysis of a picture that the stress test made.
    """

    def __init__(self, device="cpu (2 threads)"):
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
        self.engines = {"segmenter": SimpleNamespace(name="onnxruntime", device=device)}
        self.go, self.pictures_go = threading.Event(), threading.Event()
        self.release()
        self.entered = threading.Event()
        self.answers = {}
        self.asked, self.parts, self.faces = [], [], {}

    def release(self):
        self.go.set()
        self.pictures_go.set()

    def analyse(self, path, frame=1):
        self.asked.append(path.name)
        self.entered.set()
        assert self.go.wait(10)
        found = self.answers.get(path.name) or made_up_analysis(path, sha256=made_up_sha256(path))
        if isinstance(found, Exception):
            raise found
        return replace(found, path=str(path), frame=frame)

    def analyse_picture(self, path, rgb):
        assert self.pictures_go.wait(10)
        return made_up_analysis(path)

    def analyse_part(self, path, rgb, box, sha256=None):
        """Judge a face by its place; `parts` are the squares judged, `faces` what is answered."""
        assert self.pictures_go.wait(10)
        self.parts.append(box)
        whole = made_up_views()
        views = replace(whole, rgb=rgb, box=box)
        place = (box.x, box.y, box.width, box.height)
        found = made_up_analysis(path, sha256=sha256, face_box=place, views=views)
        return replace(found, **self.faces.get(box.x, {}))

    def analyse_faces(self, path, rgb, faces, sha256=None, about=None):
        """Faces are their squares here."""
        found = ((n, self.analyse_part(path, rgb, box, sha256)) for n, box in faces.items())
        return [replace(analysis, face_index=n, **about or {}) for n, analysis in found]

    def score(self, role, batch):
        """Return scores that only the brightness of the first rows moves."""
        return batch[:, :4].mean(axis=(1, 2, 3)) / 255


class FakeExplainer:
    """Stands in for gng_desktop.explain.partition; waits for `go` before its last yield."""

    def __init__(self):
        self.go = threading.Event()
        self.go.set()
        self.closed = threading.Event()
        self.asked = []
        self.partial = None
        self.error = None

    def explain_pair(self, analyser, analysis, evaluations=500, masker="telea", unit="log-odds"):
        self.asked.append((evaluations, masker, unit))
        self.closed.clear()
        try:
            yield Progress(1, 1000, "Explaining with background")
            if self.partial is not None:
                yield self.partial
            if self.error is not None:
                raise self.error
            done = 1
            while not self.go.wait(0.005):
                done += 1
                yield Progress(done, 1000, "Explaining with background")
            yield made_up_explanation(), made_up_explanation(0.5)
        finally:
            self.closed.set()


@pytest.fixture(scope="session")
def qapp(tmp_path_factory):
    # Whatever asks for the user's own settings gets empty ones.
    native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    QSettings.setPath(native, user, str(tmp_path_factory.mktemp("settings")))
    return make_application(["gng-desktop"])


@pytest.fixture(autouse=True)
def collected_in_the_gui_thread(qapp):
    """As in the program; tests without a window are left to Python's own way of collecting."""
    gc.disable()
    yield
    # The window of this test was frozen with what it imported: it is not to outlive the test.
    gc.unfreeze()
    gc.enable()


@pytest.fixture(autouse=True)
def nothing_left_open(qapp):
    """No dialog may wait in vain or outlive its test.

    Popups are closed, lest they take the next test's keys.
    """
    left, since = [], {}

    def look():
        dialog = QApplication.activeModalWidget()
        begun = since.setdefault(dialog, time.monotonic())
        if dialog is not None and time.monotonic() - begun > PATIENCE:
            left.append(dialog.windowTitle())
            dialog.close()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(100)
    yield
    timer.stop()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    while (dialog := QApplication.activeModalWidget()) is not None:
        left.append(dialog.windowTitle())
        dialog.close()
    assert not left, f"nobody answered: {left}"


@pytest.fixture(autouse=True)
def screen(monkeypatch):
    """The offscreen platform's own screen is smaller than any in use; set it to what is needed."""
    room = QRect(0, 0, 1920, 1200)
    monkeypatch.setattr("gng_desktop.ui.kit.screen.available", lambda window: room)
    return room


@pytest.fixture
def spoken_in(qapp):
    """Let the window's texts be in a language; afterwards the tests speak English again."""
    yield lambda name: language.install(qapp, name)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
    language._SIGNS.clear()
    language._of_numbers.cache_clear()
    QLocale.setDefault(QLocale.system())


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
    module.explain_pair = module.partition_steps = fake.explain_pair
    monkeypatch.setitem(sys.modules, "gng_desktop.explain.partition", module)
    return fake


@pytest.fixture
def store(tmp_path):
    """Where the analyst's decisions are kept."""
    return DecisionStore(tmp_path / "decisions")


def runners_of(window):
    """All that may be running for a window, whatever part of it runs it."""
    found = window.findChildren(JobRunner)
    own = (window.opening.walker, window.opening.fetcher, window.recent_menu.runner)
    assert {*own, *window.session.runners, window.evidence.thumbnails.runner} <= set(found)
    return found


@pytest.fixture
def make_window(qtbot, settings, store, analyser):
    """Makes windows; after the test every thread of theirs must have ended."""
    runners = []

    def before_closing(window):
        # What a test typed and did not record, or still scans, is not worth a question.
        window.notes.drafts.clear()
        window._asks = False
        analyser.release()
        if window.batch is not None:
            window.batch.cancel()
        # Those of pages made since, too.
        runners.extend(runners_of(window))

    def make(open_models):
        window = MainWindow(open_models, settings, store)
        runners.extend(runners_of(window))
        qtbot.addWidget(window, before_close_func=before_closing)
        window.show()
        return window

    yield make
    # By now pytest-qt has closed them.
    left = filter(isValid, runners)  # those of windows that were closed before are gone
    active = [runner.parent() for runner in left if runner.pool.activeThreadCount()]
    assert not active


@pytest.fixture
def window(qtbot, make_window, analyser):
    window = make_window(lambda: analyser)
    qtbot.waitUntil(lambda: not window.session.loader.busy)
    return window


@pytest.fixture
def pictures(tmp_path):
    """Paths of four small images, a.png to d.png, in a folder of their own."""
    folder = tmp_path / "evidence"
    folder.mkdir()
    paths = [folder / f"{name}.png" for name in "abcd"]
    for shade, path in enumerate(paths):
        Image.new("RGB", (WIDTH, HEIGHT), (40 * shade, 90, 120)).save(path)
    return paths


class Decoder:
    """Stands in for the decoding of thumbnails; holds every file back until `go` is set."""

    def __init__(self):
        self.asked = []
        self.entered, self.go = threading.Event(), threading.Event()
        self.go.set()

    def thumbnail(self, path, side):
        self.asked.append((path, side))
        self.entered.set()
        assert self.go.wait(10)
        return np.full((side, side // 2, 3), 200, np.uint8)

    @property
    def paths(self):
        return [path for path, _ in self.asked]


@pytest.fixture
def decoder(monkeypatch):
    fake = Decoder()
    monkeypatch.setattr(thumbnails, "thumbnail", fake.thumbnail)
    return fake


@pytest.fixture
def settled(qtbot):
    """Waits until a window shows the image of a name and has nothing more to do."""

    def wait(window, name):
        def done():
            found = window.session.found
            shown = found is not None and Path(found.analysis.path).name == name
            return shown and not any(runner.busy for runner in runners_of(window))

        qtbot.waitUntil(done)

    return wait


@pytest.fixture
def shown(window, explainer, pictures, settled):
    """A window that shows the analysis of a.png."""
    window.open_image(pictures[0])
    settled(window, "a.png")
    return window


@pytest.fixture
def answer(qapp):
    """Has the button of a text pressed in the next modal dialog; returns what was asked.

    That is a list, filled then, of title, text, further text and the buttons, the default first.
    """
    asked, wanted = [], []

    def press():
        box = QApplication.activeModalWidget()
        if not wanted or not isinstance(box, QMessageBox):
            return
        buttons = sorted(box.buttons(), key=lambda button: button is not box.defaultButton())
        texts = [button.text().replace("&", "") for button in buttons]
        asked.append((box.windowTitle(), box.text(), box.informativeText(), texts))
        begin = wanted.pop(0)
        # Without that button nobody answers, which `nothing_left_open` tells.
        for button, text in zip(buttons, texts, strict=True):
            if text.startswith(begin):
                button.click()
                break

    def begin_with(begin):
        wanted.append(begin)
        return asked

    timer = QTimer()
    timer.timeout.connect(press)
    timer.start(5)
    yield begin_with
    timer.stop()


@pytest.fixture
def make_analysis():
    return made_up_analysis


@pytest.fixture
def analysed(make_analysis):
    """Makes analyses without views, of any path."""
    analysis = replace(make_analysis(), views=None)
    return lambda path, **changes: replace(analysis, path=str(path), **changes)


@pytest.fixture
def make_explanation():
    return made_up_explanation
