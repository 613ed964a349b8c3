"""What every field of a recipe is called, is good for, and may hold; without Keras or OpenCV.

Types, defaults and choices are those of `gng_desktop.training.recipe`; `recipe_schema` joins both.
"""

from __future__ import annotations

from gng_desktop.training.recipe_about import About, Values
from gng_desktop.training.recipe_fitting import AUGMENTATION, FIT


def _classifies(values: Values) -> bool:
    return bool(values["role"] != "segmenter")


def _transforms(values: Values) -> bool:
    return bool(values["model.family"] == "vit")


def _segments(values: Values) -> bool:
    return not _classifies(values)


RUN = (
    About(
        "name",
        "Name",
        "What the run and its folder are called: letters, digits, dots, dashes and underscores.",
        "run",
        means="name",
    ),
    About(
        "task",
        "Task",
        "What the network answers: a class for every pixel, or real or generated for the image.",
        "run",
        words=(("segmentation", "Segmentation"), ("classification", "Classification")),
        derived=True,
    ),
    About(
        "role",
        "What is trained",
        "The segmenter finds the parts of a face; classifiers tell real from generated, on the "
        "whole image, on the face alone, on the background alone, or by texture at native scale.",
        "run",
        words=(
            ("segmenter", "Segmenter"),
            ("with_background", "With-background classifier"),
            ("without_background", "Without-background classifier"),
            ("background_only", "Background-only classifier"),
            ("texture", "Texture detector"),
        ),
    ),
    About(
        "stripped_by",
        "Face found by",
        "The run whose segmenter finds the face and its background, trained before this one, or "
        "installed for the installed segmenter.",
        "run",
        means="run",
        applies=_classifies,
    ),
    About(
        "seed",
        "Seed",
        "Starts everything that is drawn at random: the same seed and recipe give the same run.",
        "run",
        high=2**31 - 1,
        advanced=True,
    ),
)
MODEL = (
    About(
        "model.backbone",
        "Backbone",
        "The published network that reads the image; Xception and ResNet50 are the large and slow "
        "ones.",
        "model",
        words=(
            ("mobilenet_v2", "MobileNetV2"),
            ("mobilenet_v2_expanded", "MobileNetV2, expanded taps"),
            ("mobilenet_v3_large", "MobileNetV3 Large"),
            ("resnet50", "ResNet50"),
            ("xception", "Xception"),
            ("clip_vit_b16", "CLIP ViT-B/16"),
        ),
    ),
    About(
        "model.family",
        "Network",
        "What lies behind the backbone: the published DeepLabV3+, or only the means of its "
        "features, which train faster.",
        "model",
        words=(
            ("deeplabv3plus", "DeepLabV3+"),
            ("pooled", "Pooled features"),
            ("vit", "Vision transformer"),
        ),
        applies=_classifies,
    ),
    About(
        "model.size",
        "Input side",
        "Images are brought to squares of this side: a larger one keeps finer traces and takes "
        "longer.",
        "model",
        low=32,
        high=1024,
        step=32,
        unit="px",
    ),
    About(
        "model.blocks",
        "Blocks",
        "How many of the transformer's blocks are used, from the first.",
        "model",
        low=1,
        high=12,
        applies=_transforms,
    ),
    About(
        "model.tuned",
        "What is tuned",
        "Whether the whole transformer is trained on, its normalisations, some blocks, or nothing "
        "but the head.",
        "model",
        words=(
            ("all", "Everything"),
            ("norms", "Normalisations"),
            ("blocks", "Some blocks"),
            ("head", "The head"),
        ),
        applies=_transforms,
    ),
    About(
        "model.tuned_blocks",
        "Tuned blocks",
        "The first and the last block that are trained on.",
        "model",
        low=1,
        high=12,
        advanced=True,
        applies=lambda values: _transforms(values) and values["model.tuned"] == "blocks",
    ),
    About(
        "model.full_size",
        "Finished input side",
        "Side of the finished network's input where it is trained on smaller crops.",
        "model",
        high=1024,
        step=32,
        unit="px",
        off="The same",
        advanced=True,
        applies=lambda values: values["model.family"] == "pooled",
    ),
    About(
        "model.initial_weights",
        "First weights",
        "A file with weights of the backbone, such as ImageNet's, in the data folder; without one "
        "the backbone starts at random, which needs far more images.",
        "model",
        means="file",
    ),
    About(
        "model.transfer",
        "Transfer",
        "Whether a trained segmenter's weights are taken over, and whether its ASPP and decoder "
        "stay as they are.",
        "model",
        words=(
            ("none", "None"),
            ("last", "Segmenter, its ASPP and decoder frozen"),
            ("all", "Segmenter, all trained on"),
        ),
    ),
    About(
        "model.from_run",
        "Transfer from",
        "The run whose best weights are taken over: a segmenter with the same backbone.",
        "model",
        means="run",
        applies=lambda values: values["model.transfer"] != "none",
    ),
    About(
        "model.freeze_backbone",
        "Freeze the backbone",
        "Train only what lies behind the backbone: faster, and usually less accurate.",
        "model",
        advanced=True,
    ),
    About(
        "model.activation",
        "Activation",
        "What follows each batch normalisation of ASPP and decoder; the published network has "
        "nothing there.",
        "model",
        words=(("", "None"), ("relu", "ReLU")),
        advanced=True,
        applies=lambda values: values["model.family"] != "pooled",
    ),
    About(
        "model.norm_momentum",
        "Momentum of averages",
        "How slowly the averages of batch normalisation follow; 0.95 suits small data sets.",
        "model",
        high=0.9999,
        step=0.01,
        off="The network's own",
        advanced=True,
    ),
)
DATA = (
    About(
        "data.index",
        "Index",
        "The table of images to learn from, in the data folder; the page Data makes and checks it.",
        "data",
        means="index",
        needed=True,
    ),
    About(
        "data.sources",
        "Sources",
        "Only these sources of the index are used, real and generated ones; none named means all.",
        "data",
        means="sources",
        applies=_classifies,
    ),
    About(
        "data.labels",
        "Label sets",
        "Only masks of these label sets are used; at least one of them must name every class.",
        "data",
        means="labels",
        applies=_segments,
        needed=True,
    ),
    About(
        "data.extra_real_index",
        "More real photos",
        "An index of masks whose images, all real photos, join the real ones.",
        "data",
        means="index",
        applies=_classifies,
    ),
    About(
        "data.extra_real",
        "Their label sets",
        "The label sets of that index whose images are taken.",
        "data",
        means="labels",
        applies=lambda values: _classifies(values) and bool(values["data.extra_real_index"]),
    ),
    About(
        "data.extra_index",
        "More face indexes",
        "Indexes of faces that join the images, such as aligned reconstructions.",
        "data",
        advanced=True,
        applies=_classifies,
    ),
    About(
        "data.families",
        "Families",
        "Only generated faces of these families (gan, diffusion, edit) are used; none named means "
        "all.",
        "data",
        advanced=True,
        applies=_classifies,
    ),
    About(
        "data.leave_out_generators",
        "Held-out generators",
        "Generators kept out of training and validation; patterns such as StyleGAN3* are allowed.",
        "data",
        advanced=True,
        applies=_classifies,
    ),
    About(
        "data.leave_out_sources",
        "Held-out sources",
        "Sources kept out of training and validation; patterns are allowed.",
        "data",
        advanced=True,
        applies=_classifies,
    ),
    About(
        "data.balance",
        "Balance",
        "Whether each epoch draws as many real as generated faces, and as many of each family.",
        "data",
        words=(("none", "As they come"), ("class", "Classes"), ("family", "Classes and families")),
        applies=_classifies,
    ),
    About(
        "data.per_source",
        "Images per source",
        "At most so many real and so many generated faces of each source are drawn per epoch.",
        "data",
        high=1_000_000,
        step=10,
        off="All",
        advanced=True,
        applies=_classifies,
    ),
    About(
        "data.epoch_images",
        "Images per epoch",
        "At most so many images are drawn per epoch, in all.",
        "data",
        high=10_000_000,
        step=100,
        off="All",
        advanced=True,
    ),
    About(
        "data.drop_twins",
        "Leave out near-duplicates",
        "Leave out training images that nearly equal validation or test images, which would make "
        "the figures too good.",
        "data",
        advanced=True,
    ),
    About(
        "data.share",
        "Share per epoch",
        "How much of a source, generator, family or label set each epoch draws, anew every time: "
        "less of what there is too much of.",
        "data",
        low=0.001,
        high=1,
        step=0.05,
        advanced=True,
    ),
)
FIELDS: tuple[About, ...] = (*RUN, *MODEL, *DATA, *AUGMENTATION, *FIT)
"""Every field of a recipe, group by group in the order shown."""
