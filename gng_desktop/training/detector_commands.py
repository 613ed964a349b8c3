"""``gng-desktop models import``, ``calibrate`` and ``remove``: detectors that others have made."""

from __future__ import annotations

import argparse
import hashlib
import re
from pathlib import Path

from gng_desktop import __version__
from gng_desktop.core.reading import read_bytes
from gng_desktop.core.text import printable
from gng_desktop.core.timestamps import now
from gng_desktop.modelstore import ModelError
from gng_desktop.modelstore.detectors import (
    KERAS_SUFFIXES,
    NAMES,
    DetectorManifest,
    StoredDetector,
    check_id,
    detectors_folder,
    remove_detector,
    save_detector,
)
from gng_desktop.modelstore.onnx_safety import MOST_BYTES
from gng_desktop.modelstore.store import CARD_FILE, file_sha256
from gng_desktop.training.terminal import shown

NOT_CALIBRATED = [
    "Not calibrated: it has a raw score and no verdict.",
    "Made by others: what it was trained on, and its licence, are known from its makers alone.",
]


def import_model(options: argparse.Namespace) -> int:
    """Take an ONNX, Keras or SavedModel classifier in as a further detector; return the code.

    What is known of it is printed, a line each.

    Raises
    ------
    ModelError
        If it cannot be used; one sentence.
    """
    from gng_desktop.engines.importing import (
        Asked,
        export_keras,
        fields_of,
        parse_preprocess,
        read_graph,
        try_out,
    )
    from gng_desktop.modelstore.onnx_facts import with_output

    source: Path = options.file
    name = options.id or re.sub(r"[^a-z0-9]+", "-", source.stem.lower()).strip("-")[:64].strip("-")
    try:
        check_id(name)
        if name in NAMES:
            raise ValueError(f"id {name!r} is a name that the program uses itself")
        preprocess = parse_preprocess(options.preprocess)
    except ValueError as error:
        raise ModelError(f"{source} was not imported: {error}.") from error
    suffix = source.suffix.lower()
    layers = suffix in KERAS_SUFFIXES and not source.is_dir()
    graph = export_keras(source) if layers or source.is_dir() else read_graph(source)
    asked = Asked(preprocess, tuple(options.positive) if options.positive else None, options.output)
    facts = try_out(graph, asked, source)
    if facts.features:
        graph = with_output(graph, facts.features)
    guessed = list(facts.guessed) + ([] if options.view else ["view"])
    fields = fields_of(facts) | {
        "id": name,
        "view": options.view or "whole",
        "guessed": guessed,
        "source": source.name,
        "source_sha256": _hash_of(source),
        "calibration": None,
        "thresholds": None,
        "scope": None,
        "training": {},
        "metrics": {},
        "limits": NOT_CALIBRATED,
        "created": now(),
        "program": __version__,
    }
    folder = detectors_folder(options.models) / name
    keras = (suffix, read_bytes(source, MOST_BYTES)) if layers else None
    stored = save_detector(folder, fields, graph, _card(fields), options.replace, keras=keras)
    words = facts_of(stored.manifest)
    levels = ", ".join(f"{p:.3f}" for p in facts.probes)
    words.append(f"raw score of black, grey, white and noise: {levels}")
    words.append(f"{1000 * facts.seconds:.0f} ms an image, {facts.classes} numbers out")
    if guessed:
        words.append(
            "What is marked (guessed) decides the scores: check it with images you know, and give "
            "it with --preprocess, --positive, --output and --view where it is wrong."
        )
    print(f"{stored.label}  {printable(stored.folder)}")
    print("\n".join(f"  {printable(line)}" for line in words))
    return 0


def facts_of(manifest: DetectorManifest) -> list[str]:
    """Return how a detector is fed and read, a line each; what was guessed is marked."""
    how = manifest.preprocess
    mean, std = ("/".join(f"{v:g}" for v in values) for values in (how.mean, how.std))
    lines = {
        "view": manifest.view,
        "size": f"{how.size} x {how.size} px",
        "layout": f"{how.layout}, {how.dtype}",
        "order": how.order,
        "scale, mean and std": f"(pixel / {how.scale:g} - {mean}) / {std}",
        "gives": manifest.gives,
        "positive": f"class {', '.join(map(str, manifest.positive))} means generated",
        "output": manifest.output,
        "features": manifest.features or "none: it has no scope",
        "explained by": "shap, regions" + ", gradcam, fullgrad, attention" * bool(manifest.keras),
    }
    return [
        f"{name}: {text}{' (guessed)' * (name in manifest.guessed)}" for name, text in lines.items()
    ]


def _hash_of(source: Path) -> str:
    if not source.is_dir():
        return file_sha256(source)
    digest = hashlib.sha256()
    for path in sorted(p for p in source.rglob("*") if p.is_file()):
        digest.update(f"{path.relative_to(source).as_posix()}\0{file_sha256(path)}\n".encode())
    return digest.hexdigest()


def _card(fields: dict[str, object]) -> str:
    return (
        f"# {fields['id']}\n\nA detector made by others, imported from `{fields['source']}` "
        f"(SHA-256 {fields['source_sha256']}).\n\nNot calibrated: no verdict.\n"
    )


def remove(options: argparse.Namespace) -> int:
    """Remove an installed detector; return the exit code."""
    print(printable(f"removed {remove_detector(options.id, options.models)}"))
    return 0


def calibrate(options: argparse.Namespace) -> int:
    """Calibrate a further detector on labelled images; return the exit code."""
    from gng_desktop.training.detector_calibration import calibrate_steps

    steps = calibrate_steps(options.id, options.data, options.models, options.device)
    try:
        found: StoredDetector = shown(steps, lines=True)
    except ValueError as error:
        raise ModelError(str(error)) from error
    print(f"{found.label}  {printable(found.folder)}")
    card = (found.folder / CARD_FILE).read_text(encoding="utf-8")
    print("\n".join(printable(line) for line in card.splitlines()))
    return 0
