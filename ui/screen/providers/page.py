"""Providers: the list, the selected one in detail, and its return as a grid in the same place."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from allocation.use_cases import providers
from allocation.use_cases.outcomes import outcomes
from allocation.use_cases.providers import ProviderRow
from ui.screen.changes import Kind
from ui.screen.context import Context
from ui.screen.files import documents, free_path, say_saved, write_file
from ui.screen.listpage import ListPage
from ui.screen.operation import Job, Operation
from ui.screen.providers.columns import COLUMNS
from ui.screen.providers.detail import Detail
from ui.screen.providers.return_form import ReturnForm
from ui.screen.table.model import RowsModel
from ui.wording import _


class ProvidersPage(ListPage[ProviderRow]):
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
        "providers.statement",
        "providers.outcomes",
        "",
        "providers.register",
        "import.open",
    )

    panel: Detail
    form: ReturnForm

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Providers"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search provider"))
        self.search.setAccessibleName(_("Search this list"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(360)
        self.model = RowsModel(COLUMNS, self)
        self.panel = Detail(context)
        self.form = ReturnForm(context)
        self._asked: Operation[tuple[ProviderRow, ...]] | None = None
        above = QHBoxLayout()
        above.setContentsMargins(20, 8, 16, 8)
        above.addWidget(self.search, 1)
        above.addStretch(1)
        self.lay_out(above, wide=368)
        bind = context.actions.bind
        bind("providers.return", self._type_return, self, self.one)
        bind("providers.note", self.panel.start_note, self, self.one)
        bind("providers.suspend", self.panel.start_suspension, self, self.one)
        bind("providers.statement", self.panel.start_statement, self, self.one)
        bind("providers.outcomes", self.save_outcomes, self)
        bind("providers.search", self.search.setFocus, self)
        bind("providers.register", lambda: context.go("intake", "register"), self)
        self._pause = QTimer(self, singleShot=True, interval=150)
        self._pause.timeout.connect(self.ask)
        self.search.textChanged.connect(self._wait)
        self.table.doubleClicked.connect(self._type_return)
        self.form.finished.connect(self.show_list)
        self.panel.suspension_form.finished.connect(self.table.setFocus)
        self.panel.statement.finished.connect(self.table.setFocus)

    def refresh(self, _changed: frozenset[Kind]) -> None:
        self.ask()
        self.read_detail_again()

    def ask(self) -> None:
        """Read the list as the search says."""
        if self._asked is not None:
            self._asked.drop()
        desk, text = self.context.services.desk, self.search.text().strip()
        self._asked = self.context.operations.run(
            lambda _job: tuple(providers.providers(desk, text)), on_success=self._show
        )

    def save_outcomes(self) -> None:
        """Everything that reviews found, as the table outcomes: corrected, it can be brought in again."""
        desk, folder = self.context.services.desk, documents()

        def save(_job: Job) -> Path:
            from ui.spreadsheet.write_outcomes import outcomes_bytes

            path = free_path(folder, "outcomes", "xlsx")
            return write_file(path, outcomes_bytes(outcomes(desk), path))

        self.context.operations.run(save, on_success=lambda path: say_saved(self.context, path))

    def look_for(self, _key: str) -> None:
        self.search.clear()

    def _wait(self, text: str) -> None:
        if text:
            self.want_nothing()
        self._pause.start()

    def _show(self, rows: tuple[ProviderRow, ...]) -> None:
        self.model.show(rows)
        searched = bool(self.search.text().strip())
        self.table.say_when_empty(
            _("No provider matches.") if searched else _("No providers yet: bring in files.")
        )
        self.select_again()

    def _type_return(self) -> None:
        row = self.row
        if row is not None:
            self.form.open_provider(row.id, row.name)
            self.show_form()
