"""The base of every failure that is explained to the user."""


class PlainError(Exception):
    """A failure whose text is one plain sentence that may be shown as it stands."""
