"""Where models are looked for, and which of them are used."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from gng_desktop.core.shipped import shipped
from gng_desktop.modelstore.errors import ModelError
from gng_desktop.modelstore.manifest import INSTALLED_ROLES, ROLES
from gng_desktop.modelstore.replacing import interrupted_models
from gng_desktop.modelstore.store import DETECTORS, MANIFEST_FILE, StoredModel, load_model

DETECTOR_FILE = "detector.json"
"""The folder of further detectors in a folder of models; what describes each."""


def user_folder() -> Path:
    """Return the folder of the models the user installed or trained."""
    return platformdirs.user_data_path("gng-desktop") / "models"


def shipped_folder() -> Path:
    """Return the folder of the models that came with the program."""
    return shipped("models")


def search_path(models: Path | None = None) -> list[Path]:
    """Return the folders that hold models, by precedence; `models`, of ``--models``, is first."""
    named = [Path(models)] if models is not None else []
    return [*named, user_folder(), shipped_folder()]


@dataclass(frozen=True)
class Inventory:
    """The models in use.

    Attributes
    ----------
    models : dict of str to StoredModel
        By role; a role nobody fills is absent.
    problems : tuple of str
        One sentence per model folder that was found but cannot be used.
    refused : str
        Why the folder that the user named is not used; no other folder then takes its place.
    """

    models: dict[str, StoredModel]
    problems: tuple[str, ...] = ()
    refused: str = ""

    def require(self, role: str) -> StoredModel:
        """Return the model of a role; ModelError if there is none, or `refused` says why."""
        if self.refused:
            raise ModelError(self.refused)
        if role not in self.models:
            broken = f" ({len(self.problems)} broken model folder(s) found)" * bool(self.problems)
            raise ModelError(
                f"No {ROLES[role].words} is installed{broken}; put its model folder into "
                f"{user_folder()} or name a folder that holds it with --models."
            )
        return self.models[role]


def _folders(root: Path) -> list[Path]:
    if os.path.lexists(root / MANIFEST_FILE):  # whatever it is: a pipe is a damaged model
        return [root]
    try:
        entries = sorted(entry for entry in root.iterdir() if entry.is_dir())
    except OSError:
        return []
    # A folder with weights but no manifest is a broken model and must be reported; a hidden one
    # is an installation under way, or the model that another replaced.
    marks = (MANIFEST_FILE, "*.weights.h5", "*.onnx")
    seen = [
        entry
        for entry in entries
        if not entry.name.startswith(".") and any(any(entry.glob(mark)) for mark in marks)
    ]
    return seen + interrupted_models(root)


def models_in(root: Path) -> tuple[list[StoredModel], list[str]]:
    """Return the usable models directly in one folder, and a sentence for each of the others."""
    for _ in range(2):  # again if another program exchanged one while it was read
        usable, problems = [], []
        for folder in _folders(root):
            try:
                usable.append(load_model(folder))
            except ModelError as error:
                problems.append(str(error))
        if not problems:
            break
    return usable, problems


def newest(models: Iterable[StoredModel], role: str) -> StoredModel | None:
    """Return the model of a role created last, then the one whose id sorts last; None if none."""
    candidates = [model for model in models if model.manifest.role == role]
    return max(candidates, key=lambda m: (m.manifest.created_at(), m.manifest.id), default=None)


def find_models(models: Path | None = None) -> Inventory:
    """Find the model of every role along `search_path`.

    The first folder that has a usable model for a role decides; within one folder the model
    created last, then the one whose id sorts last.

    Parameters
    ----------
    models : Path, optional
        The folder named by ``--models``: of model folders, or one model folder. It must be there
        and hold a model or further detector, and no damaged model.
    """
    chosen: dict[str, StoredModel] = {}
    problems: list[str] = []
    refused = ""
    for root in dict.fromkeys(search_path(models)):
        usable, broken = models_in(root)
        if models is not None and root == Path(models):
            refused = _refusal(root, usable, broken)
            broken = broken or [refused] * bool(refused)
        problems += broken
        for role in INSTALLED_ROLES:
            found = newest(usable, role)
            if found is not None and role not in chosen:
                chosen[role] = found
    return Inventory(chosen, tuple(problems), refused)


def _refusal(named: Path, usable: list[StoredModel], broken: list[str]) -> str:
    if not named.is_dir():
        return f"Models folder {named} does not exist; name an existing folder."
    if broken:
        return broken[0]
    if not usable and not any((named / DETECTORS).glob(f"*/{DETECTOR_FILE}")):
        return f"Models folder {named} holds no model; name a model folder or a folder of them."
    return ""
