"""What long work yields on its way: a step count and a short sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """How far a piece of long work has come.

    Attributes
    ----------
    done, total : int
        Steps; `total` 0 means that the end is not known.
    text : str
        What is being done, for a status line.
    """

    done: int
    total: int
    text: str
