"""What comes with the program: where its files lie, and which build of it this is."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

Part = Literal["resources", "models", "recipes", "docs"]
Build = Literal["source", "inspector", "full"]


def build() -> Build:
    """Return which build this is.

    The *inspector* is the binary without TensorFlow: it analyses, scans, explains by SHAP and
    regions and reports, on the CPU. The *full* binary also trains and computes gradients, on a GPU
    too; so does a program run from its source.
    """
    if not getattr(sys, "frozen", False):
        return "source"
    return "inspector" if find_spec("keras") is None else "full"


def shipped(part: Part) -> Path:
    """Return the folder of one kind of shipped files, whether it exists or not.

    Parameters
    ----------
    part : {"resources", "models", "recipes", "docs"}

    Returns
    -------
    Path
        Beside the binary's other files in a frozen program, in the package where that is
        installed, and beside it in a checkout.
    """
    if bundle := getattr(sys, "_MEIPASS", None):
        return Path(bundle) / part
    package = Path(__file__).resolve().parents[1]
    # Installed, the package's parent is shared with every other package; only in a checkout it is
    # the program's own.
    if package.parent.name in ("site-packages", "dist-packages"):
        return package / part
    return package.parent / part


def package_version(name: str) -> str:
    """Return the version of an installed package; "" if it is not there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
