"""What can be pressed, typed into or chosen from, and what assistive technology calls it."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QSlider,
    QTableView,
)

KINDS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QSlider, QTableView)


def controls_of(widget):
    """The controls in sight in `widget`, but for Qt's own: the parts of fields and tables."""
    found = (control for kind in KINDS for control in widget.findChildren(kind))
    return [c for c in found if c.isVisible() and not isinstance(c.parent(), KINDS)]


def name_of(control):
    return control.accessibleName() or getattr(control, "text", str)()
