"""Content Credentials (C2PA): who signed what about the file, and what of it was validated.

Nothing here goes online: no manifest kept elsewhere is fetched, no certificate's revocation is
asked for, no trust list is downloaded.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gng_desktop.imaging.provenance import source_types
from gng_desktop.imaging.provenance.c2pa_codes import (
    HASHES,
    OUTCOMES,
    UNTRUSTED,
    Outcome,
    words_of,
)
from gng_desktop.imaging.provenance.fields import clean

C2PA_BYTES = 256 << 20
"""Largest file that is handed to the C2PA library, bytes."""
ITEM_LIMIT = 200
"""Manifests, actions, ingredients and checks of each kind that are listed."""

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
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
    "AVIF": "image/avif",
    "GIF": "image/gif",
}
"""By Pillow's name, the formats in which C2PA can embed a manifest."""

_BOX = b"jumb"
"""Stands in every JUMBF superbox (ISO/IEC 19566-5), so in every embedded manifest store."""

State = Literal["none", "elsewhere", "trusted", "valid", "invalid", "unreadable", "not read"]


@dataclass(frozen=True)
class Action:
    """What a signer says was done to the image.

    Attributes
    ----------
    name : str
        C2PA's label, for example ``"c2pa.created"``.
    source_type : str
        The digital source type as its address or code; "" for none.
    source_words : str
        What a known code stands for; "" else.
    agent : str
        The software; "" where it is not named.
    when : str
        The time stated; "" for none. Nobody but the signer vouches for it.
    """

    name: str
    source_type: str
    source_words: str
    agent: str
    when: str

    @property
    def generated(self) -> bool:
        """Whether it states that a machine made at least a part."""
        return source_types.code_of(self.source_type) in source_types.GENERATED


@dataclass(frozen=True)
class Manifest:
    """One signed statement: of this file, or of one that went into it.

    Attributes
    ----------
    active : bool
        Whether it is the statement on this file as it is.
    label, title, generator : str
        Its name, the image's title, and the software that wrote it.
    organisation, signer, serial, algorithm : str
        Of the signer's certificate: organisation and common name of its owner, serial number;
        and the signature's algorithm.
    time : str
        Of a time stamp by a third party; "" for none.
    actions : tuple of Action
    ingredients : tuple of str
        Title and relation of each image that went into it.
    assertions : tuple of str
        Labels of all assertions; what they hold is not shown, but for actions.
    """

    active: bool
    label: str
    title: str
    generator: str
    organisation: str
    signer: str
    serial: str
    algorithm: str
    time: str
    actions: tuple[Action, ...]
    ingredients: tuple[str, ...]
    assertions: tuple[str, ...]


@dataclass(frozen=True)
class Check:
    """One outcome of the validation of the active manifest, or of an ingredient of it.

    Attributes
    ----------
    outcome : {"success", "informational", "failure"}
    code : str
        C2PA's status code (specification 2.x, "Validation status codes").
    words : str
        What it means; the library's own words for a code unknown here.
    count : int
        How often it came up.
    ingredient : bool
        Whether it concerns an ingredient.
    """

    outcome: Outcome
    code: str
    words: str
    count: int
    ingredient: bool


@dataclass(frozen=True)
class Credentials:
    """What a file's Content Credentials state, and what of it holds.

    Attributes
    ----------
    state : str
        ``"none"``; ``"elsewhere"``, a web address is named, nothing fetched; ``"trusted"``,
        ``"valid"`` (the signer is on no trust list here) or ``"invalid"`` as the library judges;
        ``"unreadable"``; ``"not read"``, the library was not asked.
    sentence : str
        The state in exact words.
    manifests : tuple of Manifest
        The active one first.
    checks : tuple of Check
    library : str
        Name and version of what read them; "" where nothing was read.
    """

    state: State
    sentence: str
    manifests: tuple[Manifest, ...] = ()
    checks: tuple[Check, ...] = ()
    library: str = ""

    @property
    def generated(self) -> bool:
        """Whether any action of any manifest states that a machine made at least a part."""
        return any(action.generated for m in self.manifests for action in m.actions)

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
        }


def read_credentials(data: bytes, format_name: str, remote: str = "") -> Credentials:
    """Read and validate the Content Credentials of a file, without any use of the network.

    The C2PA library is loaded only if the bytes hold a box of the kind it reads.

    Parameters
    ----------
    data : bytes
        The whole file.
    format_name : str
        Pillow's name of its format.
    remote : str
        Where the file's XMP says that the manifest is (``dcterms:provenance``).
    """
    if _BOX not in data:
        return _elsewhere(remote)
    media_type = MEDIA_TYPES.get(format_name)
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
        return Credentials("none", "No Content Credentials.")
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
    return Credentials("not read", f"There may be Content Credentials; not read, because {why}.")


def _read(store: Any, library: str) -> Credentials:
    store = _dict(store)
    manifests = _dict(store.get("manifests"))
    first = store.get("active_manifest")
    labels = sorted(manifests, key=lambda label: label != first)[:ITEM_LIMIT]
    checks = tuple(_checks(_dict(store.get("validation_results"))))
    stated = str(store.get("validation_state", "")).lower()
    state: State = "trusted" if stated == "trusted" else "valid" if stated == "valid" else "invalid"
    return Credentials(
        state=state,
        sentence=_sentence(state, checks),
        manifests=tuple(_manifest(manifests[label], label, label == first) for label in labels),
        checks=checks,
        library=library,
    )


def _sentence(state: State, checks: tuple[Check, ...]) -> str:
    own = {outcome: [c for c in checks if c.outcome == outcome] for outcome in OUTCOMES}
    if state == "invalid":
        failed = [c for c in own["failure"] if c.code != UNTRUSTED] or own["failure"]
        why = "; ".join(f"{c.words} ({c.code})" for c in failed) or "the library gives no reason"
        return f"The Content Credentials are not valid: {why}."
    covered = any(c.code in HASHES and not c.ingredient for c in own["success"])
    bytes_ = (
        "the bytes it covers are unchanged since they were signed"
        if covered
        else "that it belongs to these bytes was not confirmed"
    )
    trust = (
        "The signer's certificate leads to a trust list."
        if state == "trusted"
        else "The signer is not in a trust list here (this program has none), so who signed is "
        "only what the certificate says."
    )
    return f"The signature is valid and {bytes_}. {trust}"


def _checks(results: dict[str, Any]) -> Iterator[Check]:
    deltas = [_dict(item) for item in _list(results.get("ingredientDeltas"))]
    parts = [(False, _dict(results.get("activeManifest")))]
    parts += [(True, _dict(delta.get("validationDeltas"))) for delta in deltas]
    counts: dict[tuple[Outcome, str, bool], int] = {}
    explained: dict[str, str] = {}
    for ingredient, part in parts:
        for outcome in OUTCOMES:
            for item in _list(part.get(outcome)):
                code = _text(_dict(item).get("code"))
                explained.setdefault(code, _text(_dict(item).get("explanation")))
                key = (outcome, code, ingredient)
                counts[key] = counts.get(key, 0) + 1
    order = sorted(counts, key=lambda key: (key[2], -OUTCOMES.index(key[0])))
    for outcome, code, ingredient in order[:ITEM_LIMIT]:
        words = words_of(code) or explained[code]
        yield Check(outcome, code, words, counts[outcome, code, ingredient], ingredient)


def _manifest(content: Any, label: str, active: bool) -> Manifest:
    content = _dict(content)
    signature = _dict(content.get("signature_info"))
    made_by = [_software(item) for item in _list(content.get("claim_generator_info"))]
    assertions = [_dict(item) for item in _list(content.get("assertions"))]
    actions = (
        _action(item)
        for assertion in assertions
        if str(assertion.get("label", "")).startswith("c2pa.actions")
        for item in _list(_dict(assertion.get("data")).get("actions"))
    )
    ingredients = (_dict(item) for item in _list(content.get("ingredients")))
    return Manifest(
        active=active,
        label=clean(label, 200),
        title=_text(content.get("title")),
        generator=", ".join(filter(None, made_by)) or _text(content.get("claim_generator")),
        organisation=_text(signature.get("issuer")),
        signer=_text(signature.get("common_name")),
        serial=_text(signature.get("cert_serial_number")),
        algorithm=_text(signature.get("alg")),
        time=_text(signature.get("time")),
        actions=tuple(actions)[:ITEM_LIMIT],
        ingredients=tuple(
            f"{_text(item.get('title')) or 'untitled'} ({_text(item.get('relationship'))})"
            for item in ingredients
        )[:ITEM_LIMIT],
        assertions=tuple(_text(assertion.get("label")) for assertion in assertions)[:ITEM_LIMIT],
    )


def _action(content: Any) -> Action:
    content = _dict(content)
    source = _text(content.get("digitalSourceType"))
    code = source_types.code_of(source)
    return Action(
        name=_text(content.get("action")),
        source_type=source,
        source_words=source_types.WORDS[code] if code else "",
        agent=_software(content.get("softwareAgent")),
        when=_text(content.get("when")),
    )


def _software(content: Any) -> str:
    """Return name and version of a program, which older manifests give as mere text."""
    if isinstance(content, dict):
        parts = (_text(content.get(key)) for key in ("name", "version"))
        return " ".join(filter(None, parts))
    return _text(content)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return "" if value is None else clean(str(value), 300)
