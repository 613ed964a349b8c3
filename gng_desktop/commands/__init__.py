"""What the command line understands: each command, and what carries it out."""

from __future__ import annotations

from gng_desktop import __version__
from gng_desktop.commands import cases, data, images, models, training
from gng_desktop.commands.parsing import Command


def parser() -> Command:
    """Return the parser of the whole command line.

    What it reads holds ``handler``, "module:function" below ``gng_desktop``, which carries it out,
    and ``full_only``, what the inspector cannot do ("" for what it can).
    """
    whole = Command(
        prog="gng-desktop",
        description="Was this face made by a generator, and what in the image points to that?",
    )
    whole.add_argument("--version", action="version", version=f"gng-desktop {__version__}")
    whole.set_defaults(full_only="")
    whole.begin("command", "COMMAND", required=False)
    images.add_to(whole)
    cases.add_case(whole)
    images.add_scan(whole)
    cases.add_report(whole)
    doctor = whole.command(
        "doctor", "print versions, devices, models and any problems", "casework.doctor:run"
    )
    doctor.path("--models", "DIR")
    training.add_train(whole)
    cases.add_pool(whole)
    data.add_to(whole)
    models.add_to(whole)
    training.add_runs(whole)
    return whole
