"""A broker records what a provider said, in the package's detail; and opens a package again."""

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from allocation.acts.rows import EndReason, State
from allocation.model import Outcome
from allocation.use_cases import referrals, waiting_list
from allocation.use_cases.desk import Desk
from tests.ui.screen.conftest import Open, settle
from ui.screen.refusal import RefusalForm
from ui.screen.waiting.page import WaitingPage
from ui.screen.window import Window


@pytest.fixture
def window(desk: Desk, open_window: Open) -> Window:
    """A window on the waiting list of a small council."""
    return open_window(desk, (WaitingPage,))


@pytest.fixture
def page(window: Window) -> WaitingPage:
    """Its only page."""
    assert isinstance(window.page, WaitingPage)
    return window.page


@pytest.fixture
def form(window: Window, page: WaitingPage) -> RefusalForm:
    """The form, begun by its action."""
    assert not page.panel.answers.form.isVisible()
    window.actions_["waiting.refusal"].trigger()
    return page.panel.answers.form


def test_what_a_provider_said_is_recorded_and_undone(
    desk: Desk, window: Window, page: WaitingPage, form: RefusalForm, qtbot: QtBot
) -> None:
    """Choose, type, record: the detail tells it, the bar offers Undo, and Ctrl+Z takes it back."""
    assert page.row is not None
    key, before = page.row.id, waiting_list.package(desk, page.row.id).refusals
    assert form.provider.box.hasFocus()
    choice = waiting_list.choices(desk).providers[1]
    form.provider.set_text(choice.id)
    qtbot.keyClicks(form.reason.line, "No staff at weekends")
    qtbot.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    (row,) = (each for each in waiting_list.package(desk, key).refusals if each not in before)
    said = row.refusal
    assert (said.provider, said.outcome, said.on) == (choice.label, Outcome.DECLINED, desk.clock.today())
    assert (said.until, said.reason) == (None, "No staff at weekends")
    assert not form.isVisible()
    assert page.table.hasFocus()
    assert choice.name in window.messages.history[-1].text
    assert window.messages.history[-1].offer == "Undo"
    assert page.panel.shown is not None
    assert row in page.panel.shown.refusals
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert waiting_list.package(desk, key).refusals == before


def test_what_is_wrong_stands_at_its_field(
    desk: Desk, window: Window, form: RefusalForm, qtbot: QtBot
) -> None:
    """No provider, no date, a day to come, no reason: each is said where it is, and nothing is kept."""
    form.on.set_text("soon")
    form.save()
    assert form.provider.fault.isVisible()
    assert "soon" in form.on.fault.text()
    form.provider.set_text(waiting_list.choices(desk).providers[0].id)
    form.on.set_text(QDate(2026, 7, 1).toString("dd/MM/yyyy"))
    form.save()
    settle(qtbot, window)
    assert not form.provider.fault.isVisible()
    assert form.on.fault.isVisible()
    assert form.reason.fault.isVisible()
    assert form.isVisible()


def test_only_what_is_said_for_a_time_has_a_last_day(form: RefusalForm) -> None:
    """An exclusion holds until it is withdrawn: the field for a last day goes, with what stood in it."""
    form.until.set_text("07/07/2026")
    form.outcome.set_text(Outcome.EXCLUDED)
    form.outcome.edited.emit()
    assert not form.until.isVisible()
    assert not form.until.text()
    form.outcome.set_text(Outcome.LAPSED)
    form.outcome.edited.emit()
    assert form.until.isVisible()


def test_another_package_closes_the_form(
    window: Window, page: WaitingPage, form: RefusalForm, qtbot: QtBot
) -> None:
    """What was begun for one package is never recorded for another."""
    page.table.selectRow(3)
    settle(qtbot, window)
    assert not form.isVisible()


def test_an_ended_package_is_opened_again(
    desk: Desk, window: Window, page: WaitingPage, qtbot: QtBot
) -> None:
    """Reopen is there for what has ended only, as closing and refusing are for what has not."""
    row = page.model.rows[2]
    assert not window.actions_["waiting.reopen"].isEnabled()
    referrals.close_package(desk, row.id, row.version, EndReason.OTHER)
    page.refresh(page.concerns)
    settle(qtbot, window)
    window.go("waiting", row.id)
    qtbot.waitUntil(lambda: [each.id for each in page.model.rows] == [row.id])
    settle(qtbot, window)
    assert not window.actions_["waiting.close"].isEnabled()
    assert not window.actions_["waiting.refusal"].isEnabled()
    assert not page.panel.answers.record.isVisible()
    window.actions_["waiting.reopen"].trigger()
    settle(qtbot, window)
    assert waiting_list.package(desk, row.id).state is State.WAITING
