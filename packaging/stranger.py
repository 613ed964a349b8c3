"""Start a built program as somebody would who has just unpacked it, and has nothing else.

The home is empty, nothing is on the PATH, the folder of the program has spaces and letters beyond
ASCII in its name, and nothing in it can be written: it is mounted read-only where the system lets
us, else it is a copy without the right to write, which binds everybody but root.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MOUNT = '/bin/mount --bind "$1" "$2" && /bin/mount -o remount,ro,bind "$2" && shift 2 && exec "$@"'
OURS = {"gng-desktop", "matplotlib", "fontconfig", "mesa_shader_cache", "mesa_shader_cache_db"}
OURS |= {".keras"}
"""What may appear in a home, or in its cache, settings and data folders."""


@dataclass
class Stranger:
    """Somebody with a home of his own, to whom a built folder was given.

    Parameters
    ----------
    bundle : Path
        The built folder.
    platform : str
        Of Qt.
    place : Path
        Empty; made in the temporary folder unless given. `leave` removes it.
    """

    bundle: Path
    platform: str = "offscreen"
    place: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="gng ")))

    def __post_init__(self) -> None:
        self.place = self.place / "Prüfstelle für Bilder, è qui"
        self.home, self.nowhere = self.place / "home", self.place / "empty"
        self.desk, self.folder = self.place / "desk", self.place / "programs" / "GNG Desktop"
        for folder in (self.home, self.nowhere, self.desk, self.folder):
            folder.mkdir(parents=True)
        self.before = fingerprint(self.bundle)
        self.mounted = self._can_mount()
        if not self.mounted:
            shutil.rmtree(self.folder)
            shutil.copytree(self.bundle, self.folder, symlinks=True)
            for path in (self.folder, *self.folder.rglob("*")):
                if not path.is_symlink():
                    path.chmod(path.stat().st_mode & ~0o222)

    def _mount(self) -> list[str]:
        start = ["/usr/bin/unshare", "--mount", "/bin/sh", "-c", MOUNT, "sh"]
        return [*start, str(self.bundle), str(self.folder)]

    def _can_mount(self) -> bool:
        if not Path("/usr/bin/unshare").exists():
            return False
        tried = subprocess.run([*self._mount(), "/bin/true"], capture_output=True)
        return tried.returncode == 0

    @property
    def protection(self) -> str:
        """How the program's folder is kept from being written."""
        return "mounted read-only" if self.mounted else "a copy without the right to write"

    def environment(self, **more: str) -> dict[str, str]:
        """Return all variables that the program is given."""
        found = {
            "HOME": str(self.home),
            "PATH": str(self.nowhere),
            "TMPDIR": str(self.place),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": self.platform,
        }
        if self.platform != "offscreen" and "DISPLAY" in os.environ:
            found["DISPLAY"] = os.environ["DISPLAY"]
        if sys.platform == "win32":  # nothing starts without these
            found |= {name: os.environ[name] for name in ("SYSTEMROOT", "WINDIR")}
            found |= dict.fromkeys(("USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(self.home))
            found |= dict.fromkeys(("TEMP", "TMP"), str(self.place))
        return found | more

    def command(self, *words: str | Path) -> list[str]:
        """Return the command line that starts the program."""
        program = self.folder / ("gng-desktop.exe" if sys.platform == "win32" else "gng-desktop")
        return [*(self._mount() if self.mounted else []), str(program), *map(str, words)]

    def run(self, *words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Run the program in the desk's folder, wait for its end, return what it printed."""
        # Nobody types, but nobody hangs up either: a training that is steered takes that as a stop.
        listening, silent = os.pipe()
        try:
            return subprocess.run(
                self.command(*words),
                env=self.environment(**more),
                cwd=self.desk,
                stdin=listening,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=900,
            )
        finally:
            os.close(listening)
            os.close(silent)

    def watch(self, name: str, seconds: float, *words: str | Path, **more: str) -> dict[str, Any]:
        """Open the window and return what was seen of it, and when; see `gng_desktop.ui.watched`.

        Its picture is in the desk's folder `name`. Of the keywords ``explain`` names a method; the
        others are variables.

        Raises
        ------
        RuntimeError
            If it ended otherwise than by itself when the time was over.
        """
        folder = self.desk / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        wish = {"seconds": seconds, "folder": str(folder), "explain": more.pop("explain", "")}
        begun = time.time()
        done = self.run("open", *words, GNG_DESKTOP_WATCH=json.dumps(wish), **more)
        if done.returncode or "Traceback" in done.stderr:
            raise RuntimeError(f"the window ended with {done.returncode}: {done.stderr[-1500:]}")
        times = json.loads((folder / "times.json").read_text(encoding="utf-8"))
        return {k: v - begun if isinstance(v, float) else v for k, v in times.items()}

    def altered(self) -> list[str]:
        """Return which files of the program were changed, added or removed since the beginning."""
        after = fingerprint(self.bundle if self.mounted else self.folder)
        names = self.before.keys() | after.keys()
        return sorted(name for name in names if self.before.get(name) != after.get(name))

    def foreign(self) -> list[str]:
        """Return what lies in the home that this program has no business to put there."""
        shown = self.home.rglob("*") if sys.platform != "win32" else ()
        shared = {".cache", ".config", ".local", ".local/share", ".local/state"}
        found = []
        for path in shown:
            name = path.relative_to(self.home).as_posix()
            first = name.removeprefix(".local/share/").removeprefix(".local/state/")
            first = first.removeprefix(".cache/").removeprefix(".config/").split("/")[0]
            if name not in shared and first not in OURS:
                found.append(name)
        return sorted(found)

    def leave(self) -> None:
        """Remove the home and all that lies beside it."""
        for path in (self.folder, *self.folder.rglob("*")):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
        shutil.rmtree(self.place.parent)


def fingerprint(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a folder, for a link what it leads to, by its path."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            with path.open("rb") as stream:
                found[name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return found
