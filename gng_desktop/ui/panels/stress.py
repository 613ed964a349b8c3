"""Does the verdict survive re-posting? Both scores over compression, reduction and blur."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QLabel

from gng_desktop.analysis import OWN
from gng_desktop.analysis.support import deciding_limits, model_of
from gng_desktop.charts.changes import Chart, changes, changes_height
from gng_desktop.ui.kit.figure_view import FigureView
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import across, add, down
from gng_desktop.ui.kit.score_scale import as_pair, score_text
from gng_desktop.ui.kit.widgets import Panel, button, heading, paragraph, say
from gng_desktop.ui.panels.stress_chart import HEADINGS, KINDS, PERTURBED, chart_of

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.analysis.scene import SceneTest
    from gng_desktop.analysis.stress import Kind, Stress, StressPoint

HINT = QT_TR_NOOP(
    "Not tested yet.\n\nThe image is compressed as JPEG, reduced and blurred, as happens when "
    "images are reposted. Each altered image is analysed from scratch, from the segmentation to "
    "both scores; for the whole picture, the search for the face is repeated, too."
)
FUSED_KEY = QT_TR_NOOP(
    "Shaded: zones of the fused score, which the verdict is made of; thin lines: the limits of "
    "each classifier."
)
PAIR_KEY = QT_TR_NOOP(
    "Shaded: zones in which both classifiers agree on a decision; thin lines: the limits of each."
)
ALL_KEY = QT_TR_NOOP(
    "Shaded: zones in which all scores that the verdict is made of decide alike; thin lines: the "
    "limits of each detector."
)
LINES_KEY = QT_TR_NOOP("Thin lines: the limits of each detector.")
MARKS_KEY = QT_TR_NOOP(
    "Below the axis, the verdict: triangle generated, circle real, diamond inconclusive, crossed "
    "ring no face analysed."
)
SCENE_ANSWERS = {
    "face": QT_TR_NOOP("The score depends mainly on the face."),
    "scene": QT_TR_NOOP("The score depends mainly on the scene."),
    "both": QT_TR_NOOP("The score depends on face and scene alike."),
}


class StressPlot(FigureView):
    """The scores over one kind of change."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "box")
        self.chart: Chart | None = None

    def show_chart(self, chart: Chart) -> None:
        self.chart, words = chart, [words for _, words in sorted(chart.notes.items())]
        draw = partial(changes, chart=chart)
        self.show_figure(draw, words, lambda width, line: changes_height(chart, line))


class StressPanel(Panel):
    """A button, the answer in a sentence, and a plot for each kind of change."""

    asked = Signal()
    """The user wants the image tested."""
    scene_asked = Signal(list)
    """list of str: Is it the face or the scene? To be tested with these images."""

    def __init__(self) -> None:
        super().__init__(tr("Stress"), high=300)
        tip = tr("Compress, reduce and blur the image, and analyse it again each time")
        self.button = button(tr("Test the verdict"), tip, do=self.asked)
        self.more = QComboBox()
        self.more.addItem(tr("No further changes"), [])
        for group, kinds in PERTURBED.items():
            self.more.addItem(tr(group), list(kinds))
        self.more.addItem(tr("Everything"), [k for kinds in PERTURBED.values() for k in kinds])
        self.more.setToolTip(tr("Further perturbations, each in five strengths"))
        self.more.setAccessibleName(tr("Further perturbations"))
        tip = tr(
            "Paste the face onto the backgrounds of other images, and their faces onto its "
            "background; choose real and generated images"
        )
        self.scene_button = button(tr("Face or scene…"), tip, do=self._ask_images)
        self.scene, self.words = paragraph(), paragraph()
        self.key = paragraph(_key(OWN, True), faint=True)
        self.plots: dict[Kind, StressPlot] = {}
        self._headings: dict[str, QLabel] = {}
        self._models: Mapping[str, Any] = {}
        self._analysis: Analysis | None = None
        self._points: list[StressPoint] = []
        self._charts = down()
        also = QFormLayout()
        also.addRow(tr("Also test:"), self.more)
        scene = across(self.scene_button, 1), self.scene
        self.add(across(self.button, 1), also, self.words, *scene, self._charts, self.key, 1)
        for kind in KINDS:
            self._add_plot(kind)
        self.set_testable(False)
        self.show_stress(None, {})

    @property
    def kinds(self) -> list[str]:
        return list(self.more.currentData())

    def _add_plot(self, kind: Kind) -> None:
        name = tr(HEADINGS.get(kind, kind))
        self._headings[kind], self.plots[kind] = heading(name), StressPlot(name)
        self._headings[kind].setWordWrap(True)
        add(self._charts, self._headings[kind], self.plots[kind])

    def set_testable(self, testable: bool) -> None:
        """Say whether the image shown has a verdict that could be tested now."""
        self.button.setEnabled(testable)
        self.scene_button.setEnabled(testable)

    def say(self, words: str) -> None:
        self.words.setText(words)

    def show_stress(
        self, found: Stress | None, models: Mapping[str, Any], analysis: Analysis | None = None
    ) -> None:
        """Show what was found of `analysis`; None says how to find it.

        `models` are those in use, by role or id: the limits of others are not known.
        """
        self._models, self._analysis = models, analysis
        if found is None:
            self.show_scene(None)
        self._points = list(found.points) if found else []
        self.say(tr(found.sentence if found else HINT))
        self._refresh()

    def _ask_images(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Images with other faces"))
        if chosen:
            self.scene_asked.emit(chosen)

    def show_scene(self, found: SceneTest | None) -> None:
        """Show what exchanging face and scene did; None hides it."""
        say(self.scene, "" if found is None else scene_text(found))

    def show_step(self, step: StressPoint | Stress) -> None:
        """Show whatever the work in `jobs.stress` yields; the first point begins again."""
        from gng_desktop.analysis.stress import Stress  # brings OpenCV, see below

        if isinstance(step, Stress):
            self.show_stress(step, self._models, self._analysis)
            return
        if step.kind == "as is":
            self._points = []
            self.say(tr("Testing…"))
        self._points.append(step)
        self._refresh()

    def _refresh(self) -> None:
        there = {point.kind for point in self._points}
        for kind in dict.fromkeys(p.kind for p in self._points if p.kind != "as is"):
            if kind not in self.plots:
                self._add_plot(kind)
        for kind, plot in self.plots.items():
            shown = bool(there) and (kind in KINDS or kind in there)
            plot.setVisible(shown)
            self._headings[kind].setVisible(shown)
        self.key.setVisible(bool(there))
        if not there:
            return
        # Not at the top of the file: whoever made the points has loaded it, and OpenCV with it.
        from gng_desktop.analysis.stress import AMOUNTS

        used, zones = self._limits()
        lines = False
        for kind, plot in self.plots.items():
            points = [p for p in self._points if p.kind in ("as is", kind)]
            chart = chart_of(points, AMOUNTS.get(kind, (1, 2, 3, 4, 5)), used, zones)
            plot.show_chart(chart)
            lines |= any(series.levels for series in chart.series)
        self.key.setText(_key(zones, lines))

    def _limits(self) -> tuple[dict[str, Any], dict[str, tuple[float, float]]]:
        """Return the models that made the points, and the limits, all known, of their verdicts."""
        analysis = self._analysis
        if analysis is None:
            return {}, {}
        used = {name: model_of(analysis, self._models, name) for name in self._models}
        limits = {n: as_pair(t) for n, t in deciding_limits(analysis, self._models).items()}
        fused = {p.score_fused is not None for p in self._points if p.status == "ok"}
        known = {name: pair for name, pair in limits.items() if pair is not None}
        whole = len(known) == len(limits) and fused <= {analysis.score_fused is not None}
        return used, known if whole else {}


def _key(zones: Collection[str], lines: bool) -> str:
    """Return what says how to read the charts: `zones` are of these, `lines` are limits."""
    if not zones:
        first = tr(LINES_KEY) if lines else ""
    elif set(zones) == {"fused"}:
        first = tr(FUSED_KEY)
    else:
        first = tr(PAIR_KEY if set(zones) == set(OWN) else ALL_KEY)
    return f"{first} {tr(MARKS_KEY)}".lstrip()


def scene_text(found: SceneTest) -> str:
    """Return the scores and the answer of the test of face and scene."""
    scenes, faces = found.on_scenes, found.of_faces
    scores = tr(
        "Pasted onto its own background the face scores {own}; on {count} other backgrounds it "
        "scores {scenes} on average; {number} other faces on its background score {faces} on "
        "average.",
        own=score_text(found.own),
        count=len(scenes),
        scenes=score_text(sum(scenes) / len(scenes)),
        number=len(faces),
        faces=score_text(sum(faces) / len(faces)),
    )
    return f"{scores} {tr(SCENE_ANSWERS[found.answer])}"
