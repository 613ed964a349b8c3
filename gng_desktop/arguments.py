"""What the command line understands: commands, options, and the values they allow."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from gng_desktop import __version__
from gng_desktop.datasets.importers.catalogue import FORMATS
from gng_desktop.explain.catalogue import MASKERS, METHODS, PALETTES, UNITS


def _positive_range(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{value} is not in {low}..{high}")
        return value

    return parse


def _numbers(low: int, high: int) -> Callable[[str], list[int]]:
    number = _positive_range(low, high)

    def parse(text: str) -> list[int]:
        return [number(part) for part in text.split(",")]

    return parse


def _methods(text: str) -> list[str]:
    chosen = list(dict.fromkeys(text.split(",")))
    unknown = [m for m in chosen if m not in METHODS]
    if unknown:
        raise argparse.ArgumentTypeError(
            f"{unknown[0]!r} is no method; choose from {','.join(METHODS)}"
        )
    return chosen


def _pair(kind: type) -> Callable[[str], tuple[Any, Any]]:
    """Return a parser of LOW,HIGH."""

    def parse(text: str) -> tuple[Any, Any]:
        low, high = map(kind, text.split(","))
        return low, high

    parse.__name__ = "pair LOW,HIGH"  # argparse says "invalid ... value"
    return parse


def _names(text: str) -> list[str]:
    return [name for name in text.split(",") if name]


class _RecipeHelp(argparse.Action):
    """Prints every key of a recipe and ends, as ``--help`` does."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from gng_desktop.training.recipe_schema import help_text  # brings OpenCV

        print(help_text())
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="gng-desktop",
        description="Was this face made by a generator, and what in the picture says so?",
    )
    parser.add_argument("--version", action="version", version=f"gng-desktop {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        return command

    def add_inference(command: argparse.ArgumentParser) -> None:
        command.add_argument(
            "--device", default="auto", metavar="auto|cpu|gpu:N", help="what to run on"
        )
        command.add_argument(
            "--models", type=Path, metavar="DIR", help="folder searched for models first"
        )

    def add_partial(command: argparse.ArgumentParser) -> None:
        command.add_argument(
            "--no-partial",
            dest="partial",
            action="store_false",
            help="take a JPEG that breaks off for an error instead of analysing what is left",
        )

    def add_frames(command: argparse.ArgumentParser) -> None:
        command.add_argument(
            "--frames",
            choices=["first", "all"],
            default="first",
            help="of a file with several pictures (TIFF pages, GIF, APNG, WebP, AVIF, HEIC, MPO): "
            "the first or each (default %(default)s)",
        )

    def add_excel(command: argparse.ArgumentParser) -> None:
        command.add_argument(
            "--excel", action="store_true", help="begin the CSV with a byte order mark, for Excel"
        )

    def add_unit(command: argparse.ArgumentParser) -> None:
        command.add_argument(
            "--unit",
            choices=UNITS,
            default=UNITS[0],
            help="what SHAP and regions count contributions in (default %(default)s)",
        )

    window = add("open", "open the window (also what happens without a command)")
    window.add_argument("image", nargs="?", type=Path)
    add_inference(window)

    analyse = add("analyse", "analyse images and write views, mask and JSON for each")
    analyse.add_argument("--explain", choices=["shap"], help="add SHAP maps of both classifiers")
    explain = add("explain", "explain both scores of images by several methods")
    explain.add_argument(
        "--methods",
        type=_methods,
        default=_methods("shap"),
        metavar="LIST",
        help=f"of {','.join(METHODS)} (default shap)",
    )
    add_frames(analyse)
    for command in (analyse, explain):
        command.add_argument("images", nargs="*", type=Path, metavar="IMAGE")
        command.add_argument("--out", type=Path, required=True, metavar="DIR")
        command.add_argument("--sample", action="store_true", help="add the public-domain sample")
        command.add_argument(
            "--evals",
            type=_positive_range(100, 10_000),
            default=500,
            metavar="N",
            help="evaluations per classifier, 100..10000 (default %(default)s)",
        )
        command.add_argument(
            "--masker",
            choices=list(MASKERS),
            default="telea",
            help="what hidden pixels are replaced by (default %(default)s)",
        )
        command.add_argument(
            "--palette",
            choices=PALETTES,
            default=PALETTES[0],
            help="colours of the maps (default %(default)s)",
        )
        add_unit(command)
        add_partial(command)
        add_inference(command)

    compare = add("compare-explainers", "test every method's maps by deletion and insertion")
    compare.add_argument("folder", type=Path, metavar="FOLDER")
    compare.add_argument("--csv", type=Path, metavar="OUT.csv", help="also write a row an image")
    compare.add_argument(
        "--limit", type=_positive_range(1, 100_000), metavar="N", help="only the first N images"
    )
    compare.add_argument(
        "--methods", type=_methods, default=list(METHODS), metavar="LIST", help="default: all"
    )
    compare.add_argument("--evals", type=_positive_range(100, 10_000), default=500, metavar="N")
    add_excel(compare)
    add_unit(compare)
    add_inference(compare)

    stress = add("stress", "test whether verdicts survive JPEG compression, reduction and blur")
    stress.add_argument("images", nargs="+", type=Path, metavar="IMAGE")
    stress.add_argument("--csv", type=Path, metavar="OUT.csv", help="also write a row a change")
    add_excel(stress)
    add_inference(stress)

    provenance = add("provenance", "print what images state about where they come from")
    provenance.add_argument("images", nargs="+", type=Path, metavar="IMAGE")
    provenance.add_argument("--gps", action="store_true", help="tell where they were taken")
    provenance.add_argument("--json", action="store_true", help="print a JSON list")

    case = add("case", "keep images, results and decisions in a case with a log, and verify it")
    actions = case.add_subparsers(dest="action", required=True, metavar="ACTION")

    def act(name: str, text: str) -> argparse.ArgumentParser:
        action = actions.add_parser(name, help=text, description=text)
        action.add_argument("case", type=Path, metavar="CASE", help="its file, such as a.gng")
        return action

    making = act("new", "make a case")
    making.add_argument("--title", required=True, metavar="TEXT")
    making.add_argument("--reference", default="", metavar="TEXT", help="the laboratory's number")
    making.add_argument("--examiner", default="", metavar="NAME", help="default: the login name")
    taking = act("add", "analyse images and add what was found")
    taking.add_argument("images", nargs="+", type=Path, metavar="IMAGE")
    taking.add_argument("--examiner", default="", metavar="NAME", help="default: the login name")
    taking.add_argument(
        "--faces",
        choices=["whole", "each"],
        default="whole",
        help="judge the largest face of each image, or every face (default %(default)s)",
    )
    taking.add_argument(
        "--explain",
        type=_methods,
        default=[],
        metavar="LIST",
        help=f"of {','.join(METHODS)} (default none)",
    )
    taking.add_argument("--test", action="store_true", help="test how faithful the maps are")
    taking.add_argument("--stress", action="store_true", help="test what the verdict survives")
    taking.add_argument("--evals", type=_positive_range(100, 10_000), default=500, metavar="N")
    taking.add_argument("--masker", choices=list(MASKERS), default="telea")
    add_unit(taking)
    add_partial(taking)
    add_inference(taking)
    act("list", "list the images")
    showing = act("show", "show what is known of an image, and whether it is unchanged")
    showing.add_argument("image", metavar="SHA256|PATH", help="6 digits or more, or its file")
    act("log", "print the log")
    verifying = act("verify", "find any change made to the case, or to a sealed file, from outside")
    verifying.add_argument(
        "--head", metavar="HASH", help="of the log's end, as written down earlier"
    )
    verifying.add_argument(
        "--evidence", action="store_true", help="hash the images that can be found, too"
    )
    of_key = verifying.add_argument_group("seal")
    of_key.add_argument("--key", type=Path, metavar="PUB.pem", help="the laboratory's public key")
    of_key.add_argument("--seal", type=Path, metavar="FILE", help="default: CASE.seal")
    of_stamp = verifying.add_argument_group("time stamp")
    of_stamp.add_argument("--ca", type=Path, metavar="CA.pem", help="the authority's certificates")
    of_stamp.add_argument("--stamp", type=Path, metavar="FILE", help="default: CASE.tsr")
    making_key = actions.add_parser("key", help="make a key to seal with (Ed25519)")
    making_key.add_argument("key", type=Path, metavar="KEY.pem", help="KEY.pub.pem comes beside it")
    making_key.add_argument("--passphrase", action="store_true", help="ask for one")
    sealing = act("seal", "sign a case, or a CSV, document or report, into a file beside it")
    sealing.add_argument("--key", type=Path, required=True, metavar="KEY.pem")
    sealing.add_argument("--out", type=Path, metavar="FILE", help="default: CASE.seal")
    stamping = act("stamp", "request a time stamp (RFC 3161) for a case or file; keep the reply")
    stamping.add_argument("--reply", type=Path, metavar="FILE.tsr", help="of the authority")
    stamping.add_argument("--ca", type=Path, metavar="CA.pem", help="the authority's certificates")
    stamping.add_argument("--out", type=Path, metavar="FILE", help="default: CASE.tsq or CASE.tsr")

    scan = add("scan", "analyse every file of a folder, or of a list, into one CSV")
    scan.add_argument(
        "source",
        metavar="FOLDER|LIST",
        help="a folder; or a .txt or .csv of paths, one a line, - for standard input",
    )
    scan.add_argument("--csv", type=Path, required=True, metavar="OUT.csv")
    add_excel(scan)
    scan.add_argument("--recursive", action="store_true", help="enter the folders in the folder")
    scan.add_argument(
        "--inside-only", action="store_true", help="read nothing that links lead to outside FOLDER"
    )
    scan.add_argument("--resume", action="store_true", help="go on with an unfinished scan")
    scan.add_argument(
        "--overwrite", action="store_true", help="start anew and replace an earlier scan's CSV"
    )
    scan.add_argument(
        "--explain", choices=["regions"], help="add the background's share; takes seconds a file"
    )
    scan.add_argument(
        "--faces",
        choices=["whole", "each"],
        default="whole",
        help="judge the largest face of each image, or every face (default %(default)s)",
    )
    add_frames(scan)
    scan.add_argument(
        "--jobs",
        type=_positive_range(1, 256),
        metavar="N",
        help="files judged at a time (default: one per CPU)",
    )
    scan.add_argument(
        "--dask", metavar="tcp://HOST:PORT", help="let the workers of a Dask cluster judge"
    )
    add_partial(scan)
    add_inference(scan)

    report = add("report", "write the report on a case as PDF, as one HTML file, or both")
    report.add_argument("case", type=Path, metavar="CASE", help="its file, such as a.gng")
    report.add_argument("--pdf", type=Path, metavar="OUT.pdf")
    report.add_argument("--html", type=Path, metavar="OUT.html", help="it needs no other file")
    report.add_argument("--gps", action="store_true", help="tell where images were taken")
    report.add_argument("--replace", action="store_true", help="replace earlier reports")

    doctor = add("doctor", "print versions, devices and models, and what is wrong")
    doctor.add_argument("--models", type=Path, metavar="DIR")

    train = add("train", "train a recipe, a queue or a grid of them into run folders")
    train.add_argument("recipe", nargs="?", type=Path, metavar="RECIPE.toml")
    train.add_argument("--data", type=Path, required=True, metavar="DIR")
    train.add_argument("--runs", type=Path, default=Path("runs"), metavar="DIR")
    train.add_argument("--resume", action="store_true", help="go on with a killed run")
    train.add_argument("--device", metavar="auto|cpu|gpu:N", help="instead of the recipe's")
    train.add_argument(
        "--help-recipe", action=_RecipeHelp, help="print every key of a recipe, and exit"
    )
    train.add_argument(
        "--queue", type=Path, metavar="RUNS", help="work off the queue of a folder of runs"
    )
    train.add_argument(
        "--grid", type=Path, metavar="GRID.toml", help="queue a grid's recipes, work them off"
    )
    train.add_argument(
        "--estimate", action="store_true", help="measure how long it would take, train nothing"
    )
    train.add_argument(
        "--events", action="store_true", help="JSON lines for a program that watches and steers"
    )

    data = add("data", "import data sets, or check them before training")
    actions = data.add_subparsers(dest="action", required=True, metavar="ACTION")
    formats = "; ".join(f"{name}: {what}" for name, what in FORMATS.items())
    importing = actions.add_parser("import", help="make an index of a data set", epilog=formats)
    names = ("auto", *FORMATS)
    importing.add_argument("format", choices=names, metavar="FORMAT", help=", ".join(names))
    importing.add_argument("source", type=Path, metavar="SOURCE", help="its folder or index")
    importing.add_argument("out", type=Path, metavar="OUT", help="folder for index and new files")
    importing.add_argument(
        "--generators", type=_names, default=[], metavar="A,B", help="artifact: only these folders"
    )
    importing.add_argument(
        "--categories", type=_names, default=[], metavar="A,B", help="artifact: only these"
    )
    importing.add_argument(
        "--masks", action="store_true", help="openforensics: write the polygons as masks"
    )
    importing.add_argument(
        "--seed",
        type=_positive_range(0, 2**32 - 1),
        default=42,
        metavar="N",
        help="of an automatic split (default %(default)s)",
    )
    importing.add_argument(
        "--outside",
        action="store_true",
        help="read images outside the data set, too, where links or paths lead there",
    )
    importing.add_argument("--replace", action="store_true", help="replace an earlier import")
    recognising = actions.add_parser("recognise", help="tell which format a data set is in")
    recognising.add_argument("source", type=Path, metavar="SOURCE", help="its folder or index")
    checking = actions.add_parser(
        "check", help="find leaks between splits and trivial differences between classes"
    )
    checking.add_argument("indexes", nargs="+", type=Path, metavar="INDEX")
    checking.add_argument("--json", type=Path, metavar="FILE", help="also write the whole report")
    rebuilding = actions.add_parser(
        "reconstruct", help="make aligned fakes: real photos passed through autoencoders"
    )
    rebuilding.add_argument("index", type=Path, metavar="INDEX", help="its real photos are taken")
    rebuilding.add_argument(
        "--autoencoder",
        type=Path,
        action="append",
        required=True,
        metavar="DIR_OR_PREFIX",
        help="ONNX pairs NAME_encoder.onnx, NAME_decoder.onnx; may be given more than once",
    )
    rebuilding.add_argument("--out", type=Path, required=True, metavar="OUT")
    rebuilding.add_argument(
        "--every", action="store_true", help="all autoencoders for each photo, not one drawn"
    )
    for name, what in (("sources", "sources"), ("splits", "splits")):
        rebuilding.add_argument(
            f"--{name}", type=_names, default=[], metavar="A,B", help=f"only these {what}"
        )
    rebuilding.add_argument(
        "--side",
        type=_positive_range(64, 4096),
        default=448,
        metavar="PX",
        help="longest side (default %(default)s)",
    )
    rebuilding.add_argument(
        "--quality", type=_pair(int), default=(75, 95), metavar="LOW,HIGH", help="of the JPEGs"
    )
    rebuilding.add_argument(
        "--mix",
        type=_pair(float),
        default=(1.0, 1.0),
        metavar="LOW,HIGH",
        help="share of the reconstruction, 0 to 1; the rest is the photo (default 1,1)",
    )
    rebuilding.add_argument("--seed", type=_positive_range(0, 2**32 - 1), default=42, metavar="N")
    rebuilding.add_argument("--threads", type=_positive_range(1, 64), default=2, metavar="N")
    clip = actions.add_parser(
        "convert-clip", help="take the weights of CLIP's image tower out of a quantised graph"
    )
    clip.add_argument("graph", type=Path, metavar="GRAPH", help="CLIP ViT-B/16, int8 ONNX")
    clip.add_argument("out", type=Path, metavar="OUT", help="NAME.weights.h5")
    labelling = actions.add_parser(
        "pseudo-label", help="let a segmenter make the masks of an index's training images"
    )
    labelling.add_argument("model", type=Path, metavar="MODEL", help="folder of a segmenter")
    labelling.add_argument("index", type=Path, metavar="INDEX")
    labelling.add_argument("out", type=Path, metavar="OUT", help="folder for masks and index")
    labelling.add_argument(
        "--confidence",
        type=float,
        default=0.9,
        metavar="P",
        help="probability below which a pixel stays unknown (default %(default)s)",
    )
    labelling.add_argument("--device", default="auto", metavar="auto|cpu|gpu:N")

    models = add("models", "list models, make one of a run, or go back to the one before")
    actions = models.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="list the models in use")
    listing.add_argument("--models", type=Path, metavar="DIR")
    adding = actions.add_parser("add", help="measure a run and make a model of it")
    adding.add_argument("run", type=Path, metavar="RUN")
    adding.add_argument("--data", type=Path, required=True, metavar="DIR")
    adding.add_argument(
        "--into", type=Path, metavar="DIR", help="folder of models (default: the user's)"
    )
    adding.add_argument(
        "--replace",
        action="store_true",
        help="put it in its predecessor's place, which is kept for 'models roll-back'",
    )
    adding.add_argument(
        "--protocol",
        type=Path,
        metavar="DIR",
        help="RUNS/NAME-protocol: held-out generators and sources set the limits too",
    )
    going_back = actions.add_parser(
        "roll-back", help="exchange a model and the one it replaced; again to go forward"
    )
    going_back.add_argument(
        "role",
        type=lambda text: text.replace("-", "_"),
        choices=("segmenter", "with_background", "without_background", "texture"),
        metavar="ROLE",
        help="segmenter, with-background, without-background or texture",
    )
    changes = actions.add_parser("log", help="print which model replaced which, and when")
    for command in (going_back, changes):
        command.add_argument(
            "--models", type=Path, metavar="DIR", help="folder of models (default: the user's)"
        )

    evaluate = add("evaluate", "test a model on labelled images, with intervals")
    evaluate.add_argument("model", type=Path, metavar="MODEL")
    evaluate.add_argument(
        "data", type=Path, metavar="DATA", help="index.csv, data folder, real/ fake/"
    )
    evaluate.add_argument(
        "--jpeg", type=_numbers(1, 100), default=[], metavar="LIST", help="qualities to test, 90,70"
    )
    evaluate.add_argument(
        "--sizes", type=_numbers(16, 4096), default=[], metavar="LIST", help="px to test, 64,128"
    )
    evaluate.add_argument("--split", choices=("train", "val", "test"), default="test")
    evaluate.add_argument("--flip", action="store_true", help="average over image and mirror image")
    evaluate.add_argument("--out", type=Path, metavar="DIR", help="write tables and pictures there")

    runs = add("runs", "list, compare and test runs, and make the thesis's tables of them")
    actions = runs.add_subparsers(dest="action", required=True, metavar="ACTION")
    overview = actions.add_parser("list", help="list the runs in a folder")
    overview.add_argument("runs", type=Path, nargs="?", default=Path("runs"), metavar="RUNS")
    overview.add_argument("--csv", action="store_true", help="print CSV with every column")
    showing = actions.add_parser("show", help="print everything known of a run")
    showing.add_argument("run", type=Path, metavar="RUN")
    comparing = actions.add_parser("compare", help="set two or more runs side by side")
    comparing.add_argument("run", type=Path, nargs="+", metavar="RUN")
    comparing.add_argument("--out", type=Path, metavar="DIR", help="write tables and curves there")
    testing = actions.add_parser("evaluate", help="test a run; writes metrics.json and plots/")
    testing.add_argument("run", type=Path, metavar="RUN")
    testing.add_argument("--data", type=Path, required=True, metavar="DIR")
    testing.add_argument("--flip", action="store_true", help="average over image and mirror image")
    folds = actions.add_parser(
        "protocol", help="train a recipe without each generator and real source, and test on it"
    )
    folds.add_argument("recipe", type=Path, metavar="RECIPE", help="TOML, with a table [protocol]")
    folds.add_argument("--data", type=Path, required=True, metavar="DIR")
    folds.add_argument("--runs", type=Path, default=Path("runs"), metavar="DIR")
    folds.add_argument("--out", type=Path, metavar="DIR", help="also write table and plot there")
    folds.add_argument("--device", metavar="auto|cpu|gpu:N", help="instead of the recipe's")
    folds.add_argument("--list", action="store_true", help="only say which folds there are")
    table = actions.add_parser("table", help="print a table of the thesis from a folder of runs")
    table.add_argument("table", choices=("4.1", "4.2", "4.3", "4.4"))
    table.add_argument("runs", type=Path, metavar="RUNS")
    table.add_argument(
        "--out", type=Path, metavar="FILE", help="export it, .csv, .md, .tex or .png"
    )
    worst = actions.add_parser("worst", help="find the test images a run gets most wrong")
    worst.add_argument("run", type=Path, metavar="RUN")
    worst.add_argument("--data", type=Path, required=True, metavar="DIR")
    worst.add_argument(
        "--count",
        type=_positive_range(1, 1000),
        default=12,
        metavar="N",
        help="how many (default %(default)s)",
    )
    worst.add_argument(
        "--maps", action="store_true", help="add SHAP maps, or the wrong pixels of a segmenter"
    )
    study = actions.add_parser("study", help="train and test a study's recipes, write its document")
    study.add_argument("recipes", type=Path, metavar="RECIPES", help="folder of TOML files")
    study.add_argument("--data", type=Path, required=True, metavar="DIR")
    study.add_argument("--runs", type=Path, default=Path("runs"), metavar="DIR")
    study.add_argument("--out", type=Path, required=True, metavar="FILE.md")
    study.add_argument(
        "--images",
        type=_positive_range(4, 10_000),
        default=60,
        metavar="N",
        help="test images whose regions are explained (default %(default)s)",
    )
    study.add_argument("--models", type=Path, metavar="DIR")
    return parser
