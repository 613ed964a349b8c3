"""Which detector finds every face? Candidates on collages of known faces; see docs/faces.md.

``python -m benchmarks.detecting --index FOLDER/index.csv`` prints the tables as Markdown. A
detector whose package is not installed is left out; ``pip install --no-deps --target DIR NAME``
and ``PYTHONPATH=DIR`` bring it in without touching the environment.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from benchmarks.collages import Collage, Pasted, Pixels, collages, face_rows, without_faces
from benchmarks.detectors import DETECTORS, Detector, Rectangle, ours
from gng_desktop.analysis.pipeline import WITH, WITHOUT, Analyser
from gng_desktop.analysis.result import Analysis
from gng_desktop.analysis.scoring import zone
from gng_desktop.imaging.detect import FRAME, find_faces
from gng_desktop.imaging.faces import Box, square_at
from gng_desktop.imaging.reading import read_image

SEEDS = {"train": 7, "test": 1}
FIT_PICTURES = 4
"""Collages of each background on which a detector's own rectangle is fitted to the square."""
NEAR = 0.25
"""A face is found where the centre is off by at most this share of the square's side ..."""
ALIKE = 2.0
"""... and the side by at most this factor."""


@dataclass(frozen=True)
class Fit:
    """How a detector's rectangle becomes the square: medians, in its larger side."""

    side: float = 1.0
    right: float = 0.0
    down: float = 0.0

    def square(self, found: Rectangle) -> Rectangle:
        """Return the square around what was found."""
        x, y, width, height = found
        longer = max(width, height)
        side = self.side * longer
        left = x + width / 2 + self.right * longer - side / 2
        return left, y + height / 2 + self.down * longer - side / 2, side, side


def near(square: Rectangle, face: Pasted) -> bool:
    """Tell whether a square lies where the face is and is about as large."""
    true = face.square
    off = (abs(square[n] + square[2] / 2 - (true.x, true.y)[n] - true.width / 2) for n in (0, 1))
    alike = 1 / ALIKE < square[2] / true.width < ALIKE
    return max(off) <= NEAR * true.width and alike


def fitted(detector: Detector, pictures: Iterable[Collage]) -> Fit:
    """Fit a detector's rectangles to the true squares."""
    seen = []
    for picture in pictures:
        faces = detector(picture.rgb)
        for face in picture.faces:
            true = face.square
            for x, y, width, height in faces:
                longer = max(width, height)
                right = true.x + true.width / 2 - x - width / 2
                down = true.y + true.width / 2 - y - height / 2
                if max(abs(right), abs(down)) < 0.3 * true.width < longer < 1.5 * true.width:
                    seen.append((true.width / longer, right / longer, down / longer))
    return Fit(*(float(v) for v in np.median(seen, axis=0))) if seen else Fit()


def overlap(square: Rectangle, true: Box) -> float:
    """Return the intersection over union."""
    wide = min(square[0] + square[2], true.x + true.width) - max(square[0], true.x)
    high = min(square[1] + square[3], true.y + true.height) - max(square[1], true.y)
    both = max(0.0, wide) * max(0.0, high)
    return both / (square[2] * square[3] + true.width * true.height - both)


@dataclass
class Agreement:
    """Faces judged in the collage and as single pictures."""

    pairs: list[tuple[Analysis, Analysis]] = field(default_factory=list)

    def add(self, analyser: Analyser, rgb: Pixels, face: Pasted, square: Rectangle) -> None:
        """Judge a face both ways; one pasted without its surroundings has no single picture."""
        if face.pixels is None:
            return
        height, width = rgb.shape[:2]
        side = min(round(square[2]), width, height)
        middle = square[0] + square[2] / 2, square[1] + square[3] / 2
        found = analyser.analyse_part("", rgb, square_at(*middle, side, width, height))
        self.pairs.append((analyser.analyse_picture("", face.pixels), found))

    def cells(self, analyser: Analyser) -> list[str]:
        """Return faces, share judged alike, of those same verdict and zones, opposite verdicts."""
        both = [(a, b) for a, b in self.pairs if a.status == b.status == "ok"]
        if not both:
            return ["0", *["-"] * 5]
        zones = []
        for role in (WITH, WITHOUT):
            limits = analyser.models[role].manifest.thresholds
            pairs = [tuple(zone(getattr(x, f"score_{role}"), limits) for x in p) for p in both]
            zones.append(statistics.mean(a == b for a, b in pairs))
        opposite = sum({a.verdict, b.verdict} == {"generated", "real"} for a, b in both)
        status = statistics.mean(a.status == b.status for a, b in self.pairs)
        same = statistics.mean(a.verdict == b.verdict for a, b in both)
        shares = (f"{share:.3f}" for share in (status, same, *zones))
        return [str(len(self.pairs)), *shares, str(opposite)]


def row_of(
    name: str,
    detector: Detector,
    analyser: Analyser,
    pictures: Sequence[Collage],
    training: Sequence[Collage],
    empty: Sequence[tuple[str, Pixels]],
) -> list[str]:
    """Return the cells of one detector."""
    fit = fitted(detector, training)
    total = hits = framed = extra = 0
    seconds, judged = [], Agreement()
    for picture in pictures:
        start = time.process_time()
        found = detector(picture.rgb)
        seconds.append(time.process_time() - start)
        squares = [fit.square(rectangle) for rectangle in found]
        total += len(picture.faces)
        for face in picture.faces:
            close = [square for square in squares if near(square, face)]
            if close:
                best = max(close, key=lambda square: overlap(square, face.square))
                squares.remove(best)
                hits += 1
                framed += overlap(best, face.square) >= 0.5
                middle = Fit(FRAME).square(best)
                judged.add(analyser, picture.rgb, face, middle)
        extra += len(squares)
    wrong = [len(detector(rgb)) for _, rgb in empty]
    return [
        name,
        f"{hits / total:.3f}",
        f"{framed / total:.3f}",
        f"{hits / max(1, hits + extra):.3f}",
        f"{sum(wrong)} in {sum(map(bool, wrong))}",
        judged.cells(analyser)[2],
        f"{1000 * statistics.median(seconds):.0f}",
    ]


def framing_rows(analyser: Analyser, pictures: Sequence[Collage]) -> Iterator[list[str]]:
    """Yield how verdicts keep with squares of several sides in the true place, and with ours."""
    for scale in (0.8, 0.9, 1.0, 1.1, 1.25, 1.5):
        judged = Agreement()
        for picture in pictures:
            for face in picture.faces:
                true = face.square
                whole = (true.x, true.y, true.width, true.height)
                judged.add(analyser, picture.rgb, face, Fit(scale).square(whole))
        yield [f"true place, side x {scale:g}", *judged.cells(analyser)]
    judged = Agreement()
    for picture in pictures:
        squares = ours(analyser)(picture.rgb)
        for face in picture.faces:
            # A found square is smaller than the frame, which `near` allows for.
            for square in [s for s in squares if near(s, face)][:1]:
                judged.add(analyser, picture.rgb, face, square)
    yield ["as found (ours)", *judged.cells(analyser)]


def single_pictures(index: Path) -> str:
    """Say what becomes of the single pictures of the test split: one face, the whole picture."""
    rows = face_rows(index, "test")
    one = whole = 0
    for row in rows:
        rgb = read_image(index.parent / row["path"]).rgb
        squares = find_faces(rgb).squares
        filling = [box for box in squares if box.covers(rgb.shape[1], rgb.shape[0])]
        one, whole = one + (len(squares) == 1), whole + (len(filling) == 1)
    return (
        f"Single portraits of the test split: {len(rows)}; the whole picture is judged as a face "
        f"in {whole}; no other face is found in {one}."
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a Markdown table, each row as soon as it is there."""
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)
    print(flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--index", type=Path, required=True, help="index.csv of face pictures")
    parser.add_argument("--pictures", type=int, default=20, help="collages of each background")
    parser.add_argument("--only", nargs="*", help="names of detectors, or parts of them")
    options = parser.parse_args()
    cv2.setNumThreads(2)
    analyser = Analyser.open(device="cpu", threads=2)
    pictures = list(collages(options.index, "test", options.pictures, SEEDS["test"]))
    training = list(collages(options.index, "train", FIT_PICTURES, SEEDS["train"]))
    empty = list(without_faces(options.index, "test", SEEDS["test"]))
    faces = sum(len(picture.faces) for picture in pictures)
    print(f"{len(pictures)} collages, {faces} faces; {len(empty)} pictures without a face.\n")

    def rows() -> Iterator[list[str]]:
        for name, make in DETECTORS.items():
            if options.only is not None and not any(part in name for part in options.only):
                continue
            try:
                detector = make(analyser)
            except ImportError as error:
                yield [name, f"not installed ({error.name})"]
                continue
            yield row_of(name, detector, analyser, pictures, training, empty)

    columns = "detector|found|IoU 0.5|precision|faces in pictures without|same verdict|CPU ms"
    table(columns.split("|"), rows())
    columns = "square|faces|judged alike|same verdict|same zone with|same zone without|opposite"
    table(columns.split("|"), framing_rows(analyser, pictures))
    print(single_pictures(options.index))


if __name__ == "__main__":
    main()
