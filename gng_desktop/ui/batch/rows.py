"""The rows of a running scan as parallel arrays: filtered and sorted without Qt."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gng_desktop.ui.evidence.items import STATES as LISTED
from gng_desktop.ui.evidence.items import State, folded

Ids = NDArray[np.intp]
Column = Literal[
    "file",
    "face",
    "status",
    "verdict",
    "with_background",
    "without_background",
    "shift",
    "reason",
    "seconds",
]
COLUMNS: tuple[Column, ...] = (
    "file",
    "face",
    "status",
    "verdict",
    "with_background",
    "without_background",
    "shift",
    "reason",
    "seconds",
)
STATES: tuple[State, ...] = tuple(state for state in LISTED if state != "waiting")
"""What a row can say, in the order of sorting by verdict."""
_STATUS = np.array([0, 0, 0, 1, 2])
"""Of each of `STATES`: judged, not applicable, error."""
MOST = 500_000
"""Rows kept; the CSV holds them all, and all are counted."""


class Found(NamedTuple):
    """What the table shows of one row of the CSV; a score is nan where there is none.

    `frame` is the number of one of several pictures in the file, else 0.
    """

    path: str
    face: int
    state: State
    with_background: float
    without_background: float
    reason: str
    seconds: float
    frame: int = 0


@dataclass(frozen=True)
class Only:
    """Which rows are shown; the default lets all through.

    Attributes
    ----------
    text : str
        Must occur in the file's name as shown; case does not matter.
    states : frozenset of str
        The `STATES` let through.
    """

    text: str = ""
    states: frozenset[State] = frozenset(STATES)


class Rows:
    """Rows by id, 0, 1, 2 … in the order they were found.

    Parameters
    ----------
    root : str
        The folder that is scanned: names are shown as seen from there; "" for a list.
    """

    def __init__(self, root: str = "") -> None:
        self._start = f"{root.rstrip(os.sep)}{os.sep}" if root else ""
        self._paths: list[str] = []
        self._search: list[str] = []
        self._reasons: list[str] = []
        self._known: dict[str, int] = {}
        self._by_name: list[int] = []
        self._faces: NDArray[np.int32] = np.zeros(0, np.int32)
        self._frames: NDArray[np.int32] = np.zeros(0, np.int32)
        self._states: NDArray[np.int8] = np.zeros(0, np.int8)
        self._reason: NDArray[np.int32] = np.zeros(0, np.int32)
        self._values: NDArray[np.float64] = np.zeros((0, 3))
        self._counts = np.zeros(len(STATES), np.int64)

    def __len__(self) -> int:
        """Return how many rows are kept."""
        return len(self._paths)

    def add(self, found: Sequence[Found]) -> int:
        """Count the files in and keep the rows, `MOST` at most; return how many were kept."""
        states = np.array([STATES.index(row.state) for row in found], np.int8)
        faces = np.array([row.face for row in found], np.int32)
        frames = np.array([row.frame for row in found], np.int32)
        # A file is what its first picture is; the rows of faces and others are not counted.
        files = states[(faces == 0) & (frames <= 1)]
        self._counts += np.bincount(files, minlength=len(STATES))
        kept = found[: max(0, MOST - len(self))]
        new = len(kept)
        if not new:
            return 0
        self._paths += [row.path for row in kept]
        self._search += [folded(self.name_of(row.path)) for row in kept]
        reasons = [self._number(row.reason) for row in kept]
        values = [(row.with_background, row.without_background, row.seconds) for row in kept]
        self._faces = np.append(self._faces, faces[:new])
        self._frames = np.append(self._frames, frames[:new])
        self._states = np.append(self._states, states[:new])
        self._reason = np.append(self._reason, np.array(reasons, np.int32))
        self._values = np.concatenate([self._values, np.array(values, float)])
        return new

    def _number(self, reason: str) -> int:
        """Return the number under which a reason is kept: there are few of them."""
        number = self._known.setdefault(reason, len(self._reasons))
        if number == len(self._reasons):
            self._reasons.append(reason)
        return number

    def counts(self) -> dict[State, int]:
        """Return how many files of each state there are, those not kept too."""
        return dict(zip(STATES, self._counts.tolist(), strict=True))

    def found(self, i: int) -> Found:
        """Return row `i`."""
        with_background, without_background, seconds = self._values[i].tolist()
        return Found(
            self._paths[i],
            int(self._faces[i]),
            STATES[self._states[i]],
            with_background,
            without_background,
            self._reasons[self._reason[i]],
            seconds,
            int(self._frames[i]),
        )

    def name_of(self, path: str) -> str:
        """Return `path` as it is shown: from the folder that is scanned on."""
        return path.removeprefix(self._start)

    def passing(self, only: Only, start: int = 0) -> Ids:
        """Return the ids from `start` on that pass `only`, ascending."""
        mask = np.ones(len(self) - start, bool)
        if text := folded(only.text.strip()):
            mask &= np.array([text in name for name in self._search[start:]], bool)
        if len(only.states) < len(STATES):
            allowed = np.array([state in only.states for state in STATES])
            mask &= allowed[self._states[start:]]
        return np.flatnonzero(mask) + start

    def order(self, only: Only, column: Column | None = None, descending: bool = False) -> Ids:
        """Return the ids that pass `only`, sorted.

        Parameters
        ----------
        only : Only
        column : str or None
            One of `COLUMNS`; None for the order in which they were found. Files go as in the
            CSV; rows without a score come last in either direction; ties stay as found.
        descending : bool

        Returns
        -------
        ndarray of int, shape (n,)
        """
        ids = self.passing(only)
        if column is None:
            return ids
        values = self._sorted_by(column)[ids]
        return ids[np.argsort(-values if descending else values, kind="stable")]

    def _sorted_by(self, column: Column) -> NDArray[Any]:
        first, second, seconds = self._values.T
        values: dict[Column, Callable[[], NDArray[Any]]] = {
            "file": self._name_ranks,
            "face": lambda: self._faces,
            "status": lambda: _STATUS[self._states],
            "verdict": lambda: self._states.astype(np.intp),
            "with_background": lambda: first,
            "without_background": lambda: second,
            "shift": lambda: first - second,
            "reason": self._reason_ranks,
            "seconds": lambda: seconds,
        }
        return values[column]()

    def _reason_ranks(self) -> Ids:
        """Return the place of each row's reason among all reasons."""
        by_text = sorted(range(len(self._reasons)), key=self._reasons.__getitem__)
        ranks = np.empty(len(by_text), np.intp)
        ranks[by_text] = np.arange(len(by_text))
        return ranks[self._reason]

    def _name_ranks(self) -> Ids:
        """Return each id's place among all names."""
        # The list is kept: sorting what is nearly sorted is quick.
        self._by_name.extend(range(len(self._by_name), len(self)))
        self._by_name.sort(key=self._paths.__getitem__)
        ranks = np.empty(len(self), np.intp)
        ranks[self._by_name] = np.arange(len(self))
        return ranks
