"""A face index balanced over groups of people: majorities reduced, minorities augmented.

As UDFD does it (document 004): images of majorities are left out, those of minorities flipped
and turned, until each group holds a given share of the real and of the generated training images
alike, as many of these as of those. Validation and test images stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from gng_desktop.core.files import atomically, write_json
from gng_desktop.core.progress import Progress
from gng_desktop.datasets.indexes import named_in, table, write_index
from gng_desktop.datasets.items import DataError, FaceItem, group_of, read_faces, read_picture

TURNS = ((0, True), (2, True), *((n, False) for n in (2, 1, 3)), (1, True), (3, True))
"""Ways to make a copy: quarter turns, and whether it is mirrored first; the mirror image first."""
INDEX, REPORT, COPIES = "index.csv", "balance.json", "copies"


@dataclass(frozen=True)
class Settings:
    """How to balance.

    Attributes
    ----------
    by : {"ethnicity", "gender"}
    least : float
        Share that each group is to hold, 0..1; of more than ``1 / least`` groups each gets the
        same.
    copies : int
        Most copies made of an image, 0 to 7.
    """

    by: str = "ethnicity"
    least: float = 0.2
    copies: int = 3
    seed: int = 42


@dataclass(frozen=True)
class Balanced:
    """What was done.

    Attributes
    ----------
    before, after : dict
        By label (``real``, ``fake``) and group the training images.
    copies : int
        Files that were made.
    undocumented : int
        Training images left out because the index names no group of theirs.
    """

    index: Path
    before: dict[str, dict[str, int]]
    after: dict[str, dict[str, int]]
    copies: int
    undocumented: int


def _shares(counts: dict[str, int], total: int, least: float, copies: int) -> dict[str, int] | None:
    """Return how many images of each group add up to `total`; None if that is impossible."""
    floor = int(np.ceil(min(least, 1 / len(counts)) * total - 1e-9))
    minor = {name for name, n in counts.items() if n <= floor}
    if any(floor > (1 + copies) * counts[name] for name in minor):
        return None
    left = total - floor * len(minor)
    large = sorted((n, name) for name, n in counts.items() if name not in minor)
    found = dict.fromkeys(minor, floor)
    for position, (n, name) in enumerate(large):  # majorities share what is left evenly
        found[name] = min(n, left // (len(large) - position))
        left -= found[name]
    if left or any(found[name] < floor for name in found):
        return None
    return found


def balance(index: Path, out: Path, settings: Settings) -> Generator[Progress, None, Balanced]:
    """Write a balanced index, the copies it names, and ``balance.json``.

    Parameters
    ----------
    index : Path
        Of faces, with a column `Settings.by`. It and its images are only read.
    out : Path
        Folder; made if missing.

    Raises
    ------
    DataError
        If `index` cannot be used, `out` holds an index, or the groups cannot be balanced.
    """
    if (out / INDEX).exists():
        raise DataError(f"{out} holds an {INDEX} already; choose another folder.")
    items, rows = read_faces(index), table(index)
    groups = [group_of(getattr(item, settings.by)) for item in items]
    training = [n for n, item in enumerate(items) if item.split == "train"]
    known = [n for n in training if groups[n]]
    before = {
        label: dict(Counter(groups[n] for n in known if items[n].generated == (label == "fake")))
        for label in ("real", "fake")
    }
    targets = _targets(before, settings)
    rng = np.random.default_rng(settings.seed)
    new: list[dict[str, str]] = []
    jobs: list[tuple[int, int]] = []
    for label, counts in targets.items():
        for name, count in sorted(counts.items()):
            own = [
                n for n in known if groups[n] == name and items[n].generated == (label == "fake")
            ]
            chosen = _drawn([items[n] for n in own], settings.by, count, rng)
            jobs += [(own[place], time) for place, time in chosen]
    made = 0
    for number, (n, time) in enumerate(sorted(jobs)):
        yield Progress(number, len(jobs), "Balanced images")
        row = dict(rows[n])
        if time:
            path = out / COPIES / f"{n:06d}_{time}.png"
            _copy(items[n].path, path, *TURNS[time - 1])
            made += 1
        else:
            path = items[n].path
        new.append(row | {"path": named_in(out, path)})
    for n, item in enumerate(items):
        if item.split != "train":
            new.append(rows[n] | {"path": named_in(out, item.path)})
    out.mkdir(parents=True, exist_ok=True)
    write_index(out / INDEX, new, "faces")
    found = Balanced(out / INDEX, before, targets, made, len(training) - len(known))
    report = {"from": str(index), **asdict(settings), **asdict(found), "index": INDEX}
    write_json(out / REPORT, report)
    return found


def _targets(before: dict[str, dict[str, int]], settings: Settings) -> dict[str, dict[str, int]]:
    """Return how many images of each label and group to take: as many real as generated."""
    for label, counts in before.items():
        if len(counts) < 2:
            raise DataError(
                f"The training images labelled {label} document fewer than two groups of "
                f"{settings.by}; there is nothing to balance."
            )
    most = min(sum(counts.values()) for counts in before.values())
    for total in range(most, 0, -1):
        found = {
            label: _shares(counts, total, settings.least, settings.copies)
            for label, counts in before.items()
        }
        if all(found.values()):
            return {label: counts for label, counts in found.items() if counts}
    raise DataError(
        f"With {settings.copies} copies an image the smallest group of {settings.by} cannot hold "
        f"{100 * settings.least:.0f} %; allow more copies or a smaller share."
    )


def _drawn(
    items: Sequence[FaceItem], by: str, count: int, rng: np.random.Generator
) -> list[tuple[int, int]]:
    """Draw `count` images evenly over the other attribute: place, and 0 or the number of a copy."""
    other = "gender" if by == "ethnicity" else "ethnicity"
    cells: dict[str, list[int]] = {}
    for place in rng.permutation(len(items)).tolist():
        cells.setdefault(group_of(getattr(items[place], other)), []).append(place)
    order: list[int] = []
    for turn in range(max(map(len, cells.values()))):
        order += [cell[turn] for _, cell in sorted(cells.items()) if turn < len(cell)]
    return [(order[n % len(order)], n // len(order)) for n in range(count)]


def _copy(source: Path, path: Path, quarters: int, mirrored: bool) -> None:
    """Write an image turned; losslessly, so that a copy is compressed no more often than others."""
    rgb = read_picture(source).rgb
    turned = np.rot90(rgb[:, ::-1] if mirrored else rgb, quarters)
    path.parent.mkdir(parents=True, exist_ok=True)
    atomically(path, lambda part: Image.fromarray(np.ascontiguousarray(turned)).save(part, "PNG"))
