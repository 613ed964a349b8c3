"""What a model says about itself: ``manifest.json``, format 1."""

from __future__ import annotations

import dataclasses
import math
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from gng_desktop.core.text import N_
from gng_desktop.modelstore import strict

FORMAT = 1
RoleName = Literal[
    "segmenter", "with_background", "without_background", "background_only", "texture",
    "base_model", "family",
]  # fmt: skip
Task = Literal["segmentation", "classification", "family"]
View = Literal["whole", "face", "stripped", "background"]
"""What a detector sees: the whole image, the square around the face, that square with all but the
face black, or with the face black."""


@dataclass(frozen=True)
class Role:
    """What a model is used for, and what follows from that alone.

    Attributes
    ----------
    words, short : str
        What it is called in a sentence, and in a table of roles.
    view : {"face", "stripped", "background"}
        What its models see.
    installed : bool
        Whether models of it are installed; others are only trained and tested.
    """

    words: str
    short: str
    view: View = "face"
    task: Task = "classification"
    installed: bool = True


SEGMENTER, FAMILY = "segmenter", "family"
WITH_BACKGROUND, WITHOUT_BACKGROUND = "with_background", "without_background"
ROLES: dict[str, Role] = {
    SEGMENTER: Role(N_("segmenter"), N_("Segmenter"), task="segmentation"),
    WITH_BACKGROUND: Role(N_("with-background classifier"), N_("With background")),
    WITHOUT_BACKGROUND: Role(
        N_("without-background classifier"), N_("Without background"), "stripped"
    ),
    "background_only": Role(
        N_("background-only classifier"), N_("Background only"), "background", installed=False
    ),
    "texture": Role(N_("texture detector"), N_("Texture")),
    "base_model": Role(N_("base model"), N_("Base model"), installed=False),
    FAMILY: Role(N_("family model"), N_("Generator family"), task="family"),
}
INSTALLED_ROLES = tuple(name for name, role in ROLES.items() if role.installed)
STRIPPED = tuple(name for name, role in ROLES.items() if role.view != "face")
"""Roles whose view is made with a mask."""

NetworkFamily = Literal["deeplabv3plus", "pooled", "vit", "finetuned", "custom_cnn", "deepfeaturex"]
FAMILIES = get_args(NetworkFamily)
Tapped = Literal[
    "mobilenet_v2", "mobilenet_v2_expanded", "mobilenet_v3_large", "resnet50", "xception"
]
Whole = Literal[
    "densenet121", "densenet169", "densenet201", "efficientnet_b0", "efficientnet_b4",
    "resnet101", "resnet152",
]  # fmt: skip
WHOLE = get_args(Whole)
"""Backbones without taps: no DeepLabV3+ and no pooled classifier is built on them."""
BACKBONES = (
    *(*get_args(Tapped), *WHOLE, "custom_cnn"),
    *(f"clip_vit_b16_{blocks}" for blocks in range(1, 13)),
)
"""Names `gng_desktop.networks` can build; repeated here so that reading needs no Keras."""
CLASSIFIER_CLASSES = ("real", "generated")
"""The only class order of a classifier: its score is the probability of the second."""
FAMILY_CLASSES = ("real", "gan", "diffusion")
"""The only class order of a family model."""

_SLUG = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def check(holds: bool, sentence: str) -> None:
    """Raise ValueError with `sentence` unless a condition holds."""
    if not holds:
        raise ValueError(sentence)


def check_file_name(name: str) -> None:
    r"""Raise ValueError unless `name` is a bare file name: no ``/``, ``\``, ``:``, ``..``."""
    bare = bool(name) and name not in (".", "..") and not set(name) & set("/\\:\0")
    check(bare, f"file name {name!r:.80} must be a plain name inside the model folder")


@dataclass(frozen=True)
class FileRef:
    """A file of the model folder and the SHA-256 (64 lower-case hex digits) of its bytes."""

    file: str
    sha256: str

    def __post_init__(self) -> None:
        check_file_name(self.file)
        check(bool(_SHA256.fullmatch(self.sha256)), f"sha256 of {self.file} is no SHA-256")


@dataclass(frozen=True)
class Architecture:
    """Which of our own builders makes the network: family, backbone, ASPP/decoder activation."""

    family: str
    backbone: str
    activation: str | None

    def __post_init__(self) -> None:
        check(self.family in FAMILIES, f"architecture.family {self.family!r} is unknown")
        backbone = re.sub(r"(?<=_\d)_middle\d{2,4}$", "", self.backbone)
        check(backbone in BACKBONES, f"architecture.backbone {self.backbone!r} is unknown")


@dataclass(frozen=True)
class InputSpec:
    """What the network is fed: a square of `size` px, RGB 0..255, made as `resize` says."""

    size: int
    channels: str
    range: tuple[int, int]
    resize: str

    def __post_init__(self) -> None:
        check(32 <= self.size <= 4096, "input.size must be 32 to 4096 px")
        check(self.channels == "RGB", "input.channels must be RGB")
        check(self.range == (0, 255), "input.range must be [0, 255]")


@dataclass(frozen=True)
class Calibration:
    """How raw scores become probabilities, and the data it was fitted on.

    ``platt``: of a classifier's raw score; ``temperature``: of a family model, whose log
    probabilities are multiplied by `slope`.
    """

    method: str
    slope: float
    intercept: float
    fitted_on: str

    def __post_init__(self) -> None:
        check(
            self.method in ("platt", "temperature"),
            f"calibration.method {self.method!r} is unknown",
        )


@dataclass(frozen=True)
class Thresholds:
    """Calibrated scores (0..1) below which a face is real and above which it is generated."""

    real_below: float
    generated_above: float
    chosen_on: str

    def __post_init__(self) -> None:
        ordered = 0 <= self.real_below <= self.generated_above <= 1
        check(ordered, "thresholds must satisfy 0 <= real_below <= generated_above <= 1")


@dataclass(frozen=True)
class ScopeRef(FileRef):
    """The file of a classifier's scope, and how its limit was chosen.

    Attributes
    ----------
    limit : float
        The distance above which a face is out of scope, > 0.
    quantile : float
        Share of the held-out images within the limit, 0..1.
    fitted_on : str
        The data behind both.
    """

    limit: float
    quantile: float
    fitted_on: str

    def __post_init__(self) -> None:
        super().__post_init__()
        check(self.limit > 0, "scope.limit must be above 0")
        check(0 < self.quantile < 1, "scope.quantile must be between 0 and 1")


@dataclass(frozen=True)
class Fusion:
    """How the scores of several classifiers become the one that the verdict is made of.

    Attributes
    ----------
    weights : dict of str to float
        By role, or id of a further detector, of the log-odds of its calibrated score, from 0.
    intercept : float
        Added to them: the log-odds of the fused score, where there are no `alternatives`.
    models : dict of str to str
        SHA-256 of the manifests of the other models, by role or id, which the rule was fitted
        with.
    thresholds : Thresholds
        Of the fused score.
    metrics : dict
        Free; what the fused score reached, as in a manifest.
    alternatives : dict of str to float
        By id of a further detector, added to the log-odds of its score. Each knows generators
        that the classifiers do not, so one of them suffices (noisy-or): the probabilities that
        neither the classifiers nor any of these has found a generator are multiplied.
    slope, offset : float
        Calibrate what came of that, in log-odds.
    fast : Fusion or None
        The rule without the costly further detectors, for ``--fast``.
    """

    weights: dict[str, float]
    intercept: float
    models: dict[str, str]
    thresholds: Thresholds
    fitted_on: str
    metrics: dict[str, Any]
    alternatives: dict[str, float] = field(default_factory=dict)
    slope: float = 1.0
    offset: float = 0.0
    fast: Fusion | None = None

    def __post_init__(self) -> None:
        numbers = [self.intercept, *self.weights.values(), *self.alternatives.values()]
        fit = all(isinstance(n, float | int) and math.isfinite(n) for n in numbers)
        check(fit and all(n >= 0 for n in self.weights.values()), "fusion.weights must be >= 0")
        roles = set(self.weights)
        check(SEGMENTER not in roles and len(roles) >= 2, "fusion.weights: two roles")
        digests = all(_SHA256.fullmatch(str(digest)) for digest in self.models.values())
        named = set(self.models)
        check(
            digests and named < roles | set(self.alternatives) and named >= set(self.alternatives),
            "fusion.models must be SHA-256 of the others",
        )
        check(self.slope > 0, "fusion.slope must be above 0")


@dataclass(frozen=True)
class Manifest:
    """The content of ``manifest.json``; building one with values that do not fit is a ValueError.

    Attributes
    ----------
    format : int
        Always `FORMAT`.
    id : str
        Slug: lower-case letters and digits, joined by ``.``, ``_`` or ``-``.
    role, task : str
        One of `INSTALLED_ROLES`, and its task in `ROLES`.
    classes : tuple of str
        Segmenter: a name per class id. Classifier: `CLASSIFIER_CLASSES`.
    weights, graph : FileRef
        HDF5 weights, and the ONNX graph where one is shipped.
    calibration, thresholds
        Of a classifier; None where not fitted.
    training, metrics : dict
        Free; how the model was made and what it reached.
    limits : tuple of str
        Sentences on what the model cannot do.
    created : str
        ISO 8601 date or date and time.
    program : str
        Version of the program that wrote the model.
    scope : ScopeRef or None
        Of a classifier; None, or left out, where not fitted.
    fusion : Fusion or None
        Of the with-background classifier, where one was fitted for it and the others.
    """

    format: int
    id: str
    role: str
    task: str
    architecture: Architecture
    classes: tuple[str, ...]
    input: InputSpec
    weights: FileRef
    graph: FileRef | None
    calibration: Calibration | None
    thresholds: Thresholds | None
    training: dict[str, Any]
    metrics: dict[str, Any]
    limits: tuple[str, ...]
    created: str
    program: str
    scope: ScopeRef | None = None
    fusion: Fusion | None = None

    def __post_init__(self) -> None:
        check(self.format == FORMAT, f"format {self.format} is unknown to this version")
        check(bool(_SLUG.fullmatch(self.id)), f"id {self.id!r:.80} is no lower-case slug")
        known = ", ".join(INSTALLED_ROLES)
        check(self.role in INSTALLED_ROLES, f"role {self.role!r:.40} is none of {known}")
        fits = self.task == ROLES[self.role].task
        check(fits, f"a {self.role} cannot do {self.task!r:.40}")
        check(self.weights.file.endswith(".weights.h5"), "weights.file must end in .weights.h5")
        graph_fits = self.graph is None or self.graph.file.endswith(".onnx")
        check(graph_fits, "graph.file must end in .onnx")
        check(len(set(self.classes)) == len(self.classes) >= 2, "classes must be 2 or more names")
        if self.task == "classification":
            check(self.classes == CLASSIFIER_CLASSES, "classes must be real, generated")
        elif self.task == "family":
            check(self.classes == FAMILY_CLASSES, "classes must be real, gan, diffusion")
        else:
            neither = self.calibration is None and self.thresholds is None
            check(neither, "a segmenter has neither calibration nor thresholds")
            check(self.scope is None, "a segmenter has no scope")
        check(self.fusion is None or self.role == WITH_BACKGROUND, "fusion is another model's")
        scope_fits = self.scope is None or self.scope.file.endswith(".npz")
        check(scope_fits, "scope.file must end in .npz")
        self.created_at()

    def created_at(self) -> datetime:
        """Return `created` as an aware time (UTC where it names no zone)."""
        try:
            moment = datetime.fromisoformat(self.created)
        except ValueError:
            raise ValueError(f"created {self.created!r:.40} is no ISO date") from None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    @classmethod
    def from_json(cls, data: Any) -> Manifest:
        """Read a decoded ``manifest.json``; raises ValueError on anything that does not fit."""
        # The format first: a later format may differ in every other field.
        if isinstance(data, dict) and data.get("format") != FORMAT:
            raise ValueError(f"format {data.get('format')!r:.20} is unknown to this version")
        manifest: Manifest = strict.read(cls, data)
        return manifest

    def to_json(self) -> dict[str, Any]:
        """Return what `json.dumps` writes and `from_json` reads; scope and fusion if there are any.

        So a model without one can still be read by versions that know of none.
        """
        optional = ("scope", "fusion")
        facts = dataclasses.asdict(self).items()
        return {key: value for key, value in facts if key not in optional or value is not None}
