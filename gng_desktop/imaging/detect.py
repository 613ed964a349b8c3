"""Where all faces of a picture are: the detector YuNet, and the squares that the models judge."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.faces import WHOLE_IF, Box, square_at
from gng_desktop.shipped import shipped

MODEL = "face_detection_yunet_2023mar.onnx"
SHA256 = "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4"
LEAST_SURE = 0.8
"""Least confidence of a face, 0..1: below it come wheels, lamps and pebbles, and no face is gained
(docs/faces.md)."""
SIZES = (2560, 640)
"""Longest sides of the picture in which faces are sought, px: a face is found from about 48 px of
the larger one, and the detector sees a face of more than 1,000 px only in the smaller."""
OVERLAP = 0.3
"""Intersection over union from which on two finds are the same face."""
SIDE_BY_EYES, SIDE_BY_MOUTH, DOWN = 4.0, 3.6, 0.1
"""The rule by which the portraits used in training were framed (FFHQ): the side in distances
between the eyes or from eyes to mouth, whichever gives more, and how far the centre lies below the
eyes on the way to the mouth."""
FRAME = 0.9
"""Side of the judged square in sides of that frame. Training enlarged the portraits by 0.95 to 1.2,
so saw 0.83 to 1.05 of the frame, and the classifiers take more than that for real."""

_one_at_a_time = threading.Lock()


class DetectorError(Exception):
    """The detector cannot be used; its text is one sentence for the user."""


@dataclass(frozen=True)
class Faces:
    """All faces of a picture.

    Attributes
    ----------
    squares : tuple of Box
        What is judged of each, in reading order: row by row, from left to right.
    too_small : int
        Faces besides, whose square is smaller than was asked for.
    """

    squares: tuple[Box, ...]
    too_small: int


def find_faces(rgb: NDArray[np.uint8], least: int = 1) -> Faces:
    """Find every face of a picture.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB, 0..255, upright.
    least : int
        Least side of a square, px.

    Returns
    -------
    Faces
        Squares framed as the portraits used in training; the whole picture for a face that
        fills it. The same pixels give the same squares.

    Raises
    ------
    DetectorError
        If the detector's file is missing or damaged.
    """
    height, width = rgb.shape[:2]
    squares = [_framed(face, width, height) for face in _detected(rgb)]
    kept = [box for box in squares if min(box.width, box.height) >= least]
    return Faces(tuple(_in_reading_order(kept)), len(squares) - len(kept))


def _detected(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return (N, 15): left, top, width, height, five points (x, y), px; confidence, 0..1."""
    detector = _detector()
    bgr = np.ascontiguousarray(rgb[..., ::-1])
    longest = max(rgb.shape[:2])
    found = [np.empty((0, 15), np.float32)]
    for scale in sorted({min(1.0, size / longest) for size in SIZES}):
        size = [max(1, round(side * scale)) for side in rgb.shape[1::-1]]
        seen = cv2.resize(bgr, size, interpolation=cv2.INTER_AREA) if scale < 1 else bgr
        detector.setInputSize(size)
        faces = detector.detect(seen)[1]
        if faces is not None:
            faces[:, :14] /= scale
            found.append(faces)
    faces = np.concatenate(found)
    kept = cv2.dnn.NMSBoxes(faces[:, :4].tolist(), faces[:, 14].tolist(), LEAST_SURE, OVERLAP)
    return faces[np.asarray(kept, np.intp)]


def _framed(face: NDArray[np.float32], width: int, height: int) -> Box:
    """Return the judged square of one row of `_detected`."""
    one_eye, other_eye, _, one_corner, other_corner = face[4:14].reshape(5, 2)
    eyes, mouth = (one_eye + other_eye) / 2, (one_corner + other_corner) / 2
    between, down = np.hypot(*(other_eye - one_eye)), np.hypot(*(mouth - eyes))
    side = FRAME * max(SIDE_BY_EYES * between, SIDE_BY_MOUTH * down)
    if side >= WHOLE_IF * max(width, height):
        return Box(0, 0, width, height)
    x, y = eyes + DOWN * (mouth - eyes)
    fits = max(1, min(round(float(side)), width, height))
    return square_at(float(x), float(y), fits, width, height)


def _in_reading_order(squares: list[Box]) -> list[Box]:
    """Sort row by row; a face is of a row if its centre is level with the row's first."""

    def level(box: Box) -> float:
        return box.y + box.height / 2

    rows: list[list[Box]] = []
    for box in sorted(squares, key=lambda b: (level(b), b.x, b.width)):
        first = rows[-1][0] if rows else box
        if rows and level(box) - level(first) < min(first.height, box.height) / 2:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [box for row in rows for box in sorted(row, key=lambda b: (b.x, b.y, b.width))]


@cache
def _model() -> NDArray[np.uint8]:
    """Return the bytes of the detector's file."""
    path = shipped("resources") / "detector" / MODEL
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise DetectorError(
            f"The face detector {path} is missing or damaged; install the program again."
        )
    return np.frombuffer(content, np.uint8)


def _detector() -> Any:
    """Return a detector of one's own, in 2 ms: a shared one keeps the size of its last picture."""
    model = _model()
    logging = cv2.utils.logging
    # OpenCV 5 warns on the terminal that it chooses the device itself; nobody asked it not to.
    with _one_at_a_time:
        level = logging.setLogLevel(logging.LOG_LEVEL_ERROR)
        try:
            return cv2.FaceDetectorYN.create(
                "onnx", model, np.empty(0, np.uint8), (320, 320), LEAST_SURE, OVERLAP
            )
        finally:
            logging.setLogLevel(level)
