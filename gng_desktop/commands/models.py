"""The commands of models: list, make, import and go back, and evaluate them."""

from __future__ import annotations

import argparse
from pathlib import Path

from gng_desktop.commands.parsing import DEVICES, Command, known, whole_numbers
from gng_desktop.core.text import listed
from gng_desktop.datasets import BY
from gng_desktop.modelstore.manifest import INSTALLED_ROLES

_IN = "training.models_command:"  # module of the functions that carry out most of these


def _named_path(text: str) -> tuple[str, Path]:
    name, _, path = text.partition("=")
    if not name or not path:
        raise argparse.ArgumentTypeError(f"{text!r:.80} is not ID=MODEL")
    return name, Path(path)


def add_to(whole: Command) -> None:
    """Add ``models`` with its actions, and ``evaluate``."""
    text = "list models, make one from a run, or go back to the previous one"
    models = whole.command("models", text).begin()
    listing = models.command("list", "list the models in use", _IN + "list_models")
    listing.path("--models", "DIR")
    _add_add(models)
    _add_fuse(models)
    _add_figures(models)
    _add_import(models)
    calibrating = models.command(
        "calibrate",
        "fit calibration, limits and scope of an imported detector on labelled images",
        "training.detector_commands:calibrate",
        "Calibrating a detector",
    )
    calibrating.text("id", "ID")
    calibrating.path("--data", "DIR", "index.csv, data folder, real/ fake/", required=True)
    calibrating.text("--device", DEVICES, default="auto")
    _folder(calibrating)
    removing = models.command(
        "remove", "remove an imported detector", "training.detector_commands:remove"
    )
    removing.text("id", "ID")
    _folder(removing)
    going_back = models.command(
        "roll-back",
        "swap a model with the one it replaced; repeat to swap back",
        _IN + "go_back",
    )
    going_back.text(
        "role",
        "ROLE",
        listed([role.replace("_", "-") for role in INSTALLED_ROLES], "or"),
        type=lambda text: text.replace("-", "_"),
        choices=INSTALLED_ROLES,
    )
    _folder(going_back)
    _folder(models.command("log", "print which model replaced which and when", _IN + "log"))
    _add_evaluate(whole)


def _folder(command: Command) -> None:
    command.path("--models", "DIR", "folder of models (default: the user's)")


def _add_add(models: Command) -> None:
    adding = models.command(
        "add", "measure a run and make a model from it", _IN + "add", "Making a model of a run"
    )
    adding.path("run", "RUN")
    adding.shared("--data")
    adding.path("--into", "DIR", "folder of models (default: the user's)")
    adding.flag("--replace", "replace its predecessor, which is kept for 'models roll-back'")
    text = "RUNS/NAME-protocol: held-out generators and sources set the limits too"
    adding.path("--protocol", "DIR", text)
    text = "install a run trained from a pool even if the model in use tests better"
    adding.flag("--even-if-worse", text)


def _add_fuse(models: Command) -> None:
    text = "fuse the scores of several classifiers into one"
    fusing = models.command("fuse", text, _IN + "fuse")
    fusing.path("folders", "MODEL", "their folders", nargs="+")
    fusing.shared("--data", "--runs")
    text = "RUNS/NAME-protocol of each, in the same order, with the same folds"
    fusing.path("--protocol", "DIR", text, nargs="+", default=[])
    fusing.text(
        "--alternative",
        "ID=MODEL",
        "folder of a classifier that knows other generators; it becomes a further detector",
        type=_named_path,
        action="append",
        default=[],
    )
    fusing.text(
        "--weighed",
        "ID=MODEL",
        "folder of a costly third classifier, which --fast leaves out; as --alternative, its "
        "protocol behind the others",
        type=_named_path,
        action="append",
        default=[],
    )


def _add_figures(models: Command) -> None:
    text = "test whole sets of models, side by side"
    figuring = models.command("figures", text, _IN + "figures")
    figuring.shared("--data")
    figuring.path("--out", "FILE.md", "and .csv", required=True)
    figuring.path("--models", "DIR", "default: those in use")
    figuring.path("--against", "DIR", "other folders of models", nargs="+", default=[])
    figuring.path("--pairs", "INDEX", "photos and reconstructions of them")
    figuring.path("--scores", "FILE.csv", "every score; what it holds is reused")
    text = "at most so many images of a source and generator"
    figuring.number("--per-source", 1, 10**6, text, 100)
    figuring.text("--device", DEVICES, default="auto")
    figuring.number("--threads", 1, 64, None)


def _add_import(models: Command) -> None:
    importing = models.command(
        "import",
        "import a third-party detector: .onnx, .keras or a SavedModel folder",
        "training.detector_commands:import_model",
    )
    importing.path("file", "FILE")
    importing.text("--id", "ID", "default: the file's name")
    importing.add_argument(
        "--view",
        choices=("whole", "face", "stripped", "background"),
        help="the image, the square around the face, the square with everything but the face "
        "black, or with the face black (default whole)",
    )
    importing.text(
        "--preprocess",
        "LIST",
        "imagenet, unit (0..1), signed (-1..1) or raw (0..255); size=224, order=RGB|BGR, "
        "layout=NCHW|NHWC, scale=255, mean=R/G/B, std=R/G/B (default: guessed from the graph)",
        default="",
    )
    text = "classes that mean generated; for a single output 1, or 0 if high means real"
    importing.text("--positive", "LIST", text, type=whole_numbers(0, 9_999))
    importing.add_argument(
        "--output",
        choices=("logit", "probability", "logits", "probabilities"),
        help="what the graph outputs",
    )
    importing.flag("--replace", "replace one of the same id")
    _folder(importing)


def _add_evaluate(whole: Command) -> None:
    evaluate = whole.command(
        "evaluate",
        "test a model on labelled images, with intervals",
        "training.evaluate_command:evaluate",
        "Testing a model on labelled images",
    )
    evaluate.path("model", "MODEL")
    evaluate.path("data", "DATA", "index.csv, data folder, real/ fake/")
    evaluate.list_of("--jpeg", whole_numbers(1, 100), "qualities to test, 90,70")
    evaluate.list_of("--sizes", whole_numbers(16, 4096), "px to test, 64,128")
    evaluate.shared("--perturb")
    evaluate.add_argument("--split", choices=("train", "val", "test"), default="test")
    evaluate.shared("--flip")
    evaluate.path("--out", "DIR", "write tables and figures there")
    text = f"errors by group of {','.join(BY)}, where the index documents them"
    evaluate.list_of("--by", known("attribute", BY), text)
    evaluate.flag("--card", "also write the errors by group into the model's card")
