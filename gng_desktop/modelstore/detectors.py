"""Detectors made by others: an ONNX image classifier in a folder with ``detector.json``."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from gng_desktop.core.errors import plain_errors
from gng_desktop.core.files import write_bytes, write_json, write_text
from gng_desktop.core.reading import read_bytes
from gng_desktop.core.text import N_
from gng_desktop.modelstore import strict
from gng_desktop.modelstore.errors import ModelError
from gng_desktop.modelstore.inventory import (
    DETECTOR_FILE,
    search_path,
    shipped_folder,
    user_folder,
)
from gng_desktop.modelstore.manifest import (
    INSTALLED_ROLES,
    ROLES,
    WITH_BACKGROUND,
    Calibration,
    FileRef,
    ScopeRef,
    Thresholds,
    View,
    check,
)
from gng_desktop.modelstore.store import (
    CARD_FILE,
    DETECTORS,
    GRAPH_FILE,
    SCOPE_FILE,
    StoredModel,
    check_file,
    staged,
    write_parts,
)

FORMAT = 1
NAMES = {"gan": N_("GAN detector"), "vit": N_("ViT detector")}
"""What prose calls detectors that come with the program, by id."""
KERAS_SUFFIXES = (".keras", ".h5")
"""Of Keras models, which are stored beside the graph as ``model.keras`` or ``model.h5``."""
VIEWS = get_args(View)
OUTPUTS = ("logit", "probability", "logits", "probabilities")
"""What a graph gives: one number, or one a class; before or after sigmoid and softmax."""
_ID = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


@dataclass(frozen=True)
class Preprocess:
    """What is done to pixels, 0..255 RGB, before they enter the graph.

    Attributes
    ----------
    size : int
        Side of the square input, px; the view is resized to it, area-averaged.
    layout : {"NCHW", "NHWC"}
    dtype : {"float32", "float16", "uint8"}
    order : {"RGB", "BGR"}
    scale : float
        Pixels are divided by it first, then ``(x - mean) / std`` by channel in the graph's order.
    """

    size: int
    layout: str
    dtype: str
    order: str
    scale: float
    mean: tuple[float, float, float]
    std: tuple[float, float, float]

    def __post_init__(self) -> None:
        check(8 <= self.size <= 4096, "size must be 8 to 4096 px")
        check(self.layout in ("NCHW", "NHWC"), "layout must be NCHW or NHWC")
        check(self.dtype in ("float32", "float16", "uint8"), f"input type {self.dtype} is unknown")
        check(self.order in ("RGB", "BGR"), "order must be RGB or BGR")
        check(self.scale > 0 and min(self.std) > 0, "scale and std must be above 0")
        plain = self.scale == 1 and self.mean == (0, 0, 0) and self.std == (1, 1, 1)
        check(self.dtype != "uint8" or plain, "a graph that takes uint8 is given 0..255 as is")


@dataclass(frozen=True)
class DetectorManifest:
    """The content of ``detector.json``.

    Attributes
    ----------
    id : str
        Slug without dots; no name of a role.
    view : str
        One of `VIEWS`.
    input, output : str
        Names of the graph's tensors that are used.
    gives : str
        One of `OUTPUTS`.
    positive : tuple of int
        Classes that mean "generated"; of a single number 1, or 0 where it means "real".
    guessed : tuple of str
        Which of the facts were guessed from the graph rather than given.
    source, source_sha256 : str
        Name and hash of the file that was imported.
    features : str
        The tensor that describes an image, an output too; "" where there is none.
    calibration, thresholds, scope
        None until ``models calibrate``; no scope without features.
    training, metrics, limits, created, program
        As of `gng_desktop.modelstore.Manifest`.
    keras : FileRef or None
        The Keras model it was imported from, which methods by gradients need.
    """

    format: int
    id: str
    view: str
    input: str
    output: str
    preprocess: Preprocess
    gives: str
    positive: tuple[int, ...]
    guessed: tuple[str, ...]
    graph: FileRef
    source: str
    source_sha256: str
    features: str
    calibration: Calibration | None
    thresholds: Thresholds | None
    scope: ScopeRef | None
    training: dict[str, Any]
    metrics: dict[str, Any]
    limits: tuple[str, ...]
    created: str
    program: str
    keras: FileRef | None = None

    def __post_init__(self) -> None:
        check(self.format == FORMAT, f"format {self.format} is unknown to this version")
        check_id(self.id)
        check(self.view in VIEWS, f"view {self.view!r:.40} is none of {', '.join(VIEWS)}")
        check(self.gives in OUTPUTS, f"gives {self.gives!r:.40} is none of {', '.join(OUTPUTS)}")
        known = bool(self.positive) and min(self.positive) >= 0
        check(known and len(set(self.positive)) == len(self.positive), "positive must be classes")
        single = self.gives in ("logit", "probability")
        check(not single or self.positive in ((0,), (1,)), "positive of one number is 0 or 1")

    @property
    def role(self) -> str:
        """Its id: a further detector has no role of its own."""
        return self.id

    @property
    def task(self) -> str:
        """As of `gng_desktop.modelstore.Manifest`."""
        return "classification"

    @classmethod
    def from_json(cls, data: Any) -> DetectorManifest:
        """Read a decoded ``detector.json``; raises ValueError on anything that does not fit."""
        manifest: DetectorManifest = strict.read(cls, data)
        return manifest

    def to_json(self) -> dict[str, Any]:
        """Return what `json.dumps` writes and `from_json` reads."""
        return dataclasses.asdict(self)


@dataclass(frozen=True)
class StoredDetector:
    """A detector's folder that passed every check; `sha256` is that of ``detector.json``."""

    folder: Path
    manifest: DetectorManifest
    sha256: str

    @property
    def label(self) -> str:
        """``id@`` and the first 12 digits of the hash: how results name it."""
        return f"{self.manifest.id}@{self.sha256[:12]}"


def detector_name(detector: str) -> str:
    """Return how prose calls a role, a further detector, or what is "fused" of them."""
    if detector in INSTALLED_ROLES:
        return ROLES[detector].words
    return {"fused": N_("fused score"), **NAMES}.get(detector, detector)


def check_id(name: str) -> None:
    """Raise ValueError unless `name` may be a detector's id, which becomes part of columns."""
    fits = bool(_ID.fullmatch(name)) and len(name) <= 64
    check(fits, f"id {name!r:.80} must be lower-case letters and digits, joined by - or _")
    taken = {*INSTALLED_ROLES, "shift", "fused", "of"}
    check(name not in taken, f"id {name!r} is a name that the program uses itself")


def detectors_folder(models: Path | None = None) -> Path:
    """Return where the detectors of a folder of models lie; of the user's by default."""
    return (Path(models) if models is not None else user_folder()) / DETECTORS


def load_detector(folder: Path) -> StoredDetector:
    """Open a detector's folder; ModelError if its description or a file of it does not fit."""
    try:
        raw = read_bytes(folder / DETECTOR_FILE)
        manifest = DetectorManifest.from_json(json.loads(raw.decode("utf-8")))
    except (OSError, ValueError, OverflowError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ModelError(
            f"Detector folder {folder} cannot be used because its {DETECTOR_FILE} is not valid "
            f"({reason}); import the detector again."
        ) from error
    for ref in filter(None, (manifest.graph, manifest.scope, manifest.keras)):
        check_file(folder, ref)
    return StoredDetector(folder, manifest, hashlib.sha256(raw).hexdigest())


def find_detectors(
    models: Path | None = None, used: Mapping[str, StoredModel] | None = None
) -> tuple[dict[str, StoredDetector], tuple[str, ...]]:
    """Find the further detectors along `search_path`; of one id the first folder's is used.

    Parameters
    ----------
    models : Path, optional
        The folder named by ``--models``.
    used : mapping of str to StoredModel, optional
        The models in use, by role. A detector that came with the program is a part of the fused
        score and of no use to models that were not fused with it.

    Returns
    -------
    tuple
        The detectors by id, in the order of ids; one sentence for each that cannot be used.
    """
    found: dict[str, StoredDetector] = {}
    problems: list[str] = []
    classifier = (used or {}).get(WITH_BACKGROUND)
    fusion = classifier and classifier.manifest.fusion
    fused = fusion.models if fusion else {}
    for root in dict.fromkeys(search_path(models)):
        for document in sorted((root / DETECTORS).glob(f"*/{DETECTOR_FILE}")):
            name = document.parent.name
            if name.startswith(".") or (root == shipped_folder() != models and name not in fused):
                continue  # being written, or not called for
            try:
                stored = load_detector(document.parent)
            except ModelError as error:
                problems.append(str(error))
                continue
            found.setdefault(stored.manifest.id, stored)
    for name in sorted(set(fused) - set(INSTALLED_ROLES)):
        if name not in found or found[name].sha256 != fused[name]:
            problems.append(
                f"The scores are not fused, because detector {name} of these models is missing or "
                "another one has its id; install the models again, or remove that detector."
            )
    for role, model in (used or {}).items():
        if model.sha256 != fused.get(role, model.sha256):
            name = role.replace("_", "-")
            problems.append(
                f"The scores are not fused, because the {name} model is another than the one that "
                "was fused; run 'models fuse' again, or bring that one back by 'models roll-back'."
            )
    return dict(sorted(found.items())), tuple(problems)


def save_detector(
    folder: Path,
    fields: Mapping[str, Any],
    graph: bytes,
    card: str,
    replace: bool = False,
    scope: bytes | None = None,
    keras: tuple[str, bytes] | None = None,
) -> StoredDetector:
    """Write a detector's folder in one step.

    Parameters
    ----------
    folder : Path
        To be made; its parents are, too.
    fields : mapping
        Of the manifest, without ``format``, ``graph`` and ``keras``, as JSON values; of ``scope``
        all but ``file`` and ``sha256``.
    graph : bytes
        The ONNX file.
    card : str
        The model card, Markdown.
    replace : bool
        Replace the detector that is there.
    scope : bytes, optional
        What `gng_desktop.modelstore.Scope.save` writes; with ``fields["scope"]``.
    keras : tuple of (str, bytes), optional
        Suffix, of `KERAS_SUFFIXES`, and content of the Keras model.

    Raises
    ------
    ModelError
        If the folder exists and `replace` is False, the fields do not fit or the disk refuses.
    """
    if folder.exists() and not replace:
        raise ModelError(
            f"Detector {folder.name} exists already in {folder.parent}; choose another --id or "
            "add --replace."
        )
    files = {GRAPH_FILE: graph} | ({SCOPE_FILE: scope} if scope is not None else {})
    if keras is not None:
        files[f"model{keras[0]}"] = keras[1]
    refs = {n: {"file": n, "sha256": hashlib.sha256(d).hexdigest()} for n, d in files.items()}
    fields = {"format": FORMAT, **fields, "graph": refs[GRAPH_FILE]}
    fields["keras"] = None if keras is None else refs[f"model{keras[0]}"]
    if scope is not None:
        fields["scope"] = {**fields["scope"], **refs[SCOPE_FILE]}
    try:
        manifest = DetectorManifest.from_json(json.loads(json.dumps(fields, allow_nan=False)))
    except (TypeError, ValueError) as error:
        raise ModelError(
            f"The detector was not saved because its description is not valid: {error}."
        ) from error
    what = f"Detector folder {folder} cannot be written"
    advice = "free some space or choose another --models"
    with plain_errors(ModelError, what, advice), staged(folder, replace) as staging:
        for name, data in files.items():
            # Keras opens its models by name, so they stay whole.
            (write_parts if name == GRAPH_FILE else write_bytes)(staging / name, data)
        write_text(staging / CARD_FILE, card)
        write_json(staging / DETECTOR_FILE, manifest.to_json())
    return load_detector(folder)


def remove_detector(name: str, models: Path | None = None) -> Path:
    """Remove an installed detector; return where it was. ModelError if that cannot be done."""
    folder = detectors_folder(models) / name
    if not _ID.fullmatch(name) or not (folder / DETECTOR_FILE).is_file():
        raise ModelError(f"No detector {name!r:.80} is installed in {folder.parent}.")
    advice = "close other programs that use it and try again"
    with plain_errors(ModelError, f"Detector folder {folder} cannot be removed", advice):
        shutil.rmtree(folder)
    return folder
