"""Keys in a contract’s tables: what Enter, Tab and a click elsewhere do to an open cell."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from allocation.use_cases.amending import DraftRow
from ui.screen.contracts.grid import WIDEST, Grid
from ui.screen.table.model import COLOUR
from ui.screen.theme import Theme

ROWS = 6


@pytest.fixture
def grid(theme: Theme, qtbot: QtBot) -> Grid:
    """The awards of a lot, one provider a row, shown and ready for keys."""
    made = Grid("awards", theme, lambda _table: (), lambda _table, _reference: "")
    made.model_.show(
        tuple(
            DraftRow({"lot": "Oban", "step": "1", "provider": f"P{row}", "rate": "20.00"})
            for row in range(ROWS)
        )
    )
    qtbot.addWidget(made)
    made.resize(1000, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def at(grid: Grid) -> tuple[int, str]:
    """Where the cursor stands."""
    index = grid.currentIndex()
    return index.row(), grid.model_.columns[index.column()].name


def rate(grid: Grid, row: int) -> str:
    """What is typed as a row's rate."""
    return grid.model_.text(grid.model_.index(row, grid.model_.place_of("rate")))


def type_in(qtbot: QtBot, grid: Grid, text: str) -> QWidget:
    """Type at the cursor; gives the open cell."""
    qtbot.keyClicks(grid, text[0])
    editor = grid.indexWidget(grid.currentIndex())
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, text[1:])
    return editor


def test_enter_goes_down_one_row_in_the_column_that_is_typed(grid: Grid, qtbot: QtBot) -> None:
    """Rates one under another: each Enter keeps the cell and opens the way to the next, and skips none."""
    grid.go_to(0, "rate")
    for row in range(3):
        assert at(grid) == (row, "rate")
        qtbot.keyClick(type_in(qtbot, grid, f"2{row}.50"), Qt.Key.Key_Return)
        QApplication.processEvents()
        assert rate(grid, row) == f"2{row}.50"
    assert at(grid) == (3, "rate")
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert at(grid) == (4, "rate")


def test_enter_after_tabs_goes_back_to_where_the_row_was_begun(grid: Grid, qtbot: QtBot) -> None:
    """A new row typed cell by cell with Tab: Enter begins the next at the first of these cells."""
    grid.go_to(ROWS, "lot")
    qtbot.keyClick(type_in(qtbot, grid, "Mull"), Qt.Key.Key_Tab)
    QApplication.processEvents()
    for text in ("2", "P9"):
        editor = grid.indexWidget(grid.currentIndex())
        assert editor is not None
        qtbot.keyClicks(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Tab)
        QApplication.processEvents()
    qtbot.keyClick(grid.indexWidget(grid.currentIndex()), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert at(grid) == (ROWS + 1, "lot")
    assert [grid.model_.rows()[ROWS].cells[name] for name in ("lot", "step", "provider")] == [
        "Mull", "2", "P9",
    ]  # fmt: skip


def test_what_an_empty_cell_would_mean_is_grey_also_where_it_is_kept(theme: Theme, qtbot: QtBot) -> None:
    """A contract that is opened again shows at a glance what it says itself."""
    grid = Grid("steps", theme, lambda _table: (), lambda _table, _reference: "")
    qtbot.addWidget(grid)
    model = grid.model_
    said = {"step": "1", "name": "Reserve", "ranking": "score", "ask_together": "1", "needs_authority": "no"}
    model.show((DraftRow(said),))

    def colour(column: str) -> object:
        return model.index(0, model.place_of(column)).data(COLOUR)

    assert [colour(column) for column in said] == ["", "", "", "quiet", "quiet"]
    assert colour("rate_cap") == "quiet"
    model.setData(model.index(0, model.place_of("ask_together")), "3")
    assert colour("ask_together") == ""


def test_going_to_a_fault_chooses_its_cell_alone(grid: Grid, qtbot: QtBot) -> None:
    """Also while Ctrl of Ctrl+S is down: else “Remove rows” would take a row that nobody meant."""
    grid.go_to(4, "rate")
    save = QShortcut(QKeySequence("Ctrl+S"), grid)
    save.activated.connect(lambda: grid.go_to(1, "lot"))
    qtbot.keyClick(grid, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert at(grid) == (1, "lot")
    assert grid.chosen() == [1]


def test_a_long_text_gets_the_room_that_it_wants(grid: Grid, qtbot: QtBot) -> None:
    """What is typed can be read without dragging the column."""
    grid.fit()
    place = grid.model_.place_of("delivered_by")
    before = grid.columnWidth(place)
    grid.model_.setData(grid.model_.index(0, place), "Quayside Home Care and Support")
    assert before < grid.columnWidth(place) <= WIDEST


def test_a_click_on_another_row_keeps_the_open_cell_and_stays_where_it_was_made(
    grid: Grid, qtbot: QtBot
) -> None:
    """Leaving a cell by the mouse does not send the cursor on to a row that nobody chose."""
    grid.go_to(0, "rate")
    type_in(qtbot, grid, "23.75")
    place = grid.visualRect(grid.model_.index(3, grid.model_.place_of("provider"))).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()
    assert rate(grid, 0) == "23.75"
    assert at(grid) == (3, "provider")
