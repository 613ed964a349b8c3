"""From a network's raw output to a calibrated score, a zone, and a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.modelstore import Calibration, Fusion, StoredModel, Thresholds
from gng_desktop.modelstore.platt import apply_platt, log_odds

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Verdict


def calibrate(raw: NDArray[Any], calibration: Calibration | None) -> NDArray[np.float64]:
    """Map raw probabilities of "generated" to calibrated ones (Platt scaling on the logit).

    Parameters
    ----------
    raw : ndarray of float, any shape
        Network output, 0..1.
    calibration : Calibration or None
        From the model's manifest; None leaves `raw` as it is.

    Returns
    -------
    ndarray of float64, same shape
        0..1.

    Raises
    ------
    ValueError
        If `raw` holds nan or infinity: such a network has no opinion, not an inconclusive one.
    """
    if not np.isfinite(raw).all():
        raise ValueError("the network's output is not a number")
    if calibration is None:
        return apply_platt(raw, 1.0, 0.0)
    return apply_platt(raw, calibration.slope, calibration.intercept)


def fusion_of(models: Mapping[str, StoredModel]) -> Fusion | None:
    """Return the rule that fuses the scores of `models`, by role, if it was fitted for them."""
    # Stand-ins for models need not know of fusion.
    fusion: Fusion | None = getattr(models["with_background"].manifest, "fusion", None)
    if fusion is None:
        return None
    found = {role: models[role].sha256 for role in fusion.models if role in models}
    return fusion if found == fusion.models else None


def fuse(
    scores: Mapping[str, Any],
    weights: Mapping[str, float],
    intercept: float,
    alternatives: Mapping[str, float] = MappingProxyType({}),
    slope: float = 1.0,
    offset: float = 0.0,
) -> tuple[NDArray[np.float64], dict[str, NDArray[np.float64]]]:
    """Fuse calibrated scores in log-odds; see `gng_desktop.modelstore.Fusion`.

    Parameters
    ----------
    scores : mapping of str to float or ndarray of float
        By role or id, 0..1; arrays of one shape. An alternative that is nan is absent.
    weights, intercept, alternatives, slope, offset
        Of the rule.

    Returns
    -------
    tuple of ndarray of float64 and dict of str to ndarray of float64
        The fused scores, 0..1, and by role or id what each added to their log-odds (in nats).
    """
    parts = {role: weight * log_odds(scores[role]) for role, weight in weights.items()}
    total = np.asarray(sum(parts.values()) + intercept)
    for name, shift in alternatives.items():
        known = log_odds(scores[name]) + shift
        own = np.where(np.isnan(known), -np.inf, known)
        # Where one suffices 1 + odds multiply: the odds are a + b + ab.
        joined = np.logaddexp(np.logaddexp(total, own), total + own)
        parts[name], total = joined - total, joined
    shares = {name: slope * part for name, part in parts.items()}
    return np.asarray(1 / (1 + np.exp(-(slope * total + offset)))), shares


def zone(score: float, thresholds: Thresholds | None) -> Verdict:
    """Return where a calibrated score (0..1) lies; without thresholds always inconclusive."""
    if thresholds is None:
        return "inconclusive"
    if score > thresholds.generated_above:
        return "generated"
    if score < thresholds.real_below:
        return "real"
    return "inconclusive"


def verdict(
    with_background: Verdict,
    without_background: Verdict,
    novelty_with_background: float | None = None,
    novelty_without_background: float | None = None,
    framing: str = "",
    fused: Verdict | None = None,
    lifted_by: str = "",
    found_by: str = "",
    blurred: str = "",
) -> tuple[Verdict, str]:
    """Join the zones of the two classifiers.

    Without a fused score a decisive verdict needs both classifiers to decide, and to decide alike;
    with one, its zone decides unless they contradict each other, which is never averaged away: it
    then takes an alternative that finds a generator by itself. A face that is out of the scope of
    either is not decided at all.

    Parameters
    ----------
    with_background, without_background : {"generated", "real", "inconclusive"}
        Where each score lies.
    novelty_with_background, novelty_without_background : float or None
        Distances from the training images in units of the limit; None where not known.
    framing : str
        Why the face is framed unlike those of training; "" if it is not. Then it is never "real".
    fused : {"generated", "real", "inconclusive"}, optional
        Where the fused score lies.
    lifted_by : str
        The alternative without which the fused score would not lie above its limit; "" if none.
    found_by : str
        The alternative that finds a generator by itself; "" if none.
    blurred : str
        Why the fused score of a blurred face does not count as "generated"; "" if it may.

    Returns
    -------
    tuple of (Verdict, str)
        The verdict and, where it is inconclusive or the frame is unusual, why.
    """
    far = out_of_scope(
        {
            "the with-background classifier": novelty_with_background,
            "the without-background classifier": novelty_without_background,
        }
    )
    outcome, reason = _joined(with_background, without_background, fused, lifted_by, found_by)
    if far:
        outcome, reason = "inconclusive", far
    if outcome == "generated" and blurred:
        outcome, reason = "inconclusive", blurred
    if not framing:
        return outcome, reason
    if outcome == "real":
        return "inconclusive", framing
    return outcome, f"{reason} {framing}".strip()


def _joined(
    with_background: Verdict,
    without_background: Verdict,
    fused: Verdict | None,
    lifted_by: str,
    found_by: str,
) -> tuple[Verdict, str]:
    """Join the zones of a face within the scope of both classifiers."""
    contradict = (
        f"The classifiers contradict each other: {with_background} with background, "
        f"{without_background} without background"
    )
    opposed = {with_background, without_background} == {"generated", "real"}
    if opposed and fused == "generated" and found_by:
        return fused, f"{contradict}; the {found_by} decides between them."
    if fused is not None and not opposed:
        if fused == "inconclusive":
            return fused, "The fused score lies between its limits, where it does not decide."
        if lifted_by:
            return fused, f"The {lifted_by} decides: without it the fused score would be too low."
        return fused, ""
    if with_background == without_background:
        if with_background == "inconclusive":
            return (
                "inconclusive",
                "Both scores lie between the limits, where neither classifier decides.",
            )
        return with_background, ""
    if "inconclusive" in (with_background, without_background):
        decided = "with" if without_background == "inconclusive" else "without"
        return (
            "inconclusive",
            f"Only the classifier {decided} background reaches a decision; the other score lies "
            "between its limits.",
        )
    return "inconclusive", f"{contradict}."


def out_of_scope(novelties: Mapping[str, float | None]) -> str:
    """Return one sentence on the detectors that a face is out of the scope of; "" for none.

    Parameters
    ----------
    novelties : mapping of str to float or None
        Of one detector or both classifiers, as prose calls them, the novelty: above 1 is out of
        scope. None where it is not known.
    """
    far = {name: value for name, value in novelties.items() if value is not None and value > 1}
    if not far:
        return ""
    times = " and ".join(f"{value:.2f}" for value in far.values())
    if len(far) == 2:
        who, they, scores = "both classifiers", "they were", "their scores"
    else:
        who, they, scores = next(iter(far)), "it was", "its score"
    return (
        f"Out of scope: to {who} this face is unlike the images {they} trained and tested on "
        f"({times} times the limit); {scores} must not be relied on."
    )
