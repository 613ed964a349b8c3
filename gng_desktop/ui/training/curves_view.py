"""Learning curves: of finished runs, and of one that is being trained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from gng_desktop.charts.curves import Curve, curves_height, curves_of, learning_curves
from gng_desktop.ui.kit.figure_view import FigureView
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.widgets import paragraph
from gng_desktop.ui.training.words import LOGGED, figures_of

PAUSE = 4.0  # a drawing is followed by a pause of so many times its own time, for the training
HINT = QT_TR_NOOP("The curves begin with the first epoch.")


class CurvesFigure(FigureView):
    """The curves of one run or several, side by side as there is room."""

    def __init__(self) -> None:
        super().__init__(tr("Learning curves"), "box", 220)

    def show_curves(self, panels: Mapping[str, Sequence[Curve]]) -> None:
        """Show curves by their title, in the user's language; none clear the figure."""
        words = [
            _epoch(curves, epoch)
            for curves in panels.values()
            for epoch in range(1, max((c.epochs[-1] for c in curves if c.epochs), default=0) + 1)
        ]
        best = [_best(title, curve) for title, curves in panels.items() for curve in curves]
        self.show_figure(
            partial(learning_curves, panels=panels) if panels else None,
            words,
            partial(curves_height, panels),
            description="; ".join(filter(None, best)),
        )


def _epoch(curves: Sequence[Curve], epoch: int) -> str:
    """Return what every run has at an epoch."""
    lines = [tr("Epoch {epoch}", epoch=epoch)]
    for curve in curves:
        if epoch not in curve.epochs:
            continue
        n = curve.epochs.index(epoch)
        words = tr(
            "validation {validation}, training {training}",
            validation=_number(curve.validation[n]),
            training=_number(curve.training[n]),
        )
        lines.append(f"{curve.run}: {words}" if len(curves) > 1 else words)
    return "\n".join(lines)


def _best(title: str, curve: Curve) -> str:
    """Return what a screen reader says of a curve."""
    if curve.best_epoch not in curve.epochs:
        return ""
    words = tr(
        "{run}: {value} on the validation images at the best epoch, {epoch}",
        run=curve.run,
        value=_number(curve.validation[curve.epochs.index(curve.best_epoch)]),
        epoch=curve.best_epoch,
    )
    return f"{title}, {words}"


def _number(value: float | None) -> str:
    return "—" if value is None else number(value, ".4f")


class CurvesView(QWidget):
    """Loss, accuracy and AUC of a run under way, and a line with the figures of one epoch."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[dict[str, float | None]] = []
        self._best = 0
        self._shown: object = None
        self.chart = FigureView(tr("Learning curves"), "line", pause=PAUSE)
        self.chart.setMinimumHeight(150)
        self.chart.hint = tr(HINT)
        tip = tr("Use the left and right arrow keys to read the figures of each epoch")
        self.chart.setToolTip(tip)
        self.chart.chosen.connect(self._describe)
        self.words = paragraph(faint=True)
        self.words.setMinimumWidth(1)
        down((self.chart, 1), self.words, into=self, margins=0, spacing=4)

    def show_progress(
        self,
        rows: Sequence[Mapping[str, float | None]],
        best_epoch: int,
        trace: Sequence[tuple[float, float]],
    ) -> None:
        """Show the curves of a run.

        `rows`: as in ``log.csv``.
        """
        what = ([dict(row) for row in rows], best_epoch, list(trace))
        if what == self._shown:
            return
        self._shown = what
        self._rows, self._best, trace = what
        read = self.chart.current
        curves = curves_of("", self._rows, best_epoch or None) or {
            "loss": Curve("", (), (), (), None)
        }
        panels = {tr(LOGGED.get(name, name)): [curve] for name, curve in curves.items()}
        draw = partial(learning_curves, panels=panels, trace=trace, joint=True)
        empty = not rows and len(trace) < 2
        self.chart.show_figure(None if empty else draw, [""] * len(rows))
        self.chart.choose(read if read < len(rows) else -1)
        self._describe()

    def _describe(self) -> None:
        """Write out the figures of the epoch read, or of the last one."""
        epoch = self.chart.current + 1 or len(self._rows)
        words = figures_of(self._rows[epoch - 1], epoch == self._best) if self._rows else ""
        self.words.setText(words)
        self.chart.setAccessibleDescription(words or tr(HINT))
