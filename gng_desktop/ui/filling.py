"""Rows and columns of widgets, laid out in one call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Box = TypeVar("Box", bound=QBoxLayout)
Part = QWidget | QLayout | int | tuple[Any, ...]
"""A widget or a layout, in a tuple with its stretch and alignment; or the stretch of a gap."""
Margins = tuple[int, int, int, int]


def across(
    *parts: Part,
    into: QWidget | None = None,
    margins: Margins | None = None,
    spacing: int | None = None,
) -> QHBoxLayout:
    """Return a row of `parts`, from left to right, laid into a widget if one is given.

    Parameters
    ----------
    margins : tuple of int, optional
        Left, top, right and bottom, px; None for those of the style, as for `spacing`.
    """
    return _filled(QHBoxLayout() if into is None else QHBoxLayout(into), parts, margins, spacing)


def down(
    *parts: Part,
    into: QWidget | None = None,
    margins: Margins | None = None,
    spacing: int | None = None,
) -> QVBoxLayout:
    """Return a column of `parts`, from the top down; as `across`."""
    return _filled(QVBoxLayout() if into is None else QVBoxLayout(into), parts, margins, spacing)


@contextmanager
def laid_out_once(widget: QWidget) -> Iterator[None]:
    """Lay out what is shown and hidden in `widget` once, at the end; else Qt does so for each."""
    layout = widget.layout()
    assert layout is not None
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)
        layout.update()


def _filled(box: Box, parts: tuple[Part, ...], margins: Margins | None, spacing: int | None) -> Box:
    if margins is not None:
        box.setContentsMargins(*margins)
    if spacing is not None:
        box.setSpacing(spacing)
    for each in parts:
        part, *rest = each if isinstance(each, tuple) else (each,)
        if isinstance(part, QWidget):
            box.addWidget(part, *rest)
        elif isinstance(part, QLayout):
            box.addLayout(part, *rest)
        else:
            box.addStretch(part)
    return box
