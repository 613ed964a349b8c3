"""The commands of cases and of the pool of marked verdicts."""

from __future__ import annotations

import argparse
from pathlib import Path

from gng_desktop.casework.conclusions import CONCLUSIONS
from gng_desktop.commands.parsing import INFERENCE, Command, methods
from gng_desktop.explain.catalogue import MASKERS, METHODS

_CASE = "the case file, such as a.gng"
_IN = "casework.case.command:"  # modules of the functions that carry out most actions
_IN_SEALS = "casework.case.seal_command:"
_IN_POOL = "casework.pool.command:"


def add_case(whole: Command) -> None:
    """Add ``case`` and its actions."""
    text = "keep images, results and decisions in a case with a log, and verify it"
    case = whole.command("case", text).begin()

    def act(name: str, text: str, handler: str) -> Command:
        action = case.command(name, text, handler)
        action.path("case", "CASE", _CASE)
        return action

    making = act("new", "create a case", f"{_IN}new")
    making.text("--title", "TEXT", required=True)
    making.text("--reference", "TEXT", "the laboratory's number", default="")
    making.shared("--examiner")

    taking = act("add", "analyse images and add what was found", f"{_IN}add")
    taking.shared("images", "--examiner", "--faces")
    taking.list_of("--explain", methods, f"of {','.join(METHODS)} (default none)")
    taking.shared("--detectors")
    taking.flag("--test", "test how faithful the maps are")
    taking.flag("--stress", "test what the verdict survives")
    taking.number("--evals", 100, 10_000, None, 500)
    taking.add_argument("--masker", choices=list(MASKERS), default="telea")
    taking.shared("--unit", "--no-partial", *INFERENCE)

    act("list", "list the images", f"{_IN}list_images")
    text = "show what is known about an image, and whether it is unchanged"
    _image(act("show", text, f"{_IN}show"))

    deciding = act(
        "decide",
        "record a decision on an image, and whether the verdict was right",
        f"{_IN_POOL}decide",
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

    act("log", "print the log", f"{_IN}show_log")
    text = "write the results as CASE/UCO JSON-LD, for other forensic tools"
    exporting = act("export", text, f"{_IN}export")
    exporting.path("--out", "FILE.jsonld", required=True)
    exporting.flag("--replace", "replace an earlier export")

    text = "find any outside change to the case or to a sealed file"
    verifying = act("verify", text, f"{_IN}verify_case")
    verifying.text("--head", "HASH", "of the log's end, as written down earlier")
    verifying.flag("--evidence", "also hash those images that can be found")
    of_key = verifying.add_argument_group("seal")
    of_key.add_argument("--key", type=Path, metavar="PUB.pem", help="the laboratory's public key")
    of_key.add_argument("--seal", type=Path, metavar="FILE", help="default: CASE.seal")
    of_stamp = verifying.add_argument_group("time stamp")
    of_stamp.add_argument("--ca", type=Path, metavar="CA.pem", help="the authority's certificates")
    of_stamp.add_argument("--stamp", type=Path, metavar="FILE", help="default: CASE.tsr")

    making_key = case.command("key", "make a key for sealing (Ed25519)", f"{_IN_SEALS}key")
    making_key.path("key", "KEY.pem", "with KEY.pub.pem beside it")
    making_key.flag("--passphrase", "ask for one")
    text = "sign a case, CSV, document or report in a file beside it"
    sealing = act("seal", text, f"{_IN_SEALS}seal")
    sealing.path("--key", "KEY.pem", required=True)
    sealing.path("--out", "FILE", "default: CASE.seal")
    text = "request a time stamp (RFC 3161) for a case or file; keep the reply"
    stamping = act("stamp", text, f"{_IN_SEALS}stamp")
    stamping.path("--reply", "FILE.tsr", "of the authority")
    stamping.path("--ca", "CA.pem", "the authority's certificates")
    stamping.path("--out", "FILE", "default: CASE.tsq or CASE.tsr")


def add_report(whole: Command) -> None:
    """Add ``report``."""
    report = whole.command(
        "report",
        "write the report on a case as a PDF, a single HTML file, or both",
        "ui.report.command:report",
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
    text = "marked verdicts: which were accepted for retraining"
    pool = whole.command("pool", text).begin()
    text = "analyse images and mark their verdicts"
    marking = pool.command("mark", text, f"{_IN_POOL}mark_images")
    marking.add_argument("mark", choices=("right", "wrong"))
    marking.shared("images")
    text = "number of the face; without it the whole picture"
    marking.text("--face", "N", text, type=int)
    _by(marking)
    _pool(marking)
    marking.shared("--device", "--models")
    text = "list what happened to the marked images, and why"
    _pool(pool.command("list", text, f"{_IN_POOL}list_marks"))
    for name, words in (("accept", "take"), ("reject", "keep out")):
        text = f"{words} an image whatever the protector says"
        overruling = pool.command(name, text, f"{_IN_POOL}overrule")
        overruling.text("sha256", "SHA256", "6 digits or more")
        overruling.text("--reason", "TEXT", required=True)
        _by(overruling)
        _pool(overruling)
    text = "compare the marks with the model's own test"
    drifting = pool.command("drift", text, f"{_IN_POOL}show_drift")
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
