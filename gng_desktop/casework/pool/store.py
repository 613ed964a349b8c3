"""The feedback pool on disk: a log that is only added to, copies of the images, and an index.

The index lists accepted images alone; the training pipeline reads it (``data.pool`` of a recipe,
``train --from-pool``). Where each image came from, who marked it and what the protector answered
stands in the log.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from gng_desktop.casework.decisions import beginning_with, needs_more
from gng_desktop.core.errors import plain_errors
from gng_desktop.core.files import write_bytes
from gng_desktop.core.locks import Held, Lock
from gng_desktop.core.reading import LARGE, read_bytes
from gng_desktop.core.timestamps import now
from gng_desktop.datasets.indexes import write_index
from gng_desktop.datasets.items import DataError
from gng_desktop.modelstore.strict import read
from gng_desktop.training.from_pool import INDEX, default_pool

LOG, IMAGES, SOURCE = "pool.jsonl", "images", "pool"
WAIT_S = 5.0
State = Literal["accepted", "suspect", "rejected"]


class PoolError(DataError):
    """The pool cannot be used; one sentence for the user."""


@dataclass(frozen=True)
class Entry:
    """What became of one marked image, or of a face of it.

    `sha256` is that of the file's bytes, `label` (real or fake) what the analyst says it is,
    `right` whether the tool's `verdict` (real or generated) was marked right, `model` the
    with-background classifier, ``id@hash``. `wrong_label` is the protector's probability, 0..1,
    None where it was not asked; `reason` why it is in this `state`. `path` and `case` are where the
    image was and belongs, `by` and `at` who marked or overruled it, and when (UTC, ISO 8601),
    `copy` its name in the pool.
    """

    sha256: str
    face: int | None
    label: str
    right: bool
    verdict: str
    model: str
    state: str
    wrong_label: float | None
    reason: str
    path: str
    case: str
    by: str
    at: str
    copy: str


class Pool:
    """A folder of marked images, made when the first is marked; None means the user's own."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or default_pool()

    @property
    def index(self) -> Path:
        """The index of the accepted images, to train on."""
        return self.folder / INDEX

    def log(self) -> list[Entry]:
        """Return everything that was recorded, the earliest first; raises `PoolError`."""
        path = self.folder / LOG
        with plain_errors(PoolError, f"{path} cannot be read", "check your rights"):
            try:
                lines = read_bytes(path, LARGE).decode("utf-8").splitlines()
                return [read(Entry, json.loads(line)) for line in lines]
            except FileNotFoundError:
                return []
            except ValueError as error:
                raise PoolError(f"{path} is damaged; restore it from a backup.") from error

    def entries(self) -> list[Entry]:
        """Return the latest entry on each image or face, in the order they were first marked."""
        return list({(entry.sha256, entry.face): entry for entry in self.log()}.values())

    def add(self, entry: Entry, image: bytes) -> None:
        """Record a marked image and keep a copy: the file, or the part around a face as PNG.

        `PoolError` if the folder cannot be written, or another program is writing it.
        """
        with self._held():
            write_bytes(self.folder / IMAGES / entry.copy, image, private=True)
            self._append(entry)

    def overrule(self, sha256: str, accept: bool, by: str, reason: str) -> list[Entry]:
        """Accept or reject an image, whatever the protector answered; it is logged.

        `sha256` is its first 6 digits or more; `by` and `reason` are not empty. Return the entries
        as they are now, one a face. `PoolError` if no image, or more than one, begins so; or as
        `add`.
        """
        if not by.strip() or not reason.strip():
            raise PoolError("Whoever overrules the protector gives a name and a reason.")
        entries = self.entries()
        begun = beginning_with(sha256, (e.sha256 for e in entries))
        if len(begun) != 1:
            sentence = f"{sha256} names no image of the pool, or more than one."
            raise PoolError(f"{sentence} {needs_more(sha256)}".rstrip())
        found = [e for e in entries if e.sha256 in begun]
        state: State = "accepted" if accept else "rejected"
        words = f"{state} by {by.strip()}: {reason.strip()}"
        new = [replace(e, state=state, reason=words, by=by.strip(), at=now()) for e in found]
        with self._held():
            for entry in new:
                self._append(entry)
        return new

    def _append(self, entry: Entry) -> None:
        line = json.dumps(asdict(entry), ensure_ascii=False) + "\n"
        with (self.folder / LOG).open("a", encoding="utf-8") as stream:
            stream.write(line)
        rows = [_row(e) for e in self.entries() if e.state == "accepted"]
        write_index(self.index, rows, "faces")

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the pool's lock; what cannot be written becomes one sentence."""
        what = f"The pool {self.folder} cannot be written"
        with plain_errors(PoolError, what, "choose another folder"):
            (self.folder / IMAGES).mkdir(parents=True, exist_ok=True)
            try:
                lock = Lock(self.folder / ".lock", WAIT_S)
            except Held:
                sentence = "Another program is writing the pool; try again in a moment."
                raise PoolError(sentence) from None
            with lock:
                yield


def _row(entry: Entry) -> dict[str, str]:
    family = "real" if entry.label == "real" else ""
    provenance = {"sha256": entry.sha256, "case": entry.case, "by": entry.by, "at": entry.at}
    row = {"path": f"{IMAGES}/{entry.copy}", "label": entry.label, "source": SOURCE}
    return {**row, "split": "train", "family": family, **provenance}
