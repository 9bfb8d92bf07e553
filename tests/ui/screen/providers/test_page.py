"""Providers: the list, a return typed in the grid, a suspension."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from allocation.use_cases import providers
from allocation.use_cases.desk import Desk
from tests.ui.screen.conftest import Open, settle
from ui.screen.providers.page import ProvidersPage
from ui.screen.providers.return_form import ReturnForm
from ui.screen.window import Window


@pytest.fixture
def window(desk: Desk, open_window: Open) -> Window:
    """A window on the providers of a small council."""
    return open_window(desk, (ProvidersPage,))


def the_page(window: Window) -> ProvidersPage:
    """The providers page of a window that has no other."""
    page = window.page
    assert isinstance(page, ProvidersPage)
    return page


def open_form(window: Window, qtbot: QtBot) -> ReturnForm:
    """The grid of the selected provider's return."""
    form = the_page(window).form
    with qtbot.waitSignal(form.opened):
        window.actions_["providers.return"].trigger()
    return form


def test_the_models_behave_as_qt_asks(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """Qt's own model tester finds nothing wrong with list and grid."""
    page = the_page(window)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(page.model, mode), QAbstractItemModelTester(page.form.model, mode)]
    page.search.setText(page.model.rows[2].name)
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    form = open_form(window, qtbot)
    form.model.setData(form.model.index(0, 0), "7.5")
    for tester in testers:
        tester.deleteLater()


def test_a_return_is_typed_in_the_grid(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """A figure is typed with the keyboard, saved as at today, and undone with Ctrl+Z."""
    page = the_page(window)
    row = page.row
    assert row is not None
    before = providers.provider(desk, row.id).rows
    form = open_form(window, qtbot)
    week = form.model.index(0, form.model.columnCount() - 1)
    form.model.setData(week, "100 h 30")
    form.save()
    settle(qtbot, window)
    figures = {
        (each.lot, each.band, each.days, each.workers): each for each in providers.provider(desk, row.id).rows
    }
    assert figures[None, None, None, None].minutes == 100 * 60 + 30
    assert figures[None, None, None, None].as_at == desk.clock.today()
    assert page.stack.currentWidget() is not form
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert providers.provider(desk, row.id).rows == before


def test_a_cell_that_is_no_hours_is_not_kept(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """The form stays open, says what is wrong, goes to the cell, and nothing was written."""
    page = the_page(window)
    assert page.row is not None
    version = providers.provider(desk, page.row.id).return_version
    form = open_form(window, qtbot)
    form.model.setData(form.model.index(1, 1), "a few")
    form.grid.setCurrentIndex(form.model.index(0, 0))
    form.save()
    settle(qtbot, window)
    assert form.faults.text().startswith("1 cell is wrong. “a few” is not a number of hours;")
    assert form.model.index(1, 1).data() == "a few"
    assert (form.grid.currentIndex().row(), form.grid.currentIndex().column()) == (1, 1)
    assert providers.provider(desk, page.row.id).return_version == version


def test_a_block_is_pasted_from_a_spreadsheet(window: Window, qtbot: QtBot) -> None:
    """Cells copied from a spreadsheet fill the grid from the current cell on, and never past its edge."""
    form = open_form(window, qtbot)
    QApplication.clipboard().setText("1\t2.5\r\n3\t4:15\r\n")
    form.grid.setCurrentIndex(form.model.index(0, 0))
    qtbot.keyClick(form.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    texts = [[form.model.index(row, column).data() for column in range(2)] for row in range(2)]
    assert texts == [["1 h", "2 h 30"], ["3 h", "4 h 15"]]


def test_a_suspension_needs_its_reason(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """Without a reason it is refused at the field; with one the provider is suspended, until it is ended."""
    page = the_page(window)
    row = next(row for row in page.model.rows if not row.suspended)
    page.reveal(row.id)
    settle(qtbot, window)
    window.actions_["providers.suspend"].trigger()
    form = page.panel.suspension_form
    form.save()
    assert form.reason.fault.text()
    assert not providers.provider(desk, row.id).suspensions
    form.reason.set_text("Large-scale investigation")
    form.save()
    settle(qtbot, window)
    [held] = providers.provider(desk, row.id).suspensions
    assert (held.suspension.reason, held.suspension.decided_by) == ("Large-scale investigation", "Ann Broker")
    assert next(each for each in page.model.rows if each.id == row.id).suspended


def test_what_is_still_being_typed_is_saved_too(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """Ctrl+S in the middle of a cell keeps what stands in it."""
    page = the_page(window)
    assert page.row is not None
    form = open_form(window, qtbot)
    index = form.model.index(0, 0)
    form.grid.setCurrentIndex(index)
    if form.grid.indexWidget(index) is None:
        form.grid.edit(index)
    editor = form.grid.indexWidget(index)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "11:15")
    qtbot.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    band = form.model.grid.bands[0]
    rows = providers.provider(desk, page.row.id).rows
    assert [
        row.minutes for row in rows if (row.lot, row.band, row.days, row.workers) == (None, band, None, None)
    ] == [11 * 60 + 15]
