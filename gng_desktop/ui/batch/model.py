"""The rows of a scan as a Qt model: new ones at the end, sorted a few times a second if asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from gng_desktop.analysis import OWN
from gng_desktop.core.text import visible
from gng_desktop.ui.batch.rows import SCORE, Filter, Rows, ScanRow
from gng_desktop.ui.batch.words import STATUSES, shift_text, state_word, verdict_word
from gng_desktop.ui.evidence.words import shape_icon, state_colour
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.plain import tip
from gng_desktop.ui.kit.row_model import NOWHERE, Column, RowModel
from gng_desktop.ui.kit.row_store import Ids
from gng_desktop.ui.kit.score_scale import score_text
from gng_desktop.ui.panels.further import detector_name

REORDER_MS = 500


class ScanModel(RowModel):
    """One row for each row of the CSV, one column for each of `COLUMNS` and further detector.

    Qt's own sorting proxy would call Python for every row and comparison; here the order comes
    from NumPy as a whole. A new order is a reset of the model.
    """

    def __init__(self) -> None:
        self._deciding: tuple[str, ...] = ()
        super().__init__(self._own_columns(), REORDER_MS)
        self.rows: Rows = Rows()
        self.filter = Filter()

    def _own_columns(self) -> list[Column]:
        return [
            Column(
                "file",
                tr("File"),
                self._name,
                tip=tr("The file's path, relative to the scanned folder"),
                width=200,
            ),
            Column(
                "face",
                tr("Face"),
                lambda found: f"{found.face}" if found.face else tr("whole"),
                True,
                tr("Which face in the file; “whole” is the whole picture"),
                56,
            ),
            Column(
                "status",
                tr("Status"),
                lambda found: tr(STATUSES[found.state]),
                tip=tr("Whether the file could be analysed"),
                width=104,
            ),
            Column(
                "verdict",
                tr("Verdict"),
                lambda found: verdict_word(found.state),
                tip=tr("Generated, real or inconclusive"),
                width=108,
                icon=self._icon,
                colour=_colour,
            ),
            Column(
                "fused",
                tr("Fused"),
                lambda found: score_text(found.fused, short=True),
                True,
                self._about_fused(),
                58,
            ),
            Column(
                "with_background",
                tr("With\nbackground"),
                lambda found: score_text(found.with_background, short=True),
                True,
                tr("Score of the classifier that sees the background"),
                84,
            ),
            Column(
                "without_background",
                tr("Without\nbackground"),
                lambda found: score_text(found.without_background, short=True),
                True,
                tr("Score of the classifier that does not see the background"),
                84,
            ),
            Column(
                "shift",
                tr("Shift"),
                lambda found: shift_text(found.with_background, found.without_background),
                True,
                tr("How far the background moves the score"),
                58,
            ),
            Column(
                "reason",
                tr("Reason"),
                _reason,
                tip=tr("Why there is no verdict, or why it is inconclusive"),
                width=200,
            ),
            Column(
                "seconds",
                tr("Seconds"),
                lambda found: number(found.seconds, ".2f"),
                True,
                tr("Time spent on the file, in seconds"),
                66,
            ),
        ]

    def _about_fused(self) -> str:
        roles = dict(zip((role.replace("_", "-") for role in OWN), OWN, strict=True))
        deciding = [roles.get(name, name) for name in self._deciding]
        if not deciding or set(OWN) <= set(deciding):
            return tr("Fused score of all detectors together, which the verdict is made of")
        words = QT_TR_NOOP(
            "Fused score of all detectors together. It does not decide here; those that do: {names}"
        )
        return tr(words, names=", ".join(map(detector_name, deciding)))

    def _name(self, found: ScanRow) -> str:
        name = self.rows.name_of(found.path)
        if found.frame:
            return tr("{name}, picture {frame}", name=name, frame=found.frame)
        return visible(name)

    def _icon(self, found: ScanRow) -> QIcon:
        return self.icon_of(found.state, shape_icon)

    # -- as RowModel asks -------------------------------------------------------------------

    def row(self, i: int) -> ScanRow:
        return self.rows.found(i)

    def passing(self, start: int = 0) -> Ids:
        return self.rows.passing(self.filter, start)

    def order(self) -> Ids:
        return self.rows.order(self.filter, self.sort_key, self.descending)

    def tip(self, row: ScanRow, column: Column) -> str:
        return tip(row.path, state_word(row.state), _reason(row))

    # -- what the rows hold -----------------------------------------------------------------

    def start(self, root: str, deciding: tuple[str, ...] = ()) -> None:
        """Forget all rows; those of a scan of folder `root`, "" for a list, are to come.

        `deciding` are the detectors that decide in it; none for the usual ones.
        """
        self._deciding = deciding
        self.columns = self._own_columns()
        self.set_rows(Rows(root))
        self.changed.emit()

    def add(self, found: Sequence[ScanRow]) -> None:
        """Add rows, some hundreds at a time: at the end, and in place with the next sorting."""
        if not found:
            return
        start, known = len(self.rows), len(self.columns)
        if new := self.rows.unknown(found):
            self.beginInsertColumns(NOWHERE, known, known + len(new) - 1)
            self.columns += map(_further, new)
            self.endInsertColumns()
        self.rows.add(found)
        if self.append(start) and self.sort_key:
            self.reorder_soon()
        self.changed.emit()

    @property
    def newest_last(self) -> bool:
        return not self.sort_key

    def set_filter(self, only: Filter) -> None:
        if only != self.filter:
            self.filter = only
            self.reorder()
            self.changed.emit()


def _further(name: str) -> Column:
    about = tr("Score of this further detector; ~: raw score, not calibrated")
    words = partial(_further_words, name)
    return Column(f"{SCORE}{name}", detector_name(name), words, True, about)


def _further_words(name: str, found: ScanRow) -> str:
    scores = {key: (score, raw) for key, score, raw in found.detectors}
    score, raw = scores.get(name, (None, False))
    return "~" * raw + score_text(score, short=True)


def _reason(found: ScanRow) -> str:
    return tr(found.reason) if found.reason else ""


def _colour(found: ScanRow) -> QColor:
    return state_colour(QApplication.palette(), found.state)
