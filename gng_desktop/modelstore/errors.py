"""The one error of the model store."""

from __future__ import annotations

from gng_desktop.core.errors import PlainError


class ModelError(PlainError):
    """A stored model cannot be used; the text is one sentence for the user."""
