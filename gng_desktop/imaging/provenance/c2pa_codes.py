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
"""What is said of the certificate's time; the library weighs it against a time stamp or now."""

_WORDS = {
    "claimSignature.validated": "the signature over the claim is valid",
    "claimSignature.insideValidity": (
        "the certificate is in force now; no time stamp shows when it was signed"
    ),
    "claimSignature.insideValidity timed": "the certificate was in force at the time stamped",
    "claimSignature.insideValidity expired": (
        "no time stamp shows when it was signed, so whether the certificate was in force then is "
        "not known"
    ),
    "claimSignature.outsideValidity": (
        "the certificate is not in force now, and no time stamp shows when it was signed"
    ),
    "claimSignature.outsideValidity timed": "the certificate was not in force at the time stamped",
    "claimSignature.mismatch": "the signature does not fit the claim",
    "claimSignature.missing": "the signature is missing",
    "claim.missing": "the claim is missing",
    "claim.multiple": "there is more than one claim",
    "claim.malformed": "the claim is malformed",
    "claim.hardBindings.missing": "nothing ties the claim to the file's bytes",
    "manifest.missing": "the manifest is missing",
    "manifest.inaccessible": "a manifest kept elsewhere was not fetched",
    "manifest.timestamp.invalid": "the time stamp is not valid",
    "signingCredential.trusted": "the signer's certificate leads to a trust list",
    UNTRUSTED: "the signer is not in a trust list here",
    "signingCredential.invalid": "the signer's certificate is not of the kind asked for",
    "signingCredential.expired": (
        "the signer's certificate has expired, and no time stamp shows when it was signed"
    ),
    "signingCredential.expired timed": ("the signer's certificate had expired at the time stamped"),
    "signingCredential.ocsp.skipped": (
        "whether the certificate was revoked was not asked: that takes the network"
    ),
    "signingCredential.ocsp.inaccessible": (
        "whether the certificate was revoked was not asked: that takes the network"
    ),
    "signingCredential.ocsp.notRevoked": "the certificate was not revoked when it was signed",
    "signingCredential.ocsp.revoked": "the certificate was revoked",
    "signingCredential.ocsp.unknown": "whether the certificate was revoked is not known",
    "timeStamp.validated": "the time stamp fits the signature",
    "timeStamp.trusted": "the time stamp comes from a trusted authority",
    "timeStamp.untrusted": "the time stamp's authority is not in a trust list here",
    "timeStamp.mismatch": "the time stamp does not fit the signature",
    "timeStamp.malformed": "the time stamp is malformed",
    "timeStamp.outsideValidity": "the time stamp's certificate was not in force",
    "assertion.hashedURI.match": "an assertion is unchanged since it was signed",
    "assertion.hashedURI.mismatch": "an assertion was changed after it was signed",
    "assertion.dataHash.match": "the file's bytes are unchanged since it was signed",
    "assertion.dataHash.mismatch": "the file's bytes do not match the signed hash",
    "assertion.dataHash.additionalExclusionsPresent": (
        "some of the file's bytes are left out of what was signed"
    ),
    "exclusion": (
        "the part of the file that the signed hash leaves out is not where the manifest stands"
    ),
    "rest.match": "the hash over the rest of the file matches",
    "assertion.dataHash.malformed": "the assertion with the file's hash is malformed",
    "assertion.bmffHash.match": "the file's boxes are unchanged since it was signed",
    "assertion.bmffHash.mismatch": "the file's bytes do not match the signed hash",
    "assertion.bmffHash.additionalExclusionsPresent": (
        "some of the file's boxes are left out of what was signed"
    ),
    "assertion.boxesHash.match": "the file's parts are unchanged since it was signed",
    "assertion.boxesHash.mismatch": "the file's bytes do not match the signed hash",
    "assertion.boxesHash.unknownBox": "the file holds a part that was not signed",
    "assertion.boxesHash.additionalExclusionsPresent": (
        "some of the file's parts are left out of what was signed"
    ),
    "assertion.missing": "an assertion that was signed is missing",
    "assertion.undeclared": "there is an assertion that was not signed",
    "assertion.notRedacted": "an assertion should have been taken out",
    "assertion.selfRedacted": "the claim takes out an assertion of its own",
    "assertion.action.malformed": "an action is malformed",
    "assertion.action.ingredientMismatch": "an action names an ingredient that is not there",
    "assertion.multipleHardBindings": "the claim is tied to the file's bytes more than once",
    "algorithm.unsupported": "an algorithm is not supported",
    "algorithm.deprecated": "an algorithm is out of date",
    "ingredient.manifest.validated": "an ingredient's manifest is unchanged",
    "ingredient.manifest.missing": "an ingredient's manifest is missing",
    "ingredient.manifest.mismatch": "an ingredient's manifest was changed",
    "ingredient.claimSignature.validated": "an ingredient's signature is unchanged",
    "ingredient.claimSignature.missing": "an ingredient's signature is missing",
    "ingredient.claimSignature.mismatch": "an ingredient's signature was changed",
    "ingredient.unknownProvenance": "nothing is known of where an ingredient comes from",
    "general.error": "the library met an error",
}


def words_of(code: str) -> str:
    """Return what a status code means, without a capital or full stop; "" for an unknown one."""
    return _WORDS.get(code, "")
