"""A model on disk is a folder: HDF5 weights and ``manifest.json``, every hash checked.

Light to import: what needs NumPy stands in `scope` and `compact` alone.
"""

from gng_desktop.modelstore.changes import (
    Change,
    RollBack,
    install_model,
    plan_roll_back,
    read_changes,
    roll_back,
)
from gng_desktop.modelstore.errors import ModelError
from gng_desktop.modelstore.inventory import Inventory, find_models, search_path
from gng_desktop.modelstore.manifest import Calibration, Fusion, Manifest, ScopeRef, Thresholds
from gng_desktop.modelstore.store import StoredModel, install, load_model

__all__ = [
    "Calibration", "Change", "Fusion", "Inventory", "Manifest", "ModelError", "RollBack",
    "ScopeRef", "StoredModel", "Thresholds", "find_models", "install", "install_model",
    "load_model", "plan_roll_back", "read_changes", "roll_back", "search_path",
]  # fmt: skip
