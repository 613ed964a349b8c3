"""The command line: ``gng-desktop`` with a command, or without one to open the window."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from gng_desktop import __version__
from gng_desktop.explain.catalogue import MASKERS, METHODS, PALETTES

OK, FAILED, USAGE = 0, 1, 2


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


def _methods(text: str) -> list[str]:
    chosen = list(dict.fromkeys(text.split(",")))
    unknown = [m for m in chosen if m not in METHODS]
    if unknown:
        raise argparse.ArgumentTypeError(
            f"{unknown[0]!r} is no method; choose from {','.join(METHODS)}"
        )
    return chosen


def _parser() -> argparse.ArgumentParser:
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
    add_inference(compare)

    doctor = add("doctor", "print versions, devices and models, and what is wrong")
    doctor.add_argument("--models", type=Path, metavar="DIR")

    train = add("train", "train a recipe into a run folder")
    train.add_argument("recipe", type=Path, metavar="RECIPE.toml")
    train.add_argument("--data", type=Path, required=True, metavar="DIR")
    train.add_argument("--runs", type=Path, default=Path("runs"), metavar="DIR")
    train.add_argument("--resume", action="store_true", help="go on with a killed run")

    models = add("models", "list models, or make one of a run")
    actions = models.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="list the models in use")
    listing.add_argument("--models", type=Path, metavar="DIR")
    adding = actions.add_parser("add", help="measure a run and make a model of it")
    adding.add_argument("run", type=Path, metavar="RUN")
    adding.add_argument("--data", type=Path, required=True, metavar="DIR")
    adding.add_argument(
        "--into", type=Path, metavar="DIR", help="folder of models (default: the user's)"
    )
    adding.add_argument("--replace", action="store_true", help="put it in its predecessor's place")
    return parser


@contextmanager
def _logged() -> Iterator[None]:
    """Keep what the program logs in a file: a terminal gets sentences, not tracebacks."""
    import platformdirs

    try:
        folder = platformdirs.user_log_path("gng-desktop", ensure_exists=True)
        handler: logging.Handler = logging.FileHandler(
            folder / "gng-desktop.log", encoding="utf-8", errors="backslashreplace"
        )
    except OSError:  # better no log than no work
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    program = logging.getLogger("gng_desktop")
    program.addHandler(handler)
    try:
        yield
    finally:
        program.removeHandler(handler)
        handler.close()


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line.

    Parameters
    ----------
    arguments : sequence of str
        Without the program's name.

    Returns
    -------
    int
        0 all well, 1 something failed (said on standard error), 2 wrong usage.
    """
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
        per_image = options.command in ("analyse", "explain")
        if per_image and not (options.images or options.sample):
            parser.error(f"{options.command}: name at least one image, or --sample")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    with _logged():
        return _carry_out(options)


def _carry_out(options: argparse.Namespace) -> int:
    try:
        if options.command in (None, "open"):
            from gng_desktop.ui.app import run as open_window

            return open_window(
                [sys.argv[0]],
                getattr(options, "image", None),
                getattr(options, "models", None),
                getattr(options, "device", "auto"),
            )
        if options.command in ("analyse", "explain"):
            from gng_desktop.casework import commands as per_image

            return getattr(per_image, str(options.command))(options)  # type: ignore[no-any-return]
        if options.command == "compare-explainers":
            from gng_desktop.casework.comparing import compare

            return compare(options)
        if options.command == "doctor":
            from gng_desktop.casework.doctor import doctor

            return doctor(options.models)
        from gng_desktop.training import commands

        return commands.train(options) if options.command == "train" else commands.models(options)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        return FAILED
