"""Is there a face, and in which frame? Refusals, pictures without a face, tight crops, numbers.

``python -m benchmarks.detecting --index FOLDER/index.csv [--without FOLDER ...]`` prints the tables
of docs/faces.md as Markdown. ``--without`` names folders of pictures that show no human face.
"""

from __future__ import annotations

import argparse
import csv
import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis.faces_in_image import analyse_each
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.result import Analysis
from gng_desktop.imaging.detect import largest_face
from gng_desktop.imaging.reading import ImageError, read_image

Pixels = NDArray[np.uint8]
Rows = list[dict[str, str]]
PHOTOS = (
    *("chelsea", "coffee", "rocket", "hubble_deep_field", "retina", "immunohistochemistry"),
    *("horse", "brick", "grass", "gravel", "moon", "coins", "cell", "page", "text", "clock"),
)
"""Pictures without a face that come with scikit-image."""
CROPS = (0.9, 0.8, 0.7, 0.6, 0.5)
WORDS = ("generated", "inconclusive", "real", "not_applicable")


def rows_of(index: Path, splits: Sequence[str], each: int, sources: Sequence[str]) -> Rows:
    """Read at most `each` rows of every source and label, the same ones every time."""
    groups: dict[tuple[str, ...], Rows] = defaultdict(list)
    with index.open(newline="") as file:
        for row in csv.DictReader(file):
            if row["split"] in splits and (not sources or row["source"] in sources):
                groups[row["label"], row["source"]].append(row | {"folder": str(index.parent)})
    chosen: Rows = []
    for _, rows in sorted(groups.items()):
        chosen += random.Random(1).sample(rows, min(each, len(rows)))
    return chosen


def picture(row: dict[str, str]) -> Pixels:
    """Read the picture of a row."""
    return read_image(Path(row["folder"]) / row["path"]).rgb


def middle(rgb: Pixels, share: float) -> Pixels:
    """Cut the middle out, `share` of both sides."""
    height, width = rgb.shape[:2]
    high, wide = round(height * share), round(width * share)
    top, left = (height - high) // 2, (width - wide) // 2
    return np.ascontiguousarray(rgb[top : top + high, left : left + wide])


def table(head: str, rows: Iterable[Sequence[Any]]) -> None:
    """Print a Markdown table, each row as soon as it is there."""
    columns = head.split("|")
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |", flush=True)
    print(flush=True)


def refusals(analyser: Analyser, rows: Rows) -> Iterator[list[Any]]:
    """Yield of each source how many of its faces are refused, and how many for which reason."""
    groups: dict[str, Rows] = defaultdict(list)
    for row in rows:
        groups[f"{row['source']} ({row['label']})"].append(row)
    total: Counter[str] = Counter()
    for name, members in groups.items():
        found = [analyser.analyse_picture(r["path"], picture(r)) for r in members]
        refused = [a for a in found if a.status != "ok"]
        why = Counter(a.reason.split(":")[0].split(";")[0] for a in refused)
        tight = sum("tightly for" in a.reason for a in found)
        total += Counter({"n": len(found), "no": len(refused), "tight": tight})
        share = f"{100 * len(refused) / len(found):.1f} %"
        yield [name, len(found), len(refused), share, tight, dict(why) or ""]
    share = f"{100 * total['no'] / max(1, total['n']):.2f} %"
    yield ["all", total["n"], total["no"], share, total["tight"], ""]


def without_a_face(folders: Sequence[Path], rows: Rows) -> Iterator[tuple[str, str, Pixels]]:
    """Yield kind, name and pixels: those of packages, of folders, and faces painted out."""
    from skimage import data
    from sklearn.datasets import load_sample_images

    for name in PHOTOS:
        rgb = np.asarray(getattr(data, name)())
        rgb = (rgb * 255).astype(np.uint8) if rgb.dtype == bool else rgb
        rgb = np.dstack([rgb] * 3) if rgb.ndim == 2 else rgb[..., :3]
        yield "packages", name, np.ascontiguousarray(rgb)
    for number, rgb in enumerate(load_sample_images().images):
        yield "packages", f"scikit-learn {number}", np.ascontiguousarray(rgb)
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            try:
                yield folder.name, path.name, read_image(path).rgb
            except ImageError:
                continue
    for row in rows:
        rgb = picture(row).copy()
        if (face := largest_face(rgb)) is not None:
            x, y, width, height = (round(v) for v in face.box)
            hole = np.zeros(rgb.shape[:2], np.uint8)
            centre = (x + width // 2, y + height // 2)
            cv2.ellipse(hole, centre, (int(0.7 * width), int(0.75 * height)), 0, 0, 360, 255, -1)
            painted = cv2.inpaint(rgb, hole, 5, cv2.INPAINT_TELEA)
            yield "faces painted out", row["path"], np.asarray(painted, np.uint8)


def invented(analyser: Analyser, pictures: Iterable[tuple[str, str, Pixels]]) -> list[list[Any]]:
    """Return of each kind of picture without a face what was found, whole and cropped."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    taken: dict[str, list[str]] = defaultdict(list)
    for kind, name, rgb in pictures:
        for share in (1.0, 0.7, 0.5):
            found = analyser.analyse_picture(name, middle(rgb, share))
            counts[kind][found.verdict or found.status] += 1
            if found.status == "ok":
                taken[kind].append(f"{name} x {share:g}: {found.verdict}")
    return [
        [kind, sum(count.values()), *(count[word] for word in WORDS), "; ".join(taken[kind])]
        for kind, count in counts.items()
    ]


def tight(analyser: Analyser, rows: Rows) -> Iterator[list[Any]]:
    """Yield what was found in the middle of pictures of faces, by label and size of the crop."""
    for label in ("fake", "real"):
        rgbs = [picture(row) for row in rows if row["label"] == label]
        for share in (1.0, *CROPS):
            found = [analyser.analyse_picture("", middle(rgb, share)) for rgb in rgbs]
            count: Counter[str] = Counter(a.verdict or a.status for a in found)
            framed = sum("framed too tightly" in a.reason.lower() for a in found)
            yield [label, f"{share:.0%}", len(found), *(count[word] for word in WORDS), framed]


def same_numbers(analyser: Analyser, rows: Rows) -> str:
    """Say of how many pictures the face has the same numbers whole, as one of each, in a batch."""

    def numbers(found: Analysis) -> tuple[Any, ...]:
        scores = found.score_with_background, found.score_without_background
        return *scores, found.novelty_with_background, found.verdict, found.reason

    from gng_desktop.analysis.batch import load

    same = 0
    paths = [Path(row["folder"]) / row["path"] for row in rows]
    batch = analyser.analyse_batch([load(path) for path in paths])
    for path, batched in zip(paths, batch, strict=True):
        whole = analyser.analyse(path)
        faces = [f for f in analyse_each(analyser, path, read_image(path)).faces]
        alike = [f for f in faces if f.face_box == whole.face_box]
        same += bool(alike) and numbers(whole) == numbers(batched) == numbers(alike[0])
    return f"Same numbers in every mode: {same} of {len(rows)} pictures."


def milliseconds(rows: Rows) -> str:
    """Say what finding the largest face costs."""
    spent = []
    for rgb in [picture(row) for row in rows]:
        start = time.perf_counter()
        largest_face(rgb)
        spent.append(1000 * (time.perf_counter() - start))
    return f"Finding the largest face: {statistics.median(spent):.1f} ms (median)."


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--index", type=Path, required=True, help="index.csv of face pictures")
    parser.add_argument("--splits", nargs="+", default=["train", "val"])
    parser.add_argument("--sources", nargs="+", default=[], help="all without")
    parser.add_argument("--each", type=int, default=100, help="pictures of every source")
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    parser.add_argument("--only", nargs="+", default=["refusals", "without", "tight", "numbers"])
    options = parser.parse_args()
    cv2.setNumThreads(2)
    analyser = Analyser.open(device="cpu", threads=2)
    rows = rows_of(options.index, options.splits, options.each, options.sources)
    if "refusals" in options.only:
        table("source|faces|refused|share|tight|reasons", refusals(analyser, rows))
    if "without" in options.only:
        some = rows_of(options.index, options.splits, 3, options.sources)
        pictures = without_a_face(options.without, some)
        head = f"pictures|looked at|{'|'.join(WORDS)}|taken for faces"
        table(head, invented(analyser, pictures))
    if "tight" in options.only:
        head = f"label|middle|pictures|{'|'.join(WORDS)}|said to be tight"
        some = rows_of(options.index, ["val"], 5, options.sources)
        table(head, tight(analyser, some))
    if "numbers" in options.only:
        some = rows_of(options.index, options.splits, 8, options.sources)[:200]
        print(same_numbers(analyser, some), milliseconds(some))


if __name__ == "__main__":
    main()
