"""What the validation of Content Credentials found, in sentences that do not contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from gng_desktop.provenance.c2pa_json import ITEM_LIMIT, as_dict, as_list, as_text

Outcome = Literal["success", "informational", "failure"]
OUTCOMES: tuple[Outcome, ...] = ("success", "informational", "failure")

UNTRUSTED = "signingCredential.untrusted"
HASHES = frozenset(
    {"assertion.dataHash.match", "assertion.bmffHash.match", "assertion.boxesHash.match"}
)
"""Codes that say that the file's bytes are those that were signed."""

TIMED = frozenset({"timeStamp.validated", "timeStamp.trusted"})
IN_FORCE = frozenset({"claimSignature.insideValidity"})
EXPIRED = frozenset({"signingCredential.expired", "claimSignature.outsideValidity"})
"""Codes on the certificate's validity period, checked against a time stamp or the current time."""

_WORDS = {
    "claimSignature.validated": "the signature over the claim is valid",
    "claimSignature.insideValidity": (
        "the certificate is valid now; no time stamp shows when the file was signed"
    ),
    "claimSignature.insideValidity timed": "the certificate was valid at the stamped time",
    "claimSignature.insideValidity expired": (
        "no time stamp shows when the file was signed, so it is not known whether the certificate "
        "was valid then"
    ),
    "claimSignature.outsideValidity": (
        "the certificate is not valid now, and no time stamp shows when the file was signed"
    ),
    "claimSignature.outsideValidity timed": "the certificate was not valid at the stamped time",
    "claimSignature.mismatch": "the signature does not match the claim",
    "claimSignature.missing": "the signature is missing",
    "claim.missing": "the claim is missing",
    "claim.multiple": "there is more than one claim",
    "claim.malformed": "the claim is malformed",
    "claim.hardBindings.missing": "nothing ties the claim to the file's bytes",
    "manifest.missing": "the manifest is missing",
    "manifest.inaccessible": "an external manifest was not fetched",
    "manifest.timestamp.invalid": "the time stamp is not valid",
    "signingCredential.trusted": "the signer's certificate chains to a trust list",
    UNTRUSTED: "the signer is not on a trust list",
    "signingCredential.invalid": "the signer's certificate is not of the required kind",
    "signingCredential.expired": (
        "the signer's certificate has expired, and no time stamp shows when the file was signed"
    ),
    "signingCredential.expired timed": ("the signer's certificate had expired at the stamped time"),
    "signingCredential.ocsp.skipped": (
        "whether the certificate was revoked was not checked: that needs the network"
    ),
    "signingCredential.ocsp.inaccessible": (
        "whether the certificate was revoked was not checked: that needs the network"
    ),
    "signingCredential.ocsp.notRevoked": "the certificate was not revoked at the time of signing",
    "signingCredential.ocsp.revoked": "the certificate was revoked",
    "signingCredential.ocsp.unknown": "whether the certificate was revoked is not known",
    "timeStamp.validated": "the time stamp matches the signature",
    "timeStamp.trusted": "the time stamp comes from a trusted authority",
    "timeStamp.untrusted": "the time-stamp authority is not on a trust list",
    "timeStamp.mismatch": "the time stamp does not match the signature",
    "timeStamp.malformed": "the time stamp is malformed",
    "timeStamp.outsideValidity": "the time stamp's certificate was not valid",
    "assertion.hashedURI.match": "an assertion is unchanged since it was signed",
    "assertion.hashedURI.mismatch": "an assertion was changed after it was signed",
    "assertion.dataHash.match": "the file's bytes are unchanged since it was signed",
    "assertion.dataHash.mismatch": "the file's bytes do not match the signed hash",
    "assertion.dataHash.additionalExclusionsPresent": (
        "some of the file's bytes are not covered by the signature"
    ),
    "exclusion": (
        "the part of the file excluded from the signed hash is not where the manifest is"
    ),
    "rest.match": "the hash over the rest of the file matches",
    "assertion.dataHash.malformed": "the assertion that holds the file's hash is malformed",
    "assertion.bmffHash.match": "the file's boxes are unchanged since it was signed",
    "assertion.bmffHash.mismatch": "the file's bytes do not match the signed hash",
    "assertion.bmffHash.additionalExclusionsPresent": (
        "some of the file's boxes are not covered by the signature"
    ),
    "assertion.boxesHash.match": "the file's parts are unchanged since it was signed",
    "assertion.boxesHash.mismatch": "the file's bytes do not match the signed hash",
    "assertion.boxesHash.unknownBox": "the file holds a part that was not signed",
    "assertion.boxesHash.additionalExclusionsPresent": (
        "some of the file's parts are not covered by the signature"
    ),
    "assertion.missing": "a signed assertion is missing",
    "assertion.undeclared": "there is an unsigned assertion",
    "assertion.notRedacted": "an assertion should have been redacted",
    "assertion.selfRedacted": "the claim redacts one of its own assertions",
    "assertion.action.malformed": "an action is malformed",
    "assertion.action.ingredientMismatch": "an action names an ingredient that does not exist",
    "assertion.multipleHardBindings": "the claim is tied to the file's bytes more than once",
    "algorithm.unsupported": "an algorithm is not supported",
    "algorithm.deprecated": "an algorithm is deprecated",
    "ingredient.manifest.validated": "an ingredient's manifest is unchanged",
    "ingredient.manifest.missing": "an ingredient's manifest is missing",
    "ingredient.manifest.mismatch": "an ingredient's manifest was changed",
    "ingredient.claimSignature.validated": "an ingredient's signature is unchanged",
    "ingredient.claimSignature.missing": "an ingredient's signature is missing",
    "ingredient.claimSignature.mismatch": "an ingredient's signature was changed",
    "ingredient.unknownProvenance": "the origin of an ingredient is unknown",
    "general.error": "the library reported an error",
}

_QUIET = frozenset({UNTRUSTED, "signingCredential.ocsp.skipped"})


@dataclass(frozen=True)
class Check:
    """One outcome of the validation of the active manifest, or of an ingredient of it.

    Attributes
    ----------
    outcome : {"success", "informational", "failure"}
        The library's, but that a success which a failure beside it takes back is noted only.
    code : str
        C2PA's status code (specification 2.x, "Validation status codes").
    words : str
        What it means; the library's own words for a code unknown here.
    count : int
        How often it came up.
    ingredient : bool
        Whether it concerns an ingredient.
    name : str
        That ingredient's title; "" for the image itself.
    cause : str
        The library's own words for a failure; "" else.
    recorded : bool
        Whether the signer noted it when the ingredient was added; it is not checked again.
    """

    outcome: Outcome
    code: str
    words: str
    count: int
    ingredient: bool
    name: str = ""
    cause: str = ""
    recorded: bool = False

    @property
    def sentence(self) -> str:
        """Words, code and cause."""
        cause = f": {self.cause}" if self.cause and self.cause != self.words else ""
        return f"{self.words} ({self.code}{cause})"


class _Scope(NamedTuple):
    """What one manifest was found to be."""

    name: str
    ingredient: bool
    recorded: bool
    results: dict[str, Any]
    timed: bool


def checks_of(store: dict[str, Any]) -> tuple[Check, ...]:
    """Return what the validation of a manifest store found: of the image first, failures first."""
    found = [check for scope in _scopes(store) for check in _checks(scope)]
    found.sort(key=lambda check: (check.ingredient, -OUTCOMES.index(check.outcome)))
    return tuple(found[:ITEM_LIMIT])


def _scopes(store: dict[str, Any]) -> Iterator[_Scope]:
    manifests = {k: as_dict(v) for k, v in as_dict(store.get("manifests")).items()}
    results = as_dict(store.get("validation_results"))
    active = manifests.get(as_text(store.get("active_manifest")), {})
    timed = bool(as_dict(active.get("signature_info")).get("time"))
    yield _Scope("", False, False, as_dict(results.get("activeManifest")), timed)
    titles: dict[str, str] = {}
    recorded = []
    for label, manifest in manifests.items():
        for ingredient in map(as_dict, as_list(manifest.get("ingredients"))):
            title = as_text(ingredient.get("title")) or "untitled"
            titles[f"{label}/{as_text(ingredient.get('label'))}"] = title
            noted = as_dict(as_dict(ingredient.get("validation_results")).get("activeManifest"))
            failures = as_list(noted.get("failure")) or as_list(ingredient.get("validation_status"))
            recorded.append(_Scope(title, True, True, {"failure": failures}, False))
    for delta in map(as_dict, as_list(results.get("ingredientDeltas"))):
        # self#jumbf=/c2pa/<manifest>/c2pa.assertions/<label>
        parts = as_text(delta.get("ingredientAssertionURI")).split("/")
        key = f"{parts[2]}/{parts[-1]}" if len(parts) > 3 else ""
        part = as_dict(delta.get("validationDeltas"))
        yield _Scope(titles.get(key, "untitled"), True, False, part, False)
    yield from recorded


def _checks(scope: _Scope) -> Iterator[Check]:
    items = [
        (outcome, as_text(item.get("code")), as_text(item.get("explanation")))
        for outcome in OUTCOMES
        for item in map(as_dict, as_list(scope.results.get(outcome)))
    ]
    codes = {code for _, code, _ in items}
    timed = scope.timed or bool(TIMED & codes)
    counts: dict[tuple[Outcome, str, str, str], int] = {}
    for outcome, code, cause in items:
        if scope.recorded and code in _QUIET:
            continue
        words = _words(code, cause, codes, timed)
        taken_back = (code in IN_FORCE and EXPIRED & codes and not timed) or (
            code in HASHES and code.replace(".match", ".mismatch") in codes
        )
        final: Outcome = "informational" if taken_back else outcome
        key = (
            final,
            code,
            words or cause or code,
            cause if final == "failure" and words and code != UNTRUSTED else "",
        )
        counts[key] = counts.get(key, 0) + 1
    for (outcome, code, words, cause), count in counts.items():
        name, ingredient, recorded = scope.name, scope.ingredient, scope.recorded
        yield Check(outcome, code, words, count, ingredient, name, cause, recorded)


def _words(code: str, cause: str, codes: set[str], timed: bool) -> str:
    """Return what a code means beside the others of the same manifest."""
    if code in EXPIRED | IN_FORCE:
        expired = code in IN_FORCE and EXPIRED & codes
        how = "timed" if timed else "expired" if expired else ""
        return _WORDS.get(f"{code} {how}") or _WORDS[code]
    if code.endswith("Hash.mismatch") and "exclusion" in cause:
        return _WORDS["exclusion"]
    if code in HASHES and code.replace(".match", ".mismatch") in codes:
        return _WORDS["rest.match"]
    return _WORDS.get(code, "")


def sentences_of(trusted: bool, valid: bool, checks: tuple[Check, ...]) -> tuple[str, list[str]]:
    """Return the state of Content Credentials in one statement, and what else is to be known.

    Parameters
    ----------
    trusted, valid : bool
        As the library found.
    """
    failed = [c for c in checks if c.outcome == "failure" and c.code != UNTRUSTED]
    own = [c for c in failed if not c.ingredient]
    theirs = [c for c in failed if c.ingredient and not c.recorded]
    covered = any(c.code in HASHES and c.outcome == "success" and not c.ingredient for c in checks)
    whole = (
        " and the bytes it covers are unchanged since they were signed"
        if covered
        else ", but it was not confirmed that it belongs to these bytes"
    )
    notes = [
        f"When the ingredient '{name}' was added, its Content Credentials were not valid: {why}."
        for name, why in _named(c for c in failed if c.recorded)
    ]
    if not valid and (own or not theirs):
        why = _listed(own) or "the library gives no reason"
        notes[:0] = [
            f"Of the ingredient '{n}' they are not valid either: {w}." for n, w in _named(theirs)
        ]
        if own and covered and all(c.code in EXPIRED for c in own):
            notes.insert(0, f"The signature itself is valid{whole}.")
        return f"The Content Credentials are not valid: {why}.", notes
    if not valid:
        of = "; ".join(f"of the ingredient '{name}': {why}" for name, why in _named(theirs))
        return (
            f"The signature over this image is valid{whole}; however, the Content Credentials of "
            f"an ingredient are not: {of}.",
            notes,
        )
    trust = (
        "The signer's certificate chains to a trust list."
        if trusted
        else "The signer is not on a trust list (this program has none), so the signer's identity "
        "rests on the certificate alone."
    )
    return f"The signature is valid{whole}. {trust}", notes


def _named(checks: Iterable[Check]) -> list[tuple[str, str]]:
    by_name: dict[str, list[Check]] = {}
    for check in checks:
        by_name.setdefault(check.name, []).append(check)
    return [(name, _listed(found)) for name, found in by_name.items()]


def _listed(checks: list[Check]) -> str:
    return "; ".join(dict.fromkeys(check.sentence for check in checks))
