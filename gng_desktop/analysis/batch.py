"""What goes through the networks together: files as read, and the part of each that is analysed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.faces import Box, Face, frame
from gng_desktop.imaging.reading import ImageError, Picture, read_image

NOTHING: NDArray[np.uint8] = np.empty((0, 0, 3), np.uint8)
"""In the place of a picture that could not be read."""


@dataclass(frozen=True)
class Loaded:
    """One file as far as it could be read.

    Attributes
    ----------
    path : str or path-like
        What the result calls it.
    found : Picture or ImageError
        What is in it, or why it cannot be used.
    seconds : float
        Spent on reading it, s.
    frame : int
        Which of several pictures in the file, from 1.
    """

    path: str | os.PathLike[str]
    found: Picture | ImageError
    seconds: float = 0.0
    frame: int = 1


def load(path: str | os.PathLike[str], partial: bool = True, frame: int = 1) -> Loaded:
    """Read one file; whatever is wrong with it ends up in the result, never raises."""
    start = time.perf_counter()
    found: Picture | ImageError
    try:
        found = read_image(path, partial=partial, frame=frame)
    except ImageError as error:
        found = error
    return Loaded(path, found, time.perf_counter() - start, frame)


@dataclass
class Part:
    """What becomes of one part of one image on its way through the networks."""

    path: str | os.PathLike[str]
    rgb: NDArray[np.uint8]
    sha256: str | None
    face: Face | None = None
    box: Box | None = None
    face_index: int | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    mask: NDArray[np.uint8] | None = None
    """The analyst's own mask of the box, in the segmenter's size; None for the segmenter's."""

    def note(self, text: str) -> None:
        """Add a sentence to the notes of its result, once; `about` may be of other parts too."""
        notes = tuple(self.about.get("notes", ()))
        if text not in notes:
            self.about = {**self.about, "notes": (*notes, text)}


class Stopwatch:
    """Books wall seconds of a named stage on some parts, in even shares."""

    def __init__(self) -> None:
        self._last = time.perf_counter()

    def lap(self, stage: str, parts: Sequence[Part]) -> None:
        now = time.perf_counter()
        for part in parts:
            part.seconds[stage] = round((now - self._last) / len(parts), 6)
        self._last = now


def find(part: Part, largest: Callable[[NDArray[np.uint8]], Face | None]) -> None:
    """Find the face of a part: the largest of the picture, or of the box that was asked for."""
    height, width = part.rgb.shape[:2]
    if part.box is None:
        part.face = largest(part.rgb)
        if part.face is None:
            part.box = Box(0, 0, width, height)
    elif part.box.within(width, height):
        part.face = largest(part.box.of(part.rgb))
        part.face = part.face and part.face.moved(part.box.x, part.box.y)
    else:
        raise ValueError(f"{part.box} is not a part of a picture of {width} x {height} px")


def square(part: Part) -> NDArray[np.uint8]:
    """Return the pixels that the networks see; the box, if it is not given, is the face's."""
    if part.box is None:
        assert part.face is not None
        part.box = frame(part.face, part.rgb.shape[1], part.rgb.shape[0])
    return part.box.of(part.rgb)
