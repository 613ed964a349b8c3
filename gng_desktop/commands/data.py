"""The command of data sets."""

from __future__ import annotations

import argparse

from gng_desktop.commands.parsing import DEVICES, Command, names, pair
from gng_desktop.datasets import BY
from gng_desktop.datasets.importers import FORMATS

_SEEDS = 0, 2**32 - 1
_IN = "training.data_commands:"  # module of the functions that carry these out


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 < value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no share above 0 and at most 1")
    return value


def add_to(whole: Command) -> None:
    """Add ``data`` and its actions."""
    data = whole.command("data", "import data sets, or check them before training").begin()
    _add_import(data)
    recognising = data.command("recognise", "detect the format of a data set", _IN + "recognise")
    recognising.path("source", "SOURCE", "its folder or index")
    checking = data.command(
        "check",
        "find leaks between splits and trivial differences between classes",
        _IN + "check",
        "Checking a data set",
    )
    checking.path("indexes", "INDEX", nargs="+")
    checking.path("--json", "FILE", "also write the whole report")
    _add_reconstruct(data)
    clip = data.command(
        "convert-clip",
        "extract the weights of CLIP's image tower from a quantised graph",
        _IN + "convert_clip",
        "Converting weights",
    )
    clip.path("graph", "GRAPH", "CLIP ViT-B/16, int8 ONNX")
    clip.path("out", "OUT", "NAME.weights.h5")
    _add_balance(data)
    versioning = data.command("dvc", "write the version of a data set for DVC", _IN + "dvc")
    versioning.path("path", "PATH", "file or folder; only read")
    versioning.path("--out", "FILE.dvc", "default: PATH.dvc")
    labelling = data.command(
        "pseudo-label",
        "have a segmenter make masks for an index's training images",
        _IN + "pseudo_label",
        "Labelling by a segmenter",
    )
    labelling.path("model", "MODEL", "folder of a segmenter")
    labelling.path("index", "INDEX")
    labelling.path("out", "OUT", "folder for masks and index")
    text = "probability below which a pixel stays unknown (default %(default)s)"
    labelling.text("--confidence", "P", text, type=float, default=0.9)
    labelling.text("--device", DEVICES, default="auto")


def _add_import(data: Command) -> None:
    importing = data.command("import", "index a data set", _IN + "import_set")
    importing.epilog = "; ".join(f"{name}: {what}" for name, what in FORMATS.items())
    formats = ("auto", *FORMATS)
    importing.text("format", "FORMAT", ", ".join(formats), choices=formats)
    importing.path("source", "SOURCE", "its folder or index")
    importing.path("out", "OUT", "folder for index and new files")
    importing.list_of("--generators", names, "artifact: only these folders", metavar="A,B")
    importing.list_of("--categories", names, "artifact: only these", metavar="A,B")
    importing.flag("--masks", "openforensics: write the polygons as masks")
    importing.number("--seed", *_SEEDS, "of an automatic split", 42)
    importing.flag(
        "--outside", "also read images outside the data set, where links or paths lead there"
    )
    importing.flag("--replace", "replace an earlier import")


def _add_reconstruct(data: Command) -> None:
    rebuilding = data.command(
        "reconstruct",
        "make aligned fakes by passing real photos through autoencoders",
        _IN + "reconstruct",
    )
    rebuilding.path("index", "INDEX", "its real photos are used")
    rebuilding.path(
        "--autoencoder",
        "DIR_OR_PREFIX",
        "ONNX pairs NAME_encoder.onnx, NAME_decoder.onnx; may be repeated",
        action="append",
        required=True,
    )
    rebuilding.path("--out", "OUT", required=True)
    rebuilding.flag("--every", "use all autoencoders on each photo, not one at random")
    rebuilding.list_of("--sources", names, "only these sources", metavar="A,B")
    rebuilding.list_of("--splits", names, "only these splits", metavar="A,B")
    rebuilding.number("--side", 64, 4096, "longest side", 448, metavar="PX")
    rebuilding.text("--quality", "LOW,HIGH", "of the JPEGs", type=pair(int), default=(75, 95))
    rebuilding.text(
        "--mix",
        "LOW,HIGH",
        "share of the reconstruction, 0 to 1; the rest is the photo (default 1,1)",
        type=pair(float),
        default=(1.0, 1.0),
    )
    rebuilding.number("--seed", *_SEEDS, None, 42)
    rebuilding.number("--threads", 1, 64, None, 2)


def _add_balance(data: Command) -> None:
    balancing = data.command(
        "balance",
        "make an index with training images balanced across groups of people",
        _IN + "balance",
    )
    balancing.path("index", "INDEX", "of faces")
    balancing.path("out", "OUT", "folder for the index and copies")
    balancing.add_argument("--by", choices=BY, default="ethnicity", help="default %(default)s")
    text = "smallest share of each group (default %(default)s)"
    balancing.text("--least", "SHARE", text, type=_share, default=0.2)
    text = "most flipped or turned copies of an image, 0..7 (default %(default)s)"
    balancing.text("--copies", "N", text, type=int, choices=range(8), default=3)
    balancing.text("--seed", "N", type=int, default=42)
