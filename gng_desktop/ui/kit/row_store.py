"""Rows of a long list as arrays: filtered and sorted as a whole, without Qt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.intp]
State = Literal["generated", "inconclusive", "real", "not_applicable", "error", "waiting"]
STATES: tuple[State, ...] = (
    "generated",
    "inconclusive",
    "real",
    "not_applicable",
    "error",
    "waiting",
)
"""What a row can say, in the order of sorting by verdict."""
NO_IDS: Ids = np.zeros(0, np.intp)
_DIGITS = re.compile(r"\d+")


class RowStore:
    """Rows by id, 0, 1, 2 … in the order added.

    `facts` is a structured array (n,) of the fields given and of ``state``, the place in `STATES`;
    by `names` rows are sorted by name, in `searched` a text is looked for (`folded`).
    """

    def __init__(self, *facts: tuple[Any, ...]) -> None:
        self.facts: NDArray[Any] = np.zeros(0, [("state", np.int8), *facts])
        self.names: list[str] = []
        self.searched: list[str] = []
        self._by_name: list[int] = []
        self._ranks: Ids = NO_IDS

    def grow(self, names: list[str], searched: Iterable[str], **facts: Any) -> None:
        """Add a row for each name; `facts` not given are 0."""
        self.names += names
        self.searched += searched
        new = np.zeros(len(names), self.facts.dtype)
        for key, values in facts.items():
            new[key] = values
        self.facts = np.concatenate([self.facts, new])

    def fact(self, key: str) -> NDArray[Any]:
        """Return one field of `facts`, (n,)."""
        found: NDArray[Any] = self.facts[key]
        return found

    def matching(self, text: str, states: Collection[State], start: int = 0) -> NDArray[np.bool_]:
        """Return for each id from `start` on whether it holds `text` and is in one of `states`."""
        mask = np.ones(len(self.names) - start, bool)
        if text := folded(text.strip()):
            mask &= np.array([text in name for name in self.searched[start:]], bool)
        if len(states) < len(STATES):
            mask &= np.array([state in states for state in STATES])[self.facts["state"][start:]]
        return mask

    def name_ranks(self) -> Ids:
        """Return each id's place among all names."""
        if new := range(len(self._by_name), len(self.names)):
            # The list stays: sorting what is nearly sorted is quick.
            self._by_name.extend(new)
            self._by_name.sort(key=self.names.__getitem__)
            self._ranks = ranks_of(self._by_name)
        return self._ranks


def ranks_of(order: list[int]) -> Ids:
    """Return the place of 0, 1, 2 … in `order`."""
    ranks = np.empty(len(order), np.intp)
    ranks[order] = np.arange(len(order))
    return ranks


def sorted_by(ids: Ids, values: NDArray[Any], descending: bool = False) -> Ids:
    """Return `ids` by the `values` of all ids: nan last in either direction, ties as they were."""
    found = values[ids]
    return ids[np.argsort(-found if descending else found, kind="stable")]


def folded(text: str) -> str:
    """Return `text` as it is compared: without case, composed or decomposed accents alike."""
    return unicodedata.normalize("NFC", text).casefold()


def natural(name: str) -> str:
    """Return a key that sorts names by the values of the numbers in them."""
    return _DIGITS.sub(lambda found: found.group().zfill(20), name.casefold()) + "\0" + name
