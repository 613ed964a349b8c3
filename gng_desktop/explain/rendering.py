"""Explanations as pictures: red pushes toward "generated", blue away from it (SPEC 1.6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, TYPE_CHECKING, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis import OWN
from gng_desktop.charts.look import release
from gng_desktop.explain.catalogue import method_name
from gng_desktop.explain.explanation import Explanation, common_limit
from gng_desktop.explain.units import score_text
from gng_desktop.imaging.faces import Box

if TYPE_CHECKING:
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.figure import Figure


TOWARD = np.array([205, 30, 45], np.float32)
AWAY = np.array([30, 90, 200], np.float32)
Palette = Literal["red-blue", "colour-blind-safe"]
PALETTES: dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]] = {
    "red-blue": (TOWARD, AWAY),
    # Vermilion and blue of Okabe & Ito (2008).
    "colour-blind-safe": (np.array([213, 94, 0], np.float32), np.array([0, 114, 178], np.float32)),
}
"""By name, the colours of what pushes toward and of what pushes away from "generated"."""
UNDIRECTED = np.array([110, 50, 150], np.float32)
"""Violet, for maps that say how much but not which way."""
PAPER = 245.0
"""Grey level of a pixel that neither pushes nor shows the image."""
MAX_CANVAS = 4096
"""Longest side of a map laid on its whole image, px."""
MAP_OPACITY = 0.9
"""Of a pixel at the colour limit."""
UNIT_WORDS = {
    "score": "counted in the score",
    "log-odds": "counted in log-odds",
    "relative": "relative weights",
}
"""By `Explanation.unit`."""
IMAGE_SHARE = 0.35
"""How much of the image's brightness stays visible under the map."""


def colourise(
    explanation: Explanation, limit: float, palette: Palette = "red-blue"
) -> NDArray[np.uint8]:
    """Draw a map over the pale grey image it explains.

    Parameters
    ----------
    limit : float
        Value at full colour, the same for all maps that are compared; above 0.

    Returns
    -------
    ndarray of uint8, shape (S, S, 3)
        RGB.

    Raises
    ------
    ValueError
        If `limit` is not above 0.
    """
    strength, toward, away = scaled(explanation, limit, palette)
    strength, ground = strength[..., None], _paper(explanation.image)
    colour = np.where(strength > 0, toward, away)
    alpha = np.abs(strength) * MAP_OPACITY
    return np.asarray(np.rint(ground * (1 - alpha) + colour * alpha), np.uint8)


def scaled(
    explanation: Explanation, limit: float, palette: Palette
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Return a map with its colour limit at 1, and the colours of what pushes toward and away."""
    if not limit > 0:
        raise ValueError(f"the colour limit must be above 0, not {limit}")
    toward, away = PALETTES[palette]
    strength = np.clip(explanation.drawn / limit, -1, 1)
    return strength, toward if explanation.directed else UNDIRECTED, away


def _paper(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the pale grey picture, (H, W, 1), that maps are drawn on."""
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return np.asarray((PAPER - IMAGE_SHARE * (255 - grey))[..., None], np.float32)


def place(picture: NDArray[np.uint8], box: Box | None, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Lay a drawn map where its part of the image lies; elsewhere only the pale image shows.

    Parameters
    ----------
    picture : ndarray of uint8, shape (S, S, 3)
        From `colourise`.
    box : Box or None
        The part that was explained; None for the whole image.
    rgb : ndarray of uint8, shape (H, W, 3)
        The whole image, or its stripped view.

    Returns
    -------
    ndarray of uint8, shape (h, w, 3)
        Covers the whole image at the map's own resolution; `picture` itself if `box` is None.
    """
    if box is None:
        return picture
    across, down = picture.shape[1] / box.width, picture.shape[0] / box.height
    # A small face in a large image would ask for a gigantic canvas: there the map is drawn smaller.
    shrink = min(1.0, MAX_CANVAS / max(rgb.shape[1] * across, rgb.shape[0] * down))
    if shrink < 1:
        side = max(1, round(picture.shape[1] * shrink)), max(1, round(picture.shape[0] * shrink))
        picture = np.asarray(cv2.resize(picture, side, interpolation=cv2.INTER_AREA), np.uint8)
        across, down = picture.shape[1] / box.width, picture.shape[0] / box.height
    size = round(rgb.shape[1] * across), round(rgb.shape[0] * down)
    canvas = np.rint(_paper(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA))).astype(np.uint8)
    canvas = np.repeat(canvas, 3, axis=2)
    y = min(round(box.y * down), canvas.shape[0] - picture.shape[0])
    x = min(round(box.x * across), canvas.shape[1] - picture.shape[1])
    canvas[y : y + picture.shape[0], x : x + picture.shape[1]] = picture
    return canvas


def colour_map(directed: bool = True, palette: Palette = "red-blue") -> LinearSegmentedColormap:
    """Return the Matplotlib colour map that `colourise` uses, for colour bars.

    It runs from blue to red (or their like in another palette) for values from -limit to limit
    or, not `directed`, from paper to violet for values from 0 to limit.
    """
    from matplotlib.colors import LinearSegmentedColormap

    paper = np.full(3, PAPER)
    toward, away = PALETTES[palette]
    colours = [away, None, toward] if directed else [None, UNDIRECTED]
    ends = [
        paper if colour is None else paper * (1 - MAP_OPACITY) + colour * MAP_OPACITY
        for colour in colours
    ]
    return LinearSegmentedColormap.from_list("push", [tuple(c / 255) for c in ends])


def maps_figure(maps: Mapping[str, Explanation], palette: Palette = "red-blue") -> Figure:
    """Draw the images and maps of detectors, by name, side by side on one colour scale."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize
    from matplotlib.figure import Figure

    first, limit = next(iter(maps.values())), common_limit(*maps.values())
    figure = Figure(figsize=(1 + 6 * len(maps), 3.7), layout="constrained")
    widths = [*[1.0] * (2 * len(maps)), 0.04]
    *axes, scale = figure.subplots(1, len(widths), width_ratios=widths)
    for number, (words, explanation) in enumerate(maps.items()):
        left, right = axes[2 * number : 2 * number + 2]
        left.imshow(explanation.image)
        left.set_title(f"Input {words}", fontsize=10, parse_math=False)
        right.imshow(colourise(explanation, limit, palette))
        right.set_title(_title(explanation, words), fontsize=10, parse_math=False)
    for axis in axes:
        axis.set_axis_off()
    span = Normalize(-limit if first.directed else 0, limit)
    bar = figure.colorbar(ScalarMappable(span, colour_map(first.directed, palette)), cax=scale)
    words = scale_words(first)
    bar.set_label(words if palette == "red-blue" else words.replace("red", "orange"), fontsize=9)
    return figure


def scale_words(explanation: Explanation) -> str:
    """Say what the colours of a map mean, in two lines."""
    what = {
        "score": "contribution to the score",
        "log-odds": "contribution to the log-odds",
        "relative": "relative weight, adds up to nothing",
    }[explanation.unit]
    if explanation.additive:
        what += " per pixel" if explanation.totals is None else " of each region"
    way = "blue away from, red toward “generated”" if explanation.directed else "no direction"
    return f"{what}:\n{way}"


def _title(explanation: Explanation, words: str) -> str:
    score, hidden = score_text(explanation.prediction), explanation.hidden_score
    lines = [f"{method_name(explanation.method)} {words}: score {score}"]
    if hidden is not None:
        lines.append(f"hidden image {score_text(hidden)}, {explanation.evaluations} evaluations")
    elif explanation.unit == "log-odds":
        lines.append(f"terms without a place {explanation.baseline:+.2f}")
    return "\n".join([*lines, UNIT_WORDS[explanation.unit]])


def save_pair(
    with_background: Explanation,
    without_background: Explanation,
    figure: IO[bytes],
    values: IO[bytes],
    palette: Palette = "red-blue",
) -> None:
    """Write the side-by-side figure (PNG) and the raw values (NPZ).

    The NPZ holds, per classifier, ``*_values`` (S, S) float32, ``*_baseline``, ``*_unit`` (of
    values and baseline), ``*_prediction`` and ``*_evaluations``.
    """
    pair = {"with background": with_background, "without background": without_background}
    drawn = maps_figure(pair, palette)
    drawn.savefig(figure, dpi=120, format="png")
    release(drawn)
    fields = ("values", "baseline", "unit", "prediction", "evaluations")
    arrays = {
        f"{role}_{field}": np.asarray(getattr(explanation, field))
        for role, explanation in zip(OWN, pair.values(), strict=True)
        for field in fields
    }
    np.savez_compressed(values, allow_pickle=False, **arrays)
