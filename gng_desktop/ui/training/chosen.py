"""The data chosen to learn from, as the pages of the Training tab tell each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class ChosenData:
    """One index and the folder that recipes name files relative to.

    Attributes
    ----------
    index : Path
        Absolute.
    kind : {"faces", "masks"}
    names : dict of str to int
        Images per source or label set.
    folder : Path
        The data folder, absolute.
    """

    index: Path
    kind: Literal["faces", "masks"]
    names: dict[str, int]
    folder: Path

    @property
    def relative(self) -> str:
        """The index as a recipe names it; whole where it lies outside the data folder."""
        if self.index.is_relative_to(self.folder):
            return self.index.relative_to(self.folder).as_posix()
        return str(self.index)
