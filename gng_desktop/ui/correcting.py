"""The mask or the choice of the face, corrected by the analyst: analysed again, stored, logged."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QRect

from gng_desktop.casework.case.analyst_masks import key_of
from gng_desktop.core.progress import Progress
from gng_desktop.ui.case import jobs
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import JobRunner, Steps, UserError
from gng_desktop.ui.panes.mask_editor import MaskEditor
from gng_desktop.ui.triage import Step
from gng_desktop.ui.window_parts import WindowParts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis, Views
    from gng_desktop.casework.case.analyst_masks import AnalystMask, Masks
    from gng_desktop.ui.image.findings import Findings

    Mask = NDArray[np.uint8]

TOOLS = ("brush", "eraser", "box")


class _Again(NamedTuple):
    """What undo or redo shows of a picture, by SHA-256 and number."""

    picture: tuple[str | None, int]
    record: AnalystMask | None


class Correcting(QObject):
    """Connects the tools of a window to its mask and to what is analysed.

    In a case a corrected mask is a record of its own: images are analysed with it again whenever
    they are opened, until it is undone, which is recorded, too. `push` puts a step on the stack
    of what can be undone.
    """

    def __init__(self, window: WindowParts, push: Callable[[Step], object]) -> None:
        super().__init__(window)
        self._window, self._push = window, push
        self.editor = MaskEditor(window.panes)
        self._masks: Masks = {}
        self._again: _Again | None = None
        self._using = self._add_later = False
        self.reader = JobRunner(self)
        self.reader.busy_changed.connect(self._on_read)
        commands = window.commands
        for tool in TOOLS:
            commands.triggered_by(tool, lambda on, tool=tool: self._take(tool, on))
        commands.triggered_by("undo_mask", self.editor.undo)
        commands.triggered_by("analyse_mask", self.analyse_mask)
        self.editor.changed.connect(self._enable)
        self.editor.box_chosen.connect(self.analyse_box)
        window.session.state_changed.connect(self._enable)
        window.session.jobs.busy_changed.connect(self._on_busy)
        window.session.analysed.connect(lambda analysis: self.editor.begin(analysis.views))
        window.session.opened.connect(self._on_opened)
        window.session.faces.recalled.connect(self._on_recalled)
        window.casefile.changed.connect(self._on_case)
        window.casefile.added.connect(self._record_unrecorded)
        window.casefile.unsettled = self._unsettled
        self._enable()

    # -- masks of the case ------------------------------------------------------------------

    def _on_case(self) -> None:
        self._masks, self._add_later = {}, False
        self.reader.cancel()
        if (case := self._window.casefile.case) is not None:
            self.reader.start(jobs.masks(case), tr("Reading the case"), self._on_masks)

    def _on_masks(self, masks: Masks) -> None:
        self._masks = masks | self._masks
        self._apply()

    def _on_read(self, busy: bool) -> None:
        add, self._add_later = self._add_later and not busy, self._add_later and busy
        if add and not self._using:
            self._window.casefile.add()

    def _unsettled(self) -> bool:
        """Tell whether what is to be added is soon analysed with a mask that the case may have."""
        if self.reader.busy:
            self._add_later = True
        return self.reader.busy or (self._using and self._window.session.jobs.busy)

    def _record_unrecorded(self) -> None:
        """Record the mask that what is being added was corrected with, unless that is done."""
        from gng_desktop.casework.case.analyst_masks import mask_note

        found = self._window.session.found
        assert found is not None
        analysis = found.analysis
        if analysis.views is None or not mask_note(analysis.notes[:1]):
            return
        mask, record = analysis.views.network_mask, self._masks.get(key_of(analysis.to_json()))
        if record is None or not np.array_equal(record.mask, mask):
            name = Path(analysis.path).name
            self._record(analysis, mask, f"analyst's mask of {name}")

    def _on_recalled(self, found: Findings) -> None:
        if found.analysis.face_index is not None:
            self._apply()

    def _on_opened(self) -> None:
        window, again = self._window, self._again
        self._again, self._using = None, False
        assert window.session.found is not None
        analysis = window.session.found.analysis
        if again is None or again.picture != (analysis.sha256, analysis.frame):
            self._apply()
        elif again.record is not None:
            self._use(again.record, add=True)
        elif not self._apply() and window.casefile.holds(analysis.sha256):
            # Where the mask was withdrawn the case must have what is in view now.
            window.casefile.add()

    def _apply(self) -> bool:
        """Analyse what is in view with the mask that the case has of it, if there is one."""
        found = self._window.session.found
        if found is None or found.analysis.views is None:
            return False
        record = self._masks.get(key_of(found.analysis.to_json()))
        if record is None or np.array_equal(record.mask, found.analysis.views.network_mask):
            return False
        return self._use(record)

    def _use(self, record: AnalystMask, add: bool = False) -> bool:
        """Analyse the picture in view with a mask of it, on the square that the mask is of."""
        from gng_desktop.imaging.faces import Box

        before, place = self._window.panes.scene.views, record.facts["face_box"]
        if before is None or place is None or record.mask.shape != before.network_mask.shape:
            return False
        box = Box(*place)
        if box == before.analysed:
            self.editor.use(record.mask)
        views = replace(before, network_mask=record.mask, box=box)
        views.share(before)
        self._start(views, record.note, record=record, add=add)
        return True

    def _record(self, analysis: Analysis, mask: Mask | None, what: str) -> None:
        """Record a mask, or that it was withdrawn, in the case."""
        casefile = self._window.casefile
        if casefile.case is None:
            return
        key = key_of(analysis.to_json())
        self._masks.pop(key, None)
        if mask is not None:
            self._masks[key] = _record_of(analysis, mask)
        work = jobs.record_mask(casefile.case, analysis, mask, what, self._examiner())
        casefile.writer.start(work, tr("Adding to the case"))

    def _undo(self, analysis: Analysis, earlier: AnalystMask | None, what: str) -> None:
        """Withdraw a mask and show what was analysed before: with an earlier one or with none."""
        self._record(analysis, None, what)
        self._open(analysis, earlier)

    def _open(self, analysis: Analysis, record: AnalystMask | None) -> None:
        """Show the picture of an analysis with a mask, which the case then records."""
        self._again = _Again((analysis.sha256, analysis.frame), record)
        self._window.session.open(Path(analysis.path), analysis.frame)

    def _on_busy(self, busy: bool) -> None:
        self._using = self._using and busy

    def _take(self, tool: str, on: bool) -> None:
        for other in TOOLS:
            if other != tool:
                self._window.commands[other].setChecked(False)
        self._window.panes.view.use_tool(tool, on)

    def _enable(self) -> None:
        session, commands = self._window.session, self._window.commands
        seen = session.found is not None and session.found.analysis.views is not None
        idle = session.analyser is not None and not session.jobs.busy
        for tool in TOOLS:
            commands.enable(tool, seen)
        commands.enable("undo_mask", self.editor.undoable)
        commands.enable("analyse_mask", seen and idle and self.editor.edited)

    def _examiner(self) -> str:
        return self._window.notes.analyst.text().strip() or getpass.getuser()

    # -- analysing again --------------------------------------------------------------------

    def analyse_mask(self) -> None:
        views = self._window.panes.scene.views
        if views is None or not self.editor.edited:
            return
        note = tr(
            "The mask was corrected by {who}: {count:,} of {total:,} of its pixels were changed.",
            who=self._examiner(),
            count=self.editor.differs,
            total=views.network_mask.size,
        )
        self._start(views, note)

    def analyse_box(self, drawn: QRect) -> None:
        views = self._window.panes.scene.views
        if views is not None:
            values = drawn.width(), drawn.height(), drawn.x(), drawn.y()
            note = tr(
                "The face was chosen by {who}: searched for in {width} × {height} px at {x}, {y}.",
                who=self._examiner(),
                **dict(zip(("width", "height", "x", "y"), values, strict=True)),
            )
            self._start(views, note, drawn)

    def _start(
        self,
        views: Views,
        note: str,
        box: QRect | None = None,
        record: AnalystMask | None = None,
        add: bool = True,
    ) -> None:
        """Analyse again; `add` the result to the case, which has that of an old `record`."""
        session = self._window.session
        if session.analyser is None or session.found is None:
            return
        before = session.found.analysis
        self._using = record is not None
        work = corrected(session.analyser, before, views, note, box, record)
        mask = views.network_mask if box is None else None
        done = partial(self._on_corrected, mask=mask, record=record, add=add)
        session.jobs.start(work, tr("The analysis with the correction"), done)

    def _on_corrected(
        self, analysis: Analysis, mask: Mask | None, record: AnalystMask | None, add: bool
    ) -> None:
        from gng_desktop.casework.case.analyst_masks import mask_note
        from gng_desktop.casework.case.canonical import canonical

        window, before = self._window, self._window.session.found
        assert before is not None
        if record is not None:
            # The same but for the time it took is the same analysis, in the case as well.
            same = replace(analysis, seconds=record.facts.get("seconds", {}))
            analysis = same if canonical(same.to_json()) == canonical(record.facts) else analysis
        self._using = False
        found = window.session.found = window.session.faces.correct(analysis)
        window.session.analysed.emit(analysis)
        window.session.faces.changed.emit()
        if window.session.recall(found):
            window.session.faces.recalled.emit(found)
        elif found.provenance is not None:
            window.session.provenance_read.emit(found.provenance)
        window.session.history_read.emit(found.history)
        for tool in TOOLS:
            window.commands[tool].setChecked(False)
            window.panes.view.use_tool(tool, False)
        if add:
            # What was corrected stands in the log of the case with its results.
            window.casefile.add()
        if mask is not None and record is None:
            name = Path(analysis.path).name
            gone = f"analyst's mask of {name} withdrawn"
            old, earlier = before.analysis, None
            if old.views is not None and mask_note(old.notes[:1]):
                earlier = _record_of(old, old.views.network_mask)
            redo = partial(self._open, analysis, _record_of(analysis, mask))
            undo = partial(self._undo, analysis, earlier, gone)
            self._push(Step(tr("Analyse with the corrected mask"), redo, undo, done=True))


def _record_of(analysis: Analysis, mask: Mask) -> AnalystMask:
    from gng_desktop.casework.case.analyst_masks import AnalystMask

    return AnalystMask(mask, analysis.notes[0], analysis.to_json())


def corrected(
    analyser: Analyser,
    before: Analysis,
    views: Views,
    note: str,
    box: QRect | None,
    record: AnalystMask | None = None,
) -> Steps:
    """Yield the `Analysis` with the mask of `views`, saved if new, or of the face in `box`."""
    from gng_desktop.analysis import HASHED
    from gng_desktop.casework.case.analyst_masks import keep_mask, mask_sha256
    from gng_desktop.imaging.faces import Box

    yield Progress(0, 0, tr("Analysing with the correction"))
    area, words = None, note
    if box is not None:
        area = Box(box.x(), box.y(), box.width(), box.height())
    elif record is None:
        digest = mask_sha256(views.network_mask)
        # In groups: so long a word would break no line.
        groups = " ".join(digest[place : place + 16] for place in range(0, len(digest), 16))
        words += f" {HASHED}{groups}."
        part = views.analysed
        facts = {
            "sha256": before.sha256,
            "frame": before.frame,
            "box": [part.x, part.y, part.width, part.height],
            "note": note,
        }
        try:
            keep_mask(views.network_mask, facts)
        except OSError as error:
            raise UserError(
                tr(
                    "The mask cannot be saved ({reason}); free some space, then analyse again.",
                    reason=error.strerror or error,
                )
            ) from error
    about = {
        "notes": before.notes if record is None else tuple(record.facts["notes"][1:]),
        "partial": before.partial,
        "frame": before.frame,
        "frames": before.frames,
        "face_index": before.face_index if record is None else record.facts.get("face_index"),
    }
    found = analyser.analyse_corrected(before.path, views, words, area, about, before.sha256)
    if found.views is not None:
        found.views.share(views)
        found.views.prepare()
    yield found
