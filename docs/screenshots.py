"""Pictures of every state of the window: ``python -m docs.screenshots [FOLDER]``.

All go into FOLDER (default ``build/screenshots``); those that README and guide show are copied to
``docs/images``. The images analysed and learned from are the public-domain portrait that is the
sample, and changed copies of it, made afresh every time; the trainings are real, but of networks
and data too small to be of use.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from docs import screenshot_states as states
from docs.screenshot_studio import Studio, windows_over
from gng_desktop.ui.app import make_application
from gng_desktop.ui.kit import screen
from gng_desktop.ui.kit.language import install

REPOSITORY = Path(__file__).parents[1]
PUBLISHED = (
    "window",
    "empty",
    "folder",
    "explanation",
    "provenance",
    "stress",
    "notes",
    "palette",
    "not_applicable",
    "faces",
    "triage",
    "compare",
    "case",
    "report",
    "classic",
    "batch",
    "training_recipe",
    "training_running",
)
"""What README and guide show."""
SMALL, LARGE, HALVED = (1280, 800), (1920, 1080), (960, 540)

States = tuple[str, Callable[[Studio], None], tuple[int, int], str, str, str]
STATES: tuple[States, ...] = (
    ("window", states.window, SMALL, "Light", "1", "en"),
    ("empty", states.empty, SMALL, "Light", "1", "en"),
    ("verdict", states.verdict, SMALL, "Light", "1", "en"),
    ("explaining", states.explaining, SMALL, "Dark", "1", "en"),
    ("explanation", states.explanation, LARGE, "Light", "1", "en"),
    ("provenance", states.provenance, SMALL, "Light", "1", "en"),
    ("stress", states.stress, SMALL, "Dark", "1", "en"),
    ("notes", states.notes, SMALL, "Light", "1", "en"),
    ("palette", states.palette, SMALL, "Light", "1", "en"),
    ("settings", states.settings, SMALL, "Dark", "1", "en"),
    ("not_applicable", states.not_applicable, SMALL, "Light", "1", "en"),
    ("error", states.error, SMALL, "Dark", "1", "en"),
    ("folder", states.folder, LARGE, "Dark", "1", "en"),
    ("classic", states.classic, SMALL, "Light", "1", "en"),
    ("triage", states.triage, SMALL, "Light", "1", "en"),
    ("compare", states.compare, SMALL, "Light", "1", "en"),
    ("case", states.case, SMALL, "Light", "1", "en"),
    ("report", states.report, SMALL, "Light", "1", "en"),
    ("small", states.window, HALVED, "Dark", "2", "en"),
    ("batch_empty", states.batch_empty, SMALL, "Light", "1", "en"),
    ("faces", states.faces, SMALL, "Light", "1", "en"),
    ("batch", states.batch, SMALL, "Light", "1", "en"),
    ("batch_unfinished", states.batch_unfinished, SMALL, "Light", "1", "en"),
    ("batch_done", states.batch_done, SMALL, "Light", "1", "en"),
    ("batch_dark", states.batch, LARGE, "Dark", "1", "en"),
    ("batch_done_dark", states.batch_done, SMALL, "Dark", "1", "en"),
    ("training_data", states.training_data, SMALL, "Light", "1", "en"),
    ("training_recipe", states.training_recipe, SMALL, "Light", "1", "en"),
    ("training_running", states.training_running, SMALL, "Light", "1", "en"),
    ("training_running_dark", states.training_running, LARGE, "Dark", "1", "it"),
    ("training_results", states.training_results, SMALL, "Light", "1", "en"),
    ("double_scale", states.window, SMALL, "Light", "2", "en"),
    ("italian", states.explanation, SMALL, "Light", "1", "it"),
)
"""Name, what brings the window there, its size, theme, scale of the screen and language."""


def one(name: str, out: Path) -> None:
    """Bring a window into one state and write its picture."""
    state = next(entry for entry in STATES if entry[0] == name)
    _, arrange, size, theme, _, language = state
    app = make_application(["screenshots"])
    # The screen of no platform at all is smaller than any.
    setattr(screen, "available", lambda window: QRect(0, 0, *(size if size == HALVED else LARGE)))  # noqa: B010
    install(app, language)
    with tempfile.TemporaryDirectory() as place:
        for home in ("CONFIG", "DATA", "CACHE", "STATE"):
            os.environ[f"XDG_{home}_HOME"] = place  # nothing of the user's is read or written
        studio = Studio(Path(place), size, theme)
        arrange(studio)
        pixmap = studio.window.grab()
        for over in windows_over(studio.window):
            painter = QPainter(pixmap)
            corner = studio.window.mapFromGlobal(over.mapToGlobal(over.rect().topLeft()))
            painter.drawPixmap(corner, over.grab())
            painter.drawRect(QRect(corner, over.size()))
            painter.end()
        pixmap.save(str(out))
        for over in windows_over(studio.window):
            over.close()
        studio.close()


def publish(picture: Path) -> None:
    """Put a picture, with all its colours, where README and guide look for it."""
    place = REPOSITORY / "docs/images" / picture.name
    Image.open(picture).convert("RGB").save(place, optimize=True)


def main() -> int:
    """Make all pictures, each in a process of its own: the scale is set before Qt starts."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("folder", nargs="?", type=Path, default=REPOSITORY / "build/screenshots")
    reader.add_argument("--only", choices=[entry[0] for entry in STATES], action="append")
    reader.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = reader.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.here:
        one(options.only[0], options.folder / f"{options.only[0]}.png")
        return 0
    for name, *_, scale, _ in STATES:
        if options.only and name not in options.only:
            continue
        command = [sys.executable, "-m", "docs.screenshots", str(options.folder)]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
        print(name, flush=True)
        subprocess.run([*command, "--only", name, "--here"], env=environment, check=True)
        if name in PUBLISHED:
            publish(options.folder / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
