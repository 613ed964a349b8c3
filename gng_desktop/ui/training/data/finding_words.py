"""What a check found, in plain words: what it is, what it means, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from gng_desktop.ui.kit.language import QT_TR_NOOP, tr

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
    "Recompress all images during training: on the Recipe page, under Augmentation, JPEG quality. "
    "Better still: obtain both classes in the same quality."
)
_REDUCE = QT_TR_NOOP(
    "Bring both classes to the same size, or reduce all images during training: on the Recipe "
    "page, under Augmentation, Reduced first to."
)
TRAIT_ADVICE = {
    "width": _REDUCE,
    "height": _REDUCE,
    "JPEG quality": _COMPRESS,
    "chroma sampling": _COMPRESS,
    "bytes per pixel": _COMPRESS,
    "blockiness": _COMPRESS,
    "greyness": QT_TR_NOOP(
        "Turn some of the images grey during training: on the Recipe page, under Augmentation, "
        "Share turned grey. Better still: balance grey and colour images."
    ),
}


class Words(NamedTuple):
    """A finding as shown: in a few words, in a sentence or two, and what to do about it."""

    title: str
    text: str
    advice: str


_TITLES: dict[str, str | tuple[str, str]] = {
    "unusable": (
        QT_TR_NOOP("1 file cannot be used"),
        QT_TR_NOOP("{count:,} files cannot be used"),
    ),
    "empty test": QT_TR_NOOP("There are no test images"),
    "empty train": QT_TR_NOOP("There are no training images"),
    "empty val": QT_TR_NOOP("There are no validation images"),
    "one_sided fake": QT_TR_NOOP("No generated image for {split}"),
    "one_sided real": QT_TR_NOOP("No real image for {split}"),
    "leak": (
        QT_TR_NOOP("1 image for {split} also occurs for {other}"),
        QT_TR_NOOP("{count:,} images for {split} also occur for {other}"),
    ),
    "separation": QT_TR_NOOP("Real or generated can be predicted from {trait} alone"),
    "swapped": (
        QT_TR_NOOP("Left and right seem to be swapped in 1 mask"),
        QT_TR_NOOP("Left and right seem to be swapped in {count:,} masks"),
    ),
    "twice": (
        QT_TR_NOOP("1 file is listed more than once"),
        QT_TR_NOOP("{count:,} files are listed more than once"),
    ),
    "contradicted": (
        QT_TR_NOOP("1 image is listed as real and as generated"),
        QT_TR_NOOP("{count:,} images are listed as real and as generated"),
    ),
    "copies": (
        QT_TR_NOOP("1 image is in two indexes"),
        QT_TR_NOOP("{count:,} images are in two indexes"),
    ),
}
"""By kind, or kind and case; of pairs the first is of one."""
_TEXTS = {
    "unusable": QT_TR_NOOP("{file}: {reason}"),
    "empty test": QT_TR_NOOP("A run can be trained on this index, but not tested."),
    "empty train": QT_TR_NOOP("Without them no epoch can be trained."),
    "empty val": QT_TR_NOOP("Without them epochs cannot be compared."),
    "one_sided train": QT_TR_NOOP("A classifier can be trained only on both classes."),
    "one_sided": QT_TR_NOOP(
        "How well the classes are distinguished cannot be measured on this split."
    ),
    "leak": QT_TR_NOOP(
        "{file} is almost identical to {twin}. Memorised images would be mistaken for skill."
    ),
    "separation chance": QT_TR_NOOP(
        "Images for {split}: {real:.4g} for real and {fake:.4g} for generated ones on "
        "average, AUC {auc:.2f} (0.50: no difference, 1.00: complete separation). With so few "
        "images this may be chance."
    ),
    "separation": QT_TR_NOOP(
        "Images for {split}: {real:.4g} for real and {fake:.4g} for generated ones on average, "
        "AUC {auc:.2f} (0.50: no difference, 1.00: complete separation). The network may learn "
        "this instead of the face, and its test would not reveal it."
    ),
    "swapped": QT_TR_NOOP(
        "For example {file}. It may have been mirrored with its image; eyes, eyebrows and "
        "ears then carry the name of the wrong side."
    ),
    "twice": QT_TR_NOOP("For example {file}. It counts as many times as it is listed."),
    "contradicted": QT_TR_NOOP("For example {file} and {twin}, the same file with both labels."),
    "copies": QT_TR_NOOP("For example {file}. The network would see it twice as often."),
}
_ADVICE = {
    "unusable": QT_TR_NOOP(
        "Training stops at such a file. Restore it, or remove its row from the index."
    ),
    "empty test": QT_TR_NOOP(
        "Give some images the split “test”, ideally images of people who appear in no other split."
    ),
    "empty": QT_TR_NOOP(
        "Edit the split column of the index: about 60 % train, 20 % val, 20 % test."
    ),
    "one_sided": QT_TR_NOOP(
        "Add images of this class, or combine this index with one that has them."
    ),
    "leak dropped": QT_TR_NOOP(
        "Nothing to do: training leaves them out automatically, unless the recipe says otherwise."
    ),
    "leak": QT_TR_NOOP("Remove one of each pair from the index, preferably the one for {split}."),
    "swapped": QT_TR_NOOP(
        "Nothing to do: trainings and tests exchange left and right in them. Correct the masks if "
        "other programs use them."
    ),
    "twice": QT_TR_NOOP("Remove the repeated rows from the index."),
    "contradicted": QT_TR_NOOP("Find out what it is, and remove the wrong rows from the index."),
    "copies": QT_TR_NOOP("Remove them from one of the indexes."),
}


def words(finding: Finding) -> Words:
    """Return what to show of `finding`."""
    raw = finding.values
    cases = [raw.get("split"), raw.get("label"), *(c for c in ("chance", "dropped") if raw.get(c))]
    values = {**raw, "file": raw.get("example", "")}
    values |= {key: tr(SPLIT_WORDS[raw[key]]) for key in ("split", "other") if key in raw}
    advice = _ADVICE
    if trait := raw.get("trait"):
        values["trait"], advice = tr(TRAIT_WORDS[trait]), {"separation": TRAIT_ADVICE[trait]}

    def translated(table: Mapping[str, str | tuple[str, str]]) -> str:
        keys = [*(f"{finding.kind} {case}" for case in cases), finding.kind]
        found = next(table[key] for key in keys if key in table)
        text = found if isinstance(found, str) else found[raw["count"] != 1]
        return tr(text, **values)

    # Some reasons name the file themselves.
    named = raw["reason"] if raw.get("example", "\0") in raw.get("reason", "") else ""
    return Words(translated(_TITLES), named or translated(_TEXTS), translated(advice))
