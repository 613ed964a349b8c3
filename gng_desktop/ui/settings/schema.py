"""The settings: the one place where key, kind, default and words of each are declared.

The words are for the translator, too: ``docs/texts.py`` collects them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from gng_desktop.explain.catalogue import MASKERS, METHODS, PALETTES, UNITS
from gng_desktop.ui.language import LANGUAGES

Kind = Literal["choice", "int", "bool", "folder", "text"]
Applies = Literal["now", "models", "restart"]
Value = str | int | bool

SECTIONS: dict[str, str] = {
    "appearance": "Appearance",
    "computing": "Computing",
    "explanation": "Explanation",
}
"""Headings by key, in the order shown."""


@dataclass(frozen=True)
class Setting:
    """One thing the user may choose.

    Attributes
    ----------
    key : str
        Under which it is kept; never shown, never changed.
    kind : {"choice", "int", "bool", "folder", "text"}
        A folder is its path, "" for none.
    label, help : str
        As shown, in a few words and in a sentence.
    section : str
        A key of `SECTIONS`.
    words : tuple of (str, str)
        Of a choice: each value and how it is called.
    off : str
        How an int's least value, a text's or a folder's "" is called, if it means something else.
    applies : {"now", "models", "restart"}
        When a change takes effect: at once, once the models are loaded again, at the next start.
    """

    key: str
    kind: Kind
    default: Value
    label: str
    help: str
    section: str
    words: tuple[tuple[str, str], ...] = ()
    low: int = 0
    high: int = 0
    step: int = 1
    off: str = ""
    applies: Applies = "now"
    unit: ClassVar[str] = ""
    means: ClassVar[str] = ""
    whole: ClassVar[bool] = True

    @property
    def about(self) -> Setting:
        return self


_GPUS = ("First GPU", "Second GPU", "Third GPU", "Fourth GPU")
DEVICE_WORDS = {"auto": "Automatic", "cpu": "CPU"} | {f"gpu:{n}": w for n, w in enumerate(_GPUS)}
_CHOICES = {
    "theme": {"System": "Follow system", "Light": "Light", "Dark": "Dark"},
    "language": LANGUAGES,
    "map_palette": {
        "red-blue": "Red and blue",
        "colour-blind-safe": "Orange and blue, safe for the colour-blind",
    },
    "class_palette": {"mut1ny": "As in Mut1ny", "colour-blind-safe": "Safe for the colour-blind"},
    "device": DEVICE_WORDS,
    "method": {key: method.words for key, method in METHODS.items()},
    "masker": {key: words[0].upper() + words[1:] for key, words in MASKERS.items()},
    "unit": {"log-odds": "Log-odds of the score", "score": "Score"},
}
"""By setting: each value and how it is called."""


def _choice(
    key: str, default: str, label: str, about: str, section: str, when: Applies = "now"
) -> Setting:
    words = tuple(_CHOICES[key].items())
    return Setting(key, "choice", default, label, about, section, words, applies=when)


SETTINGS: tuple[Setting, ...] = (
    _choice(
        "theme",
        "System",
        "Theme",
        "Light or dark; images have the same background in both.",
        "appearance",
    ),
    _choice(
        "language", "system", "Language", "The language of the window.", "appearance", "restart"
    ),
    _choice(
        "map_palette",
        PALETTES[0],
        "Colours of maps",
        "The first colour moves the score toward generated, the second away from it.",
        "appearance",
    ),
    _choice(
        "class_palette",
        "mut1ny",
        "Colours of classes",
        "For the segmentation on screen; saved files use the Mut1ny colours.",
        "appearance",
    ),
    Setting(
        "outlines",
        "bool",
        False,
        "Outlines instead of colours",
        "Draw class outlines and leave the image uncovered.",
        "appearance",
    ),
    _choice(
        "device",
        "auto",
        "Device",
        "What the networks run on. Automatic: the first GPU, or the CPU if there is none.",
        "computing",
        "models",
    ),
    Setting(
        "threads",
        "int",
        0,
        "CPU threads",
        "How many threads of the CPU the networks use.",
        "computing",
        high=256,
        off="All",
        applies="models",
    ),
    Setting(
        "models",
        "folder",
        "",
        "Models folder",
        "Searched for models first; leave empty to use only the standard locations.",
        "computing",
        off="Standard locations",
        applies="models",
    ),
    Setting(
        "deciding",
        "text",
        "",
        "Deciding detectors",
        "The detectors that decide the verdict, separated by commas: with-background, "
        "without-background, or the id of a calibrated further detector.",
        "computing",
        off="Standard for the models in use",
        applies="models",
    ),
    Setting(
        "fast",
        "bool",
        False,
        "Fast analysis",
        "Leave out the ViT detector, which finds more but takes time; results say so.",
        "computing",
        applies="models",
    ),
    Setting(
        "background_analysis",
        "bool",
        True,
        "Analyse all images of the list",
        "In the background, while you look at one of them.",
        "computing",
    ),
    Setting(
        "cache_mb",
        "int",
        1000,
        "Results cache, MB",
        "Maps and stress tests are stored on disk so that none has to be computed twice.",
        "computing",
        high=100_000,
        step=100,
        off="None",
    ),
    _choice(
        "method",
        "shap",
        "Method",
        "How an image is explained unless you choose another method.",
        "explanation",
    ),
    _choice(
        "masker",
        "telea",
        "Hidden pixels become",
        "What SHAP puts in place of the pixels it hides.",
        "explanation",
    ),
    Setting(
        "evaluations",
        "int",
        500,
        "Evaluations per map",
        "Classifier calls per SHAP map: more is finer but slower.",
        "explanation",
        low=100,
        high=10_000,
        step=100,
    ),
    _choice(
        "unit",
        UNITS[0],
        "Contributions in",
        "What SHAP and Regions distribute; log-odds show more where the score is near 0 or 1.",
        "explanation",
    ),
)
"""Every setting, section by section in the order shown."""


def valid(setting: Setting, value: object) -> bool:
    """Return whether `value` is of the kind and in the range that `setting` allows."""
    if setting.kind == "choice":
        return any(value == key for key, _ in setting.words)
    if setting.kind == "int":
        # True is an int to Python, not to the user.
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and setting.low <= int(str(value)) <= setting.high
    return isinstance(value, bool if setting.kind == "bool" else str)
