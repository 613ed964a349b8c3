"""Where the files lie that come with the program: icons, models, recipes, the guide."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

Part = Literal["resources", "models", "recipes", "docs"]


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
    package = Path(__file__).resolve().parent
    # Installed, the package's parent is shared with every other package; only in a checkout it is
    # the program's own.
    if package.parent.name in ("site-packages", "dist-packages"):
        return package / part
    return package.parent / part
