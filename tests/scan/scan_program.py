"""The program with engines that need no network, to scan whole folders in no time.

``python scan_program.py scan ...`` is ``python -m gng_desktop scan ...`` in all else. The
environment may hold ``SCAN_PAUSE``, the seconds that each batch of scores takes longer, and
``SCAN_LOG``, a file that grows by a byte for every image scored.
"""

from __future__ import annotations

import os
import runpy
import sys
import time
from pathlib import Path

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.fakes import ROLES, Painted, face_in, stored


class Engine(Painted):
    """Slow and logged, as the environment says."""

    def __init__(self, role: str) -> None:
        super().__init__(role)
        self.pause = float(os.environ.get("SCAN_PAUSE", 0))
        self.log = os.environ.get("SCAN_LOG")

    def answer(self, batch: np.ndarray) -> np.ndarray:
        if self.role != "segmenter":
            time.sleep(self.pause)
        if self.log and self.role == "without_background":
            with Path(self.log).open("ab") as stream:
                stream.write(b"." * len(batch))
        return super().answer(batch)


def analyser(version: str = "1"):
    """Return an analyser of fake engines and of models that differ by `version`."""
    from gng_desktop.analysis.pipeline import Analyser

    models = {role: stored(role, sha256=f"{version:0>64}") for role in ROLES}
    return Analyser(models, {role: Engine(role) for role in ROLES}, find_face=face_in)


def main() -> None:
    from gng_desktop.analysis.pipeline import Analyser

    Analyser.open = lambda *_: analyser()
    runpy.run_module("gng_desktop", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
