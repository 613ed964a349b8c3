"""What a check found, sorted by how much it would harm a training, in plain words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from gng_desktop.datasets.check import IndexCheck, Report, Twins
from gng_desktop.datasets.duplicates import DROPPED_BITS
from gng_desktop.datasets.file_statistics import Separation

Severity = Literal["stops", "spoils", "note"]
"""The training would end with an error; its result would mislead; worth knowing."""
SEVERITIES: tuple[Severity, ...] = ("stops", "spoils", "note")

Kind = Literal[
    "unusable",
    "empty",
    "one_sided",
    "contradicted",
    "leak",
    "separation",
    "swapped",
    "twice",
    "copies",
]


@dataclass(frozen=True)
class Finding:
    """One thing a check found.

    Attributes
    ----------
    severity : {"stops", "spoils", "note"}
    values : dict of str to object
        What a sentence on it needs. ``unusable``: count, example, reason; ``empty``: split;
        ``one_sided``: split, label; ``leak``: count, split, other, example, twin, dropped (whether
        training leaves these out by itself); ``separation``: trait, split, auc (0.5..1), real,
        fake (means), more (whether generated ones have more), chance; ``swapped``, ``twice``:
        count, example; ``contradicted``: count, example, twin; ``copies``: count, index, example.
        Files are named as the index does.
    """

    kind: Kind
    severity: Severity
    values: dict[str, Any] = field(default_factory=dict)


def findings(report: Report) -> list[Finding]:
    """Return all that a check found, the worst first.

    One trait that separates the classes of several splits is one finding, of the split in which it
    does so most.
    """
    found = [finding for check in report.indexes for finding in _of_index(check)]
    found += _of_twins(report.twins)
    return sorted(found, key=lambda f: (SEVERITIES.index(f.severity), -_weight(f)))


def _of_index(check: IndexCheck) -> Iterator[Finding]:
    place = check.index.parent
    if check.unusable:
        example, reason = next(iter(check.unusable.items()))
        shown = _short(example, place)
        reason = reason.replace(example, shown)
        values = {"count": len(check.unusable), "example": shown, "reason": reason}
        yield Finding("unusable", "stops", values)
    for split in check.empty:
        # Every epoch is validated; a test can also be made later.
        yield Finding("empty", "note" if split == "test" else "stops", {"split": split})
    for split, label in check.one_sided.items():
        severity: Severity = "stops" if split == "train" else "spoils"
        yield Finding("one_sided", severity, {"split": split, "label": label})
    by_trait: dict[str, list[Separation]] = defaultdict(list)
    for separation in check.separations:
        if separation.warns:
            by_trait[separation.trait].append(separation)
    for members in by_trait.values():
        # What few images show by chance does not hide what many show.
        worst = max(members, key=lambda s: (not s.chance, abs(s.auc - 0.5)))
        yield _of_separation(worst)
    if check.contradicted:
        example, twin = (_short(path, place) for path in next(iter(check.contradicted.items())))
        values = {"count": len(check.contradicted), "example": example, "twin": twin}
        yield Finding("contradicted", "spoils", values)
    if check.swapped:
        masks = [mask for members in check.swapped.values() for mask in members]
        yield Finding("swapped", "note", {"count": len(masks), "example": _short(masks[0], place)})
    if check.twice:
        # These are resolved, so that the index may have to be as well.
        example = _short(next(iter(check.twice)), place.resolve())
        values = {"count": len(check.twice), "example": example}
        yield Finding("twice", "note", values)


def _of_separation(worst: Separation) -> Finding:
    values = {
        "trait": worst.trait,
        "split": worst.split,
        "auc": max(worst.auc, 1 - worst.auc),
        "real": worst.real_mean,
        "fake": worst.fake_mean,
        "more": worst.auc > 0.5,
        "chance": worst.chance,
    }
    return Finding("separation", "note" if worst.chance else "spoils", values)


def _of_twins(twins: tuple[Twins, ...]) -> Iterator[Finding]:
    leaks: dict[tuple[str, str, bool], list[Twins]] = defaultdict(list)
    copies: dict[str, list[Twins]] = defaultdict(list)
    for pair in twins:
        if pair.leak:
            dropped = pair.a_split == "train" and pair.bits <= DROPPED_BITS
            leaks[pair.a_split, pair.b_split, dropped].append(pair)
        else:
            copies[pair.b_index].append(pair)
    for (split, other, dropped), members in leaks.items():
        values = {
            "count": len({pair.a for pair in members}),
            "split": split,
            "other": other,
            "example": _short(members[0].a, Path(members[0].a_index).parent),
            "twin": _short(members[0].b, Path(members[0].b_index).parent),
            "dropped": dropped,
        }
        yield Finding("leak", "note" if dropped else "spoils", values)
    for index, members in copies.items():
        values = {
            "count": len(members),
            "index": index,
            "example": _short(members[0].b, Path(index).parent),
        }
        yield Finding("copies", "note", values)


def _short(path: str, folder: Path) -> str:
    """Return `path` relative to the index's folder, if it lies there."""
    place = Path(path)
    return place.relative_to(folder).as_posix() if place.is_relative_to(folder) else path


def _weight(finding: Finding) -> float:
    """Return what sorts findings of one severity: leaks, then traits by AUC, then the rest."""
    if finding.kind == "leak":
        return 2.0
    return float(finding.values.get("auc", 0.0))
