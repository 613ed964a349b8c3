"""What of a computer decides the scores it gives; two must agree to work on one CSV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gng_desktop import __version__
from gng_desktop.core.shipped import package_version
from gng_desktop.modelstore import StoredModel

PACKAGES = ("onnxruntime", "numpy", "opencv-python-headless", "pillow", "pi-heif", "rawpy")
"""Libraries that decode the images and run the models."""


@dataclass(frozen=True)
class Identity:
    """What a computer analyses with: versions of the program and of `PACKAGES`, and its models.

    `models` has the SHA-256 of each model's manifest, by role; `engine` and `device`, what runs
    them, are "" where none is loaded.
    """

    program: str
    libraries: Mapping[str, str]
    models: Mapping[str, str]
    engine: str = ""
    device: str = ""

    @classmethod
    def of(cls, models: Mapping[str, StoredModel], engine: str = "", device: str = "") -> Identity:
        """Return this computer's, with the models that it would use."""
        hashes = {role: model.sha256 for role, model in models.items()}
        libraries = {name: package_version(name) for name in PACKAGES}
        return cls(__version__, libraries, hashes, engine, device)

    def difference(self, needed: Identity) -> str:
        """Return what is to be changed, words behind a computer's name; "" if nothing is.

        The devices may differ; so may the engines where either is not known.
        """
        if self.program != needed.program:
            return f"runs version {self.program} of this program; install {needed.program} there"
        for role, sha256 in needed.models.items():
            found = self.models.get(role, "")
            if found != sha256:
                return (
                    f"has another model as {role} ({found[:12]} instead of {sha256[:12]}); install "
                    "the same models there"
                )
        for name, number in needed.libraries.items():
            found = self.libraries.get(name, "")
            if found != number:
                return f"has {name} {found or 'missing'}; install {number} there"
        if self.engine and needed.engine and self.engine != needed.engine:
            return (
                f"runs the models by {self.engine} and another one by {needed.engine}; choose a "
                "--device that all of them have"
            )
        return ""
