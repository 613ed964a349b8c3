"""What a training starts from: its images in batches, its device, its network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal

import keras
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gng_desktop.datasets.duplicates import held_out_twins
from gng_desktop.datasets.families import CLASSES as CLASSES_OF_FAMILIES
from gng_desktop.datasets.families import against_others, half_of
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import (
    DataError,
    FaceItem,
    Item,
    MaskItem,
    of_split,
    read_faces,
    read_masks,
)
from gng_desktop.datasets.loading import PLAIN, Batches, mask_sample
from gng_desktop.datasets.masks import COMPLETE
from gng_desktop.datasets.reconstruct import is_made
from gng_desktop.datasets.sampling import probe_images
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.modelstore.manifest import ROLES
from gng_desktop.training.building import build, compile_network
from gng_desktop.training.devices import data_parallel, granted, precision
from gng_desktop.training.errors import Diverged, Leave, Stop
from gng_desktop.training.events import Preparing, Watcher
from gng_desktop.training.recipe import Recipe
from gng_desktop.training.reporting import Reporter
from gng_desktop.training.run import data_hash, splits_hash

Items = list[FaceItem] | list[MaskItem]
_ORIENTATION = 274  # the EXIF tag that says how a picture is turned; from 5 on it lies on its side
_SPLITS = {"train": "training", "val": "validation"}


def masks_of(recipe: Recipe, data: Path) -> list[MaskItem]:
    """List the images of a segmentation recipe, all splits, in a fixed order."""
    return read_masks(data / recipe.data.index, recipe.data.labels)


def faces_of(recipe: Recipe, data: Path) -> list[FaceItem]:
    """List the images of a classification recipe, all splits, in a fixed order.

    Raises
    ------
    DataError
        As `read_faces` does, and if a name to be left out is not there.
    """
    part = recipe.data
    faces = read_faces(data / part.index, part.sources)
    if part.extra_real:
        extra = read_masks(data / part.extra_real_index, part.extra_real)
        faces += [FaceItem(i.path, False, i.labels, i.split, "real") for i in extra]
    for index in part.extra_index:
        joined = read_faces(data / index)
        faces += [f for f in joined if not part.sources or f.source in part.sources]
    if part.pool:
        faces += [f for f in read_faces(data / part.pool) if f.split == "train"]
    if part.families:
        faces = [f for f in faces if not f.generated or f.family in part.families]
    faces = without_names(faces, part.leave_out_generators, "generator")
    faces = without_names(faces, part.leave_out_sources, "source")
    if recipe.role in ("base_model", "family"):
        faces = [f for f in faces if f.family in CLASSES_OF_FAMILIES]
    faces = half_of(faces, part.half, recipe.seed)
    return against_others(faces, part.target, recipe.seed) if part.target else faces


def items_of(recipe: Recipe, data: Path) -> Items:
    """List the images of a recipe, all splits; errors as of `faces_of`."""
    return (masks_of if recipe.task == "segmentation" else faces_of)(recipe, data)


def without_names(
    faces: Sequence[FaceItem], patterns: Sequence[str], what: Literal["generator", "source"]
) -> list[FaceItem]:
    """Return the faces whose generator or source matches none of `patterns` (``StyleGAN3*``).

    Raises
    ------
    DataError
        If a pattern matches nothing.
    """
    remaining = list(faces)
    for pattern in patterns:
        left = [f for f in remaining if not fnmatchcase(getattr(f, what), pattern)]
        if len(left) == len(remaining):
            raise DataError(
                f"No face has the {what} {pattern!r}, which is to be left out; correct "
                f"data.leave_out_{what}s."
            )
        remaining = left
    return remaining


def complete(items: Iterable[Item]) -> list[Item]:
    """Return the items that can be scored: faces, and masks that name every pixel's class."""
    return [i for i in items if not isinstance(i, MaskItem) or i.labels in COMPLETE]


def training_of(
    recipe: Recipe,
    data: Path,
    items: Sequence[Item],
    report: Callable[[int], object] = lambda done: None,
) -> list[Item]:
    """Return the training images of a recipe's `items`, if it says so without near-duplicates.

    Those are dropped that resemble an image of another split, or one that the recipe leaves out.
    `report` receives the number of images compared; what it raises ends the search.

    Raises
    ------
    DataError
        If there is none.
    """
    training = of_split(items, "train")
    if not recipe.data.drop_twins:
        return training
    held_out = [i.path for i in items if i.split != "train"]
    if recipe.data.leave_out_generators or recipe.data.leave_out_sources:
        known = {i.path for i in items}
        whole = replace(recipe.data, leave_out_generators=(), leave_out_sources=())
        every = faces_of(replace(recipe, data=whole), data)
        # A reconstruction resembles its photo by design.
        held_out += [i.path for i in every if i.path not in known and not is_made(i)]
    twins = held_out_twins([i.path for i in training], held_out, report=report)
    if remaining := [i for i in training if i.path not in twins]:
        return remaining
    raise DataError(
        "Every training image is nearly the same as a held-out one; split the data again, or set "
        "data.drop_twins to false."
    )


def _size(path: str, image: bool) -> tuple[int, int] | None:
    """Return width and height, px, from a file's header; None if it has none that Pillow reads."""
    try:
        with Image.open(path) as file:
            turned = image and file.getexif().get(_ORIENTATION, 1) >= 5
            return file.size[::-1] if turned else file.size
    except Exception:  # decoders raise anything; the training says what is wrong with the file
        return None


def refuse_misfits(items: Items) -> None:
    """Compare each mask with its image; only the headers of the files are read.

    Raises
    ------
    DataError
        If a mask differs from its image in size.
    """
    misfits = []
    for item in items:
        if isinstance(item, MaskItem):
            image, mask = _size(str(item.path), True), _size(str(item.mask), False)
            if image and mask and image != mask:
                misfits.append((item, image, mask))
    if misfits:
        item, (width, height), (wide, high) = misfits[0]
        raise DataError(
            f"{len(misfits)} mask(s) do not fit their images, such as {item.mask}, which is "
            f"{wide} x {high} px to {width} x {height} px of the image; make them again, or take "
            "their rows out of the index."
        )


def refuse_strange_shares(recipe: Recipe, items: Items) -> None:
    """Raise DataError if a share names nothing of the images: it would be without effect."""
    part = recipe.data
    if part.families or part.leave_out_generators or part.leave_out_sources:
        return
    known = {*(part.labels if recipe.task == "segmentation" else part.extra_real)}
    if strange := sorted({*part.share} - known.union(*(item.names for item in items))):
        raise DataError(
            f"data.share names {strange[0]!r}, which is no source, generator, family or label set "
            "of these images; correct it."
        )


def refuse_missing(training: Items, validation: Items) -> None:
    """Make sure that both splits hold every class.

    Raises
    ------
    DataError
        If a split has no real or no generated face, or validation no mask.
    """
    for split, items in (("train", training), ("val", validation)):
        name = _SPLITS[split]
        if not items:
            raise DataError(
                f"No {name} image has a mask that names the class of every pixel; put some of "
                f"celebamask19 or classes14 in split {split!r} of the index."
            )
        labels = {item.generated for item in items if isinstance(item, FaceItem)}
        if len(labels) == 1:
            missing = "real" if labels.pop() else "generated"
            raise DataError(
                f"The {name} split holds one class only: there is no {missing} image; add some in "
                f"split {split!r} of the index, or choose other sources."
            )


class SharedBatches(Batches):
    """Batches that several devices share evenly: an odd last one repeats its first images."""

    devices = 1

    def __getitem__(self, index: int) -> tuple[Any, ...]:
        parts = super().__getitem__(index)
        rows = len(parts[0])
        even = np.arange(-(-rows // self.devices) * self.devices) % rows
        return tuple(part[even] for part in parts)


def pixel_weights(items: list[MaskItem], how: str, size: int) -> NDArray[np.float32]:
    """Return the (14,) loss weight of each class from the pixel counts of the training masks.

    ``balanced`` is total / (classes * count) (SPEC 1.4), ``sqrt`` its square root, both scaled to
    mean 1 over the pixels; a class that never occurs gets 0. Pixels with partial labels are not
    counted.
    """
    if how == "none":
        return np.ones(len(CLASSES), np.float32)
    rng = np.random.default_rng(0)
    counts = np.zeros(len(CLASSES))
    for item in items:
        counts += np.bincount(mask_sample(item, PLAIN, size, rng)[1].ravel(), minlength=256)[
            : len(CLASSES)
        ]
    weights = np.where(counts > 0, counts.sum() / (len(CLASSES) * np.maximum(counts, 1)), 0)
    if how == "sqrt":
        weights = np.sqrt(weights)
    return np.asarray(weights * counts.sum() / (weights * counts).sum(), np.float32)


def class_weights(items: Items, how: str, classes: Sequence[str] = ()) -> dict[int, float] | None:
    """Return the loss weight of real (0) and generated (1) faces; None for all the same, or masks.

    ``balanced`` is total / (2 * count) (SPEC 1.4), ``sqrt`` its square root. With `classes` it is
    that of each of these families.
    """
    labels = [
        classes.index(item.family) if classes else int(item.generated)
        for item in items
        if isinstance(item, FaceItem)
    ]
    if how == "none" or not labels:
        return None
    counts = {k: max(1, labels.count(k)) for k in range(len(classes) or 2)}
    weight = {k: len(labels) / (len(counts) * n) for k, n in counts.items()}
    return {k: w**0.5 for k, w in weight.items()} if how == "sqrt" else weight


@dataclass(frozen=True)
class Prepared:
    """A training that could begin."""

    model: keras.Model  # compiled, with its first weights
    # batches, checks: of the training and the validation images
    batches: SharedBatches
    checks: SharedBatches
    class_weight: dict[int, float] | None  # of a classifier's two classes
    devices: tuple[str, ...]  # what it computes on
    sharing: Any
    hashes: dict[str, str]  # of its images, as ``run.json`` holds them
    # Makes batches, of a given size, of given items as the run validates with them
    plain: Callable[[Items, int], Batches]

    def scope(self) -> Any:
        """Return the context in which to train."""
        return self.sharing.scope() if self.sharing else nullcontext()

    def training(self, number: int, reporter: Reporter) -> dict[str, float]:
        """Train epoch `number`, from 1; return its figures.

        Raises
        ------
        Diverged
            If the loss is not finite.
        Stop, Leave
            As the reporter's watcher wants.
        """
        self.batches.epoch, reporter.epoch = number - 1, number
        with self._data_errors(self.batches), self.scope():
            history = self.model.fit(
                self.batches,
                initial_epoch=number - 1,
                epochs=number,
                class_weight=self.class_weight,
                shuffle=False,  # they come shuffled; each backend would do it its own way
                verbose=0,
                callbacks=[reporter],
            ).history
        return {k: float(v[-1]) for k, v in history.items()}

    def validation(self, reporter: Reporter) -> dict[str, float]:
        """Validate; return the figures, and raise as `training` does."""
        # Not shared: every image counts once, and they seldom divide by the devices.
        with self._data_errors(self.checks):
            found = self.model.evaluate(
                self.checks, return_dict=True, verbose=0, callbacks=[reporter]
            )
        return {k: float(v) for k, v in found.items()}

    @contextmanager
    def _data_errors(self, batches: SharedBatches) -> Iterator[None]:
        """Raise what went wrong with the data, which TensorFlow hides in an error of its own."""
        try:
            yield
        except (Diverged, Stop, Leave):
            raise
        except Exception as error:
            if batches.failure:
                raise batches.failure from error
            raise


def prepare(
    recipe: Recipe, data: Path, runs: Path, faces: FaceCache | None, watcher: Watcher
) -> Prepared:
    """Read the data of `recipe`, take its device and build its network; errors as of `train`."""
    fit = recipe.fit
    watcher.notify(Preparing("device"))
    devices = granted(fit.device)
    sharing = data_parallel(devices, fit.batch)
    watcher.notify(Preparing("data"))
    segments = recipe.task == "segmentation"
    items = items_of(recipe, data)
    hashes = {
        "data_sha256": data_hash(i.path for i in items),  # the test split's too
        "splits_sha256": splits_hash(recipe, data, items),
    }
    refuse_misfits(items)
    refuse_strange_shares(recipe, items)
    if recipe.data.drop_twins:
        watcher.notify(Preparing("duplicates", 0, len(items)))
    training: Any = training_of(
        recipe, data, items, lambda done: watcher.notify(Preparing("duplicates", done, len(items)))
    )
    if recipe.model.probe:
        training = probe_images(training, recipe.data.per_source)
    validation: Any = complete(of_split(items, "val"))
    refuse_missing(training, validation)
    weights = pixel_weights(training, fit.class_weights, recipe.model.size) if segments else None
    classes = CLASSES_OF_FAMILIES if recipe.task == "family" else ()
    common: dict[str, Any] = {
        "size": recipe.model.input_size if recipe.model.probe else recipe.model.size,
        "augmentation": recipe.augmentation.plain,
        "faces": faces,
        "view": ROLES[recipe.role].view,
        "class_weights": weights,
        "classes": classes,
    }
    batches = SharedBatches(
        training,
        **common | {"augmentation": recipe.augmentation},
        batch=fit.batch,
        seed=recipe.seed,
        shuffle=True,
        sampling=recipe.data.sampling,
    )
    batches.devices = sharing.num_model_replicas if sharing else 1
    watcher.notify(Preparing("network"))
    with sharing.scope() if sharing else nullcontext():
        with precision(fit.mixed_precision):
            model = build(recipe, data, runs)
        compile_network(model, recipe, len(batches))
        # Makes the metrics. Keras on JAX would take the first batch for that, and then see the next
        # ones twice and the last ones not at all.
        model.test_on_batch(*batches[0])
    return Prepared(
        model,
        batches,
        SharedBatches(validation, batch=fit.batch, **common),
        class_weights(batches.chosen, fit.class_weights, classes),  # of what an epoch draws
        tuple(devices[: batches.devices]),
        sharing,
        hashes,
        lambda items, batch: Batches(items, batch=batch, **common),
    )
