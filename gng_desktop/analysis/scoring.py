"""From a network's raw output to a calibrated score, a zone, and a verdict."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis.result import Verdict
from gng_desktop.modelstore import Calibration, Thresholds
from gng_desktop.modelstore.platt import apply_platt


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
) -> tuple[Verdict, str]:
    """Join the zones of the two classifiers.

    A decisive verdict needs both classifiers to decide, and to decide alike. A disagreement is
    told, not averaged away. A face that is out of the scope of either is not decided at all.

    Parameters
    ----------
    with_background, without_background : {"generated", "real", "inconclusive"}
        Where each score lies.
    novelty_with_background, novelty_without_background : float or None
        Distances from the training images in units of the limit; None where not known.
    framing : str
        Why the face is framed unlike those of training; "" if it is not. Then it is never "real".

    Returns
    -------
    tuple of (Verdict, str)
        The verdict and, where it is inconclusive or the frame is unusual, why.
    """
    outcome, reason = _joined(
        with_background, without_background, novelty_with_background, novelty_without_background
    )
    if not framing:
        return outcome, reason
    if outcome == "real":
        return "inconclusive", framing
    return outcome, f"{reason} {framing}".strip()


def _joined(
    with_background: Verdict,
    without_background: Verdict,
    novelty_with_background: float | None,
    novelty_without_background: float | None,
) -> tuple[Verdict, str]:
    if reason := out_of_scope(novelty_with_background, novelty_without_background):
        return "inconclusive", reason
    if with_background == without_background:
        if with_background == "inconclusive":
            return (
                "inconclusive",
                "Both scores lie between the limits within which neither decides.",
            )
        return with_background, ""
    if "inconclusive" in (with_background, without_background):
        decided = "with" if without_background == "inconclusive" else "without"
        return (
            "inconclusive",
            f"Only the classifier {decided} background decides; the other lies between its limits.",
        )
    return (
        "inconclusive",
        f"The classifiers contradict each other: with background {with_background}, "
        f"without background {without_background}.",
    )


def out_of_scope(with_background: float | None, without_background: float | None) -> str:
    """Say which classifiers a face is out of the scope of; empty where of none.

    Parameters
    ----------
    with_background, without_background : float or None
        The novelty to each: above 1 is out of scope. None where it is not known.

    Returns
    -------
    str
        One sentence for the user, or "".
    """
    far = {
        role: novelty
        for role, novelty in (("with", with_background), ("without", without_background))
        if novelty is not None and novelty > 1
    }
    if not far:
        return ""
    times = " and ".join(f"{novelty:.2f}" for novelty in far.values())
    if len(far) == 2:
        who, they, scores = "both classifiers", "they were", "their scores"
    else:
        who, they, scores = f"the {next(iter(far))}-background classifier", "it was", "its score"
    return (
        f"Out of scope: to {who} this face is unlike the images {they} trained and tested on "
        f"({times} times the limit); {scores} must not be relied on."
    )
