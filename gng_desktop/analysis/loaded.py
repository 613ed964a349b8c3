"""The models that analyse: found, checked, loaded, and how each of them scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis import NEEDED
from gng_desktop.analysis.detectors import without_costly
from gng_desktop.analysis.scoring import calibrate
from gng_desktop.engines.foreign import open_detector
from gng_desktop.engines.protocol import Engine
from gng_desktop.engines.select import open_engine
from gng_desktop.modelstore import ModelError, StoredModel, find_models
from gng_desktop.modelstore.detectors import StoredDetector, find_detectors
from gng_desktop.modelstore.manifest import FAMILY
from gng_desktop.modelstore.scope import Scope, load_scope
from gng_desktop.modelstore.store import refusal


@dataclass(frozen=True)
class LoadedModels:
    """The segmenter and all that scores, loaded.

    Attributes
    ----------
    models : dict of str to StoredModel or StoredDetector
        By role: ``segmenter``, ``with_background``, ``without_background`` and, where one is
        installed, ``family``; and the further detectors by id.
    engines : dict of str to Engine
        The same, running.
    scopes : mapping of str to Scope
        By role, what each classifier was trained and tested on; a classifier whose model does
        not say is absent.
    problems : tuple of str
        One sentence for each model that was found and not used because it is damaged.
    fast : bool
        Whether the costly further detectors were left out, as every result then says.
    """

    models: dict[str, Any]
    engines: dict[str, Engine]
    scopes: Mapping[str, Scope] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    fast: bool = field(default=False, kw_only=True)

    @classmethod
    def open(
        cls,
        models: Path | None = None,
        device: str = "auto",
        threads: int | None = None,
        fast: bool = False,
    ) -> Self:
        """Find, check and load the models.

        Parameters
        ----------
        models : Path, optional
            Folder searched before the user's and the shipped models.
        device : str
            ``auto``, ``cpu`` or ``gpu:N``; further detectors run on the CPU.
        threads : int, optional
            CPU threads of each network; all that may be used by default.
        fast : bool
            Leave out the further detectors that the models' fusion can do without.

        Raises
        ------
        ModelError
            If a model or the device is missing, or a model damaged; one sentence.
        """
        found, problems, left_out = used_models(models, fast)
        stored: dict[str, Any] = {}
        engines: dict[str, Engine] = {}
        scopes: dict[str, Scope] = {}
        for name, model in found.items():
            try:
                engines[name] = (
                    open_detector(model, threads)
                    if isinstance(model, StoredDetector)
                    else open_engine(model, device, threads)
                )
                if name != FAMILY and (scope := load_scope(model)) is not None:
                    _check_scope(scope, engines[name], model)
                    scopes[name] = scope
                stored[name] = model
            except ModelError as error:
                if name in NEEDED:
                    raise
                problems += (str(error),)  # the others go on without it
        return cls(stored, engines, scopes, problems, fast=left_out)

    @property
    def further(self) -> tuple[str, ...]:
        """Ids of the detectors beyond those with a role, in their order."""
        return tuple(n for n, model in self.models.items() if isinstance(model, StoredDetector))

    def score(self, role: str, batch: NDArray[np.uint8]) -> NDArray[np.float64]:
        """Return the scores, (N,) 0..1, of a role or further detector on (N, S, S, 3) uint8 RGB.

        They are calibrated where the detector is.
        """
        raw: NDArray[Any] = self.engines[role].run(batch)
        return calibrate(raw, self.models[role].manifest.calibration)


def used_models(models: Path | None, fast: bool) -> tuple[dict[str, Any], tuple[str, ...], bool]:
    """Return the models of an analysis, by role and id, those that it needs first.

    And a sentence for each that was found and is not used because it is damaged; and whether any
    was left out as costly, if the analysis is to be `fast`. ModelError if one that it needs is
    missing or damaged.
    """
    inventory = find_models(models)
    found: dict[str, Any] = {role: inventory.require(role) for role in NEEDED}
    found, left_out = without_costly(found) if fast else (found, {})
    detectors, problems = find_detectors(models, found)
    found |= {name: one for name, one in detectors.items() if one.sha256 != left_out.get(name)}
    if FAMILY in inventory.models:
        found[FAMILY] = inventory.models[FAMILY]
    return found, inventory.problems + problems, bool(left_out)


def _check_scope(scope: Scope, engine: Engine, model: StoredModel | StoredDetector) -> None:
    """Raise ModelError unless the scope is one of what the engine gives."""
    if scope.directions.shape[0] != engine.features:
        unusable, advice = refusal(model.folder)
        raise ModelError(
            f"{unusable} its scope is made for {scope.directions.shape[0]} features and its "
            f"network gives {engine.features}; {advice}."
        )
