"""The settings: the one place where key, kind, default and words of each are declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from gng_desktop.explain.catalogue import MASKERS, METHODS, PALETTES, UNITS
from gng_desktop.imaging.labels import PALETTES as CLASS_PALETTES
from gng_desktop.ui.language import LANGUAGES, QT_TR_NOOP
from gng_desktop.ui.style import THEMES

Kind = Literal["choice", "int", "bool", "folder"]
Applies = Literal["now", "models", "restart"]
Value = str | int | bool

SECTIONS: dict[str, str] = {
    "appearance": QT_TR_NOOP("Appearance"),
    "computing": QT_TR_NOOP("Computing"),
    "explanation": QT_TR_NOOP("Explanation"),
}
"""Headings by key, in the order shown."""


@dataclass(frozen=True)
class Setting:
    """One thing the user may choose.

    Attributes
    ----------
    key : str
        Under which it is kept; never shown, never changed.
    kind : {"choice", "int", "bool", "folder"}
        A folder is its path, "" for none.
    default : str, int or bool
    label, tip : str
        As shown, in a few words and in a sentence; marked for translation.
    section : str
        A key of `SECTIONS`.
    choices : tuple of (str, str)
        Of a choice: each value and how it is called.
    low, high, step : int
        Of an int: least and most, both allowed, and what a press of an arrow adds.
    special : str
        How an int's least value or a folder's "" is called, where that means something else.
    applies : {"now", "models", "restart"}
        When a change takes effect: at once, once the models are loaded anew, at the next start.
    """

    key: str
    kind: Kind
    default: Value
    label: str
    tip: str
    section: str
    choices: tuple[tuple[str, str], ...] = ()
    low: int = 0
    high: int = 0
    step: int = 1
    special: str = ""
    applies: Applies = "now"


THEME_WORDS = {
    "System": QT_TR_NOOP("As the system"),
    "Light": QT_TR_NOOP("Light"),
    "Dark": QT_TR_NOOP("Dark"),
}
DEVICE_WORDS = {
    "auto": QT_TR_NOOP("The best there is"),
    "cpu": QT_TR_NOOP("CPU"),
    "gpu:0": QT_TR_NOOP("First GPU"),
    "gpu:1": QT_TR_NOOP("Second GPU"),
    "gpu:2": QT_TR_NOOP("Third GPU"),
    "gpu:3": QT_TR_NOOP("Fourth GPU"),
}
METHOD_WORDS = {
    "shap": QT_TR_NOOP("SHAP"),
    "regions": QT_TR_NOOP("Regions"),
    "gradcam": QT_TR_NOOP("Grad-CAM"),
    "fullgrad": QT_TR_NOOP("Full-Grad"),
    "attention": QT_TR_NOOP("Attention"),
}
MASKER_WORDS = {
    "telea": QT_TR_NOOP("Telea inpainting"),
    "blur": QT_TR_NOOP("Blur"),
    "black": QT_TR_NOOP("Black"),
    "mean": QT_TR_NOOP("Mean colour"),
}
UNIT_WORDS = {
    "log-odds": QT_TR_NOOP("Log-odds of the score"),
    "score": QT_TR_NOOP("Score"),
}
MAP_PALETTE_WORDS = {
    "red-blue": QT_TR_NOOP("Red and blue"),
    "colour-blind-safe": QT_TR_NOOP("Orange and blue, safe for the colour-blind"),
}
CLASS_PALETTE_WORDS = {
    "mut1ny": QT_TR_NOOP("As in Mut1ny"),
    "colour-blind-safe": QT_TR_NOOP("Safe for the colour-blind"),
}


def _choices(
    keys: Mapping[str, object] | tuple[str, ...], words: dict[str, str]
) -> tuple[tuple[str, str], ...]:
    """Pair what the rooms below offer with how it is called; a new entry shows its key."""
    return tuple((key, words.get(key, key)) for key in keys)


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme",
        "choice",
        "System",
        QT_TR_NOOP("Theme"),
        QT_TR_NOOP("Light or dark; the ground of the pictures is the same in both."),
        "appearance",
        _choices(THEMES, THEME_WORDS),
    ),
    Setting(
        "language",
        "choice",
        "system",
        QT_TR_NOOP("Language"),
        QT_TR_NOOP("The language of the window."),
        "appearance",
        tuple(LANGUAGES.items()),
        applies="restart",
    ),
    Setting(
        "map_palette",
        "choice",
        PALETTES[0],
        QT_TR_NOOP("Colours of maps"),
        QT_TR_NOOP("The first colour moves the score toward generated, the second away."),
        "appearance",
        _choices(PALETTES, MAP_PALETTE_WORDS),
    ),
    Setting(
        "class_palette",
        "choice",
        "mut1ny",
        QT_TR_NOOP("Colours of classes"),
        QT_TR_NOOP("Of the segmentation on the screen; files carry the colours of Mut1ny."),
        "appearance",
        _choices(CLASS_PALETTES, CLASS_PALETTE_WORDS),
    ),
    Setting(
        "outlines",
        "bool",
        False,
        QT_TR_NOOP("Outlines instead of colours"),
        QT_TR_NOOP("Draw the borders of the classes and leave the picture as it is."),
        "appearance",
    ),
    Setting(
        "device",
        "choice",
        "auto",
        QT_TR_NOOP("Device"),
        QT_TR_NOOP("What the networks run on. The best there is: the first GPU, else the CPU."),
        "computing",
        tuple(DEVICE_WORDS.items()),
        applies="models",
    ),
    Setting(
        "threads",
        "int",
        0,
        QT_TR_NOOP("CPU threads"),
        QT_TR_NOOP("How many threads of the CPU the networks use."),
        "computing",
        high=256,
        special=QT_TR_NOOP("All"),
        applies="models",
    ),
    Setting(
        "models",
        "folder",
        "",
        QT_TR_NOOP("Folder of models"),
        QT_TR_NOOP("Searched for models first; empty means only the usual places."),
        "computing",
        special=QT_TR_NOOP("The usual places"),
        applies="models",
    ),
    Setting(
        "background_analysis",
        "bool",
        True,
        QT_TR_NOOP("Analyse all images of the list"),
        QT_TR_NOOP("In the background, while you look at one of them."),
        "computing",
    ),
    Setting(
        "method",
        "choice",
        "shap",
        QT_TR_NOOP("Method"),
        QT_TR_NOOP("How an image is explained unless you choose another method."),
        "explanation",
        _choices(METHODS, METHOD_WORDS),
    ),
    Setting(
        "masker",
        "choice",
        "telea",
        QT_TR_NOOP("Hidden pixels become"),
        QT_TR_NOOP("What SHAP puts in the place of the pixels it hides."),
        "explanation",
        _choices(MASKERS, MASKER_WORDS),
    ),
    Setting(
        "evaluations",
        "int",
        500,
        QT_TR_NOOP("Evaluations per map"),
        QT_TR_NOOP("Classifier calls that SHAP spends on one map: more is finer and slower."),
        "explanation",
        low=100,
        high=10_000,
        step=100,
    ),
    Setting(
        "unit",
        "choice",
        UNITS[0],
        QT_TR_NOOP("Contributions in"),
        QT_TR_NOOP("What SHAP and regions share out; the log-odds tell more of a sure score."),
        "explanation",
        _choices(UNITS, UNIT_WORDS),
    ),
)
"""Every setting, section by section in the order shown."""


def valid(setting: Setting, value: object) -> bool:
    """Return whether `value` is of the kind and in the range that `setting` allows."""
    if setting.kind == "choice":
        return any(value == key for key, _ in setting.choices)
    if setting.kind == "int":
        # True is an int to Python, not to the user.
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and setting.low <= int(str(value)) <= setting.high
    return isinstance(value, bool if setting.kind == "bool" else str)
