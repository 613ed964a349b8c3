"""The fields of a recipe that say how images are changed and how the network is fitted."""

from __future__ import annotations

from gng_desktop.training.recipe_about import About, Values


def _bends(values: Values) -> bool:
    keys = ("rotation", "shift", "shear", "stretch")
    moved = any(values[f"augmentation.{key}"] for key in keys)
    return moved or tuple(values["augmentation.zoom"]) != (1.0, 1.0)


AUGMENTATION = (
    About(
        "augmentation.flip",
        "Mirror",
        "Mirror half of the images; left and right classes change places with them.",
        "augmentation",
    ),
    About(
        "augmentation.rotation",
        "Rotation",
        "Turn by up to this angle either way.",
        "augmentation",
        high=180,
        unit="°",
    ),
    About(
        "augmentation.shift",
        "Translation",
        "Move by up to this share of the image in either direction.",
        "augmentation",
        high=0.5,
        step=0.01,
    ),
    About(
        "augmentation.zoom",
        "Zoom",
        "Enlarge or reduce by a factor from this range; below 1 the face becomes smaller.",
        "augmentation",
        low=0.1,
        high=4,
        step=0.05,
    ),
    About(
        "augmentation.jpeg",
        "JPEG quality",
        "Compress anew at a quality from this range, as happens when pictures are posted.",
        "augmentation",
        low=1,
        high=100,
        off="Not compressed",
    ),
    About(
        "augmentation.jpeg_share",
        "Share compressed",
        "The share of the images that are compressed anew.",
        "augmentation",
        high=1,
        step=0.05,
        applies=lambda values: bool(values["augmentation.jpeg"][1]),
    ),
    About(
        "augmentation.light",
        "Brightness",
        "Change brightness and contrast by up to this share.",
        "augmentation",
        high=0.9,
        step=0.05,
    ),
    About(
        "augmentation.shear",
        "Shear",
        "Slant by up to this angle.",
        "augmentation",
        high=1,
        step=0.05,
        unit="rad",
        advanced=True,
    ),
    About(
        "augmentation.stretch",
        "Stretch",
        "Enlarge one axis against the other by up to this share: the network's square input does "
        "so too.",
        "augmentation",
        high=1,
        step=0.05,
        advanced=True,
    ),
    About(
        "augmentation.warped",
        "Share turned and moved",
        "The share of the images that are turned, moved, zoomed, slanted or stretched; the others "
        "keep their pixels.",
        "augmentation",
        high=1,
        step=0.05,
        advanced=True,
        applies=_bends,
    ),
    About(
        "augmentation.working_size",
        "Reduced first to",
        "Reduce larger images to a side from this range before anything else.",
        "augmentation",
        low=16,
        high=4096,
        step=16,
        unit="px",
        off="Not reduced",
        advanced=True,
    ),
    About(
        "augmentation.grey",
        "Share turned grey",
        "The share of the images that lose their colours.",
        "augmentation",
        high=1,
        step=0.05,
        advanced=True,
    ),
    About(
        "augmentation.blur",
        "Share blurred",
        "The share of the images that are blurred slightly.",
        "augmentation",
        high=1,
        step=0.05,
        advanced=True,
    ),
)
FIT = (
    About(
        "fit.epochs",
        "Epochs",
        "How often the network sees the training images, at most.",
        "fit",
        low=1,
        high=10_000,
    ),
    About(
        "fit.batch",
        "Batch",
        "How many images are learned from at a time: a larger batch needs more memory.",
        "fit",
        low=1,
        high=4096,
    ),
    About(
        "fit.learning_rate",
        "Learning rate",
        "How large the steps are: too large and nothing is learned, too small and it takes long.",
        "fit",
        low=1e-7,
        high=1,
        step=0,
    ),
    About(
        "fit.schedule",
        "Schedule",
        "Whether the learning rate stays as it is or falls to zero along a cosine.",
        "fit",
        words=(("constant", "Constant"), ("cosine", "Falling along a cosine")),
    ),
    About(
        "fit.monitor",
        "Kept weights",
        "Which epoch's weights are kept: the best on the validation images, or the last.",
        "fit",
        words=(
            ("val_loss", "Lowest validation loss"),
            ("val_accuracy", "Highest validation accuracy"),
            ("last", "Last epoch"),
        ),
    ),
    About(
        "fit.patience",
        "Patience",
        "The run ends early after this many epochs without a better one.",
        "fit",
        low=1,
        high=10_000,
        applies=lambda values: values["fit.monitor"] != "last",
    ),
    About(
        "fit.class_weights",
        "Class weights",
        "Whether errors on rare classes count more: fully, by the square root, or not.",
        "fit",
        words=(("none", "None"), ("balanced", "Balanced"), ("sqrt", "Square root of balanced")),
    ),
    About(
        "fit.device",
        "Device",
        "What the network is trained on: the first GPU if there is one, the CPU, or a GPU by its "
        "number.",
        "fit",
        means="device",
    ),
    About(
        "fit.warmup_epochs",
        "Warm-up",
        "Over so many epochs the learning rate rises to its value.",
        "fit",
        high=100,
        step=0.5,
        advanced=True,
        applies=lambda values: values["fit.schedule"] == "cosine",
    ),
    About(
        "fit.mixed_precision",
        "Mixed precision",
        "Compute in bfloat16 where that is faster, as on recent GPUs; CPUs become slower.",
        "fit",
        advanced=True,
    ),
)
