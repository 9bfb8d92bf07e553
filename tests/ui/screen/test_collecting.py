"""Garbage is collected on the GUI thread while a window stands, and as Python does it before and after."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from allocation.use_cases.desk import Desk
from tests.ui.screen.conftest import Open, settle
from ui.screen.collecting import Collector
from ui.screen.operation import Lane
from ui.screen.pages import PAGES


class Knot:
    """A value that only the collector of cycles can take away."""

    def __init__(self, inside: object = None) -> None:
        self.itself = self
        self.inside = inside


def tie(count: int = 50_000) -> None:
    """Leave so many knots: far more than Python's thresholds."""
    for _ in range(count):
        Knot()


@contextmanager
def collections() -> Iterator[list[str]]:
    """The names of the threads that collections began on within the block."""
    threads: list[str] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            threads.append(threading.current_thread().name)

    gc.callbacks.append(note)
    try:
        yield threads
    finally:
        gc.callbacks.remove(note)


def test_no_worker_collects_while_a_window_stands(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """Jobs on both lanes leave garbage by the ten thousand; only the GUI thread's timer takes it away. Once
    the window has closed, a thread that leaves as much collects it by itself again.
    """
    with collections() as threads:
        window = open_window(desk, PAGES)
        assert not gc.isenabled()
        for lane in Lane:
            window.operations.run(lambda _job: tie(), lane=lane)
        settle(qtbot, window)
        here = threading.current_thread().name
        qtbot.waitUntil(lambda: gc.get_count()[0] < gc.get_threshold()[0] and here in threads)
        assert set(threads) == {here}
    window.close()
    assert gc.isenabled()
    with collections() as threads:
        worker = threading.Thread(target=tie, name="worker")
        worker.start()
        worker.join()
    assert "worker" in threads


def test_a_widget_in_a_cycle_is_destroyed_on_its_own_thread(
    desk: Desk, open_window: Open, qtbot: QtBot
) -> None:
    """A label that only a cycle holds goes while workers are busy, and goes on the GUI thread."""
    window = open_window(desk, PAGES)
    gone: list[str] = []
    label = QLabel("held by a cycle")
    label.destroyed.connect(lambda: gone.append(threading.current_thread().name))
    Knot(label)
    del label
    window.operations.run(lambda _job: tie())
    settle(qtbot, window)
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == [threading.current_thread().name]


def test_the_last_window_gives_collecting_back() -> None:
    """Of two at work, either may end first, and twice; only after both is automatic collection on again."""
    first, second = Collector(), Collector()
    first.end()
    first.end()
    assert not gc.isenabled()
    second.end()
    assert gc.isenabled()


def test_who_collects_by_hand_keeps_it_so() -> None:
    """Where automatic collection was off before, it stays off after."""
    gc.disable()
    try:
        Collector().end()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_generations_are_collected_as_python_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each generation when its count has passed its threshold, none below, the oldest with rests between."""
    collected: list[int] = []
    counts = iter([(700, 11, 11), (701, 10, 10), (701, 11, 10), (701, 11, 11), (701, 0, 11), (701, 11, 11)])
    monkeypatch.setattr(gc, "collect", lambda generation=2: collected.append(generation))
    monkeypatch.setattr(gc, "get_count", lambda: next(counts))
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    moments = iter([100.0, 100.0, 102.0, 150.0, 203.0, 203.0, 204.0])
    monkeypatch.setattr("ui.screen.collecting.perf_counter", lambda: next(moments))
    collector = Collector()
    for _ in range(6):
        collector.look()
    collector.end()
    assert collected == [0, 1, 2, 0, 2]


def test_a_threshold_of_nought_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Python reads it: a generation whose threshold is 0 is not collected by its count."""
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda generation=2: collected.append(generation))
    monkeypatch.setattr(gc, "get_count", lambda: (5_000, 3, 3))
    monkeypatch.setattr(gc, "get_threshold", lambda: (2_000, 10, 0))
    collector = Collector()
    collector.look()
    collector.end()
    assert collected == [0]
