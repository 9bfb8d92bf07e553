"""A broker records that care began, rests and goes on; takes an answer back; erases a person."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allocation.acts.rows import EraseReason, State
from allocation.lists import PackageQuery
from allocation.model import Outcome
from allocation.use_cases import care, refusals, waiting_list
from allocation.use_cases.desk import Desk
from tests.desks import issue_first
from tests.ui.screen.conftest import Open, settle
from ui.screen.waiting.erase import EraseDialog, erasure_words
from ui.screen.waiting.page import WaitingPage
from ui.screen.window import Window


@pytest.fixture
def accepted(desk: Desk) -> str:
    """The id of a package whose provider accepted it today."""
    package = issue_first(desk)
    return waiting_list.id_of(desk, package)


def reveal(window: Window, id_: str, qtbot: QtBot) -> WaitingPage:
    """The waiting page with that package selected."""
    page = window.page
    assert isinstance(page, WaitingPage)
    window.go("waiting", id_)
    qtbot.waitUntil(lambda: page.row is not None and page.row.id == id_)
    settle(qtbot, window)
    return page


def test_care_begins_rests_and_goes_on(desk: Desk, accepted: str, open_window: Open, qtbot: QtBot) -> None:
    """Each step is there in its state only, is said for a day, and the whole way is undone by the key."""
    window = open_window(desk, (WaitingPage,))
    page = reveal(window, accepted, qtbot)
    steps, today = page.panel.care, desk.clock.today()

    def enabled() -> list[str]:
        return [each for each in steps.buttons if window.actions_[each].isEnabled()]

    for action, after, next_steps in (
        ("waiting.start", State.LIVE, ["waiting.rest"]),
        ("waiting.rest", State.SUSPENDED, ["waiting.go_on"]),
        ("waiting.go_on", State.LIVE, ["waiting.rest"]),
    ):
        assert action in enabled()
        window.actions_[action].trigger()
        assert steps.day.line.hasFocus()
        steps.day.set_text((today + timedelta(1)).isoformat())
        qtbot.mouseClick(steps.keep, Qt.MouseButton.LeftButton)
        settle(qtbot, window)
        assert "still to come" in steps.day.fault.text()
        steps.day.set_text(today.isoformat())
        qtbot.keyClick(steps.day.line, Qt.Key.Key_Return)
        settle(qtbot, window)
        assert waiting_list.package(desk, accepted).state is after
        assert not steps.form.isVisible()
        assert enabled() == next_steps
    for state in (State.SUSPENDED, State.LIVE, State.ACCEPTED):
        qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, window)
        assert waiting_list.package(desk, accepted).state is state


def test_a_step_that_somebody_made_meanwhile_is_not_made_again(
    desk: Desk, accepted: str, open_window: Open, qtbot: QtBot
) -> None:
    """The form says so at its field, and what was typed stays."""
    window = open_window(desk, (WaitingPage,))
    page = reveal(window, accepted, qtbot)
    window.actions_["waiting.start"].trigger()
    care.start_care(desk, accepted, waiting_list.package(desk, accepted).version)
    page.panel.care.save()
    settle(qtbot, window)
    assert "in the meantime" in page.panel.care.day.fault.text()


def test_an_answer_is_taken_back(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """Every answer has its own way back, which names the provider; Undo puts it there again."""
    package = waiting_list.packages(desk, PackageQuery()).rows[0].id
    provider = waiting_list.choices(desk).providers[0]
    before = len(waiting_list.package(desk, package).refusals)
    refusals.record_refusal(desk, package, provider.id, Outcome.EXCLUDED, desk.clock.today(), "Moved house")
    window = open_window(desk, (WaitingPage,))
    page = reveal(window, package, qtbot)
    row = next(
        each for each in waiting_list.package(desk, package).refusals if each.refusal.reason == "Moved house"
    )
    assert page.panel.answers.lines.count() == before + 1
    page.panel.answers.take_back(row)
    settle(qtbot, window)
    assert page.panel.answers.lines.count() == before
    assert provider.name in window.messages.history[-1].text
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert page.panel.answers.lines.count() == before + 1


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_person_is_erased_only_by_one_who_is_sure(
    desk: Desk, accepted: str, open_window: Open, qtbot: QtBot
) -> None:
    """Turning back keeps all; a reason and the typed reference erase; nothing offers an undo."""
    window = open_window(desk, (WaitingPage,))
    page = reveal(window, accepted, qtbot)
    detail = page.panel.shown
    assert detail is not None
    assert detail.person.name
    said = " ".join(erasure_words(detail))
    assert "1 record" in said
    assert "accepted" in said

    def answer(reason: EraseReason | None, typed: str, *, sure: bool) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, EraseDialog)
        dialog.reason.choose(reason)
        dialog.typed.setText(typed)
        dialog._accept()
        if not sure:
            assert dialog.fault.text()
            dialog.reject()

    for reason, typed, sure in (
        (None, detail.package.package, False),
        (EraseReason.ASKED, "P", False),
        (EraseReason.ASKED, detail.package.package, True),
    ):
        QTimer.singleShot(0, lambda r=reason, t=typed, s=sure: answer(r, t, sure=s))
        window.actions_["waiting.erase"].trigger()
        settle(qtbot, window)
        assert bool(waiting_list.package(desk, accepted).person.name) is not sure
    assert not window.messages.history[-1].offer
    assert page.panel.shown is not None
    assert waiting_list.package(desk, accepted).history[0].facts["reason"] == "asked"


def test_a_list_without_rows_has_no_detail(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """Where nothing matches, no package stands on the right; what matches again is shown again."""
    window = open_window(desk, (WaitingPage,))
    page = window.page
    assert isinstance(page, WaitingPage)
    assert page.panel.reference.isVisible()
    page.filters.search.setText("nobody at all has this name")
    qtbot.waitUntil(lambda: not page.model.rows)
    settle(qtbot, window)
    assert not page.panel.reference.isVisible()
    page.filters.search.clear()
    qtbot.waitUntil(lambda: bool(page.model.rows))
    settle(qtbot, window)
    assert page.row is not None
    assert page.panel.shown is not None
    assert page.panel.shown.id == page.row.id
