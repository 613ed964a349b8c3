"""``gng-desktop views``: classic views of image files as PNG; no model is needed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gng_desktop.casework.file_names import SavingError, check_unasked
from gng_desktop.casework.result_files import save_png, unused_stem
from gng_desktop.core.progress_bar import over_files, say
from gng_desktop.core.text import printable
from gng_desktop.imaging.classic_catalogue import CLASSIC
from gng_desktop.imaging.classic_views import classic_views
from gng_desktop.imaging.reading import ImageError, read_bytes


def views(options: argparse.Namespace) -> int:
    """Write ``<stem>.<view>.png`` for each image; return 1 if any could not be made or written."""
    for key in options.views:
        say(f"{CLASSIC[key].words}: {CLASSIC[key].about}")
    taken: set[str] = set()
    return int(not all([_written(image, taken, options) for image in over_files(options.images)]))


def _written(image: Path, taken: set[str], options: argparse.Namespace) -> bool:
    out: Path = options.out
    suffixes = [f".{key}.png" for key in options.views]
    try:
        out.mkdir(parents=True, exist_ok=True)
        stem = unused_stem(image, taken)
        check_unasked(out, stem, suffixes, options.images)
        for key, found in classic_views(read_bytes(image), options.views, options.frame):
            save_png(out / f"{stem}.{key}.png", found.pixels)
            note = found.note.format(**found.values)
            say(f"{printable(out / f'{stem}.{key}.png')}  {note}".rstrip())
    except (ImageError, SavingError) as error:
        print(f"{printable(image)}: {error}", file=sys.stderr)
    except OSError as error:
        reason = f"the views cannot be written to {printable(out)} ({error.strerror or error})"
        print(f"{printable(image)}: {reason}; choose another --out.", file=sys.stderr)
    else:
        return True
    return False
