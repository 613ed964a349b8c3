"""Is it the face or the scene? Faces pasted on the backgrounds of other images (thesis, 5.1).

What is pasted are the analysed parts, brought to one side: the face by its mask, onto the other
image's part whose own face was filled in (Telea). Pasting leaves traces of its own, so everything
is held against the face pasted on its own background.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis import OWN, WITH, WITHOUT
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.result import Analysis
from gng_desktop.core.progress import Progress
from gng_desktop.core.text import N_
from gng_desktop.imaging.background import foreground, strip
from gng_desktop.imaging.inputs import network_input, resize_foreground
from gng_desktop.modelstore.platt import log_odds

SIDE = 320
"""Side to which analysed parts are brought, px."""
CLEAR = 2.0
"""How many times the one effect must be the other for it alone to be named."""


@dataclass(frozen=True)
class Cut:
    """The analysed part of an image: (S, S, 3) uint8, its face (S, S) bool, its filled scene."""

    rgb: NDArray[np.uint8]
    face: NDArray[np.bool_]
    scene: NDArray[np.uint8]


def cut(analysis: Analysis) -> Cut:
    """Cut the analysed part of an image into face and scene.

    Raises
    ------
    ValueError
        If the analysis has no face.
    """
    views = analysis.views
    if analysis.status != "ok" or views is None:
        raise ValueError("there is no face to be cut out")
    rgb = network_input(views.analysed.of(views.rgb), SIDE)
    face = resize_foreground(foreground(views.network_mask), SIDE, SIDE).astype(bool)
    around = cv2.dilate(face.astype(np.uint8), np.ones((9, 9), np.uint8))
    scene = np.asarray(cv2.inpaint(rgb, around, 5, cv2.INPAINT_TELEA), np.uint8)
    return Cut(rgb, face, scene)


def pasted(face: Cut, scene: Cut) -> NDArray[np.uint8]:
    """Return the face of one image on the scene of another, (S, S, 3) uint8, its edge softened."""
    weight = cv2.GaussianBlur(face.face.astype(np.float32), (0, 0), 1.0)[..., None]
    mixed = face.rgb * weight + scene.scene * (1 - weight)
    return np.asarray(np.rint(mixed), np.uint8)


def scores(analyser: Analyser, pairs: Sequence[tuple[Cut, Cut]]) -> dict[str, NDArray[np.float64]]:
    """Return by role the calibrated scores, (N,) 0..1, of faces on scenes."""
    images = [pasted(face, scene) for face, scene in pairs]
    found = {}
    for role in OWN:
        size = analyser.engines[role].size
        inputs = [network_input(image, size) for image in images]
        if role == WITHOUT:
            inputs = [
                strip(rgb, resize_foreground(face.face, size, size))
                for rgb, (face, _) in zip(inputs, pairs, strict=True)
            ]
        found[role] = analyser.score(role, np.stack(inputs))
    return found


@dataclass(frozen=True)
class SceneTest:
    """What exchanging scene or face does to the with-background score of one image.

    Attributes
    ----------
    own : float
        Score of the face pasted on its own background, 0..1.
    on_scenes, of_faces : tuple of float
        Scores of the face on each foreign background, and of each foreign face on the image's
        background.
    """

    own: float
    on_scenes: tuple[float, ...]
    of_faces: tuple[float, ...]

    @property
    def effects(self) -> tuple[float, float]:
        """Mean change of the log-odds, as magnitudes: by another scene, and by another face."""
        base = float(log_odds(np.array(self.own)))
        scene, face = (
            abs(float(log_odds(np.array(found)).mean()) - base)
            for found in (self.on_scenes, self.of_faces)
        )
        return scene, face

    @property
    def answer(self) -> str:
        """``"face"``, ``"scene"`` or ``"both"``: what the score depends on."""
        scene, face = self.effects
        if face >= CLEAR * scene:
            return "face"
        return "scene" if scene >= CLEAR * face else "both"

    @property
    def sentence(self) -> str:
        """For people: the three scores and the answer."""
        words = {
            "face": "The score depends mainly on the face.",
            "scene": "The score depends mainly on the scene.",
            "both": "The score depends on face and scene alike.",
        }
        return (
            f"Pasted on its own background the face scores {self.own:.3f}; on "
            f"{len(self.on_scenes)} foreign backgrounds {_spread(self.on_scenes)}; "
            f"{len(self.of_faces)} foreign faces on its background score "
            f"{_spread(self.of_faces)}. {words[self.answer]}"
        )

    def to_json(self) -> dict[str, Any]:
        """Return scores, answer and sentence as JSON values."""
        return {
            "own": self.own,
            "on_scenes": list(self.on_scenes),
            "of_faces": list(self.of_faces),
            "answer": self.answer,
            "sentence": self.sentence,
        }


def _spread(values: Sequence[float]) -> str:
    return f"{np.mean(values):.3f} on average ({min(values):.3f} to {max(values):.3f})"


def scene_test(
    analyser: Analyser, analysis: Analysis, others: Sequence[str]
) -> Generator[Progress | SceneTest, None, None]:
    """Exchange the background of an image, and its face, for those of other images.

    Parameters
    ----------
    analysis : Analysis
        With a verdict and its views.
    others : sequence of str
        Files; those without a usable face are passed over.

    Yields
    ------
    Progress
        Before every image.
    SceneTest
        At last.

    Raises
    ------
    ValueError
        If the image, or every other one, has no usable face.
    """
    own, foreign = cut(analysis), []
    for done, path in enumerate(others):
        yield Progress(done, len(others), "Cutting out faces")
        found = analyser.analyse(path)
        if found.status == "ok" and found.sha256 != analysis.sha256:
            foreign.append(cut(found))
    if not foreign:
        raise ValueError(N_("None of the other images shows a usable face; choose others."))
    pairs = [(own, own), *((own, other) for other in foreign)]
    pairs += [(other, own) for other in foreign]
    found_scores = scores(analyser, pairs)[WITH].tolist()
    count = len(foreign)
    yield SceneTest(
        found_scores[0], tuple(found_scores[1 : 1 + count]), tuple(found_scores[1 + count :])
    )
