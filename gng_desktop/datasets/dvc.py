"""The version of a data set as DVC records it: a ``.dvc`` file with MD5 sums, made without DVC.

DVC (3.x) names a folder by the MD5 of a JSON list of its files' sums and paths, and ``.dir``.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Generator
from pathlib import Path

from gng_desktop.core.files import write_text
from gng_desktop.core.progress import Progress
from gng_desktop.core.reading import opened
from gng_desktop.datasets.items import DataError

IGNORED = {".git", ".hg", ".dvc", ".dvcignore", ".DS_Store"}


def write_dvc(path: Path, out: Path | None = None) -> Generator[Progress, None, Path]:
    """Write the ``.dvc`` file of a file or folder.

    Parameters
    ----------
    path : Path
        Only read.
    out : Path, optional
        ``NAME.dvc``; beside `path` by default.

    Raises
    ------
    DataError
        If `path` cannot be read, or `out` does not end in ``.dvc``.
    """
    path = path.absolute()
    out = (out or path.with_name(f"{path.name}.dvc")).absolute()
    if out.suffix != ".dvc":
        raise DataError(f"{out} must end in .dvc, or DVC does not see it.")
    try:
        if path.is_dir():
            lines = yield from _folder(path)
        else:
            yield Progress(0, 1, path.name)
            lines = [f"- md5: {_md5(path)}", f"  size: {path.stat().st_size}"]
    except OSError as error:
        raise DataError(
            f"{error.filename} cannot be read ({error.strerror}); check its name and permissions."
        ) from error
    lines += ["  hash: md5", f"  path: {json.dumps(path.name, ensure_ascii=False)}"]
    if out.parent != path.parent:
        where = Path(os.path.relpath(path.parent, out.parent)).as_posix()
        lines = [*lines, f"wdir: {json.dumps(where, ensure_ascii=False)}"]
    write_text(out, "\n".join(["outs:", *lines, ""]))
    return out


def _folder(path: Path) -> Generator[Progress, None, list[str]]:
    files = [Path(folder) / name for folder, _, names in os.walk(path) for name in names]
    files = [f for f in files if not IGNORED & set(f.relative_to(path).parts)]
    entries, size = [], 0
    for number, file in enumerate(files):
        yield Progress(number, len(files), "Hashing the files")
        entries.append({"md5": _md5(file), "relpath": file.relative_to(path).as_posix()})
        size += file.stat().st_size
    entries.sort(key=lambda entry: entry["relpath"])
    digest = hashlib.md5(json.dumps(entries, sort_keys=True).encode(), usedforsecurity=False)
    return [f"- md5: {digest.hexdigest()}.dir", f"  size: {size}", f"  nfiles: {len(files)}"]


def _md5(path: Path) -> str:
    with opened(path, sys.maxsize) as stream:
        found = hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False))
    return found.hexdigest()
