"""Trusted time stamps (RFC 3161): the request and the reply as files; the program sends nothing.

What is stamped is the head of a case's log itself, as a SHA-256, or that of any other file, so
``openssl ts -verify -digest`` checks the same reply.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import ObjectIdentifier
from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

from gng_desktop.casework.case.seals import SealError, small_file

_SHA256 = ObjectIdentifier("2.16.840.1.101.3.4.2.1")
_REQUEST = bytes.fromhex("30390201013031300d060960864801650304020105000420"), b"\x01\x01\xff"
"""TimeStampReq in DER, version 1, around the 32 bytes of a SHA-256; at its end ``certReq TRUE``."""


@dataclass(frozen=True)
class Stamp:
    """A checked time stamp: SHA-256 of what was stamped, and the authority's time (UTC)."""

    digest: str
    at: datetime


def request(digest: str) -> bytes:
    """Return the request, DER, for a SHA-256, to be sent to a time stamp authority."""
    before, after = _REQUEST
    return before + bytes.fromhex(digest) + after


def read_stamp(reply: Path, authority: Path) -> Stamp:
    """Return what a reply (TimeStampResp, DER) stamps, if an authority signed it; else `SealError`.

    `authority` holds the certificates that are trusted, PEM: the authority's root, and what lies
    between if the reply does not bring it.
    """
    try:
        roots = x509.load_pem_x509_certificates(small_file(authority))
    except ValueError as error:
        raise SealError(f"{authority} holds no certificates in PEM; name another file.") from error
    data = small_file(reply)
    try:
        found = decode_timestamp_response(data)
        imprint, at = found.tst_info.message_imprint, found.tst_info.gen_time
        if imprint.hash_algorithm != _SHA256:
            raise SealError(f"{reply} stamps another hash than SHA-256; use the program's request.")
        VerifierBuilder(roots=roots).build().verify(found, imprint.message)
    except VerificationError as error:
        raise SealError(
            f"{reply} is not signed by an authority of {authority}; name the certificates of the "
            "one that was asked."
        ) from error
    except (ValueError, TypeError) as error:
        raise SealError(
            f"{reply} holds no time stamp: it is another file, or the authority refused."
        ) from error
    return Stamp(imprint.message.hex(), at)
