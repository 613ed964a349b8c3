"""Seals by a key of the laboratory and trusted time stamps, on a case or any file.

A seal states what it is on: the head of a case's log, which stands for all that was recorded by
then, or the SHA-256 of any other file. It is Ed25519 over `PREFIX` and the canonical JSON of the
statement, so it can be checked without this program. A time stamp (RFC 3161) is on the same digest,
so ``openssl ts -verify -digest`` checks the same reply; the program sends nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.x509.oid import ObjectIdentifier
from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

from gng_desktop import __version__
from gng_desktop.casework.case.canonical import canonical
from gng_desktop.casework.case.connection import CaseError, is_case
from gng_desktop.casework.case.verify import head_of
from gng_desktop.core import files
from gng_desktop.core.errors import plain_errors
from gng_desktop.core.reading import read_bytes
from gng_desktop.core.timestamps import now
from gng_desktop.modelstore.store import file_sha256
from gng_desktop.modelstore.strict import read

PREFIX = b"GNG Desktop seal 1\n"
_SMALL = 1 << 20
_PEM = serialization.Encoding.PEM
_SHA256 = ObjectIdentifier("2.16.840.1.101.3.4.2.1")
_REQUEST = bytes.fromhex("30390201013031300d060960864801650304020105000420"), b"\x01\x01\xff"
"""TimeStampReq in DER, version 1, around the 32 bytes of a SHA-256; at its end ``certReq TRUE``."""


class SealError(CaseError):
    """A key, seal or time stamp cannot be used or is false; the text is one sentence."""


@dataclass(frozen=True)
class Statement:
    """What a seal is on: the file's name without its folder, and its `digest`.

    That is the head of a case's log, and `entries` then its number, else the SHA-256 of the file.
    `sealed_at` is ISO 8601, UTC, by the clock of the computer; `program` the version.
    """

    name: str
    digest: str
    entries: int | None
    sealed_at: str
    program: str


def small_file(path: Path) -> bytes:
    """Return the content of a regular file of at most 1 MiB; raises `SealError`."""
    with plain_errors(SealError, f"{path} cannot be read", "check its name, or your rights"):
        return read_bytes(path, _SMALL)


def write_new(path: Path, data: bytes, private: bool = False) -> None:
    """Write a file that must not exist yet; raises `SealError`."""
    with plain_errors(SealError, f"{path} cannot be written", "choose another folder"):
        try:
            files.write_new(path, data, private=private)
        except FileExistsError as error:
            raise SealError(f"{path} exists already; choose another name.") from error


def beside(path: Path, suffix: str) -> Path:
    """Return the name of a seal or time stamp of `path`: its own name and the suffix."""
    return path.with_name(path.name + suffix)


def digest_of(path: Path) -> tuple[str, int | None]:
    """Return the head of a case and how many entries it has, or another file's SHA-256 and None.

    `CaseError` if it cannot be read.
    """
    with plain_errors(SealError, f"{path} cannot be read", "check your rights"):
        if is_case(path):
            number, head = head_of(path)
            return head, number
        return file_sha256(path), None


def make_key(path: Path, passphrase: str = "") -> tuple[Path, str]:
    """Make a key: the private one in `path`, for this user alone, the public one beside it.

    Return the file of the public key (``.pub.pem`` in place of the suffix) and its `fingerprint`;
    `SealError` if a file exists already, or cannot be written.
    """
    key, public = Ed25519PrivateKey.generate(), path.with_suffix(".pub.pem")
    encryption: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase:
        encryption = serialization.BestAvailableEncryption(passphrase.encode())
    if public.exists():
        raise SealError(f"{public} exists already; choose another name.")
    secret = key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, encryption)
    write_new(path, secret, private=True)
    known = key.public_key()
    write_new(public, known.public_bytes(_PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
    return public, fingerprint(known)


def fingerprint(key: Ed25519PublicKey) -> str:
    """Return the SHA-256 of the 32 bytes of a public key."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()


def private_key(path: Path, ask: Callable[[str], str]) -> Ed25519PrivateKey:
    """Read a private key, PEM; `ask` asks for its passphrase if it has one; raises `SealError`."""
    data = small_file(path)
    try:
        try:
            key = serialization.load_pem_private_key(data, None)
        except TypeError:
            key = serialization.load_pem_private_key(data, ask(f"Passphrase of {path}: ").encode())
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SealError(
            f"{path} is no private key, or the passphrase is wrong; make a key with "
            "'gng-desktop case key'."
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SealError(f"{path} is no Ed25519 key; make one with 'gng-desktop case key'.")
    return key


def public_key(path: Path) -> Ed25519PublicKey:
    """Read a public key, PEM; raises `SealError` if it is none."""
    try:
        key = serialization.load_pem_public_key(small_file(path))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise SealError(f"{path} is no public key; name the laboratory's .pub.pem.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise SealError(f"{path} is no Ed25519 key; name the laboratory's .pub.pem.")
    return key


def seal(name: str, digest: str, entries: int | None, key: Ed25519PrivateKey) -> bytes:
    """Return the content of a file that seals another one; see `Statement` and `digest_of`."""
    stated = asdict(Statement(name, digest, entries, now(), __version__))
    facts = {
        "seal": stated,
        "key": fingerprint(key.public_key()),
        "signature": base64.b64encode(key.sign(_signed(stated))).decode(),
    }
    # ASCII: a name that is no UTF-8 stays readable as escapes.
    return json.dumps(facts, indent=2).encode() + b"\n"


def read_seal(path: Path, key: Ed25519PublicKey) -> Statement:
    """Return what a seal states; `SealError` unless it was made with the private part of `key`."""
    try:
        facts = json.loads(small_file(path))
        stated: Statement = read(Statement, facts["seal"])
        signature = base64.b64decode(facts["signature"], validate=True)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SealError(f"{path} is no seal of GNG Desktop; choose another file.") from error
    try:
        key.verify(signature, _signed(facts["seal"]))
    except InvalidSignature as error:
        raise SealError(
            f"{path} was not made with this key ({fingerprint(key)[:12]}), or was changed since."
        ) from error
    return stated


def _signed(stated: dict[str, Any]) -> bytes:
    return PREFIX + canonical(stated).encode()


@dataclass(frozen=True)
class Stamp:
    """A checked time stamp: SHA-256 of what was stamped, and the authority's time (UTC)."""

    digest: str
    at: datetime


def stamp_request(digest: str) -> bytes:
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
