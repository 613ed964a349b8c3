"""The commands of cases and of the pool of marked verdicts."""

from __future__ import annotations

import argparse
from pathlib import Path

from gng_desktop.casework.conclusions import CONCLUSIONS
from gng_desktop.commands.parsing import INFERENCE, Command, methods
from gng_desktop.explain.catalogue import MASKERS, METHODS

_CASE = "the case file, such as a.gng"


def add_case(whole: Command) -> None:
    """Add ``case`` and its actions."""
    case = whole.command(
        "case",
        "keep images, results and decisions in a case with a log, and verify it",
        "casework.case.command:case",
    ).begin()

    def act(name: str, text: str, handler: str = "") -> Command:
        action = case.command(name, text, handler)
        action.path("case", "CASE", _CASE)
        return action

    making = act("new", "create a case")
    making.text("--title", "TEXT", required=True)
    making.text("--reference", "TEXT", "the laboratory's number", default="")
    making.shared("--examiner")

    taking = act("add", "analyse images and add what was found")
    taking.shared("images", "--examiner", "--faces")
    taking.list_of("--explain", methods, f"of {','.join(METHODS)} (default none)")
    taking.shared("--detectors")
    taking.flag("--test", "test how faithful the maps are")
    taking.flag("--stress", "test what the verdict survives")
    taking.number("--evals", 100, 10_000, None, 500)
    taking.add_argument("--masker", choices=list(MASKERS), default="telea")
    taking.shared("--unit", "--no-partial", *INFERENCE)

    act("list", "list the images")
    _image(act("show", "show what is known about an image, and whether it is unchanged"))

    deciding = act(
        "decide",
        "record a decision on an image, and whether the verdict was right",
        "casework.pool.command:decide",
    )
    _image(deciding)
    conclusions = ", ".join(CONCLUSIONS)
    deciding.text("conclusion", "CONCLUSION", conclusions, choices=CONCLUSIONS)
    deciding.text("--comment", "TEXT", default="")
    deciding.shared("--examiner")
    deciding.text("--face", "N", "number of a face", type=int)
    text = "mark the verdict, for the feedback pool"
    deciding.add_argument("--mark", choices=("right", "wrong"), help=text)
    _pool(deciding)
    deciding.shared("--device", "--models")

    act("log", "print the log")
    exporting = act("export", "write the results as CASE/UCO JSON-LD, for other forensic tools")
    exporting.path("--out", "FILE.jsonld", required=True)
    exporting.flag("--replace", "replace an earlier export")

    verifying = act("verify", "find any outside change to the case or to a sealed file")
    verifying.text("--head", "HASH", "of the log's end, as written down earlier")
    verifying.flag("--evidence", "also hash those images that can be found")
    of_key = verifying.add_argument_group("seal")
    of_key.add_argument("--key", type=Path, metavar="PUB.pem", help="the laboratory's public key")
    of_key.add_argument("--seal", type=Path, metavar="FILE", help="default: CASE.seal")
    of_stamp = verifying.add_argument_group("time stamp")
    of_stamp.add_argument("--ca", type=Path, metavar="CA.pem", help="the authority's certificates")
    of_stamp.add_argument("--stamp", type=Path, metavar="FILE", help="default: CASE.tsr")

    making_key = case.command("key", "make a key for sealing (Ed25519)")
    making_key.path("key", "KEY.pem", "with KEY.pub.pem beside it")
    making_key.flag("--passphrase", "ask for one")
    sealing = act("seal", "sign a case, CSV, document or report in a file beside it")
    sealing.path("--key", "KEY.pem", required=True)
    sealing.path("--out", "FILE", "default: CASE.seal")
    stamping = act("stamp", "request a time stamp (RFC 3161) for a case or file; keep the reply")
    stamping.path("--reply", "FILE.tsr", "of the authority")
    stamping.path("--ca", "CA.pem", "the authority's certificates")
    stamping.path("--out", "FILE", "default: CASE.tsq or CASE.tsr")


def add_report(whole: Command) -> None:
    """Add ``report``."""
    report = whole.command(
        "report",
        "write the report on a case as a PDF, a single HTML file, or both",
        "ui.report_command:report",
    )
    report.path("case", "CASE", _CASE)
    report.path("--pdf", "OUT.pdf")
    report.path("--html", "OUT.html", "as a single file")
    report.flag("--gps", "show where images were taken")
    report.flag("--replace", "replace earlier reports")
    text = "only these, in this order: names, paths or beginnings of SHA-256"
    report.text("--images", "IMAGE", text, nargs="+")
    report.add_argument("--title", help="on the cover instead of the title of the case")
    report.text("--reference", "NUMBER", "case number on the cover")
    report.text("--examiner", "NAME", "on the cover")
    report.text("--laboratory", "NAME", "on the cover", default="")
    report.path("--logo", "FILE", "PNG or JPEG for the cover")
    report.add_argument(
        "--no-contact-sheet",
        dest="contact_sheet",
        action="store_false",
        help="leave out the page of all images",
    )


def add_pool(whole: Command) -> None:
    """Add ``pool`` and its actions."""
    pool = whole.command(
        "pool", "marked verdicts: which were accepted for retraining", "casework.pool.command:pool"
    ).begin()
    marking = pool.command("mark", "analyse images and mark their verdicts")
    marking.add_argument("mark", choices=("right", "wrong"))
    marking.shared("images")
    text = "number of the face; without it the whole picture"
    marking.text("--face", "N", text, type=int)
    _by(marking)
    _pool(marking)
    marking.shared("--device", "--models")
    _pool(pool.command("list", "list what happened to the marked images, and why"))
    for name, words in (("accept", "take"), ("reject", "keep out")):
        overruling = pool.command(name, f"{words} an image whatever the protector says")
        overruling.text("sha256", "SHA256", "6 digits or more")
        overruling.text("--reason", "TEXT", required=True)
        _by(overruling)
        _pool(overruling)
    drifting = pool.command("drift", "compare the marks with the model's own test")
    _pool(drifting)
    drifting.shared("--device", "--models")
    again = drifting.add_argument_group("automatic training")
    text = "train it from the pool if accuracy has fallen"
    again.add_argument("--retrain", type=Path, metavar="RECIPE", help=text)
    again.add_argument("--data", type=Path, metavar="DIR")
    again.add_argument("--runs", type=Path, default=Path("runs"), metavar="DIR")


def _image(command: Command) -> None:
    command.text("image", "SHA256|PATH", "6 digits or more, or its file")


def _pool(command: Command) -> None:
    command.path("--pool", "DIR", "folder (default: the user's)")


def _by(command: argparse.ArgumentParser) -> None:
    command.add_argument("--by", default="", metavar="NAME", help="default: the login name")
