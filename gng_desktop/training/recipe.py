"""Recipes: everything that fixes a training, read from TOML."""

from __future__ import annotations

import dataclasses
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from gng_desktop.core.reading import read_text
from gng_desktop.datasets.augment import Augmentation
from gng_desktop.datasets.sampling import Sampling
from gng_desktop.engines.devices import DeviceError, parse_device

INSTALLED = "installed"
"""Names the installed segmenter where a recipe may name a segmenter's run."""
PROTOCOL = "protocol"
"""The table of a recipe's file that says how it is tested; see `gng_desktop.training.protocol`."""


class RecipeError(Exception):
    """A recipe that cannot be used; the message names the key and what it allows."""


@dataclass(frozen=True)
class ModelPart:
    """``[model]``: the network and where its first weights come from.

    ``family`` is the published DeepLabV3+ core or, for classifiers, none (see
    `gng_desktop.networks.pooled`).

    ``initial_weights`` is a Keras weights file of the backbone, relative to the data folder;
    ``from_run`` the run whose best weights are taken over as ``transfer`` says (SPEC 1.4):
    ``last`` freezes ASPP and decoder, ``all`` trains everything. ``norm_momentum`` is that of the
    batch normalisations' moving averages; 0 keeps each network's own (0.999 in MobileNetV2, which
    on small data is still full of the first epochs when the last one ends). ``full_size`` is the
    input side of the finished network where it is not ``size``: a pooled one trained on crops
    sees the whole part at about the scale of the crops in one fully convolutional pass.

    The family ``vit`` takes the first ``blocks`` of CLIP's image tower; ``tuned`` says what of
    them is trained (everything, the normalisations, some blocks, nothing but the head).
    """

    backbone: Literal[
        "mobilenet_v2",
        "mobilenet_v2_expanded",
        "mobilenet_v3_large",
        "resnet50",
        "xception",
        "clip_vit_b16",
    ] = "mobilenet_v2_expanded"
    family: Literal["deeplabv3plus", "pooled", "vit"] = "deeplabv3plus"
    size: int = 224
    activation: Literal["", "relu"] = ""
    norm_momentum: float = 0.0
    initial_weights: str = ""
    from_run: str = ""
    transfer: Literal["none", "last", "all"] = "none"
    freeze_backbone: bool = False
    full_size: int = 0
    blocks: int = 12
    tuned: Literal["all", "norms", "blocks", "head"] = "all"
    tuned_blocks: tuple[int, int] = (10, 12)

    @property
    def network(self) -> str:
        """The backbone as manifests and `gng_desktop.networks.families.network` name it."""
        return f"{self.backbone}_{self.blocks}" if self.family == "vit" else self.backbone

    @property
    def frozen(self) -> bool:
        """Whether nothing but the head of a network with a feature vector is trained."""
        head = self.freeze_backbone or (self.family == "vit" and self.tuned == "head")
        return head and self.family in ("pooled", "vit")

    @property
    def input_size(self) -> int:
        """Side of the finished network's input, px."""
        return self.full_size or self.size


@dataclass(frozen=True)
class DataPart:
    """``[data]``: indexes relative to the data folder.

    ``sources`` (faces) and ``labels`` (masks) select rows of ``index``; ``extra_real`` adds the
    images of segmentation label sets, all real photos, to the faces, ``extra_index`` those of more
    face indexes, such as aligned reconstructions. ``families`` keeps generated faces of these
    families only; ``leave_out_generators`` and ``leave_out_sources`` (patterns such as
    ``StyleGAN3*``) keep some out of training and validation.

    ``share`` is the share of a label set, source, generator or family that each epoch draws;
    ``per_source``, ``balance`` and ``epoch_images`` are those of
    `gng_desktop.datasets.sampling.Sampling`. ``drop_twins`` leaves out training images that are
    near-duplicates of held-out ones.
    """

    index: str = ""
    sources: tuple[str, ...] = ()
    labels: tuple[str, ...] = ("celebamask19",)
    extra_real_index: str = ""
    extra_real: tuple[str, ...] = ()
    extra_index: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    leave_out_generators: tuple[str, ...] = ()
    leave_out_sources: tuple[str, ...] = ()
    share: dict[str, float] = field(default_factory=dict)
    balance: Literal["none", "class", "family"] = "none"
    per_source: int = 0
    epoch_images: int = 0
    drop_twins: bool = True

    @property
    def sampling(self) -> Sampling:
        """What each epoch draws."""
        return Sampling(self.share, self.per_source, self.balance, self.epoch_images)


@dataclass(frozen=True)
class FitPart:
    """``[fit]``: optimisation. ``class_weights`` follow SPEC 1.4 (``balanced``) or its root.

    ``monitor`` says which epoch's weights are kept: that of the lowest validation loss (SPEC 1.4),
    of the highest validation accuracy, or the last; with the first two the run stops after
    ``patience`` epochs without a better one. A loss that weighs rare classes up may rise again
    while the accuracy still grows.

    ``mixed_precision`` computes in bfloat16 on float32 weights; ``device`` is auto, cpu or gpu:N
    (see `gng_desktop.training.devices`) and no part of what a run is.
    """

    epochs: int = 50
    batch: int = 16
    learning_rate: float = 1e-4
    schedule: Literal["constant", "cosine"] = "constant"
    warmup_epochs: float = 0.0
    class_weights: Literal["none", "balanced", "sqrt"] = "balanced"
    patience: int = 10
    monitor: Literal["val_loss", "val_accuracy", "last"] = "val_loss"
    mixed_precision: bool = False
    device: str = "auto"


@dataclass(frozen=True)
class Recipe:
    """One training. ``stripped_by`` names the run whose segmenter finds the face.

    `INSTALLED` stands for the installed segmenter. Only views without background, or of nothing
    else, need one; the others are framed by it where it is named.
    """

    name: str
    task: Literal["segmentation", "classification"]
    role: Literal[
        "segmenter", "with_background", "without_background", "background_only", "texture"
    ]
    seed: int = 42
    stripped_by: str = ""
    model: ModelPart = field(default_factory=ModelPart)
    data: DataPart = field(default_factory=DataPart)
    augmentation: Augmentation = field(default_factory=Augmentation)
    fit: FitPart = field(default_factory=FitPart)

    def to_dict(self) -> dict[str, Any]:
        """Return nested plain dictionaries, for the run's records."""
        return dataclasses.asdict(self)


def _value(where: str, kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin is Literal:
        if value not in get_args(kind):
            allowed = ", ".join(repr(a) for a in get_args(kind))
            raise RecipeError(f"{where} is {value!r}; it must be one of {allowed}.")
        return value
    if origin is tuple:
        inner = get_args(kind)
        if not isinstance(value, list):
            raise RecipeError(f"{where} must be a list.")
        if inner[-1] is Ellipsis:
            return tuple(_value(f"{where}[{i}]", inner[0], v) for i, v in enumerate(value))
        if len(value) != len(inner):
            raise RecipeError(f"{where} must hold {len(inner)} values.")
        return tuple(
            _value(f"{where}[{i}]", k, v) for i, (k, v) in enumerate(zip(inner, value, strict=True))
        )
    if origin is dict:
        if not isinstance(value, dict):
            raise RecipeError(f"{where} must be a table.")
        return {k: _value(f"{where}.{k}", get_args(kind)[1], v) for k, v in value.items()}
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise RecipeError(f"{where} is {value!r}; it must be of type {kind.__name__}.")
    return value


def part_of(cls: type[Any], raw: dict[str, Any], where: str = "") -> Any:
    """Build a dataclass from a table of TOML; `where` is put before the keys in errors.

    Raises
    ------
    RecipeError
        If a key is unknown, missing, or has a value of another kind.
    """
    kinds = get_type_hints(cls)
    unknown = set(raw) - set(kinds)
    if unknown:
        known = ", ".join(kinds)
        raise RecipeError(
            f"{where}{sorted(unknown)[0]} is no key of a recipe; keys here are {known}."
        )
    values = {}
    for key, value in raw.items():
        kind = kinds[key]
        if dataclasses.is_dataclass(kind):
            if not isinstance(value, dict):
                raise RecipeError(f"{where}{key} must be a table.")
            values[key] = part_of(kind, value, f"{where}{key}.")  # type: ignore[arg-type]
        else:
            values[key] = _value(f"{where}{key}", kind, value)
    required = {
        f.name
        for f in dataclasses.fields(cls)
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    }
    if required - set(values):
        raise RecipeError(f"{where}{sorted(required - set(values))[0]} is missing.")
    return cls(**values)


def parse_recipe(raw: dict[str, Any]) -> Recipe:
    """Build a recipe from the tables of a TOML file.

    Raises
    ------
    RecipeError
        If a key is unknown, missing or has a value that is not allowed; the message names it.
    """
    recipe: Recipe = part_of(Recipe, raw)
    if (recipe.task == "segmentation") != (recipe.role == "segmenter"):
        raise RecipeError(f"role is {recipe.role!r}, which does not fit task {recipe.task!r}.")
    stripped = recipe.role in ("without_background", "background_only")
    if stripped > bool(recipe.stripped_by) or (recipe.role == "segmenter" and recipe.stripped_by):
        raise RecipeError(
            "stripped_by must name a segmenter's run for the roles without_background and "
            "background_only, and none for a segmenter."
        )
    if (recipe.model.family == "vit") != (recipe.model.backbone == "clip_vit_b16"):
        raise RecipeError("model.family 'vit' and model.backbone 'clip_vit_b16' go together.")
    if not 1 <= recipe.model.blocks <= 12:
        raise RecipeError("model.blocks must be 1 to 12.")
    if recipe.model.family == "vit" and recipe.model.size % 16:
        raise RecipeError("model.size of a ViT must be a multiple of 16.")
    if recipe.model.full_size and recipe.model.family != "pooled":
        raise RecipeError("model.full_size needs model.family 'pooled'; set it to 0.")
    if recipe.model.full_size % 32:
        raise RecipeError("model.full_size must be a multiple of 32.")
    for key in ("per_source", "epoch_images"):
        if getattr(recipe.data, key) < 0:
            raise RecipeError(f"data.{key} must be 0 (all) or more.")
    for name, share in recipe.data.share.items():
        if not 0 < share <= 1:
            raise RecipeError(f"data.share.{name} is {share}; it must be above 0 and at most 1.")
    if not 0 <= recipe.model.norm_momentum < 1:
        raise RecipeError("model.norm_momentum must be at least 0 and below 1.")
    if (recipe.model.transfer != "none") != bool(recipe.model.from_run):
        raise RecipeError("model.transfer and model.from_run go together: set both or neither.")
    if recipe.model.family != "deeplabv3plus" and recipe.task == "segmentation":
        raise RecipeError(
            f"model.family {recipe.model.family!r} cannot segment; use 'deeplabv3plus'."
        )
    for key in ("epochs", "batch", "learning_rate", "patience"):
        if getattr(recipe.fit, key) <= 0:
            raise RecipeError(f"fit.{key} must be above 0.")
    try:
        parse_device(recipe.fit.device)
    except DeviceError as error:
        raise RecipeError(
            f"fit.device is {recipe.fit.device!r}; it must be auto, cpu or gpu:N (gpu:0 and so on)."
        ) from error
    return recipe


def same_training(before: dict[str, Any], recipe: Recipe) -> bool:
    """Tell whether a run's record of its recipe is that of `recipe`, but for the device.

    Parameters
    ----------
    before : dict
        As JSON holds it.
    recipe : Recipe
    """
    now = json.loads(json.dumps(recipe.to_dict()))
    try:  # a record may be older than some of the keys
        before = json.loads(json.dumps(parse_recipe(before).to_dict()))
    except RecipeError:
        return False
    one, other = ({**r, "fit": {**r.get("fit", {}), "device": ""}} for r in (before, now))
    return bool(one == other)


def load_recipe(path: Path) -> Recipe:
    """Read a recipe from a TOML file.

    Raises
    ------
    RecipeError
        If the file cannot be read, is no TOML, or is no valid recipe.
    """
    raw = read_toml(path)
    raw.pop(PROTOCOL, None)
    try:
        return parse_recipe(raw)
    except RecipeError as error:
        raise RecipeError(f"{path}: {error}") from error


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a recipe's (or a grid's) TOML file.

    Raises
    ------
    RecipeError
        If the file cannot be read or is no TOML.
    """
    try:
        return tomllib.loads(read_text(path))
    except OSError as error:
        raise RecipeError(f"The recipe {path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecipeError(f"The recipe {path} is not valid TOML: {error}.") from error
