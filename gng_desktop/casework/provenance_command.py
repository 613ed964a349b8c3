"""``gng-desktop provenance``: what image files state about where they come from."""

from __future__ import annotations

import argparse
import json

from gng_desktop.core.templates import filled
from gng_desktop.provenance.fields import clean
from gng_desktop.provenance.record import read_provenance
from gng_desktop.provenance.thumbnail import EXPLANATION
from gng_desktop.provenance.traces import CAVEAT

PATH_LIMIT = 5_000


def provenance(options: argparse.Namespace) -> int:
    """Print what each image of a command line states; return 1 if any is no readable image."""
    failed, found = False, []
    for image in options.images:
        record = read_provenance(image)
        failed |= record.facts.pixels is None
        if options.json:
            found.append(record.to_json(options.gps))
        else:
            known = {"path": clean(record.path, PATH_LIMIT), "gps": options.gps}
            known |= {"CAVEAT": CAVEAT, "EXPLANATION": EXPLANATION}
            print(filled("case/provenance.txt", record=record, **known), flush=True)
    if options.json:
        print(json.dumps(found, indent=2))
    return int(failed)
