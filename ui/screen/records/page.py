"""Records: everything that was issued, newest first, and its pages as they were printed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QAbstractItemView, QInputDialog, QLineEdit, QVBoxLayout, QWidget

from allocation.lists import RecordKind, RecordQuery, RecordRow
from allocation.use_cases import records, withdrawing
from ui.screen.changes import Kind
from ui.screen.choice import Choice
from ui.screen.context import Context
from ui.screen.operation import Operation
from ui.screen.page import Page, narrowed, with_detail
from ui.screen.records.columns import COLUMNS
from ui.screen.records.papers import Sheets, name_of, print_sheets, read_sheets, save_sheets
from ui.screen.records.preview import Preview
from ui.screen.table.paged import PagedModel
from ui.screen.table.view import Table
from ui.screen.widgets import label
from ui.screen.write import write
from ui.wording import _, ngettext
from ui.wording.records import KINDS


class RecordsPage(Page):
    """A record is never changed: it is read, printed, withdrawn with a reason, corrected by a new one."""

    id: ClassVar[str] = "records"
    name: ClassVar[str] = _("Records")
    concerns: ClassVar[frozenset[Kind]] = frozenset({Kind.RECORDS})
    main: ClassVar[str] = "records.print"
    more: ClassVar[tuple[str, ...]] = (
        "records.save",
        "records.correct",
        "records.withdraw",
        "",
        "records.search",
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search number, package or provider"))
        self.search.setAccessibleName(_("Search records"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(360)
        kinds = [(words, kind) for kind, words in KINDS.items()]
        self.kind = Choice(_("Kind of record"), [(_("Every kind"), None), *kinds])
        self.kind.setMinimumWidth(184)
        self.count = label("", "quiet")
        self.model: PagedModel[RecordRow] = PagedModel(COLUMNS, context.operations, self)
        self.table = Table(_("Records"), context.theme)
        self.table.setModel(self.model)
        self.table.fit()
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.preview = Preview()
        self._reading: Operation[bytes] | None = None
        self._wanted = ""
        self._lay_out()
        self._bind()
        self.search.textChanged.connect(lambda _text: self.ask())
        self.kind.currentIndexChanged.connect(lambda _place: self.ask())
        self.model.counted.connect(self._counted)
        self.model.loaded.connect(self._loaded)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self.show_pages())
        self.preview.chosen.connect(lambda _what: self.show_pages())

    @property
    def row(self) -> RecordRow | None:
        """The selected record."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    @property
    def _narrowed(self) -> bool:
        """Whether the list may leave out some of what was issued."""
        return bool(self.search.text()) or self.kind.value() is not None

    def refresh(self, _changed: frozenset[Kind]) -> None:
        self.ask(keep=True)

    def reveal(self, key: str) -> None:
        """Look a record up by its number."""
        self._wanted = key
        self.kind.choose(None)
        self.search.setText(key)
        self.ask()

    def detail(self) -> QWidget:
        return self.preview

    def ask(self, *, keep: bool = False) -> None:
        """Ask for the list, as the search and the kind say."""
        desk = self.context.services.desk
        wanted = RecordQuery(self.search.text().strip(), kind=self.kind.value())
        self.model.ask(
            lambda offset, limit: records.records(desk, replace(wanted, offset=offset, limit=limit)),
            keep=keep,
        )

    def show_pages(self) -> None:
        """Read the pages of the selected record; what is older and still on its way is forgotten."""
        if self._reading is not None:
            self._reading.drop()
        row = self.row
        self.context.actions.update()
        if row is None:
            self.preview.show_pages("", b"")
            return
        desk, what = self.context.services.desk, self.preview.what
        self._reading = self.context.operations.run(
            lambda _job: records.pages_of(desk, row, what),
            on_success=lambda data: self.preview.show_pages(
                name_of(row, what), data, one_paper=row.kind is RecordKind.STATEMENT
            ),
        )

    def withdraw(self) -> None:
        """Withdraw the selected record, with the reason."""
        row = self.row
        if row is None:
            return
        reason, sure = QInputDialog.getText(
            self,
            _("Withdraw {number}").format(number=row.number),
            _("Why is it withdrawn? The reason is kept; the record itself never changes."),
        )
        if sure and reason.strip():
            desk, number = self.context.services.desk, row.number
            write(
                self.context,
                lambda _job: withdrawing.withdraw(desk, number, reason.strip()),
                _("{number} withdrawn").format(number=number),
                offer="",
            )

    def correct(self) -> None:
        """Go to its package on the round page: a correction is issued from there and names this record."""
        row = self.row
        if row is not None:
            self.context.go("round", row.package)
            words = _("Move {package}, then issue it again: the new record names {number}.")
            self.context.messages.say(words.format(package=row.package, number=row.number))

    def chosen(self) -> list[RecordRow]:
        """The records that are selected, as they stand in the list; else the one that is looked at, as where
        Ctrl was held while the list came in.
        """
        rows = [self.model.rows[index.row()] for index in self.table.selectionModel().selectedRows()]
        return rows or [row for row in [self.row] if row is not None]

    def _with_sheets(self, do: Callable[[Sequence[Sheets], QWidget], str]) -> None:
        """Read the selected records' pages, then print or save them, and say so."""
        desk, rows, what = self.context.services.desk, self.chosen(), self.preview.what
        if rows:
            self.context.operations.run(
                lambda _job: read_sheets(desk, rows, what),
                on_success=lambda sheets: self._say(do(sheets, self)),
                title=_("Reading pages…"),
            )

    def _say(self, words: str) -> None:
        if words:
            self.context.messages.say(words)

    def _counted(self, total: int) -> None:
        self.count.setText(ngettext("{count} record", "{count} records", total).format(count=f"{total:,}"))
        if not self._narrowed:
            self.counted.emit(total or None)

    def _loaded(self) -> None:
        self.table.say_when_empty(
            _("No record is like that.")
            if self._narrowed
            else _("No records yet: they are issued on the Round page.")
        )
        if self.row is None and self.model.rows:
            rows = [place for place, row in enumerate(self.model.rows) if row.number == self._wanted]
            self.table.setCurrentIndex(self.model.index(rows[0] if rows else 0, 0))
        elif not self.model.rows:
            self.show_pages()

    def _bind(self) -> None:
        bind = self.context.actions.bind

        def any_row() -> bool:
            return self.row is not None

        def standing() -> bool:
            row = self.row
            return row is not None and row.kind is RecordKind.ALLOCATION and not row.withdrawn

        bind("records.print", lambda: self._with_sheets(print_sheets), self, any_row)
        bind("records.save", lambda: self._with_sheets(save_sheets), self, any_row)
        bind("records.correct", self.correct, self, standing)
        bind("records.withdraw", self.withdraw, self, standing)
        bind("records.search", self.search.setFocus, self)

    def _lay_out(self) -> None:
        body = narrowed(self.table, self.search, self.kind, self.count)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(with_detail(body, self.preview, wide=432, share=39))
