"""Carry out an import: check the folders, take the pictures, choose splits, write the index."""

from __future__ import annotations

import contextlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

import numpy as np

from gng_desktop import __version__
from gng_desktop.core.errors import plain_errors
from gng_desktop.core.files import write_json
from gng_desktop.core.progress import Progress
from gng_desktop.core.reading import LARGE, read_json
from gng_desktop.datasets.importers import LISTED
from gng_desktop.datasets.importers.import_result import Choice, Harvest
from gng_desktop.datasets.importers.index import INDEX
from gng_desktop.datasets.indexes import Kind, write_index
from gng_desktop.datasets.items import SPLITS, DataError

RECORD = "import.json"
"""Record of what was imported from where; also marks a folder as made by an import."""

TRAIN, VAL = 0.6, 0.2
"""Shares of the pictures; the rest is the test share."""


@dataclass(frozen=True)
class Imported:
    """What an import did.

    Attributes
    ----------
    index : Path
        The index written.
    kind : {"faces", "masks"}
    counts : dict of str to int
        Pictures by "split, label and source" or "split, label set", in words.
    skipped : dict of str to str
        What was left out, and why.
    notes : tuple of str
        Sentences on what was assumed.
    """

    index: Path
    kind: Kind
    counts: dict[str, int]
    skipped: dict[str, str]
    notes: tuple[str, ...]


def import_data(
    form: str, source: Path, out: Path, choice: Choice | None = None, replace: bool = False
) -> Iterator[Progress | Imported]:
    """Import a data set; its own files are read only.

    Parameters
    ----------
    form : str
        A key of `FORMATS`.
    source : Path
        The data set's folder, or its one index file.
    out : Path
        Folder for ``index.csv``, ``import.json`` and converted masks or cut-out faces; made if
        it is not there.
    replace : bool
        Replace an earlier import in `out`.

    Yields
    ------
    Progress
        A step per picture.
    Imported
        At last.

    Raises
    ------
    DataError
        If `source` is no such data set, nothing of it can be imported, or `out` is taken.
    """
    choice = choice or Choice()
    harvest = _start(form, source, out, choice, replace)
    try:
        yield from _gather(form, source, harvest, choice)
    except DataError:
        if not (out / INDEX).exists() and harvest.ours:
            with contextlib.suppress(OSError):  # leave nothing behind, unless files were written
                if list(out.iterdir()) == [out / RECORD]:
                    (out / RECORD).unlink()
                    out.rmdir()
        raise
    kind: Kind = "faces" if "path" in harvest.rows[0] else "masks"
    _choose_splits(harvest, choice.seed)
    columns = ("split", "label", "source") if kind == "faces" else ("split", "labels")
    counts = Counter(" ".join(row[c] for c in columns) for row in harvest.rows)
    imported = Imported(
        harvest.out / INDEX, kind, dict(sorted(counts.items())), harvest.skipped, _notes(harvest)
    )
    with _writing(out):
        write_index(imported.index, harvest.rows, kind)
        _record(harvest, form, source, choice, imported)
    yield imported


def _gather(form: str, source: Path, harvest: Harvest, choice: Choice) -> Iterator[Progress]:
    try:
        yield from importer(form)(source, harvest, choice)
    except OSError as error:
        raise DataError(
            f"{error.filename or source} cannot be read ({error.strerror or error}); "
            "check the disk and its permissions."
        ) from error
    if not harvest.rows:
        first = next(iter(harvest.skipped.items()), None)
        why = f" {len(harvest.skipped)} were skipped, first {first[0]}: {first[1]}" if first else ""
        raise DataError(f"Nothing in {source} could be imported; check the data set.{why}")


def importer(form: str) -> Callable[[Path, Harvest, Choice], Iterator[Progress]]:
    """Return what imports a format: ``import_FORMAT`` of the module that is named after it."""
    module = import_module(f"gng_desktop.datasets.importers.{form}")
    found: Callable[[Path, Harvest, Choice], Iterator[Progress]] = getattr(module, f"import_{form}")
    return found


def _start(form: str, source: Path, out: Path, choice: Choice, replace: bool) -> Harvest:
    if not source.exists():
        raise DataError(f"{source} does not exist; check its name and location.")
    if source.is_file() and form not in LISTED:
        raise DataError(f"{source} is a file; name the folder of the data set.")
    if (out / INDEX).exists() and not replace:
        raise DataError(f"{out} holds an {INDEX} already; choose another folder, or add --replace.")
    top = source if source.is_dir() else source.parent
    harvest = Harvest(out, _ours(out), None if choice.outside else top)
    with _writing(out):
        out.mkdir(parents=True, exist_ok=True)
        if harvest.ours and not (out / RECORD).exists():
            # So that an import that was stopped can be started again.
            _record(harvest, form, source, choice, None)
    return harvest


def _ours(out: Path) -> bool:
    """Return whether all files in `out` come from imports: only such are ever replaced."""
    try:
        if not out.exists() or not any(out.iterdir()):
            return True
        return read_json(out / RECORD, LARGE)["own_folder"] is True
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _writing(out: Path) -> contextlib.AbstractContextManager[None]:
    return plain_errors(DataError, f"The folder {out} cannot be written", "choose another one")


def _record(
    harvest: Harvest, form: str, source: Path, choice: Choice, done: Imported | None
) -> None:
    record = {
        "format": form,
        "source": str(source.resolve()),
        "choice": asdict(choice),
        "program": __version__,
        "own_folder": harvest.ours,
        "finished": done is not None,
    }
    if done is not None:
        record |= {"counts": done.counts, "notes": list(done.notes), "skipped": done.skipped}
    write_json(harvest.out / RECORD, record)


def _choose_splits(harvest: Harvest, seed: int) -> None:
    """Fill in the splits that the data set left open."""
    open_rows = [i for i, row in enumerate(harvest.rows) if not row["split"]]
    strata = [
        " ".join(harvest.rows[i].get(c, "") for c in ("label", "source", "labels"))
        for i in open_rows
    ]
    chosen = _automatic_splits(strata, [harvest.groups[i] for i in open_rows], seed)
    for i, split in zip(open_rows, chosen, strict=True):
        harvest.rows[i]["split"] = split
    if open_rows:
        harvest.notes.append(
            f"{len(open_rows)} of {len(harvest.rows)} pictures brought no split and were given one "
            f"(60/20/20, seed {seed})."
        )


def _automatic_splits(strata: Sequence[str], groups: Sequence[str], seed: int) -> list[str]:
    """Split 60/20/20 within each stratum, such as label and source, keeping every group whole.

    The same pictures and seed give the same splits, in whatever order they come.
    """
    members: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for stratum, group in zip(strata, groups, strict=True):
        members[stratum][group] += 1
    chosen: dict[str, str] = {}
    for stratum in sorted(members):
        # A group that reaches into several strata goes where the first one put it.
        sizes = {g: n for g, n in sorted(members[stratum].items()) if g not in chosen}
        names = list(sizes)
        total, done = sum(sizes.values()), 0
        for i in np.random.default_rng(seed).permutation(len(names)):
            middle = (done + sizes[names[i]] / 2) / total
            chosen[names[i]] = (
                "train" if middle < TRAIN else "val" if middle < TRAIN + VAL else "test"
            )
            done += sizes[names[i]]
    return [chosen[group] for group in groups]


def _notes(harvest: Harvest) -> tuple[str, ...]:
    there = {row["split"] for row in harvest.rows}
    # Reasons are alike but for their numbers and the files that they name.
    left_out = Counter(re.sub(r"\S*[/\\\d]\S*", "…", why) for why in harvest.skipped.values())
    return (
        *harvest.notes,
        *(f"{count:,} left out: {why}" for why, count in left_out.most_common()),
        *(f"No picture is in split {split!r}." for split in SPLITS if split not in there),
    )
