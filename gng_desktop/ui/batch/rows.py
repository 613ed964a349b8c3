"""The rows of a running scan as parallel arrays: filtered and sorted without Qt."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gng_desktop.ui.kit.row_store import STATES as ALL
from gng_desktop.ui.kit.row_store import Ids, RowStore, State, folded, ranks_of, sorted_by

STATES = ALL[:-1]
"""What a row can say, in the order of sorting by verdict; none waits."""
_STATUS = np.array([0, 0, 0, 1, 2])
"""Of each of `STATES`: analysed, not applicable, error."""
SCORE = "score_"
"""What keys of columns of further detectors begin with, before the id."""
MOST = 500_000
"""Rows of the table; the CSV holds them all, and all are counted."""


class ScanRow(NamedTuple):
    """What the table shows of one row of the CSV; a score is nan where there is none.

    `frame` is the number of one of several pictures in the file, else 0. `detectors` are further
    ones: id, score or else raw score, and whether it is raw.
    """

    path: str
    face: int
    state: State
    with_background: float
    without_background: float
    reason: str
    seconds: float
    frame: int = 0
    detectors: tuple[tuple[str, float, bool], ...] = ()
    fused: float = math.nan


@dataclass(frozen=True)
class Filter:
    """Which rows are shown; the default lets all through."""

    text: str = ""
    """Must occur in the file's name as shown; case does not matter."""
    states: frozenset[State] = frozenset(STATES)


_NUMBERS = ("face", "frame", "with_background", "without_background", "seconds", "fused")


class Rows(RowStore):
    """Rows by id, 0, 1, 2 … in the order they were found.

    Names are shown as seen from `root`, the folder that is scanned; "" for a list. `further` are
    ids of further detectors, in the order they were found.
    """

    def __init__(self, root: str = "") -> None:
        super().__init__(("reason", np.int32), *((key, np.float64) for key in _NUMBERS))
        self._start = f"{root.rstrip(os.sep)}{os.sep}" if root else ""
        self._reasons: dict[str, int] = {}
        self._texts: list[str] = []
        self._counts = np.zeros(len(STATES), np.int64)
        self.further: list[str] = []
        self._further: NDArray[np.float64] = np.zeros((0, 0))
        self._raw: set[str] = set()

    def __len__(self) -> int:
        return len(self.names)

    def add(self, found: Sequence[ScanRow]) -> None:
        """Count the files in and keep the rows, `MOST` at most."""
        # A file is what its first picture is; the rows of faces and others are not counted.
        files = [STATES.index(row.state) for row in found if row.face == 0 and row.frame <= 1]
        self._counts += np.bincount(files, minlength=len(STATES))
        taken = found[: max(0, MOST - len(self))]
        if not taken:
            return
        facts = {key: [getattr(row, key) for row in taken] for key in _NUMBERS}
        # There are few reasons: each is stored once.
        reasons = [self._reasons.setdefault(row.reason, len(self._reasons)) for row in taken]
        self._texts = [*self._reasons]
        states = [STATES.index(row.state) for row in taken]
        searched = [folded(self.name_of(row.path)) for row in taken]
        self.grow([row.path for row in taken], searched, state=states, reason=reasons, **facts)
        self.further += self.unknown(found)
        scores = np.full((len(self), len(self.further)), np.nan)
        scores[: -len(taken), : self._further.shape[1]] = self._further
        for i, row in enumerate(taken, len(self) - len(taken)):
            for name, score, raw in row.detectors:
                scores[i, self.further.index(name)] = score
                if raw:
                    self._raw.add(name)
        self._further = scores

    def unknown(self, found: Sequence[ScanRow]) -> list[str]:
        names = dict.fromkeys(name for row in found for name, _, _ in row.detectors)
        return [name for name in names if name not in self.further]

    def counts(self) -> dict[State, int]:
        """Return how many files of each state there are, those without a row too."""
        return dict(zip(STATES, self._counts.tolist(), strict=True))

    def found(self, i: int) -> ScanRow:
        fact = self.facts[i]
        numbers = {key: fact[key].item() for key in _NUMBERS}
        numbers |= {key: int(numbers[key]) for key in ("face", "frame")}
        further = zip(self.further, self._further[i].tolist(), strict=True)
        known = ((name, score) for name, score in further if not math.isnan(score))
        detectors = tuple((name, score, name in self._raw) for name, score in known)
        state, reason = STATES[fact["state"]], self._texts[fact["reason"]]
        return ScanRow(self.names[i], state=state, reason=reason, detectors=detectors, **numbers)

    def name_of(self, path: str) -> str:
        """Return `path` as it is shown: from the folder that is scanned on."""
        return path.removeprefix(self._start)

    def passing(self, only: Filter, start: int = 0) -> Ids:
        """Return the ids from `start` on that pass `only`, ascending."""
        return np.flatnonzero(self.matching(only.text, only.states, start)) + start

    def order(self, only: Filter, column: str = "", descending: bool = False) -> Ids:
        """Return the ids that pass `only`, sorted by a column of the model; "": as found.

        Files go as in the CSV; rows without a score come last in either direction; ties stay as
        found.
        """
        ids = self.passing(only)
        return sorted_by(ids, self._values(column), descending) if column else ids

    def _values(self, column: str) -> NDArray[Any]:
        further = column.removeprefix(SCORE)
        values = self.fact("state" if column in ("verdict", "status") else "face")
        if further != column:
            if further in self.further:
                values = self._further[:, self.further.index(further)]
        elif column == "file":
            values = self.name_ranks()
        elif column == "status":
            values = _STATUS[values]
        elif column == "shift":
            values = self.fact("with_background") - self.fact("without_background")
        elif column == "reason":
            by_text = sorted(range(len(self._texts)), key=self._texts.__getitem__)
            values = ranks_of(by_text)[self.fact("reason")]
        elif column != "verdict":
            values = self.fact(column)
        return values
