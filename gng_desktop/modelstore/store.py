"""Model folders on disk: reading with every hash checked, and writing atomically."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gng_desktop.core.errors import plain_errors
from gng_desktop.core.files import write_bytes
from gng_desktop.core.reading import opened, read_bytes
from gng_desktop.modelstore.errors import ModelError
from gng_desktop.modelstore.manifest import FORMAT, FileRef, Manifest, check_file_name

MANIFEST_FILE = "manifest.json"
WEIGHTS_FILE = "model.weights.h5"
GRAPH_FILE = "model.onnx"
SCOPE_FILE = "scope.npz"
CARD_FILE = "CARD.md"
DETECTORS = "detectors"
PART = 28_000_000
"""Most bytes of one file of a detector; a larger one is stored in parts."""


@dataclass(frozen=True)
class StoredModel:
    """A model folder that passed every check.

    Attributes
    ----------
    folder : Path
        Where it is.
    manifest : Manifest
        What it says about itself.
    sha256 : str
        Of the bytes of ``manifest.json``; through the hashes in there it stands for weights,
        graph, calibration, thresholds and scope too.
    full : Manifest or None
        The whole manifest, where `manifest` has the rule of ``--fast`` in place of its own.
    """

    folder: Path
    manifest: Manifest
    sha256: str
    full: Manifest | None = None

    @property
    def label(self) -> str:
        """``id@`` and the first 12 digits of the hash: how results name the model."""
        return f"{self.manifest.id}@{self.sha256[:12]}"

    @property
    def weights_path(self) -> Path:
        """The HDF5 weights."""
        return self.folder / self.manifest.weights.file


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file as 64 lower-case hex digits."""
    with opened(path, sys.maxsize) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_parts(path: Path, data: bytes) -> None:
    """Write a file; one larger than `PART` in parts, ``NAME.1`` and so on."""
    if len(data) <= PART:
        write_bytes(path, data)
        return
    for number, start in enumerate(range(0, len(data), PART), 1):
        write_bytes(path.with_name(f"{path.name}.{number}"), data[start : start + PART])


def read_parts(path: Path, limit: int = 9 * PART) -> bytes:
    """Return the content of a file that `write_parts` wrote."""
    if path.exists():
        return read_bytes(path, limit)
    numbered = {p.suffix[1:]: p for p in path.parent.glob(f"{path.name}.*")}
    parts = [numbered[n] for n in sorted(filter(str.isdecimal, numbered), key=int)]
    return b"".join(read_bytes(part, limit) for part in parts) if parts else read_bytes(path, limit)


def check_file(folder: Path, ref: FileRef) -> None:
    """Raise ModelError unless the file `ref` names exists in `folder` with its SHA-256."""
    path = folder / ref.file
    with _readable(folder, ref):
        whole = path.exists() or not path.with_name(f"{path.name}.1").exists()
        found = file_sha256(path) if whole else hashlib.sha256(read_parts(path)).hexdigest()
    _compare(folder, ref, found)


def checked_bytes(folder: Path, ref: FileRef, limit: int) -> bytes:
    """Return the content of the file `ref` names in `folder`; ModelError as of `check_file`.

    Who loads these very bytes leaves no time in which the file could be exchanged.
    """
    with _readable(folder, ref):
        content = read_parts(folder / ref.file, limit)
    _compare(folder, ref, hashlib.sha256(content).hexdigest())
    return content


def _readable(folder: Path, ref: FileRef) -> AbstractContextManager[None]:
    unusable, advice = refusal(folder)
    return plain_errors(ModelError, f"{unusable} {ref.file} cannot be read", advice)


def _compare(folder: Path, ref: FileRef, found: str) -> None:
    if found != ref.sha256:
        unusable, advice = refusal(folder)
        raise ModelError(
            f"{unusable} {ref.file} is not the file its manifest describes (SHA-256 differs); "
            f"{advice}."
        )


def refusal(folder: Path) -> tuple[str, str]:
    """Return how a sentence on a model's or detector's unusable file begins, and its advice."""
    if folder.parent.name == DETECTORS:
        return f"Detector folder {folder} cannot be used because", "install or import it again"
    return f"Model folder {folder} cannot be used because", "install the model again"


def load_model(folder: Path) -> StoredModel:
    """Open a model folder; ModelError unless the manifest and the hashes of all files fit."""
    folder = Path(folder)
    try:
        raw = read_bytes(folder / MANIFEST_FILE)
        manifest = Manifest.from_json(json.loads(raw.decode("utf-8")))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ModelError(
            f"Model folder {folder} cannot be used because its {MANIFEST_FILE} cannot be read "
            f"({reason}); choose a model folder or install the model again."
        ) from error
    except (ValueError, OverflowError, RecursionError) as error:
        problem = str(error) if not isinstance(error, UnicodeDecodeError) else "it is not UTF-8"
        raise ModelError(
            f"Model folder {folder} cannot be used because its {MANIFEST_FILE} is not valid: "
            f"{problem}; install the model again."
        ) from error
    check_file(folder, manifest.weights)
    for ref in (manifest.graph, manifest.scope):
        if ref is not None:
            check_file(folder, ref)
    return StoredModel(folder, manifest, hashlib.sha256(raw).hexdigest())


@contextmanager
def staged(folder: Path, replace: bool = False) -> Iterator[Path]:
    """Hand out a folder that becomes `folder` in one step once all went well; see `install`."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    old = staging.with_name(f"{staging.name}-old")
    try:
        yield staging
        staging.chmod(0o755)  # mkdtemp's 0700 would hide a shared model from other users
        if replace and folder.exists():
            folder.replace(old)
        try:
            staging.replace(folder)
        except OSError:
            if old.exists():
                old.replace(folder)
            raise
    finally:
        for rest in (staging, old):
            shutil.rmtree(rest, ignore_errors=True)


def install(folder: Path, fields: Mapping[str, Any], files: Mapping[str, Path]) -> StoredModel:
    """Create a model folder in one step: it appears complete and checked, or not at all.

    Parameters
    ----------
    folder : Path
        To be created; its parents are made as needed.
    fields : mapping
        The manifest without ``format``, ``weights`` and ``graph``, as JSON values; of ``scope``
        all but ``file`` and ``sha256``.
    files : mapping of str to Path
        What to copy, by its name in the folder: ``model.weights.h5`` (required),
        ``model.onnx``, ``scope.npz`` (if and only if there is a ``scope``), ``CARD.md``, other
        documents.

    Raises
    ------
    ModelError
        If `folder` exists already (a model is never overwritten: results name it by hash), the
        weights or the scope's file are missing, or `fields` do not make a valid manifest.
    OSError
        If a file cannot be copied.
    """
    folder = Path(folder)
    if folder.exists():
        raise ModelError(f"Model folder {folder} exists already; choose another name.")
    if WEIGHTS_FILE not in files:
        raise ModelError(f"Model folder {folder} needs {WEIGHTS_FILE}; give the weights file.")
    if bool(fields.get("scope")) != (SCOPE_FILE in files):
        raise ModelError(
            f"Model folder {folder} needs {SCOPE_FILE} and the manifest's scope together; "
            "give both or neither."
        )
    try:
        with staged(folder) as staging:
            for name, source in files.items():
                check_file_name(name)
                shutil.copyfile(source, staging / name)
            refs = {
                name: {"file": name, "sha256": file_sha256(staging / name)}
                for name in (WEIGHTS_FILE, GRAPH_FILE, SCOPE_FILE)
                if name in files
            }
            document = {"format": FORMAT, **fields}
            document |= {"weights": refs[WEIGHTS_FILE], "graph": refs.get(GRAPH_FILE)}
            if SCOPE_FILE in refs:
                document["scope"] = {**fields["scope"], **refs[SCOPE_FILE]}
            text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
            manifest = Manifest.from_json(json.loads(text))
            text = json.dumps(manifest.to_json(), indent=2, ensure_ascii=False) + "\n"
            (staging / MANIFEST_FILE).write_text(text, encoding="utf-8", newline="\n")
            load_model(staging)
    except (TypeError, ValueError) as error:
        raise ModelError(
            f"Model folder {folder} was not written because its manifest is not valid: {error}; "
            "correct the manifest fields."
        ) from error
    return load_model(folder)
