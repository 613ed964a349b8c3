"""What the window says: in a strip above the panes what must not be overlooked, or in a line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QPlainTextEdit

from gng_desktop.core.text import visible
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.plain import tip
from gng_desktop.ui.kit.widgets import ElidedLabel, button, delay, paragraph

DETAILS_HEIGHT = 140
SECONDS = 8
"""How long a message stands unless another overtakes it, s."""


class Notice(QFrame):
    """One sentence, its details on request, what can be done about it, a button to close it.

    Hidden when there is nothing to say.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.text = paragraph()
        # The name of a file must not make the window wider than the screen.
        self.text.setMinimumWidth(1)
        self._lasting = False
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setFixedHeight(DETAILS_HEIGHT)
        self.details.setAccessibleName(tr("Details"))
        self.details.setTabChangesFocus(True)
        self.details_button = button(tr("Details"))
        self.details_button.setCheckable(True)
        self.details_button.toggled.connect(self.details.setVisible)
        self.close_button = button(tr("Close"), name=tr("Dismiss the message"), do=self.hide)
        self.act_button = button("", do=lambda: self._act())
        self._act: Callable[[], object] = self.hide
        line = across((self.text, 1), self.details_button, self.act_button, self.close_button)
        self.column = down(line, self.details, margins=(10, 4, 6, 4), into=self)
        self.hide()

    def propose(self, sentence: str, words: str, act: Callable[[], object]) -> None:
        """Warn with `sentence` until the user closes it, or does `act` by a button of `words`."""
        self.say(sentence, lasting=True)
        self._act = act
        self.act_button.setText(words)
        self.act_button.show()

    def say(self, sentence: str, details: str = "", lasting: bool = False) -> None:
        """Warn with `sentence`; show `details`, if any, when asked for.

        One that is `lasting` is not overtaken: the user closes it.
        """
        self.show_text(f"⚠  {sentence}", sentence, details)
        self._lasting = lasting

    @property
    def lasting(self) -> bool:
        """Whether a warning is shown that the user is to close."""
        return self._lasting and not self.isHidden()

    def overtake(self) -> None:
        """Hide what was shown of an image or work that is past."""
        if not self._lasting:
            self.hide()

    def tell(self, sentence: str, details: str = "") -> None:
        """Show `sentence` as good news; otherwise as `say`."""
        self.show_text(f"✓  {sentence}", sentence, details)

    def show_text(self, text: str, sentence: str, details: str) -> None:
        """Show `text`, which assistive technology calls `sentence`, and `details` on request."""
        self.text.setText(text)
        self.text.setToolTip(tip(text))
        self.setAccessibleName(sentence)
        self.details.setPlainText(visible(details, breaks=True))
        self.details_button.setVisible(bool(details))
        self.details_button.setChecked(False)
        self.details.hide()
        self.act_button.hide()
        self._lasting = False
        self.show()


class StatusText(ElidedLabel):
    """The message in the status bar: one line that is cleared after `SECONDS`."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = delay(self, round(1000 * SECONDS), self.clear)
        self._lasting = False

    def setText(self, text: str) -> None:
        """Show `text`, of whomever, for some seconds."""
        super().setText(text)
        self._lasting = False
        self._timer.start()

    def show_lasting(self, text: str) -> None:
        """Show `text` for all its seconds, whatever image is opened: it is about more than one."""
        self.setText(text)
        self._lasting = True

    def overtake(self) -> None:
        if not self._lasting:
            self.clear()
