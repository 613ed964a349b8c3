"""Keys without Ctrl or Alt belong first to the control that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

TYPED = (QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit, QKeySequenceEdit)
SCROLLED = (QAbstractScrollArea, QAbstractSlider)
PRESSES = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select}
MOVES = {
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
}
HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class PlainKeys(QObject):
    """Keep shortcuts of one key from a control that uses the key itself.

    Letters and Space go to text fields, Space to buttons, Page down to lists. Qt asks the control
    in focus and then its parents whether they want a key before it looks for a shortcut; most
    controls do not answer, so this filter of the window does. A floating dock is a window of its
    own and needs the filter too.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the key for the control in focus where that control uses it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and isinstance(watched, QWidget)
            and uses(watched.focusWidget(), event)
        ):
            event.accept()
            return True
        return False


def uses(control: QWidget | None, event: QKeyEvent) -> bool:
    """Return whether `control` does something of its own with the key of `event`."""
    if event.modifiers() & HELD:
        return False
    key, text = event.key(), event.text()
    if isinstance(control, TYPED):
        return key in MOVES or bool(text and text.isprintable())
    if isinstance(control, QAbstractButton):
        return key in PRESSES
    return isinstance(control, SCROLLED) and key in MOVES
