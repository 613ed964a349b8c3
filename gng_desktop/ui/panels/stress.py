"""Does the verdict survive re-posting? Both scores over compression, reduction and blur."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton

from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.panel import Panel, paragraph
from gng_desktop.ui.panels.score_scale import score_text
from gng_desktop.ui.panels.verdict import thresholds
from gng_desktop.ui.plot import Chart, LinePlot, Series, Zone
from gng_desktop.ui.style import emphasise

if TYPE_CHECKING:
    from gng_desktop.analysis.stress import Kind, Stress, StressPoint

HINT = QT_TR_NOOP(
    "Not tested yet.\n\nThe image is compressed as JPEG, reduced and blurred, as happens when it "
    "is posted again. Each changed image is judged anew, from the segmentation to both scores; "
    "where the picture as a whole is judged, the face is looked for anew, too."
)
KEY = QT_TR_NOOP(
    "Shaded: zones in which both classifiers decide alike; thin lines: the limits of each. Below "
    "the axis the verdict: triangle generated, circle real, diamond inconclusive, crossed ring no "
    "face judged."
)
KINDS: dict[Kind, str] = {
    "jpeg": QT_TR_NOOP("JPEG quality"),
    "resize": QT_TR_NOOP("Size, % of width and height"),
    "blur": QT_TR_NOOP("Blur, standard deviation in px"),
}
VERDICTS: dict[str, str] = {
    "generated": QT_TR_NOOP("generated"),
    "real": QT_TR_NOOP("real"),
    "inconclusive": QT_TR_NOOP("inconclusive"),
}


class StressPanel(Panel):
    """A button, the answer in a sentence, and a plot for each kind of change.

    Signals
    -------
    asked
        The user wants the image tested.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Stress"))
        self.button = QPushButton(tr("Test the verdict"))
        self.button.setToolTip(
            tr("Compress, reduce and blur the image, and judge it anew each time")
        )
        self.button.clicked.connect(self.asked)
        self.words = paragraph()
        self.key = paragraph(tr(KEY))
        self.key.setForegroundRole(self.key.palette().ColorRole.PlaceholderText)
        self.plots: dict[Kind, LinePlot] = {}
        self._headings: list[QLabel] = []
        self._models: Mapping[str, Any] = {}
        self._points: list[StressPoint] = []
        layout = self.column
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.words)
        for kind, name in KINDS.items():
            heading, plot = QLabel(tr(name)), LinePlot(tr(name))
            emphasise(heading)
            heading.setWordWrap(True)
            layout.addWidget(heading)
            layout.addWidget(plot)
            self._headings.append(heading)
            self.plots[kind] = plot
        layout.addWidget(self.key)
        layout.addStretch(1)
        self.set_testable(False)
        self.show_stress(None, {})

    def sizeHint(self) -> QSize:
        """Ask for no more width than the verdict beside which this panel lies."""
        return QSize(360, 300)

    def set_testable(self, testable: bool) -> None:
        """Say whether the image shown has a verdict that could be tested now."""
        self.button.setEnabled(testable)

    def say(self, words: str) -> None:
        """Show `words` in the place of the answer."""
        self.words.setText(words)

    def show_stress(self, found: Stress | None, models: Mapping[str, Any]) -> None:
        """Show what was found with `models` (role to stored model); None says how to find it."""
        self._models = models
        self._points = list(found.points) if found else []
        self.say(tr(found.sentence if found else HINT))
        self._refresh()

    def add_point(self, point: StressPoint) -> None:
        """Show one more point of a test under way; the first one begins anew."""
        if point.kind == "as is":
            self._points = []
            self.say(tr("Testing…"))
        self._points.append(point)
        self._refresh()

    def show_step(self, step: StressPoint | Stress) -> None:
        """Show whatever the work in `stress_jobs` yields."""
        from gng_desktop.analysis.stress import Stress  # brings OpenCV, see below

        if isinstance(step, Stress):
            self.show_stress(step, self._models)
        else:
            self.add_point(step)

    def _refresh(self) -> None:
        shown = bool(self._points)
        for widget in (*self._headings, *self.plots.values(), self.key):
            widget.setVisible(shown)
        if not shown:
            return
        # Not at the top of the file: whoever made the points has loaded it, and OpenCV with it.
        from gng_desktop.analysis.stress import AMOUNTS

        for kind, plot in self.plots.items():
            points = [p for p in self._points if p.kind in ("as is", kind)]
            chart = chart_of(points, AMOUNTS[kind], self._models)
            plot.show_chart(chart)


def chart_of(
    points: Iterable[StressPoint], amounts: Iterable[float], models: Mapping[str, Any]
) -> Chart:
    """Return the chart of the image as it is and of one kind of change at `amounts`.

    The places are evenly spaced: what counts is the order from mild to hard.
    """
    places = {0.0: 0.0} | {amount: float(n) for n, amount in enumerate(amounts, 1)}
    labels = {amount: f"{amount:g}" for amount in places} | {0.0: tr("as is")}
    by_place = {places[point.amount]: point for point in points}
    limits = {role: thresholds(models, role) for role in ("with_background", "without_background")}
    series = (
        Series(
            tr("Score with background"),
            [(x, p.score_with_background) for x, p in by_place.items()],
            levels=limits["with_background"] or (),
        ),
        Series(
            tr("Score without background"),
            [(x, p.score_without_background) for x, p in by_place.items()],
            dash=Qt.PenStyle.DashLine,
            marker="open square",
            levels=limits["without_background"] or (),
        ),
    )
    return Chart(
        series=series,
        x_ticks=[(x, labels[amount]) for amount, x in places.items()],
        zones=common_zones([found for found in limits.values() if found]),
        marks={x: point.verdict for x, point in by_place.items()},
        notes={x: _note(point) for x, point in by_place.items()},
    )


def common_zones(limits: list[tuple[float, float]]) -> list[Zone]:
    """Return the zones in which all classifiers decide alike, and the rest between them.

    Parameters
    ----------
    limits : list of tuple of float
        (real_below, generated_above) of each classifier that has them.
    """
    if not limits:
        return []
    low, high = min(low for low, _ in limits), max(high for _, high in limits)
    return [
        Zone(0.0, low, "real", tr("real")),
        Zone(low, high, "inconclusive", "?"),
        Zone(high, 1.0, "generated", tr("generated")),
    ]


def _note(point: StressPoint) -> str:
    if point.verdict is None:
        return tr("{change}: {reason}", change=_change(point), reason=tr(point.reason))
    if point.reason:
        sentence = tr(
            "{change}: with background {with_}, without background {without}; {verdict}. {reason}"
        )
    else:
        sentence = tr("{change}: with background {with_}, without background {without}; {verdict}")
    return sentence.format(
        reason=tr(point.reason),
        change=_change(point),
        with_=score_text(point.score_with_background),
        without=score_text(point.score_without_background),
        verdict=tr(VERDICTS[point.verdict]),
    )


def _change(point: StressPoint) -> str:
    amount = f"{point.amount:g}"
    if point.kind == "jpeg":
        return tr("JPEG quality {amount}", amount=amount)
    if point.kind == "resize":
        return tr("{amount} % of width and height", amount=amount)
    if point.kind == "blur":
        return tr("Blur of {amount} px", amount=amount)
    return tr("As is")
