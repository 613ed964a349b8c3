"""The chart of a stress test: all scores over one kind of change, from mild to hard."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from gng_desktop.charts.changes import Chart, Series, Zone
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.score_scale import score_text, thresholds
from gng_desktop.ui.panels.further import detector_name

if TYPE_CHECKING:
    from gng_desktop.analysis.stress import Kind, StressPoint

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
"""Perturbations that can be tested too, by group; as `gng_desktop.imaging.perturbations.GROUPS`."""
HEADINGS = {**KINDS, **{k: words for group in PERTURBED.values() for k, words in group.items()}}
CHANGES = {
    "jpeg": QT_TR_NOOP("JPEG quality {amount}"),
    "resize": QT_TR_NOOP("{amount} % of width and height"),
    "blur": QT_TR_NOOP("Blur of {amount} px"),
}


def chart_of(
    points: Iterable[StressPoint],
    amounts: Iterable[float],
    models: Mapping[str, Any],
    deciding: Mapping[str, tuple[float, float]],
) -> Chart:
    """Return the chart of the image as it is and of one kind of change at `amounts`.

    `deciding` are the limits of the scores that the verdicts rest on, whose zones are shaded.
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
    return Chart(
        series=(*_fused(by_place), whole, stripped, *_further(by_place, models)),
        x_ticks=[(x, labels[amount]) for amount, x in places.items()],
        zones=common_zones(deciding.values()),
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
                words.format(name=detector_name(name)),
                [(x, score if calibrated else raw) for x, (score, raw) in pairs],
                dash="-." if len(found) % 2 else ":",
                marker="star" if len(found) % 2 else "cross",
                levels=thresholds(models, name) or (),
            )
        )
    return found


def common_zones(limits: Collection[tuple[float, float]]) -> list[Zone]:
    """Return the zones in which all scores decide alike, and the rest between them.

    `limits` are (real_below, generated_above) of each score.
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
    return f"{tr(HEADINGS.get(point.kind, point.kind))} {amount}"
