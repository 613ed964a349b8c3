"""What the window shows before there is an image."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from gng_desktop.core.text import visible
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.style import emphasise
from gng_desktop.ui.kit.widgets import button, centred

WIDTH, LEAST = 640, 340
"""Most and least width, px: what is hidden must not keep panels narrow."""
INVITATION = QT_TR_NOOP("Drop photos of faces or a folder here, or open one")
PROMISE = QT_TR_NOOP(
    "Images are only read, never changed, and never leave this computer: the program does not use "
    "the network."
)
LOADING = QT_TR_NOOP("Loading the models…")
ON_CPU = QT_TR_NOOP(
    "The networks run on the {device}; no NVIDIA GPU is in use. That is enough: an image takes "
    "well under a second."
)
ON_GPU = QT_TR_NOOP("The networks run on the {device}.")


class EmptyState(QWidget):
    """An invitation to open an image, or the sentence that says why that cannot be done."""

    def __init__(self) -> None:
        super().__init__()
        self.heading, self.text, self.device = QLabel(), QLabel(), QLabel()
        for label in (self.heading, self.text, self.device):
            centred(label)
        emphasise(self.heading, 1.7)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.device.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.open_button = button(tr("Open images…"))
        self.open_button.setDefault(True)
        self.folder_button = button(tr("Open a folder…"))
        self.sample_button = button(tr("Try a sample"))
        self.retry_button = button(tr("Look for models again"))
        self._with_models = (self.open_button, self.folder_button, self.sample_button)
        buttons = (*self._with_models, self.retry_button)
        for one in buttons:
            one.setMinimumHeight(34)
        column = QWidget()
        column.setMaximumWidth(WIDTH)
        row = across(1, *buttons, 1)
        down(2, self.heading, self.text, row, self.device, 3, spacing=14, into=column)
        across((column, 1), into=self)
        self.setMinimumWidth(LEAST)
        self.invite()

    def invite(self) -> None:
        self._set(tr(INVITATION), tr(PROMISE), models=True)

    def say_waiting(self, name: str) -> None:
        """Say that the image called `name` is being analysed: there is nothing to drop now."""
        self._set(tr("Waiting for the analysis"), tr("{name} is being analysed…", name=name), True)

    def say_no_models(self, sentence: str) -> None:
        """Show `sentence`, which says why no image can be analysed and what to do."""
        self.device.clear()
        self._set(tr("No usable models"), sentence, models=False)

    def tell_device(self, device: str) -> None:
        """Say what the networks run on, an engine's own words; "" while they are loaded."""
        words = ON_CPU if device.startswith("cpu") else ON_GPU
        shown = device.replace("cpu", "CPU", 1)
        self.device.setText(tr(words, device=shown) if device else tr(LOADING))

    def _set(self, heading: str, text: str, models: bool) -> None:
        self.heading.setText(heading)
        self.text.setText(visible(text, breaks=True))
        for one in self._with_models:
            one.setVisible(models)
        self.retry_button.setVisible(not models)
        (self.open_button if models else self.retry_button).setFocus()
