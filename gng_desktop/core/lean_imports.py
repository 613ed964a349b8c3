"""Keras and TensorFlow load without packages that are optional to them and of no use here."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

UNUSED = {
    "jax": ("tensorflow.", "keras.src.callbacks.orbax_checkpoint"),
    "matplotlib": ("keras.",),
    "pandas": ("keras.", "tensorflow."),
    "scipy": ("tensorflow.",),
    "sklearn": ("keras.",),
}
"""Packages by name, and modules that are refused them. Two fifths of Keras' start are theirs."""


class _Refusing(MetaPathFinder):
    """Answers these modules as if a package of `UNUSED` were not installed."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        refused = UNUSED.get(fullname.partition(".")[0])
        if refused and _importer().startswith(refused):
            raise ModuleNotFoundError(f"{fullname} is not loaded for Keras", name=fullname)
        return None


def _importer() -> str:
    """Return the name of the module that imports what `find_spec` is asked for."""
    frame = sys._getframe(2)
    while frame.f_back and frame.f_code.co_filename.startswith("<frozen importlib"):
        frame = frame.f_back
    return str(frame.f_globals.get("__name__", ""))


def install() -> None:
    """Refuse these imports from now on in this process; all others find what they did before.

    For processes of the program alone: a script that imports it may give Keras a DataFrame.
    """
    if not any(isinstance(finder, _Refusing) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Refusing())
