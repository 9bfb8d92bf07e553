"""What every test of the window shares: the theme, a real memory, windows whose threads end with the test."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from allocation.use_cases.desk import Desk
from db.opening import open_store
from tests.desks import Waterfall, bring_in, desk_on, small_council
from ui.screen.leaving import LeaveDialog
from ui.screen.operation import Operations
from ui.screen.page import Page
from ui.screen.services import Services
from ui.screen.theme import Scheme, Theme
from ui.screen.window import Window

Open = Callable[..., Window]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The look, light, whatever the machine's scheme."""
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture(autouse=True)
def asked_to_leave(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person was asked about who left with something typed; the answer is to leave all the same."""
    asked: list[str] = []

    def leave(what: Sequence[str], _parent: QWidget) -> bool:
        asked.extend(what)
        return True

    monkeypatch.setattr(LeaveDialog, "ask", leave)
    return asked


@pytest.fixture
def operations(qapp: QApplication) -> Iterator[Operations]:
    """The door for slow work; its threads have ended when the test has."""
    made = Operations()
    yield made
    made.close()


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk on a new memory with nothing in it."""
    store = open_store(str(tmp_path / "lotwise.db"))
    yield desk_on(store)
    store.close()


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    """A desk with a small invented council: 24 packages wait."""
    bring_in(empty_desk, *small_council())
    return empty_desk


@pytest.fixture
def open_window(qtbot: QtBot, theme: Theme, home: Path) -> Iterator[Open]:
    """Opens a window on some pages; reading has ended when it returns, and its threads when the test has."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(home / "comfort"))
    opened: list[Window] = []

    def make(desk: Desk, pages: Sequence[type[Page]]) -> Window:
        window = Window(Services(desk=desk, solver=Waterfall), theme, pages)
        opened.append(window)
        qtbot.addWidget(window)
        window.open_last()
        window.resize(1280, 720)
        window.show()
        settle(qtbot, window)
        return window

    yield make
    for window in opened:
        window.operations.close()


def settle(qtbot: QtBot, window: Window) -> None:
    """Wait until nothing is under way on either lane."""
    qtbot.waitUntil(lambda: window.operations.idle, timeout=60_000)
