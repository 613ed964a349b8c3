"""The ways to explain a score, by name; light to import, for menus and command lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Choice = Literal["evaluations", "masker", "unit"]


@dataclass(frozen=True)
class Method:
    """One way to explain.

    Attributes
    ----------
    key : str
        As typed on the command line, and part of file names.
    result : str
        `Explanation.method` of its maps.
    words : str
        As shown.
    tip : str
        What it does, in one sentence.
    heeds : tuple of {"evaluations", "masker", "unit"}
        The choices that its maps depend on.
    masker : str
        What it hides pixels by where that is no choice; "" where it hides none.
    inside : bool
        Whether it looks inside the network, which needs TensorFlow.
    """

    key: str
    result: str
    words: str
    tip: str
    heeds: tuple[Choice, ...] = ()
    masker: str = ""
    inside: bool = False


METHODS: dict[str, Method] = {
    m.key: m
    for m in (
        Method(
            "shap",
            "shap-partition",
            "SHAP",
            "Hides rectangles of the image and distributes the change in score among them.",
            heeds=("evaluations", "masker", "unit"),
        ),
        Method(
            "regions",
            "regions",
            "Regions",
            "Exact Shapley values of the face's regions and the background: every combination is "
            "scored.",
            heeds=("unit",),
            masker="blur",
        ),
        Method(
            "gradcam",
            "grad-cam",
            "Grad-CAM",
            "Where the features are that raise (red) or lower (blue) the score; coarse but fast.",
            inside=True,
        ),
        Method(
            "fullgrad",
            "full-grad",
            "Full-Grad",
            "Gradients of the input and of every bias; sums exactly to the log-odds of the score.",
            inside=True,
        ),
        Method(
            "attention",
            "attention",
            "Attention",
            "How strongly the network responds at each place, but not in which direction.",
            inside=True,
        ),
    )
}

ON_ANY = tuple(method.key for method in METHODS.values() if not method.inside)

MASKERS: dict[str, str] = {
    "telea": "Telea inpainting",
    "blur": "blur",
    "black": "black",
    "mean": "mean colour",
}
"""What may replace hidden pixels, and how it is shown; the sources use Telea inpainting."""

Unit = Literal["log-odds", "score"]
UNITS: tuple[Unit, ...] = get_args(Unit)
"""What SHAP maps and regions count contributions in; the first by default. The other
methods have no choice: see `Explanation.unit`."""

PALETTES: tuple[str, ...] = ("red-blue", "colour-blind-safe")
"""Colours of maps: red and blue, or the vermilion and blue that colour-blind people tell apart."""


def method_name(result: str) -> str:
    """Return how the method of a map, `Explanation.method`, is shown."""
    return next((m.words for m in METHODS.values() if m.result == result), result)


@dataclass(frozen=True)
class ExplainChoices:
    """How maps are computed, and of which further detector; "" for both classifiers."""

    method: str
    evaluations: int
    masker: str
    unit: Unit
    detector: str = ""

    @property
    def settings(self) -> tuple[str, int, str, Unit]:
        return self.method, self.evaluations, self.masker, self.unit


def settings_key(method: str, evaluations: int, masker: str, unit: str) -> str:
    """Return what tells an explanation from others of the same image: all that `method` heeds."""
    chosen = {"evaluations": str(evaluations), "masker": masker, "unit": unit}
    return " ".join([method, *(chosen[name] for name in METHODS[method].heeds)])
