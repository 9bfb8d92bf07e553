"""A broker's desk on a small real database, and the real window on it, for tests of whole sessions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from allocation.engine.process import EngineProcess
from allocation.intake import Intake
from allocation.use_cases import imports
from allocation.use_cases.desk import Desk
from allocation.use_cases.who import Actor
from db.opening import open_store
from tests.workloads import council
from ui.screen.commands import Commands
from ui.screen.page import Page
from ui.screen.services import Services
from ui.screen.theme import Theme
from ui.screen.window import Window


class FirstOfJune:
    """A clock that stands: the day of the invented councils."""

    def now(self) -> datetime:
        """Ten in the morning in the council."""
        return datetime(2026, 6, 1, 9, 0, tzinfo=UTC)

    def today(self) -> date:
        """The round's day."""
        return date(2026, 6, 1)


@contextmanager
def a_desk(folder: Path, packages: int = 30, seed: int = 1) -> Iterator[Desk]:
    """A new database with an invented council of West Lothian's shape, brought in as files would be."""
    store = open_store(str(folder / "desk.db"))
    desk = Desk(store, FirstOfJune(), Actor("Morag Baillie"))
    round_, people = council("A1", seed, packages, 12)
    intake = Intake(round_, people, (), ())
    imports.apply_import(desk, intake, "example", imports.preview_import(desk, intake).read_up_to)
    yield desk
    store.close()


def open_window(qtbot: QtBot, theme: Theme, desk: Desk, pages: tuple[type[Page], ...]) -> Window:
    """The real window with some of its pages; a crash in any job fails the test."""
    QSettings().clear()
    window = Window(Services(desk=desk, solver=EngineProcess, version="1.2.3"), theme, pages)
    Commands(window.context, window, window)
    window.operations.crashed.connect(_fail)
    qtbot.addWidget(window)
    window.show()
    return window


def _fail(doing: str, report: str) -> None:
    raise AssertionError(f"{doing}\n{report}")
