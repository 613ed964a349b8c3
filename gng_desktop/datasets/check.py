"""Check data sets before training: what they hold, trivial differences, leaks between splits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.progress import Progress
from gng_desktop.datasets.census import MaskCensus, face_table
from gng_desktop.datasets.duplicates import confirmed, near_pairs, perceptual_hashes
from gng_desktop.datasets.file_statistics import Separation, Traits, separations, traits_of
from gng_desktop.datasets.indexes import Kind, index_steps
from gng_desktop.datasets.items import SPLITS, DataError, FaceItem, MaskItem
from gng_desktop.datasets.left_right import sides_contradict
from gng_desktop.datasets.masks import COMPLETE, read_mask
from gng_desktop.imaging.reading import ImageError, read_image

TWIN_BITS = 4
"""Greatest distance of the hashes of pictures that are compared as possible near-duplicates."""
_HASHED_AT_ONCE = 64
_MATCHED_AT_ONCE = 4096
_RESOLVED_AT_ONCE = 1000


@dataclass
class IndexCheck:
    """What one index lists.

    Attributes
    ----------
    kind : {"faces", "masks"}
    groups : list of dict
        JSON values; of faces as `face_table` says, of masks as `MaskCensus.to_json` does, with
        ``split`` and ``labels``.
    separations : list of Separation
        Of faces: every trait in every split that has both classes.
    unusable : dict of str to str
        Files that cannot be used, and why.
    swapped : dict of str to list of str
        Per split the masks whose left and right contradict their place in the face.
    empty : list of str
        Splits without any picture.
    one_sided : dict of str to {"real", "fake"}
        Of faces: splits without a picture of one class, and which class that is.
    twice : dict of str to int
        Files that are listed more than once, and how often.
    contradicted : dict of str to str
        Of faces: real images, and for each a generated one that is the same, byte for byte.
    """

    index: Path
    kind: Kind
    groups: list[dict[str, Any]] = field(default_factory=list)
    separations: list[Separation] = field(default_factory=list)
    unusable: dict[str, str] = field(default_factory=dict)
    swapped: dict[str, list[str]] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)
    one_sided: dict[str, str] = field(default_factory=dict)
    twice: dict[str, int] = field(default_factory=dict)
    contradicted: dict[str, str] = field(default_factory=dict)

    @property
    def notes(self) -> list[str]:
        """Sentences on what is missing or listed more than once."""
        sided = self.one_sided.items()
        return [
            *(f"Split {s} has no {label} picture, so nothing is compared." for s, label in sided),
            *(f"No picture is in split {s}." for s in self.empty),
            *(f"{path} is listed {count} times." for path, count in self.twice.items()),
        ]


@dataclass(frozen=True)
class Twins:
    """Two near-duplicates in different splits or different indexes; `a` in the earlier split."""

    a: str
    a_index: str
    a_split: str
    b: str
    b_index: str
    b_split: str
    bits: int

    @property
    def leak(self) -> bool:
        """Whether what is trained on or tuned with is also tested on."""
        return self.a_split != self.b_split


@dataclass(frozen=True)
class Report:
    """The result of a check."""

    indexes: tuple[IndexCheck, ...]
    twins: tuple[Twins, ...]

    def warnings(self) -> list[str]:
        """Return what should be corrected before training, in sentences."""
        found = [
            f"{check.index}: {separation.sentence()}"
            for check in self.indexes
            for separation in check.separations
            if separation.warns
        ]
        found += [
            f"{check.index}: left and right seem exchanged in {len(masks)} mask(s) of split "
            f"{split}, such as {masks[0]} (mirrored with its image?); trainings and tests exchange "
            "them back."
            for check in self.indexes
            for split, masks in check.swapped.items()
        ]
        found += [
            f"{check.index}: {real} is listed as real and, as {fake}, as generated; correct one."
            for check in self.indexes
            for real, fake in check.contradicted.items()
        ]
        leaks: dict[tuple[str, ...], list[Twins]] = defaultdict(list)
        for twins in self.twins:
            if twins.leak:
                leaks[twins.a_index, twins.a_split, twins.b_index, twins.b_split].append(twins)
        for (a_index, a_split, b_index, b_split), members in sorted(leaks.items()):
            count = len({twins.a for twins in members})
            where = "" if a_index == b_index else f" of {b_index}"
            found.append(
                f"{a_index}: split {a_split} holds {count} near-duplicate(s) of pictures in split "
                f"{b_split}{where}, such as {members[0].a} of {members[0].b}; leave them out."
            )
        return found

    def to_json(self) -> dict[str, Any]:
        """Return the whole report as JSON values."""
        return {
            "indexes": [
                {
                    "index": str(check.index),
                    "kind": check.kind,
                    "groups": check.groups,
                    "separations": [
                        {**asdict(s), "warns": s.warns, "chance": s.chance}
                        for s in check.separations
                    ],
                    "unusable": check.unusable,
                    "swapped": check.swapped,
                    "contradicted": check.contradicted,
                    "notes": check.notes,
                }
                for check in self.indexes
            ],
            "near_duplicates": [{**asdict(t), "leak": t.leak} for t in self.twins],
            "warnings": self.warnings(),
        }


def check_data(indexes: Sequence[Path]) -> Iterator[Progress | Report]:
    """Check indexes of faces and masks, each by itself and against each other.

    Parameters
    ----------
    indexes : sequence of Path
        Index files, or folders with an ``index.csv``.

    Yields
    ------
    Progress
        A step per picture, then one per few: closing the generator ends it within a second or two.
    Report
        At last.

    Raises
    ------
    DataError
        If an index cannot be used.
    """
    files = [index / "index.csv" if index.is_dir() else index for index in indexes]
    # One index given twice would be a copy of itself.
    files = list({file.resolve(): file for file in files}.values())
    listed = {}
    for file in files:
        listed[file] = yield from index_steps(file)
    checks = []
    for index, items in listed.items():
        if isinstance(items[0], FaceItem):
            check = IndexCheck(index, "faces")
            yield from _check_faces(check, [i for i in items if isinstance(i, FaceItem)])
        else:
            check = IndexCheck(index, "masks")
            yield from _check_masks(check, [i for i in items if isinstance(i, MaskItem)])
        present = {item.split for item in items}
        check.empty = [s for s in SPLITS if s not in present]
        yield from _find_listed_twice(check, items)
        checks.append(check)
    places = [(str(index), item) for index, items in listed.items() for item in items]
    hashes = []
    for start in range(0, len(places), _HASHED_AT_ONCE):
        yield Progress(start, len(places), "comparing pictures")
        part = places[start : start + _HASHED_AT_ONCE]
        hashes.append(perceptual_hashes([item.path for _, item in part]))
    twins = yield from _twins(places, np.concatenate(hashes))
    yield Report(tuple(checks), tuple(twins))


def _find_listed_twice(
    check: IndexCheck, items: Sequence[FaceItem | MaskItem]
) -> Iterator[Progress]:
    seen: Counter[Path] = Counter()
    for i, item in enumerate(items):
        if i % _RESOLVED_AT_ONCE == 0:
            yield Progress(i, len(items), f"{check.index}: looking for files listed twice")
        seen[item.path.resolve()] += 1
    check.twice = {str(path): count for path, count in seen.items() if count > 1}


def _check_faces(check: IndexCheck, items: Sequence[FaceItem]) -> Iterator[Progress]:
    traits: dict[int, Traits] = {}
    for i, item in enumerate(items):
        yield Progress(i, len(items), f"{check.index}: {item.path.name}")
        try:
            traits[i] = traits_of(item.path)
        except ImageError as error:
            check.unusable[str(item.path)] = str(error)
    check.groups = face_table(items, traits)
    made = {t.sha256: str(items[i].path) for i, t in traits.items() if items[i].generated}
    check.contradicted = {
        str(items[i].path): made[t.sha256]
        for i, t in traits.items()
        if not items[i].generated and t.sha256 in made
    }
    for split in SPLITS:
        of_split = {i: t for i, t in traits.items() if items[i].split == split}
        real = [t for i, t in of_split.items() if not items[i].generated]
        fake = [t for i, t in of_split.items() if items[i].generated]
        if of_split and not (real and fake):
            check.one_sided[split] = "fake" if real else "real"
        check.separations += separations(split, real, fake)


def _check_masks(check: IndexCheck, items: Sequence[MaskItem]) -> Iterator[Progress]:
    groups: dict[tuple[str, str], MaskCensus] = defaultdict(MaskCensus)
    for i, item in enumerate(items):
        yield Progress(i, len(items), f"{check.index}: {item.path.name}")
        try:
            mask = read_mask(item, read_image(item.path).rgb)
        except ImageError as error:
            check.unusable[str(item.path)] = str(error)
        except DataError as error:
            check.unusable[str(item.mask)] = str(error)
        else:
            groups[item.split, item.labels].add(mask)
            if item.labels in COMPLETE and sides_contradict(mask):
                check.swapped.setdefault(item.split, []).append(str(item.mask))
    check.groups = [
        {"split": split, "labels": labels, **census.to_json()}
        for (split, labels), census in sorted(groups.items())
    ]


def _twins(
    places: Sequence[tuple[str, FaceItem | MaskItem]], hashes: NDArray[np.uint64]
) -> Generator[Progress, None, list[Twins]]:
    order = sorted(range(len(places)), key=lambda i: SPLITS.index(places[i][1].split))
    sorted_hashes = hashes[order]
    paths = [places[i][1].path for i in order]

    def separate(i: int, j: int) -> bool:
        (a_index, a), (b_index, b) = places[order[i]], places[order[j]]
        return i < j and (a.split != b.split or a_index != b_index)

    near: list[tuple[int, int]] = []
    for start in range(0, len(order), _MATCHED_AT_ONCE):
        yield Progress(start, len(order), "looking for near-duplicates")
        part = near_pairs(sorted_hashes[start : start + _MATCHED_AT_ONCE], sorted_hashes, TWIN_BITS)
        near += [(start + i, j) for i, j in part if separate(start + i, j)]
    found = []
    for start in range(0, len(near), _HASHED_AT_ONCE):
        yield Progress(start, len(near), "comparing near-duplicates")
        for i, j in confirmed(near[start : start + _HASHED_AT_ONCE], paths, paths):
            (a_index, a), (b_index, b) = places[order[i]], places[order[j]]
            bits = int(np.bitwise_count(sorted_hashes[i] ^ sorted_hashes[j]))
            found.append(Twins(str(a.path), a_index, a.split, str(b.path), b_index, b.split, bits))
    return found
