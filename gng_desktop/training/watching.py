"""How a training is looked at on its way, and told to wait or to end."""

from __future__ import annotations

from gng_desktop.training.events import Epoch, Event


class Watcher:
    """What a training tells of itself; this one listens to nothing.

    Attributes
    ----------
    samples : int
        Validation images to show each epoch (see `gng_desktop.training.events.Samples`).
    """

    samples = 0

    def tell(self, event: Event) -> None:
        """Take an event, from `Preparing` to `Samples`."""

    def measured(self, epoch: Epoch) -> None:
        """Take the figures of an epoch before its state is saved; `tell` follows after that."""

    def between(self, epoch: int, batch: int) -> None:
        """Go on, or wait, after a batch; both counted from 1.

        Raises
        ------
        Stop, Leave
            To end the training.
        """


class Watchers(Watcher):
    """Several watchers as one; each is told in turn."""

    def __init__(self, *members: Watcher) -> None:
        self.members = members
        self.samples = max((m.samples for m in members), default=0)

    def tell(self, event: Event) -> None:
        for member in self.members:
            member.tell(event)

    def measured(self, epoch: Epoch) -> None:
        for member in self.members:
            member.measured(epoch)

    def between(self, epoch: int, batch: int) -> None:
        for member in self.members:
            member.between(epoch, batch)
