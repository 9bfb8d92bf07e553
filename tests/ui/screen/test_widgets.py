"""What a person typed is shown as typed, wherever Qt would read markup, key marks or a direction into it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui.screen.table.columns import Column
from ui.screen.table.model import RowsModel
from ui.screen.widgets import Elided, apart, caption, label, tip


def test_a_tool_tip_is_no_markup() -> None:
    """A tag in a name is written out; a plain text stays as it is, with its lines."""
    assert tip("Ardlaw\nCare & Sons") == "Ardlaw\nCare & Sons"
    shown = tip("<b>Bold</b> & Sons")
    assert "<b>" not in shown
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; Sons" in shown


def test_tips_of_cells_and_of_cut_lines_are_no_markup(qtbot: QtBot) -> None:
    """The tables' tips and those of a line that is cut go the same way."""
    name = "<i>Glen</i> Care at Home"
    column: Column[str] = Column("name", "Name", lambda row: row, tip=lambda row: row)
    model = RowsModel((column,))
    model.show([name])
    assert "<i>" not in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    cut = Elided(name)
    qtbot.addWidget(cut)
    cut.resize(48, 24)
    cut.show()
    assert cut.toolTip()
    assert "<i>" not in cut.toolTip()


def test_a_button_shows_every_ampersand(qtbot: QtBot) -> None:
    """An & in a provider's name stays in sight, and is no key."""
    button = QPushButton(caption("Move to Moss & Heather"))
    qtbot.addWidget(button)
    assert button.text() == "Move to Moss && Heather"
    assert button.shortcut().isEmpty()


def test_a_name_keeps_its_direction_to_itself() -> None:
    """A name from right to left is set apart, so that what follows stays where it belongs."""
    assert apart("نسيم") == "\u2068نسيم\u2069"
    assert apart("") == ""


def test_no_label_breaks_a_line_inside_a_figure(qtbot: QtBot) -> None:
    """Words that wrap keep each figure on one line, also when they change, and are read as they were said."""
    made = label("Asked 17 h 30", wrap=True)
    qtbot.addWidget(made)
    assert QLabel.text(made) == "Asked 17\u00a0h\u00a030"
    made.setText("6 h more, −£11.41 a week")
    assert QLabel.text(made) == "6\u00a0h more, −\u2060£11.41 a week"
    assert made.text() == "6 h more, −£11.41 a week"
