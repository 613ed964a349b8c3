"""What the form asks for, and the command line that asks for the same."""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Faces = Literal["whole", "each"]
Frames = Literal["first", "all"]
Way = Literal["new", "resume", "replace"]
"""Begin; resume an unfinished scan; begin and replace what an earlier scan wrote."""
PROGRAM = "gng-desktop"


@dataclass(frozen=True)
class ScanRequest:
    """A scan as the form describes it: fields of `gng_desktop.scan.run.ScanOptions`."""

    source: str
    """A folder or a list of files."""
    csv: Path
    recursive: bool = False
    faces: Faces = "whole"
    """One analysis of a file, or one of each face in it besides."""
    regions: bool = False
    """Explain every score by regions."""
    jobs: int = 1
    device: str = "auto"
    models: Path | None = None
    """Folder searched before the usual places."""
    frames: Frames = "first"
    deciding: tuple[str, ...] = ()
    """Roles and ids of the detectors that decide; empty for the usual ones."""
    fast: bool = False

    def command(self, way: Way) -> tuple[str, ...]:
        words = [PROGRAM, "scan", self.source, "--csv", str(self.csv)]
        words += ["--recursive"] if self.recursive else []
        words += ["--deciding", ",".join(self.deciding)] if self.deciding else []
        words += ["--fast"] * self.fast
        words += {"new": [], "resume": ["--resume"], "replace": ["--overwrite"]}[way]
        words += ["--explain", "regions"] if self.regions else []
        words += ["--faces", self.faces] if self.faces != "whole" else []
        words += ["--frames", self.frames] if self.frames != "first" else []
        words += ["--jobs", str(self.jobs)]
        words += ["--device", self.device] if self.device != "auto" else []
        words += ["--models", str(self.models)] if self.models is not None else []
        return tuple(words)


def as_text(command: tuple[str, ...]) -> str:
    """Return a command line as it is typed into a terminal of this system."""
    return subprocess.list2cmdline(command) if os.name == "nt" else shlex.join(command)
