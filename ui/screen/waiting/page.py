"""Waiting: the list of packages with its filters, and what is known of the selected one."""

from dataclasses import replace
from datetime import date
from typing import ClassVar, cast

from PySide6.QtCore import QItemSelectionModel, QSettings, Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from allocation.acts.rows import EndReason, State
from allocation.lists import PackageQuery, PackageRow, PackageSort
from allocation.lists import Page as Lines
from allocation.use_cases import council, referrals, waiting_list
from ui.screen.changes import Kind
from ui.screen.context import Context
from ui.screen.page import Page, with_detail
from ui.screen.table.paged import PagedModel
from ui.screen.table.view import Table
from ui.screen.waiting.columns import COLUMNS
from ui.screen.waiting.detail import Detail
from ui.screen.waiting.filters import Filters
from ui.screen.waiting.form import ReferralForm
from ui.screen.waiting.save_list import ListToSave, save_list
from ui.screen.write import write
from ui.wording import _
from ui.wording.care import ENDS


class WaitingPage(Page):
    """The list and the form stand in the same place: a form is a page of its own, never a pop-up."""

    id: ClassVar[str] = "waiting"
    name: ClassVar[str] = _("Waiting")
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        {Kind.PACKAGES, Kind.NOTES, Kind.TERMS, Kind.RECORDS, Kind.PLAN}
    )
    main: ClassVar[str] = "waiting.new"
    more: ClassVar[tuple[str, ...]] = (
        "waiting.edit",
        "waiting.note",
        "waiting.refusal",
        "waiting.close",
        "waiting.reopen",
        "",
        "waiting.sheet",
        "waiting.paper",
        "waiting.names",
        "",
        "waiting.clear",
        "import.open",
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.filters = Filters()
        self.model: PagedModel[PackageRow] = PagedModel(COLUMNS, context.operations, self)
        self.table = Table(_("Packages"), context.theme)
        self.table.setModel(self.model)
        self.table.fit()
        self.table.setSortingEnabled(False)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.sectionClicked.connect(self._sort_by)
        self._sorted = (0, Qt.SortOrder.AscendingOrder)
        self.panel = Detail(context)
        self.form = ReferralForm(context)
        self._wanted = ""
        self._shown = ""
        self._place = 0
        self._lay_out()
        self._bind()
        self.filters.changed.connect(self._filtered)
        self.filters.names_changed.connect(self._show_names)
        self.model.counted.connect(self._counted)
        self.model.loaded.connect(self._select_again)
        self.table.selectionModel().currentRowChanged.connect(self._selected)
        self.table.doubleClicked.connect(self._edit)
        self.form.finished.connect(self._form_done)
        names = str(QSettings().value("waiting/names", "yes")) == "yes"
        self.filters.names.setChecked(names)
        self._show_names(names)

    @property
    def row(self) -> PackageRow | None:
        """The selected package's row."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def title(self) -> str:
        return self.form.title() if self._typing else self.name

    def main_action(self) -> str:
        return "" if self._typing else self.main

    def detail(self) -> QWidget:
        return self.panel

    def refresh(self, changed: frozenset[Kind]) -> None:
        if Kind.TERMS in changed:
            desk = self.context.services.desk
            self.context.operations.run(
                lambda _job: waiting_list.choices(desk),
                on_success=lambda found: self.filters.offer(
                    [(each.name or each.label, each.id) for each in found.areas],
                    [(each.name or each.label, each.id) for each in found.lots],
                ),
            )
        self.ask(keep=True)
        if self._shown:
            self.panel.show_package(self._shown)

    def ask(self, *, keep: bool = False) -> None:
        """Ask for the list as the filters and the header say."""
        desk, query = self.context.services.desk, self.query()
        self.model.ask(
            lambda offset, limit: waiting_list.packages(desk, replace(query, offset=offset, limit=limit)),
            keep=keep,
        )

    def _filtered(self) -> None:
        if self.filters.query(date.min).text != self.filters.only:
            self._wanted = ""
        self.ask()

    def query(self) -> PackageQuery:
        """What the list shows, from its first row."""
        column, order = self._sorted
        return replace(
            self.filters.query(self.context.services.desk.clock.today()),
            sort=cast("PackageSort", COLUMNS[column].sort),
            descending=order is Qt.SortOrder.DescendingOrder,
        )

    def reveal(self, key: str) -> None:
        self._wanted = self._shown = key
        self.panel.show_package(key)
        if any(row.id == key for row in self.model.rows):
            self._select_again()
            return
        desk = self.context.services.desk
        self.context.operations.run(
            lambda _job: waiting_list.package(desk, key).package.package,
            on_success=self.filters.show_only,
        )

    @property
    def _typing(self) -> bool:
        return self.stack.currentWidget() is self.form

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(with_detail(body, self.panel, wide=344))
        self.stack.addWidget(self.form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _bind(self) -> None:
        bind = self.context.actions.bind
        bind("waiting.new", self._new, self, lambda: not self._typing)
        bind("waiting.edit", self._edit, self, self._one)
        bind("waiting.note", self.panel.start_note, self, self._one)
        bind("waiting.refusal", self.panel.start_refusal, self, self._open)
        bind("waiting.close", self._close, self, self._open)
        bind("waiting.reopen", self._reopen, self, self._ended)
        bind("waiting.search", self.filters.search.setFocus, self, lambda: not self._typing)
        bind("waiting.sheet", lambda: self._save("xlsx"), self, lambda: not self._typing)
        bind("waiting.paper", lambda: self._save("pdf"), self, lambda: not self._typing)
        bind("waiting.names", self.filters.names.toggle, self)
        bind("waiting.clear", self.filters.reset, self, lambda: not self._typing)

    def _one(self) -> bool:
        return self.row is not None and not self._typing

    def _ended(self) -> bool:
        return self._one() and self.row is not None and self.row.state is State.ENDED

    def _open(self) -> bool:
        return self._one() and not self._ended()

    def _sort_by(self, place: int) -> None:
        header = self.table.horizontalHeader()
        if not COLUMNS[place].sort:
            header.setSortIndicator(*self._sorted)
            return
        again = place == self._sorted[0] and self._sorted[1] is Qt.SortOrder.AscendingOrder
        self._sorted = (place, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder)
        header.setSortIndicator(*self._sorted)
        self.ask()

    def _show_names(self, on: bool) -> None:
        QSettings().setValue("waiting/names", "yes" if on else "no")
        self.table.leave_out(() if on else (column.id for column in COLUMNS if column.personal))
        self.panel.show_names(on)

    def _counted(self, total: int) -> None:
        plain = self.filters.plain()
        self.table.say_when_empty(
            _("Nobody is waiting.") if plain else _("No package matches these filters.")
        )
        if plain:
            self.counted.emit(total)

    def _selected(self) -> None:
        row = self.row
        self.context.actions.update()
        if row is not None:
            self._place = self.table.currentIndex().row()
        if row is not None and row.id != self._shown:
            self._shown = row.id
            self.panel.show_package(row.id)

    def _select_again(self) -> None:
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
        if not self.model.rows and not wanted:
            self.panel.clear()
        self.context.actions.update()

    def _new(self) -> None:
        self.form.open_new()
        self._show_form()

    def _edit(self) -> None:
        if self.row is not None:
            self.form.open_package(self.row.id)
            self._show_form()

    def _show_form(self) -> None:
        self.stack.setCurrentWidget(self.form)
        self.titled.emit(self.title())
        self.context.actions.update()

    def _form_done(self, saved: str) -> None:
        self.stack.setCurrentIndex(0)
        self.titled.emit(self.title())
        self.context.actions.update()
        self.table.setFocus()
        if saved:
            self.reveal(saved)

    def _close(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(_("Why the package is closed"))
        heading = menu.addAction(_("Close, because the person:"))
        heading.setEnabled(False)
        for reason, words in ENDS.items():
            menu.addAction(words).triggered.connect(
                lambda _checked=False, reason=reason: self.close_package(reason)
            )
        place = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        menu.popup(self.table.viewport().mapToGlobal(place))

    def close_package(self, reason: EndReason) -> None:
        """End the selected package for a reason; Undo reopens it."""
        row, desk = self.row, self.context.services.desk
        if row is not None:
            write(
                self.context,
                lambda _job: referrals.close_package(desk, row.id, row.version, reason),
                _("Closed {package}: {reason}").format(package=row.reference, reason=ENDS[reason]),
            )

    def _reopen(self) -> None:
        row, desk = self.row, self.context.services.desk
        if row is not None:
            write(
                self.context,
                lambda _job: referrals.reopen_package(desk, row.id, row.version),
                _("{package} waits again, from today").format(package=row.reference),
            )

    def _save(self, ending: str) -> None:
        query, desk = self.query(), self.context.services.desk

        def read(offset: int, limit: int) -> Lines[PackageRow]:
            return waiting_list.packages(desk, replace(query, offset=offset, limit=limit))

        wanted = ListToSave(
            read,
            self.filters.words(),
            self.filters.names.isChecked(),
            desk.clock.today(),
            ending,
            lambda: council.settings(desk).name,
        )
        save_list(self.context, wanted)
