"""What writes files, as long work: results, views, pasted pictures, decisions."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from gng_desktop.core.progress import Progress
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.workers import Steps, UserError

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.casework.decisions import Decision, KeepsDecisions
    from gng_desktop.casework.saving import Results
    from gng_desktop.explain.methods import Explained
    from gng_desktop.explain.rendering import Palette

TROUBLE = (
    (
        {errno.ENOSPC, errno.EDQUOT},
        QT_TR_NOOP("The disk with {folder} is full; free some space or choose another folder."),
    ),
    (
        {errno.EACCES, errno.EPERM, errno.EROFS},
        QT_TR_NOOP("You do not have permission to write to {folder}; choose another folder."),
    ),
    (
        {errno.ENOENT, errno.ENOTDIR},
        QT_TR_NOOP("The folder {folder} no longer exists; choose another."),
    ),
)
"""What may be wrong with a folder, by the system's numbers."""
COMPRESSION = 25
"""How hard Qt compresses a pasted picture, 0..100: much faster, for a little more disk."""


@dataclass(frozen=True)
class InTheWay:
    """Nothing was written, because files would have been replaced.

    They are not `replaceable` in a folder that holds evidence. `stem` is the start of their names,
    `free_stem` one that nothing stands in the way of.
    """

    paths: tuple[Path, ...]
    replaceable: bool
    stem: str
    free_stem: str


def save(
    results: Results,
    folder: Path,
    palette: str = "red-blue",
    evidence: Sequence[Path] = (),
    replace: bool = False,
    stem: str = "",
) -> Steps:
    """Write all that is known of an image; yield `Progress`, then a list of the files written.

    Where files would be replaced that must not be, or without leave to `replace` them, it writes
    nothing and yields `InTheWay`. The file names begin with `stem`, by default with the image's
    own name, made safe, and the number of a face that was analysed on its own. `evidence` are all
    images at hand.
    """
    from gng_desktop.casework.saving import save_results

    yield Progress(0, 0, tr("Saving the results"))
    name = stem or _stem_of(results.analysis)
    steps = save_results(results, folder, name, cast("Palette", palette), evidence, replace)
    where = results.analysis, folder, name, results.suffixes
    yield from _written(steps, *where, evidence, replace)


def export(
    analysis: Analysis,
    explained: Sequence[Explained],
    folder: Path,
    evidence: Sequence[Path] = (),
    replace: bool = False,
    stem: str = "",
    **look: Any,
) -> Steps:
    """Write every view as PNG, with the `look` on the screen, see `export_views`; like `save`."""
    from gng_desktop.casework.saving import VIEW_SUFFIXES, export_views

    yield Progress(0, 0, tr("Exporting the views"))
    name = stem or _stem_of(analysis)
    look |= {"evidence": evidence, "replace": replace}
    steps = export_views(analysis, explained, folder, name, **look)
    yield from _written(steps, analysis, folder, name, VIEW_SUFFIXES, evidence, replace)


def paste(picture: bytes | QImage | None, folder: Path | None = None) -> Steps:
    """Keep a picture of `ui.image.opening.from_clipboard` in `folder`; yield the path of its file.

    By default that is the user's own data folder.
    """
    from gng_desktop.casework.clipboard import keep_pasted

    yield Progress(0, 0, tr("Saving the pasted image"))
    data = _png(picture) if isinstance(picture, QImage) else picture or b""
    try:
        path = keep_pasted(data, folder)
    except OSError as error:
        raise UserError(
            tr(
                "The pasted image cannot be saved ({reason}); free some space, or paste it "
                "into another program and save it as a file.",
                reason=_reason(error),
            )
        ) from error
    yield path


def record(store: KeepsDecisions, decision: Decision) -> Steps:
    """Add `decision` to those stored; yield all on its image, the earliest first."""
    from gng_desktop.casework.decisions import DecisionError

    # Nothing is yielded before it is written: what was asked for is not cut off.
    try:
        history = store.record(decision)
    except DecisionError as error:
        raise UserError(str(error)) from error
    except OSError as error:
        raise UserError(
            tr(
                "The decision could not be recorded in {folder} ({reason}); it stays in Notes "
                "as a draft. Check that folder and record again.",
                folder=store.folder,
                reason=_reason(error),
            )
        ) from error
    yield history


def decided(store: KeepsDecisions, images: Sequence[tuple[Path, str | None]]) -> Steps:
    """Yield of each path and SHA-256 the path, the conclusion that holds, "" for none, and tags.

    What cannot be read has neither.
    """
    from gng_desktop.casework.decisions import DecisionError, mark_of

    for path, sha256 in images:
        try:
            there = sha256 is not None and store.has(sha256)
            found = mark_of(store.history(sha256 or "") if there else [])
        except (DecisionError, OSError):
            found = "", ()
        yield path, *found


def load(store: KeepsDecisions, sha256: str | None) -> Steps:
    """Yield all decisions on an image, the earliest first; of a damaged file tell afterwards."""
    from gng_desktop.casework.decisions import DecisionError

    if sha256 is None:
        yield []
        return
    history: list[Decision] = []
    warning = ""
    try:
        history = store.history(sha256)
    except DecisionError as error:
        warning = str(error)
    except OSError as error:
        warning = tr(
            "The decisions recorded on this image cannot be read from {folder} ({reason}); "
            "check that folder and open the image again.",
            folder=store.folder,
            reason=_reason(error),
        )
    yield history
    # The warning comes again with every opening, until the damaged file was seen to.
    if warning := warning or store.warning(sha256):
        raise UserError(warning)


def _stem_of(analysis: Analysis) -> str:
    from gng_desktop.casework.file_names import safe_stem

    stem = safe_stem(Path(analysis.path).stem)
    stem += f".frame{analysis.frame}" if analysis.frame > 1 else ""
    # Files on one face never stand in the way of another's, nor of the whole picture's.
    return stem if analysis.face_index is None else f"{stem}.face{analysis.face_index}"


def _written(
    steps: Iterator[Path],
    analysis: Analysis,
    folder: Path,
    stem: str,
    suffixes: Sequence[str],
    evidence: Iterable[Path],
    replace: bool,
) -> Steps:
    """Yield what `steps` have written, or `InTheWay`; say in sentences what may go wrong."""
    from gng_desktop.casework.file_names import (
        SavingError,
        files_in_the_way,
        free_stem,
        holds_evidence,
    )

    try:
        if existing := files_in_the_way(folder, stem, suffixes):
            held = holds_evidence(folder, [Path(analysis.path), *evidence])
            if held or not replace:
                free = free_stem(folder, stem, suffixes)
                yield InTheWay(tuple(existing), not held, stem, free)
                return
        paths: list[Path] = []
        for path in steps:
            paths.append(path)
            yield Progress(len(paths), 0, tr("Written: {name}", name=path.name))
        yield paths
    except SavingError as error:
        raise UserError(str(error)) from error
    except MemoryError as error:
        raise UserError(
            tr(
                "There is not enough memory to draw the views at full size; close other programs "
                "and try again."
            )
        ) from error
    except OSError as error:
        raise UserError(trouble(error, folder)) from error


def trouble(error: OSError, folder: Path) -> str:
    """Say in one sentence why nothing more can be written into `folder`, and what to do."""
    for numbers, sentence in TROUBLE:
        if error.errno in numbers:
            return tr(sentence, folder=str(folder))
    return tr(
        "The files cannot be written to {folder} ({reason}); choose another folder.",
        folder=str(folder),
        reason=_reason(error),
    )


def _reason(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(COMPRESSION)
    writer.write(image)
    return bytes(buffer.data().data())
