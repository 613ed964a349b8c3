"""How long a running job still takes, from how far it has come."""

from __future__ import annotations

from gng_desktop.core.progress import Progress
from gng_desktop.ui.kit.language import tr

LEAST_SECONDS, LEAST_SHARE = 1.5, 0.03
"""Time run and share done before which an estimate would be a guess."""
NEW_WEIGHT = 0.3
"""Weight of the newest estimate against the one before, so that the words stay calm."""


class TimeLeft:
    """Estimates the time left of one job; times are seconds of any clock that never goes back."""

    def __init__(self) -> None:
        self._start: tuple[float, Progress] | None = None
        self._done = 0
        self._last: tuple[float, float] | None = None

    def update(self, now: float, progress: Progress) -> None:
        """Take note of a `Progress`.

        Where it says how long the work still takes, that is taken: no two places may disagree.
        Where the total has changed or the count has gone back, the job has begun another part,
        and what the part before took says nothing about it.
        """
        if progress.left is not None:
            self._last = now, progress.left
            return
        went_back, self._done = progress.done < self._done, progress.done
        if self._start is None or went_back or progress.total != self._start[1].total:
            self._start, self._last = (now, progress), None
        began, first = self._start
        spent, made = now - began, progress.done - first.done
        if made <= 0 or spent < LEAST_SECONDS or made < LEAST_SHARE * progress.total:
            return
        new = spent / made * max(0, progress.total - progress.done)
        old = self.left(now)
        self._last = now, new if old is None else NEW_WEIGHT * new + (1 - NEW_WEIGHT) * old

    def left(self, now: float) -> float | None:
        """Return the seconds left, at least 0; None while that is not known."""
        if self._last is None:
            return None
        then, seconds = self._last
        return max(0.0, seconds - (now - then))


def words(seconds: float | None) -> str:
    """Return "about 40 s left", as rough as the estimate is; "" for None."""
    if seconds is None:
        return ""
    if seconds < 7.5:
        return tr("a few seconds left")
    if seconds < 57.5:
        return tr("about {seconds} s left", seconds=5 * round(seconds / 5))
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return tr("about {minutes} min left", minutes=minutes)
    return tr(
        "about {hours} h {minutes} min left", hours=minutes // 60, minutes=f"{minutes % 60:02d}"
    )
