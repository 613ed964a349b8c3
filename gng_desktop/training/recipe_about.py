"""What is known of one field of a recipe beside its type: its words and limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

GROUPS: dict[str, str] = {
    "run": "Run",
    "model": "Model",
    "data": "Data",
    "augmentation": "Augmentation",
    "fit": "Optimisation",
}
"""Headings by key, in the order shown."""

Values = Mapping[str, Any]
"""Value of every field by its key, such as ``fit.epochs``."""

Means = Literal["", "name", "run", "index", "file", "sources", "labels", "device"]
"""What a text or list of texts stands for; "" where its type says all."""


def always(values: Values) -> bool:
    """Return True: the field applies to every recipe."""
    return True


@dataclass(frozen=True)
class About:
    """What is known of one field beside its type.

    Attributes
    ----------
    key : str
        Part and name, ``fit.epochs``; of fields outside the parts the name alone.
    label, help : str
        A few words, and one sentence.
    group : str
        A key of `GROUPS`.
    low, high : float
        Least and most of a number, or of both ends of a range of numbers; both allowed.
    step : float
        What a press of an arrow adds; 0: it multiplies.
    unit : str
        Written behind the number.
    words : mapping of str to str
        How the values of a choice are called.
    off : str
        What the range (0, 0), or the least value, stands for, if it stands for something else.
    means : str
        What a text stands for.
    advanced : bool
        Whether the field is rarely used.
    applies : callable
        Says of all values whether this one plays a part; where it does not, it is the default.
    needed : bool
        Whether it must not be empty where it applies.
    derived : bool
        Whether it follows from other fields, so that nobody needs to choose it.
    """

    key: str
    label: str
    help: str
    group: str
    low: float = 0
    high: float = 0
    step: float = 1
    unit: str = ""
    words: tuple[tuple[str, str], ...] = ()
    off: str = ""
    means: Means = ""
    advanced: bool = False
    applies: Callable[[Values], bool] = always
    needed: bool = False
    derived: bool = False
