"""The table's widths: what matters stays in sight, what is left over goes to the words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.screen.stylesheet import stylesheet
from ui.screen.table.columns import Column
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table
from ui.screen.tokens import DARK

COLUMNS: tuple[Column[str], ...] = (
    Column("name", "Name", str, width=200),
    Column("hours", "Hours", str, width=100, figures=True),
    Column("start", "Start", str, width=100, spare=True),
    Column("note", "Note", str, width=150, spare=True),
)


def table_of(qtbot: QtBot, width: int) -> Table:
    """A table of these columns, shown this wide."""
    table = Table("Packages")
    qtbot.addWidget(table)
    table.setModel(RowsModel(COLUMNS, table))
    table.fit()
    table.show()
    widen(table, width)
    return table


def widen(table: Table, width: int) -> None:
    """Make it this wide, as a person who drags the window's edge."""
    table.resize(width, 200)
    QApplication.processEvents()


def shown(table: Table) -> list[str]:
    """The columns in sight."""
    return [column.id for place, column in enumerate(COLUMNS) if not table.isColumnHidden(place)]


def test_spare_columns_give_way_the_last_first(qtbot: QtBot) -> None:
    """A narrow window shows fewer columns, and does not scroll sideways for a spare one."""
    table = table_of(qtbot, 600)
    assert shown(table) == ["name", "hours", "start", "note"]
    widen(table, 450)
    assert shown(table) == ["name", "hours", "start"]
    widen(table, 320)
    assert shown(table) == ["name", "hours"]
    assert table.horizontalScrollBar().maximum() == 0
    widen(table, 600)
    assert shown(table) == ["name", "hours", "start", "note"]


def test_figures_at_the_end_stay_beside_the_others(qtbot: QtBot) -> None:
    """Where the last column in sight is of figures, all that is left over goes to the words before it."""
    table = table_of(qtbot, 1200)
    table.leave_out({"start", "note"})
    QApplication.processEvents()
    assert shown(table) == ["name", "hours"]
    assert table.columnWidth(1) <= 110
    assert table.columnWidth(0) >= 1000


def test_home_and_end_go_to_the_first_and_the_last_row(qtbot: QtBot) -> None:
    """Rows are chosen whole: Qt's own End would stay in the row and scroll sideways."""
    table = table_of(qtbot, 600)
    model = table.model()
    assert isinstance(model, RowsModel)
    model.show([f"row {number}" for number in range(40)])
    table.setCurrentIndex(model.index(3, 0))
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (39, 0)
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0


def test_what_is_left_over_goes_to_the_words(qtbot: QtBot) -> None:
    """A column of words grows with the window, up to half as wide again; a column of figures does not."""
    table = table_of(qtbot, 1200)
    assert table.columnWidth(0) == 300
    assert table.columnWidth(1) == 100


def test_a_column_left_out_stays_out_at_any_width(qtbot: QtBot) -> None:
    """Names that are off do not come back when the window grows."""
    table = table_of(qtbot, 320)
    table.leave_out(["name"])
    widen(table, 900)
    assert shown(table) == ["hours", "start", "note"]
    table.leave_out([])
    assert shown(table) == ["name", "hours", "start", "note"]


def test_the_words_of_an_empty_table_are_readable(qtbot: QtBot) -> None:
    """They are written in the quiet token, not in the faded text that Qt makes of a style sheet's colour."""
    table = table_of(qtbot, 600)
    table.setStyleSheet(stylesheet(DARK))
    table.ensurePolished()
    assert table.palette().color(QPalette.ColorRole.PlaceholderText).name().upper() == DARK.quiet
