"""Providers: the list, the selected one in detail, and its return as a grid in the same place."""

from typing import ClassVar

from PySide6.QtCore import QItemSelectionModel, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from allocation.use_cases import providers
from allocation.use_cases.providers import ProviderRow
from ui.screen.changes import Kind
from ui.screen.context import Context
from ui.screen.operation import Operation
from ui.screen.page import Page, with_detail
from ui.screen.providers.columns import COLUMNS
from ui.screen.providers.detail import Detail
from ui.screen.providers.return_form import ReturnForm
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table
from ui.wording import _


class ProvidersPage(Page):
    """A council has some dozens of providers: the whole list is read at once."""

    id: ClassVar[str] = "providers"
    name: ClassVar[str] = _("Providers")
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        {Kind.PROVIDERS, Kind.RETURNS, Kind.NOTES, Kind.TERMS, Kind.PACKAGES}
    )
    main: ClassVar[str] = "providers.return"
    more: ClassVar[tuple[str, ...]] = (
        "providers.note",
        "providers.suspend",
        "",
        "providers.register",
        "import.open",
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search provider"))
        self.search.setAccessibleName(_("Search this list"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(360)
        self.model: RowsModel[ProviderRow] = RowsModel(COLUMNS, self)
        self.table = Table(_("Providers"), context.theme)
        self.table.setModel(self.model)
        self.table.fit()
        self.panel = Detail(context)
        self.form = ReturnForm(context)
        self._shown = ""
        self._asked: Operation[tuple[ProviderRow, ...]] | None = None
        self._lay_out()
        bind = context.actions.bind
        bind("providers.return", self._type_return, self, self._one)
        bind("providers.note", self.panel.start_note, self, self._one)
        bind("providers.suspend", self.panel.start_suspension, self, self._one)
        bind("providers.search", self.search.setFocus, self)
        bind("providers.register", lambda: context.go("intake", "register"), self)
        self._pause = QTimer(self, singleShot=True, interval=150)
        self._pause.timeout.connect(self.ask)
        self.search.textChanged.connect(self._wait)
        self.table.selectionModel().currentRowChanged.connect(self._selected)
        self.table.doubleClicked.connect(self._type_return)
        self.form.finished.connect(self._form_done)

    @property
    def row(self) -> ProviderRow | None:
        """The selected provider's row."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def title(self) -> str:
        return self.form.title() if self._typing else self.name

    def main_action(self) -> str:
        return "" if self._typing else self.main

    def detail(self) -> QWidget:
        return self.panel

    def refresh(self, _changed: frozenset[Kind]) -> None:
        self.ask()
        if self._shown:
            self.panel.show_provider(self._shown)

    def ask(self) -> None:
        """Read the list as the search says."""
        if self._asked is not None:
            self._asked.drop()
        desk, text = self.context.services.desk, self.search.text().strip()
        self._asked = self.context.operations.run(
            lambda _job: tuple(providers.providers(desk, text)), on_success=self._show
        )

    def _wait(self) -> None:
        self._pause.start()

    def reveal(self, key: str) -> None:
        self._shown = key
        self.panel.show_provider(key)
        self._select(key)

    @property
    def _typing(self) -> bool:
        return self.stack.currentWidget() is self.form

    def _one(self) -> bool:
        return self.row is not None and not self._typing

    def _show(self, rows: tuple[ProviderRow, ...]) -> None:
        self.model.show(rows)
        searched = bool(self.search.text().strip())
        self.table.say_when_empty(
            _("No provider matches.") if searched else _("No providers yet: bring in files.")
        )
        if rows:
            here = any(row.id == self._shown for row in rows)
            self._select(self._shown if here else rows[0].id)
        else:
            self.panel.has_content(False)
        self.context.actions.update()

    def _select(self, key: str) -> None:
        place = next((place for place, row in enumerate(self.model.rows) if row.id == key), None)
        if place is not None:
            index = self.model.index(place, 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(index, flags)
            self.table.scrollTo(index)

    def _selected(self) -> None:
        row = self.row
        self.context.actions.update()
        if row is not None and row.id != self._shown:
            self._shown = row.id
            self.panel.show_provider(row.id)

    def _type_return(self) -> None:
        row = self.row
        if row is not None:
            self.form.open_provider(row.id, row.name)
            self.stack.setCurrentWidget(self.form)
            self.titled.emit(self.title())
            self.context.actions.update()

    def _form_done(self) -> None:
        self.stack.setCurrentIndex(0)
        self.titled.emit(self.title())
        self.context.actions.update()
        self.table.setFocus()

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(20, 8, 16, 8)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(with_detail(body, self.panel))
        self.stack.addWidget(self.form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
