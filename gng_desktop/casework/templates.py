"""Texts made of templates in ``resources``: what commands print, documents, scripts."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gng_desktop.core.shipped import shipped
from gng_desktop.core.text import printable


def filled(name: str, **values: Any) -> str:
    """Return a template with its values, as they are."""
    return _environment(False).get_template(name).render(values)


def lines_of(name: str, **values: Any) -> list[str]:
    """Return the lines of a template; texts put in are made fit for one line of a terminal."""
    return _environment(True).get_template(name).render(values).rstrip("\n").split("\n")


@cache
def _environment(for_terminal: bool) -> Environment:
    return Environment(
        loader=FileSystemLoader(shipped("resources")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_on_one_line if for_terminal else None,
    )


def _on_one_line(value: Any) -> Any:
    return printable(value) if isinstance(value, str) else value
