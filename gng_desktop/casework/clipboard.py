"""Pasted pixels become files: without one an analysis could not be repeated."""

from __future__ import annotations

import hashlib
from pathlib import Path

import platformdirs

from gng_desktop.core.files import write_bytes
from gng_desktop.core.text import N_
from gng_desktop.imaging.reading import ImageError, decode_image


def keep_pasted(png_bytes: bytes, folder: Path | None = None) -> Path:
    """Keep the bytes of a PNG image as ``<SHA-256>.png``; never replace a file.

    `folder` is made if missing; None means ``pasted`` in the user's data folder. Return the file,
    the same for the same bytes. `ImageError` if the bytes are empty or no PNG image that can be
    read, or the copy stored earlier was changed since; OSError if the file cannot be written.
    """
    if not png_bytes:
        raise ImageError(
            N_("There is no image on the clipboard; copy an image or a file, then paste again.")
        )
    picture = decode_image(png_bytes)
    if picture.format != "PNG":
        raise ImageError(f"The clipboard holds a {picture.format} image where PNG was announced.")
    folder = folder or platformdirs.user_data_path("gng-desktop") / "pasted"
    path = folder / f"{picture.sha256}.png"
    if path.exists():
        if hashlib.sha256(path.read_bytes()).hexdigest() != picture.sha256:
            raise ImageError(
                f"The copy of this image stored as {path} was changed since; move that file "
                "elsewhere and paste again."
            )
        return path
    folder.mkdir(parents=True, exist_ok=True)
    write_bytes(path, png_bytes, private=True)
    return path
