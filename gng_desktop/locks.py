"""The names of `gng_desktop.core.locks` under the old address."""

from gng_desktop.core.locks import Held, Lock

__all__ = ["Held", "Lock"]
