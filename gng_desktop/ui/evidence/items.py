"""The rows of the evidence list as parallel arrays: filtered and sorted without Qt."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.text import visible
from gng_desktop.ui.kit.row_store import (
    STATES,
    Ids,
    RowStore,
    State,
    folded,
    natural,
    ranks_of,
    sorted_by,
)

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

WAITING = STATES.index("waiting")
SCORED = ("with_background", "without_background", "fused")
"""The columns of scores; those of the classifiers first."""


@dataclass(frozen=True)
class Filter:
    """Which rows are shown; the default lets all through."""

    text: str = ""
    """Must occur in the file's path; case does not matter."""
    verdicts: frozenset[State] = frozenset(STATES)
    low: float = 0.0
    """Scores are compared as shown, at two decimals; 0 to 1 lets rows without one through too."""
    high: float = 1.0
    score: Literal["either", "with_background", "without_background", "fused"] = "either"
    """Which score must lie in the range, ends included; "either" of the two classifiers."""
    flagged: bool = False
    """Only files that say of themselves that a generator made them."""
    decision: str = ""
    """"some", "none" or a key of `gng_desktop.casework.decisions.CONCLUSIONS`; "" for any."""
    tag: str = ""
    folder: str = ""
    stale: bool = False
    """Only images analysed by other models than those in use."""
    out_of_scope: bool = False
    not_in_case: bool = False

    @property
    def by_result(self) -> bool:
        """Whether an analysis can change which rows pass."""
        ranged = (self.low, self.high) != (0.0, 1.0)
        facts = self.stale or self.out_of_scope or self.not_in_case
        return len(self.verdicts) < len(STATES) or ranged or self.flagged or facts


class Models(NamedTuple):
    """What is in use: ``id@hash prefix`` by role or id, and the ones that decide the verdict."""

    labels: dict[str, str]
    deciding: tuple[str, ...]


class Item(NamedTuple):
    """One row: what is painted of it. A score is nan where there is none.

    `deciding` has the scores that the verdict is made of, see `Analysis.deciding_scores`.
    """

    path: Path
    name: str
    state: State
    with_background: float
    without_background: float
    decided: bool
    flag: str = ""
    decision: str = ""
    tags: tuple[str, ...] = ()
    stale: bool = False
    in_case: bool = False
    fused: float = math.nan
    deciding: tuple[tuple[str, float | None], ...] = ()


class Items(RowStore):
    """Images by id, 0, 1, 2 … in the order added; an id is never given twice."""

    def __init__(self) -> None:
        super().__init__(
            ("listed", np.bool_),
            ("stale", np.bool_),
            ("novel", np.bool_),
            ("folder", np.int32),
            ("scores", np.float64, len(SCORED)),
        )
        self.paths: list[Path] = []
        self.analyses: list[Analysis | None] = []
        self._replaced: set[int] = set()  # whose file holds other bytes; not reported yet
        # Of the files last analysed, also of those that wait again.
        self.hashes: dict[int, str] = {}
        self.decisions: dict[int, str] = {}
        self.tags: dict[int, tuple[str, ...]] = {}
        self.flags: dict[int, str] = {}
        self.in_case: frozenset[str] = frozenset()
        self.missing: set[int] = set()
        self.models: Models | None = None
        self._ids: dict[Path, int] = {}
        self._folders: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, paths: Iterable[Path]) -> int:
        """List `paths`, without those listed already; return how many were new."""
        new: list[Path] = []
        searched, folders = [], []
        for path in paths:
            key = key_of(path)
            if key in self._ids:
                continue
            self._ids[key] = len(self.paths) + len(new)
            new.append(path)
            searched.append(folded(key.as_posix()))
            folder = os.path.dirname(key)  # noqa: PTH120 (several times as fast as Path.parent)
            folders.append(self._folders.setdefault(folder, len(self._folders)))
        if new:
            self.paths += new
            self.analyses += [None] * len(new)
            names = [natural(path.name) for path in new]
            facts = {"listed": True, "state": WAITING, "scores": np.nan, "folder": folders}
            self.grow(names, searched, **facts)
        return len(new)

    def remove(self, ids: Iterable[int]) -> None:
        """Take the images of `ids` off the list; what is known of them stays for `restore`."""
        listed = self.facts["listed"]
        for i in ids:
            if listed[i]:
                del self._ids[key_of(self.paths[i])]
                listed[i] = False

    def restore(self, ids: Iterable[int]) -> None:
        """List again what was taken off, unless its file was listed again meanwhile."""
        listed = self.facts["listed"]
        for i in ids:
            key = key_of(self.paths[i])
            if not listed[i] and key not in self._ids:
                self._ids[key] = i
                listed[i] = True

    def id_of(self, path: str | os.PathLike[str]) -> int | None:
        return self._ids.get(key_of(path))

    def with_hash(self, hashes: frozenset[str]) -> list[tuple[Path, str]]:
        """Return path and SHA-256 of the images that are listed and analysed, of these hashes."""
        known = ((i, a.sha256) for i, a in enumerate(self.analyses) if a is not None)
        listed = self.facts["listed"]
        return [(self.paths[i], s) for i, s in known if s is not None and s in hashes and listed[i]]

    def item(self, i: int) -> Item:
        fact, analysis = self.facts[i], self.analyses[i]
        with_background, without_background, fused = fact["scores"].tolist()
        scored = analysis is not None and analysis.status == "ok"
        return Item(
            path=self.paths[i],
            name=visible(self.paths[i].name),
            state=STATES[fact["state"]],
            with_background=with_background,
            without_background=without_background,
            decided=i in self.decisions,
            flag=self.flags.get(i, ""),
            decision=self.decisions.get(i, ""),
            tags=self.tags.get(i, ()),
            stale=bool(fact["stale"]),
            in_case=self._is_in_case(i),
            fused=fused,
            deciding=tuple(analysis.deciding_scores.items()) if analysis and scored else (),
        )

    def set_analysis(self, i: int, analysis: Analysis) -> None:
        """Keep `analysis`, without its views, for image `i`.

        What is known of a file that is not found any more, such as the evidence of a case on
        another disk, stays as it is.
        """
        before = self.analyses[i]
        gone = analysis.status == "error" and before is not None and before.status != "error"
        if gone and not self.paths[i].exists():
            self.missing.add(i)
            return
        self.missing.discard(i)
        self._take_hash(i, analysis.sha256)
        self.analyses[i] = analysis if analysis.views is None else replace(analysis, views=None)
        scores = (getattr(analysis, f"score_{name}") for name in SCORED)
        known = scores if analysis.status == "ok" else (None,) * len(SCORED)
        novelties = analysis.novelty_with_background, analysis.novelty_without_background
        facts = self.facts
        facts["state"][i] = STATES.index(state_of(analysis))
        facts["scores"][i] = [np.nan if score is None else score for score in known]
        facts["novel"][i] = any(value is not None and value > 1 for value in novelties)
        facts["stale"][i] = self._by_others(analysis)

    def take_hash(self, i: int, sha256: str | None) -> bool:
        """Take the SHA-256 of the file of image `i`; return, once, whether it was another."""
        self._take_hash(i, sha256)
        was_replaced = i in self._replaced
        self._replaced.discard(i)
        return was_replaced

    def _take_hash(self, i: int, sha256: str | None) -> None:
        if sha256 is None:
            return
        if self.hashes.get(i) not in (None, sha256):
            self._replaced.add(i)
        self.hashes[i] = sha256

    def _by_others(self, analysis: Analysis | None) -> bool:
        """Tell whether other models than those in use made an analysis."""
        if analysis is None or self.models is None:
            return False
        labels = self.models.labels
        made = {name: analysis.label_of(name) for name in labels}
        if analysis.status != "ok":
            # A file that cannot be read, or without a face, does not name all of them.
            return any(label is not None and label != labels[n] for n, label in made.items())
        gone = any(detector.id not in labels for detector in analysis.detectors)
        return gone or made != labels or analysis.deciding != self.models.deciding

    def use_models(self, models: Models | None) -> None:
        """Hold all analyses against the models in use."""
        self.models = models
        self.missing.clear()
        self.facts["stale"] = [self._by_others(analysis) for analysis in self.analyses]

    def _is_in_case(self, i: int) -> bool:
        analysis = self.analyses[i]
        return analysis is not None and analysis.sha256 in self.in_case

    @property
    def stale(self) -> int:
        """How many listed images were analysed by other models than those in use."""
        return int((self.facts["stale"] & self.facts["listed"]).sum())

    def every_tag(self) -> list[str]:
        return sorted({tag for tags in self.tags.values() for tag in tags}, key=natural)

    def folders(self) -> list[str]:
        """Return the folders of the images ever listed, in the order of their names."""
        return sorted(self._folders, key=natural)

    def forget(self, ids: Ids) -> None:
        """Let the images `ids`, int (n,), wait again."""
        facts = self.facts
        facts["state"][ids], facts["scores"][ids] = WAITING, np.nan
        facts["stale"][ids] = facts["novel"][ids] = False
        for i in ids.tolist():
            self.analyses[i] = None

    def set_decision(self, i: int, conclusion: str, tags: tuple[str, ...] = ()) -> bool:
        """Take an image's decision and tags, "" and none too; return whether it had others."""
        return _put(self.decisions, i, conclusion) | _put(self.tags, i, tags)

    def set_flag(self, i: int, sentence: str) -> bool:
        return _put(self.flags, i, sentence)

    def counts(self) -> dict[State, int]:
        listed = self.facts["state"][self.facts["listed"]]
        found = np.bincount(listed, minlength=len(STATES))
        return dict(zip(STATES, found.tolist(), strict=True))

    def waits(self, ids: Ids) -> NDArray[np.bool_]:
        """Return for each of `ids` whether it has no analysis by the models in use yet."""
        found: NDArray[np.bool_] = (self.fact("state")[ids] == WAITING) | self.fact("stale")[ids]
        if self.missing:
            found &= np.array([i not in self.missing for i in ids.tolist()], bool)
        return found

    def passing(self, only: Filter, start: int = 0) -> Ids:
        """Return the ids from `start` on that are listed and pass `only`, ascending."""
        facts = self.facts[start:]
        mask = facts["listed"] & self.matching(only.text, only.verdicts, start)
        if (only.low, only.high) != (0.0, 1.0):
            tested = [0, 1] if only.score == "either" else [SCORED.index(only.score)]
            shown = np.round(facts["scores"][:, tested], 2)
            mask &= ((shown >= only.low) & (shown <= only.high)).any(axis=1)
        if only.stale:
            mask &= facts["stale"]
        if only.out_of_scope:
            mask &= facts["novel"]
        if only.folder:
            mask &= facts["folder"] == self._folders.get(only.folder, -1)
        ids = np.flatnonzero(mask) + start
        for test in self._tests(only):
            ids = ids[np.array([test(i) for i in ids.tolist()], bool)]
        return ids

    def _tests(self, only: Filter) -> Iterator[Callable[[int], bool]]:
        if only.flagged:
            yield self.flags.__contains__
        if only.decision == "none":
            yield lambda i: i not in self.decisions
        elif only.decision == "some":
            yield self.decisions.__contains__
        elif only.decision:
            yield lambda i: self.decisions.get(i) == only.decision
        if only.tag:
            yield lambda i: only.tag in self.tags.get(i, ())
        if only.not_in_case:
            yield lambda i: not self._is_in_case(i)

    def order(self, only: Filter, key: str = "added", descending: bool = False) -> Ids:
        """Return the ids that pass `only`, sorted by `key`, of `filters.SORTS`.

        Names go by their numbers' values (``2.png`` before ``10.png``); images without a score
        come last in either direction; ties stay in the order added, within a folder in that of
        names.
        """
        ids = self.passing(only)
        if key == "added":
            return ids[::-1] if descending else ids
        if key == "name":
            return sorted_by(ids, self.name_ranks(), descending)
        if key == "folder":
            ranks = ranks_of([self._folders[folder] for folder in self.folders()])
            by_name = sorted_by(ids, self.name_ranks())
            return sorted_by(by_name, ranks[self.facts["folder"]], descending)
        if key == "verdict":
            return sorted_by(ids, self.facts["state"], descending)
        return sorted_by(ids, self.facts["scores"][:, SCORED.index(key)], descending)


def _put(facts: dict[int, Any], i: int, value: Any) -> bool:
    """Hold `value`, if it is any, of image `i`; return whether another was held."""
    before = facts.pop(i, type(value)())
    if value:
        facts[i] = value
    return bool(before != value)


def key_of(path: str | os.PathLike[str]) -> Path:
    """Return one path for the same place; links are not followed, nor ".." shortened."""
    # Path compares as the system does, without case on Windows, and keeps its hash.
    return (path if isinstance(path, Path) else Path(path)).absolute()


def state_of(analysis: Analysis) -> State:
    """Return which of the `STATES` an analysed image is in."""
    if analysis.status != "ok":
        return analysis.status
    return analysis.verdict or "not_applicable"
