"""The rows of the evidence list as parallel arrays: filtered and sorted without Qt."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.text import visible

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

Ids = NDArray[np.intp]
State = Literal["generated", "inconclusive", "real", "not_applicable", "error", "waiting"]
SortKey = Literal["added", "name", "folder", "verdict", "with_background", "without_background"]

STATES: tuple[State, ...] = (
    "generated",
    "inconclusive",
    "real",
    "not_applicable",
    "error",
    "waiting",
)
"""What a row can say, in the order of sorting by verdict."""
WAITING = STATES.index("waiting")

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Filter:
    """Which rows are shown; the default lets all through.

    Attributes
    ----------
    text : str
        Must occur in the file's name; case does not matter.
    verdicts : frozenset of str
        The `STATES` let through.
    low, high : float
        Range of the score, 0..1, ends included; scores are compared as shown, at two decimals.
        0 to 1 lets rows without a score through too.
    score : {"either", "with_background", "without_background"}
        Which score must lie in the range.
    flagged : bool
        Only files that say of themselves that a generator made them.
    """

    text: str = ""
    verdicts: frozenset[State] = frozenset(STATES)
    low: float = 0.0
    high: float = 1.0
    score: Literal["either", "with_background", "without_background"] = "either"
    flagged: bool = False

    @property
    def by_result(self) -> bool:
        """Whether an analysis can change which rows pass."""
        ranged = (self.low, self.high) != (0.0, 1.0)
        return len(self.verdicts) < len(STATES) or ranged or self.flagged


class Item(NamedTuple):
    """One row: what is painted of it. A score is nan where there is none."""

    path: Path
    name: str
    state: State
    with_background: float
    without_background: float
    decided: bool
    flag: str = ""


class Items:
    """Images by id, 0, 1, 2 … in the order added; an id is never given twice."""

    def __init__(self) -> None:
        self.paths: list[Path] = []
        self.analyses: list[Analysis | None] = []
        self._ids: dict[Path, int] = {}
        self._search: list[str] = []
        self._natural: list[str] = []
        self._folders: dict[str, int] = {}
        self._by_name: list[int] = []
        self._ranks: Ids = np.zeros(0, np.intp)
        self._listed: NDArray[np.bool_] = np.zeros(0, bool)
        self._decided: NDArray[np.bool_] = np.zeros(0, bool)
        self._flags: dict[int, str] = {}
        self._states: NDArray[np.int8] = np.zeros(0, np.int8)
        self._folder: NDArray[np.int32] = np.zeros(0, np.int32)
        self._scores: NDArray[np.float64] = np.zeros((0, 2))

    def __len__(self) -> int:
        """Return how many images are listed."""
        return len(self._ids)

    def add(self, paths: Iterable[Path]) -> int:
        """List `paths`, without those listed already; return how many were new."""
        before = len(self.paths)
        folders: list[int] = []
        for path in paths:
            key = key_of(path)
            if key in self._ids:
                continue
            self._ids[key] = len(self.paths)
            self.paths.append(path)
            self._search.append(folded(path.name))
            self._natural.append(natural(path.name))
            folder = os.path.dirname(key)  # noqa: PTH120 (several times as fast as Path.parent)
            folders.append(self._folders.setdefault(folder, len(self._folders)))
        new = len(folders)
        if new:
            self.analyses += [None] * new
            self._listed = np.append(self._listed, np.ones(new, bool))
            self._decided = np.append(self._decided, np.zeros(new, bool))
            self._states = np.append(self._states, np.full(new, WAITING, np.int8))
            self._folder = np.append(self._folder, np.array(folders, np.int32))
            self._scores = np.concatenate([self._scores, np.full((new, 2), np.nan)])
        return len(self.paths) - before

    def remove(self, ids: Iterable[int]) -> None:
        """Take the images of `ids` off the list."""
        for i in ids:
            if self._listed[i]:
                del self._ids[key_of(self.paths[i])]
                self._listed[i] = False
                self.analyses[i] = None

    def id_of(self, path: str | os.PathLike[str]) -> int | None:
        """Return the id of the file at `path`, None if it is not listed."""
        return self._ids.get(key_of(path))

    def item(self, i: int) -> Item:
        """Return what is painted of image `i`."""
        return Item(
            path=self.paths[i],
            name=visible(self.paths[i].name),
            state=STATES[self._states[i]],
            with_background=float(self._scores[i, 0]),
            without_background=float(self._scores[i, 1]),
            decided=bool(self._decided[i]),
            flag=self._flags.get(i, ""),
        )

    def set_analysis(self, i: int, analysis: Analysis) -> None:
        """Keep `analysis`, without its views, for image `i`."""
        self.analyses[i] = analysis if analysis.views is None else replace(analysis, views=None)
        self._states[i] = STATES.index(state_of(analysis))
        scores = analysis.score_with_background, analysis.score_without_background
        known = scores if analysis.status == "ok" else (None, None)
        self._scores[i] = [np.nan if score is None else score for score in known]

    def forget(self, ids: Ids) -> None:
        """Let the images `ids`, int (n,), wait again."""
        self._states[ids], self._scores[ids] = WAITING, np.nan
        for i in ids.tolist():
            self.analyses[i] = None

    def set_decided(self, i: int, decided: bool) -> None:
        """Mark image `i` as decided by the analyst, or not."""
        self._decided[i] = decided

    def set_flag(self, i: int, sentence: str) -> None:
        """Keep what image `i`'s file says of a generator; "" for nothing."""
        self._flags.pop(i, None)
        if sentence:
            self._flags[i] = sentence

    def counts(self) -> dict[State, int]:
        """Return how many listed images there are of each of the `STATES`."""
        found = np.bincount(self._states[self._listed], minlength=len(STATES))
        return dict(zip(STATES, found.tolist(), strict=True))

    def waits(self, ids: Ids) -> NDArray[np.bool_]:
        """Return for each of `ids` whether it has no analysis yet."""
        return np.equal(self._states[ids], WAITING)

    def passing(self, only: Filter, start: int = 0) -> Ids:
        """Return the ids from `start` on that are listed and pass `only`, ascending."""
        mask = self._listed[start:].copy()
        if text := folded(only.text.strip()):
            mask &= np.array([text in name for name in self._search[start:]], bool)
        if len(only.verdicts) < len(STATES):
            allowed = np.array([state in only.verdicts for state in STATES])
            mask &= allowed[self._states[start:]]
        if (only.low, only.high) != (0.0, 1.0):
            column = {"with_background": np.s_[:1], "without_background": np.s_[1:]}
            shown = np.round(self._scores[start:, column.get(only.score, np.s_[:])], 2)
            mask &= ((shown >= only.low) & (shown <= only.high)).any(axis=1)
        ids = np.flatnonzero(mask) + start
        return ids[[i in self._flags for i in ids.tolist()]] if only.flagged else ids

    def order(self, only: Filter, key: SortKey = "added", descending: bool = False) -> Ids:
        """Return the ids that pass `only`, sorted.

        Parameters
        ----------
        only : Filter
        key : str
            Names go by their numbers' values (``2.png`` before ``10.png``); images without a
            score come last in either direction; ties stay in the order added, within a folder
            in the order of names.
        descending : bool

        Returns
        -------
        ndarray of int, shape (n,)
        """
        ids = self.passing(only)
        if key == "added":
            return ids[::-1] if descending else ids
        values: NDArray[Any]
        if key == "name":
            values = self._name_ranks()[ids]
        elif key == "folder":
            values = self._folder_ranks()[self._folder[ids]]
        elif key == "verdict":
            values = self._states[ids].astype(np.intp)
        else:
            values = self._scores[ids, int(key == "without_background")]
        values = -values if descending else values
        if key == "folder":
            return ids[np.lexsort((self._name_ranks()[ids], values))]
        return ids[np.argsort(values, kind="stable")]

    def _name_ranks(self) -> Ids:
        """Return each id's place among all names."""
        new = range(len(self._by_name), len(self.paths))
        if new:
            # The list is kept: sorting what is nearly sorted is quick.
            self._by_name.extend(new)
            self._by_name.sort(key=self._natural.__getitem__)
            self._ranks = np.empty(len(self.paths), np.intp)
            self._ranks[self._by_name] = np.arange(len(self.paths))
        return self._ranks

    def _folder_ranks(self) -> Ids:
        by_name = sorted(self._folders, key=natural)
        ranks = np.empty(len(by_name), np.intp)
        ranks[[self._folders[folder] for folder in by_name]] = np.arange(len(by_name))
        return ranks


def key_of(path: str | os.PathLike[str]) -> Path:
    """Return one path for the same place; links are not followed, nor ".." shortened."""
    # Path compares as the system does, without case on Windows, and keeps its hash.
    return (path if isinstance(path, Path) else Path(path)).absolute()


def folded(text: str) -> str:
    """Return `text` as it is compared: without case, composed or decomposed accents alike."""
    return unicodedata.normalize("NFC", text).casefold()


def natural(name: str) -> str:
    """Return a key that sorts names by the values of the numbers in them."""
    return _DIGITS.sub(lambda found: found.group().zfill(20), name.casefold()) + "\0" + name


def encodable(text: str) -> str:
    """Return `text` with bytes that are no Unicode text as replacement characters."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def state_of(analysis: Analysis) -> State:
    """Return which of the `STATES` an analysed image is in."""
    if analysis.status != "ok":
        return analysis.status
    return analysis.verdict or "not_applicable"
