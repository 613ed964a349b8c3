"""``gng-desktop data``: import data sets, and check them before training."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gng_desktop.core.errors import plain_errors
from gng_desktop.core.files import write_json
from gng_desktop.core.text import printable
from gng_desktop.training.terminal import quiet_tensorflow, shown, writing

if TYPE_CHECKING:
    from gng_desktop.datasets.check import IndexCheck


def import_set(options: argparse.Namespace) -> int:
    """Import ``options.source`` into ``options.out``; print what was taken and what was skipped."""
    from gng_desktop.datasets.importers.import_result import Choice
    from gng_desktop.datasets.importers.run import import_data

    choice = Choice(
        options.seed,
        tuple(options.generators),
        tuple(options.categories),
        options.masks,
        options.outside,
    )
    form, source = options.format, options.source
    if form == "auto":
        from gng_desktop.datasets.importers import recognise as room

        found = room.recognise(source)
        form, source = found.format, found.source
        print(printable(found.reason))
    done = shown(import_data(form, source, options.out, choice, options.replace))
    for what, reason in done.skipped.items():
        # Some reasons name the file themselves.
        text = reason if what in reason else f"{what}: {reason}"
        print(printable(f"skipped {text}"), file=sys.stderr)
    for name, count in done.counts.items():
        print(printable(f"{count:7,d}  {name}"))
    for note in done.notes:
        print(printable(note))
    taken = sum(done.counts.values())
    print(
        printable(f"{done.index}: {taken:,} {done.kind} imported, {len(done.skipped):,} skipped.")
    )
    return 0


def recognise(options: argparse.Namespace) -> int:
    """Print which format ``options.source`` is in, and what showed it."""
    from gng_desktop.datasets.importers import recognise as room

    found = room.recognise(options.source)
    print(printable(found.reason))
    for index in found.indexes:
        print(printable(f"{index} can be used as it is."))
    return 0


def check(options: argparse.Namespace) -> int:
    """Check ``options.indexes`` and print tables and warnings; with ``options.json`` write all.

    The exit code is 1 if a listed file cannot be used; warnings alone give 0.
    """
    from gng_desktop.datasets.check import check_data
    from gng_desktop.datasets.items import DataError

    path = options.json  # a name in its place may be that of an index or an image
    if path is not None and path.is_file() and path.suffix.lower() != ".json":
        raise DataError(f"{path} exists and does not end in .json; choose another --json.")
    report = shown(check_data(options.indexes))
    failed = False
    for found in report.indexes:
        print(printable(f"{found.index} ({found.kind})"))
        for line in _face_lines(found) if found.kind == "faces" else _mask_lines(found):
            print(printable(line))
        for note in found.notes:
            print(printable(f"  {note}"))
        for path, reason in found.unusable.items():
            text = reason if path in reason else f"{path}: {reason}"
            print(printable(text), file=sys.stderr)
            failed = True
    same = sum(not twins.leak for twins in report.twins)
    if same:
        print(f"{same} near-duplicate(s) of the same split are listed in two indexes.")
    warnings = report.warnings()
    for warning in warnings:
        print(printable(f"Warning: {warning}"))
    if not warnings:
        print("No trivial difference between classes and no leak between splits was found.")
    if options.json is not None:
        with plain_errors(DataError, f"{options.json} cannot be written", "choose another file"):
            write_json(options.json, report.to_json())
    return int(failed)


def reconstruct(options: argparse.Namespace) -> int:
    """Pass the real photos of ``options.index`` through autoencoders; print what was skipped."""
    from gng_desktop.datasets import reconstruct as room
    from gng_desktop.datasets.indexes import kind_of
    from gng_desktop.datasets.items import DataError, read_faces
    from gng_desktop.training.testdata import photos_of

    photos = (photos_of if kind_of(options.index) == "masks" else read_faces)(options.index)
    chosen = [
        item
        for item in photos
        if not item.generated
        and (not options.sources or item.source in options.sources)
        and (not options.splits or item.split in options.splits)
    ]
    (low, high), quality = options.mix, options.quality
    if not 0 < low <= high <= 1 or not 1 <= quality[0] <= quality[1] <= 100:
        raise DataError(
            "Ranges go from low to high: --mix within 0 to 1, --quality within 1 to 100."
        )
    settings = room.Settings(options.seed, options.side, quality, options.mix, options.every)
    coders = room.autoencoders(options.autoencoder)
    steps = room.reconstruct(chosen, coders, options.out, settings, options.threads)
    index, skipped = shown(steps)
    for path, reason in skipped.items():
        print(printable(f"skipped {path}: {reason}"), file=sys.stderr)
    print(printable(f"{index}: {len(chosen) - len(skipped):,} photos, {len(skipped):,} skipped."))
    return 0


def balance(options: argparse.Namespace) -> int:
    """Balance ``options.index`` over groups of people into ``options.out``; print what changed."""
    from gng_desktop.datasets import balance as room

    settings = room.Settings(options.by, options.least, options.copies, options.seed)
    with writing(options.out):
        found = shown(room.balance(options.index, options.out, settings))
    for label in found.before:
        before, after = found.before[label], found.after[label]
        for name in sorted(before):
            share = [
                f"{side[name]} ({side[name] / sum(side.values()):.0%})" for side in (before, after)
            ]
            print(printable(f"{label:5s} {name:20s} {share[0]:>14s} -> {share[1]:>14s}"))
    if found.undocumented:
        print(f"{found.undocumented} training images without a documented {options.by}: left out.")
    print(printable(f"{found.index}: {found.copies} copies made."))
    return 0


def dvc(options: argparse.Namespace) -> int:
    """Write the version of ``options.path`` as a ``.dvc`` file; return the exit code."""
    from gng_desktop.datasets.dvc import write_dvc

    with writing(options.out or options.path.parent):
        print(printable(shown(write_dvc(options.path, options.out))))
    return 0


def pseudo_label(options: argparse.Namespace) -> int:
    """Write masks by ``options.model`` for the training images of ``options.index``."""
    from gng_desktop.datasets.indexes import read_index
    from gng_desktop.engines.select import open_engine
    from gng_desktop.modelstore import ModelError, load_model
    from gng_desktop.training.pseudo import INDEX, pseudo_masks

    model, count = load_model(options.model), 0
    if model.manifest.task != "segmentation":
        raise ModelError(f"Model folder {options.model} is no segmenter; name one that is.")
    items = read_index(options.index)
    engine = open_engine(model, options.device)
    for count, _ in enumerate(pseudo_masks(engine, items, options.out, options.confidence), 1):
        if count % 100 == 0:
            print(f"{count} images", flush=True)
    print(f"{count} masks; name {options.out / INDEX} and labels classes14 in a recipe.")
    return 0


def convert_clip(options: argparse.Namespace) -> int:
    """Write the weights of CLIP's image tower, ``options.graph``, as ``options.out``."""
    from gng_desktop.datasets.items import DataError

    quiet_tensorflow()
    from gng_desktop.training.clip_weights import convert_clip as convert

    if not options.out.name.endswith(".weights.h5"):
        raise DataError(f"{options.out} must end in .weights.h5, as Keras wants it.")
    try:
        convert(options.graph, options.out)
    except (OSError, ValueError) as error:
        raise DataError(str(error)) from error
    print(options.out)
    return 0


def _face_lines(found: IndexCheck) -> Iterator[str]:
    yield (
        f"  {'split':6s}{'class':6s}{'source':24s}{'images':>7s}  {'width':10s}{'height':10s}"
        f"{'JPEG q':8s}{'bytes/px':>9s}{'blocks':>8s}{'grey':>6s}  chroma, format"
    )
    for row in found.groups:
        quality = "-" if row["quality"] is None else _span(row["quality"])
        yield (
            f"  {row['split']:6s}{row['label']:6s}{row['source']:24s}{row['images']:7d}  "
            f"{_span(row['width']):10s}{_span(row['height']):10s}{quality:8s}"
            f"{row['bytes_per_pixel']:9.3f}{row['blockiness']:8.3f}{row['greyness']:6.2f}  "
            f"{_counts(row['sampling'])}; {_counts(row['formats'])}"
        )


def _mask_lines(found: IndexCheck) -> Iterator[str]:
    for row in found.groups:
        yield (
            f"  {row['split']} {row['labels']}: {row['masks']} masks, "
            f"{_span(row['width'])} x {_span(row['height'])} px"
        )
        for entry in row["classes"]:
            yield (
                f"    {entry['id']:3d} {entry['masks']:7d} masks {entry['pixels']:8.4%} of the "
                f"pixels  {entry['name']}"
            )


def _span(extent: list[int]) -> str:
    low, high = extent
    return str(low) if low == high else f"{low}-{high}"


def _counts(counts: dict[str, int]) -> str:
    if len(counts) == 1:
        return next(iter(counts))
    return ", ".join(f"{name} {count}" for name, count in counts.items())
