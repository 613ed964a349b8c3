"""Read by a worker of a Dask cluster when it starts: what goes wrong there, for tests.

The environment may hold ``SCAN_DISHONEST``, a file that names what no worker should answer:
something that writes the file ``SCAN_HARM`` where it is unpickled, as a result or an error, or a
false hash; ``SCAN_DEADLY``, the name of a file that ends every worker that decodes it; and
``SCAN_HELD``, a file: the first worker to decode a picture called ``held.png`` writes its number
there and does not come back.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.scan import dask_worker, work
from gng_desktop.scan.reading import decoded
from tests.fakes import face_in


def fragile(content, partial=True):
    name = Path(content.path).name
    if name == os.environ.get("SCAN_DEADLY"):
        os._exit(1)
    if (mark := os.environ.get("SCAN_HELD")) and name == "held.png" and not Path(mark).exists():
        part = Path(f"{mark}.part")
        part.write_text(str(os.getpid()))
        part.replace(mark)
        while True:
            time.sleep(1)
    return decoded(content, partial)


class Harmful:
    """Writes down the number of each process that unpickles it; a worker tries that itself."""

    def __reduce__(self):
        name = os.environ["SCAN_HARM"]
        return exec, (f"import os; print(os.getpid(), file=open({name!r}, 'a'))",)


class HarmfulError(Harmful, Exception):
    pass


class UnreadableError(Exception):
    """Made by what takes no arguments, once and again."""

    def __reduce__(self):
        return dict, (1, 2)


def result(order, contents):
    return Harmful()


def error(order, contents):
    raise HarmfulError


def unreadable(order, contents):
    raise UnreadableError


def forged(order, contents):
    answer = honest(order, contents)
    return answer.replace(contents[0].sha256.encode(), b"0" * 64)


# This file is read more than once.
honest = dask_worker.honest = getattr(dask_worker, "honest", dask_worker.analyse)
work.decoded = fragile
opened = Analyser.opened = getattr(Analyser, "opened", Analyser.open)
Analyser.open = lambda *given: replace(opened(*given), find_face=face_in)
if how := os.environ.get("SCAN_DISHONEST"):
    dask_worker.analyse = lambda *given: globals()[Path(how).read_text()](*given)
