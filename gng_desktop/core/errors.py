"""The base of every failure that is explained to the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class PlainError(Exception):
    """A failure whose text is one plain sentence that may be shown as it stands."""


@contextmanager
def plain_errors(
    kind: type[PlainError],
    what: str,
    advice: str,
    caught: type[Exception] | tuple[type[Exception], ...] = OSError,
) -> Iterator[None]:
    """Turn an OSError of the body, or another `caught`, into ``kind("what (reason); advice.")``."""
    try:
        yield
    except caught as error:
        raise kind(f"{what} ({getattr(error, 'strerror', None) or error}); {advice}.") from error
