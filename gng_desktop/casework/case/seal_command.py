"""``gng-desktop case key|seal|stamp``, and what seals and time stamps add to ``case verify``."""

from __future__ import annotations

import argparse
import getpass
import re
from collections.abc import Iterator
from pathlib import Path

from gng_desktop.casework.case import seals
from gng_desktop.casework.case.connection import CaseError
from gng_desktop.casework.case.verify import verify
from gng_desktop.core.text import printable

SEAL, REQUEST, REPLY = ".seal", ".tsq", ".tsr"
"""Suffixes behind a file's own name: its seal, the request for a time stamp and the reply."""

WRITE_DOWN = (
    "Write this hash down and keep it away from the case: only with it can you prove that nothing "
    "recorded so far was changed."
)


def _asked(prompt: str) -> str:
    try:
        return getpass.getpass(prompt)
    except (EOFError, OSError, AttributeError) as error:  # standard input has ended, or is closed
        raise seals.SealError(
            "The passphrase cannot be asked for without a terminal; run the command in one."
        ) from error


def key(options: argparse.Namespace) -> int:
    """Make a key of the laboratory; return the exit code."""
    passphrase = ""
    if options.passphrase:
        passphrase = _asked("Passphrase: ")
        if not passphrase or passphrase != _asked("The same again: "):
            raise seals.SealError("The two passphrases differ or are empty; try again.")
    public, digits = seals.make_key(options.key, passphrase)
    print(f"{printable(options.key)} made: it seals, so let nobody have it")
    print(f"{printable(public)} made: hand it out, with its fingerprint {digits}")
    return 0


def seal(options: argparse.Namespace) -> int:
    """Sign a case as it is now, or another file; return the exit code."""
    digest, entries = _checked(options.case)
    signer = seals.private_key(options.key, _asked)
    place = options.out or seals.beside(options.case, SEAL)
    seals.write_new(place, seals.seal(options.case.name, digest, entries, signer))
    print(f"{printable(place)} made: {_about(digest, entries)}")
    print(f"Sealed with the key {seals.fingerprint(signer.public_key())}")
    return 0


def stamp(options: argparse.Namespace) -> int:
    """Write the request for a time stamp, or check and keep the reply; return the exit code."""
    if options.reply is not None:
        if options.ca is None:
            raise seals.SealError("A reply is checked with --ca, the authority's certificates.")
        found = seals.read_stamp(options.reply, options.ca)
        _checked(options.case, found.digest)
        place = options.out or seals.beside(options.case, REPLY)
        if place.absolute() != options.reply.absolute():
            seals.write_new(place, seals.small_file(options.reply))
        print(f"{printable(place)}: stamped {found.at.isoformat()}")
        return 0
    digest, entries = _checked(options.case)
    place = options.out or seals.beside(options.case, REQUEST)
    seals.write_new(place, seals.stamp_request(digest))
    print(f"{printable(place)} made: {_about(digest, entries)}")
    print("Send it to a time stamp authority; check and keep its answer with --reply and --ca.")
    return 0


def proofs(options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Yield what is proved from outside, in words, and the hash that must then be found.

    `CaseError` if a seal or time stamp that was asked for cannot be used, or is false.
    """
    if options.head is not None:
        digits = "".join(options.head.split()).lower()
        if not digits:  # an empty variable of a script must not pass for a proof
            raise CaseError("The hash written down is empty; give all its digits to --head.")
        if not re.fullmatch("[0-9a-f]{64}", digits):
            raise CaseError(
                f"{printable(options.head)} is no SHA-256 of 64 hexadecimal digits; compare it "
                "with what was written down, and give all its digits to --head."
            )
        yield "The hash written down", digits
    if options.key is not None:
        place = options.seal or seals.beside(options.case, SEAL)
        public = seals.public_key(options.key)
        stated = seals.read_seal(place, public)
        by = seals.fingerprint(public)[:12]
        yield f"The seal of {stated.sealed_at} by the key {by}", stated.digest
    if options.ca is not None:
        found = seals.read_stamp(options.stamp or seals.beside(options.case, REPLY), options.ca)
        yield f"The time stamp of {found.at.isoformat()}", found.digest


def verify_file(path: Path, proved: dict[str, str]) -> int:
    """Hold a file that is no case against its seal and time stamp; return the exit code."""
    digest, _ = seals.digest_of(path)
    if not proved:
        raise CaseError(
            f"{path} is no case of GNG Desktop; choose another file, or name the key of its seal "
            "(--key), the authority of its time stamp (--ca) or the SHA-256 written down (--head)."
        )
    for words, known in proved.items():
        if known != digest:
            raise CaseError(
                f"{words} is not on this file: its SHA-256 is {digest}, and not {known}; go "
                "back to an earlier copy."
            )
        print(f"{words} is on this file as it is")
    print(f"{printable(path)} is as it was, SHA-256 {digest}")
    return 0


def _checked(path: Path, stamped: str = "") -> tuple[str, int | None]:
    """Return `seals.digest_of`; raise CaseError for a changed case, or if another was stamped."""
    digest, entries = seals.digest_of(path)
    if entries is not None:
        for problem in verify(path, digest, stamped):
            raise CaseError(f"The case {path} was changed or damaged: {problem}")
    elif stamped not in ("", digest):
        raise CaseError(f"{path} is not what was stamped: its SHA-256 is {digest}, not {stamped}.")
    return digest, entries


def _about(digest: str, entries: int | None) -> str:
    if entries is None:
        return f"on the file's SHA-256 {digest}"
    return f"on {entries} entries of the log, which ends with {digest}"
