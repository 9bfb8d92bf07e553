"""Board and table: two views of one plan, with one selection and one search."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget

from ui.screen.round.board import Board
from ui.screen.round.drawn import Drawn
from ui.screen.round.picture import Card
from ui.screen.round.plan_model import PlanModel
from ui.screen.round.plan_table import RECORD, row_of
from ui.screen.table.view import Table
from ui.screen.theme import Theme
from ui.wording import _


class Views(QStackedWidget):
    """The board or the table. `chosen` carries the selected `Card` or None, `opened` one that was opened."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.card: Card | None = None
        self._drawn: Drawn | None = None
        self.board = Board(theme)
        self.rows = PlanModel(self)
        self.table = Table(_("The plan, one row a part"), theme)
        self.table.setModel(self.rows)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.fit()
        self.addWidget(self.board)
        self.addWidget(self.table)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find package"))
        self.search.setAccessibleName(_("Find a package by reference or name"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(116)
        self.choice = QButtonGroup(self)
        for number, name in enumerate((_("Board"), _("Table"))):
            button = QPushButton(name)
            button.setCheckable(True)
            button.setChecked(number == 0)
            self.choice.addButton(button, number)
        self.choice.idClicked.connect(self.setCurrentIndex)
        self.search.returnPressed.connect(self._find)
        self.board.chosen.connect(self._select)
        self.board.opened.connect(self.opened)
        self.rows.modelReset.connect(self._mark_row)
        self.table.selectionModel().currentRowChanged.connect(self._select_row)
        self.table.doubleClicked.connect(lambda _index: self.opened.emit(self.card))

    def put_controls(self, row: QHBoxLayout) -> None:
        """Lay the search, and the choice between the two, into the head's row."""
        for widget in (self.search, *self.choice.buttons()):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def show_plan(self, drawn: Drawn) -> None:
        """Show a plan. What was selected stays so, where it still is."""
        self._drawn = drawn
        self.board.show_picture(drawn.picture, drawn.why)
        self.rows.show(drawn.rows)
        self.table.leave_out(() if drawn.shown.issued else (RECORD,))

    def select(self, package: str, part: int = 1) -> None:
        """Select a package's card, in both views."""
        self.board.select_part(package, part)

    def other(self) -> None:
        """From the board to the table, or back."""
        number = 1 - self.currentIndex()
        self.choice.button(number).setChecked(True)
        self.setCurrentIndex(number)
        self.focus()

    def focus(self) -> None:
        """Let keys go to the view in sight."""
        view = self.board if self.currentIndex() == 0 else self.table
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _select(self, value: object) -> None:
        self.card = value if isinstance(value, Card) else None
        self._mark_row()
        self.chosen.emit(self.card)

    def _mark_row(self) -> None:
        """Let the table show the selected card's row as the board shows the card."""
        place = row_of(self.rows.rows, self.card)
        if place != self.table.currentIndex().row():
            self.table.setCurrentIndex(self.rows.index(place, 0))

    def _select_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and self.currentWidget() is self.table:
            card = self.rows.rows[current.row()].card
            if self.card is None or card.key != self.card.key:
                self.select(*card.key)

    def _find(self) -> None:
        text = self.search.text().strip().casefold()
        if not text or self._drawn is None:
            return
        keys = self._drawn.shown.found([row.card for row in self.rows.rows], text)
        if keys:
            at = keys.index(self.card.key) if self.card and self.card.key in keys else -1
            self.select(*keys[(at + 1) % len(keys)])
