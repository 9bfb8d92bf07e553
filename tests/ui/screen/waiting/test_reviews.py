"""Outcomes recorded in a package's detail, care that is to be reviewed on Today, and what follows a block."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from allocation.acts.rows import State
from allocation.use_cases import care, referrals, undoing, waiting_list
from allocation.use_cases.desk import Desk
from tests.desks import HandClock, issue_first
from tests.ui.screen.conftest import Open, settle
from tests.ui.screen.waiting.test_care import reveal
from ui.screen.pages import PAGES
from ui.screen.today.page import TodayPage
from ui.screen.waiting.page import WaitingPage

LATER = date(2026, 7, 10)


@pytest.fixture
def live(desk: Desk) -> str:
    """A package in two-week blocks that was issued in June and is live; some weeks have gone by."""
    package = issue_first(desk)
    key = waiting_list.id_of(desk, package)
    care.start_care(desk, key, waiting_list.package(desk, key).version)
    draft = referrals.draft_of(desk, key)
    referrals.save_referral(desk, replace(draft, fields={**draft.fields, "block_weeks": "2"}))
    assert isinstance(desk.clock, HandClock)
    desk.clock.day = LATER
    return key


def test_today_leads_to_what_is_to_be_reviewed(
    desk: Desk, live: str, open_window: Open, qtbot: QtBot
) -> None:
    """The block that ended stands on Today with its reason; Enter opens the package, which says it too."""
    window = open_window(desk, PAGES)
    window.go("today")
    settle(qtbot, window)
    today = next(page for page in window.pages if isinstance(page, TodayPage))
    assert today.reviews.isVisible()
    assert [row.package for row in today.due.rows] == [live]
    assert "block ends" in today.due.index(0, 2).data()
    today.reviews.activated.emit(today.due.index(0, 0))
    settle(qtbot, window)
    page = window.page
    assert isinstance(page, WaitingPage)
    assert page.panel.shown is not None
    assert page.panel.shown.id == live
    assert "block ends" in page.panel.reviews.due.text()


def test_outcomes_are_typed_corrected_and_taken_back(
    desk: Desk, live: str, open_window: Open, qtbot: QtBot
) -> None:
    """The form is filled with what is known; a fault stands at its field; the line says what was recorded."""
    window = open_window(desk, (WaitingPage,))
    page = reveal(window, live, qtbot)
    window.actions_["waiting.outcome"].trigger()
    section, form = page.panel.reviews, page.panel.reviews.form
    assert form.isVisible()
    assert form.before.text() == form.after.text() != ""
    form.agreed.set_text("3")
    form.achieved.set_text("many")
    form.save()
    assert form.achieved.fault.text()
    form.achieved.set_text("4")
    form.save()
    settle(qtbot, window)
    assert "As many outcomes" in form.achieved.fault.text()
    form.achieved.set_text("2")
    form.save()
    settle(qtbot, window)
    assert not form.isVisible()
    (row,) = waiting_list.package(desk, live).reviews
    assert (row.review.agreed, row.review.achieved, row.review.on) == (3, 2, LATER)
    assert section.lines.count() == 1
    assert "2 of 3" in window.messages.history[-1].text
    section.take_back(row)
    settle(qtbot, window)
    assert section.lines.count() == 0
    undoing.undo(desk)
    assert len(waiting_list.package(desk, live).reviews) == 1


def test_the_onward_package_is_made_and_shown(desk: Desk, live: str, open_window: Open, qtbot: QtBot) -> None:
    """One press, and the new package is selected, waiting; Undo takes it away."""
    window = open_window(desk, (WaitingPage,))
    page = reveal(window, live, qtbot)
    assert page.panel.reviews.follow.isVisible()
    page.panel.reviews.follow.click()
    qtbot.waitUntil(lambda: page.row is not None and page.row.id != live)
    settle(qtbot, window)
    shown = page.panel.shown
    assert shown is not None
    assert (shown.state, shown.package.package[-2:]) == (State.WAITING, "-2")
    undoing.undo(desk)
    window.refresh()
    settle(qtbot, window)
    assert not [line for line in desk_references(desk) if line.endswith("-2")]


def desk_references(desk: Desk) -> list[str]:
    """The references of all packages."""
    return [row.reference for row in waiting_list.packages(desk, waiting_list.PackageQuery()).rows]
