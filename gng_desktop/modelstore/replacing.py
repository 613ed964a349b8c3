"""One model replaces another, and is rolled back; whole at every moment, even after a kill.

Beside the model ``NAME`` stand, hidden from `find_models`: ``.NAME.previous``, the one model it
replaced; and, only while an exchange is under way, ``.NAME.next`` (a new model, complete),
``.NAME.leaving`` (the one that goes), ``.NAME.dropped-*`` (to be removed) and
``..NAME.next-*`` (being filled). An exchange is a few
renames. Until the first of them nothing has happened; from then on the new model is the one that
is found (`interrupted_models`), and `settle` does what is left.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gng_desktop.core.errors import plain_errors
from gng_desktop.modelstore.errors import ModelError
from gng_desktop.modelstore.store import MANIFEST_FILE, StoredModel, install, load_model

PREVIOUS, NEXT, LEAVING, DROPPED = "previous", "next", "leaving", "dropped"


def beside(target: Path, word: str) -> Path:
    """Return the hidden folder ``.NAME.word`` that belongs to the model folder `target`."""
    return target.with_name(f".{target.name}.{word}")


def interrupted_models(root: Path) -> list[Path]:
    """Return the folders that now hold the models whose exchange in `root` was interrupted.

    Nothing is written: whoever looks for models finds a whole one at any moment.
    """
    found = []
    for mark in (LEAVING, NEXT):
        for entry in sorted(root.glob(f".*.{mark}")):
            target = entry.with_name(entry.name[1 : -len(mark) - 1])
            if target.exists() or (mark == NEXT and beside(target, LEAVING).exists()):
                continue
            found.append(_heir(target) or entry)
    return found


def _heir(target: Path) -> Path | None:
    """Return the folder that is to become `target`, which has gone."""
    words = (NEXT, PREVIOUS, LEAVING) if beside(target, LEAVING).exists() else (NEXT,)
    return next((p for p in (beside(target, word) for word in words) if p.exists()), None)


def settle(target: Path) -> bool:
    """Finish, or clean up, an interrupted exchange of the model `target`.

    Return whether an exchange was finished by it; ModelError if a folder cannot be renamed.
    """
    coming, leaving = beside(target, NEXT), beside(target, LEAVING)
    advice = "close other programs that use it and try again"
    with plain_errors(ModelError, f"Model folder {target} cannot be exchanged", advice):
        begun = leaving.exists() or (coming.exists() and not target.exists())
        if begun:
            heir = _heir(target)
            if not target.exists() and heir is not None:
                if heir == coming and not leaving.exists():
                    _drop(target, PREVIOUS)  # it was not in use: the shipped model was
                heir.replace(target)
            if leaving.exists():
                _drop(target, PREVIOUS)
                leaving.replace(beside(target, PREVIOUS))
        _drop(target, NEXT)
    # The last are what `install` was filling when it was killed.
    for rests in (f".{target.name}.{DROPPED}-*", f".{coming.name}-*"):
        for rest in target.parent.glob(rests):
            shutil.rmtree(rest, ignore_errors=True)
    return begun


def _drop(target: Path, word: str) -> None:
    """Move the hidden folder away in one step; `settle` removes it in the end."""
    folder = beside(target, word)
    if folder.exists():
        away = tempfile.mkdtemp(prefix=f".{target.name}.{DROPPED}-", dir=target.parent)
        folder.replace(Path(away) / word)


def put(
    target: Path, fields: Mapping[str, Any], files: Mapping[str, Path], replace: bool = False
) -> StoredModel:
    """Install a model as `gng_desktop.modelstore.install_model` does, which also logs it.

    One that it replaces is stored as ``.NAME.previous``; where it fails, `target` is as it was.
    """
    check_free(target, replace)
    settle(target)
    install(beside(target, NEXT), fields, files)
    if target.exists():
        _leave(target)
    settle(target)
    return load_model(target)


def check_free(target: Path, replace: bool) -> None:
    """Raise ModelError if `target` exists, unless it is a model that is to be replaced."""
    if target.exists() and not (replace and (target / MANIFEST_FILE).exists()):
        raise ModelError(f"Folder {target} exists already; choose another, or replace a model.")


def exchange(target: Path) -> None:
    """Put the previous model in the place of the one in use, and that into its place.

    Where there is only one of the two it changes its place: a model in use becomes the previous
    one, and so comes out of use. ModelError if there is neither, or a folder cannot be renamed;
    then nothing has changed.
    """
    settle(target)
    previous = beside(target, PREVIOUS)
    if not target.exists() and not previous.exists():
        raise ModelError(f"There is no model {target} and none that was there before.")
    if target.exists() and previous.exists():
        _leave(target)
        settle(target)
        return
    here, there = (target, previous) if target.exists() else (previous, target)
    try:
        here.replace(there)
    except OSError as error:
        raise _held(target, error) from error


def _leave(target: Path) -> None:
    """Begin an exchange: from this rename on, the new model is the one that is found."""
    try:
        target.replace(beside(target, LEAVING))
    except OSError as error:
        _drop(target, NEXT)
        settle(target)
        raise _held(target, error) from error


def _held(target: Path, error: OSError) -> ModelError:
    return ModelError(
        f"Model folder {target} cannot be moved ({error.strerror or error}); it stays as it was. "
        "Close other programs that use it and try again."
    )
