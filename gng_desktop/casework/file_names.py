"""Names of the files of results: safe ones, free ones, and none that is in the way unasked."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from gng_desktop.core.errors import PlainError
from gng_desktop.core.files import numbered
from gng_desktop.core.text import printable

STEM_BYTES = 180  # longest stem, bytes of UTF-8: file systems take 255 with suffixes
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_DEVICES = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)", re.IGNORECASE
)


class SavingError(PlainError):
    """Results are not written; the text is one sentence for the user."""


def safe_stem(name: str) -> str:
    """Return `name` as a start of file names that Windows and Linux both take.

    Forbidden characters become underscores, and so does the absence of any; names of Windows
    devices get one in front; what is too long is cut to `STEM_BYTES`.
    """
    stem = _FORBIDDEN.sub("_", name)
    stem = stem.encode()[:STEM_BYTES].decode(errors="ignore").rstrip(" ")
    return f"_{stem}" if not stem.strip(". ") or _DEVICES.match(stem) else stem


def holds_evidence(folder: Path, images: Iterable[Path]) -> bool:
    """Tell whether any of `images`, or what one is a link to, lies in `folder` itself.

    Any other file of such a folder may be evidence, too (``a.mask.png``, say). OSError if `folder`
    is not there.
    """
    same: dict[Path, bool] = {}
    for image in images:
        # Unlike Path.is_file, this takes a name that is too long for a file that is not there.
        if not os.path.isfile(image):  # noqa: PTH113
            continue
        parents = [image.parent, *([image.resolve().parent] if image.is_symlink() else [])]
        for parent in parents:
            if parent not in same:
                same[parent] = parent.samefile(folder)
            if same[parent]:
                return True
    return False


def same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file that is there."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):  # not there, or a name that this system does not know
        return False


def files_in_the_way(folder: Path, stem: str, suffixes: Iterable[str]) -> list[Path]:
    """Return what writing files of `stem` and these suffixes into `folder` may replace."""
    names = (folder / f"{stem}{suffix}" for suffix in suffixes)
    return [name for name in names if os.path.lexists(name)]


def free_stem(folder: Path, stem: str, suffixes: Sequence[str]) -> str:
    """Return `stem`, numbered until nothing of that name stands in `folder`."""
    return numbered(stem, lambda name: bool(files_in_the_way(folder, name, suffixes)))


def check_unasked(
    folder: Path,
    stem: str,
    suffixes: Iterable[str],
    images: Iterable[Path],
    replace: bool = True,
    other: str = "--out",
) -> None:
    """Raise `SavingError` where results would replace what they must not.

    In a folder that holds one of `images` any file may be evidence, so nothing there is ever
    replaced; elsewhere results take the place of earlier ones if `replace`. `other` names what the
    user is to choose again.
    """
    existing = files_in_the_way(folder, stem, suffixes)
    if not existing:
        return
    there = f"{printable(existing[0].name)} is in {printable(folder)} already"
    if holds_evidence(folder, images):
        raise SavingError(
            f"{there} and nothing is replaced in a folder that holds evidence; choose another "
            f"{other}."
        )
    if not replace:
        raise SavingError(f"{there}; choose another {other}, or let it be replaced.")
