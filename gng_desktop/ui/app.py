"""Start the window."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6 import QtWidgets
from PySide6.QtCore import QSettings, QSocketNotifier
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

import gng_desktop
from gng_desktop.ui.image import jobs
from gng_desktop.ui.kit.garbage import GarbageCollector, freeze
from gng_desktop.ui.kit.language import install
from gng_desktop.ui.kit.style import Outlined, icon
from gng_desktop.ui.main_window import MainWindow
from gng_desktop.ui.settings.store import Settings
from gng_desktop.ui.watched import watch


def make_application(argv: list[str]) -> QApplication:
    """Return the application, named, dressed and with its icon."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(argv)
    app.setApplicationName("gng-desktop")
    app.setApplicationDisplayName("GNG Desktop")
    app.setOrganizationName("gng-desktop")
    app.setApplicationVersion(gng_desktop.__version__)
    app.setStyle(Outlined())
    _make_enumerations()
    app.setWindowIcon(icon("app"))
    if app.findChild(GarbageCollector) is None:
        GarbageCollector(app)
    return app


def _make_enumerations() -> None:
    """Have PySide make now what it makes when first drawn with, in 50 ms: not in a window."""
    for name in dir(QtWidgets):
        if name.startswith("QStyleOption"):
            getattr(QtWidgets, name)
    paper = QPixmap(1, 1)
    with QPainter(paper) as painter:
        painter.fillRect(paper.rect(), painter.pen().color())


@contextmanager
def interruptible(end: Callable[[], object]) -> Iterator[None]:
    """Call `end` on Ctrl+C, which Python would only notice with the next event it has a part in."""
    found = signal.getsignal(signal.SIGINT)
    if found is signal.SIG_IGN:  # so wishes whoever started the program
        yield
        return
    reader, writer = socket.socketpair()
    for side in (reader, writer):
        side.setblocking(False)
    # The byte wakes Qt's loop; that a slot is then called lets Python handle the signal.
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: reader.recv(64))
    before = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGINT, lambda *_: end())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, found)
        signal.set_wakeup_fd(before)
        notifier.setEnabled(False)
        reader.close()
        writer.close()


def run(
    argv: list[str],
    image: Path | None = None,
    models: Path | None = None,
    device: str = "auto",
    fast: bool = False,
) -> int:
    """Show the window until it is closed.

    Parameters
    ----------
    argv : list of str
        The command line, program name first; Qt takes its own options from it.
    image : Path or None
        An image or a folder to open at once.
    models : Path or None
        Folder of the models; None means what the settings say.
    device : str
        ``"auto"`` for what the settings say, or a device the engines know.
    fast : bool
        Leave out the costly detectors, whatever the settings say.

    Returns
    -------
    int
        The exit status.
    """
    app = make_application(argv)
    qsettings = QSettings()
    settings = Settings(qsettings)
    install(app, settings.value("language"))

    computing = partial(jobs.Computing.of, settings, models, device, fast)
    window = MainWindow(lambda: computing().open(), qsettings, computing=computing)
    watch(window)
    # Modules and models stay: to walk through them takes the collector 45 ms, and the window waits.
    window.session.models_changed.connect(freeze)
    window.show()
    window.list_session.begin(select=image is None)
    if image is not None:
        window.opening.open_places([image])
    with interruptible(window.close_unasked):
        status = app.exec()
    if not window.threads_ended:
        # Loading TensorFlow, say, cannot be interrupted; nothing is lost by not waiting for it.
        qsettings.sync()
        os._exit(status)
    # Before Python takes the application down, in the order Qt wants.
    window.deleteLater()
    app.processEvents()
    return status
