"""What long work yields on its way: a step count and a short sentence."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Progress:
    """How far a piece of long work has come.

    Attributes
    ----------
    done, total : int
        Steps; `total` 0 means that the end is not known.
    text : str
        What is being done, for a status line.
    left : float or None
        Seconds left where the work itself knows them; None lets them be estimated.
    """

    done: int
    total: int
    text: str
    left: float | None = None


def result_of(
    steps: Generator[Any, None, T], watch: Callable[[Any], object] = lambda step: None
) -> T:
    """Do all of the work and return its result; `watch` is called with every step."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            found: T = end.value
            return found
        watch(step)


def first_of(kind: type[T], steps: Iterable[Any]) -> T:
    """Do the work up to the first result of a kind that it yields, and return that."""
    return next(step for step in steps if isinstance(step, kind))
