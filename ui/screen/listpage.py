"""A page that is a list: its rows, the selected one in detail beside them, a form in the place of both."""

from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screen.context import Context
from ui.screen.page import Page, with_detail
from ui.screen.side import RowSide
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table


class Keyed(Protocol):
    """A row that can be found again after the list was read anew."""

    @property
    def id(self) -> str:
        """Its key."""


R = TypeVar("R", bound=Keyed)


class ListPage(Page, Generic[R]):
    """Subclass it, make `model`, `panel` and `form`, and call `lay_out`.

    What is selected stays selected while the list is read again; where it has gone, what stands in its place
    is, and where nothing is left the detail is empty.
    """

    model: RowsModel[R]
    panel: RowSide[Any]
    form: Any

    def __init__(self, context: Context, words: str) -> None:
        super().__init__(context)
        self.table = Table(words, context.theme)
        self.stack = QStackedWidget()
        self._wanted = ""
        self._shown = ""
        self._place = 0

    def lay_out(self, above: QWidget | QLayout, *, wide: int) -> None:
        """Put `above` over the list, and the detail, `wide` pixels, on its right."""
        self.table.setModel(self.model)
        self.table.fit()
        self.table.selectionModel().currentRowChanged.connect(self._selected)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if isinstance(above, QWidget):
            column.addWidget(above)
        else:
            column.addLayout(above)
        column.addWidget(self.table, 1)
        self.stack.addWidget(with_detail(body, self.panel, wide=wide))
        self.stack.addWidget(self.form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    @property
    def row(self) -> R | None:
        """The selected row."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    @property
    def typing(self) -> bool:
        """Whether a form, or anything else, stands in the place of the list."""
        return self.stack.currentIndex() > 0

    def one(self) -> bool:
        """Whether a row is selected and in sight."""
        return self.row is not None and not self.typing

    def title(self) -> str:
        form: Any = self.stack.currentWidget()
        return str(form.title()) if self.typing else self.name

    def unsaved(self) -> str:
        in_sight = self.stack.currentWidget() is self.form
        return self.title() if in_sight and self.form.unsaved() else ""

    def main_action(self) -> str:
        return "" if self.typing else self.main

    def detail(self) -> QWidget:
        return self.panel

    def reveal(self, key: str) -> None:
        self._wanted = self._shown = key
        self.panel.show_row(key)
        if any(row.id == key for row in self.model.rows):
            self.select_again()
        else:
            self.look_for(key)

    def look_for(self, key: str) -> None:
        """Ask for a list in which the row with this key stands: it is none of those shown."""

    def read_detail_again(self) -> None:
        """Read the selected row again, after something was written."""
        if self._shown:
            self.panel.show_row(self._shown)

    def want_nothing(self) -> None:
        """The person asks for another list: what was to be revealed is no longer waited for."""
        self._wanted = ""

    def select_again(self) -> None:
        """After the rows were read again, select what was selected, or what stands in its place now."""
        wanted = self._wanted or self._shown
        place = next((place for place, row in enumerate(self.model.rows) if row.id == wanted), None)
        if place is None and not self._wanted and self.model.rows:
            place = min(self._place, len(self.model.rows) - 1)
        if place is not None:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            index = self.model.index(place, 0)
            self.table.selectionModel().setCurrentIndex(index, flags)
            if self._wanted:
                self.table.scrollTo(index)
                self._wanted = ""
        elif not self._wanted:
            self._shown = ""
            self.panel.clear()
        self.context.actions.update()

    def show_form(self, instead: QWidget | None = None) -> None:
        """Put the form in the place of the list, or something else that stands in the stack."""
        self.stack.setCurrentWidget(instead or self.form)
        self._turned()

    def show_list(self) -> None:
        """Put the list back."""
        self.stack.setCurrentIndex(0)
        self._turned()
        self.table.setFocus()

    def _turned(self) -> None:
        self.titled.emit(self.title())
        self.context.actions.update()

    def _selected(self) -> None:
        row = self.row
        self.context.actions.update()
        if row is None:
            return
        self._place = self.table.currentIndex().row()
        if row.id != self._shown:
            self._shown = row.id
            self.panel.show_row(row.id)
