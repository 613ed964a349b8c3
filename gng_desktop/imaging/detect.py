"""Where the faces of a picture are: the detector YuNet at one to three sizes of the picture."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.errors import PlainError
from gng_desktop.core.shipped import shipped
from gng_desktop.imaging.faces import Face

MODEL = "face_detection_yunet_2023mar.onnx"
SHA256 = "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4"
LEAST_SURE, SURE = 0.7, 0.9
"""Below the first confidence there is no face; below the second it is checked again."""
AGAIN, AGAIN_SIZE = 0.8, 160
"""Least mean confidence of those checks, and longest side of what they see, px. Masks of animals,
bark and cloth do not look like a face from every side and at every size (docs/faces.md)."""
SIZES = (256, 640, 2560)
"""Longest sides of the picture in which faces are sought, px, one after the other."""
LEAST_SEEN = 40
"""A face smaller than this, px, is left to the next size, which places it better."""
OVERLAP = 0.3
"""Intersection over union from which two detections at one size are the same face."""
INSIDE = 0.5
"""Share of the smaller of two finds at different sizes that lies in the other if it is the same."""

_one_at_a_time = threading.Lock()
_own = threading.local()


class DetectorError(PlainError):
    """The detector cannot be used."""


def largest_face(rgb: NDArray[np.uint8]) -> Face | None:
    """Find the largest face of a picture, None where there is none; costs 3 ms where it is large.

    It is one of those that `find_faces` finds, to the last digit. Parameters and errors as there.
    """
    for found in _looks(rgb):
        if found:
            return max(found, key=lambda face: face.square[2])
    return None


def find_faces(rgb: NDArray[np.uint8]) -> list[Face]:
    """Find every face in a picture.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB, 0..255, upright.

    Returns
    -------
    list of Face
        In no order; the same pixels give the same faces.

    Raises
    ------
    DetectorError
        If the detector's file is missing or damaged.
    """
    faces: list[Face] = []
    for found in _looks(rgb):
        faces += [face for face in found if all(_differ(face, other) for other in faces)]
    return faces


def _looks(rgb: NDArray[np.uint8]) -> Iterator[list[Face]]:
    """Yield at each size the faces that are large enough in it."""
    longest = max(rgb.shape[:2])
    scales = sorted({min(1.0, size / longest) for size in SIZES})
    for scale in scales:
        least = 0 if scale == scales[-1] else LEAST_SEEN / scale
        yield [face for face in _detected(rgb, scale) if max(face.box[2:]) >= least]


def _detected(rgb: NDArray[np.uint8], scale: float) -> list[Face]:
    """Return the faces that the detector sees in the picture reduced to `scale`, 0..1."""
    height, width = rgb.shape[:2]
    size = max(1, round(width * scale)), max(1, round(height * scale))
    rows = _rows(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA) if scale < 1 else rgb)
    pairs = rows[:, :14].astype(np.float64).reshape(-1, 7, 2) * (width / size[0], height / size[1])
    faces = [
        Face((*pair[0], *pair[1]), tuple((x, y) for x, y in pair[2:]), sure)
        for pair, sure in zip(pairs.tolist(), rows[:, 14].tolist(), strict=True)
    ]
    return [face for face in faces if face.confidence >= SURE or _seen_again(rgb, face)]


def _seen_again(rgb: NDArray[np.uint8], face: Face) -> bool:
    """Return whether a doubtful face is found again cropped, mirrored, with a wider margin."""
    height, width = rgb.shape[:2]
    x, y, side = face.square
    seen = []
    for larger, step in ((1.0, 1), (1.0, -1), (1.3, -1)):
        half = larger * side / 2
        left, top = max(0, round(x - half)), max(0, round(y - half))
        part = rgb[top : min(height, round(y + half)), left : min(width, round(x + half))]
        if min(part.shape[:2]) < 8:
            return False
        scale = AGAIN_SIZE / max(part.shape[:2])
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        rows = _rows(cv2.resize(part, None, fx=scale, fy=scale, interpolation=how)[:, ::step])
        large = rows[rows[:, 2:4].max(axis=1) > AGAIN_SIZE / 5, 14]
        seen.append(float(large.max(initial=0.0)))
    return sum(seen) >= AGAIN * len(seen)


def _rows(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return (N, 15): left, top, width, height, five points (x, y), px; confidence, 0..1."""
    if getattr(_own, "detector", None) is None:
        _own.detector = _detector()
    _own.detector.setInputSize(rgb.shape[1::-1])
    rows = _own.detector.detect(np.ascontiguousarray(rgb[..., ::-1]))[1]
    return np.empty((0, 15), np.float32) if rows is None else rows


def _differ(one: Face, other: Face) -> bool:
    """Return whether two detections are different faces."""
    (x, y, w, h), (left, top, wide, high) = one.box, other.box
    across = max(0.0, min(x + w, left + wide) - max(x, left))
    down = max(0.0, min(y + h, top + high) - max(y, top))
    return across * down < INSIDE * min(w * h, wide * high)


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
    """Return a detector for one thread, in 2 ms: it keeps the size of its last picture."""
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
