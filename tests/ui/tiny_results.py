"""What the page Results does in processes of its own, with the backbone of ``tiny_program``.

Imported by name there, so that this folder and ``tests/training`` must be on the path.
"""

from __future__ import annotations

from gng_desktop.core.progress import Progress
from gng_desktop.ui.training.results import child_tasks


def _tiny(task, *arguments):
    yield Progress(0, 0, "Loading Keras")
    from tiny_program import NAME, backbone

    from gng_desktop.networks.backbones import BACKBONES

    BACKBONES[NAME] = backbone()
    return (yield from task(*arguments))


def evaluate(*arguments):
    return _tiny(child_tasks.evaluate, *arguments)


def publish_run(*arguments):
    return _tiny(child_tasks.publish_run, *arguments)
