"""Content Credentials (C2PA): who signed what about the file, and what of it was validated.

Nothing here goes online: no manifest stored elsewhere is fetched, no certificate's revocation
status is queried, no trust list is downloaded.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gng_desktop.core.text import N_
from gng_desktop.imaging import tiff
from gng_desktop.provenance.c2pa_checks import Check, checks_of, sentences_of
from gng_desktop.provenance.c2pa_json import (
    ITEM_LIMIT,
    Manifest,
    as_dict,
    as_text,
    read_manifest,
    states_of,
)
from gng_desktop.provenance.fields import clean
from gng_desktop.provenance.traces import States

C2PA_BYTES = 256 << 20
"""Largest file that is handed to the C2PA library, bytes."""

SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "core": {
        # An empty list lets no host through, whatever asks.
        "allowed_network_hosts": [],
        "allow_redirects": False,
        # Identity assertions (CAWG) may name a web address to fetch.
        "decode_identity_assertions": False,
        "max_decompressed_manifest_size_in_mb": 64,
    },
    "verify": {
        "verify_after_reading": True,
        "verify_trust": True,
        "ocsp_fetch": False,
        "remote_manifest_fetch": False,
    },
}
"""Of c2pa-rs 0.91, which passes over names it does not know: tests see that these still work."""

MEDIA_TYPES = {
    "JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp",
    "TIFF": "image/tiff", "AVIF": "image/avif", "HEIF": "image/heif", "GIF": "image/gif",
}  # fmt: skip
"""By Pillow's name, the formats in which C2PA can embed a manifest, but for cameras' TIFF files."""

_BOX = b"jumb"
"""Stands in every JUMBF superbox (ISO/IEC 19566-5), so in every embedded manifest store."""

State = Literal["none", "elsewhere", "trusted", "valid", "invalid", "unreadable", "not read"]


@dataclass(frozen=True)
class Credentials:
    """What a file's Content Credentials state, and what of it holds.

    Attributes
    ----------
    state : str
        ``"none"``; ``"elsewhere"``, a web address is named, nothing fetched; ``"trusted"``,
        ``"valid"`` (the signer is on no trust list here) or ``"invalid"``, as the library found;
        ``"unreadable"``; ``"not read"``, the library was not asked.
    sentence : str
        The state in exact words.
    manifests : tuple of Manifest
        The active one first.
    library : str
        Name and version of what read them; "" where nothing was read.
    notes : tuple of str
        Sentences on what else is to be known: ingredients, watermarks, what was not checked.
    states : {"generated", "partly_generated", ""}
        What they say of the image and of what went into it.
    statement : str
        Where they say so.
    """

    state: State
    sentence: str
    manifests: tuple[Manifest, ...] = ()
    checks: tuple[Check, ...] = ()
    library: str = ""
    notes: tuple[str, ...] = ()
    states: States | Literal[""] = ""
    statement: str = ""

    @property
    def generated(self) -> bool:
        """Whether any action of any manifest states that a machine made at least a part."""
        return any(a.generated for m in self.manifests for a in m.actions) or bool(self.states)

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON values."""
        return {
            "state": self.state,
            "sentence": self.sentence,
            "states_generated": self.generated,
            "manifests": [
                vars(m) | {"actions": [vars(action) for action in m.actions]}
                for m in self.manifests
            ],
            "checks": [vars(check) for check in self.checks],
            "library": self.library,
            "notes": list(self.notes),
        }


def read_credentials(data: bytes, format_name: str, remote: str = "") -> Credentials:
    """Read and validate the Content Credentials of a file, without any use of the network.

    The C2PA library is loaded only if the bytes hold a box of the kind it reads.

    Parameters
    ----------
    format_name : str
        Pillow's name of its format.
    remote : str
        Where the file's XMP says that the manifest is (``dcterms:provenance``).
    """
    if _BOX not in data:
        return _elsewhere(remote)
    media_type = MEDIA_TYPES.get(format_name)
    if format_name == "RAW" and data.startswith(tiff.MAGIC):
        media_type = "image/x-adobe-dng"  # as that of other cameras' TIFF files: NEF, ARW
    if media_type is None:
        return _not_read(f"they are not defined for {format_name} files")
    if len(data) > C2PA_BYTES:
        return _not_read(f"the file is above the limit of {C2PA_BYTES:,} bytes")
    try:
        import c2pa
    except (ImportError, OSError, RuntimeError):
        return _not_read("the package c2pa-python is not installed or does not load")
    try:
        context = c2pa.Context.from_dict(SETTINGS)
        with context, c2pa.Reader(media_type, io.BytesIO(data), context=context) as reader:
            store = json.loads(reader.json())
    except c2pa.C2paError.ManifestNotFound:
        return _elsewhere(remote)
    except c2pa.C2paError as error:
        message = clean(str(error), 300)
        if message.startswith("Remote:"):
            return _elsewhere(remote or message.rpartition(" ")[2])
        return Credentials(
            "unreadable", f"There are Content Credentials that cannot be read ({message})."
        )
    return _read(store, f"c2pa-python {c2pa.__version__}")


def _elsewhere(remote: str) -> Credentials:
    address = clean(remote, 300)
    if not remote:
        return Credentials("none", N_("No Content Credentials."))
    if not remote.lower().startswith(("http://", "https://")):
        return Credentials(
            "none",
            f"No Content Credentials, although the file's XMP names some within it ({address}): "
            "they may have been removed.",
        )
    return Credentials(
        "elsewhere",
        f"The file names Content Credentials kept at {address}; they were not fetched, because "
        "this program does not go online.",
    )


def _not_read(why: str) -> Credentials:
    return Credentials(
        "not read", f"There may be Content Credentials, but they were not read: {why}."
    )


def _read(store: Any, library: str) -> Credentials:
    store = as_dict(store)
    manifests = as_dict(store.get("manifests"))
    first = as_text(store.get("active_manifest"))
    labels = sorted(manifests, key=lambda label: label != first)[:ITEM_LIMIT]
    checks = checks_of(store)
    stated = str(store.get("validation_state", "")).lower()
    state: State = "trusted" if stated == "trusted" else "valid" if stated == "valid" else "invalid"
    sentence, notes = sentences_of(state == "trusted", state != "invalid", checks)
    listed = tuple(read_manifest(manifests[label], label, label == first) for label in labels)
    states, statement = states_of(manifests, first)
    return Credentials(
        state=state,
        sentence=sentence,
        manifests=listed,
        checks=checks,
        library=library,
        notes=(*notes, *_notes(listed)),
        states=states,
        statement=statement,
    )


def _notes(manifests: tuple[Manifest, ...]) -> Iterator[str]:
    """Yield what is stated and cannot be checked here."""
    labels = {label for manifest in manifests for label in manifest.assertions}
    if any(label.startswith("cawg.identity") for label in labels):
        yield (
            N_(
                "A CAWG identity assertion names who stands behind the content; this program does "
                "not check it."
            )
        )
    actions = [action for manifest in manifests for action in manifest.actions]
    marks = [a for a in actions if "watermark" in f"{a.name} {a.description}".casefold()]
    if marks or any(label.startswith("c2pa.soft-binding") for label in labels):
        named = next((a.description or a.name for a in marks), "c2pa.soft-binding").rstrip(".")
        yield f"A watermark is named ({named}); this program cannot read watermarks."
