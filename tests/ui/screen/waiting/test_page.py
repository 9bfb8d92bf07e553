"""The waiting list as a broker works with it: find, read, note, correct, close, undo, save."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from allocation.acts.rows import EndReason, State
from allocation.lists import PackageQuery
from allocation.model import Priority
from allocation.use_cases import referrals, waiting_list
from allocation.use_cases.desk import Desk
from tests.desks import bring_in, small_council
from tests.ui.screen.conftest import Open, settle
from ui.screen.table.paged import PAGE
from ui.screen.waiting.page import WaitingPage
from ui.screen.window import Window


def the_page(window: Window) -> WaitingPage:
    """The waiting page of a window that has no other."""
    page = window.page
    assert isinstance(page, WaitingPage)
    return page


@pytest.fixture
def window(desk: Desk, open_window: Open) -> Window:
    """A window on the waiting list of a small council."""
    return open_window(desk, (WaitingPage,))


def test_everybody_who_waits_is_listed_most_urgent_first(desk: Desk, window: Window) -> None:
    """The list opens on all who wait, in the order of priority, with the first selected and shown."""
    page = the_page(window)
    assert page.model.total == 24
    orders = [0 if row.discharge else row.priority.order for row in page.model.rows]
    assert orders == sorted(orders)
    assert page.panel.shown is not None
    assert page.panel.shown.id == page.model.rows[0].id
    assert window.navigation.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Waiting, 24"


def test_the_model_behaves_as_qt_asks(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """Qt's own model tester finds nothing wrong while pages come in, are sorted and filtered."""
    page = the_page(window)
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.filters.search.setText(page.model.rows[3].reference)
    qtbot.waitUntil(lambda: page.model.total == 1)
    page.filters.reset()
    qtbot.waitUntil(lambda: page.model.total == 24)
    page.ask()
    settle(qtbot, window)
    tester.deleteLater()


def test_a_long_list_comes_page_by_page(empty_desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """Only the first page is read at once; scrolling to the end brings the next, until all are there."""
    bring_in(empty_desk, *small_council(packages=130))
    window = open_window(empty_desk, (WaitingPage,))
    page = the_page(window)
    assert len(page.model.rows) == PAGE
    assert page.model.total == 130
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: len(page.model.rows) == 130)
    assert len({row.id for row in page.model.rows}) == 130
    assert not page.model.canFetchMore(page.table.rootIndex())


def test_searching_and_filtering_ask_the_store(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """What is shown is what the same query gives, for a search and for a priority."""
    page = the_page(window)
    wanted = page.model.rows[5]
    page.filters.search.setText(wanted.name.split()[-1])
    found = waiting_list.packages(desk, PackageQuery(text=wanted.name.split()[-1]))
    qtbot.waitUntil(lambda: page.model.total == found.total)
    assert [row.id for row in page.model.rows] == [row.id for row in found.rows]
    page.filters.reset()
    page.filters.priority.choose((Priority.MODERATE,))
    some = waiting_list.packages(desk, PackageQuery(priorities=(Priority.MODERATE,)))
    qtbot.waitUntil(lambda: [row.id for row in page.model.rows] == [row.id for row in some.rows])


def test_a_click_on_a_head_sorts_the_whole_list(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """The store sorts, up on the first click and down on the second."""
    page = the_page(window)
    place = next(place for place, column in enumerate(page.model.columns) if column.id == "minutes")
    page.table.horizontalHeader().sectionClicked.emit(place)
    settle(qtbot, window)
    rising = [row.staff_minutes for row in page.model.rows]
    assert rising == sorted(rising)
    page.table.horizontalHeader().sectionClicked.emit(place)
    settle(qtbot, window)
    assert [row.staff_minutes for row in page.model.rows] == rising[::-1]


def test_names_can_be_hidden_everywhere(desk: Desk, window: Window) -> None:
    """With names off, neither the list nor the detail shows who it is."""
    page = the_page(window)
    assert page.panel.who.isVisible()
    page.filters.names.setChecked(False)
    hidden = {
        column.id for place, column in enumerate(page.model.columns) if page.table.isColumnHidden(place)
    }
    assert hidden >= {"name", "person"}
    assert not page.panel.who.isVisible()
    page.filters.names.setChecked(True)
    names = [column.id for column in page.model.columns].index("name")
    assert not page.table.isColumnHidden(names)
    shown = window.actions_["waiting.names"]
    assert shown.isChecked()
    shown.trigger()
    assert not page.filters.names.isChecked()
    assert not shown.isChecked()


def test_a_list_without_names_does_not_tell_the_name_that_was_searched(window: Window) -> None:
    """What was typed to find somebody stands in the head of the paper only where names may."""
    page = the_page(window)
    page.filters.search.setText("Effie Pitskelly")
    assert "Effie Pitskelly" in page.filters.words()
    assert page.filters.words(names=False) == "Waiting · found by a search"


def test_a_note_is_kept_with_its_day(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """Type, tick, add: the note is on the package, its day in the list, and the field is empty again."""
    page = the_page(window)
    window.actions_["waiting.note"].trigger()
    assert page.panel.notes.text.hasFocus()
    qtbot.keyClicks(page.panel.notes.text, "Ward rang.")
    page.panel.notes.follow.setChecked(True)
    qtbot.mouseClick(page.panel.notes.add, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert page.row is not None
    [note] = waiting_list.package(desk, page.row.id).notes
    assert (note.text, note.by, note.done) == ("Ward rang.", "Ann Broker", False)
    assert page.row.follow_up == note.follow_up is not None
    assert not page.panel.notes.text.toPlainText()
    assert page.panel.notes.text.hasFocus()


def test_closing_takes_a_reason_and_can_be_undone(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """A closed package leaves the list; Ctrl+Z brings it back as it was."""
    page = the_page(window)
    row = page.row
    assert row is not None
    page.close_package(EndReason.MOVED_AWAY)
    settle(qtbot, window)
    assert waiting_list.package(desk, row.id).state is State.ENDED
    assert row.id not in {each.id for each in page.model.rows}
    assert "moved away" in window.messages.history[-1].text
    assert window.messages.history[-1].offer == "Undo"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert waiting_list.package(desk, row.id).state is State.WAITING
    assert row.id in {each.id for each in page.model.rows}


def test_a_stale_close_is_refused_and_said(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """Where somebody else changed the package meanwhile, nothing is overwritten and the bar says so."""
    page = the_page(window)
    row = page.row
    assert row is not None
    referrals.close_package(desk, row.id, row.version, EndReason.HOSPITAL)
    page.close_package(EndReason.FAMILY)
    settle(qtbot, window)
    assert waiting_list.package(desk, row.id).ended is EndReason.HOSPITAL
    assert "✕" in window.bar.text.text()


@pytest.mark.parametrize("ending", ["xlsx", "pdf"])
@pytest.mark.parametrize("names", [True, False])
def test_the_filtered_list_is_saved_in_one_go(
    window: Window, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch, ending: str, names: bool
) -> None:
    """The file has the rows that are shown, with names or without, and no name in its own name."""
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _where: str(home / "Documents"))
    page = the_page(window)
    page.filters.names.setChecked(names)
    window.actions_["waiting.sheet" if ending == "xlsx" else "waiting.paper"].trigger()
    settle(qtbot, window)
    [path] = (home / "Documents").iterdir()
    assert path.name == f"waiting-list-2026-06-01.{ending}"
    text = _text_of(path)
    row = page.model.rows[0]
    assert row.reference in text
    assert (row.name in text) is names
    assert (row.person_reference in text) is names
    assert "Open" in window.messages.history[-1].offer


def _text_of(path: Path) -> str:
    if path.suffix == ".pdf":
        import pypdf

        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
        return " ".join(text.split())
    from python_calamine import CalamineWorkbook

    [sheet] = CalamineWorkbook.from_path(path).sheet_names
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    return "\n".join(" ".join(map(str, row)) for row in rows)


def test_what_is_closed_can_still_be_opened(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """A link to a package that the list does not show (it ended) widens the list to it and selects it."""
    page = the_page(window)
    row = page.model.rows[4]
    referrals.close_package(desk, row.id, row.version, EndReason.OTHER)
    page.refresh(page.concerns)
    settle(qtbot, window)
    assert row.id not in {each.id for each in page.model.rows}
    window.go("waiting", row.id)
    qtbot.waitUntil(lambda: [each.id for each in page.model.rows] == [row.id])
    settle(qtbot, window)
    assert page.row is not None
    assert page.row.id == row.id
    assert page.panel.shown is not None
    assert page.panel.shown.state is State.ENDED


def test_a_follow_up_day_is_typed_without_the_mouse(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """Tab goes from the note over its box to the day and out of it; Enter there adds the note."""
    page = window.page
    assert isinstance(page, WaitingPage)
    notes = page.panel.notes
    window.actions_["waiting.note"].trigger()
    qtbot.keyClicks(notes.text, "Ward rings back")
    for widget, key in ((notes.text, Qt.Key.Key_Tab), (notes.follow, Qt.Key.Key_Space)):
        qtbot.keyClick(widget, key)
    qtbot.keyClick(notes.follow, Qt.Key.Key_Tab)
    assert notes.day.hasFocus()
    qtbot.keyClick(notes.day, Qt.Key.Key_Tab)
    assert not notes.day.hasFocus()
    notes.day.setFocus()
    qtbot.keyClick(notes.day, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert page.row is not None
    (note,) = waiting_list.package(desk, page.row.id).notes
    assert note.follow_up == desk.clock.today() + timedelta(days=7)
