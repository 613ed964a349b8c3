"""Boxes for numbers and choices: as short as can be, exact, deaf to a passing wheel."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox

from gng_desktop.ui.kit.language import number

DECIMALS = 9
SERIES = (1.0, 2.0, 5.0, 10.0)


class _Calm:
    """Leaves the wheel to the form while another field has the focus."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():  # type: ignore[attr-defined]
            super().wheelEvent(event)  # type: ignore[misc]
        else:
            event.ignore()


class CalmSpin(_Calm, QSpinBox):
    """A spin box that the wheel turns only once it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class CalmChoice(_Calm, QComboBox):
    """A list of choices that the wheel turns only once it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The longest words must not widen the form.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)


class FloatSpin(_Calm, QDoubleSpinBox):
    """A number written without needless zeros; 1e-5 may be typed.

    `step` is what an arrow adds; 0: arrows go to the next of 1, 2, 5, 10, 20, …
    """

    def __init__(self, low: float, high: float, step: float) -> None:
        super().__init__()
        self._step = step
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDecimals(DECIMALS)
        self.setRange(low, high)

    def textFromValue(self, value: float) -> str:
        return number(value, ".6g")

    def valueFromText(self, text: str) -> float:
        try:
            return float(self._bare(text))
        except ValueError:
            return self.value()

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Take numbers within the range; what may become one may be typed."""
        state = QValidator.State.Intermediate
        try:
            if self.minimum() <= float(self._bare(text)) <= self.maximum():
                state = QValidator.State.Acceptable
        except ValueError:
            if set(self._bare(text)) - set("0123456789.e-+"):
                state = QValidator.State.Invalid
        return state, text, place

    def stepBy(self, steps: int) -> None:
        """Go `steps` up, or down where that is negative."""
        value = self.value()
        if self._step:
            # Sums of 0.05 are not what is meant.
            self.setValue(round(value + steps * self._step, DECIMALS))
            return
        for _ in range(abs(steps)):
            value = _next(value, steps > 0)
        self.setValue(value)

    def _bare(self, text: str) -> str:
        return text.removesuffix(self.suffix()).strip().replace(",", ".").lower()


def _next(value: float, up: bool) -> float:
    """Return the next number of the series 1, 2, 5 times powers of ten."""
    if value <= 0:
        return value
    power = 10.0 ** math.floor(math.log10(value) + 1e-9)
    digits = value / power
    if up:
        return next(d for d in SERIES if d > digits * (1 + 1e-6)) * power
    lower = [d for d in SERIES if d < digits * (1 - 1e-6)]
    return lower[-1] * power if lower else power / 2
