"""The one error of the model store."""

from __future__ import annotations


class ModelError(Exception):
    """A stored model cannot be used; the text is one sentence for the user."""
