"""What was found of images that are no longer in view: in memory, on disk and in the case."""

from __future__ import annotations

import logging
import sqlite3
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import platformdirs

from gng_desktop.ui.image.findings import Findings
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import JobQueue, Steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from gng_desktop.analysis.result import Analysis
    from gng_desktop.casework.case.store import Case
    from gng_desktop.casework.result_cache import ResultCache
    from gng_desktop.casework.saving import Results

log = logging.getLogger(__name__)

MEMORY = 256 << 20
"""Of all findings that are not in view, bytes."""
MEGABYTE = 1_000_000


class Shelf:
    """Take findings back from memory at once, from disk and the open case in a moment.

    `limit` says how many MB of results may lie on the disk, 0 for none; `memory` is in bytes.
    """

    def __init__(self, parent: QObject, limit: Callable[[], int], memory: int = MEMORY) -> None:
        self._megabytes, self._memory = limit, memory
        self._in_memory: OrderedDict[tuple[Any, ...], Findings] = OrderedDict()
        self.case: Case | None = None  # the one that is open
        self.writer = JobQueue(parent)
        self.reader = JobQueue(parent)

    @property
    def limit(self) -> int:
        return self._megabytes() * MEGABYTE

    @property
    def size(self) -> int:
        return sum(found.size for found in self._in_memory.values())

    def put(self, found: Findings) -> None:
        """Keep in memory what was found, without its views."""
        if found.analysis.sha256 is None or found.empty:
            return
        key = _key(found.analysis)
        self._in_memory[key] = found.without_views()
        self._in_memory.move_to_end(key)
        while self.size > self._memory and len(self._in_memory) > 1:
            self._in_memory.popitem(last=False)

    def take(self, found: Findings, on_more: Callable[[Findings], None]) -> bool:
        """Give `found` what is known of its face or image; return whether that was in memory.

        Else `on_more` is called, later, once results from disk or the case were added.
        """
        known = self._in_memory.get(_key(found.analysis))
        if known is not None:
            self._in_memory.move_to_end(_key(found.analysis))
            found.adopt(known)
            return True
        if found.analysis.status != "ok":
            return False

        def adopt(stored: Findings) -> None:
            found.adopt(stored)
            on_more(found)

        work = _read(found.analysis, self.limit, self.case)
        self.reader.start(work, tr("Reading earlier results"), adopt)
        return False

    def known(self, analysis: Analysis) -> Findings | None:
        """Return what is in memory of the face or image of an analysis."""
        return self._in_memory.get(_key(analysis))

    def write(self, found: Findings, method: str = "") -> None:
        """Write an explanation by `method` or key, or else the stress test, to the disk."""
        if found.analysis.sha256 is not None:
            work = _write(found.without_views(), method, self.limit)
            self.writer.start(work, tr("Storing results"))


def _cache(limit: int) -> ResultCache:
    from gng_desktop.casework.result_cache import ResultCache

    return ResultCache(platformdirs.user_cache_path("gng-desktop") / "results.sqlite", limit)


def _key(analysis: Analysis) -> tuple[Any, ...]:
    whole = analysis.face_index is None
    return (
        analysis.sha256,
        analysis.frame,
        whole,
        analysis.face_box,
        analysis.own_models,
        analysis.notes,
    )


def _read(analysis: Analysis, limit: int, case: Case | None) -> Steps:
    """Yield `Findings` with all that case and disk have, the newest of the disk first in view."""
    from gng_desktop.casework.case.connection import CaseError
    from gng_desktop.casework.restoring import results_of

    found = Findings(analysis)
    if case is not None:
        try:
            _add(found, results_of(case, analysis))
        except CaseError:
            log.exception("results in the case cannot be read")
    try:
        for settings, stored in _cache(limit).read(analysis):
            _add(found, stored, settings)
    except (OSError, sqlite3.Error):
        log.exception("earlier results cannot be read")
    if not found.empty:
        yield found


def _add(found: Findings, stored: Results, settings: str = "") -> None:
    if stored.stress is not None:
        found.stress = stored.stress  # type: ignore[assignment]
    found.tested |= stored.tested
    for explained in stored.explained:
        found.add(explained, settings)
    for one in stored.further:
        found.add_further(one, settings)


def _write(found: Findings, method: str, limit: int) -> Steps:
    from gng_desktop.casework.saving import Results

    own = {} if method not in found.tested else {method: found.tested[method]}
    explained = [e for key, e in found.explained.items() if key == method]
    further = [e for key, e in found.further.items() if key == method]
    stress = None if method else found.stress
    results = Results(found.analysis, explained, own, stress=stress, further=further)
    try:
        _cache(limit).keep(results, found.settings.get(method, ""))
    except (OSError, sqlite3.Error):
        # They are in memory; a full disk costs the time to compute them again, no more.
        log.exception("results cannot be kept")
    yield True
