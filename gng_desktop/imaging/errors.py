"""Why an image file cannot be used, in a sentence for the user."""

from __future__ import annotations

from gng_desktop.core.errors import PlainError

ANOTHER_COPY = "obtain another copy of the file"


class ImageError(PlainError):
    """An image that cannot be used; its text is one sentence for the user, without the path.

    Attributes
    ----------
    sha256 : str or None
        Of the file's bytes; None where they could not be read.
    frames : int
        Pictures in the file, as far as is known.
    """

    sha256: str | None = None
    frames: int = 1


def reason_of(error: BaseException) -> str:
    """Return what an error says, on one line and without a full stop at its end."""
    text = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
    return " ".join(text.split()).rstrip(".")
