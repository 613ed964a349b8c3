"""Show files and folders in the system's own file manager."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from gng_desktop.ui.kit.language import tr


def show_in_folder(paths: Sequence[Path]) -> None:
    """Open the folder of the first of `paths`, with the file selected where that can be asked."""
    for path in paths[:1]:
        if sys.platform == "win32":
            subprocess.Popen(["explorer", "/select,", str(path)])
        elif sys.platform == "darwin":
            subprocess.Popen(["open", "-R", str(path)])
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute().parent)))


def open_folder(folder: Path) -> str:
    """Open a folder; return "", or where that fails a sentence that says what to do."""
    if QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        return ""
    return tr("The folder cannot be opened from here; open it in your file manager.")
