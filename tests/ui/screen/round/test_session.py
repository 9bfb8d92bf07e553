"""A broker's session on the round page: real database, real solver in its process, keyboard and mouse."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allocation.check.moves import Can
from allocation.use_cases import moves, records, rounds
from tests.ui.paper.pages import page_texts, squeezed
from tests.ui.screen.conftest import settle
from tests.ui.screen.desks import a_desk, open_window
from ui.screen.records import dialog
from ui.screen.records.dialog import PagesDialog
from ui.screen.records.page import RecordsPage
from ui.screen.records.papers import Sheets
from ui.screen.round.authorise_dialog import AuthoriseDialog
from ui.screen.round.body import AIMS_TAB, MOVE_TAB
from ui.screen.round.issue_dialog import IssueDialog
from ui.screen.round.page import RoundPage
from ui.screen.round.picture import Card, Picture, picture
from ui.screen.theme import Theme
from ui.screen.window import Window

LONG = 60_000


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Window]:
    """The window on a council that has not been allocated yet, closed at the end with all its threads."""
    with a_desk(tmp_path) as desk:
        made = open_window(qtbot, theme, desk, (RoundPage, RecordsPage))
        made.go("round")
        yield made
        made.close()


@pytest.fixture
def page(window: Window) -> RoundPage:
    """Its round page."""
    assert isinstance(window.page, RoundPage)
    return window.page


def allocate(qtbot: QtBot, window: Window, page: RoundPage) -> None:
    """Freeze and allocate, as the start page's button does."""
    settle(qtbot, window)
    qtbot.mouseClick(page.start.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.view is not None and page.view.result is not None, timeout=LONG)
    settle(qtbot, window)


def select_movable(qtbot: QtBot, window: Window, page: RoundPage) -> Card:
    """Select, one after another, placed cards, until one has somewhere else to go."""
    for row in list(page.body.views.rows.rows):
        if row.card.award is None:
            continue
        page.body.views.select(*row.card.key)
        settle(qtbot, window)
        found = page.body.move_panel.model.rows
        if any(each.award and each.move.can in (Can.YES, Can.AUTHORITY) for each in found):
            assert page.body.card is not None
            return page.body.card
    raise AssertionError("nothing can move")


def test_boards_are_drawn_off_the_gui_thread(
    qtbot: QtBot, window: Window, page: RoundPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Frozen, while a search goes on, at its end, with reasons, read again: never on the window's thread."""
    threads: list[threading.Thread] = []

    def watched(*given: Any) -> Picture:
        threads.append(threading.current_thread())
        return picture(*given)

    monkeypatch.setattr("ui.screen.round.drawn.picture", watched)
    allocate(qtbot, window, page)
    page.refresh(page.concerns)
    settle(qtbot, window)
    assert len(threads) > 3
    assert threading.main_thread() not in threads


def test_a_day_at_the_desk(
    qtbot: QtBot, window: Window, page: RoundPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Allocate, read why, move by keyboard, see the verdict, undo, authorise, issue; the PDF stands."""
    allocate(qtbot, window, page)
    view = page.view
    assert view is not None
    assert page.body.verdict.rules.text().startswith("✓")
    assert page.body.verdict.order.text().startswith("✓")
    assert page.body.summary.text().startswith("Placed")
    assert page.body.tabs.currentIndex() == AIMS_TAB

    card = select_movable(qtbot, window, page)
    assert "Why here" in page.body.package.texts()
    assert any("Has room" in text for text in page.body.package.texts())

    qtbot.keyClick(page.body.board, Qt.Key.Key_M)
    assert page.body.tabs.currentIndex() == MOVE_TAB
    panel = page.body.move_panel
    row, target = next(
        (row, each)
        for row, each in enumerate(panel.model.rows)
        if each.award and each.move.can in (Can.YES, Can.AUTHORITY)
    )
    panel.table.setCurrentIndex(panel.model.index(row, 0))
    settle(qtbot, window)
    assert panel.effect.text()
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.typed, "Known to the care workers")
    if not panel.authority.isHidden():
        panel.authority.setText("Isla Reid, service manager")
    qtbot.keyClick(panel.typed, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert page.view is not None
    assert page.view.plan.awards[card.key] == target.award
    assert page.view.moves
    assert page.body.card is not None
    assert page.body.card.award == target.award
    assert page.body.verdict.rules.text()

    window.context.actions["undo"].trigger()
    settle(qtbot, window)
    assert page.view.plan == view.plan
    assert page.view.moves == ()

    monkeypatch.setattr(AuthoriseDialog, "ask", lambda _what, _parent: ("Isla Reid", "No room at lot 10"))
    page.decisions.authorise()
    settle(qtbot, window)
    assert moves.proposals(page.view) == ()

    placed = sorted({each.package for each in view.plan if each.award is not None})
    monkeypatch.setattr(IssueDialog, "ask", lambda *_given: tuple(placed[:2]))
    page.decisions.issue()
    settle(qtbot, window)
    assert set(page.view.issued) == set(placed[:2])
    assert "2 records issued" in window.messages.history[-1].text

    desk = window.context.services.desk
    for found in records.records(desk).rows:
        first, again = (records.record_pages(desk, found.id) for _time in range(2))
        assert first.startswith(b"%PDF-")
        assert first == again
        assert squeezed("Lotwise 1.2.3") in squeezed("".join(page_texts(first)))


def test_the_window_lives_while_it_allocates(qtbot: QtBot, window: Window, page: RoundPage) -> None:
    """While the solver works, the event loop turns, progress is shown, and Stop keeps the best plan."""
    turns = []
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(page.search.busy))
    timer.start(5)
    settle(qtbot, window)
    page.new()
    qtbot.waitUntil(lambda: page.search.busy, timeout=LONG)
    qtbot.waitUntil(lambda: sum(turns) > 3 or not page.search.busy, timeout=LONG)
    assert not page.body.move_panel.isEnabled()
    page.search.stop()
    qtbot.waitUntil(lambda: page.view is not None and page.view.result is not None, timeout=LONG)
    settle(qtbot, window)
    timer.stop()
    assert page.body.move_panel.isEnabled()
    assert sum(turns) > 3
    assert page.view is not None
    assert page.view.verdict.valid
    assert page.view.verdict.justified


def test_nothing_is_called_a_fault_while_a_search_runs(qtbot: QtBot, window: Window, page: RoundPage) -> None:
    """From its first moment on the check is said to follow; the plan that is kept has its verdict again."""
    told: list[tuple[bool, str, bool]] = []

    def tell() -> None:
        told.append((page.search.busy, page.body.verdict.order.text(), page.body.verdict.more.isHidden()))

    page.search.turned.connect(tell)
    settle(qtbot, window)
    allocate(qtbot, window, page)
    assert told[0] == (True, "The check follows when the search ends.", True)
    page.search.start()
    page.search.stop()
    settle(qtbot, window)
    assert told[2] == told[0]
    assert page.body.verdict.order.text() == "✓ in contract order and priority"
    assert not page.body.verdict.rules.isHidden()


def test_a_move_is_judged_only_once_it_is_in_hand(qtbot: QtBot, window: Window, page: RoundPage) -> None:
    """Selecting a package judges no plan with a move in it; turning to the moves does, at once."""
    allocate(qtbot, window, page)
    select_movable(qtbot, window, page)
    panel = page.body.move_panel
    assert panel.destination() is not None
    assert panel.effect.text() == ""
    qtbot.keyClick(page.body.board, Qt.Key.Key_M)
    settle(qtbot, window)
    assert panel.effect.text()[0] in "✓!✕"


def test_a_move_needs_its_reason(qtbot: QtBot, window: Window, page: RoundPage) -> None:
    """Without a reason nothing is moved, and the panel says what is missing, at the field."""
    allocate(qtbot, window, page)
    select_movable(qtbot, window, page)
    page.body.start_move()
    panel = page.body.move_panel
    with qtbot.assertNotEmitted(panel.ordered):
        qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert panel.reason.property("faulty")
    assert "reason" in panel.missing.text()


def test_another_desks_move_is_not_overwritten(qtbot: QtBot, window: Window, page: RoundPage) -> None:
    """A move made on a plan that has changed meanwhile comes back as a fault; what was kept stands."""
    allocate(qtbot, window, page)
    card = select_movable(qtbot, window, page)
    view, desk = page.view, window.context.services.desk
    assert view is not None
    moves.unplace(desk, view.id, view.version, card.package, None, "moved away")
    page.body.start_move()
    page.body.move_panel.typed.setText("Known to the care workers")
    page.body.move_panel.authority.setText("Isla Reid")
    page.body.move_panel._order()
    settle(qtbot, window)
    assert window.messages.history[-1].tone.value == "fault"
    assert rounds.round_view(desk, view.id).plan.awards[card.key] is None


def test_both_views_show_the_same_selection(qtbot: QtBot, window: Window, page: RoundPage) -> None:
    """A row of the table selects the card of the board, and Esc leaves the move list for the view."""
    allocate(qtbot, window, page)
    page.body.views.other()
    page.body.views.table.setCurrentIndex(page.body.views.rows.index(4, 0))
    settle(qtbot, window)
    wanted = page.body.views.rows.rows[4].card
    assert page.body.card == wanted
    item = page.body.board.current()
    assert item is not None
    assert item.value == wanted
    page.body.start_move()
    qtbot.keyClick(page.body.move_panel, Qt.Key.Key_Escape)
    assert page.body.tabs.currentIndex() != MOVE_TAB
    assert QApplication.focusWidget() in (page.body.views.table, None)


def test_the_meetings_paper_is_drawn(
    qtbot: QtBot, window: Window, page: RoundPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The round's summary is a PDF of the plan in sight, shown before it is printed or saved."""
    allocate(qtbot, window, page)
    shown: list[Sheets] = []

    def save(asked: PagesDialog) -> int:
        assert asked.pages.document.pageCount() >= 1
        shown.append(asked.sheets)
        asked.save.click()
        return asked.result()

    monkeypatch.setattr(PagesDialog, "exec", save)
    monkeypatch.setattr(dialog, "save_sheets", lambda _sheets, _parent: "Saved")
    window.context.actions["round.summary"].trigger()
    qtbot.waitUntil(lambda: bool(shown), timeout=LONG)
    settle(qtbot, window)
    assert shown[0].data.startswith(b"%PDF-")
    assert shown[0].name == "Round summary 2026-06-01"
    assert window.messages.history[-1].text == "Saved"
