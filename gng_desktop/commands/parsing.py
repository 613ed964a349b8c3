"""The kinds of options that commands have, and the options that several commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, Self

from gng_desktop.explain.catalogue import METHODS, UNITS

DEVICES = "auto|cpu|gpu:N"


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Return a parser of a whole number from `low` to `high`."""

    def parse(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{value} is not in {low}..{high}")
        return value

    return parse


def whole_numbers(low: int, high: int) -> Callable[[str], list[int]]:
    """Return a parser of several, with commas between."""
    number = whole_number(low, high)
    return lambda text: [number(part) for part in text.split(",")]


def names(text: str) -> list[str]:
    """Parse names with commas between."""
    return [name for name in text.split(",") if name]


def known(what: str, among: Collection[str]) -> Callable[[str], list[str]]:
    """Return a parser of several names of `among`, each of which is a `what`."""

    def parse(text: str) -> list[str]:
        chosen = list(dict.fromkeys(text.split(",")))
        if unknown := [name for name in chosen if name not in among]:
            raise argparse.ArgumentTypeError(
                f"{unknown[0]!r} is no {what}; choose from {','.join(among)}"
            )
        return chosen

    return parse


methods = known("method", METHODS)


def pair(kind: type) -> Callable[[str], tuple[Any, Any]]:
    """Return a parser of LOW,HIGH."""

    def parse(text: str) -> tuple[Any, Any]:
        low, high = map(kind, text.split(","))
        return low, high

    parse.__name__ = "pair LOW,HIGH"  # argparse says "invalid ... value"
    return parse


def _perturbations(text: str) -> list[str]:
    from gng_desktop.imaging.perturbations import chosen_kinds  # brings OpenCV

    try:
        return chosen_kinds(text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


class Command(argparse.ArgumentParser):
    """A command, or one of its actions, with a method for each kind of option."""

    def begin(self, dest: str = "action", metavar: str = "ACTION", required: bool = True) -> Self:
        """Let commands be added to this one."""
        self._commands = self.add_subparsers(dest=dest, metavar=metavar, required=required)
        return self

    def command(self, name: str, text: str, handler: str = "", full_only: str = "") -> Self:
        """Add a command; without a `handler` that of this one carries it out, too."""
        command = self._commands.add_parser(name, help=text, description=text)
        if handler:
            command.set_defaults(handler=handler)
        if full_only:
            command.set_defaults(full_only=full_only)
        return command

    def flag(self, name: str, text: str, **more: Any) -> None:
        self.add_argument(name, action="store_true", help=text, **more)

    def path(self, name: str, metavar: str, text: str | None = None, **more: Any) -> None:
        self.add_argument(name, type=Path, metavar=metavar, help=text, **more)

    def text(self, name: str, metavar: str, text: str | None = None, **more: Any) -> None:
        self.add_argument(name, metavar=metavar, help=text, **more)

    def number(
        self,
        name: str,
        low: int,
        high: int,
        text: str | None,
        default: int | None = None,
        metavar: str = "N",
    ) -> None:
        """Add an option that is a whole number; a default is named in its help."""
        if text and default is not None:
            text += " (default %(default)s)"
        of = whole_number(low, high)
        self.add_argument(name, type=of, default=default, metavar=metavar, help=text)

    def list_of(
        self,
        name: str,
        parse: Callable[[str], list[Any]],
        text: str,
        default: Any = (),
        metavar: str = "LIST",
    ) -> None:
        default = list(default)
        self.add_argument(name, type=parse, default=default, metavar=metavar, help=text)

    def shared(self, *options: str) -> None:
        """Add options that several commands have alike."""
        for option in options:
            self.add_argument(option, **_SHARED[option])


_SHARED: dict[str, dict[str, Any]] = {
    "images": {"nargs": "+", "type": Path, "metavar": "IMAGE"},
    "--data": {"type": Path, "required": True, "metavar": "DIR"},
    "--runs": {"type": Path, "default": Path("runs"), "metavar": "DIR"},
    "--device": {"default": "auto", "metavar": DEVICES, "help": "device to run on"},
    "--models": {"type": Path, "metavar": "DIR", "help": "folder to search for models first"},
    "--deciding": {
        "type": names,
        "metavar": "LIST",
        "help": "detectors that decide the verdict (default with-background,without-background); "
        "see 'models list'",
    },
    "--fast": {
        "action": "store_true",
        "help": "leave out the ViT detector; the results say so",
    },
    "--detectors": {
        "type": names,
        "default": [],
        "metavar": "LIST",
        "help": "further detectors, too; by gradients those imported from .keras files",
    },
    "--perturb": {
        "type": _perturbations,
        "default": [],
        "metavar": "LIST",
        "help": "also test in 5 strengths: all, colour, noise, blur, coding, distortion, weather, "
        "or kinds of them: fog,rain,elastic",
    },
    "--no-partial": {
        "dest": "partial",
        "action": "store_false",
        "help": "treat a truncated JPEG as an error instead of analysing what is left",
    },
    "--frames": {
        "choices": ["first", "all"],
        "default": "first",
        "help": "of a file with several pictures (TIFF pages, GIF, APNG, WebP, AVIF, HEIC, MPO): "
        "the first or each (default %(default)s)",
    },
    "--faces": {
        "choices": ["whole", "each"],
        "default": "whole",
        "help": "analyse the largest face of each image, or every face (default %(default)s)",
    },
    "--excel": {"action": "store_true", "help": "start the CSV with a byte order mark, for Excel"},
    "--unit": {
        "choices": UNITS,
        "default": UNITS[0],
        "help": "unit of the contributions of SHAP and regions (default %(default)s)",
    },
    "--examiner": {"default": "", "metavar": "NAME", "help": "default: the login name"},
    "--flip": {"action": "store_true", "help": "average over image and mirror image"},
}
INFERENCE = "--device", "--models", "--deciding", "--fast"
"""What every analysis can be given."""
