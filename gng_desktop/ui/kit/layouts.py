"""Rows and columns of widgets, laid out in one call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

Box = TypeVar("Box", bound=QBoxLayout)
Part = QWidget | QLayout | int | tuple[Any, ...]
"""A widget or a layout, in a tuple with its stretch and alignment; or the stretch of a gap."""
Margins = int | tuple[int, int, int, int]


def across(
    *parts: Part,
    into: QWidget | None = None,
    margins: Margins | None = None,
    spacing: int | None = None,
) -> QHBoxLayout:
    """Return a row of `parts`, from left to right, laid into a widget if one is given.

    Parameters
    ----------
    margins : int or tuple of int, optional
        Left, top, right and bottom, px, or one for all; None for those of the style, as for
        `spacing`.
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


def page(*parts: Part, margins: Margins = 0, spacing: int | None = None) -> QWidget:
    """Return a widget that is a column of `parts`; as `across`."""
    made = QWidget()
    down(*parts, into=made, margins=margins, spacing=spacing)
    return made


def split(
    *parts: QWidget,
    sizes: Sequence[int],
    stretch: Sequence[int] = (),
    way: Qt.Orientation = Qt.Orientation.Horizontal,
) -> QSplitter:
    """Return `parts` with handles between them, none of which can be closed; `sizes` in px."""
    made = QSplitter(way)
    for part in parts:
        made.addWidget(part)
    made.setChildrenCollapsible(False)
    for n, factor in enumerate(stretch):
        made.setStretchFactor(n, factor)
    made.setSizes(list(sizes))
    return made


def scrolled(widget: QWidget) -> QScrollArea:
    """Return a frameless area that scrolls where `widget` has too little room."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area


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
        box.setContentsMargins(*((margins,) * 4 if isinstance(margins, int) else margins))
    if spacing is not None:
        box.setSpacing(spacing)
    add(box, *parts)
    return box


def add(box: QBoxLayout, *parts: Part) -> None:
    """Lay `parts` out at the end of a row or column."""
    for each in parts:
        part, *rest = each if isinstance(each, tuple) else (each,)
        if isinstance(part, QWidget):
            box.addWidget(part, *rest)
        elif isinstance(part, QLayout):
            box.addLayout(part, *rest)
        else:
            box.addStretch(part)
