"""The evidence list as a Qt model: one row an image, sorted a few times a second."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal

from gng_desktop.ui.evidence.items import Filter, Item, Items, Models
from gng_desktop.ui.evidence.words import described, fact_words, score_words
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.plain import tip
from gng_desktop.ui.kit.row_model import Column, RowModel
from gng_desktop.ui.kit.row_store import Ids, State

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

REORDER_MS = 300
_File = str | os.PathLike[str]


class EvidenceModel(RowModel):
    """One row an `Item`."""

    waiting_changed = Signal()
    """What `waiting` returns is another list, or in another order, for another reason than an
    analysis that has arrived."""

    def __init__(self) -> None:
        super().__init__([Column("name", "", lambda item: item.name)], REORDER_MS)
        self.items = Items()
        self.filter = Filter()
        self.sort_key = "added"
        self.modelReset.connect(self.waiting_changed)

    # -- as RowModel asks -------------------------------------------------------------------

    def row(self, i: int) -> Item:
        return self.items.item(i)

    def passing(self, start: int = 0) -> Ids:
        return self.items.passing(self.filter, start)

    def order(self) -> Ids:
        return self.items.order(self.filter, self.sort_key, self.descending)

    def spoken(self, row: Item, column: Column) -> str:
        return described(row)

    def tip(self, row: Item, column: Column) -> str:
        analysis = self.analysis(row.path)
        more = [] if analysis is None else [tr(analysis.reason), score_words(row)]
        return tip(str(row.path), *more, row.flag, *fact_words(row))

    # -- what the rows hold -----------------------------------------------------------------

    def add(self, paths: Sequence[Path]) -> int:
        """List `paths`, waiting; a path already listed is skipped.

        New rows that pass the filter appear at the end, and in their place with the next
        sorting. Give some hundreds at a time: 1,000 take a few milliseconds. Returns how many
        were new.
        """
        start = len(self.items.paths)
        new = self.items.add(paths)
        if new:
            self.append(start)
            if self.sort_key != "added" or self.descending:
                self.reorder_soon()
            self._emit_waiting()
        return new

    def remove(self, paths: Iterable[_File]) -> None:
        ids = self._listed(paths)
        if ids.size:
            self.items.remove(ids.tolist())
            self.reorder()
            self._emit_waiting()

    def restore(self, ids: Ids) -> None:
        self.items.restore(ids.tolist())
        self.reorder()
        self._emit_waiting()

    def clear(self) -> None:
        self.replaced.emit()
        before, self.items = self.items, Items()
        self.items.use_models(before.models)
        self.items.in_case = before.in_case
        self.reset_order()

    def set_analysis(self, analysis: Analysis) -> Path | None:
        """Keep `analysis` without its views; return its path as listed, None if it is not.

        The row changes at once; if it must move or go, that happens within 0.3 s, together with
        all other results of that time.
        """
        i = self.items.id_of(analysis.path)
        if i is None:
            return None
        self.items.set_analysis(i, analysis)
        self._emit_row(i, self._by_result)
        return self.items.paths[i]

    def forget(self, paths: Iterable[_File]) -> None:
        """Let `paths` wait again, without their analyses."""
        ids = self._listed(paths)
        self.items.forget(ids)
        self._refresh(self.rows_of(ids))
        self._emit_waiting()

    def set_decision(self, path: _File, conclusion: str, tags: tuple[str, ...] = ()) -> None:
        i = self.items.id_of(path)
        if i is not None and self.items.set_decision(i, conclusion, tags):
            self._emit_row(i, bool(self.filter.decision or self.filter.tag))

    def set_flag(self, path: _File, sentence: str) -> None:
        i = self.items.id_of(path)
        if i is not None and self.items.set_flag(i, sentence):
            self._emit_row(i, self.filter.flagged)

    def use_models(self, models: Models | None) -> None:
        """Mark, and let wait, what other models than those in use have analysed."""
        self.items.use_models(models)
        self._refresh(np.arange(self.rowCount()))
        self._emit_waiting()

    def mark_case(self, hashes: frozenset[str]) -> None:
        """Mark the images whose SHA-256 is among `hashes` as those of the case."""
        self.items.in_case = hashes
        self._refresh(np.arange(self.rowCount()))
        self.changed.emit()

    @property
    def _by_result(self) -> bool:
        """Whether results can change which rows are shown, and where."""
        return self.sort_key not in ("added", "name", "folder") or self.filter.by_result

    def _emit_row(self, i: int, moves: bool) -> None:
        if (row := self.row_of_id(i)) is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        self.changed.emit()
        if moves:
            self.reorder_soon()

    def _refresh(self, rows: Ids) -> None:
        if rows.size:
            self.dataChanged.emit(self.index(int(rows[0]), 0), self.index(int(rows[-1]), 0))
        if self._by_result:
            self.reorder_soon()

    def _emit_waiting(self) -> None:
        self.changed.emit()
        self.waiting_changed.emit()

    def _listed(self, paths: Iterable[_File]) -> Ids:
        found = (self.items.id_of(path) for path in paths)
        return np.array([i for i in found if i is not None], np.intp)

    # -- asking -----------------------------------------------------------------------------

    def analysis(self, path: _File) -> Analysis | None:
        i = self.items.id_of(path)
        return None if i is None else self.items.analyses[i]

    def take_hash(self, path: _File, sha256: str | None) -> bool:
        """Take the SHA-256 of what is at `path` now; return whether other bytes were analysed.

        True but once, also of an image that was analysed again in the background.
        """
        i = self.items.id_of(path)
        return i is not None and self.items.take_hash(i, sha256)

    def row_of(self, path: _File) -> int | None:
        """Return the row that shows `path`; None if it is not listed or filtered out."""
        return self.row_of_id(self.items.id_of(path))

    def path_at(self, row: int) -> Path:
        return self.items.paths[int(self._shown[row])]

    def paths(self) -> list[Path]:
        listed = self.items.paths
        return [listed[i] for i in self._shown.tolist()]

    def waiting(self) -> list[Path]:
        """Return the paths to be analysed: without an analysis first, then by other models.

        Of both first those shown, in shown order, then those filtered out.
        """
        items, every = self.items, self.items.passing(Filter())
        ids = np.concatenate([self._shown, np.setdiff1d(every, self._shown, assume_unique=True)])
        ids = ids[items.waits(ids)]
        again = np.array([items.analyses[i] is not None for i in ids.tolist()], bool)
        return [items.paths[i] for i in (*ids[~again].tolist(), *ids[again].tolist())]

    def counts(self) -> dict[State, int]:
        return self.items.counts()

    def set_filter(self, only: Filter) -> None:
        if only != self.filter:
            self.filter = only
            self.reorder()
