"""One paragraph in plain language, made from the numbers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gng_desktop.core.text import listed
from gng_desktop.explain.regions import RegionExplanation
from gng_desktop.explain.units import score_text, to_unit
from gng_desktop.imaging.labels import BACKGROUND, CLASSES

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

Caps = tuple[float | None, float | None]

SMALL = {"log-odds": 0.2, "score": 0.05}
"""By unit, the changes below which one speaks of none. A log-odds of 0.2 is a factor of 1.22 on the
odds; it moves a score of 0.5, which moves most easily, to 0.55: as far as the limit in scores."""
LARGEST = 1e3
"""Larger factors on the odds are only called larger where no held-out images set a limit."""
UNKNOWN: Caps = (None, None)
CAPPED = "“More than” stands where the held-out images of that classifier back no larger factor."
NOT_BACKED = "a factor that the held-out images do not back"
WORTH_NAMING, MOST = 0.1, 3
"""Least share of a region that is named, and how many are named at most."""
HIDDEN = {
    "blur": "blurred",
    "black": "blacked out",
    "mean": "replaced by the mean colour",
    "telea": "painted over",
}


def reading(
    pair: tuple[RegionExplanation, RegionExplanation],
    analysis: Analysis,
    caps: tuple[Caps, Caps] = (UNKNOWN, UNKNOWN),
) -> str:
    """Say in one paragraph what the two classifiers rest on, and where that is unknown.

    Parameters
    ----------
    pair : tuple of RegionExplanation
        With and without background, in either unit.
    analysis : Analysis
        Of the same image, status ``ok``.
    caps : pair of pairs of float or None
        With and without background, the largest factors on the odds of "generated" and of "real"
        that are named; None for `LARGEST`.

    Returns
    -------
    str
        Percentages are shares of all contributions by magnitude. What multiplies the
        odds of "generated" does so by ``exp(phi)``: for a region the geometric mean over all
        orders of showing the regions, for all regions together exactly.

    Raises
    ------
    ValueError
        If the explanations are not of this analysis.
    """
    _check(pair, analysis)
    sentences = [
        *_of_one("with-background", pair[0], caps[0]),
        _of_background(pair[0], caps[0]),
        *_of_one("without-background", pair[1], caps[1]),
        "These numbers say what moved the scores, not whether the scores are right.",
    ]
    if any("more than" in sentence for sentence in sentences):
        sentences.append(CAPPED)
    return " ".join(sentence for sentence in sentences if sentence)


def _check(pair: tuple[RegionExplanation, RegionExplanation], analysis: Analysis) -> None:
    views = analysis.views
    scores = analysis.score_with_background, analysis.score_without_background
    same = all(
        s is not None and abs(e.prediction - s) <= 1e-3 for e, s in zip(pair, scores, strict=True)
    )
    if views is not None:
        # Sure scores of two images may be the same to many digits: the pictures must be, too.
        images = views.network_rgb, views.network_stripped
        same &= all(np.array_equal(e.image, image) for e, image in zip(pair, images, strict=True))
    if not same:
        raise ValueError("The explanations belong to another image or to other models.")


def _of_one(name: str, found: RegionExplanation, caps: Caps) -> list[str]:
    change, small = float(found.phi.sum()), SMALL[found.unit]
    scores = (
        f"{score_text(found.prediction, 2)}, against {score_text(found.hidden_score, 2)} "
        f"with all regions {HIDDEN[found.masker]}"
    )
    if np.abs(found.phi).sum() < small:
        return [
            f"The {name} classifier hardly reacts to any region (score {scores}); "
            "nothing can be said about what it rests on."
        ]
    named = _named(found)
    if not named:
        main = f"The {name} classifier rests on many regions a little, and on none mainly"
    else:
        parts = [f"{found.players[i]} ({_percent(found.shares[i])})" for i in named]
        main = f"The {name} classifier rests mainly on {listed(parts)}"
        main += f", {_directions(found, named)}"
    if found.unit == "log-odds" and abs(change) >= small:
        done = "multiplied" if change > 0 else "divided"
        scores += f": the odds of “generated” {done} by {factor_words(change, caps)}"
    sentences = [f"{main} (score {scores})."]
    from_even = found.baseline - float(to_unit(0.5, found.unit))
    if abs(change) < small:
        against, toward = found.phi[found.phi < 0].sum(), found.phi[found.phi > 0].sum()
        sizes = f"{toward:+.2f}", f"{against:+.2f}"
        if found.unit == "log-odds":
            sizes = f"odds × {factor_words(toward, caps)}", f"odds ÷ {factor_words(against, caps)}"
        sentences.append(
            f"Its score is nearly that of the hidden image because contributions for "
            f"({sizes[0]}) and against ({sizes[1]}) “generated” cancel out."
        )
    elif (found.hidden_score > 0.5) == (found.prediction > 0.5) and abs(change) < abs(from_even):
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
            f"{listed([found.players[i] for i in group])} pushing {_way(group is toward)}"
            for group in groups
        )
    every = {1: "", 2: "both "}.get(len(named), "all ")
    return f"{every}pushing {_way(bool(toward))}"


def _way(toward: bool) -> str:
    return f"{'toward' if toward else 'away from'} “generated”"


def _of_background(found: RegionExplanation, caps: Caps) -> str:
    name = CLASSES[BACKGROUND]
    if name not in found.players or np.abs(found.phi).sum() < SMALL[found.unit]:
        return ""
    phi = float(found.phi[found.players.index(name)])
    share = f"{_percent(found.background_share)} of all contributions"
    if found.unit == "score":
        return f"The background moved its score by {phi:+.2f} ({share})."
    if (factor := factor_words(phi, caps)) == "1.0":
        return f"Showing the background hardly changes the odds of “generated” ({share})."
    does = "multiplies" if phi > 0 else "divides"
    return (
        f"On average, showing the background {does} the odds of “generated” by {factor} ({share})."
    )


def factor_words(change: float, caps: Caps = UNKNOWN) -> str:
    """Return ``exp(|change|)`` in two digits: by how much the odds are multiplied or divided.

    Above what `caps` back for "generated" and "real", only that it is more; `NOT_BACKED` where they
    back none.
    """
    factor = float(np.exp(min(abs(change), 700.0)))
    most = caps[0 if change > 0 else 1] or LARGEST
    if factor > most:
        if most < 1.05:  # "more than 1.0" would say nothing
            return NOT_BACKED
        return f"more than {most:,.0f}" if most >= 9.95 else f"more than {most:.1f}"
    return f"{factor:.1f}" if factor < 9.95 else f"{float(f'{factor:.1e}'):,.0f}"


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"
