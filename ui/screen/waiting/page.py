"""Waiting: the list of packages with its filters, and what is known of the selected one."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import ClassVar, cast

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QMenu

from allocation.acts.rows import EndReason, State
from allocation.lists import PackageQuery, PackageRow, PackageSort
from allocation.lists import Page as Lines
from allocation.use_cases import council, erasure, referrals, waiting_list
from allocation.use_cases.onward import AFTER
from ui.screen.changes import Kind
from ui.screen.context import Context
from ui.screen.listpage import ListPage
from ui.screen.table.paged import PagedModel
from ui.screen.waiting.asking import AskView
from ui.screen.waiting.care import STEPS
from ui.screen.waiting.columns import COLUMNS
from ui.screen.waiting.detail import Detail
from ui.screen.waiting.erase import EraseDialog
from ui.screen.waiting.filters import WAITING, Filters
from ui.screen.waiting.form import ReferralForm
from ui.screen.waiting.save_list import ListToSave, save_list
from ui.screen.write import write
from ui.wording import _
from ui.wording.care import ENDS


class WaitingPage(ListPage[PackageRow]):
    """The list and the form stand in the same place: a form is a page of its own, never a pop-up."""

    id: ClassVar[str] = "waiting"
    name: ClassVar[str] = _("Waiting")
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        {
            Kind.PACKAGES,
            Kind.NOTES,
            Kind.TERMS,
            Kind.RECORDS,
            Kind.PLAN,
            Kind.RETURNS,
            Kind.PROVIDERS,
        }
    )
    main: ClassVar[str] = "waiting.new"
    more: ClassVar[tuple[str, ...]] = (
        "waiting.ask",
        "waiting.edit",
        "waiting.note",
        "waiting.refusal",
        "",
        "waiting.start",
        "waiting.rest",
        "waiting.go_on",
        "waiting.outcome",
        "waiting.onward",
        "waiting.close",
        "waiting.reopen",
        "",
        "waiting.sheet",
        "waiting.paper",
        "waiting.names",
        "",
        "waiting.clear",
        "import.open",
        "",
        "waiting.erase",
    )

    model: PagedModel[PackageRow]
    panel: Detail
    form: ReferralForm

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Packages"))
        self.filters = Filters()
        self.model = PagedModel(COLUMNS, context.operations, self)
        self.panel = Detail(context)
        self.form = ReferralForm(context)
        self.asking = AskView(context)
        self.lay_out(self.filters, wide=344)
        self.stack.addWidget(self.asking)
        self.table.setSortingEnabled(False)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.sectionClicked.connect(self._sort_by)
        self._sorted = (0, Qt.SortOrder.AscendingOrder)
        self._bind()
        self.filters.changed.connect(self._filtered)
        self.filters.names_changed.connect(self._show_names)
        self.model.counted.connect(self._counted)
        self.model.loaded.connect(self.select_again)
        self.table.doubleClicked.connect(self._edit)
        self.form.finished.connect(self._form_done)
        self.panel.care.finished.connect(self.table.setFocus)
        self.panel.answers.form.finished.connect(self.table.setFocus)
        self.panel.reviews.form.finished.connect(self.table.setFocus)
        self.asking.finished.connect(self.show_list)
        names = str(QSettings().value("waiting/names", "yes")) == "yes"
        self.filters.names.setChecked(names)
        self._show_names(names)

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
        self.read_detail_again()
        if self.stack.currentWidget() is self.asking:
            self.asking.ask()

    def ask(self, *, keep: bool = False) -> None:
        """Ask for the list as the filters and the header say."""
        desk, query = self.context.services.desk, self.query()
        self.model.ask(
            lambda offset, limit: waiting_list.packages(desk, replace(query, offset=offset, limit=limit)),
            keep=keep,
        )

    def _filtered(self) -> None:
        self._leave_out()
        if self.filters.query(date.min).text != self.filters.only:
            self.want_nothing()
        self.ask()

    def query(self) -> PackageQuery:
        """What the list shows, from its first row."""
        column, order = self._sorted
        return replace(
            self.filters.query(self.context.services.desk.clock.today()),
            sort=cast("PackageSort", COLUMNS[column].sort),
            descending=order is Qt.SortOrder.DescendingOrder,
        )

    def look_for(self, key: str) -> None:
        desk = self.context.services.desk
        self.context.operations.run(
            lambda _job: waiting_list.package(desk, key).package.package,
            on_success=self.filters.show_only,
        )

    def _bind(self) -> None:
        bind = self.context.actions.bind
        bind("waiting.new", self._new, self, lambda: not self.typing)
        bind("waiting.ask", self._ask_whom, self, self._open)
        bind("waiting.edit", self._edit, self, self.one)
        bind("waiting.note", self.panel.start_note, self, self.one)
        bind("waiting.refusal", self.panel.start_refusal, self, self._open)
        for step in STEPS:
            bind(
                step.action, partial(self.panel.start_care, step), self, partial(self._in_state, step.states)
            )
        in_care = partial(self._in_state, AFTER)
        bind("waiting.outcome", self.panel.start_review, self, in_care)
        bind("waiting.onward", self.panel.reviews.make_onward, self, in_care)
        bind("waiting.erase", self._erase, self, self.one)
        bind("waiting.close", self._close, self, self._open)
        bind("waiting.reopen", self._reopen, self, self._ended)
        bind("waiting.search", self.filters.search.setFocus, self, lambda: not self.typing)
        bind("waiting.sheet", lambda: self._save("xlsx"), self, lambda: not self.typing)
        bind("waiting.paper", lambda: self._save("pdf"), self, lambda: not self.typing)
        names = self.filters.names
        shown = bind("waiting.names", names.toggle, self, checked=names.isChecked())
        names.toggled.connect(shown.setChecked)
        bind("waiting.clear", self.filters.reset, self, lambda: not self.typing)

    def _in_state(self, states: tuple[State, ...]) -> bool:
        return self.one() and self.row is not None and self.row.state in states

    def _ended(self) -> bool:
        return self._in_state((State.ENDED,))

    def _open(self) -> bool:
        return self.one() and not self._ended()

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
        self._leave_out()
        self.panel.show_names(on)

    def _leave_out(self) -> None:
        """Leave out names where they are not wanted, and what is the same of all who wait."""
        left = [] if self.filters.names.isChecked() else [each.id for each in COLUMNS if each.personal]
        left += ["state", "provider"] if self.filters.state.value() == WAITING else []
        self.table.leave_out(left)

    def _counted(self, total: int) -> None:
        plain = self.filters.plain()
        self.table.say_when_empty(
            _("Nobody is waiting.") if plain else _("No package matches these filters.")
        )
        if plain:
            self.counted.emit(total)

    def _new(self) -> None:
        self.form.open_new()
        self.show_form()

    def _ask_whom(self) -> None:
        if self.row is not None:
            self.asking.open_package(self.row.id, self.row.reference)
            self.show_form(self.asking)

    def _edit(self) -> None:
        if self.row is not None:
            self.form.open_package(self.row.id)
            self.show_form()

    def _form_done(self, saved: str) -> None:
        self.show_list()
        if saved:
            self.reveal(saved)

    def _close(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(_("Why the package is closed"))
        heading = menu.addAction(_("Why is it closed?"))
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

    def _erase(self) -> None:
        detail, desk = self.panel.shown, self.context.services.desk
        reason = EraseDialog.ask(detail, self) if detail is not None else None
        if detail is None or reason is None:
            return
        write(
            self.context,
            lambda _job: erasure.erase_person(desk, detail.person_id, reason),
            _("The person of {package} was erased").format(package=detail.package.package),
            offer="",
        )

    def _save(self, ending: str) -> None:
        query, desk = self.query(), self.context.services.desk
        names = self.filters.names.isChecked()

        def read(offset: int, limit: int) -> Lines[PackageRow]:
            return waiting_list.packages(desk, replace(query, offset=offset, limit=limit))

        wanted = ListToSave(
            read,
            self.filters.words(names=names),
            names,
            desk.clock.today(),
            ending,
            lambda: council.settings(desk).name,
        )
        save_list(self.context, wanted)
