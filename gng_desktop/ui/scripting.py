"""What is on screen, copied as command lines or saved as a Python script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gng_desktop.core.files import write_text
from gng_desktop.core.text import visible
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.plain import copy_text

if TYPE_CHECKING:
    from gng_desktop.casework.script import Run
    from gng_desktop.ui.window_parts import WindowParts


def _run(window: WindowParts) -> Run:
    from gng_desktop.casework.script import Run

    now = window.computing()
    return Run(now.models, now.device)


def copy_command(window: WindowParts) -> None:
    """Put the commands that give what is known of the image in view into the clipboard."""
    from gng_desktop.casework.script import commands_of

    if (found := window.session.found) is None:
        return
    text = commands_of(found.results(), _run(window))
    if text:
        copy_text(text)
        window.status_text.setText(tr("Copied as command"))
    else:
        window.notice.say(
            tr(
                "The command line analyses the largest face in a file's first picture; use Save "
                "as Python for this one."
            )
        )


def save_script(window: WindowParts) -> None:
    """Write a script that gives what is known of the image in view where the user wants it."""
    from gng_desktop.casework.script import python_of

    if (found := window.session.found) is None:
        return
    name = f"{Path(found.analysis.path).stem}.py"
    start = Path(str(window.qsettings.value("save_folder", ""))) / name
    title = tr("Save as Python")
    chosen, _ = QFileDialog.getSaveFileName(window, title, str(start), "Python (*.py)")
    if not chosen:
        return
    try:
        write_text(Path(chosen), python_of(found.results(), _run(window)))
    except OSError as error:
        window.notice.say(
            tr(
                "{path} cannot be written ({reason}); choose another place.",
                path=visible(chosen),
                reason=error.strerror or str(error),
            )
        )
        return
    window.status_text.setText(tr("Saved: {path}", path=visible(chosen)))
