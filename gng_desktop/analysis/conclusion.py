"""The one conclusion on an image: headline, zones, support and reason, which never contradict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from gng_desktop.analysis import OWN
from gng_desktop.analysis.support import MODERATE, NO_SUPPORT, Support, model_of, support

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis, Verdict

Headline = Literal["generated", "real", "no sign", "inconclusive", "not_applicable", "error"]
UNKNOWN_STRENGTH = "strength not known"
FAINT = {
    "generated": (
        "The scores point to “generated”, but as far as held-out images show they are less than 2 "
        "times more probable if the face was generated: too little for a conclusion."
    ),
    "real": (
        "The scores point to “real”, but they lie so near the middle that they are less than 2 "
        "times more probable if the face is a real photo: too little for a conclusion."
    ),
}
"""Why a verdict that the scores do not support is inconclusive."""


@dataclass(frozen=True)
class Conclusion:
    """The conclusion on one image or face.

    Attributes
    ----------
    headline : str
        "no sign" stands for "real" with less than moderate support.
    verdict : {"generated", "real", "inconclusive"} or None
        None where no face was analysed.
    zones : tuple of two of {"generated", "real", "inconclusive"} or None
        Where the scores with and without background lie; None without a score or thresholds.
    reason : str
        Why it is inconclusive, or what else is to be known; "" for nothing.
    """

    headline: Headline
    verdict: Verdict | None
    zones: tuple[Verdict | None, Verdict | None]
    support: Support
    reason: str

    @property
    def support_word(self) -> str:
        """The support in words; "" where no face was analysed."""
        if self.verdict is None:
            return ""
        known = self.verdict == "inconclusive" or self.support.ratio is not None
        return self.support.word if known else UNKNOWN_STRENGTH

    @property
    def support_sentence(self) -> str:
        """What the support means; "" where the reason says it."""
        return self.support.sentence if self.verdict in ("generated", "real") else ""


def conclude(analysis: Analysis, models: Mapping[str, Any]) -> Conclusion:
    """Return the conclusion on `analysis`, made by `models` (by role).

    A decisive verdict that its scores support less than twice is inconclusive. Where only the
    held-out images do not back more for "real", no sign of generation was found all the same.
    """
    worth = support(analysis, models)
    verdict = analysis.verdict if analysis.status == "ok" else None
    reason = analysis.reason
    faint = worth.word == NO_SUPPORT and (verdict == "generated" or not worth.capped)
    if faint and verdict in ("generated", "real"):
        reason = f"{FAINT[verdict]} {reason}".strip()
        verdict = "inconclusive"
        worth = support(replace(analysis, verdict=verdict, reason=reason), models)
    return Conclusion(
        headline=_headline(analysis, verdict, worth.ratio),
        verdict=verdict,
        zones=_zones(analysis, models) if verdict else (None, None),
        support=worth,
        reason=reason,
    )


def _headline(analysis: Analysis, verdict: Verdict | None, ratio: float | None) -> Headline:
    if verdict is None:
        return "not_applicable" if analysis.status == "not_applicable" else "error"
    return "no sign" if weakly_real(verdict, ratio) else verdict


def weakly_real(verdict: Verdict | None, ratio: float | None) -> bool:
    """Tell whether "real" with this likelihood ratio only means that no sign was found."""
    return verdict == "real" and ratio is not None and ratio < MODERATE


def _zones(analysis: Analysis, models: Mapping[str, Any]) -> tuple[Verdict | None, Verdict | None]:
    from gng_desktop.analysis.scoring import zone  # brings OpenCV

    def lies(role: str) -> Verdict | None:
        score = getattr(analysis, f"score_{role}")
        model = model_of(analysis, models, role)
        limits = None if model is None else getattr(model.manifest, "thresholds", None)
        return None if score is None or limits is None else zone(score, limits)

    return lies(OWN[0]), lies(OWN[1])
