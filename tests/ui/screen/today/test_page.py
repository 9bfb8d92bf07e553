"""Today: the figures and what is to be followed up lead to where the work is."""

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from allocation.lists import PackageQuery
from allocation.use_cases import notes, providers, waiting_list
from allocation.use_cases.desk import Desk
from tests.ui.screen.conftest import Open, settle
from ui.screen.pages import PAGES
from ui.screen.today.page import TodayPage


def test_follow_ups_of_the_week_are_listed_and_lead_on(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """What is due is marked, what is far off is not listed; Enter opens the thing the note is about."""
    package = waiting_list.packages(desk, PackageQuery()).rows[3]
    provider = providers.providers(desk)[0]
    today = desk.clock.today()
    notes.add_note(desk, "package", package.id, "Ring the ward", today)
    notes.add_note(desk, "provider", provider.id, "Ask for a return", today + timedelta(days=3))
    notes.add_note(desk, "package", package.id, "Review", today + timedelta(days=60))
    window = open_window(desk, PAGES)
    page = window.pages[0]
    assert isinstance(page, TodayPage)
    window.go("today")
    settle(qtbot, window)
    texts = [row.note.text for row in page.model.rows]
    assert texts == ["Ring the ward", "Ask for a return"]
    assert page.model.index(0, 0).data().startswith("!")
    assert not page.model.index(1, 0).data().startswith("!")
    assert page.cards["waiting"].figure.text() == "24"
    page.table.selectRow(0)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.page.id == "waiting"


def test_what_was_followed_up_leaves_the_list(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """Finishing a follow-up on its package takes it off Today without a restart."""
    package = waiting_list.packages(desk, PackageQuery()).rows[0]
    notes.add_note(desk, "package", package.id, "Ring the ward", desk.clock.today())
    window = open_window(desk, PAGES)
    page = window.pages[0]
    assert isinstance(page, TodayPage)
    window.go("today")
    settle(qtbot, window)
    assert page.table.isVisible()
    notes.finish_follow_up(desk, page.model.rows[0].note.id)
    window.refresh()
    settle(qtbot, window)
    assert not page.model.rows
    assert page.nothing.isVisible()


def test_the_main_action_leads_to_its_page(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """A referral that is begun on Today is typed where it is seen, and Today itself is there again after."""
    window = open_window(desk, PAGES)
    window.go("today")
    settle(qtbot, window)
    qtbot.mouseClick(window.title_row.main, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.page.id == "waiting"
    assert window.title_row.title.text() == "New referral"
    window.go("today")
    assert window.title_row.main.isVisible()
