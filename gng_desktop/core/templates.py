"""Texts made of templates in ``resources``: what commands print, documents, reports, scripts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from gng_desktop.core.shipped import shipped
from gng_desktop.core.text import printable

if TYPE_CHECKING:
    from jinja2 import Environment


def environment(
    folder: str = "", *, markup: bool = False, finalize: Callable[[Any], Any] | None = None
) -> Environment:
    """Return a new environment over a folder of ``resources``; an undefined name is an error.

    With `markup` every value is escaped; `finalize` changes what is put in for a value.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(shipped("resources") / folder),
        autoescape=markup,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=not markup,
    )


def filled(name: str, **values: Any) -> str:
    """Return a template with its values, as they are."""
    return _plain().get_template(name).render(values)


def lines_of(name: str, **values: Any) -> list[str]:
    """Return the lines of a template; texts put in are made fit for one line of a terminal."""
    return _for_terminal().get_template(name).render(values).rstrip("\n").split("\n")


@cache
def _plain() -> Environment:
    return environment()


@cache
def _for_terminal() -> Environment:
    return environment(finalize=lambda v: printable(v) if isinstance(v, str) else v)
