"""A contract typed into the tables of the window: from nothing, with faults at cells, amended, ended."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from allocation.use_cases.desk import Desk
from allocation.use_cases.terms import terms
from tests.ui.screen.conftest import Open, settle
from ui.screen.contracts import going_out
from ui.screen.contracts.editor import TABS, ContractEditor
from ui.screen.contracts.grid_model import GridModel
from ui.screen.contracts.page import ContractsPage
from ui.screen.records.dialog import PagesDialog
from ui.screen.records.papers import Sheets
from ui.screen.table.grid import paste
from ui.screen.table.model import COLOUR
from ui.screen.window import Window


def the_page(window: Window) -> ContractsPage:
    """The page of a window that has no other."""
    page = window.page
    assert isinstance(page, ContractsPage)
    return page


def fill(editor: ContractEditor, table: str, block: str) -> None:
    """Paste a block of cells, as from a spreadsheet, at the table's first new row."""
    model = editor.grids[table].model_
    paste(model, model.index(model.rowCount() - 1, 0), block)


def argyll(editor: ContractEditor) -> None:
    """B1: three ranked providers an area, 60, 25 and 15 per cent."""
    editor.entries["contract"].set_text("AB")
    editor.entries["name"].set_text("Care at home")
    editor.entries["start"].set_text("01/04/2026")
    fill(editor, "areas", "Oban\nMull")
    fill(editor, "providers", "P1\tOne Care\nP2\tTwo Care\nP3\tThree Care")
    fill(editor, "steps", "1\tRanked providers\trank")
    fill(editor, "lots", "Oban lot\t\tOban\nMull lot\t\tMull")
    for lot in ("Oban lot", "Mull lot"):
        for place, share in enumerate(("60", "25", "15"), 1):
            fill(editor, "awards", f"{lot}\t1\tP{place}\t{place}\t2{place}.50\t\t{share}")


def test_b1_is_set_up_from_nothing_by_hand(empty_desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """New contract, five tables, one save: the list shows six awards, Undo takes all of it back."""
    window = open_window(empty_desk, (ContractsPage,))
    page = the_page(window)
    assert page.main_action() == "contracts.new"
    window.actions_["contracts.new"].trigger()
    settle(qtbot, window)
    assert window.title_row.title.text() == "New contract"
    testers = [
        QAbstractItemModelTester(grid.model_, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for grid in page.editor.grids.values()
    ]
    argyll(page.editor)
    awards = page.editor.grids["awards"].model_
    assert awards.index(0, awards.place_of("provider")).data() == "P1 · One Care"
    page.editor.save()
    settle(qtbot, window)
    assert not page.editor.faults.text()
    assert [(award.rank, award.target_share, award.rate) for award in page.model.rows] == [
        (1, 6000, 2150), (2, 2500, 2250), (3, 1500, 2350),
    ] * 2  # fmt: skip
    assert page.main_action() == "contracts.edit"
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert not terms(empty_desk).contracts
    for tester in testers:
        tester.deleteLater()


def test_all_faults_are_shown_at_once_at_their_cells(
    empty_desk: Desk, open_window: Open, qtbot: QtBot
) -> None:
    """Marked in sign and colour, counted in the tabs, told in words; mending a cell takes its mark away."""
    window = open_window(empty_desk, (ContractsPage,))
    page = the_page(window)
    window.actions_["contracts.new"].trigger()
    settle(qtbot, window)
    editor = page.editor
    argyll(editor)
    awards, lots = editor.grids["awards"].model_, editor.grids["lots"].model_
    awards.setData(awards.index(0, awards.place_of("rate")), "much")
    awards.setData(awards.index(1, awards.place_of("rank")), "")
    lots.setData(lots.index(1, lots.place_of("areas")), "Iona")
    editor.entries["end"].set_text("01/04/2025")
    editor.save()
    settle(qtbot, window)
    cell = awards.index(0, awards.place_of("rate"))
    assert cell.data() == "✕ much"
    assert cell.data(COLOUR) == "critical"
    assert "pounds" in cell.data(Qt.ItemDataRole.ToolTipRole)
    titles = [editor.tabs.tabText(place) for place in range(len(TABS))]
    assert titles == ["Steps", "Lots · 1 fault", "Awards · 2 faults", "Areas", "Providers"]
    assert "Iona" in editor.faults.text()
    assert editor.entries["end"].fault.text()
    assert editor.save_button.isEnabled()
    assert not terms(empty_desk).contracts
    awards.setData(cell, "19.50")
    assert cell.data() == "19.50"
    awards.setData(awards.index(1, awards.place_of("rank")), "2")
    lots.setData(lots.index(1, lots.place_of("areas")), "*")
    editor.entries["end"].set_text("")
    editor.save()
    settle(qtbot, window)
    assert len(terms(empty_desk).awards) == 6


def test_an_award_is_ended_and_another_removed(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """From the list straight to the award; today becomes its last day; a row can go."""
    window = open_window(desk, (ContractsPage,))
    page = the_page(window)
    before = terms(desk).awards
    award = page.award
    assert award is not None
    page.amend()
    settle(qtbot, window)
    grid = page.editor.grids["awards"]
    assert page.editor.tabs.currentWidget() is grid
    page.editor.end.click()
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    grid.selectionModel().select(grid.model_.index(grid.model_.rowCount() - 2, 0), flags)
    page.editor.remove.click()
    page.editor.save()
    settle(qtbot, window)
    after = terms(desk).awards
    ended = [each for each in after if each.end == desk.clock.today()]
    assert [each.key for each in ended] == [award.key]
    assert len(after) == len(before) - 1
    assert window.messages.history[-1].text.startswith(f"Contract {award.contract} saved")


def test_going_back_keeps_nothing(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """What was typed is dropped and the list is there again."""
    window = open_window(desk, (ContractsPage,))
    page, before = the_page(window), terms(desk)
    page.amend()
    settle(qtbot, window)
    page.editor.entries["name"].set_text("Another")
    page.editor.back.click()
    assert page.stack.currentIndex() == 0
    assert terms(desk) == before


def test_esc_leaves_the_table_and_then_the_form(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """From a cell to the button that saves, and from there, as from any field, back to the list."""
    window = open_window(desk, (ContractsPage,))
    page = the_page(window)
    page.amend()
    settle(qtbot, window)
    grid = page.editor.grids["awards"]
    qtbot.waitUntil(grid.hasFocus)
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert page.editor.save_button.hasFocus()
    assert page.stack.currentWidget() is page.editor
    qtbot.keyClick(page.editor.save_button, Qt.Key.Key_Escape)
    assert page.stack.currentIndex() == 0


def test_a_cell_offers_what_may_stand_there(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """A ranking is chosen from its words, an award's lot from the lots, and a rate is typed."""
    window = open_window(desk, (ContractsPage,))
    page = the_page(window)
    page.amend()
    settle(qtbot, window)
    awards, steps = page.editor.grids["awards"], page.editor.grids["steps"]
    for grid, column, offer in ((steps, "ranking", "share"), (awards, "lot", terms(desk).lots[-1].lot)):
        index = grid.model_.index(0, grid.model_.place_of(column))
        page.editor.tabs.setCurrentWidget(grid)
        grid.setCurrentIndex(index)
        grid.edit(index)
        box = grid.indexWidget(index)
        assert isinstance(box, QComboBox)
        words = [box.itemText(place) for place in range(box.count())]
        assert offer in words or column == "lot"
        grid.finish_editing()


def test_a_block_is_pasted_from_the_clipboard(empty_desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """Ctrl+V fills several rows; Delete empties a cell."""
    window = open_window(empty_desk, (ContractsPage,))
    page = the_page(window)
    window.actions_["contracts.new"].trigger()
    settle(qtbot, window)
    grid = page.editor.grids["steps"]
    grid.setCurrentIndex(grid.model_.index(0, 0))
    QGuiApplication.clipboard().setText("1\tMain\n2\tSpot")
    qtbot.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert grid.model_.values("step") == ["1", "2"]
    grid.setCurrentIndex(grid.model_.index(1, 0))
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert grid.model_.values("step") == ["1"]


def test_an_unused_contract_is_removed_and_comes_back(
    empty_desk: Desk, open_window: Open, qtbot: QtBot
) -> None:
    """Remove asks nothing, since Undo brings it back."""
    window = open_window(empty_desk, (ContractsPage,))
    page = the_page(window)
    window.actions_["contracts.new"].trigger()
    settle(qtbot, window)
    argyll(page.editor)
    page.editor.save()
    settle(qtbot, window)
    window.actions_["contracts.remove"].trigger()
    settle(qtbot, window)
    assert not terms(empty_desk).contracts
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert [each.contract for each in terms(empty_desk).contracts] == ["AB"]


def test_a_contract_goes_out_as_pages_and_files(
    desk: Desk, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The pages are shown before they are printed or saved; a workbook and a folder are written."""
    window = open_window(desk, (ContractsPage,))
    shown: list[str] = []

    def ask(sheets: Sheets, _parent: QWidget) -> str:
        shown.append(sheets.name)
        return "Printed"

    monkeypatch.setattr(PagesDialog, "ask", ask)
    window.actions_["contracts.paper"].trigger()
    settle(qtbot, window)
    contract = the_page(window).chosen
    assert shown == [f"Contract {contract} 2026-06-01"]
    book = tmp_path / "book.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(book), ""))
    window.actions_["contracts.sheet"].trigger()
    settle(qtbot, window)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    window.actions_["contracts.files"].trigger()
    settle(qtbot, window)
    assert book.is_file()
    assert (tmp_path / f"Contract {contract}" / "awards.csv").is_file()


def test_a_file_name_has_no_path_in_it() -> None:
    """A contract may be called what no file may."""
    assert going_out.plain_name("Contract WHC/CAH: 2024 ..") == "Contract WHC-CAH- 2024"


def test_a_day_is_shown_as_people_write_it(qapp: object) -> None:
    """A file's 2026-04-07 reads 07/04/2026; what is no day stays as it was typed."""
    model = GridModel("awards")
    model.add({"end": "2026-04-07", "start": "soon"})
    assert model.index(0, model.place_of("end")).data() == "07/04/2026"
    assert model.index(0, model.place_of("start")).data() == "soon"
