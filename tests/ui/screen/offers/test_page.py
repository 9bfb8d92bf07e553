"""Offers in the window: asked on the ladder, listed by their deadline, answered with undo, taken back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from allocation.acts.offers import Answer
from allocation.acts.rows import State
from allocation.lists import OfferState, PackageQuery
from allocation.use_cases import waiting_list
from allocation.use_cases.desk import Desk
from allocation.use_cases.offers import offers
from tests.allocation.use_cases.offered import council
from tests.desks import HandClock
from tests.ui.screen.conftest import Open, settle
from ui.screen.offers.page import OffersPage
from ui.screen.pages import PAGES
from ui.screen.today.page import TodayPage
from ui.screen.waiting.page import WaitingPage
from ui.screen.window import Window


@pytest.fixture
def window(empty_desk: Desk, open_window: Open, qtbot: QtBot) -> Window:
    """A window on a council of two packages and three providers, with the first one's ladder open."""
    key = council(empty_desk)
    made = open_window(empty_desk, PAGES)
    made.go("waiting", key)
    settle(qtbot, made)
    made.actions_["waiting.ask"].trigger()
    settle(qtbot, made)
    return made


def waiting(window: Window) -> WaitingPage:
    """The page with the ladder."""
    page = window.page
    assert isinstance(page, WaitingPage)
    return page


def offers_page(window: Window, qtbot: QtBot) -> OffersPage:
    """Go to the offers."""
    window.go("offers")
    settle(qtbot, window)
    page = window.page
    assert isinstance(page, OffersPage)
    return page


def test_a_provider_is_asked_on_the_ladder_and_answers_on_the_offers_page(
    window: Window, empty_desk: Desk, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    """The first is asked by one button, and stands on the ladder as asked; the offer is listed with its
    deadline; a refusal typed there can be undone.
    """
    page = waiting(window)
    page.asking.offer.click()
    settle(qtbot, window)
    assert page.asking.asked.index(0, 4).data() == "asked 1 Jun 2026"
    assert page.asking.head.text() == "Avon was asked already: the answer is waited for."
    assert page.asking.table.currentIndex().row() == 1
    assert "an answer counts until Wed 3 Jun 2026" in window.messages.history[-1].text
    listed = offers_page(window, qtbot)
    assert [row.provider for row in listed.model.rows] == ["avon"]
    qtmodeltester.check(listed.model)
    assert listed.main_action() == "offers.answer"
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form = listed.panel.form
    assert form.isVisible()
    assert not form.reason.isVisible()
    form.answer.set_text(Answer.DECLINED)
    form.answer.edited.emit()
    form.keep.click()
    settle(qtbot, window)
    assert "Say why" in form.reason.fault.text()
    form.reason.set_text("No staff in the mornings")
    form.keep.click()
    settle(qtbot, window)
    assert (listed.model.rows, form.isVisible()) == ([], False)
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert [row.provider for row in listed.model.rows] == ["avon"]
    assert waiting_list.packages(empty_desk, PackageQuery(states=(State.OFFERED,))).total == 1


def test_out_of_turn_asks_for_a_reason(window: Window, empty_desk: Desk, qtbot: QtBot) -> None:
    """Who is not next is asked with words, typed under the list."""
    page = waiting(window)
    page.asking.table.setCurrentIndex(page.asking.asked.index(1, 0))
    page.asking.offer.click()
    form = page.asking.form
    assert form.reason.isVisible()
    assert not form.authority.isVisible()
    form.keep.click()
    settle(qtbot, window)
    assert "comes before" in form.reason.fault.text()
    form.reason.set_text("The family knows them")
    form.keep.click()
    settle(qtbot, window)
    assert not form.isVisible()
    assert [row.reason for row in offers(empty_desk).rows] == ["The family knows them"]


def test_what_is_overdue_is_marked_and_lapses(window: Window, empty_desk: Desk, qtbot: QtBot) -> None:
    """After its deadline the offer is marked, and no answer in time is what the form begins with."""
    waiting(window).asking.offer.click()
    settle(qtbot, window)
    assert isinstance(empty_desk.clock, HandClock)
    empty_desk.clock.day += timedelta(days=4)
    listed = offers_page(window, qtbot)
    assert listed.model.index(0, 0).data().startswith("! overdue")
    listed.answer()
    assert listed.panel.form.answer.text() == Answer.LAPSED
    listed.panel.form.keep.click()
    settle(qtbot, window)
    listed.state.choose(OfferState.ENDED)
    settle(qtbot, window)
    assert [row.answer for row in listed.model.rows] == [Answer.LAPSED]
    assert not window.actions_["offers.answer"].isEnabled()


def test_an_offer_is_taken_back_with_its_reason(window: Window, empty_desk: Desk, qtbot: QtBot) -> None:
    """Accepted and then taken back: the package waits again, and Today counts what is out."""
    waiting(window).asking.offer.click()
    settle(qtbot, window)
    today = next(page for page in window.pages if isinstance(page, TodayPage))
    window.go("today")
    settle(qtbot, window)
    assert today.cards["offers"].figure.text() == "1"
    listed = offers_page(window, qtbot)
    listed.answer()
    listed.panel.form.keep.click()
    settle(qtbot, window)
    listed.state.choose(OfferState.ACCEPTED)
    settle(qtbot, window)
    assert listed.panel.next.isVisible()
    window.actions_["offers.withdraw"].trigger()
    listed.panel.form.reason.set_text("Its manager rang")
    listed.panel.form.keep.click()
    settle(qtbot, window)
    assert listed.model.rows == []
    assert waiting_list.packages(empty_desk, PackageQuery()).total == 2
