"""Which model fills a role: installed, rolled back, and logged (``models.log.jsonl``)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gng_desktop.core.errors import plain_errors
from gng_desktop.core.locks import Held, Lock
from gng_desktop.core.reading import read_bytes
from gng_desktop.core.timestamps import now
from gng_desktop.modelstore.errors import ModelError
from gng_desktop.modelstore.inventory import (
    models_in,
    newest,
    shipped_folder,
    user_folder,
)
from gng_desktop.modelstore.manifest import INSTALLED_ROLES, ROLES
from gng_desktop.modelstore.replacing import PREVIOUS, beside, check_free, exchange, put, settle
from gng_desktop.modelstore.store import StoredModel, load_model

LOCK_FILE = ".models.lock"


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Hold the right to change the models in `folder`, which is made if missing.

    The lock is the operating system's: it ends with the process, however that ends. ModelError if
    another process holds it, or the folder cannot be written to.
    """
    what = f"Models folder {folder} cannot be written"
    try:
        with plain_errors(ModelError, what, "choose another"):
            folder.mkdir(parents=True, exist_ok=True)
            lock = Lock(folder / LOCK_FILE)
    except Held as error:
        raise ModelError(
            f"Another program is changing the models in {folder}; try again when it is done."
        ) from error
    with lock:
        yield


LOG_FILE = "models.log.jsonl"
INSTALL, ROLL_BACK, COMPLETE = "install", "roll back", "complete"
"""What a change was; the last one is an exchange that was interrupted and then finished."""


@dataclass(frozen=True)
class Named:
    """A model as the log names it: `StoredModel.label`, `StoredModel.sha256`, its folder."""

    label: str
    sha256: str
    folder: str

    @staticmethod
    def of(model: StoredModel | None) -> Named | None:
        """Return how `model` is named; None for none."""
        return Named(model.label, model.sha256, str(model.folder)) if model else None


@dataclass(frozen=True)
class Change:
    """One entry of the log.

    Attributes
    ----------
    time : str
        UTC, ISO 8601, to the second.
    action : str
        `INSTALL`, `ROLL_BACK` or `COMPLETE`.
    role : str
        One of `gng_desktop.modelstore.manifest.INSTALLED_ROLES`.
    before, after : Named or None
        What filled the role; None where nothing did (`before`), or where that is not known.
    """

    time: str
    action: str
    role: str
    before: Named | None
    after: Named | None


def folder_of(role: str, models: Path | None = None) -> Path:
    """Return the model folder of a role in `models`, by default the user's folder."""
    return (models or user_folder()) / role.replace("_", "-")


def read_changes(models: Path | None = None) -> list[Change]:
    """Return the log of a folder of models, by default the user's, the earliest change first.

    Lines that are no entry (one that broke off) are left out. ModelError if the file is there and
    cannot be read.
    """
    path = (models or user_folder()) / LOG_FILE
    with plain_errors(ModelError, f"{path} cannot be read", "check your rights"):
        try:
            lines = read_bytes(path).decode("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return []
    return [change for change in map(_change, lines) if change]


def _change(line: str) -> Change | None:
    try:
        raw = json.loads(line)
        before, after = (Named(**raw[k]) if raw[k] else None for k in ("before", "after"))
        return Change(raw["time"], raw["action"], raw["role"], before, after)
    except (ValueError, TypeError, KeyError):
        return None


def _write(models: Path, action: str, role: str, before: Named | None, after: Named | None) -> None:
    time = now()
    line = json.dumps(asdict(Change(time, action, role, before, after)), ensure_ascii=False)
    path = models / LOG_FILE
    what = f"The change of the {ROLES[role].words} is made but cannot be written into {path}"
    advice = "free some space or check your rights before the next change"
    with plain_errors(ModelError, what, advice), path.open("a+b") as stream:
        # After a line that broke off, this one still begins on its own.
        end = stream.seek(0, 2)
        stream.seek(max(0, end - 1))
        torn = end and stream.read(1) != b"\n"
        stream.write(b"\n" * bool(torn) + line.encode("utf-8", "backslashreplace") + b"\n")


def shipped_model(role: str) -> StoredModel | None:
    """Return the model of a role that came with the program; None if there is none to use."""
    usable, _ = models_in(shipped_folder())
    return newest(usable, role)


def _complete(target: Path, role: str) -> None:
    """Finish an interrupted exchange, and log it."""
    if settle(target):
        before = _usable(beside(target, PREVIOUS)) or shipped_model(role)
        _write(target.parent, COMPLETE, role, Named.of(before), Named.of(_usable(target)))


def _usable(folder: Path) -> StoredModel | None:
    try:
        return load_model(folder) if folder.exists() else None
    except ModelError:
        return None


def install_model(
    target: Path, fields: Mapping[str, Any], files: Mapping[str, Path], replace: bool = False
) -> StoredModel:
    """Put a model into use: whole or not at all, keeping the one it replaces, and log it.

    Parameters
    ----------
    target : Path
        Its folder, in a folder of models.
    fields, files : mapping
        Those of `gng_desktop.modelstore.store.install`.
    replace : bool
        Take the place of the model in `target`, which becomes the previous one; `roll_back` puts
        it back. What was the previous one until then is removed.

    Raises
    ------
    ModelError
        If `target` exists, unless it is a model to be replaced; if it came with the program; or
        the new model is not valid.
    OSError
        If a file cannot be copied.
    """
    check_target(target, replace)
    role = str(fields["role"])
    with changing(target.parent):
        _complete(target, role)
        before = Named.of(_usable(target) or shipped_model(role))
        model = put(target, fields, files, replace)
        _write(target.parent, INSTALL, role, before, Named.of(model))
    return model


def check_target(target: Path, replace: bool) -> None:
    """Raise ModelError if a model may not be installed as `target`; see `install_model`."""
    if replace and target.exists() and _shipped(target.parent):
        raise ModelError(
            f"Model folder {target} came with the program and is never replaced; leave --into "
            "out: a model in your own folder goes before it."
        )
    check_free(target, replace)


def _shipped(models: Path) -> bool:
    return models.resolve() == shipped_folder().resolve()


@dataclass(frozen=True)
class RollBack:
    """What rolling back a role would do, or has done.

    Attributes
    ----------
    before : StoredModel or None
        In use until then; None where none was, or a damaged one.
    after : StoredModel
        In use from then on; it may be a shipped one. Once it is done, the folders of both are
        those where they now lie.
    """

    role: str
    before: StoredModel | None
    after: StoredModel


def plan_roll_back(role: str, models: Path | None = None) -> RollBack:
    """Return what `roll_back` would do; ModelError if it would be refused. Nothing is changed."""
    if role not in INSTALLED_ROLES:
        raise ModelError(f"{role!r} is no role; choose one of {', '.join(INSTALLED_ROLES)}.")
    target = folder_of(role, models)
    if _shipped(target.parent):
        raise ModelError("Models that came with the program are never replaced or removed.")
    words, previous = ROLES[role].words, beside(target, PREVIOUS)
    shipped = shipped_model(role)
    there = load_model(previous) if previous.exists() else None
    after = there or (shipped if target.exists() else None)
    if after is None:
        raise ModelError(
            f"{target} replaced no other {words} and none came with the program; there is nothing "
            "to go back to."
            if target.exists()
            else f"No {words} was installed in {target.parent}; there is nothing to roll back."
        )
    usable, _ = models_in(target.parent)
    rivals = [m for m in usable if m.folder != target and m.manifest.role == role]
    first = newest([*rivals, *([there] if there else [])], role)
    if first is not None and first is not there:
        raise ModelError(
            f"Model folder {first.folder} holds a {words} that would be used instead; "
            "remove it first."
        )
    # A damaged model in use is a reason to go back, and none to refuse it.
    return RollBack(role, _usable(target) if target.exists() else shipped, after)


def roll_back(role: str, models: Path | None = None) -> RollBack:
    """Exchange the model of a role and the one it replaced; doing it again rolls forward.

    Where the model in use replaced none of the user's, the shipped one comes back into use and
    the other remains as the previous one.

    Parameters
    ----------
    role : {"segmenter", "with_background", "without_background"}
    models : Path, optional
        Folder of models; the user's by default.

    Raises
    ------
    ModelError
        If there is nothing to go back to, the other model is damaged, or a folder cannot be
        renamed; then nothing has changed.
    """
    target = folder_of(role, models)
    if not target.parent.is_dir() or _shipped(target.parent):
        return plan_roll_back(role, models)  # which refuses it
    with changing(target.parent):
        _complete(target, role)
        plan = plan_roll_back(role, models)
        before, after = Named.of(plan.before), Named.of(plan.after)
        exchange(target)
        _write(target.parent, ROLL_BACK, role, before, after)
        previous = _usable(beside(target, PREVIOUS))
        return RollBack(role, previous or plan.before, _usable(target) or plan.after)
