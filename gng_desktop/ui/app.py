"""Start the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

import gng_desktop
from gng_desktop.ui import jobs
from gng_desktop.ui.main_window import MainWindow
from gng_desktop.ui.style import icon


def make_application(argv: list[str]) -> QApplication:
    """Return the application, named, dressed and with its icon."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(argv)
    app.setApplicationName("gng-desktop")
    app.setApplicationDisplayName("GNG Desktop")
    app.setOrganizationName("gng-desktop")
    app.setApplicationVersion(gng_desktop.__version__)
    app.setStyle("Fusion")
    app.setWindowIcon(icon("app"))
    return app


def run(
    argv: list[str], image: Path | None = None, models: Path | None = None, device: str = "auto"
) -> int:
    """Show the window until it is closed.

    Parameters
    ----------
    argv : list of str
        The command line, program name first; Qt takes its own options from it.
    image : Path or None
        An image to open at once.
    models : Path or None
        Folder of the models; None means the usual places.
    device : str
        ``"auto"``, or a device the engines know.

    Returns
    -------
    int
        The exit status.
    """
    app = make_application(argv)
    window = MainWindow(jobs.opener(models, device))
    window.show()
    if image is not None:
        window.open_image(image)
    return app.exec()
