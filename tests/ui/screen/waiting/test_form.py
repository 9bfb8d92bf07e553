"""Typing and correcting a referral: every fault at its field, and nothing typed is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from allocation.use_cases import waiting_list
from allocation.use_cases.desk import Desk
from tests.ui.screen.conftest import Open, settle
from ui.screen.waiting.fields import SECTIONS
from ui.screen.waiting.form import ReferralForm
from ui.screen.waiting.page import WaitingPage
from ui.screen.window import Window


@pytest.fixture
def window(desk: Desk, open_window: Open) -> Window:
    """A window on the waiting list of a small council."""
    return open_window(desk, (WaitingPage,))


def open_form(window: Window, qtbot: QtBot, action: str) -> tuple[WaitingPage, ReferralForm]:
    """The form, opened by its action and filled."""
    page = window.page
    assert isinstance(page, WaitingPage)
    with qtbot.waitSignal(page.form.opened):
        window.actions_[action].trigger()
    return page, page.form


def test_every_column_of_a_referral_has_a_field() -> None:
    """The form can say all that a file can: its fields are exactly the columns of packages."""
    from allocation.intake import LAYOUTS

    fields = {field.column for _title, fields in SECTIONS for field in fields}
    assert fields == {column.name for column in LAYOUTS["packages"].columns}


def test_a_referral_is_typed_and_waits(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """A new referral, saved from the keyboard, is in the list, selected, with its visits."""
    page, form = open_form(window, qtbot, "waiting.new")
    assert window.title_row.title.text() == "New referral"
    area = waiting_list.choices(desk).areas[0].label
    for column, text in {
        "package": "NEW-1",
        "name": "Zoë Ó Brien",
        "area": area,
        "priority": "critical",
    }.items():
        form.entries[column].set_text(text)
    qtbot.mouseClick(form.visits.more, Qt.MouseButton.LeftButton)
    form.visits.lines[0].fill(
        {"days": "daily", "band": "morning", "minutes": "45", "workers": "2", "part": "1"}
    )
    qtbot.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    detail = waiting_list.package(desk, waiting_list.id_of(desk, "NEW-1"))
    assert detail.person.name == "Zoë Ó Brien"
    assert detail.package.staff_minutes == 45 * 7 * 2
    assert page.row is not None
    assert page.row.reference == "NEW-1"
    assert page.panel.shown is not None
    assert page.panel.shown.id == detail.id


def test_all_faults_stand_at_their_fields_at_once(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """Wrong date, unknown provider, no minutes: each is said where it is, and what was typed stays."""
    before = waiting_list.counts(desk)["waiting"]
    page, form = open_form(window, qtbot, "waiting.new")
    area = waiting_list.choices(desk).areas[0].label
    typed = {
        "package": "NEW-2",
        "area": area,
        "priority": "low",
        "wanted_start": "next week",
        "chosen_provider": "Nobody",
        "block_weeks": "many",
    }
    for column, text in typed.items():
        form.entries[column].set_text(text)
    qtbot.mouseClick(form.visits.more, Qt.MouseButton.LeftButton)
    form.visits.lines[0].fields["minutes"].setText("soon")  # type: ignore[union-attr]
    form.save()
    settle(qtbot, window)
    faulty = {column for column, entry in form.entries.items() if entry.fault.text()}
    assert faulty == {"wanted_start", "chosen_provider", "block_weeks"}
    assert "next week" in form.entries["wanted_start"].fault.text()
    assert "soon" in form.visits.lines[0].fault.text()
    assert form.entries["wanted_start"].text() == "next week"
    assert page.stack.currentWidget() is form
    assert waiting_list.counts(desk)["waiting"] == before
    assert form.faults.text() == "4 things to mend"


def test_what_the_visits_come_to_runs_along(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """Staff hours a week follow every key; they are not said while a visit cannot be read."""
    _page, form = open_form(window, qtbot, "waiting.new")
    assert form.visits.sum.text() == ""
    qtbot.mouseClick(form.visits.more, Qt.MouseButton.LeftButton)
    assert form.visits.sum.text() == "3 h 30 a week"
    days, minutes = form.visits.lines[0].fields["days"], form.visits.lines[0].fields["minutes"]
    assert isinstance(days, QLineEdit)
    assert isinstance(minutes, QLineEdit)
    minutes.clear()
    qtbot.keyClicks(minutes, "45")
    assert form.visits.sum.text() == "5 h 15 a week"
    days.setCompleter(None)  # type: ignore[arg-type]  # its pop-up takes the keyboard
    days.clear()
    qtbot.keyClicks(days, "Mon;W")
    assert form.visits.sum.text() == ""
    qtbot.keyClicks(days, "ed")
    assert form.visits.sum.text() == "1 h 30 a week"


def test_a_referral_without_visits_is_told_so(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """A fault of the visits that belongs to no line stands under them, as every other at its field."""
    _page, form = open_form(window, qtbot, "waiting.new")
    area = waiting_list.choices(desk).areas[0].label
    for column, text in {"package": "NEW-3", "area": area, "priority": "low"}.items():
        form.entries[column].set_text(text)
    form.save()
    settle(qtbot, window)
    assert form.faults.text() == "1 thing to mend"
    assert form.visits.fault.text() == "There is no visit yet. Add at least one."
    assert form.visits.fault.isVisibleTo(form)


def test_days_stand_as_people_write_them(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """A day is shown day first, as the hint beside it says, and saved as the same day."""
    page, form = open_form(window, qtbot, "waiting.edit")
    assert page.row is not None
    before = waiting_list.package(desk, page.row.id)
    since = before.package.waiting_since
    assert since is not None
    assert form.entries["waiting_since"].text() == f"{since:%d/%m/%Y}"
    form.save()
    settle(qtbot, window)
    assert waiting_list.package(desk, before.id).package.waiting_since == since


def test_a_referral_is_corrected_and_the_rest_stays(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """One field changes, every other is what it was."""
    page, form = open_form(window, qtbot, "waiting.edit")
    assert page.row is not None
    before = waiting_list.package(desk, page.row.id)
    form.entries["block_weeks"].set_text("26")
    form.save()
    settle(qtbot, window)
    after = waiting_list.package(desk, before.id)
    assert after.package.block_weeks == 26
    assert after.person == before.person
    assert after.package.visits == before.package.visits
    assert after.package.area == before.package.area


def test_going_back_keeps_nothing(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """Esc leaves the form; nothing was written, and the list has the focus again."""
    page, form = open_form(window, qtbot, "waiting.edit")
    assert page.row is not None
    version = page.row.version
    form.entries["block_weeks"].set_text("26")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is not form
    assert waiting_list.package(desk, page.row.id).version == version
