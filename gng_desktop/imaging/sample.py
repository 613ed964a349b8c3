"""A portrait to try the program with."""

from __future__ import annotations

from pathlib import Path

from gng_desktop.core.errors import plain_errors
from gng_desktop.core.files import write_bytes
from gng_desktop.core.shipped import shipped
from gng_desktop.core.text import N_
from gng_desktop.imaging.reading import ImageError

NAME = "astronaut.png"


def sample_path(folder: Path) -> Path:
    """Return the path of the sample image, writing it first where it is missing.

    The image is a portrait of the astronaut Eileen Collins (NASA, public domain), 512 x 512 px.
    Results are written beside an image, so it is copied out of the program's own folder, to
    ``folder / "astronaut.png"``. A file of that name is left as it is; `folder` is made if missing.

    Raises
    ------
    ImageError
        If `folder` cannot be written to, or the program's own copy is missing.
    """
    path, source = folder / NAME, shipped("resources") / "sample" / NAME
    if path.is_file():
        return path
    if not source.is_file():
        raise ImageError(
            N_(
                "The sample image is missing from this installation; install the program again or "
                "open an image of your own."
            )
        )
    advice = "choose a folder that can be written to"
    with plain_errors(ImageError, "The sample image could not be written", advice):
        folder.mkdir(parents=True, exist_ok=True)
        # Its bytes alone: what is read-only where it lies shall not be so here.
        write_bytes(path, source.read_bytes())
    return path
