"""One question to the user, with the buttons that answer it."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

Role = QMessageBox.ButtonRole
Button = tuple[str, Role] | QMessageBox.StandardButton
CANCEL = QMessageBox.StandardButton.Cancel


def ask(
    parent: QWidget,
    title: str,
    text: str,
    *buttons: Button,
    default: int = 0,
    detail: str = "",
    icon: QMessageBox.Icon = QMessageBox.Icon.Question,
) -> int:
    """Return the number of the button that was pressed; Escape presses that which rejects."""
    box = QMessageBox(icon, title, text, parent=parent)
    box.setInformativeText(detail)
    made = [box.addButton(*b) if isinstance(b, tuple) else box.addButton(b) for b in buttons]
    box.setDefaultButton(made[default])
    box.exec()
    box.deleteLater()
    return made.index(box.clickedButton())  # type: ignore[arg-type]
