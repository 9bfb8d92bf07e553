"""The one door for slow work: off the GUI thread and back, whatever happens."""

import threading
from functools import partial

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from allocation.errors import Fault, WorldError
from ui.screen.changes import Kind
from ui.screen.operation import Job, Lane, Operation, Operations, Tick


def test_work_runs_elsewhere_and_its_answer_comes_back_here(qtbot: QtBot, operations: Operations) -> None:
    """A job runs on another thread, its value arrives on the GUI thread."""
    came: list[tuple[str, str]] = []
    with qtbot.waitSignal(operations.ended):
        operations.run(
            lambda _job: threading.current_thread().name,
            on_success=lambda name: came.append((name, threading.current_thread().name)),
        )
    [(there, here)] = came
    assert here == threading.main_thread().name
    assert there != here


def test_the_event_loop_goes_on_during_slow_work(qtbot: QtBot, operations: Operations) -> None:
    """While a job takes its time, timers fire and the person can act: here a timer lets the job go on."""
    let_go = threading.Event()
    ticks: list[int] = []

    def tick() -> None:
        ticks.append(len(ticks))
        if len(ticks) == 5:
            let_go.set()

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(1)
    with qtbot.waitSignal(operations.ended, timeout=10_000):
        operations.run(lambda _job: let_go.wait(5))
    timer.stop()
    assert len(ticks) >= 5


def test_jobs_of_a_lane_keep_their_order(qtbot: QtBot, operations: Operations) -> None:
    """What is written first is answered first."""
    answers: list[int] = []
    for number in range(20):
        operations.run(partial(lambda number, _job: number, number), on_success=answers.append)
    qtbot.waitUntil(lambda: operations.idle)
    assert answers == list(range(20))


def test_a_long_solve_does_not_hold_up_reading(qtbot: QtBot, operations: Operations) -> None:
    """The solver's lane and the memory's are apart."""
    let_go = threading.Event()
    read: list[str] = []
    operations.run(lambda _job: let_go.wait(10), lane=Lane.SOLVER)
    operations.run(lambda _job: "rows", on_success=read.append)
    qtbot.waitUntil(lambda: read == ["rows"])
    let_go.set()
    qtbot.waitUntil(lambda: operations.idle)


def test_the_worlds_fault_goes_to_the_caller_or_the_bar(qtbot: QtBot, operations: Operations) -> None:
    """A fault of the world reaches `on_failure` where there is one, else everybody who shows faults."""

    def fail(_job: Job) -> None:
        raise WorldError(Fault("conflict"))

    mine: list[WorldError] = []
    with qtbot.waitSignal(operations.ended):
        operations.run(fail, on_failure=mine.append)
    assert [fault.code for fault in mine[0].faults] == ["conflict"]
    with qtbot.waitSignal(operations.faulted):
        operations.run(fail)


def test_our_own_fault_becomes_a_report(qtbot: QtBot, operations: Operations) -> None:
    """An error that nobody foresaw is reported with where it was, also from work that is no longer wanted."""
    with qtbot.waitSignal(operations.crashed) as caught:
        operations.run(lambda _job: 1 // 0, title="Dividing")
    assert caught.args is not None
    assert caught.args[0] == "Dividing"
    assert "ZeroDivisionError" in caught.args[1]


def test_changes_are_announced_only_after_success(qtbot: QtBot, operations: Operations) -> None:
    """Views refresh for what was written, and not for what failed."""
    heard: list[frozenset[Kind]] = []
    operations.changed.connect(heard.append)

    def fail(_job: Job) -> None:
        raise WorldError(Fault("conflict"))

    operations.run(fail, changes=[Kind.PACKAGES])
    operations.run(lambda _job: None, changes=[Kind.NOTES])
    qtbot.waitUntil(lambda: operations.idle)
    assert heard == [frozenset({Kind.NOTES})]


def test_progress_comes_in_order_and_before_the_end(qtbot: QtBot, operations: Operations) -> None:
    """Every report is shown, in order, before the answer."""
    seen: list[object] = []

    def count(job: Job) -> str:
        for done in range(5):
            job.report(Tick(done, 5))
        return "end"

    with qtbot.waitSignal(operations.ended):
        operations.run(count, on_progress=seen.append, on_success=seen.append)
    assert seen == [*(Tick(done, 5) for done in range(5)), "end"]


def test_a_cancelled_job_still_answers(qtbot: QtBot, operations: Operations) -> None:
    """Stop keeps the best so far: the job sees the flag and its answer comes."""
    started = threading.Event()
    answers: list[str] = []

    def solve(job: Job) -> str:
        started.set()
        while not job.cancelled():
            started.wait(0.001)
        return "best so far"

    operation = operations.run(solve, on_success=answers.append, lane=Lane.SOLVER)
    qtbot.waitUntil(started.is_set)
    operation.cancel()
    qtbot.waitUntil(lambda: answers == ["best so far"])


def test_what_is_dropped_is_neither_started_nor_answered(qtbot: QtBot, operations: Operations) -> None:
    """A read that was overtaken by another is forgotten, and never begins where it still waited."""
    let_go = threading.Event()
    ran: list[str] = []
    answers: list[None] = []
    operations.run(lambda _job: let_go.wait(10))
    overtaken: Operation[None] = operations.run(lambda _job: ran.append("ran"), on_success=answers.append)
    overtaken.drop()
    let_go.set()
    qtbot.waitUntil(lambda: operations.idle)
    assert not ran
    assert not answers


def test_nothing_begins_after_the_window_closed(qtbot: QtBot, operations: Operations) -> None:
    """A timer that fires while the window closes does no harm: its job never runs."""
    ran: list[str] = []
    operations.close()
    operation = operations.run(lambda _job: ran.append("ran"))
    assert operation.ended
    assert operations.idle
    assert not ran
