"""One table of a contract to type into, with what can be done to its rows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from allocation.intake.codes import Code
from allocation.intake.columns import Column
from allocation.intake.kinds import YES_NO
from ui.screen.contracts.cell_editor import CellEditor
from ui.screen.contracts.grid_model import GridModel, Named
from ui.screen.table.grid import GridView, Index
from ui.screen.theme import Theme
from ui.screen.tokens import ROW
from ui.wording.columns import table_title

Known = Callable[[str], Sequence[str]]
"""What stands in the key column of another table of the same contract."""

NARROWEST, WORDS, NAMED, WIDEST = 64, 152, 240, 280
"""Pixels of a column before it is dragged: at least, where names are typed, where a reference stands with its
name, and at most.
"""

AROUND = 20
"""Pixels beside a text, within its cell."""

MEASURED = 60
"""Rows whose texts say how wide a column is: a county's hundreds would hold the window up."""

LISTS = ("areas", "services", "skills", "postcodes")
"""Columns in whose cells several words may stand."""

NAMES = ("name", "lot", "area", "provider", "score_weights", *LISTS)
"""Columns that hold words rather than figures."""


class Grid(GridView):
    """Shows one table; `known` says what its cells may name.

    As in a spreadsheet, Enter goes down one row, to the column in which the row was begun.
    """

    def __init__(
        self, table: str, theme: Theme, known: Known, named: Named, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._known = known
        self._begun = 0
        self._along = self._entered = False
        self.model_ = GridModel(table, named, self)
        self.setModel(self.model_)
        self.setAccessibleName(table_title(table))
        self.setItemDelegate(CellEditor(theme, self, self._offered))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setTabKeyNavigation(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(ROW + 2)
        self.verticalHeader().setMinimumWidth(36)
        self.horizontalHeader().setMinimumSectionSize(56)
        self.model_.dataChanged.connect(self._widen)

    def fit(self) -> None:
        """Give every column the room that its title and its first texts want, within reason."""
        self.horizontalHeader().setResizeContentsPrecision(MEASURED)
        self.resizeColumnsToContents()
        for place, column in enumerate(self.model_.columns):
            least = NAMED if column.refers == "providers" else WORDS if column.name in NAMES else NARROWEST
            self.setColumnWidth(place, min(max(self.columnWidth(place) + AROUND, least), WIDEST))

    def _widen(self, first: Index, last: Index) -> None:
        """Give a text that was just typed the room that it wants, within reason."""
        if first == last:
            wanted = min(self.sizeHintForIndex(first).width() + AROUND, WIDEST)
            if wanted > self.columnWidth(first.column()):
                self.setColumnWidth(first.column(), wanted)

    def chosen(self) -> list[int]:
        """The places of the rows in which something is selected."""
        return sorted({index.row() for index in self.selectedIndexes()})

    def put(self, column: str, text: str) -> None:
        """Write one text into a column of every chosen row."""
        self.finish_editing()
        for row in self.chosen():
            if row < len(self.model_.rows()):
                self.model_.setData(self.model_.index(row, self.model_.place_of(column)), text)

    def remove_chosen(self) -> None:
        """Take the chosen rows out."""
        self.model_.remove(self.chosen())

    def go_to(self, row: int, column: str) -> None:
        """Put the cursor on a cell and bring it in sight."""
        index = self.model_.index(row, self.model_.place_of(column))
        self._choose(index)
        self.scrollTo(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter ends a cell and goes on below; a cell that is left by the mouse closes with the same hint."""
        super().closeEditor(editor, hint)
        if self._entered and hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._entered = False
            self._next_row()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._entered = False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            # An open cell passes the key on to here before it closes itself: going on now would close it too.
            self._entered = self.indexWidget(self.currentIndex()) is not None
            if not self._entered:
                self._next_row()
            return
        super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Tab goes along the row that was begun; every other way to a cell begins there."""
        self._along = action in (
            QAbstractItemView.CursorAction.MoveNext,
            QAbstractItemView.CursorAction.MovePrevious,
        )
        return super().moveCursor(action, modifiers)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and (not self._along or current.row() != previous.row()):
            self._begun = current.column()
        self._along = False

    def _next_row(self) -> None:
        row = min(self.currentIndex().row() + 1, self.model_.rowCount() - 1)
        self._choose(self.model_.index(row, self._begun))

    def _choose(self, index: Index) -> None:
        """Put the cursor on a cell and choose it alone, whatever key is held down: Qt's own would add it."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _offered(self, place: int) -> tuple[Sequence[str], bool]:
        column = self.model_.columns[place]
        return offered(column, self._known), column.name in LISTS


def offered(column: Column[object], known: Known) -> Sequence[str]:
    """The words that may stand in a cell of this column; none where anything may."""
    if column.refers:
        return [*known(column.refers), *(["*"] if column.name == "areas" else [])]
    if column.name == "step":
        return known("steps")
    if column.kind is YES_NO:
        return ("yes", "no")
    if column.kind.code is Code.NOT_CHOICE:
        return column.kind.expected.split("; ")
    return ()
