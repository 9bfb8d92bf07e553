"""Whom to ask, in the window: one key from the list, kept up to date, on paper, and back by Escape."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from allocation.errors import WorldError
from allocation.model import Outcome
from allocation.use_cases import providers, refusals
from allocation.use_cases.asking import ask_now
from allocation.use_cases.desk import Desk
from tests.ui.screen.conftest import Open, settle
from ui.screen.changes import Kind
from ui.screen.waiting.page import WaitingPage
from ui.screen.window import Window


@pytest.fixture
def window(desk: Desk, open_window: Open) -> Window:
    """A window on the waiting list of a small council."""
    return open_window(desk, (WaitingPage,))


def _page(window: Window) -> WaitingPage:
    page = window.page
    assert isinstance(page, WaitingPage)
    return page


def _choose(page: WaitingPage, desk: Desk) -> str:
    """Select the first package that at least two can be asked for; its id."""
    for place, row in enumerate(page.model.rows):
        page.table.setCurrentIndex(page.model.index(place, 0))
        try:
            if len(ask_now(desk, row.id).ladders[0].asked) > 1:
                return row.id
        except WorldError:
            continue
    raise AssertionError("nobody can be asked for anything")


def test_one_key_shows_whom_to_ask_in_turn(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """Ctrl+Return shows the ladder in the place of the list, with the first selected; Escape goes back."""
    page = _page(window)
    key = _choose(page, desk)
    asking = ask_now(desk, key)
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert page.stack.currentWidget() is page.asking
    assert page.title() == f"Whom to ask for {asking.package.package}"
    [ladder] = asking.ladders
    turns = [row.line.rung for row in page.asking.asked.rows]
    assert turns == list(ladder.asked)
    assert len(page.asking.others.rows) == len(ladder.rungs) - len(turns)
    assert page.asking.head.text().startswith("Ask ")
    assert "left of" in page.asking.room.text()
    page.asking.table.setCurrentIndex(page.asking.asked.index(1, 0))
    assert not window.actions_["waiting.note"].isEnabled()
    qtbot.keyClick(page.asking.table, Qt.Key.Key_Escape)
    assert page.stack.currentIndex() == 0
    assert page.title() == "Waiting"


def test_an_answer_that_comes_in_meanwhile_is_seen(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """When the first provider declines, the view is read again: it stands among the others, with why."""
    page = _page(window)
    key = _choose(page, desk)
    window.actions_["waiting.ask"].trigger()
    settle(qtbot, window)
    first = page.asking.asked.rows[0].line
    [asked] = [row.id for row in providers.providers(desk) if row.name == first.provider]
    today = desk.clock.today()
    done = refusals.record_refusal(desk, key, asked, Outcome.DECLINED, today, "No workers")
    window.operations.changed.emit(frozenset(map(Kind, done.changed)))
    settle(qtbot, window)
    assert first.provider not in {row.line.provider for row in page.asking.asked.rows}
    [why] = {row.why for row in page.asking.others.rows if row.provider == first.provider}
    assert "Declined it" in why


def test_the_page_is_saved_as_a_pdf(
    desk: Desk, window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Save writes the same ladder as a PDF where the person says."""
    page = _page(window)
    _choose(page, desk)
    window.actions_["waiting.ask"].trigger()
    settle(qtbot, window)
    out = tmp_path / "ask.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    page.asking.save.click()
    settle(qtbot, window)
    assert out.read_bytes().startswith(b"%PDF")


def test_where_nobody_is_asked_the_list_comes_back(window: Window, qtbot: QtBot) -> None:
    """A package that is not there any more is said in the bar, and the list stands again."""
    page = _page(window)
    page.asking.open_package("gone", "P1")
    page.show_form(page.asking)
    settle(qtbot, window)
    assert page.stack.currentIndex() == 0
    assert "not there any more" in window.messages.history[-1].text
