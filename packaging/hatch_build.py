"""Put icons, shipped models, recipes and the guide into a wheel, where a checkout has them too."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelData(BuildHookInterface):  # type: ignore[misc]
    """Adds ``resources/``, ``models/``, ``recipes/`` and the guide to wheels, not to checkouts."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folders to add; called by hatchling."""
        if version == "standard":
            for place in ("resources", "models", "recipes", "docs/guide.md", "docs/images"):
                build_data["force_include"][place] = f"gng_desktop/{place}"
