"""Work, counted in units that any machine counts alike, and the ways in which a solve is told to stop.

A unit is about a millisecond on a plain core of 2026, but it is counted from what was done (steps, pivots,
sizes), never from a clock, so a run that stops by work repeats. The clock stops a run only where
`Effort.seconds` asks.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from allocation.model import Effort, StoppedBy

LEAST_WORK, WORK_PER_PART, MOST_WORK = 40_000, 60, 80_000
"""Units of a solve whose effort names none: about half a minute for a council's week where not everything can
be settled sooner, more for larger rounds.
"""


class Stopped(Exception):  # noqa: N818 - no error, the ordinary end of a search
    """Unwinds a search. The incumbent stands; `by` says what ended it."""

    def __init__(self, by: StoppedBy) -> None:
        super().__init__(by)
        self.by = by


class Meter:
    """Counts the work of one solve; raises `Stopped` when work, seconds or a person end it."""

    def __init__(self, effort: Effort, cancelled: Callable[[], bool]) -> None:
        self.work = 0
        self.most = MOST_WORK if effort.work is None else effort.work
        self._named = effort.work is not None
        self._cancelled = cancelled
        self._begun = time.monotonic()
        self._seconds = effort.seconds

    def fit(self, parts: int) -> None:
        """Let the work fit a problem of so many open parts, unless the effort names it."""
        if not self._named:
            self.most = min(MOST_WORK, max(LEAST_WORK, WORK_PER_PART * parts))

    @property
    def seconds(self) -> float:
        """Wall time since the solve began."""
        return time.monotonic() - self._begun

    @property
    def seconds_left(self) -> float | None:
        """Wall time that is left; None without a limit."""
        return None if self._seconds is None else max(0.0, self._seconds - self.seconds)

    @property
    def left(self) -> int:
        """Units that are left; where the clock is the nearer limit, about as many as it leaves."""
        left = max(0, self.most - self.work)
        seconds = self.seconds_left
        return left if seconds is None else min(left, int(self.work * seconds / max(0.1, self.seconds)))

    @contextmanager
    def at_most(self, units: int) -> Iterator[None]:
        """Work that may be left unfinished: it ends after so many units, or with the solve's own, and the
        solve is not ended by that.
        """
        most = self.most
        self.most = min(most, self.work + units)
        try:
            yield
        except Stopped as stopped:
            if stopped.by is not StoppedBy.WORK:
                raise
        finally:
            self.most = most

    def spend(self, units: int) -> None:
        """Count work that was done, then stop if it is time to."""
        self.work += units
        if self._cancelled():
            raise Stopped(StoppedBy.PERSON)
        if self.seconds_left == 0.0:
            raise Stopped(StoppedBy.SECONDS)
        if self.work >= self.most:
            raise Stopped(StoppedBy.WORK)
