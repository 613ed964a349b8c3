"""Recipes: everything that fixes a training, read from TOML."""

from __future__ import annotations

import dataclasses
import json
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from gng_desktop.core.errors import PlainError
from gng_desktop.core.reading import read_text
from gng_desktop.datasets.augment import Augmentation
from gng_desktop.datasets.sampling import Sampling
from gng_desktop.engines.devices import DeviceError, parse_device
from gng_desktop.modelstore import manifest, strict

INSTALLED = "installed"
"""Names the installed segmenter, or the model in use, where a recipe may name a run."""
PROTOCOL = "protocol"
"""The table of a recipe's file that says how it is tested; see `gng_desktop.training.protocol`."""


class RecipeError(PlainError):
    """A recipe that cannot be used; the message names the key and what it allows."""


@dataclass(frozen=True)
class ModelPart:
    """``[model]``: the network and where its first weights come from.

    What the fields mean stands in ``resources/recipe_fields.toml``. The families are those of
    `gng_desktop.networks`: ``pooled``, ``vit`` (the first ``blocks`` of CLIP's image tower),
    ``finetuned`` and ``custom_cnn`` (`networks.finetuned`), ``deepfeaturex``. A pooled network with
    a ``full_size`` sees the whole part at about the scale of its training crops, in one fully
    convolutional pass; a ViT with one is a linear head on the middle ``size`` px of it. A
    ``norm_momentum`` of 0 keeps each network's own: 0.999 in MobileNetV2, which on small data
    is still full of the first epochs when the last one ends.
    """

    backbone: Literal[manifest.Tapped, "clip_vit_b16", manifest.Whole, "custom_cnn"] = (
        "mobilenet_v2_expanded"
    )
    family: manifest.NetworkFamily = "deeplabv3plus"
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
    base_runs: tuple[str, ...] = ()

    @property
    def network(self) -> str:
        """The backbone as manifests and `gng_desktop.networks.families.network` name it."""
        if self.family != "vit":
            return self.backbone
        return f"{self.backbone}_{self.blocks}" + f"_middle{self.size}" * self.probe

    @property
    def probe(self) -> bool:
        """Whether it is a ViT of which nothing but a linear head is trained."""
        return self.family == "vit" and bool(self.full_size)

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
    """``[data]``: indexes relative to the data folder, and which of their rows are used.

    A ``pool`` trains whatever ``sources`` says; ``leave_out_...`` are patterns (``StyleGAN3*``).
    See `gng_desktop.datasets.sampling.Sampling` for ``share`` to ``epoch_images`` and
    `gng_desktop.datasets.families` for ``target`` and ``half``.
    """

    index: str = ""
    sources: tuple[str, ...] = ()
    labels: tuple[str, ...] = ("celebamask19",)
    extra_real_index: str = ""
    extra_real: tuple[str, ...] = ()
    extra_index: tuple[str, ...] = ()
    pool: str = ""
    families: tuple[str, ...] = ()
    leave_out_generators: tuple[str, ...] = ()
    leave_out_sources: tuple[str, ...] = ()
    share: dict[str, float] = field(default_factory=dict)
    balance: Literal["none", "class", "family"] = "none"
    per_source: int = 0
    epoch_images: int = 0
    drop_twins: bool = True
    target: Literal["", "real", "gan", "diffusion"] = ""
    half: Literal["", "first", "second"] = ""

    @property
    def sampling(self) -> Sampling:
        """What each epoch draws."""
        return Sampling(self.share, self.per_source, self.balance, self.epoch_images)


@dataclass(frozen=True)
class FitPart:
    """``[fit]``: optimisation. ``class_weights`` follow SPEC 1.4 (``balanced``) or its root.

    ``monitor`` says which epoch's weights are used; a loss that weighs rare classes up may rise
    again while the accuracy still grows. ``teacher`` names the run of a linear head; what it says
    of an image counts ``teacher_share`` in what is learned of it, the label the rest. ``device`` is
    no part of what a run is.
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
    teacher: str = ""
    teacher_share: float = 0.7
    device: str = "auto"


@dataclass(frozen=True)
class Recipe:
    """One training. ``stripped_by`` names the run whose segmenter finds the face.

    `INSTALLED` stands for the installed segmenter. Only views without background, or of nothing
    else, need one; the others are framed by it where it is named.
    """

    name: str
    task: manifest.Task
    role: manifest.RoleName
    seed: int = 42
    stripped_by: str = ""
    model: ModelPart = field(default_factory=ModelPart)
    data: DataPart = field(default_factory=DataPart)
    augmentation: Augmentation = field(default_factory=Augmentation)
    fit: FitPart = field(default_factory=FitPart)

    @property
    def needs(self) -> tuple[str, ...]:
        """The runs that it starts from."""
        named = (self.model.from_run, self.stripped_by, self.fit.teacher, *self.model.base_runs)
        return tuple(dict.fromkeys(filter(None, named)))

    def to_dict(self) -> dict[str, Any]:
        """Return nested dictionaries as JSON and TOML hold them, for the run's records."""
        found: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(self)))
        return found


def part_of(cls: type[Any], raw: dict[str, Any], where: str = "") -> Any:
    """Build a dataclass from a table of TOML, which is called `where` in errors.

    Raises
    ------
    RecipeError
        If a key is unknown, missing, or has a value of another kind.
    """
    try:
        return strict.read(cls, raw, where, "a table")
    except ValueError as error:
        raise RecipeError(f"{error}.") from error


def parse_recipe(raw: dict[str, Any]) -> Recipe:
    """Build a recipe from the tables of a TOML file.

    Raises
    ------
    RecipeError
        If a key is unknown, missing or has a value that is not allowed; the message names it.
    """
    recipe: Recipe = part_of(Recipe, raw)
    for wrong, sentence in _rules(recipe):
        if wrong:
            raise RecipeError(sentence)
    try:
        parse_device(recipe.fit.device)
    except DeviceError as error:
        raise RecipeError(
            f"fit.device is {recipe.fit.device!r}; it must be auto, cpu or gpu:N (gpu:0 and so on)."
        ) from error
    return recipe


def _rules(recipe: Recipe) -> Iterator[tuple[bool, str]]:
    """Yield, in the order of reporting, whether a rule is broken and the sentence on it."""
    role, model, data, fit = recipe.role, recipe.model, recipe.data, recipe.fit
    family = model.family
    if recipe.task != manifest.ROLES[role].task:
        yield True, f"role is {role!r}, which does not fit task {recipe.task!r}."
    yield recipe.name in recipe.needs, f"A run cannot start from itself; rename {recipe.name!r}."
    yield (
        (role in manifest.STRIPPED) > bool(recipe.stripped_by)
        or (role == "segmenter" and bool(recipe.stripped_by)),
        "stripped_by must name a segmenter's run for the roles without_background and "
        "background_only, and none for a segmenter.",
    )
    for name, backbone in (("vit", "clip_vit_b16"), ("custom_cnn", "custom_cnn")):
        yield (
            (family == name) != (model.backbone == backbone),
            f"model.family {name!r} and model.backbone {backbone!r} go together.",
        )
    yield (
        (family == "deepfeaturex") != (role == "family"),
        "model.family 'deepfeaturex' and role 'family' go together.",
    )
    yield (
        family in ("deeplabv3plus", "pooled") and model.backbone in manifest.WHOLE,
        f"model.backbone {model.backbone!r} is only used whole; set model.family to "
        "'finetuned', or choose another backbone.",
    )
    yield (
        len(model.base_runs) != (3 if role == "family" else 0),
        "model.base_runs must name three runs of base models, of real, gan and diffusion "
        "faces, for the role family, and none for others.",
    )
    yield (
        (role == "base_model") != bool(data.target),
        "data.target names the class of a base model; other roles have none.",
    )
    yield not 1 <= model.blocks <= 12, "model.blocks must be 1 to 12."
    yield family == "vit" and bool(model.size % 16), "model.size of a ViT must be a multiple of 16."
    yield (
        bool(model.full_size) and family != "pooled" and not (model.probe and model.frozen),
        "model.full_size needs model.family 'pooled', or 'vit' with model.tuned 'head'; set it "
        "to 0.",
    )
    yield (
        model.probe and model.full_size < model.size,
        "model.full_size of a ViT must not be smaller than model.size.",
    )
    yield bool(model.full_size % 32), "model.full_size must be a multiple of 32."
    for key in ("per_source", "epoch_images"):
        yield getattr(data, key) < 0, f"data.{key} must be 0 (all) or more."
    for name, share in data.share.items():
        yield (
            not 0 < share <= 1,
            f"data.share.{name} is {share}; it must be above 0 and at most 1.",
        )
    yield not 0 <= model.norm_momentum < 1, "model.norm_momentum must be at least 0 and below 1."
    yield (
        (model.transfer != "none") != bool(model.from_run),
        "model.transfer and model.from_run go together: set both or neither.",
    )
    yield (
        family != "deeplabv3plus" and recipe.task == "segmentation",
        f"model.family {family!r} cannot segment; use 'deeplabv3plus'.",
    )
    yield not 0 < fit.teacher_share <= 1, "fit.teacher_share must be above 0 and at most 1."
    yield (
        bool(fit.teacher)
        and (recipe.task != "classification" or fit.class_weights != "none" or model.frozen),
        "fit.teacher is for classifiers whose network is trained, with fit.class_weights 'none'.",
    )
    for key in ("epochs", "batch", "learning_rate", "patience"):
        yield getattr(fit, key) <= 0, f"fit.{key} must be above 0."


def completed(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a run's recipe with the defaults of entries that its version did not know yet."""
    try:
        return parse_recipe(dict(raw)).to_dict()
    except RecipeError:  # made by another version of the program
        return raw


def same_training(before: dict[str, Any], recipe: Recipe) -> bool:
    """Return whether a run's record of its recipe is that of `recipe`, but for the device."""
    try:  # a record may be older than some of the keys
        known = parse_recipe(before)
    except RecipeError:
        return False
    return replace(known, fit=replace(known.fit, device=recipe.fit.device)) == recipe


def load_recipe(path: Path) -> Recipe:
    """Read a recipe from a TOML file.

    Raises
    ------
    RecipeError
        If the file cannot be read, is no TOML, or is no valid recipe.
    """
    raw = read_toml(path)
    raw.pop(PROTOCOL, None)
    with naming(path):
        return parse_recipe(raw)


@contextmanager
def naming(what: object) -> Iterator[None]:
    """Name the file, or the recipe, that a `RecipeError` of the body is about."""
    try:
        yield
    except RecipeError as error:
        raise RecipeError(f"{what}: {error}") from error


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
