"""How strongly the scores of an image support its verdict, on the verbal scale of the ENFSI."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from gng_desktop.analysis.held_out import HeldOut, Share, held_out

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

Proposition = Literal["generated", "real"]

NO_CONCLUSION, NO_SUPPORT = "no conclusion", "no support"
SCALE = (
    (1e6, "extremely strong support"),
    (1e4, "very strong support"),
    (1e3, "strong support"),
    (1e2, "moderately strong support"),
    (10.0, "moderate support"),
    (2.0, "weak support"),
)
"""Least likelihood ratio and words: ENFSI Guideline for Evaluative Reporting in Forensic Science
(2015), the table of verbal equivalents. Below the last, neither proposition is supported."""
ROLES = ("with_background", "without_background")
NO_SIGN = "No sign of generation found"
"""The headline of a verdict "real" that is hardly supported."""
MODERATE = 10.0
"""The likelihood ratio from which a photo may be called real without that reservation."""
UNSEEN = {
    "generated": "sources that were left out of training",
    "real": "generators that were left out of training",
}
"""Where the images come from whose share bounds the support for each proposition."""
MIN_SOURCE = 30
"""Images from which a source's own error rate counts, as where the thresholds were chosen."""

_IF = {
    "generated": "if the face was generated (by a generator of the kinds known to the models) "
    "than if it is a real photo",
    "real": "if the face is a real photo than if it was generated (by a generator of the kinds "
    "known to the models)",
}
_OTHERS = {"generated": "held-out real photos", "real": "held-out generated images"}
_CALLED = {"generated": "called generated", "real": "called real"}
_SCORED = {"generated": "scored as high", "real": "scored as low"}


@dataclass(frozen=True)
class Support:
    """What the two scores of an image are worth as evidence.

    Attributes
    ----------
    proposition : {"generated", "real"} or None
        What is supported; None where no conclusion is drawn.
    word : str
        Of `SCALE`, `NO_SUPPORT` or `NO_CONCLUSION`.
    ratio : float or None
        The likelihood ratio claimed for `proposition`, rounded down to two digits.
    capped : bool
        Whether the scores would claim more than the held-out images back.
    sentence : str
        For people.
    """

    proposition: Proposition | None
    word: str
    ratio: float | None
    capped: bool
    sentence: str


@dataclass(frozen=True)
class Bound:
    """The largest likelihood ratio that a model's held-out images back.

    Attributes
    ----------
    ratio : float
        (images + 1) / (errors + 1).
    errors : Share
        Of the images of the other class, those called `proposition`, or where `by_score` those
        that scored as low, or as high, as the image in question.
    source : str
        Where they come from; ``""`` for all sources together.
    by_score : bool
    """

    ratio: float
    errors: Share
    source: str
    by_score: bool = False


def likelihood_ratio(score: float) -> float:
    """Return how many times more probable a score is if the face was generated than if real.

    Parameters
    ----------
    score : float
        Calibrated at even prior odds, 0..1 (`gng_desktop.training.calibration.fit_platt`), so
        that the posterior odds are the likelihood ratio itself.

    Returns
    -------
    float
        score / (1 - score); infinite for 1.
    """
    return score / (1 - score) if score < 1 else math.inf


def verbal(ratio: float) -> str:
    """Return the words of `SCALE` for a likelihood ratio from 0.

    Below 1 its reciprocal counts, in favour of the other proposition.
    """
    strength = ratio if ratio >= 1 else (1 / ratio if ratio > 0 else math.inf)
    return next((words for least, words in SCALE if strength >= least), NO_SUPPORT)


def bound(found: HeldOut, proposition: Proposition, score: float | None = None) -> Bound | None:
    """Return the largest likelihood ratio for `proposition` that the held-out images back.

    The idea is that of the empirical lower and upper bounds (ELUB; Vergeer, van Es, de Jongh,
    Alberink and Stoel, Science & Justice 56, 2016): no ratio is claimed that one more misleading
    image would refute. Of `n` held-out images of the other class, `k` were called
    `proposition`. The manifest does not tell how high those `k` scored, so each is taken to have
    scored as high as the image in question, the image in question is counted as one more such
    error, and the share of the images of the right class that score as high is taken to be its
    largest, 1: the ratio is at most 1 / ((k + 1) / (n + 1)).

    The origin of an image is not known, so the least favourable source decides: the smallest
    ratio of all sources together and of every source of at least `MIN_SOURCE` images that shows
    an error. A source without any only joins the rest, as a bound must not shrink because a
    small faultless source was added to the test.

    The generator may be one that nobody has trained on. Where the manifest tells how images
    scored in networks trained without their generator, or their real source, the share of those
    that scored as misleadingly as `score`, every generator counting alike, bounds the ratio too.

    Parameters
    ----------
    found : HeldOut
    proposition : {"generated", "real"}
    score : float, optional
        The score in question, 0..1.

    Returns
    -------
    Bound or None
        None where no image of the other class was held out.
    """
    generated = proposition == "real"
    pooled = found.errors("generated" if generated else "real")
    if pooled is None:
        return None
    candidates = [("", pooled)] + [
        (source.name, source.errors)
        for source in found.sources
        if source.generated is generated
        and source.errors.hits
        and source.errors.images >= MIN_SOURCE
    ]
    bounds = [Bound((e.images + 1) / (e.hits + 1), e, name) for name, e in candidates]
    if found.unseen is not None and score is not None:
        e = found.unseen.misleading(score, "generated" if generated else "real")
        if e is not None:
            ratio = (e.images + 1) / (e.hits + 1)
            bounds.append(Bound(ratio, e, UNSEEN[proposition], by_score=True))
    return min(bounds, key=lambda b: b.ratio)


def support(analysis: Analysis, models: Mapping[str, Any]) -> Support:
    """Return what the scores of `analysis` are worth, made by `models`.

    Both classifiers judge one face, so their ratios are never multiplied: the weaker decides.

    Parameters
    ----------
    analysis : Analysis
    models : mapping of str to StoredModel
        By role, those that made it; the manifests tell of the held-out images.

    Returns
    -------
    Support
    """
    if analysis.status != "ok" or analysis.verdict is None:
        return _none("No face was judged, so there is nothing that could support anything.")
    proposition = analysis.verdict
    scores = (analysis.score_with_background, analysis.score_without_background)
    if proposition == "inconclusive" or None in scores:
        return _none(f"No conclusion is drawn from the scores. {analysis.reason}".rstrip())
    bounds = [
        _bound_of(analysis, models, role, proposition, score)
        for role, score in zip(ROLES, scores, strict=True)
    ]
    if None in bounds:
        return _none(
            "The strength of the support cannot be told, because test figures of the models are "
            "missing; publish them anew with 'gng-desktop models add'."
        )
    claims: list[tuple[float, Bound | None]] = []
    for score, limit in zip(scores, bounds, strict=True):
        assert score is not None and limit is not None
        ratio = likelihood_ratio(score if proposition == "generated" else 1 - score)
        claims.append((limit.ratio, limit) if ratio > limit.ratio else (ratio, None))
    weakest, limit = min(claims, key=lambda claim: claim[0])
    return _worded(proposition, weakest, limit)


def headline(analysis: Analysis) -> str:
    """Return `NO_SIGN` where the verdict is real and its support weak, else ""."""
    ratio = analysis.likelihood_ratio
    weak = analysis.verdict == "real" and ratio is not None and ratio < MODERATE
    return NO_SIGN if weak else ""


def model_of(analysis: Analysis, models: Mapping[str, Any], role: str) -> Any:
    """Return the model of `role` if it is the one that `analysis` was made with, else None."""
    model = models.get(role)
    used = analysis.segmenter if role == "segmenter" else getattr(analysis, f"classifier_{role}")
    # A model without a label is nobody's: those who hand it over vouch for it.
    return model if model is None or getattr(model, "label", used) == used else None


def _bound_of(
    analysis: Analysis,
    models: Mapping[str, Any],
    role: str,
    proposition: Proposition,
    score: float | None,
) -> Bound | None:
    model = model_of(analysis, models, role)
    found = None if model is None else held_out(getattr(model.manifest, "metrics", {}))
    return None if found is None else bound(found, proposition, score)


def _none(sentence: str) -> Support:
    return Support(None, NO_CONCLUSION, None, False, sentence)


def _worded(proposition: Proposition, ratio: float, limit: Bound | None) -> Support:
    ratio = _rounded_down(ratio)
    # Below 1, which odd thresholds allow, the score contradicts the verdict: no support either.
    word = verbal(max(ratio, 1.0))
    times = f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:g}"
    if word == NO_SUPPORT:
        sentence = (
            f"The scores are less than 2 times more probable {_IF[proposition]}: no support for "
            "either."
        )
    elif limit is None:
        sentence = f"The scores are about {times} times more probable {_IF[proposition]}: {word}."
    else:
        sentence = (
            f"The scores are at most about {times} times more probable {_IF[proposition]}: {word}."
        )
    if limit is not None:
        wrong, n = limit.errors.hits, limit.errors.images
        of = f" of {limit.source}" if limit.source else ""
        done = _SCORED[proposition] if limit.by_score else _CALLED[proposition]
        errors = f"{wrong or 'none'} of them {done}"
        sentence += f" {n} {_OTHERS[proposition]}{of}, {errors}, back no more."
    return Support(proposition, word, ratio, limit is not None, sentence)


def _rounded_down(ratio: float) -> float:
    """Return `ratio`, above 0, with two significant digits, never raised: a claim is not."""
    step = 10.0 ** (math.floor(math.log10(ratio)) - 1)
    # 2.3 / 0.1 is 22.999...: without the hair the rounding would lose a whole step.
    return round(math.floor(ratio / step + 1e-9) * step, 12)
