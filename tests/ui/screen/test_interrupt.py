"""Ctrl+C at the terminal closes the window as its cross does."""

import signal

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from allocation.use_cases.desk import Desk
from tests.ui.screen.conftest import Open
from ui.screen.interrupt import on_interrupt
from ui.screen.pages import PAGES


def press() -> None:
    """Ctrl+C, as the terminal gives it."""
    signal.raise_signal(signal.SIGINT)


def test_ctrl_c_closes_the_window(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """While Qt's loop waits for events, Ctrl+C wakes it and the window closes; nothing is raised."""
    window = open_window(desk, PAGES)
    with on_interrupt(window.close, lambda: None):
        QTimer.singleShot(0, press)
        qtbot.waitUntil(window.isHidden)


def test_the_second_ctrl_c_ends_what_the_first_could_not(qtbot: QtBot) -> None:
    """Where the first is answered with a question, in its own loop, the second still ends the program."""
    answered: list[str] = []

    def ask() -> None:
        answered.append("asked")
        press()
        qtbot.waitUntil(lambda: "ended" in answered)

    with on_interrupt(ask, lambda: answered.append("ended")):
        QTimer.singleShot(0, press)
        qtbot.waitUntil(lambda: "ended" in answered)
    assert answered == ["asked", "ended"]


@pytest.mark.usefixtures("qapp")
def test_what_stood_before_stands_after() -> None:
    """Once the window is gone, Ctrl+C means again what it meant to the program around it."""
    before = signal.getsignal(signal.SIGINT)
    with on_interrupt(lambda: None, lambda: None):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
    assert signal.set_wakeup_fd(-1) == -1
