"""The name of the run that is looked at, what it is, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.style import emphasise
from gng_desktop.ui.kit.widgets import ElidedLabel, button, fainter
from gng_desktop.ui.training.results.jobs import InUse
from gng_desktop.ui.training.words import (
    MODEL_WORDS,
    RUN_STATES,
    SHORT_ROLES,
    figure_text,
    known,
    run_icon,
)

if TYPE_CHECKING:
    from gng_desktop.runs.history import Summary


class RunHeader(QWidget):
    """Name, state and facts of a run, and its buttons; the page decides what they do."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Summary | None = None
        self._free, self._used = True, InUse()
        self.name, self.facts = emphasise(ElidedLabel(), 1.2), fainter(ElidedLabel())
        self.shape, self.state = QLabel(), QLabel()
        tip = tr("Measure it on the test images in the data folder")
        self.test = button(tr("Test this run"), tip)
        self.use, self.back = button(tr("Use this model…")), button(tr("Roll back…"))
        second = across(self.shape, self.state, (self.facts, 1), spacing=5)
        words = down(self.name, second, spacing=1)
        across((words, 1), self.test, self.use, self.back, into=self, margins=(4, 2, 0, 2))

    def show_run(self, found: Summary, used: InUse, in_use: bool) -> None:
        """Show a run that is not damaged; `in_use` says whether a model in use was made of it."""
        self._found = found
        self.name.set_full_text(found.name, str(found.folder))
        self.state.setText(tr(RUN_STATES[found.state]))
        self._draw()
        parts = [tr("in use")] if in_use else []
        parts += [known(SHORT_ROLES, found.role), found.backbone]
        if found.transfer and found.transfer != "none":
            parts.append(tr("transfer {name}", name=found.transfer))
        parts += map(figure_text, found.figures[:2])
        self.facts.set_full_text("·  " + "  ·  ".join(parts))
        self.test.setText(tr("Test this run again") if found.figures else tr("Test this run"))
        role = known(MODEL_WORDS, found.role)
        self.use.setToolTip(tr("Make a model from it and use it as the {role}", role=role))
        plan = used.back.get(found.role)
        self._used = used
        self.back.setToolTip(
            tr("Use {label} as the {role} again", label=plan.after.label, role=role)
            if plan is not None
            else tr("The {role} in use has not replaced another model", role=role)
        )
        self.set_free(self._free)

    def set_free(self, free: bool) -> None:
        """Let the buttons be pressed, or not while something is being done."""
        self._free = free
        self.test.setEnabled(free)
        self.use.setEnabled(free and self._used.known)
        role = self._found.role if self._found is not None else ""
        self.back.setEnabled(free and role in self._used.back)

    def _draw(self) -> None:
        if self._found is not None:
            self.shape.setPixmap(run_icon(self._found.state, self.palette()).pixmap(12, 12))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
