"""The settings: the one place where key, kind, default and words of each are declared.

The words are for the translator, too: ``docs/texts.py`` collects them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal, cast

from gng_desktop.explain.catalogue import MASKERS, METHODS
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
        Under which it is stored; never shown, never changed.
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


_TABLE = """
[appearance]
theme | choice | System | now
    Theme | Light or dark; images have the same background in both.
language | choice | system | restart
    Language | The language of the window.
map_palette | choice | red-blue | now
    Colours of maps
    | The first colour moves the score toward generated, the second away from it.
class_palette | choice | mut1ny | now
    Colours of classes
    | For the segmentation on screen; saved files use the Mut1ny colours.
outlines | bool | off | now
    Outlines instead of colours | Draw class outlines and leave the image uncovered.
[computing]
device | choice | auto | models
    Device
    | What the networks run on. Automatic: the first GPU, or the CPU if there is none.
threads | int 0 256 1 | 0 | models
    CPU threads | How many threads of the CPU the networks use. | All
models | folder | | models
    Models folder
    | Searched for models first; leave empty to use only the standard locations.
    | Standard locations
deciding | text | | models
    Deciding detectors
    | The detectors that decide the verdict, separated by commas: with-background,
    without-background, or the id of a calibrated further detector.
    | Standard for the models in use
fast | bool | off | models
    Fast analysis
    | Leave out the ViT detector, which finds more but takes time; results say so.
background_analysis | bool | on | now
    Analyse all images of the list | In the background, while you look at one of them.
cache_mb | int 0 100000 100 | 1000 | now
    Results cache, MB
    | Maps and stress tests are stored on disk so that none has to be computed twice. | None
[explanation]
method | choice | shap | now
    Method | How an image is explained unless you choose another method.
masker | choice | telea | now
    Hidden pixels become | What SHAP puts in place of the pixels it hides.
evaluations | int 100 10000 100 | 500 | now
    Evaluations per map | Classifier calls per SHAP map: more is finer but slower.
unit | choice | log-odds | now
    Contributions in
    | What SHAP and Regions distribute; log-odds show more where the score is near 0 or 1.
"""
"""Section by section in the order shown. Of each setting: its key, its kind (of an int also the
least and greatest value and the step), its default, when a change applies; below these its label,
its help and ``off``."""


def _settings() -> Iterator[Setting]:
    section = ""
    for entry in re.split(r"\n(?! )", _TABLE.strip()):
        if entry.startswith("["):
            section = entry.strip("[]")
            continue
        first, *lines = entry.splitlines()
        key, kind, default, when = (part.strip() for part in first.split("|"))
        label, about, *off = (part.strip() for part in " ".join(map(str.strip, lines)).split("|"))
        name, *limits = kind.split()
        low, high, step = map(int, limits or (0, 0, 1))
        values: dict[str, Value] = {"bool": default == "on", "int": int(default) if limits else 0}
        yield Setting(
            *(key, cast("Kind", name), values.get(name, default), label, about, section),
            *(tuple(_CHOICES.get(key, {}).items()), low, high, step, "".join(off)),
            applies=cast("Applies", when),
        )


SETTINGS = tuple(_settings())
"""Every setting."""


def valid(setting: Setting, value: object) -> bool:
    """Return whether `value` is of the kind and in the range that `setting` allows."""
    if setting.kind == "choice":
        return any(value == key for key, _ in setting.words)
    if setting.kind == "int":
        # True is an int to Python, not to the user.
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and setting.low <= int(str(value)) <= setting.high
    return isinstance(value, bool if setting.kind == "bool" else str)
