"""The words in a report's drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gng_desktop.analysis.support import NO_SUPPORT
from gng_desktop.casework.report import text
from gng_desktop.imaging.provenance.fields import clean

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Verdict
    from gng_desktop.analysis.stress import Kind, StressPoint

GENERATED_SHORT = "gen."
NO_LIMITS_SHORT = "no decision limits"

SUPPORT_STEPS: dict[str, tuple[str, ...]] = {
    NO_SUPPORT: ("no", "support"),
    "weak support": ("weak",),
    "moderate support": ("moderate",),
    "moderately strong support": ("moderately", "strong"),
    "strong support": ("strong",),
    "very strong support": ("very", "strong"),
    "extremely strong support": ("extremely", "strong"),
}
"""How the steps of the verbal scale are written into a drawing, a line each."""
RATIO_AT_LEAST = "ratio from"

AWAY, TOWARD = "away from “generated”", "toward “generated”"
AWAY_SHORT, TOWARD_SHORT = "away", "toward “generated”"
LITTLE, MUCH = "little weight", "much weight"
BAR_UNITS = {
    "log-odds": "contribution to the log-odds of the score (0.7 doubles the odds of “generated”)",
    "score": "contribution to the score, 0 to 1",
}
STRESS_KINDS: dict[Kind, str] = {
    "jpeg": "JPEG quality",
    "resize": "size, % of the original",
    "blur": "blur, px",
}


def ladder(word: str, proposition: Verdict) -> str:
    """Say what the drawing of the verbal scale shows."""
    return f"Verbal scale of support for “{proposition}”: {word}"


def region_words(row: tuple[str, float | None, float | None], digits: int) -> str:
    """Say what one pair of bars shows."""
    name, *values = row
    first, second = (text.NONE if v is None else text.signed(v, digits) for v in values)
    return f"{clean(name, 80)}: {first} {text.WITH}, {second} {text.WITHOUT}"


def amount(point: StressPoint) -> str:
    """Return the amount of a change, for a narrow box."""
    return f"{point.amount:g}"
