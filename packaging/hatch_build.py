"""Put icons and shipped models into a wheel; a source checkout finds them where they lie."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelData(BuildHookInterface):  # type: ignore[misc]
    """Adds ``resources/`` and ``models/`` to standard wheels, not to editable installs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folders to add; called by hatchling."""
        if version == "standard":
            for folder in ("resources", "models"):
                build_data["force_include"][folder] = f"gng_desktop/{folder}"
