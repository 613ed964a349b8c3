"""How strongly the scores of an image support its verdict, on the verbal scale of the ENFSI."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from gng_desktop.analysis import FAST_NOTE, OWN
from gng_desktop.analysis.held_out import HeldOut, Share, held_out
from gng_desktop.core.text import N_

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.modelstore import Thresholds

Proposition = Literal["generated", "real"]
PROPOSITIONS: tuple[Proposition, Proposition] = ("generated", "real")

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
_OTHERS = {"generated": "real photos", "real": "generated images"}
_SCORED = {
    "generated": "with a score at least as high",
    "real": "with a score at least as low",
}


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
    """

    ratio: float
    errors: Share
    source: str
    by_score: bool = False


def likelihood_ratio(score: float) -> float:
    """Return how many times more probable a score is if the face was generated than if real.

    A score, 0..1, is calibrated at even prior odds (`gng_desktop.training.calibration.platt`), so
    that the posterior odds are the likelihood ratio itself. Infinite for 1.
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
            left_out = UNSEEN[proposition].replace("training", found.unseen.left_out_of)
            bounds.append(Bound(ratio, e, left_out, by_score=True))
    return min(bounds, key=lambda b: b.ratio)


def support(analysis: Analysis, models: Mapping[str, Any]) -> Support:
    """Return what the scores of `analysis` are worth, made by `models`.

    The deciding detectors see one face, so their ratios are never multiplied: the weakest decides.
    The fused score of the program's own classifiers stands for both, where there is one.

    Parameters
    ----------
    models : mapping of str to StoredModel
        By role or id, those that made it; the manifests tell of the held-out images.
    """
    if analysis.status != "ok" or analysis.verdict is None:
        return _none(N_("No face was analysed, so there is nothing to support a conclusion."))
    proposition = analysis.verdict
    evidence = list(_evidence(analysis, models).values())
    if proposition == "inconclusive" or any(score is None for score, _ in evidence):
        return _none(f"No conclusion is drawn from the scores. {analysis.reason}".rstrip())
    scores = [score for score, _ in evidence]
    bounds = [_bound_of(source, proposition, score) for score, source in evidence]
    if None in bounds:
        return _none(
            N_(
                "The strength of the support cannot be given, because the models' test figures "
                "are missing; publish the models again with 'gng-desktop models add'."
            )
        )
    claims: list[tuple[float, Bound | None]] = []
    for score, limit in zip(scores, bounds, strict=True):
        assert score is not None and limit is not None
        ratio = likelihood_ratio(score if proposition == "generated" else 1 - score)
        claims.append((limit.ratio, limit) if ratio > limit.ratio else (ratio, None))
    weakest, limit = min(claims, key=lambda claim: claim[0])
    return _worded(proposition, weakest, limit)


def most_backed(
    analysis: Analysis, models: Mapping[str, Any], role: str
) -> tuple[float | None, float | None]:
    """Return the largest likelihood ratios for "generated" and "real" that can be claimed.

    Those that the held-out images of the model of `role` back; None where that is not known.
    """
    score = getattr(analysis, f"score_{role}")
    model = model_of(analysis, models, role)
    found = (_bound_of(model, side, score) for side in PROPOSITIONS)
    generated, real = (None if limit is None else _rounded_down(limit.ratio) for limit in found)
    return generated, real


def model_of(analysis: Analysis, models: Mapping[str, Any], role: str) -> Any:
    """Return the model of `role` if it is the one that `analysis` was made with, else None.

    See `by_rule_of`.
    """
    model = models.get(role)
    used = analysis.label_of(role)
    # A model without a label is nobody's: those who hand it over vouch for it.
    if model is None or getattr(model, "label", used) != used:
        return None
    return by_rule_of(model, analysis.notes)


def by_rule_of(model: Any, notes: Collection[str]) -> Any:
    """Return a model with the rule of fusion, its own or that of ``--fast``, behind a result.

    Parameters
    ----------
    model : StoredModel or ModelSheet
        Loaded with or without ``--fast``.
    notes : collection of str
        Of the result.
    """
    manifest = getattr(model, "full", None) or getattr(model, "manifest", None)
    fusion = getattr(manifest, "fusion", None)
    if manifest is None or fusion is None:
        return model
    rule = (FAST_NOTE in notes and getattr(fusion, "fast", None)) or fusion
    if model.manifest.fusion is rule:
        return model
    return replace(model, manifest=replace(manifest, fusion=rule))


def deciding_limits(analysis: Analysis, models: Mapping[str, Any]) -> dict[str, Thresholds | None]:
    """Return the limits by which the verdict of `analysis` was made, where `models` know them.

    Returns
    -------
    dict of str to (Thresholds or None)
        Of "fused", which stands for both classifiers, of a role or of a further detector's id;
        None where they are not known, as of models that are not in use.
    """
    sources = {name: source for name, (_, source) in _evidence(analysis, models).items()}
    return {
        name: getattr(getattr(source, "manifest", source), "thresholds", None)
        for name, source in sources.items()
    }


def _evidence(analysis: Analysis, models: Mapping[str, Any]) -> dict[str, tuple[float | None, Any]]:
    """Return the scores that the verdict rests on, each with what holds its test figures."""
    return {
        name: (
            score,
            _rule_of(analysis, models) if name == "fused" else model_of(analysis, models, name),
        )
        for name, score in analysis.deciding_scores.items()
    }


def _rule_of(analysis: Analysis, models: Mapping[str, Any]) -> Any:
    """Return the rule that fused the scores of `analysis`; None where `models` do not hold it."""
    own = [model_of(analysis, models, role) for role in OWN]
    rule = None if None in own else getattr(own[0].manifest, "fusion", None)
    if rule is not None and not all(
        own[1].sha256 == digest
        if name == OWN[1]
        # Which one it was the analysis says: with --fast it need not be loaded.
        else str(analysis.label_of(name)).endswith(f"@{digest[:12]}")
        for name, digest in rule.models.items()
    ):
        return None
    return rule


def _bound_of(source: Any, proposition: Proposition, score: float | None) -> Bound | None:
    """Return the bound from the figures of a model or of a fusion."""
    metrics = getattr(getattr(source, "manifest", source), "metrics", None)
    found = None if metrics is None else held_out(metrics)
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
        done = _SCORED[proposition] if limit.by_score else "misclassified"
        errors = f"{f'{wrong:,}' if wrong else 'none'} of them {done}"
        if limit.by_score and wrong:
            # No count of images: the mean share over groups of unlike sizes.
            each = "source" if proposition == "generated" else "generator"
            errors = f"{100 * limit.errors.value:.1f} % of them {done}, every {each} weighing alike"
        others = f"{n:,} {_OTHERS[proposition]}{of}, {errors}"
        sentence += f" The held-out images do not allow stronger support than this ({others})."
    return Support(proposition, word, ratio, limit is not None, sentence)


def _rounded_down(ratio: float) -> float:
    """Return `ratio`, above 0, with two significant digits, never raised: a claim is not."""
    step = 10.0 ** (math.floor(math.log10(ratio)) - 1)
    # 2.3 / 0.1 is 22.999...: without the hair the rounding would lose a whole step.
    return round(math.floor(ratio / step + 1e-9) * step, 12)
