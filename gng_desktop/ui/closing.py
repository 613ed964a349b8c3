"""What is asked before something is stopped, lost or replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from gng_desktop.ui.kit.asking import CANCEL, Role, ask
from gng_desktop.ui.kit.language import tr

if TYPE_CHECKING:
    from gng_desktop.ui.kit.notice import StatusText
    from gng_desktop.ui.training.queue_runner import QueueRunner


def may_end_training(window: QWidget, queue_runner: QueueRunner, status: StatusText) -> bool:
    """Ask what becomes of a running training; return whether the window closes now."""
    answer = ask(
        window,
        tr("A training is running"),
        tr("What should happen to the training?"),
        (tr("Suspend and close"), Role.AcceptRole),
        (tr("Stop now and close"), Role.DestructiveRole),
        (tr("Keep the window open"), Role.RejectRole),
        detail=tr(
            "If you suspend it, it resumes later from its last finished epoch. If you stop "
            "it, its best epoch is the result; the window closes once that is saved."
        ),
    )
    if answer == 1 and queue_runner.busy:
        queue_runner.hold()
        queue_runner.ended.connect(lambda current: window.close())
        queue_runner.stop()
        status.setText(tr("Stopping the training; the window then closes…"))
        return False
    return answer != 2


def may_stop_scan(window: QWidget) -> bool:
    """Ask whether the scan may be stopped: it may have been meant to run on."""
    text = tr("A scan is running. Finished files are kept, and the scan can be resumed.")
    stop = (tr("Stop and close"), Role.AcceptRole)
    return ask(window, tr("Stop the scan?"), text, stop, CANCEL, default=1) == 0


def may_drop_drafts(window: QWidget, count: int) -> bool:
    """Ask whether notes that were not recorded may be lost."""
    answer = QMessageBox.question(
        window,
        tr("Close without recording?"),
        tr("The notes on one image have not been recorded and would be lost.")
        if count == 1
        else tr(
            "The notes on {count} images have not been recorded and would be lost.", count=count
        ),
        QMessageBox.StandardButton.Close | QMessageBox.StandardButton.Cancel,
        QMessageBox.StandardButton.Cancel,
    )
    return answer == QMessageBox.StandardButton.Close
