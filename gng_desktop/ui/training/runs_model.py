"""The runs of a folder as a Qt model, filtered and sorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QApplication

from gng_desktop.core.text import visible
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.plain import tip
from gng_desktop.ui.training.result_words import (
    MODEL_WORDS,
    ROLES,
    STATE_TIPS,
    STATES,
    day,
    duration,
    figure_text,
    known,
    moment,
    state_icon,
)

if TYPE_CHECKING:
    from gng_desktop.training.history import Summary

Index = QModelIndex | QPersistentModelIndex
TITLES = {
    "name": QT_TR_NOOP("Run"),
    "role": QT_TR_NOOP("Role"),
    "backbone": QT_TR_NOOP("Backbone"),
    "transfer": QT_TR_NOOP("Transfer"),
    "state": QT_TR_NOOP("State"),
    "epochs": QT_TR_NOOP("Epochs"),
    "best": QT_TR_NOOP("Best"),
    "loss": QT_TR_NOOP("Val. loss"),
    "figure": QT_TR_NOOP("Test figure [95 %]"),
    "seconds": QT_TR_NOOP("Time"),
    "ended": QT_TR_NOOP("Date"),
}
COLUMNS = tuple(TITLES)
TIPS = {
    "name": QT_TR_NOOP("✓ marks the runs of which the models in use were made"),
    "transfer": QT_TR_NOOP("Which weights of a segmenter it began with"),
    "epochs": QT_TR_NOOP("Finished epochs, of at most so many"),
    "best": QT_TR_NOOP("The epoch whose weights are kept"),
    "loss": QT_TR_NOOP("Loss of the best epoch on the validation images"),
    "figure": QT_TR_NOOP(
        "On the test images of the sources it was trained on: the AUC of a classifier, the pixel "
        "accuracy of a segmenter"
    ),
    "seconds": QT_TR_NOOP("Wall time of all epochs"),
    "ended": QT_TR_NOOP("When its last epoch ended"),
}
NUMBERS = ("epochs", "best", "loss", "figure", "seconds", "ended")
PROBLEM = "epochs"
"""From here on the row of a damaged run says what is wrong with it."""
_NOWHERE = QModelIndex()
_DISPLAY, _ALIGNED = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole


@dataclass(frozen=True)
class Only:
    """Which runs are shown: a part of what they say, a role, a state; "" for any."""

    text: str = ""
    role: str = ""
    state: str = ""

    def passes(self, found: Summary) -> bool:
        """Tell whether a run is shown."""
        if (self.role and found.role != self.role) or (self.state and found.state != self.state):
            return False
        said = " ".join((found.name, found.backbone, found.transfer, found.role))
        return all(word in said.lower() for word in self.text.lower().split())


class RunsModel(QAbstractTableModel):
    """A row for each run that passes the filter. A new order is a reset of the model.

    Signals
    -------
    changed
        Other runs are shown, or in another order.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.runs: tuple[Summary, ...] = ()
        self.shown: list[Summary] = []
        self.used: frozenset[Path] = frozenset()
        self.only = Only()
        self._column, self._descending = "name", False
        self._icons: dict[str, QIcon] = {}

    # -- what Qt asks -----------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many runs pass the filter."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return title and tip of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        if role == _DISPLAY:
            return tr(TITLES[column])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr(TIPS[column]) if column in TIPS else None
        return _alignment(column) if role == _ALIGNED else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, how they look, the tooltip or what is read aloud."""
        if not index.isValid():
            return None
        column, found = COLUMNS[index.column()], self.shown[index.row()]
        if role == _DISPLAY:
            return self.words(found, column)
        if role == _ALIGNED:
            return _alignment("name" if found.problem else column)
        if role == Qt.ItemDataRole.DecorationRole and column == "state":
            return self._icon(found.state)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(found)
        if role == Qt.ItemDataRole.FontRole and column == "name" and found.folder in self.used:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.AccessibleTextRole and column == "name":
            used = tr("in use") if found.folder in self.used else ""
            said = (found.name, used, found.problem or tr(STATES[found.state]))
            return ", ".join(filter(None, said))
        return None

    def words(self, found: Summary, column: str) -> str:
        """Return what a cell says."""
        if column == "name":
            if found.folder in self.used:
                return f"✓ {visible(found.name)}"
            return visible(found.name)
        if column == "state":
            return tr(STATES[found.state])
        if found.problem:
            return found.problem if column == PROBLEM else ""
        if column == "role":
            return known(ROLES, found.role)
        if column == "epochs":
            return (
                f"{found.epochs} / {found.most_epochs}" if found.most_epochs else f"{found.epochs}"
            )
        if column == "best":
            return "" if found.best_epoch is None else f"{found.best_epoch}"
        if column == "loss":
            return "" if found.val_loss is None else f"{found.val_loss:.4f}"
        if column == "figure":
            return figure_text(found.figures[0]) if found.figures else ""
        if column == "seconds":
            return duration(found.seconds) if found.seconds else ""
        if column == "ended":
            return day(found.ended)
        return str(getattr(found, column))

    def _icon(self, state: str) -> QIcon:
        if state not in self._icons:
            self._icons[state] = state_icon(state, QApplication.palette())
        return self._icons[state]

    def _tooltip(self, found: Summary) -> str:
        lines = [str(found.folder), found.problem or tr(STATE_TIPS[found.state])]
        if found.folder in self.used:
            role = known(MODEL_WORDS, found.role)
            lines.append(tr("The {role} in use was made of this run.", role=role))
        if found.ended is not None:
            lines.append(tr("Ended {time}", time=moment(found.ended)))
        lines += map(figure_text, found.figures)
        return tip(*lines)

    def recolour(self) -> None:
        """Draw the shapes in the colours of another theme."""
        self._icons.clear()

    # -- what is shown ----------------------------------------------------------------------

    def set_runs(self, runs: Sequence[Summary]) -> None:
        """Show these runs."""
        self.runs = tuple(runs)
        self._reorder()

    def set_used(self, folders: frozenset[Path]) -> None:
        """Mark the runs in these folders as those of which the models in use were made."""
        if folders != self.used:
            self.used = folders
            self._reorder()

    def set_only(self, only: Only) -> None:
        """Show only the runs that pass."""
        if only != self.only:
            self.only = only
            self._reorder()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the column of this number; runs that say nothing there come last."""
        self._column = COLUMNS[column] if column >= 0 else "name"
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._reorder()

    def _reorder(self) -> None:
        self.beginResetModel()
        chosen = sorted(filter(self.only.passes, self.runs), key=lambda found: found.name)
        told = [(self._key(found), found) for found in chosen]
        some = [pair for pair in told if pair[0] is not None]
        some.sort(key=lambda pair: pair[0], reverse=self._descending)  # type: ignore[arg-type,return-value]
        self.shown = [found for _, found in some]
        self.shown += [found for key, found in told if key is None]
        self.endResetModel()
        self.changed.emit()

    def _key(self, found: Summary) -> Any:
        if found.problem and self._column not in ("name", "state"):
            return None
        if self._column == "figure":
            # Figures of one kind together: an AUC says nothing against a pixel accuracy.
            first = found.figures[0] if found.figures else None
            return (first.name, first.value or 0.0) if first else None
        if self._column in ("epochs", "seconds", "ended"):
            return getattr(found, self._column)
        if self._column == "best":
            return found.best_epoch
        if self._column == "loss":
            return found.val_loss
        if self._column == "name":
            return found.name.lower()
        return self.words(found, self._column).lower()

    def row_of(self, folder: Path) -> int | None:
        """Return the row that shows the run in `folder`; None if the filter hides it."""
        return next((n for n, found in enumerate(self.shown) if found.folder == folder), None)


def _alignment(column: str) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter
