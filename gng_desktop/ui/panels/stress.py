"""Does the verdict survive re-posting? Both scores over compression, reduction and blur."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QLabel

from gng_desktop.charts.changes import Chart, Series, Zone, changes, changes_height
from gng_desktop.ui.figure_view import FigureView
from gng_desktop.ui.filling import across, add, down
from gng_desktop.ui.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.panels.further import NAMES
from gng_desktop.ui.panels.panel import Panel, button, heading, paragraph, say
from gng_desktop.ui.panels.score_scale import fused_thresholds, score_text, thresholds

if TYPE_CHECKING:
    from gng_desktop.analysis.scene import SceneTest
    from gng_desktop.analysis.stress import Kind, Stress, StressPoint

HINT = QT_TR_NOOP(
    "Not tested yet.\n\nThe image is compressed as JPEG, reduced and blurred, as happens when "
    "images are reposted. Each altered image is analysed from scratch, from the segmentation to "
    "both scores; for the whole picture, the search for the face is repeated, too."
)
FUSED_KEY = QT_TR_NOOP(
    "Shaded: zones of the fused score, which the verdict is made of; thin lines: the limits of "
    "each classifier. Below the axis, the verdict: triangle generated, circle real, diamond "
    "inconclusive, crossed ring no face analysed."
)
KEY = QT_TR_NOOP(
    "Shaded: zones in which both classifiers agree on a decision; thin lines: the limits of each. "
    "Below the axis, the verdict: triangle generated, circle real, diamond inconclusive, crossed "
    "ring no face analysed."
)
KINDS: dict[Kind, str] = {
    "jpeg": QT_TR_NOOP("JPEG quality"),
    "resize": QT_TR_NOOP("Size, % of width and height"),
    "blur": QT_TR_NOOP("Blur, standard deviation in px"),
}
PERTURBED: dict[str, dict[str, str]] = {
    QT_TR_NOOP("Colour"): {
        "brightness": QT_TR_NOOP("Brightness, strength"),
        "contrast": QT_TR_NOOP("Contrast, strength"),
        "saturation": QT_TR_NOOP("Saturation, strength"),
        "hue": QT_TR_NOOP("Hue, strength"),
    },
    QT_TR_NOOP("Noise"): {
        "gaussian-noise": QT_TR_NOOP("Gaussian noise, strength"),
        "shot-noise": QT_TR_NOOP("Shot noise, strength"),
        "impulse-noise": QT_TR_NOOP("Impulse noise, strength"),
    },
    QT_TR_NOOP("Strong blur"): {
        "gaussian-blur": QT_TR_NOOP("Gaussian blur, strength"),
        "defocus-blur": QT_TR_NOOP("Defocus, strength"),
        "motion-blur": QT_TR_NOOP("Motion blur, strength"),
    },
    QT_TR_NOOP("Coding"): {
        "pixelation": QT_TR_NOOP("Pixelation, strength"),
        "jpeg-compression": QT_TR_NOOP("Strong JPEG compression, strength"),
    },
    QT_TR_NOOP("Distortion"): {
        "elastic": QT_TR_NOOP("Elastic distortion, strength"),
        "lens": QT_TR_NOOP("Lens distortion, strength"),
    },
    QT_TR_NOOP("Weather"): {
        "fog": QT_TR_NOOP("Fog, strength"),
        "snow": QT_TR_NOOP("Snow, strength"),
        "rain": QT_TR_NOOP("Rain, strength"),
    },
}
"""Perturbations that can be tested too, by group; as `gng_desktop.imaging.corruptions.GROUPS`."""
_HEADINGS = {**KINDS, **{k: words for group in PERTURBED.values() for k, words in group.items()}}
CHANGES = {
    "jpeg": QT_TR_NOOP("JPEG quality {amount}"),
    "resize": QT_TR_NOOP("{amount} % of width and height"),
    "blur": QT_TR_NOOP("Blur of {amount} px"),
}
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
        height = partial(changes_height, chart)
        self.show_figure(partial(changes, chart=chart), words, lambda width, line: height(line))


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
        self.key = paragraph(tr(KEY), faint=True)
        self.plots: dict[Kind, StressPlot] = {}
        self._headings: dict[str, QLabel] = {}
        self._models: Mapping[str, Any] = {}
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
        name = tr(_HEADINGS.get(kind, kind))
        self._headings[kind], self.plots[kind] = heading(name), StressPlot(name)
        self._headings[kind].setWordWrap(True)
        add(self._charts, self._headings[kind], self.plots[kind])

    def set_testable(self, testable: bool) -> None:
        """Say whether the image shown has a verdict that could be tested now."""
        self.button.setEnabled(testable)
        self.scene_button.setEnabled(testable)

    def say(self, words: str) -> None:
        self.words.setText(words)

    def show_stress(self, found: Stress | None, models: Mapping[str, Any]) -> None:
        """Show what was found with `models` (role to stored model); None says how to find it."""
        self._models = models
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
        """Show whatever the work in `image_jobs` yields; the first point begins again."""
        from gng_desktop.analysis.stress import Stress  # brings OpenCV, see below

        if isinstance(step, Stress):
            self.show_stress(step, self._models)
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
        fused = any(point.score_fused is not None for point in self._points)
        self.key.setText(tr(FUSED_KEY if fused else KEY))
        self.key.setVisible(bool(there))
        if not there:
            return
        # Not at the top of the file: whoever made the points has loaded it, and OpenCV with it.
        from gng_desktop.analysis.stress import AMOUNTS

        for kind, plot in self.plots.items():
            points = [p for p in self._points if p.kind in ("as is", kind)]
            chart = chart_of(points, AMOUNTS.get(kind, (1, 2, 3, 4, 5)), self._models)
            plot.show_chart(chart)


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


def chart_of(
    points: Iterable[StressPoint], amounts: Iterable[float], models: Mapping[str, Any]
) -> Chart:
    """Return the chart of the image as it is and of one kind of change at `amounts`.

    The places are evenly spaced: what counts is the order from mild to hard.
    """
    places = {0.0: 0.0} | {amount: float(n) for n, amount in enumerate(amounts, 1)}
    labels = {amount: number(amount, "g") for amount in places} | {0.0: tr("as is")}
    by_place = {places[point.amount]: point for point in points}
    limits = {role: thresholds(models, role) for role in ("with_background", "without_background")}
    whole = Series(
        tr("Score with background"),
        [(x, p.score_with_background) for x, p in by_place.items()],
        levels=limits["with_background"] or (),
    )
    stripped = Series(
        tr("Score without background"),
        [(x, p.score_without_background) for x, p in by_place.items()],
        dash="--",
        marker="open square",
        levels=limits["without_background"] or (),
    )
    fused = _fused(by_place)
    limits_fused = fused_thresholds(models) if fused else None
    zones = [limits_fused] if limits_fused else [found for found in limits.values() if found]
    return Chart(
        series=(*fused, whole, stripped, *_further(by_place, models)),
        x_ticks=[(x, labels[amount]) for amount, x in places.items()],
        zones=common_zones(zones),
        marks={x: point.verdict for x, point in by_place.items()},
        notes={x: _note(point) for x, point in by_place.items()},
    )


def _fused(by_place: Mapping[float, StressPoint]) -> list[Series]:
    """Return the line of the fused score; none where no score was fused."""
    points = [(x, point.score_fused) for x, point in by_place.items()]
    if all(score is None for _, score in points):
        return []
    return [Series(tr("Fused score"), points, marker="plus", width=2.8)]


def _further(by_place: Mapping[float, StressPoint], models: Mapping[str, Any]) -> list[Series]:
    """Return a line for each further detector; of its raw score where it is not calibrated."""
    found: list[Series] = []
    for name in dict.fromkeys(name for point in by_place.values() for name in point.detectors):
        pairs = [(x, point.detectors.get(name, (None, None))) for x, point in by_place.items()]
        calibrated = any(score is not None for _, (score, _) in pairs)
        words = tr("Score of {name}") if calibrated else tr("Raw score of {name}")
        found.append(
            Series(
                words.format(name=tr(NAMES.get(name, name))),
                [(x, score if calibrated else raw) for x, (score, raw) in pairs],
                dash="-." if len(found) % 2 else ":",
                marker="star" if len(found) % 2 else "cross",
                levels=thresholds(models, name) or (),
            )
        )
    return found


def common_zones(limits: list[tuple[float, float]]) -> list[Zone]:
    """Return the zones in which all classifiers decide alike, and the rest between them.

    `limits` are (real_below, generated_above) of each classifier that has them.
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
    words = QT_TR_NOOP("{change}: with background {with_}, without background {without}; {verdict}")
    if point.score_fused is not None:
        words = QT_TR_NOOP(
            "{change}: fused score {fused}, with background {with_}, without background "
            "{without}; {verdict}"
        )
        if point.reason:
            words = QT_TR_NOOP(
                "{change}: fused score {fused}, with background {with_}, without background "
                "{without}; {verdict}. {reason}"
            )
    elif point.reason:
        words = QT_TR_NOOP(
            "{change}: with background {with_}, without background {without}; {verdict}. {reason}"
        )
    return tr(
        words,
        reason=tr(point.reason),
        change=_change(point),
        fused=score_text(point.score_fused),
        with_=score_text(point.score_with_background),
        without=score_text(point.score_without_background),
        verdict=tr(point.verdict),
    )


def _change(point: StressPoint) -> str:
    if point.kind == "as is":
        return tr("As is")
    amount = number(point.amount, "g")
    if point.kind in CHANGES:
        return tr(CHANGES[point.kind], amount=amount)
    return f"{tr(_HEADINGS.get(point.kind, point.kind))} {amount}"
