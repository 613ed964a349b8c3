"""The settings, as ``resources/settings.toml`` declares them, and the words of choices.

Both are for the translator, too: ``docs/texts.py`` collects them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from gng_desktop.core.shipped import shipped
from gng_desktop.core.text import capital
from gng_desktop.explain.catalogue import MASKERS, METHODS
from gng_desktop.ui.kit.language import LANGUAGES

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
    "masker": {key: capital(words) for key, words in MASKERS.items()},
    "unit": {"log-odds": "Log-odds of the score", "score": "Score"},
}
"""By setting: each value and how it is called."""


def _settings() -> Iterator[Setting]:
    text = (shipped("resources") / "settings.toml").read_text(encoding="utf-8")
    for section, group in tomllib.loads(text).items():
        for key, about in group.items():
            words = tuple(_CHOICES.get(key, {}).items())
            yield Setting(key=key, section=section, words=words, **about)


SETTINGS = tuple(_settings())
"""Every setting, in the order shown."""


def valid(setting: Setting, value: object) -> bool:
    """Return whether `value` is of the kind and in the range that `setting` allows."""
    if setting.kind == "choice":
        return any(value == key for key, _ in setting.words)
    if setting.kind == "int":
        # True is an int to Python, not to the user.
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and setting.low <= int(str(value)) <= setting.high
    return isinstance(value, bool if setting.kind == "bool" else str)
