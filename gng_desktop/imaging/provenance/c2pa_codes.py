"""C2PA's validation status codes in plain words."""

from __future__ import annotations

from typing import Literal

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


def words_of(code: str) -> str:
    """Return what a status code means, without a capital or full stop; "" for an unknown one."""
    return _WORDS.get(code, "")
