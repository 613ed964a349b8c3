"""``gng-desktop provenance``: what image files state about where they come from."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from gng_desktop.imaging.provenance.credentials import Credentials
from gng_desktop.imaging.provenance.facts import Facts
from gng_desktop.imaging.provenance.fields import clean
from gng_desktop.imaging.provenance.record import Provenance, read_provenance
from gng_desktop.imaging.provenance.thumbnail import EXPLANATION
from gng_desktop.imaging.provenance.traces import CAVEAT

PATH_LIMIT = 5_000
_OUTCOMES = {"failure": "failed", "informational": "noted", "success": "passed"}


def provenance(options: argparse.Namespace) -> int:
    """Print what each image of a command line states; return the exit code.

    Returns
    -------
    int
        0, or 1 if a file could not be read or is no image.
    """
    failed, found = False, []
    for image in options.images:
        record = read_provenance(image)
        failed |= record.facts.pixels is None
        if options.json:
            found.append(record.to_json(options.gps))
        else:
            print("\n".join(lines(record, options.gps)), end="\n\n", flush=True)
    if options.json:
        print(json.dumps(found, indent=2))
    return int(failed)


def lines(record: Provenance, gps: bool) -> Iterator[str]:
    """Yield what is known of one file, a line each, for people.

    Parameters
    ----------
    record : Provenance
    gps : bool
        Whether to tell where the image was taken.
    """
    yield clean(record.path, PATH_LIMIT)
    yield from (f"  ! {problem}" for problem in record.problems)
    yield from _facts(record.facts)
    if not (record.read or record.not_read or record.facts.pixels):
        return
    if record.flag.word:
        yield f"  {record.flag.sentence}"
    yield from _credentials(record.credentials)
    yield from (f"  {piece.sentence}" for piece in record.trailing)
    if record.traces:
        yield f"  Generator traces. {CAVEAT}"
        for trace in record.traces:
            yield f"    {trace.what} ({trace.source})"
            yield f"      {trace.excerpt}"
    else:
        yield f"  {record.no_traces}"
    if record.jpeg:
        compression = "progressive" if record.jpeg.progressive else "sequential"
        yield f"  JPEG, {compression}, chroma subsampling {record.jpeg.subsampling}."
        yield f"    {record.jpeg.sentence}"
    for thumbnail in record.thumbnails:
        yield f"  Thumbnail in {thumbnail.source}. {thumbnail.sentence}"
    if record.thumbnails:
        yield f"    {EXPLANATION}"
    if record.has_gps and not gps:
        yield "  GPS data are there and withheld; add --gps to see them."
    for row in record.rows(gps):
        yield f"  {row.group}: {row.name} = {row.value}  [{row.source}]"


def _facts(facts: Facts) -> Iterator[str]:
    if facts.size is not None:
        yield f"  {facts.size:,} bytes, modified {facts.modified or 'at an unknown time'}"
        yield f"  SHA-256 {facts.sha256}"
        yield f"  MD5 {facts.md5}"
    if facts.pixels is not None:
        pixels = facts.pixels
        bits = f", {pixels.bits} bits per channel" if pixels.bits else ""
        yield (
            f"  {pixels.format}, {pixels.width:,} x {pixels.height:,} px, {pixels.colours}{bits}. "
            f"{facts.suffix_sentence}"
        )
        if pixels.frames > 1:
            yield f"  The file holds {pixels.frames:,} pictures; size and colours are the first's."


def _credentials(credentials: Credentials) -> Iterator[str]:
    yield f"  Content Credentials: {credentials.sentence}"
    yield from (f"    {note}" for note in credentials.notes)
    for manifest in credentials.manifests:
        which = "This image" if manifest.active else "An image that went into it"
        signer = ", ".join(filter(None, (manifest.signer, manifest.organisation))) or "unnamed"
        when = f", time stamp {manifest.time}" if manifest.time else ", no time stamp"
        yield (
            f"    {which}: signed by {signer}{when}; written by {manifest.generator or 'unnamed'}"
        )
        for action in manifest.actions:
            yield f"      {'; '.join(action.parts)}"
        for label, text in manifest.stated:
            yield f"      {label}: {text}"
        for ingredient in manifest.ingredients:
            yield f"      ingredient: {ingredient}"
    for check in credentials.checks:
        of = f" of the ingredient '{check.name}'" if check.ingredient else ""
        of += " when it was added" if check.recorded else ""
        times = f", {check.count} times" if check.count > 1 else ""
        yield f"    {_OUTCOMES[check.outcome]}{of}: {check.sentence}{times}"
