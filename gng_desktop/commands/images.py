"""The commands that look at image files: open, analyse, explain, scan and their like; doctor."""

from __future__ import annotations

from pathlib import Path

from gng_desktop.commands.parsing import INFERENCE, Command, known, methods
from gng_desktop.explain.catalogue import MASKERS, METHODS, PALETTES
from gng_desktop.imaging.classic_catalogue import CLASSIC


def add_to(whole: Command) -> None:
    """Add the commands that are given images or a folder of them."""
    window = whole.command("open", "open the window (also what happens without a command)")
    window.add_argument("image", nargs="?", type=Path)
    window.shared(*INFERENCE)
    _add_analyse(whole)
    _add_explain(whole)
    _add_compare(whole)
    _add_stress(whole)
    _add_provenance(whole)
    _add_views(whole)


def _add_analyse(whole: Command) -> None:
    analyse = whole.command(
        "analyse",
        "analyse images and write views, mask and JSON for each",
        "casework.commands:analyse",
    )
    analyse.add_argument("--explain", choices=["shap"], help="add SHAP maps of both classifiers")
    analyse.shared("--frames")
    _explaining(analyse)


def _add_explain(whole: Command) -> None:
    explain = whole.command(
        "explain", "explain both scores of images by several methods", "casework.commands:explain"
    )
    explain.list_of("--methods", methods, f"of {','.join(METHODS)} (default shap)", ["shap"])
    explain.add_argument(
        "--engine",
        choices=("gng", "shap"),
        default="gng",
        help="what computes SHAP: this program or the published library (default %(default)s)",
    )
    explain.list_of(
        "--check",
        known("library", ("shap", "shapiq")),
        "of shap,shapiq: check maps and region tables against these libraries",
    )
    explain.shared("--detectors")
    _explaining(explain)


def _explaining(command: Command) -> None:
    command.path("images", "IMAGE", nargs="*")
    command.path("--out", "DIR", required=True)
    command.flag("--sample", "add the public-domain sample")
    command.number("--evals", 100, 10_000, "evaluations per classifier, 100..10000", 500)
    command.add_argument(
        "--masker",
        choices=list(MASKERS),
        default="telea",
        help="what replaces hidden pixels (default %(default)s)",
    )
    command.add_argument(
        "--palette",
        choices=PALETTES,
        default=PALETTES[0],
        help="colours of the maps (default %(default)s)",
    )
    command.shared("--unit", "--no-partial", *INFERENCE)


def _add_compare(whole: Command) -> None:
    compare = whole.command(
        "compare-explainers",
        "test the maps of every method by deletion and insertion",
        "casework.comparing:compare",
    )
    compare.path("folder", "FOLDER")
    compare.path("--csv", "OUT.csv", "also write a row per image")
    compare.number("--limit", 1, 100_000, "only the first N images")
    compare.list_of("--methods", methods, "default: all", METHODS)
    compare.shared("--detectors")
    compare.number("--evals", 100, 10_000, None, 500)
    compare.shared("--excel", "--unit", *INFERENCE)


def _add_stress(whole: Command) -> None:
    stress = whole.command(
        "stress",
        "test whether verdicts survive JPEG compression, reduction and blur",
        "casework.stress_command:stress",
    )
    stress.shared("images")
    stress.path("--csv", "OUT.csv", "also write a row per change")
    stress.shared("--perturb")
    stress.path(
        "--backgrounds",
        "IMAGE",
        "also paste the face onto the backgrounds of these: is it the face or the scene?",
        nargs="+",
        default=[],
    )
    stress.shared("--excel", *INFERENCE)


def _add_provenance(whole: Command) -> None:
    provenance = whole.command(
        "provenance",
        "print what images state about their origin",
        "casework.provenance_command:provenance",
    )
    provenance.shared("images")
    provenance.flag("--gps", "show where they were taken")
    provenance.flag("--json", "print a JSON list")


def _add_views(whole: Command) -> None:
    views = whole.command(
        "views",
        "write classic views: error levels, noise, ghosts, spectrum, histogram",
        "casework.views_command:views",
    )
    views.shared("images")
    views.path("--out", "DIR", required=True)
    text = f"of {','.join(CLASSIC)} (default: all)"
    views.list_of("--views", known("view", CLASSIC), text, CLASSIC)
    views.number("--frame", 1, 10_000, "number of the picture in a file with several", 1)


def add_scan(whole: Command) -> None:
    """Add ``scan``."""
    scan = whole.command(
        "scan", "analyse every file in a folder or list into one CSV", "scan.command:run"
    )
    scan.text(
        "source",
        "FOLDER|LIST",
        "a folder, or a .txt or .csv file with one path per line; - for standard input",
    )
    scan.path("--csv", "OUT.csv", required=True)
    scan.shared("--excel")
    scan.flag("--recursive", "include subfolders")
    scan.flag("--inside-only", "read nothing that links lead to outside FOLDER")
    either = scan.add_mutually_exclusive_group()
    either.add_argument("--resume", action="store_true", help="resume an unfinished scan")
    text = "start over and replace an earlier scan's CSV"
    either.add_argument("--overwrite", action="store_true", help=text)
    text = "add the background's share (seconds per file)"
    scan.add_argument("--explain", choices=["regions"], help=text)
    scan.shared("--faces", "--frames")
    scan.number("--jobs", 1, 256, "files analysed at a time (default: one per CPU)")
    scan.text("--dask", "tcp://HOST:PORT", "let a Dask cluster do the analysis")
    scan.shared("--no-partial", *INFERENCE)
