"""Pictures to the clipboard; files and pictures from it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QPixmap

PNG = "image/png"


def picture_to_clipboard(image: QImage) -> bool:
    """Put `image` on the clipboard; return False, the clipboard untouched, if it has no pixels."""
    if image.isNull():
        return False
    QGuiApplication.clipboard().setImage(image)
    return True


def from_clipboard(mime: QMimeData | None) -> list[Path] | bytes | QImage | None:
    """Return what of `mime` can be opened: local files before a picture; None without either.

    A picture comes as the PNG bytes that were copied where there are any, as these are kept
    unchanged; else as pixels, which `panels.saving_jobs.paste` encodes off the GUI thread.
    """
    # An empty clipboard may have no data at all.
    if mime is None:
        return None
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        return paths
    if mime.hasFormat(PNG):
        data = bytes(mime.data(PNG).data())
        if data:
            return data
    picture = mime.imageData() if mime.hasImage() else None
    if isinstance(picture, QPixmap):
        picture = picture.toImage()
    return picture if isinstance(picture, QImage) and not picture.isNull() else None
