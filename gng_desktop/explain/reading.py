"""One paragraph in plain language, made from the numbers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gng_desktop.explain.regions import RegionExplanation
from gng_desktop.imaging.labels import BACKGROUND, CLASSES

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

SMALL = 0.05
"""Changes of the score below this are called small."""
WORTH_NAMING, MOST = 0.1, 3
"""Least share of a region that is named, and how many are named at most."""
HIDDEN = {
    "blur": "blurred",
    "black": "blacked out",
    "mean": "replaced by the mean colour",
    "telea": "painted over",
}


def reading(pair: tuple[RegionExplanation, RegionExplanation], analysis: Analysis) -> str:
    """Say in one paragraph what the two classifiers rest on, and where that cannot be said.

    Parameters
    ----------
    pair : tuple of RegionExplanation
        With and without background.
    analysis : Analysis
        Of the same image, status ``ok``.

    Returns
    -------
    str
        Percentages are shares of all contributions by magnitude.

    Raises
    ------
    ValueError
        If the explanations are not of this analysis.
    """
    scores = analysis.score_with_background, analysis.score_without_background
    for found, score in zip(pair, scores, strict=True):
        if score is None or abs(found.prediction - score) > 1e-3:
            raise ValueError("The explanations belong to another image or to other models.")
    sentences = [
        *_of_one("with-background", pair[0]),
        _of_background(pair[0]),
        *_of_one("without-background", pair[1]),
        "These numbers say what moved the scores, not whether the scores are right.",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _of_one(name: str, found: RegionExplanation) -> list[str]:
    change = found.prediction - found.baseline
    scores = (
        f"{found.prediction:.2f}, against {found.baseline:.2f} with all regions "
        + (HIDDEN[found.masker])
    )
    if np.abs(found.phi).sum() < SMALL:
        return [
            f"The {name} classifier hardly reacts to any region (score {scores}); "
            "nothing can be said about what it rests on."
        ]
    named = _named(found)
    if not named:
        main = f"The {name} classifier rests on many regions a little, and on none mainly"
    else:
        parts = [f"{found.players[i]} ({_percent(found.shares[i])})" for i in named]
        main = f"The {name} classifier rests mainly on {_joined(parts)}"
        main += f", {_directions(found, named)}"
    sentences = [f"{main} (score {scores})."]
    if abs(change) < SMALL:
        against, toward = found.phi[found.phi < 0].sum(), found.phi[found.phi > 0].sum()
        sentences.append(
            f"Its score is nearly that of the hidden image because contributions for "
            f"({toward:+.2f}) and against ({against:+.2f}) “generated” cancel out."
        )
    elif (found.baseline > 0.5) == (found.prediction > 0.5) and abs(change) < abs(
        found.baseline - 0.5
    ):
        sentences.append(
            "The image with all regions hidden already scores on the same side of 0.5, "
            "so the regions do not account for the score as a whole."
        )
    return sentences


def _named(found: RegionExplanation) -> list[int]:
    order = np.argsort(-np.abs(found.phi), kind="stable")[:MOST]
    return [int(i) for i in order if found.shares[i] >= WORTH_NAMING]


def _directions(found: RegionExplanation, named: list[int]) -> str:
    """Say which way the named regions push, the direction of the strongest first."""
    toward = [i for i in named if found.phi[i] > 0]
    away = [i for i in named if i not in toward]
    if toward and away:
        groups = (toward, away) if named[0] in toward else (away, toward)
        return " but ".join(
            f"{_joined([found.players[i] for i in group])} pushing {_way(group is toward)}"
            for group in groups
        )
    every = {1: "", 2: "both "}.get(len(named), "all ")
    return f"{every}pushing {_way(bool(toward))}"


def _way(toward: bool) -> str:
    return f"{'toward' if toward else 'away from'} “generated”"


def _of_background(found: RegionExplanation) -> str:
    name = CLASSES[BACKGROUND]
    if name not in found.players or np.abs(found.phi).sum() < SMALL:
        return ""
    phi = found.phi[found.players.index(name)]
    return (
        f"The background moved its score by {phi:+.2f}, {_percent(found.background_share)} of all."
    )


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"
