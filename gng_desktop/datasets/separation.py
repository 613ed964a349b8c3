"""Whether a trivial trait of the files separates real from generated."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score

from gng_desktop.datasets.file_statistics import Traits

WARN_FROM = 0.65
"""A trait whose AUC, or one minus it, reaches this draws a warning."""


@dataclass(frozen=True)
class Separation:
    """How well one trait alone separates the classes of one split.

    Attributes
    ----------
    auc : float
        Probability, 0..1, that a generated image has more of it than a real one; 0.5 says nothing.
    real, fake : int
        Number of images.
    """

    split: str
    trait: str
    auc: float
    real: int
    fake: int
    real_mean: float
    fake_mean: float

    @property
    def warns(self) -> bool:
        return max(self.auc, 1 - self.auc) >= WARN_FROM

    @property
    def chance(self) -> bool:
        """Whether so few images may differ so much by chance (two standard errors)."""
        error = math.sqrt((self.real + self.fake + 1) / (12 * self.real * self.fake))
        return abs(self.auc - 0.5) < 2 * error

    def sentence(self) -> str:
        """Return the warning in plain words."""
        text = (
            f"split {self.split}: {self.trait} alone tells real from fake with AUC "
            f"{max(self.auc, 1 - self.auc):.2f} (mean {self.real_mean:.4g} real, "
            f"{self.fake_mean:.4g} fake); a classifier may learn it instead of the face"
        )
        few = f"; with {self.real} real and {self.fake} fake images this may be chance"
        return text + (few if self.chance else "") + "."


def separations(split: str, real: Sequence[Traits], fake: Sequence[Traits]) -> list[Separation]:
    """Compare the traits of the real and the generated images of one split.

    Traits that are unknown for some image (an unusual chroma sampling) are compared among the
    others; without images of both classes there is nothing to compare.
    """
    found = []
    tables = [[t.values() for t in group] for group in (real, fake)]
    for trait in tables[0][0] if all(tables) else ():
        values = [np.array([row[trait] for row in rows]) for rows in tables]
        a, b = (v[~np.isnan(v)] for v in values)
        if len(a) and len(b):
            generated = np.repeat([False, True], [len(a), len(b)])
            auc = roc_auc_score(generated, np.concatenate([a, b]))
            found.append(
                Separation(
                    split, trait, float(auc), len(a), len(b), float(np.mean(a)), float(np.mean(b))
                )
            )
    return found
