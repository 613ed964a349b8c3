"""What a check found, in plain words: what it is, what it means, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from gng_desktop.ui.language import QT_TR_NOOP, tr

if TYPE_CHECKING:
    from gng_desktop.datasets.findings import Finding

SEVERITY_WORDS = {
    "stops": QT_TR_NOOP("Stops the training"),
    "spoils": QT_TR_NOOP("Spoils the result"),
    "note": QT_TR_NOOP("Worth knowing"),
}
SIGNS = {"stops": "✕", "spoils": "⚠", "note": "·"}
SPLIT_WORDS = {
    "train": QT_TR_NOOP("training"),
    "val": QT_TR_NOOP("validation"),
    "test": QT_TR_NOOP("test"),
}
LABEL_WORDS = {"real": QT_TR_NOOP("real"), "fake": QT_TR_NOOP("generated")}
TRAIT_WORDS = {
    "width": QT_TR_NOOP("width"),
    "height": QT_TR_NOOP("height"),
    "JPEG quality": QT_TR_NOOP("JPEG quality"),
    "chroma sampling": QT_TR_NOOP("chroma sampling"),
    "bytes per pixel": QT_TR_NOOP("bytes per pixel"),
    "blockiness": QT_TR_NOOP("blockiness"),
    "greyness": QT_TR_NOOP("greyness"),
}
_COMPRESS = QT_TR_NOOP(
    "Compress all images anew while training: on the page Recipe, under Augmentation, JPEG "
    "quality. Better still: obtain both classes in the same quality."
)
_REDUCE = QT_TR_NOOP(
    "Bring both classes to the same size, or reduce all images while training: on the page Recipe, "
    "under Augmentation, Reduced first to."
)
TRAIT_ADVICE = {
    "width": _REDUCE,
    "height": _REDUCE,
    "JPEG quality": _COMPRESS,
    "chroma sampling": _COMPRESS,
    "bytes per pixel": _COMPRESS,
    "blockiness": _COMPRESS,
    "greyness": QT_TR_NOOP(
        "Turn a part of the images grey while training: on the page Recipe, under Augmentation, "
        "Share turned grey. Better still: balance grey and coloured images."
    ),
}


class Words(NamedTuple):
    """A finding as shown: in a few words, in a sentence or two, and what to do about it."""

    title: str
    text: str
    advice: str


def words(finding: Finding) -> Words:
    """Return what to show of `finding`."""
    return _WORDS[finding.kind](finding.values)


def _unusable(values: dict[str, Any]) -> Words:
    count = values["count"]
    return Words(
        tr("1 file cannot be used")
        if count == 1
        else tr("{count:,} files cannot be used", count=count),
        _named(values["example"], values["reason"]),
        tr("A training stops at such a file. Restore it, or take its row out of the index."),
    )


def _named(example: str, reason: str) -> str:
    """Return file and reason; some reasons name the file themselves."""
    if example in reason:
        return reason
    return tr("{file}: {reason}", file=example, reason=reason)


def _empty(values: dict[str, Any]) -> Words:
    split = values["split"]
    if split == "test":
        return Words(
            tr("There is no test image"),
            tr("A run can be trained, but not tested on this index."),
            tr("Give some images the split test, at best of persons that occur in no other split."),
        )
    return Words(
        tr("There is no training image")
        if split == "train"
        else tr("There is no validation image"),
        tr("Without them no epoch can be trained.")
        if split == "train"
        else tr("Without them no epoch can be compared with another."),
        tr("Change the column split of the index: about 60 % train, 20 % val, 20 % test."),
    )


def _one_sided(values: dict[str, Any]) -> Words:
    split = tr(SPLIT_WORDS[values["split"]])
    generated = values["label"] == "fake"
    return Words(
        tr("No generated image for {split}", split=split)
        if generated
        else tr("No real image for {split}", split=split),
        tr("A classifier can only be trained on both classes.")
        if values["split"] == "train"
        else tr("How well both classes are told apart cannot be measured on this split."),
        tr("Add images of this class, or join this index with another one that has them."),
    )


def _leak(values: dict[str, Any]) -> Words:
    count, split, other = values["count"], values["split"], values["other"]
    named = {"split": tr(SPLIT_WORDS[split]), "other": tr(SPLIT_WORDS[other])}
    return Words(
        tr("1 image for {split} also occurs for {other}", **named)
        if count == 1
        else tr("{count:,} images for {split} also occur for {other}", count=count, **named),
        tr(
            "{file} is nearly the same as {twin}. What was learned by heart would be taken for "
            "skill.",
            file=values["example"],
            twin=values["twin"],
        ),
        tr("Nothing to do: a training leaves them out by itself, unless the recipe says otherwise.")
        if values["dropped"]
        else tr("Take one of each pair out of the index, at best the one for {split}.", **named),
    )


def _separation(values: dict[str, Any]) -> Words:
    trait = tr(TRAIT_WORDS[values["trait"]])
    numbers = {
        "auc": values["auc"],
        "real": values["real"],
        "fake": values["fake"],
        "split": tr(SPLIT_WORDS[values["split"]]),
    }
    text = tr(
        "Images for {split}: {real:.4g} for real and {fake:.4g} for generated ones on average, AUC "
        "{auc:.2f} (0.50 says nothing, 1.00 all). The network may learn this instead of the face, "
        "and its test would not show it.",
        **numbers,
    )
    if values["chance"]:
        text = tr(
            "Images for {split}: {real:.4g} for real and {fake:.4g} for generated ones on average, "
            "AUC {auc:.2f} (0.50 says nothing, 1.00 all). There are so few images that this may be "
            "chance.",
            **numbers,
        )
    title = tr("Real or generated can be told by {trait} alone", trait=trait)
    return Words(title, text, tr(TRAIT_ADVICE[values["trait"]]))


def _swapped(values: dict[str, Any]) -> Words:
    count = values["count"]
    return Words(
        tr("Left and right seem exchanged in 1 mask")
        if count == 1
        else tr("Left and right seem exchanged in {count:,} masks", count=count),
        tr(
            "Such as {file}. Perhaps it was mirrored with its image; eyes, eyebrows and ears would "
            "be learned on the wrong side.",
            file=values["example"],
        ),
        tr("Mend these masks, or take their rows out of the index."),
    )


def _twice(values: dict[str, Any]) -> Words:
    count = values["count"]
    return Words(
        tr("1 file is listed more than once")
        if count == 1
        else tr("{count:,} files are listed more than once", count=count),
        tr("Such as {file}. It counts as often as it is listed.", file=values["example"]),
        tr("Take the repeated rows out of the index."),
    )


def _copies(values: dict[str, Any]) -> Words:
    count = values["count"]
    return Words(
        tr("1 image is in two indexes")
        if count == 1
        else tr("{count:,} images are in two indexes", count=count),
        tr("Such as {file}. It would be seen twice as often.", file=values["example"]),
        tr("Take them out of one of the indexes."),
    )


_WORDS = {
    "unusable": _unusable,
    "empty": _empty,
    "one_sided": _one_sided,
    "leak": _leak,
    "separation": _separation,
    "swapped": _swapped,
    "twice": _twice,
    "copies": _copies,
}
