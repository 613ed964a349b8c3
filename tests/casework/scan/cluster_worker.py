"""Read by a worker of a Dask cluster when it starts: what goes wrong there, for tests.

The environment may hold ``SCAN_DEADLY``, the name of a file that ends every worker that decodes it,
and ``SCAN_HELD``, a file: the first worker to decode a picture called ``held.png`` writes its
number there and does not come back.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from gng_desktop.casework.scan import work
from gng_desktop.casework.scan.reading import decoded


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


work.decoded = fragile
