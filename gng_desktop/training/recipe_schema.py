"""Every field of a recipe with type, default, words and limits: for forms, help and checks.

What a field is called and may hold stands in ``resources/recipe_fields.toml``. Importing this loads
neither Keras nor OpenCV; the functions import the recipe, which brings OpenCV.
"""

from __future__ import annotations

import dataclasses
import re
import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from gng_desktop.core.shipped import shipped

if TYPE_CHECKING:
    from gng_desktop.training.recipe import Recipe

Kind = Literal["choice", "bool", "int", "float", "range", "text", "names", "shares"]
Values = Mapping[str, Any]  # value of every field by its key, such as ``fit.epochs``
Means = Literal["", "name", "run", "index", "file", "sources", "labels", "device"]
"""What a text or list of texts stands for; "" where its type says all."""
GROUPS: dict[str, str] = {
    "run": "Run",
    "model": "Model",
    "data": "Data",
    "augmentation": "Augmentation",
    "fit": "Optimisation",
}
"""Headings by key, in the order shown."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_NUMBERS = ("int", "float", "range")


@dataclass(frozen=True)
class About:
    """What is known of one field beside its type, in the words of its file."""

    key: str  # part and name, ``fit.epochs``; of fields outside the parts the name alone
    # label, help: a few words, and one sentence
    label: str
    help: str
    # low, high: least and most of a number, or of both ends of a range of numbers; both allowed
    low: float = 0
    high: float = 0
    step: float = 1  # what a press of an arrow adds; 0: it multiplies
    unit: str = ""
    words: tuple[tuple[str, str], ...] = ()  # how the values of a choice are called
    # What the range (0, 0), the least value or an empty text stands for, if not for itself
    off: str = ""
    means: Means = ""
    # advanced, needed, derived: rarely used; must not be empty where it applies; follows from other
    # fields
    advanced: bool = False
    needed: bool = False
    derived: bool = False
    # when, unless: values of other fields with which it applies, and sets of values with which it
    # does not
    when: dict[str, Any] = dataclasses.field(default_factory=dict)
    unless: tuple[dict[str, Any], ...] = ()

    @property
    def group(self) -> str:
        """A key of `GROUPS`."""
        return self.key.partition(".")[0] if "." in self.key else "run"

    def applies(self, values: Values) -> bool:
        """Return whether the field plays a part; where it does not, it has its default."""
        return _hold(self.when, values) and not any(_hold(each, values) for each in self.unless)


def _hold(expected: Values, values: Values) -> bool:
    pairs = ((values[key], value) for key, value in expected.items())
    return all((list(has) if isinstance(has, tuple) else has) == value for has, value in pairs)


@cache
def described() -> tuple[About, ...]:
    """Return what is known of every field of a recipe, group by group in the order shown."""
    from gng_desktop.modelstore import strict

    text = (shipped("resources") / "recipe_fields.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    return tuple(strict.read(About, {"key": key, **table}, key) for key, table in raw.items())


@dataclass(frozen=True)
class Field:
    """One field of a recipe."""

    about: About  # its words and limits
    # ``range`` is a pair of numbers, ``names`` a tuple of texts, ``shares`` a mapping of names to
    # numbers
    kind: Kind
    default: Any  # None where a recipe must say it
    choices: tuple[str, ...] = ()  # the values of a choice
    whole: bool = False  # whether a number, or both of a range, are whole

    @property
    def key(self) -> str:
        """Part and name, ``fit.epochs``."""
        return self.about.key

    def limits(self) -> str:
        """Return what is allowed, in a few words; "" where that is any text."""
        about = self.about
        if self.kind == "choice":
            return ", ".join(choice or '""' for choice in self.choices)
        if self.kind in _NUMBERS or self.kind == "shares":
            span = f"{about.low:,.10g} to {about.high:,.10g}"
            off = ", or [0, 0]" if about.off and self.kind == "range" else ""
            return f"{span} {about.unit}".strip() + off
        return ""

    def problem(self, value: Any) -> str:
        """Return what is wrong with a value of the right type, as a sentence; "" if nothing is."""
        about = self.about
        if about.means == "name" and not _NAME.fullmatch(value):
            return (
                f"{self.key} is {value!r}; use up to 100 letters, digits, dots, dashes and "
                "underscores, beginning with a letter or digit."
            )
        if self.kind == "range":
            if about.off and tuple(value) == (0, 0):
                return ""
            if value[0] > value[1]:
                return f"{self.key} is {list(value)}; the first must not be above the second."
        numbers = {"range": value, "int": [value], "float": [value]}.get(self.kind, [])
        if self.kind == "shares":
            numbers = list(value.values())
        if not all(about.low <= number <= about.high for number in numbers):
            shown = list(value) if self.kind == "range" else value
            return f"{self.key} is {shown}; it must lie in {self.limits()}."
        return ""


@cache
def fields() -> dict[str, Field]:
    """Return every field by key, in the order shown.

    Raises
    ------
    KeyError
        If a field is described that no recipe has.
    """
    from gng_desktop.training.recipe import Recipe

    kinds = dict(_kinds(Recipe))
    return {about.key: _field(about, *kinds[about.key]) for about in described()}


def _kinds(cls: type[Any], where: str = "") -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Yield key, type and default of every field."""
    hints = get_type_hints(cls)
    for each in dataclasses.fields(cls):
        kind = hints[each.name]
        if dataclasses.is_dataclass(kind):
            yield from _kinds(kind, f"{where}{each.name}.")  # type: ignore[arg-type]
            continue
        default = None if each.default is dataclasses.MISSING else each.default
        if each.default_factory is not dataclasses.MISSING:
            default = each.default_factory()
        yield where + each.name, (kind, default)


def _field(about: About, kind: Any, default: Any) -> Field:
    origin = get_origin(kind)
    if origin is Literal:
        return Field(about, "choice", default, get_args(kind))
    if origin is dict:
        return Field(about, "shares", default)
    if origin is tuple:
        inner = get_args(kind)
        if inner[-1] is Ellipsis:
            return Field(about, "names", default)
        return Field(about, "range", default, whole=inner[0] is int)
    names: dict[Any, Kind] = {bool: "bool", int: "int", float: "float", str: "text"}
    return Field(about, names[kind], default, whole=kind is int)


def values_of(recipe: Recipe) -> dict[str, Any]:
    """Return the value of every field by key."""
    flat: dict[str, Any] = {}
    for key in fields():
        part, _, name = key.rpartition(".")
        flat[key] = getattr(getattr(recipe, part) if part else recipe, name)
    return flat


def recipe_of(values: Values) -> Recipe:
    """Build a recipe from the value of every field.

    Fields that do not apply get their defaults, and the task follows from the role.

    Raises
    ------
    RecipeError
        If the values make no recipe, or one lies outside its limits; the sentence names the key.
    """
    from gng_desktop.modelstore.manifest import ROLES
    from gng_desktop.training.recipe import parse_recipe

    chosen = dict(values)
    chosen["task"] = ROLES[chosen["role"]].task
    for key, field in fields().items():
        if not field.about.applies(chosen) and field.default is not None:
            chosen[key] = field.default
    recipe = parse_recipe(nested(chosen))
    check(recipe)
    return recipe


def nested(values: Values) -> dict[str, Any]:
    """Return the values as the tables of a TOML file."""
    tables: dict[str, Any] = {}
    for key, value in values.items():
        part, _, name = key.rpartition(".")
        table = tables.setdefault(part, {}) if part else tables
        table[name] = list(value) if isinstance(value, tuple) else value
    return tables


def check(recipe: Recipe) -> None:
    """See whether all values lie within their limits, which are those that make sense.

    Raises
    ------
    RecipeError
        If one does not; the sentence begins with its key.
    """
    from gng_desktop.training.recipe import RecipeError

    values = values_of(recipe)
    for key, value in values.items():
        about = fields()[key].about
        if about.needed and not value and about.applies(values):
            raise RecipeError(f"{key} is empty; give it a value.")
        if problem := fields()[key].problem(value):
            raise RecipeError(problem)


def key_in(sentence: str) -> str:
    """Return the key of the field that a `RecipeError` is about; "" if it names none."""
    word: str
    for word in re.findall(r"[a-z_]+(?:\.[a-z_]+)?", sentence):
        if word in fields():
            return word
    return ""


def help_text() -> str:
    """Return all fields with type, limits, default and help, as text of at most 100 columns."""
    lines = ["Keys of a recipe (TOML); those with a dot stand in a table, [model] and so on.", ""]
    for group, title in GROUPS.items():
        lines.append(title)
        for field in fields().values():
            if field.about.group == group:
                lines.append(f"  {field.key}  {_described(field)}")
                indent = " " * 6
                lines += textwrap.wrap(
                    field.about.help, 100, initial_indent=indent, subsequent_indent=indent
                )
        lines.append("")
    return "\n".join(lines)


def _described(field: Field) -> str:
    kinds: Mapping[Kind, str] = {
        "choice": "one of",
        "bool": "true or false",
        "int": "whole number",
        "float": "number",
        "range": "[lowest, highest]",
        "text": "text",
        "names": "list of texts",
        "shares": "table of numbers",
    }
    words = f"{kinds[field.kind]} {field.limits()}".strip()
    if field.default is None:
        return f"({words}; required)"
    default = list(field.default) if isinstance(field.default, tuple) else field.default
    shown = str(default).lower() if isinstance(default, bool) else repr(default)
    return f"({words}; default {shown})"
