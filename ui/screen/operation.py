"""The one door for slow or writing work: off the GUI thread and back, with success, failure and progress.

Two lanes, each one thread wide, so that work in a lane never overtakes itself: MEMORY for everything that
reads or writes the store, SOLVER for long computing (its solver is a process of its own). What a job raises
comes back here: the world's fault to the caller or the message bar, ours to a report that can be copied.
After a write, `changed` names the kinds of data it touched, and only the views concerned refresh.
While these threads stand, garbage is collected on the GUI thread alone (`collecting.py`).
(The shape is Anki's `qt/aqt/operations`, without its global window.)
"""

import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from threading import Event
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from allocation.errors import WorldError
from ui.screen.changes import Kind
from ui.screen.collecting import Collector

T = TypeVar("T")


class Lane(Enum):
    """Which thread a job runs on."""

    MEMORY = "memory"
    SOLVER = "solver"


@dataclass(frozen=True, slots=True)
class Tick:
    """Progress that the bar at the foot of the window can show: `done` of `total`, and a word or two."""

    done: int
    total: int
    words: str = ""


class Job:
    """What the work sees of the window: a place to report progress and a flag to watch."""

    def __init__(self, report: Callable[[object], None]) -> None:
        self._report = report
        self._cancel = Event()

    def report(self, progress: object) -> None:
        """Hand any frozen value to `on_progress`, on the GUI thread; a `Tick` also moves the bar."""
        self._report(progress)

    def cancelled(self) -> bool:
        """Whether the person asked to stop."""
        return self._cancel.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next chance."""
        self._cancel.set()


@dataclass(frozen=True, slots=True)
class _Ended:
    """How a job came back: its value or its error."""

    operation: "Operation[Any]"
    value: object
    error: BaseException | None


class Operation(Generic[T]):
    """One job on its way. Keep it only where it may be cancelled."""

    def __init__(
        self,
        title: str,
        job: Job,
        on_success: Callable[[T], None] | None,
        on_failure: Callable[[WorldError], None] | None,
        on_progress: Callable[[Any], None] | None,
        changes: frozenset[Kind],
    ) -> None:
        self.title = title
        self.job = job
        self.on_success = on_success
        self.on_failure = on_failure
        self.on_progress = on_progress
        self.changes = changes
        self.future: Future[None] | None = None
        self.ended = False
        self.dropped = False

    def cancel(self) -> None:
        """Ask the work to stop; what it returns still comes to `on_success`."""
        self.job.cancel()

    def drop(self) -> None:
        """The answer is no longer wanted: forget it, or never start it. For reads only."""
        self.dropped = True
        self.job.cancel()
        if self.future is not None:
            self.future.cancel()


class Operations(QObject):
    """Runs jobs and brings their answers back to the GUI thread, where it lives."""

    started = Signal(object)
    progressed = Signal(object, object)
    ended = Signal(object)
    changed = Signal(object)
    faulted = Signal(object)
    crashed = Signal(str, str)
    _back = Signal(object)
    _report = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = {lane: ThreadPoolExecutor(1, f"lotwise-{lane.value}") for lane in Lane}
        self._collector = Collector(self)
        self._running: set[Operation[Any]] = set()
        self._closed = False
        self._back.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._report.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether anything that the person asked for is under way."""
        return any(operation.title for operation in self._running)

    @property
    def idle(self) -> bool:
        """Whether nothing at all is under way, read or written."""
        return not self._running

    def run(
        self,
        work: Callable[[Job], T],
        *,
        on_success: Callable[[T], None] | None = None,
        on_failure: Callable[[WorldError], None] | None = None,
        on_progress: Callable[[Any], None] | None = None,
        changes: Iterable[Kind] = (),
        title: str = "",
        lane: Lane = Lane.MEMORY,
    ) -> Operation[T]:
        """Run `work(job)` on a lane's thread.

        `title` is shown with a progress bar while it lasts; a quick read needs none. `changes` are announced
        after success, before `on_success`. Without `on_failure`, the message bar says what is wrong.
        """
        operation: Operation[T] = Operation(
            title,
            Job(lambda progress: self._report.emit(operation, progress)),
            on_success,
            on_failure,
            on_progress,
            frozenset(changes),
        )
        if self._closed:
            operation.ended = operation.dropped = True
            return operation
        self._running.add(operation)
        self.started.emit(operation)
        operation.future = self._threads[lane].submit(self._work, operation, work)
        operation.future.add_done_callback(lambda future: self._if_never_started(future, operation))
        return operation

    def close(self) -> None:
        """Cancel what runs, wait for it, and end the threads. Writes under way are finished, not torn.

        What is asked for afterwards (a timer that still fires) is not begun.
        """
        self._closed = True
        for operation in list(self._running):
            operation.drop()
        for threads in self._threads.values():
            threads.shutdown(wait=True)
        self._collector.end()

    def _work(self, operation: Operation[T], work: Callable[[Job], T]) -> None:
        try:
            value = work(operation.job)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is shown, on the GUI thread
            self._back.emit(_Ended(operation, None, error))
        else:
            self._back.emit(_Ended(operation, value, None))

    def _if_never_started(self, future: Future[None], operation: Operation[Any]) -> None:
        if future.cancelled():
            self._back.emit(_Ended(operation, None, None))

    def _pass_on(self, operation: Operation[Any], progress: object) -> None:
        if operation.ended or operation.dropped:
            return
        if operation.on_progress is not None:
            operation.on_progress(progress)
        self.progressed.emit(operation, progress)

    def _end(self, ended: _Ended) -> None:
        operation = ended.operation
        operation.ended = True
        self._running.discard(operation)
        self.ended.emit(operation)
        if ended.error is None and operation.changes:
            self.changed.emit(operation.changes)
        if ended.error is not None and not isinstance(ended.error, WorldError):
            self.crashed.emit(operation.title, "".join(traceback.format_exception(ended.error)))
        elif operation.dropped:
            return
        elif ended.error is None:
            if operation.on_success is not None:
                operation.on_success(ended.value)
        elif operation.on_failure is not None:
            operation.on_failure(ended.error)
        else:
            self.faulted.emit(ended.error)
