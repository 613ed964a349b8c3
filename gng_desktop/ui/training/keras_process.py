"""Work that needs Keras, in a process of its own: it tells how far it is, and can be ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gng_desktop.core.child import Child, ChildDied
from gng_desktop.core.progress import Progress
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import Steps, UserError


def in_child(what: str, task: Callable[..., Any], *arguments: Any) -> Steps:
    """Let a new process do `task` of `gng_desktop.core.child.Child.run`; yield its result last.

    `what` is done, in the user's language; it stands before every step.
    """

    def named(step: Progress) -> Progress:
        text = tr("{work}: {step}", work=what, step=tr(step.text))
        return Progress(step.done, step.total, text)

    child = Child(low_priority=True)
    try:
        yield (yield from child.run(task, *arguments, waiting=Progress(0, 0, what), shown=named))
    except ChildDied as error:
        raise UserError(
            tr(
                "The work ended before it was finished, as happens when memory runs out; "
                "close other programs and try again."
            )
        ) from error
    except OSError as error:
        raise UserError(
            tr(
                "{file} cannot be read or written ({reason}); check its location and try again.",
                file=error.filename or "",
                reason=error.strerror or error,
            )
        ) from error
    finally:
        child.close()
