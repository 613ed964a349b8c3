"""A portrait to try the program with."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gng_desktop.imaging.reading import ImageError


def sample_path(folder: Path) -> Path:
    """Return the path of the sample image, writing it first where it is missing.

    The image is scikit-image's portrait of the astronaut Eileen Collins (NASA, public domain),
    512 x 512 px.

    Parameters
    ----------
    folder : Path
        Where ``astronaut.png`` lies or shall lie; created if missing.

    Returns
    -------
    Path
        ``folder / "astronaut.png"``; a file of that name is left as it is.

    Raises
    ------
    ImageError
        If scikit-image is not installed or `folder` cannot be written to.
    """
    path = folder / "astronaut.png"
    if path.is_file():
        return path
    try:
        from skimage import data  # only for this image, so not at start-up
    except ImportError as error:
        raise ImageError(
            "The sample image needs scikit-image, which is not installed; install it or open an "
            "image of your own."
        ) from error
    draw: Callable[[], NDArray[np.uint8]] = data.astronaut
    portrait = Image.fromarray(draw())
    temporary = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Written aside and renamed: no reader ever meets half a file.
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as file:
            temporary = file.name
            portrait.save(file, format="PNG")
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise ImageError(
            f"The sample image could not be written ({error.strerror or error}); choose a folder "
            "that can be written to."
        ) from error
    return path
