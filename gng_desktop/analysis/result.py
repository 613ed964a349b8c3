"""The result of analysing one image: what window, scans, reports and tests read."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis import OWN, WITH, WITHOUT, label_field
from gng_desktop.imaging.background import background_only, foreground, strip
from gng_desktop.imaging.faces import Box
from gng_desktop.imaging.inputs import resize_foreground, resize_mask
from gng_desktop.imaging.pyramid import Pyramid
from gng_desktop.modelstore.manifest import View

SHOWN = 2048
"""Longest side of the masks that the window draws, px."""
Status = Literal["ok", "not_applicable", "error"]
Verdict = Literal["generated", "real", "inconclusive"]


@dataclass(frozen=True, kw_only=True)
class DetectorScore:
    """What one further detector, beyond those with a role, says of a face.

    Attributes
    ----------
    id, label : str
        Of the detector; ``id@hash prefix``.
    raw : float or None
        Uncalibrated probability of "generated", 0..1; None where the detector failed.
    score : float or None
        Calibrated, 0..1; None where it is not calibrated: then it has no verdict of its own.
    zone : {"generated", "real", "inconclusive"} or None
        Where the score lies between the detector's limits.
    novelty : float or None
        As of `Analysis`; None where it has no scope.
    problem : str
        Why there is no raw score, in one sentence.
    """

    id: str
    label: str
    view: View
    raw: float | None
    score: float | None = None
    zone: Verdict | None = None
    novelty: float | None = None
    problem: str = ""


@dataclass(frozen=True)
class Views:
    """The pictures behind an analysis: what the networks saw, and the same at the image's size.

    Attributes
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The image as read: upright, without alpha.
    network_rgb, network_stripped : ndarray of uint8, shape (S, S, 3)
        What the with-background and the without-background classifier were given.
    network_mask : ndarray of uint8, shape (S, S)
        The segmenter's own output, class ids 0..13.
    box : Box or None
        The square part of the image that the networks were given; None if it was the whole.
        Whatever lies outside of it counts as background.
    """

    rgb: NDArray[np.uint8]
    network_rgb: NDArray[np.uint8]
    network_stripped: NDArray[np.uint8]
    network_mask: NDArray[np.uint8]
    box: Box | None = None

    @property
    def inputs(self) -> dict[str, NDArray[np.uint8]]:
        """What each classifier was given, by role."""
        return {WITH: self.network_rgb, WITHOUT: self.network_stripped}

    def _on_image(self, pixels: NDArray[Any]) -> NDArray[Any]:
        """Place (h, w) pixels of the analysed part on a blank picture of the image's size."""
        if self.box is None:
            return pixels
        whole = np.zeros(self.rgb.shape[:2], pixels.dtype)
        self.box.of(whole)[...] = pixels
        return whole

    @property
    def _size(self) -> tuple[int, int]:
        return self.analysed.width, self.analysed.height

    @cached_property
    def pyramid(self) -> Pyramid:
        """The image and its halvings, for showing any part of it at any size."""
        return Pyramid(self.rgb)

    @property
    def analysed(self) -> Box:
        """The part of the image that the networks were given."""
        return self.box or Box(0, 0, self.rgb.shape[1], self.rgb.shape[0])

    @cached_property
    def shown_mask(self) -> NDArray[np.uint8]:
        """Class ids of the analysed part, uint8, at its own size but no side above `SHOWN`.

        What the window draws: many times finer than the network's own mask, and `mask` itself
        wherever the image is not larger.
        """
        return resize_mask(self.network_mask, *self._shown_size)

    @cached_property
    def shown_face(self) -> NDArray[np.bool_]:
        """The foreground of the analysed part, bool, in the size of `shown_mask`."""
        return resize_foreground(foreground(self.network_mask), *self._shown_size)

    def prepare(self) -> None:
        """Compute all that the window draws from, so that no thread waits for it later."""
        self.pyramid.prepare()
        _ = self.shown_mask, self.shown_face

    def share(self, other: Views) -> None:
        """Take over the halvings of `other`, whose image is the same: they are made only once."""
        if self.rgb is not other.rgb:
            raise ValueError("these are views of another image")
        # Where cached_property looks first.
        vars(self)["pyramid"] = other.pyramid

    @property
    def _shown_size(self) -> tuple[int, int]:
        width, height = self._size
        shrink = min(1.0, SHOWN / max(width, height))
        return max(1, round(width * shrink)), max(1, round(height * shrink))

    @cached_property
    def mask(self) -> NDArray[np.uint8]:
        """Class ids at the image's size, (H, W) uint8; computed when first asked for."""
        return self._on_image(resize_mask(self.network_mask, *self._size))

    @cached_property
    def face(self) -> NDArray[np.bool_]:
        """The foreground that stripping keeps, at the image's size, (H, W) bool."""
        return self._on_image(resize_foreground(foreground(self.network_mask), *self._size))

    @cached_property
    def stripped(self) -> NDArray[np.uint8]:
        """The image with its background black, (H, W, 3) uint8."""
        return strip(self.rgb, self.face)

    @cached_property
    def background_only(self) -> NDArray[np.uint8]:
        """The image with its face black, (H, W, 3) uint8."""
        return background_only(self.rgb, self.face)


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """Everything that is known about one image.

    Attributes
    ----------
    path : str
        The file as given.
    sha256 : str or None
        Of the file's bytes; None where they could not be read.
    status : {"ok", "not_applicable", "error"}
        ``not_applicable``: readable, but no plausible face; ``error``: not readable.
    reason : str
        One sentence for the user; empty when all went well and the verdict speaks for itself.
    width, height : int or None
        Of the upright image, px.
    verdict : {"generated", "real", "inconclusive"} or None
        None unless `status` is ``ok``.
    score_with_background, score_without_background : float or None
        Calibrated probabilities of "generated", 0..1.
    novelty_with_background, novelty_without_background : float or None
        How unlike the images each classifier was trained and tested on the face is to it, in
        units of its limit: above 1 it is out of scope. None for a classifier without a scope.
    face_fraction : float or None
        Share of the pixels that belong to classes 1..13, 0..1.
    face_box : tuple of int or None
        Left, top, width, height, px, of the part of the image that was analysed: the square around
        the largest face, or the whole image.
    frame, frames : int
        Which of how many pictures in the file was analysed, from 1.
    face_index : int or None
        1.. in reading order where each face was analysed on its own, None where the whole picture
        was.
    regions : dict of str to float
        Share of the pixels per class present, 0..1.
    segmenter, classifier_with_background, classifier_without_background : str or None
        ``id@hash prefix`` of the models used.
    engine, device : str or None
        What ran them.
    seconds : dict of str to float
        Wall time per stage, s.
    notes : tuple of str
        What is to be known of how the pixels came about: one sentence for each oddity of the file.
    partial : bool
        Whether a part of the picture is missing in the file.
    version : str
        Of the program.
    likelihood_ratio : float or None
        How many times more probable the scores are if the verdict is right, as far as held-out
        images back it; None without a verdict or test figures.
    support : str
        That in words (`gng_desktop.analysis.support.SCALE`); "" where no face was analysed.
    score_fused : float or None
        Of all classifiers together, 0..1: what the verdict is made of; None where they are not
        fused.
    contributions : dict of str to float
        By role, what each classifier added to the log-odds of `score_fused`.
    detectors : tuple of DetectorScore
        The further detectors, in the order of their ids.
    deciding : tuple of str
        Roles and ids of the detectors that the verdict was made of.
    family : str
        What a family model says of the face, one of `gng_desktop.modelstore.family.ANSWERS`; ""
        where none is installed or no face was analysed. No part of the verdict.
    family_probabilities : dict of str to float
        Calibrated, 0..1, of real, gan and diffusion; empty where `family` is.
    classifier_family : str or None
        ``id@hash prefix`` of the family model.
    views : Views or None
        The pictures; left out of `to_json`.
    """

    path: str
    sha256: str | None
    status: Status
    reason: str
    width: int | None
    height: int | None
    verdict: Verdict | None
    score_with_background: float | None
    score_without_background: float | None
    novelty_with_background: float | None = None
    novelty_without_background: float | None = None
    face_fraction: float | None
    face_box: tuple[int, int, int, int] | None
    frame: int = 1
    frames: int = 1
    face_index: int | None = None
    regions: dict[str, float]
    segmenter: str | None
    classifier_with_background: str | None
    classifier_without_background: str | None
    engine: str | None
    device: str | None
    seconds: dict[str, float]
    version: str
    notes: tuple[str, ...] = ()
    partial: bool = False
    likelihood_ratio: float | None = None
    support: str = ""
    score_fused: float | None = None
    contributions: dict[str, float] = field(default_factory=dict)
    detectors: tuple[DetectorScore, ...] = ()
    deciding: tuple[str, ...] = OWN
    family: str = ""
    family_probabilities: dict[str, float] = field(default_factory=dict)
    classifier_family: str | None = None
    views: Views | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        # As `to_json` wrote them.
        found = (d if isinstance(d, DetectorScore) else DetectorScore(**d) for d in self.detectors)
        object.__setattr__(self, "detectors", tuple(found))
        object.__setattr__(self, "deciding", tuple(self.deciding))

    def score_of(self, detector: str) -> float | None:
        """Return the calibrated score of a role or of a further detector's id; None if none."""
        if (score := getattr(self, f"score_{detector}", None)) is not None:
            return float(score)
        return next((d.score for d in self.detectors if d.id == detector), None)

    def label_of(self, model: str) -> str | None:
        """Return the label of the model that had a role, or of a further detector, here."""
        found: str | None = getattr(self, label_field(model), None)
        return found or next((d.label for d in self.detectors if d.id == model), None)

    @property
    def own_models(self) -> tuple[str | None, str | None, str | None]:
        """Segmenter, with- and without-background classifier, ``id@hash prefix`` each."""
        return self.segmenter, self.classifier_with_background, self.classifier_without_background

    @property
    def fused_decides(self) -> bool:
        """Whether the verdict is made of `score_fused`, alone or beside further detectors."""
        return self.score_fused is not None and set(OWN) <= set(self.deciding)

    @property
    def deciding_scores(self) -> dict[str, float | None]:
        """The scores that the verdict is made of, 0..1.

        By "fused", which stands for both classifiers where it decides, by role, or by a further
        detector's id.
        """
        fused = {"fused": self.score_fused} if self.fused_decides else {}
        names = (name for name in self.deciding if not fused or name not in OWN)
        return fused | {name: self.score_of(name) for name in names}

    @property
    def beside_scores(self) -> dict[str, float | None]:
        """Those of `deciding_scores` that stand beside both classifiers', or in their place."""
        return {name: s for name, s in self.deciding_scores.items() if name not in OWN}

    @property
    def fused_constant(self) -> float | None:
        """What the log-odds of `score_fused` hold beside `contributions`, in nats.

        Intercept and calibration of the rule: the same for every image. None where nothing is
        fused, or where the score is 0, or so near to 1 that rounding has changed its log-odds.
        """
        score = self.score_fused
        if score is None or not 0 < score < 1 - 1e-12 or not self.contributions:
            return None
        return math.log(score / (1 - score)) - sum(self.contributions.values())

    def to_json(self) -> dict[str, Any]:
        """Return the JSON-serialisable fields, in the order they are declared, without views."""
        facts = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "views"}
        listed = {"detectors": [asdict(d) for d in self.detectors], "deciding": list(self.deciding)}
        return facts | listed
